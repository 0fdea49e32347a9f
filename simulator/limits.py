"""Flood limits as the messenger publishes them: 30/s for the bot, 1/s for a chat (burst 3), 20/min for a group.

The real limits are adaptive and unpublished; token buckets with a penalty after each refusal are a fair stand-in.
All times are seconds of the virtual clock.
"""

from math import ceil

BOT, CHAT, GROUP = (30.0, 30.0), (1.0, 3.0), (20 / 60, 20.0)
"""(tokens per second, burst)."""

PENALTY = 3
"""Who ran into a limit is kept out this many seconds longer than the bucket alone would need."""

ROUNDING = 0.5
"""`retry_after` is rounded up to whole seconds: the door opens half a second earlier than said."""

HAIR = 1e-3
"""Of a token."""


class Bucket:
    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate, self._burst = rate, burst
        self._tokens, self._at = burst, now

    def wait(self, now: float) -> float:
        """Seconds until there is a token, 0 if there is one."""
        # A clock that was set back refills nothing.
        self._tokens = min(self._burst, self._tokens + max(0.0, now - self._at) * self._rate)
        self._at = now
        # A hair below one token is one: times are told in microseconds, which must not cost an honest sender a penalty.
        return 0.0 if self._tokens > 1 - HAIR else (1 - self._tokens) / self._rate

    def take(self) -> None:
        self._tokens -= 1


class Limits:
    """Who may send now. The bot itself is counted under `None`, a chat under its number (groups are negative)."""

    def __init__(self) -> None:
        self._buckets: dict[int | None, list[Bucket]] = {}
        self._closed: dict[int | None, float] = {}

    def refuse(self, chat: int, now: float) -> int | None:
        """None takes a token and lets the message pass; otherwise the `retry_after` of the refusal, in seconds."""
        for scope in (None, chat):
            until = self._closed.get(scope, 0.0)
            if until > now:
                return ceil(until - now)
            self._closed.pop(scope, None)
        for scope in (None, chat):
            wait = max(bucket.wait(now) for bucket in self._of(scope, now))
            if wait:
                return self.close(scope, ceil(wait) + PENALTY, now)
        for scope in (None, chat):
            for bucket in self._of(scope, now):
                bucket.take()
        return None

    def close(self, scope: int | None, seconds: int, now: float) -> int:
        """Keeps a chat (or the whole bot) out for so long, and gives the figure back."""
        self._closed[scope] = now + seconds - ROUNDING
        return seconds

    def _of(self, scope: int | None, now: float) -> list[Bucket]:
        if scope not in self._buckets:
            kinds = [BOT] if scope is None else [CHAT] if scope > 0 else [CHAT, GROUP]
            self._buckets[scope] = [Bucket(rate, burst, now) for rate, burst in kinds]
        return self._buckets[scope]
