"""Who has not reported hears it in time, and never while something else is open; then somebody telephones."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from reporting.calendar import Period, period_before, period_labelled
from reporting.duties import Nudge, nudge_times, time_left
from reporting.house import House
from reporting.interview import Question
from reporting.proposal import propose
from reporting.texts import channels as channel_texts
from reporting.texts import data as data_texts
from reporting.texts import nudges as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice, Say, Who
from storage import addresses, conversations, handover, outbox, people, reminders, reports

TO_STAFF = ("phone_list", "call_list")
STILL_BUSY = timedelta(minutes=30)  # a question this young is not spoken over (dialogues R6)
LOOK_AGAIN = timedelta(minutes=10)


def plan(session: Session, house: House, period: Period, now: datetime) -> None:
    """Every nudge of the period for everybody who owes a report, once. The first may turn into "anything more?"."""
    owing = people.who_owes(session, house.id, tuple(u.key for u in house.units.values() if u.owes_weekly))
    nudges = [n for n in nudge_times(period, house.schedule, house.calendar) if n.name not in TO_STAFF]
    standing = reminders.planned_for(session, f"first:{period.label}:%")
    for person, _ in owing:
        if person not in standing:
            _plan_for(session, house, period, person, [n for n in nudges if n.expires > now], nudges, now)
    _plan_for_deputies(session, house, period, nudges, now)


def _plan_for_deputies(session: Session, house: House, period: Period, nudges: list[Nudge], now: datetime) -> None:
    """Who stands in is reminded of what is still to come, up to the deadline."""
    deputies = {deputy for _, deputy in handover.standing(session, house.id, now).values()}
    ahead = [n for n in nudges if now < n.at < period.unit_deadline]
    if not deputies or not ahead:
        return
    standing = reminders.planned_for(session, f"%:{period.label}:%:{ahead[-1].name}")
    for person in sorted(deputies - standing):
        _plan_for(session, house, period, person, ahead, nudges, now)


def _plan_for(
    session: Session, house: House, period: Period, person: int, wanted: list[Nudge], of: list[Nudge], now: datetime
) -> None:
    for nudge in wanted:
        key = _key(period, person, of.index(nudge), nudge)
        reminders.plan(session, house.id, key, person, nudge.at, nudge.expires, now)


def _key(period: Period, person: int, number: int, nudge: Nudge) -> str:
    """A report takes back what begins with `nudge:`; the first one stays and asks whether there is more."""
    return (
        f"first:{period.label}:{person}:{nudge.name}" if number == 0 else f"nudge:{period.label}:{person}:{nudge.name}"
    )


def say_due(session: Session, house: House, now: datetime) -> int:
    """Nudges whose time has come get their words, wait, or are dropped. Answers how many go out."""
    gone = 0
    for row, key, person, expires in reminders.planned(session, house.id, now):
        _, label, _, name = key.split(":")
        if expires <= now:
            reminders.drop_planned(session, row, "expired")
            continue
        gone += _one(session, house, row, person, label, name, expires, now)
    _recount(session, house, now)
    return gone


def _recount(session: Session, house: House, now: datetime) -> None:
    """What a messenger that was out still holds says the time left now when it goes out (dialogues R19)."""
    for row, key, words in reminders.armed(session, house.id):
        period = period_labelled(key.split(":")[1], house.schedule, house.calendar)
        if period is not None:
            over = now >= period.unit_deadline
            said = texts.recounted(words, time_left(now, period.unit_deadline), over)
            if said != words:
                reminders.reword(session, row, said)


def _one(
    session: Session, house: House, row: int, person: int, label: str, name: str, expires: datetime, now: datetime
) -> bool:
    period = period_labelled(label, house.schedule, house.calendar)
    who = people.who(session, person)
    talk = conversations.talk_of(session, f"p:{person}").tidied(now)
    if period is None or who is None or not who.joined or handover.is_away(session, person, now):
        reminders.drop_planned(session, row, "withdrawn")
        return False
    top = talk.top(now)
    if top is not None and now - top.asked_at < STILL_BUSY and talk.draft is None:
        later = now + LOOK_AGAIN
        reminders.put_off(session, row, later) if later < expires else reminders.drop_planned(session, row, "expired")
        return False
    say = _words(session, house, period, who, name, talk.draft, now)
    if say is None or not reminders.arm(session, row, say, now):
        reminders.drop_planned(session, row, "withdrawn")
        return False
    assert say.question is not None
    names = {"more": "more", "late": "late", "confirm": "confirm"}
    question = Question(
        say.question,
        names.get(say.key, "nudged"),
        say.choices,
        now,
        _until(house, period, now),
        {"label": label},
        text=say.text,
    )
    conversations.push(session, house.id, person, question, now)
    return True


def _until(house: House, period: Period, now: datetime) -> datetime:
    """A nudge goes with its week: at the next one's first nudge (dialogues R6)."""
    following = house.period(period.unit_deadline)
    return max(min(n.at for n in nudge_times(following, house.schedule, house.calendar)), now + STILL_BUSY)


def _words(
    session: Session, house: House, period: Period, who: Who, name: str, draft: object, now: datetime
) -> Say | None:
    """What this nudge says; None when nothing needs saying. The `key` of the answer names its question."""
    standing = handover.standing(session, house.id, now)
    units = [unit for unit in who.units("leader", "secretary") if unit not in standing]
    taken = [unit for unit, (_, deputy) in standing.items() if deputy == who.id]
    owed = set(reports.unfulfilled(session, house.id, period.label))
    open_units = [unit for unit in (*units, *taken) if unit in owed]
    names = [house.name(unit) for unit in open_units]
    deadline = house.calendar.local(period.unit_deadline)
    first = name == nudge_times(period, house.schedule, house.calendar)[0].name
    if draft is not None:
        return _draft_again(session, house, who, name) if open_units and _is_last(house, period, name) else None
    if not open_units:
        done = [house.name(unit) for unit in units]
        return _say(who, "more", texts.more(who, done), report_texts.MORE, period, name) if first and done else None
    if name == "late":
        words = texts.late(who, names, period.label)
    elif first:
        words = texts.first(who, names, deadline)
    elif _is_last(house, period, name):
        words = texts.last(who, time_left(now, period.unit_deadline))
    else:
        words = texts.second(who, time_left(now, period.unit_deadline))
    return _say(who, "late" if name == "late" else "nudged", words, report_texts.NIL_OR_NEWS, period, name)


def _is_last(house: House, period: Period, name: str) -> bool:
    before = [n.name for n in nudge_times(period, house.schedule, house.calendar) if n.name.startswith("T-")]
    return len(before) > 1 and name == before[-1]


def _say(who: Who, question: str, words: str, choices: tuple[Choice, ...], period: Period, name: str) -> Say:
    number = f"n{period.label[2:]}{name}-{who.id}".replace(".", "")
    return Say(key=question, text=words, person=who.id, choices=choices, question=number, kind="nudge")


def _draft_again(session: Session, house: House, who: Who, name: str) -> Say | None:
    """In place of the last nudge the draft that still waits is shown once more (R13)."""
    draft = conversations.talk_of(session, f"p:{who.id}").draft
    if draft is None or not draft.texts:
        return None
    proposal = propose(draft, house, who.reports_for)
    words = report_texts.draft_again(who, proposal.shown_words, house.name(proposal.unit), yesterday=False)
    number = f"d{name}-{who.id}-{draft.first_at:%m%d%H%M}"
    return Say(key="confirm", text=words, person=who.id, choices=report_texts.CONFIRM, question=number, kind="nudge")


def lists_due(session: Session, house: House, now: datetime) -> None:
    """The two lists of telephone calls: units without a chat before the deadline, silent ones the morning after."""
    period = house.period(now)
    for of in (period_before(period, house.schedule, house.calendar), period):
        nudges = [n for n in nudge_times(of, house.schedule, house.calendar) if n.name in TO_STAFF]
        due = [n.name for n in nudges if n.at <= now < n.expires]
        if due and people.reporters_joined(session, house.id, of.unit_deadline):
            for name in due:
                _list(session, house, of, name, now)


def _why_not(session: Session, who: Who) -> str:
    """Why somebody who has a chat cannot be written to; nothing for all others."""
    return "" if people.is_reachable(session, who.id) else channel_texts.because(addresses.why_not(session, who.id))


def _to_call(session: Session, house: House, unit: str, now: datetime) -> list[Who]:
    """Whom to telephone for a unit: its deputy of the week, and while its leader is away the front head."""
    _, deputy = handover.standing(session, house.id, now).get(unit, (None, None))
    if deputy is not None:
        return [who for who in (people.who(session, deputy),) if who]
    found = people.of_unit(session, house.id, unit, "leader", "secretary")
    there = [who for who in found if not handover.is_away(session, who.id, now)]
    return there or people.of_unit(session, house.id, unit, "front_head") or found


def _list(session: Session, house: House, period: Period, name: str, now: datetime) -> None:
    key = f"{name}:{period.label}"
    staff = next((who for who in people.in_role(session, house.id, "bloc_staff", "bloc_deputy") if who.joined), None)
    if staff is None or outbox.was_put(session, key):
        return
    lines = []
    for unit in reports.unfulfilled(session, house.id, period.label):
        owing = _to_call(session, house, unit, now)
        lines += [] if owing else [data_texts.nobody_to_call(house.name(unit))]
        for who in owing:
            if name == "call_list" or not people.is_reachable(session, who.id):
                why = _why_not(session, who)
                lines.append(texts.call_line(house.name(unit), who, who.phone_slot, why))
    if not lines:
        return
    words = texts.phone_list(staff, lines) if name == "phone_list" else texts.call_list(staff, period.label, lines)
    outbox.put(session, house.id, Say(key=key, text=words, person=staff.id, kind="nudge", counted=True), now)
