"""What lies behind a digest: from a section to a matter or a unit and back, for the Bloc alone.

A view is rebuilt from its path ("section:overdue:0", "matter:YK-0120") and read anew each time: the digest is frozen,
what stands behind it goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from handlers import alarm_standing, inquired, inquiry, mine, owner
from handlers.turn import Turn
from reporting.calendar import Period, period_labelled
from reporting.duties import state_of
from reporting.interview import Question
from reporting.texts import desk as desk_texts
from reporting.texts import digest as digest_texts
from reporting.texts import evidence as texts
from reporting.texts import reports as report_texts
from reporting.texts.forms import big
from reporting.values import Choice
from storage import digests, matters, people, reports
from storage.tables import Matter, Report

A_WEEK = timedelta(days=7)
ON_A_PAGE = 5  # with "Xem tiếp" and back a list has as many choices as a phone shows
MATTERS_OF_A_UNIT = 4
REASONS = ("words",)  # acts of an office that may say why it takes longer
OF_UNITS = ("activities", "missing")  # sections whose items are units; all others list matters

Path = tuple[str, ...]


def section(turn: Turn, question: Question, choice: Choice) -> None:
    """A section of the digest, by its number; the digest's own choices stay open beneath."""
    if _may(turn, question):
        _show(turn, question.data["label"], (f"section:{choice.act}:0",))


def step(turn: Turn, question: Question, choice: Choice) -> None:
    """From a view to what it lists, to a question, or one step back."""
    if not _may(turn, question):
        return
    label, path = question.data["label"], tuple(question.data["path"])
    kind, _, rest = choice.act.partition(":")
    if kind == "back":
        _back(turn, label, path[:-1])
    elif kind == "ask":
        inquiry.ask_what(turn, rest)
    else:
        _show(turn, label, (*path, choice.act))


def _may(turn: Turn, question: Question) -> bool:
    """The right is looked at for every act: who has left the Bloc opens nothing with an old button."""
    if turn.me.in_bloc:
        return True
    turn.close(question.name)
    turn.say(report_texts.answered_already(turn.me))
    return False


def _back(turn: Turn, label: str, path: Path) -> None:
    if path:
        _show(turn, label, path)
        return
    turn.close("evidence")
    if turn.talk.find_named("digest") is None:
        turn.say(report_texts.back_done(turn.me))
    else:
        turn.ask("digest", texts.root(turn.me, label), desk_texts.SECTIONS, lives=A_WEEK, label=label)


def _show(turn: Turn, label: str, path: Path) -> None:
    kind, _, rest = path[-1].partition(":")
    turn.act = f"evidence {kind}"
    match kind:
        case "section":
            name, _, page = rest.partition(":")
            _section(turn, label, path, name, int(page))
        case "matter":
            _matter(turn, label, path, rest)
        case _:
            _unit(turn, label, path, rest)


def _ask(turn: Turn, label: str, path: Path, words: str, choices: tuple[Choice, ...]) -> None:
    turn.ask("evidence", words, choices, lives=A_WEEK, label=label, path=list(path))


# A section


def _section(turn: Turn, label: str, path: Path, name: str, page: int) -> None:
    period = _period(turn, label)
    found = _units(turn, period, name) if name in OF_UNITS else _codes(turn, period, name)
    if not found:
        turn.say(desk_texts.nothing_here())
        _back(turn, label, path[:-1])
        return
    begin = page * ON_A_PAGE
    rest = len(found) - begin
    shown = found[begin:] if rest <= ON_A_PAGE + 1 else found[begin : begin + ON_A_PAGE]
    more = f"section:{name}:{page + 1}" if len(shown) < rest else ""
    _ask(turn, label, path, texts.section(name, len(found)), texts.items(shown, more))


def _period(turn: Turn, label: str) -> Period:
    period = period_labelled(label, turn.house.schedule, turn.house.calendar)
    assert period is not None, "a digest's week has a report"
    return period


def _sources(turn: Turn, period: Period, name: str) -> list[Report]:
    """The reports the lines of a section rest on, in their order, each once."""
    row = digests.refresh(turn.session, turn.house, period, turn.now)
    numbers = dict.fromkeys(n for line in digests.lines_of(row) if line.section == name for n in line.sources)
    return [report for n in numbers if (report := reports.get(turn.session, n)) is not None]


def _codes(turn: Turn, period: Period, name: str) -> list[tuple[str, str]]:
    return [(report.code, f"matter:{report.code}") for report in _sources(turn, period, name) if report.code]


def _units(turn: Turn, period: Period, name: str) -> list[tuple[str, str]]:
    if name == "missing":
        keys = _missing(turn, period)
    else:
        keys = list(dict.fromkeys(report.unit for report in _sources(turn, period, name)))
    return [(big(turn.house.name(key)), f"unit:{key}") for key in keys]


def _missing(turn: Turn, period: Period) -> list[str]:
    """Who had sent nothing when the week was approved; before that, who has sent nothing by now."""
    row = digests.get(turn.session, turn.house.id, period.label)
    frozen = row.approved_at if row is not None else None
    found = []
    for duty in reports.duties(turn.session, turn.house.id, period.label):
        report = reports.get(turn.session, duty.report) if duty.report else None
        since = frozen is not None and report is not None and report.saved_at > frozen
        if not duty.excused and (duty.fulfilled_at is None or since):
            found.append(duty.unit)
    return found


# A matter


def open_matter(turn: Turn, matter: Matter) -> None:
    """As if it had been chosen from a list: a code that somebody of the Bloc types."""
    _show(turn, turn.house.period(turn.now).label, (f"matter:{matter.code}",))


def _matter(turn: Turn, label: str, path: Path, code: str) -> None:
    matter = matters.by_code(turn.session, turn.house.id, code)
    if matter is None:
        turn.say(report_texts.no_such_code(code))
        return
    _, report = matters.with_report(turn.session, matter)
    if matter.kind == "hotspot":
        words = alarm_standing.standing(turn, matter, report)
    else:
        words = texts.matter(code, turn.house.name(matter.unit), report.text, _stands(turn, matter))
    words = "\n".join([words, *mine.beside(turn, matter, report), *_log(turn, matter)])
    ways = texts.ways(f"ask:unit:{code}", f"ask:handler:{code}" if inquiry.handlers(turn, matter) else "")
    _ask(turn, label, path, words, texts.items(ways))


def _stands(turn: Turn, matter: Matter) -> str:
    office = owner.title(turn, matter)
    waiting = matter.state not in ("dong", "da_on", "da_tra_loi")
    if waiting and matter.due_at and matter.due_at < turn.now:
        days = max(1, (turn.now - matter.due_at).days)
        return texts.overdue(office, days, _reason(turn, matter))
    due = turn.here(matter.due_at) if matter.due_at else None
    return texts.stands(matter.state, office, due, matter.answer or "", matter.closed_why or "")


def _reason(turn: Turn, matter: Matter) -> str:
    """What the office has said about it last: words, or why it needs more time."""
    if matter.delay_why:
        return matter.delay_why
    theirs = {who.id for who in turn.people(matter.owner)} if matter.owner else set()
    said = [event for event in matters.events(turn.session, matter) if event.by in theirs and event.act in REASONS]
    return (said[-1].note or "") if said else ""


def _log(turn: Turn, matter: Matter) -> list[str]:
    """What was asked about it and answered, the last question with its answer."""
    lines = []
    for event in matters.events(turn.session, matter):
        who = people.who(turn.session, event.by) if event.by else None
        if who is None or not event.note:
            continue
        at = turn.here(event.at)
        if event.act == inquiry.ASKED:
            lines = [texts.asked_then(texts.asker(who), at, event.note)]
        elif event.act == inquiry.ANSWERED and lines:
            lines.append(texts.answered_then(inquired.speaks_as(turn, matter, who), at, event.note))
    return lines


# A unit


def open_unit(turn: Turn, unit: str) -> None:
    """As if it had been chosen from a list: a unit's name that somebody of the Bloc types."""
    shown = turn.talk.find_named("digest")
    label = shown.data["label"] if shown is not None else turn.house.period(turn.now).label
    _show(turn, label, (f"unit:{unit}",))


def _unit(turn: Turn, label: str, path: Path, unit: str) -> None:
    period = _period(turn, label)
    name = turn.house.name(unit)
    duty = reports.duty_of(turn.session, turn.house.id, label, unit)
    state = state_of(duty.fulfilled_at if duty else None, bool(duty and duty.excused), period, turn.now)
    standing = report_texts.unit_this_week(name, label, state, turn.here(period.unit_deadline))
    own = [
        report
        for report in reports.of_period(turn.session, turn.house.id, label)
        if report.unit == unit or (duty is not None and report.id == duty.report)
    ]
    lines = [
        texts.of_unit(turn.here(report.first_words_at), report.text or digest_texts.nil_words(), report.code or "")
        for report in own
    ]
    waiting = [matter.code for matter, _ in matters.open_of_units(turn.session, turn.house.id, (unit,))]
    choices = texts.items(
        [*texts.ways(f"ask:unit:{unit}", ""), *((code, f"matter:{code}") for code in waiting[-MATTERS_OF_A_UNIT:])]
    )
    _ask(turn, label, path, texts.unit(standing, lines, len(waiting)), choices)


ANSWERS: dict[str, Callable[[Turn, Question, Choice], None]] = {"digest": section, "evidence": step}
