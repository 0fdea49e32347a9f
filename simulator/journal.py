"""What happened, numbered, whichever channel it happened on; and the clock it is dated by."""

from collections import deque
from itertools import islice
from typing import Any

from simulator.clock import Bell, Clock

EVENTS_KEPT = 50_000
EVENTS_AT_ONCE = 1_000

Json = dict[str, Any]


class Journal:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.bell = Bell()
        self.last_event = 0
        self._events: deque[Json] = deque(maxlen=EVENTS_KEPT)

    def happened(self, what: str, chat: int | str | None = None, **more: Any) -> None:
        self.last_event += 1
        self._events.append(
            {"n": self.last_event, "at": self.clock.now().isoformat(), "what": what, "chat": chat, **more}
        )
        self.bell.ring()

    def events(self, after: int) -> list[Json]:
        """What happened after that number, oldest first, so many at once and as far back as it is kept."""
        newest_first = islice(reversed(self._events), max(0, self.last_event - after))
        return list(newest_first)[::-1][:EVENTS_AT_ONCE]
