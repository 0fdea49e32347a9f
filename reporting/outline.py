"""The written report of a week: its chapters and parts, sentence by sentence with the reports each rests on. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from reporting import counting
from reporting.alike import Deed, deed_of, deeds, grouped, part_of_deed, told
from reporting.calendar import WEEK
from reporting.digest import Chapter, MatterFact, Part, Sentence, Week
from reporting.house import House
from reporting.texts import digest as phone_texts
from reporting.texts import writing as texts
from reporting.texts.forms import sentence

LONG = 260  # characters of somebody's words on paper
WEEKS = 4  # a week is compared with the mean of so many before it
OF_WORK = ("teaching", "democracy", "government", "front", "skilful", "faith")
Paragraphs = tuple[tuple[Sentence, ...], ...]


def opening(week: Week, house: House, now: datetime) -> tuple[Sentence, ...]:
    """On what it rests, and what is not known."""
    counted = counting.figures(week, now)
    unheard = [house.name(unit) for unit, state in week.states.items() if state in ("missing", "due")]
    heard = counted["on_time"] + counted["late"]
    found = [
        Sentence("head", texts.basis(house.file.labels.bloc_short, week.period.label, counted["units"], heard)),
        Sentence("head:when", texts.punctual(counted, _before(week, "on_time")) if heard else ""),
        Sentence("missing", texts.unheard(unheard) if heard else ""),
    ]
    return tuple(said for said in found if said.text)


def _before(week: Week, name: str) -> int | None:
    """A figure of the week before; None where there was no digest of it."""
    last = week.past[-1] if week.past else None
    return last.figures.get(name) if last is not None and last.label == week.before else None


def chapters(week: Week, house: House, now: datetime) -> tuple[Chapter, ...]:
    """All five; what has nothing to say is left out when it is written down (`digest.written`)."""
    done = deeds(week.reports)
    work = [_part(key, _deeds(done, key, house)) for key in OF_WORK]
    people = (
        _part("life", _deeds(done, "life", house)),
        _part("opinions", _opinions(week, house, now)),
        _part("focus", tuple((said,) for said in _focus(week, house))),
        _part("addenda", tuple((said,) for said in _addenda(week, house))),
    )
    results = (
        _part("totals", _balance(week, now)),
        _part("answers", tuple((said,) for said in _answers(week, house, now))),
    )
    tasks = (Part("tasks", "", tuple((said,) for said in _tasks(week, house, now))),)
    asks = (Part("decisions", "", tuple((said,) for said in decisions(week, house, now))),)
    found = {"people": people, "work": tuple(work), "results": results, "tasks": tasks, "asks": asks}
    return tuple(Chapter(key, texts.CHAPTERS[key], parts) for key, parts in found.items())


def _part(key: str, paragraphs: Paragraphs) -> Part:
    return Part(key, texts.PARTS[key], paragraphs)


# I and II: what was done


def _deeds(done: list[Deed], part: str, house: House) -> Paragraphs:
    """All of a part in one paragraph."""
    found = tuple(
        Sentence(deed_key(deed), deed_text(deed, house, LONG), tuple(report.id for report in deed.reports))
        for deed in done
        if deed.theme.part == part
    )
    return (found,) if found else ()


def deed_key(deed: Deed) -> str:
    return f"activities:{deed.reports[0].id}"


def deed_text(deed: Deed, house: House, most: int) -> str:
    if len(deed.reports) == 1:
        return sentence(deed_of(deed.reports[0], house, most))
    each = [part_of_deed(report, house, most) for report in deed.reports]
    return texts.together(len(deed.reports), deed.theme.together, each)


# I.2: what people say


def by_topic(week: Week) -> list[tuple[str, list[MatterFact]]]:
    """New opinions, the topic with most of them first."""
    found: dict[str, list[MatterFact]] = {}
    for matter in counting.opinions(week):
        found.setdefault(matter.topic, []).append(matter)
    return sorted(found.items(), key=lambda item: -len(item[1]))


def oldest(matters: list[MatterFact], house: House) -> tuple[str, date] | None:
    """The code and the day of the one that waits longest."""
    waiting = [m for m in matters if counting.is_left(m)]
    first = min(waiting, key=lambda m: m.opened_at) if waiting else None
    return (first.code, house.calendar.local(first.opened_at).date()) if first else None


def _opinions(week: Week, house: House, now: datetime) -> Paragraphs:
    new = counting.opinions(week)
    paragraphs: list[tuple[Sentence, ...]] = []
    if new:
        units = len({m.unit for m in new})
        said = texts.opinions(len(new), len({m.topic for m in new}), units, _against(week, len(new)))
        paragraphs.append((Sentence("opinions", said, tuple(m.report for m in new)),))
    paragraphs += [_topic(topic, matters, house) for topic, matters in by_topic(week)]
    if week.guided:
        paragraphs.append((Sentence("opinions:guided", texts.guided(week.guided)),))
    return tuple(paragraphs)


def _against(week: Week, count: int) -> str:
    past = [before.figures["opinions"] for before in week.past if "opinions" in before.figures][-WEEKS:]
    mean = sum(past) / len(past) if len(past) == WEEKS else None
    return texts.against(count, _before(week, "opinions"), mean, WEEKS)


def _topic(topic: str, matters: list[MatterFact], house: House) -> tuple[Sentence, ...]:
    """All about a topic has one key: a clerk's line stands for the whole of it."""
    key, found = f"opinions:{topic}", []
    found.append(
        Sentence(key, texts.topic_opened(topic, len(matters), len({m.unit for m in matters})), _sources(matters))
    )
    for group in grouped(matters):
        found.append(Sentence(key, sentence(group.said(house, LONG)), group.sources))
        if group.hearsay:
            found.append(Sentence(key, texts.to_verify(), group.sources))
    left = sum(1 for m in matters if counting.is_left(m))
    found.append(Sentence(key, texts.topic_waits(len(matters), left, oldest(matters, house)), _sources(matters)))
    return tuple(found)


def _sources(matters: list[MatterFact]) -> tuple[int, ...]:
    return tuple(m.report for m in matters)


# I.3, I.4


def _focus(week: Week, house: House) -> list[Sentence]:
    found = []
    for m in counting.focus(week):
        at = house.calendar.local(m.opened_at)
        ending = texts.focus_ending(m.state, m.taken_by, m.confirmed)
        said = texts.focus(m.code, house.name(m.unit), at, m.severity, told(m.text, at, LONG).words, ending)
        found.append(Sentence(f"focus:{m.code}", said, (m.report,)))
    return found


def changes(week: Week, house: House, most: int) -> list[tuple[str, str, str, str, int]]:
    """What came after the last digest was approved: key, unit, what happened, words, report."""
    return [
        (
            f"addenda:{report}:{what}",
            house.name(unit),
            what,
            told(words, house.calendar.local(week.period.starts), most).words if words else phone_texts.nil_words(),
            report,
        )
        for unit, what, words, report in week.addenda
    ]


def _addenda(week: Week, house: House) -> list[Sentence]:
    return [
        Sentence(key, texts.addendum(week.before, unit, what, words), (report,))
        for key, unit, what, words, report in changes(week, house, LONG)
    ]


# III: what became of it


def solved(week: Week) -> list[MatterFact]:
    """Answered since the week began, and not taken back."""
    found = [m for m in counting.current(week) if not counting.is_left(m) and m.answered_at]
    return sorted(found, key=lambda m: m.answered_at or m.opened_at)


def disputed(week: Week) -> list[MatterFact]:
    """The owner says it is done, the unit says it is not."""
    return [m for m in counting.current(week) if m.state == "chua_on"]


def overdue(week: Week, now: datetime) -> list[MatterFact]:
    """Past their date; what is in dispute is told as that."""
    found = [m for m in counting.current(week) if counting.days_over(m, now) and m.state != "chua_on"]
    return sorted(found, key=lambda m: m.due_at or now)


def _balance(week: Week, now: datetime) -> Paragraphs:
    counted = counting.figures(week, now)
    if not counted["carried"] and not counted["opinions"]:
        return ()
    return ((Sentence("balance", texts.balance(counted, _before(week, "overdue")), _sources(counting.current(week))),),)


def _answers(week: Week, house: House, now: datetime) -> list[Sentence]:
    out = []
    for m in solved(week):
        answer = told(m.answer, house.calendar.local(m.answered_at or m.opened_at), LONG).words
        well = m.state in ("dong", "da_on")
        said = texts.solved(m.code, house.name(m.unit), _short(m, house), m.owner, m.ending, answer, well)
        out.append(Sentence(f"solved:{m.code}", said, (m.report,)))
    for m in disputed(week):
        answer = told(m.answer, house.calendar.local(m.answered_at or m.opened_at), LONG).words if m.answer else ""
        said = texts.disputed(m.code, house.name(m.unit), _short(m, house), m.owner, answer)
        out.append(Sentence(f"disputed:{m.code}", said, (m.report,)))
    for m in overdue(week, now):
        days, why = counting.days_over(m, now), delay(m, house, LONG)
        said = texts.overdue(m.code, house.name(m.unit), _short(m, house), m.owner, days, why)
        out.append(Sentence(f"overdue:{m.code}", said, (m.report,)))
    return out


def delay(matter: MatterFact, house: House, most: int) -> str:
    """What the owner said of needing more time; "" where nothing was said."""
    return told(matter.delay_why, house.calendar.local(matter.opened_at), most).words if matter.delay_why else ""


def _short(matter: MatterFact, house: House) -> str:
    return told(matter.text, house.calendar.local(matter.opened_at), 100).words


# IV and V: what is to be done, and what the chair is asked for


def _tasks(week: Week, house: House, now: datetime) -> list[Sentence]:
    ends = now + WEEK
    late = overdue(week, now)
    left = [m for m in counting.current(week) if counting.is_left(m)]
    unowned = [m for m in left if m.owner == house.file.labels.bloc_short]
    soon = [m for m in left if m.due_at and now <= m.due_at <= ends and m not in late]
    hot = [m for m in week.matters if m.kind == "hotspot" and not m.withdrawn and m.state != "dong"]
    answered = [m for m in solved(week) if m.state == "da_tra_loi"]
    unheard = [house.name(unit) for unit, state in week.states.items() if state in ("missing", "due")]
    out = []
    if hot:
        out.append(Sentence("tasks:focus", texts.task_focus([m.code for m in hot]), _sources(hot)))
    for owner, theirs in _by_owner(late, unowned):
        out.append(
            Sentence(f"tasks:late:{owner}", texts.task_overdue(owner, [m.code for m in theirs]), _sources(theirs))
        )
    for owner, theirs in _by_owner(soon, unowned):
        until = max(house.calendar.local(m.due_at).date() for m in theirs if m.due_at)
        words = texts.task_due(owner, [m.code for m in theirs], until)
        out.append(Sentence(f"tasks:due:{owner}", words, _sources(theirs)))
    if unowned:
        out.append(Sentence("tasks:unowned", texts.task_unowned([m.code for m in unowned]), _sources(unowned)))
    if answered:
        out.append(Sentence("tasks:confirm", texts.task_confirm([m.code for m in answered]), _sources(answered)))
    if unheard and len(unheard) < len(week.states):
        out.append(Sentence("tasks:unheard", texts.task_unheard(unheard)))
    return out


def decisions(week: Week, house: House, now: datetime) -> list[Sentence]:
    """What waits for the chair's word."""
    out = [
        Sentence(f"decide:{m.code}", texts.decide_untaken(m.code, house.name(m.unit)), (m.report,))
        for m in counting.focus(week)
        if m.state in ("moi", "da_chuyen")
    ]
    out += [
        Sentence(f"decide:{m.code}", texts.decide_disputed(m.code, house.name(m.unit), m.owner), (m.report,))
        for m in disputed(week)
    ]
    for owner, theirs in _by_owner(overdue(week, now)):
        codes, days = [m.code for m in theirs], max(counting.days_over(m, now) for m in theirs)
        ours = owner == house.file.labels.bloc_short
        said = texts.decide_unowned(codes, days) if ours else texts.decide_overdue(owner, codes, days)
        out.append(Sentence(f"decide:late:{owner}", said, _sources(theirs)))
    return out


def _by_owner(matters: list[MatterFact], but: Sequence[MatterFact] = ()) -> list[tuple[str, list[MatterFact]]]:
    found: dict[str, list[MatterFact]] = {}
    for m in matters:
        if m not in but:
            found.setdefault(m.owner, []).append(m)
    return list(found.items())
