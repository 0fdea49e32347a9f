"""What an alarm says to whom: from what is known of it and of the people around it to the letters. Pure.

The handlers and the clock both tell of alarms; each puts these letters in its own way. A letter's key says what it is
for, so that nobody is told the same thing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reporting.texts import alarms as texts
from reporting.texts import ladder
from reporting.texts.forms import brief, office
from reporting.values import Choice, Who


@dataclass(frozen=True, slots=True)
class Hearer:
    """Somebody an alarm is for. `reached`: a message arrives now; `waits`: it is written, and waits for its channel.

    `why` stands behind the telephone number: why no message goes there.
    """

    who: Who
    reached: bool
    waits: bool = False
    why: str = ""

    @property
    def number(self) -> tuple[str, str]:
        return brief(self.who.title), self.who.phone_slot + self.why


@dataclass(frozen=True, slots=True)
class Alarm:
    """What letters need to know of an alarm. Times are in the ward's zone."""

    code: str
    severity: int
    topic: str
    confirmed: bool
    wordless: bool
    where: str
    words: str
    opened_at: datetime
    since: datetime  # so long nobody has it: since it was opened, raised or let go
    climb: int
    reporter: Who | None
    taker: Who | None
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Scene:
    """An alarm at one moment. `on_duty` is the post on duty; `caller` telephones; `later` holds a severity 1 back."""

    alarm: Alarm
    now: datetime
    told: tuple[Hearer, ...]
    caller: Hearer | None
    on_duty: str
    duty_title: str
    ward_kind: str
    bloc: str
    later: datetime | None

    def key(self, what: str, who: Who | None) -> str:
        return f"alarm:{self.alarm.code}:{self.alarm.climb}:{what}:{who.id if who else 0}"

    def calls(self, who: Who) -> bool:
        return self.caller is not None and self.caller.who.id == who.id


@dataclass(frozen=True, slots=True)
class Notice:
    """A letter of an alarm; with a `question` it asks."""

    key: str
    to: Who
    words: str
    question: str = ""
    choices: tuple[Choice, ...] = ()
    later: datetime | None = None


def first(scene: Scene, fresh: Sequence[Hearer]) -> list[Notice]:
    """Those who hear of it now for the first time; whom no message reaches stands on the call list at once."""
    written = [_first(scene, hearer.who) for hearer in fresh if hearer.reached or hearer.waits]
    return [*written, *_call_these(scene, fresh)]


def _first(scene: Scene, who: Who) -> Notice:
    alarm = scene.alarm
    duty = _duty(scene, who)
    if alarm.wordless and alarm.reporter is not None:
        words, choices = texts.tell_sealed(alarm.code, alarm.where, alarm.reporter, duty), texts.TOLD_SEALED
    else:
        end = duty if who.in_bloc and not alarm.confirmed else _who_has_it(scene)
        words = texts.tell(alarm.code, alarm.severity, alarm.confirmed, alarm.where, alarm.opened_at, alarm.words, end)
        choices = texts.TOLD_BLOC if who.in_bloc and not alarm.confirmed else texts.TOLD
    return Notice(scene.key("told", who), who, words, "alarm_in", choices, scene.later)


def _duty(scene: Scene, who: Who) -> str:
    """Who is on duty, said to the Bloc."""
    if not who.in_bloc:
        return ""
    if any(post.key == scene.on_duty for post in who.posts):
        return texts.you_are_on_duty(who)
    return texts.is_on_duty(scene.duty_title) if scene.duty_title else ""


def _who_has_it(scene: Scene) -> str:
    taker, at = scene.alarm.taker, scene.alarm.taken_at
    return texts.has_taken(taker.name, at) if taker is not None and at is not None else texts.nobody_has_it()


def _call_these(scene: Scene, fresh: Iterable[Hearer]) -> list[Notice]:
    numbers = [hearer.number for hearer in fresh if not hearer.reached and not scene.calls(hearer.who)]
    if not numbers or scene.caller is None:
        return []
    alarm, to = scene.alarm, scene.caller.who
    words = texts.call_these(alarm.code, alarm.severity, numbers)
    key = scene.key("-".join(["call", *(str(h.who.id) for h in fresh if not h.reached)]), to)
    return [Notice(key, to, words, later=scene.later)]


def named(fresh: Iterable[Hearer], on_duty: str, somebody_calls: bool) -> list[str]:
    """The offices a reporter is told of: written to or telephoned; whoever is on duty only where nobody else is."""
    found = [hearer.who for hearer in fresh if hearer.reached or somebody_calls]
    others = [who for who in found if not any(post.key == on_duty for post in who.posts)]
    return [office(who.title) for who in others or found]


# The rungs


def again(scene: Scene) -> list[Notice]:
    """Everybody told hears it once more; whoever telephones has the list instead."""
    alarm = scene.alarm
    waits = scene.now - alarm.since
    out = []
    for hearer in scene.told:
        if hearer.reached and not scene.calls(hearer.who):
            called = hearer.who.in_bloc and scene.caller is not None
            words = ladder.again(alarm.code, alarm.severity, alarm.where, waits, alarm.wordless, called)
            out.append(_asking(scene, "again", hearer.who, words))
    return out


def call_list(scene: Scene, what: str, whole: bool = False) -> list[Notice]:
    """The numbers of those told, the Bloc's own only on the last list (`whole`), or where there is nobody else."""
    if scene.caller is None:
        return []
    to = scene.caller.who
    others = [hearer for hearer in scene.told if hearer.who.id != to.id and hearer.who.title]
    people = others if whole else [hearer for hearer in others if not hearer.who.in_bloc] or others
    if not people:
        return []
    waits = scene.now - scene.alarm.since
    words = ladder.call(to, scene.alarm.code, waits, [hearer.number for hearer in people])
    return [_asking(scene, what, to, words)]


def leaders(scene: Scene, fresh: Sequence[Hearer]) -> list[Notice]:
    """Model 12; who has no chat is telephoned."""
    alarm = scene.alarm
    bodies = ladder.bodies(any(not hearer.who.in_bloc for hearer in scene.told), scene.ward_kind, scene.bloc)
    out = []
    for hearer in fresh:
        if hearer.reached or hearer.waits:
            words = ladder.leaders(
                hearer.who,
                alarm.severity,
                alarm.where,
                alarm.opened_at,
                "" if alarm.wordless else alarm.words,
                bodies,
                scene.now - alarm.since,
            )
            key = scene.key("leaders", hearer.who)
            out.append(Notice(key, hearer.who, words, "alarm_lead", ladder.LEADER, scene.later))
    return [*out, *_call_these(scene, fresh)]


def ask(scene: Scene) -> list[Notice]:
    """Whoever took it is asked how it goes; without a chat somebody telephones."""
    alarm = scene.alarm
    mine = next((hearer for hearer in scene.told if alarm.taker and hearer.who.id == alarm.taker.id), None)
    if mine is None:
        return []
    taken = texts.moment_of(alarm.taken_at, scene.now)
    if mine.reached:
        words = ladder.how_is_it(mine.who, alarm.code, taken)
        choices = texts.TAKEN_SEALED if alarm.wordless else texts.TAKEN
        return [Notice(scene.key("ask", mine.who), mine.who, words, "alarm_mine", choices, scene.later)]
    if scene.caller is None:
        return []
    words = ladder.ask_by_phone(alarm.code, mine.who, taken, mine.who.phone_slot)
    return [Notice(scene.key("ask", scene.caller.who), scene.caller.who, words, later=scene.later)]


def let_go(scene: Scene) -> list[Notice]:
    """Taken, then silence: everybody told may take it, the one who had it too."""
    alarm = scene.alarm
    gone = alarm.taker is None or not alarm.taker.posts
    taken = texts.moment_of(alarm.taken_at, scene.now)
    words = ladder.open_again(alarm.code)
    if alarm.taker is not None and not gone:
        words = ladder.let_go(alarm.code, alarm.taker.name, taken)
    written = [_asking(scene, "silent", hearer.who, words) for hearer in scene.told if hearer.reached]
    return [*written, *_call_these(scene, scene.told)]


def _asking(scene: Scene, what: str, who: Who, words: str) -> Notice:
    choices = texts.TOLD_SEALED if scene.alarm.wordless else texts.TOLD
    return Notice(scene.key(what, who), who, words, "alarm_in", choices, scene.later)


# To the reporter


def to_reporter(scene: Scene, fresh: Mapping[str, Sequence[Hearer]]) -> list[Notice]:
    """The highest of the rungs just climbed, if it has told anybody. `fresh`: those who first heard of it there."""
    who, alarm, at = scene.alarm.reporter, scene.alarm, scene.now
    if who is None:
        return []
    called = scene.caller is not None
    danger = ladder.if_danger(who, alarm.topic) if alarm.severity >= 3 else ""
    for rung in reversed(list(fresh)):
        new = fresh[rung]
        words = ""
        if rung == "row" and (names := named(new, scene.on_duty, called)):
            words = texts.went_out_unconfirmed(who, alarm.code, names)
        elif rung == "again":
            words = ladder.told_again(alarm.code, at, called) + danger
        elif rung == "leaders" and new:
            words = ladder.told_leaders(who, alarm.code, at, scene.ward_kind, any(one.reached for one in new))
        elif rung == "list":
            words = ladder.told_list(alarm.code, at) + danger
        elif rung == "silent":
            words = ladder.told_others_again(alarm.code, at)
        if words:
            return [Notice(scene.key(f"{rung}-reporter", who), who, words, later=scene.later)]
    return []


def once(notices: Iterable[Notice], *but: int) -> list[Notice]:
    """Of several that ask one person the same thing the last; nothing for the persons left out."""
    kept = [notice for notice in notices if notice.to.id not in but]
    asking = {(notice.to.id, notice.question): notice for notice in kept if notice.question}
    return [notice for notice in kept if not notice.question or asking[notice.to.id, notice.question] is notice]
