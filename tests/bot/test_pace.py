"""The pace: never above what is permitted, hardly below it, whoever writes to whomever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pace import Limits, Rule, Schedule, choose, rebuilt
from simulator.limits import Limits as Buckets
from storage.outbox import Letter

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
LIMITS = Limits(  # as shipped in config.toml
    bot=Rule(timedelta(seconds=1 / 29.5), 10),
    chat=Rule(timedelta(seconds=1 / 0.98), 3),
    group=Rule(timedelta(seconds=60 / 19), 1),
)
CHATS = st.sampled_from(["1", "2", "3", "4", "-5"])
KINDS = st.sampled_from(["reply", "alarm", "nudge", "digest"])
ARRIVALS = st.lists(st.tuples(st.integers(0, 20_000), CHATS, KINDS), min_size=1, max_size=120)


def letter(number: int, chat: str, kind: str = "reply") -> Letter:
    return Letter(number, str(number), kind, None, "telegram", chat, "", (), None, None, 0, None)


def played(arrivals: list[tuple[int, str, str]], schedule: Schedule) -> list[tuple[datetime, Letter]]:
    """Everything sent, when each arrival comes at its millisecond and the sender looks whenever it may go on."""
    coming = sorted((NOW + timedelta(milliseconds=at), n, chat, kind) for n, (at, chat, kind) in enumerate(arrivals))
    waiting: dict[str, list[Letter]] = {}
    sent: list[tuple[datetime, Letter]] = []
    now = NOW
    while coming or waiting:
        while coming and coming[0][0] <= now:
            _, number, chat, kind = coming.pop(0)
            waiting.setdefault(chat, []).append(letter(number, chat, kind))
        found, later = choose(waiting, (), schedule, now)
        if found is None:
            steps = [at for at in (later, coming[0][0] if coming else None) if at is not None]
            assert steps, "what waits is never forgotten"
            assert min(steps) > now, "time goes on"
            now = min(steps)
            continue
        schedule.note(found.chat, now)
        waiting[found.chat].remove(found)
        if not waiting[found.chat]:
            del waiting[found.chat]
        sent.append((now, found))
    return sent


@settings(max_examples=60, deadline=None)
@given(ARRIVALS)
def test_the_messenger_never_refuses_and_order_within_a_chat_is_kept(arrivals: list[tuple[int, str, str]]) -> None:
    buckets = Buckets()
    sent = played(arrivals, Schedule(LIMITS))
    for at, one in sent:
        assert buckets.refuse(int(one.chat), at.timestamp()) is None
    assert len(sent) == len(arrivals)
    for chat in {one.chat for _, one in sent}:
        came = [n for _, n in sorted((arrivals[one.id][0], one.id) for _, one in sent if one.chat == chat)]
        assert [one.id for _, one in sent if one.chat == chat] == came


def test_what_is_permitted_is_used() -> None:
    many = [(0, str(n), "nudge") for n in range(900)]
    sent = played(many, Schedule(LIMITS))
    seconds = (sent[-1][0] - NOW).total_seconds()
    assert len(sent) / seconds >= 0.98 * 30
    one = [(0, "1", "reply")] * 300
    seconds = (played(one, Schedule(LIMITS))[-1][0] - NOW).total_seconds()
    assert len(one) / seconds >= 0.98


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.sampled_from(["2", "3"]), KINDS), min_size=1, max_size=40))
def test_a_refused_chat_waits_alone(arrivals: list[tuple[int, str, str]]) -> None:
    refused = Schedule(LIMITS)
    assert not refused.park("1", NOW, NOW + timedelta(seconds=60))
    with_it = played([*arrivals, (0, "1", "reply")], refused)
    others = [(at, one.chat) for at, one in with_it if one.chat != "1"]
    assert others == [(at, one.chat) for at, one in played(arrivals, Schedule(LIMITS))]
    assert [at for at, one in with_it if one.chat == "1"] == [NOW + timedelta(seconds=60)]


def test_two_refused_at_once_mean_the_whole_bot() -> None:
    schedule = Schedule(LIMITS)
    schedule.park("1", NOW, NOW + timedelta(seconds=5))
    assert schedule.park("2", NOW, NOW + timedelta(seconds=9))
    assert choose({"3": [letter(1, "3")]}, (), schedule, NOW) == (None, NOW + timedelta(seconds=9))
    assert not schedule.park("1", NOW + timedelta(seconds=20), NOW + timedelta(seconds=25)), "the other one is over"


def test_the_most_urgent_goes_first_then_who_waited_longest() -> None:
    waiting = {"1": [letter(1, "1", "digest")], "2": [letter(2, "2", "nudge")], "3": [letter(3, "3")]}
    assert choose(waiting, (), Schedule(LIMITS), NOW)[0] == letter(3, "3")
    assert choose(waiting, ("3",), Schedule(LIMITS), NOW)[0] == letter(2, "2", "nudge")
    both = {"1": [letter(8, "1")], "2": [letter(7, "2")]}
    assert choose(both, (), Schedule(LIMITS), NOW)[0] == letter(7, "2")


def test_what_was_sent_before_a_restart_still_counts() -> None:
    schedule = rebuilt(LIMITS, [("1", NOW - timedelta(milliseconds=500))] * 3)
    _, later = choose({"1": [letter(1, "1")]}, (), schedule, NOW)
    assert later is not None
    assert later > NOW


def test_a_clock_set_back_makes_nobody_wait_for_the_old_time() -> None:
    schedule, hour = Schedule(LIMITS), timedelta(hours=1)
    for _ in range(4):
        schedule.note("1", NOW)
    schedule.park("2", NOW, NOW + timedelta(seconds=5))
    schedule.hold("3", NOW + timedelta(seconds=2))
    then = [schedule.free_at(chat) for chat in ("1", "2", "3")]
    schedule.turned_back(hour)
    assert [schedule.free_at(chat) for chat in ("1", "2", "3")] == [at - hour for at in then if at is not None]
    assert choose({"4": [letter(1, "4")]}, (), schedule, NOW - hour)[0] is not None
