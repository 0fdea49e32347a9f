"""What I sent, what I owe: codes, corrections, undoing, taking back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers import alarm_telling, handover, help, moving, parting
from handlers.alarm_standing import standing
from handlers.keeping import open_again
from handlers.turn import Turn
from reporting.duties import state_of
from reporting.fold import fold
from reporting.house import House
from reporting.interview import Question
from reporting.matters import Role
from reporting.pages import nearest, spots
from reporting.summary import unmarked
from reporting.texts import alarms as alarm_texts
from reporting.texts import data as data_texts
from reporting.texts import desk as desk_texts
from reporting.texts import media as media_texts
from reporting.texts import reports as texts
from reporting.texts.commands import COUNT
from reporting.texts.standing import status_of
from reporting.values import Choice
from storage import contributions, matters, outbox, owners, people, reports
from storage.tables import Matter, Report


def nearest_place(house: House, at: tuple[float, float] | None) -> str | None:
    """What is closest to a point, a named place or the middle of a unit, as the ward calls it."""
    found = nearest(spots(house.file), at) if at is not None else None
    return found.name if found else None


# Codes


def visible(turn: Turn, code: str) -> tuple[Matter, Report] | None:
    """Reporters see their unit's matters (a cell those of its groups), owners what was sent to them, the Bloc all."""
    matter = matters.by_code(turn.session, turn.house.id, code)
    if matter is None:
        return None
    found = matters.with_report(turn.session, matter)
    me = turn.me
    allowed = (
        me.in_bloc
        or not set(contributions.units_of(turn.session, matter)).isdisjoint(me.reports_for)
        or matter.unit in units_seen(turn)
        or Role.OWNER in moving.roles(turn, matter)
        or me.id in matters.told(turn.session, matter)
    )
    return found if allowed else None


def units_seen(turn: Turn) -> set[str]:
    """One's own units, and of a cell's secretary the groups it covers."""
    cells = turn.me.units("secretary")
    return {group for cell in turn.house.file.cells if cell.id in cells for group in cell.groups} | {
        *turn.me.reports_for
    }


def status(turn: Turn, matter: Matter, report: Report) -> None:
    if matter.kind == "hotspot":
        words = standing(turn, matter, report)
    else:
        due = turn.here(matter.due_at) if matter.due_at else None
        office = moving.title(turn, matter)
        words = status_of(matter.code, report.text, matter.state, office, due, matter.closed_why)
    turn.say("\n".join([words, *beside(turn, matter, report)]))


def beside(turn: Turn, matter: Matter, report: Report) -> list[str]:
    """What else is to be known of a matter: photos that did not come, a reporter who has gone."""
    missing = reports.missing_media(turn.session, matter.report)
    lines = [media_texts.missing(missing)] if missing else []
    gone = report.author is not None and people.has_left(turn.session, report.author)
    return [*lines, data_texts.reported_by_one_who_left()] if gone else lines


# Corrections


def how_to_correct(turn: Turn) -> None:
    """Who sends no reports has none to correct: help for what they do."""
    if turn.me.reports_for:
        turn.say(texts.correct_how(turn.me))
    else:
        help.help_me(turn)


def correct(turn: Turn, matter: Matter, report: Report, words: str) -> None:
    """A number replaces the number of its kind, a lone place the place, anything else the whole text; the older
    version stays."""
    if (place := _lone_place(turn, report, words)) is not None:
        before = report.place
        reports.change(turn.session, report, turn.now, turn.me.id, "corrected", place=place)
        line = texts.corrected(matter.code, before or turn.house.name(report.unit), place)
        _said_back(turn, matter, report, line, place=before)
        return
    old, new, whole = corrected(report.text, words)
    count = COUNT.search(whole)
    households = int(count[1]) if count else report.households
    reports.change(turn.session, report, turn.now, turn.me.id, "corrected", text=whole, households=households)
    _said_back(turn, matter, report, texts.corrected(matter.code, old, new))


def _said_back(turn: Turn, matter: Matter, report: Report, line: str, **data: Any) -> None:
    """With a way back; the owner reads it once that is closed. `data` is what going back needs (the old place)."""
    turn.act = "corrected"
    matters.note(turn.session, matter, "corrected", turn.now, turn.me.id)
    turn.talk = replace(turn.talk, last_report=report.id)
    code, lives = matter.code, turn.manner.undo
    turn.ask("corrected", line, texts.UNDO, lives=lives, passive=True, code=code, about=code, **data)
    whole = f"{report.text}, {report.place}" if "place" in data else report.text
    if matter.kind == "hotspot":
        told = alarm_texts.more_words(code, turn.where(report), turn.local, whole)
        alarm_telling.to_those_told(turn, matter, lambda _: told)
    _tell_owner(turn, matter, desk_texts.corrected_for_owner(code, whole), later=True)


def corrected(text: str, words: str) -> tuple[str, str, str]:
    """(what was, what is, the whole new text)."""
    count = COUNT.fullmatch(words.strip())
    standing = COUNT.search(text) if count else None
    if count and standing:
        new = f"{count[1]}{standing[2]}"
        return standing[0], new, text[: standing.start()] + new + text[standing.end() :]
    if count:
        whole = f"{text}, {words.strip()}"
        return text, whole, whole
    return text, words, words


def _lone_place(turn: Turn, report: Report, words: str) -> str | None:
    """ "hẻm 4": nothing but a place, which changes the place alone."""
    found = turn.house.read(words, report.unit)
    return found.place if found.place and fold(found.place) == fold(words).strip(" .") else None


def _tell_owner(turn: Turn, matter: Matter, words: str, later: bool = False) -> None:
    """`later`: a correction is told once it can no longer be undone, the last one of several only."""
    outbox.withdraw(turn.session, f"corrected:{matter.code}:%")
    for who in owners.acting(turn.session, turn.house, matter) if matter.kind == "feedback" else []:
        if people.has_address(turn.session, who.id):
            at = turn.now + turn.manner.undo if later else None
            turn.say(words, to=who, key=f"corrected:{matter.code}:{turn.now:%m%d%H%M%S}:{who.id}", not_before=at)


def undo(turn: Turn, question: Question, choice: Choice) -> None:
    """Back to the version before; that too is a new version."""
    turn.close(question.name)
    matter = matters.by_code(turn.session, turn.house.id, question.data["code"])
    found = matters.with_report(turn.session, matter) if matter else None
    before = reports.version(turn.session, found[1].id or 0, found[1].version - 1) if found else None
    if matter is None or found is None or before is None or found[1].unit not in turn.me.reports_for:
        turn.say(texts.nothing_to_undo(turn.me))
        return
    report = found[1]
    if "place" in question.data:
        place = question.data["place"]
        reports.change(turn.session, report, turn.now, turn.me.id, "undone", place=place)
        now_again = place or turn.house.name(report.unit)
    else:
        old, _, _ = corrected(before.text, report.text)
        standing = COUNT.search(before.text)
        text, households = before.text, before.households
        reports.change(turn.session, report, turn.now, turn.me.id, "undone", text=text, households=households)
        now_again = standing[0] if standing else old
    turn.talk = replace(turn.talk, last_report=None)  # a second "hoàn tác" takes nothing more back
    turn.say(texts.put_back(matter.code, now_again))
    outbox.withdraw(turn.session, f"corrected:{matter.code}:%")


def undo_last(turn: Turn) -> None:
    """`hoàn tác`: the last correction, else the last report, for ten minutes without a reason."""
    question = turn.talk.find_named("corrected")
    if question is not None and question.expires_at > turn.now:
        undo(turn, question, question.choices[0])
        return
    report = reports.get(turn.session, turn.talk.last_report) if turn.talk.last_report else None
    fresh = report is not None and report.withdrawn_at is None and turn.now - report.saved_at <= turn.manner.undo
    if report is None or not fresh or report.author != turn.me.id:
        turn.say(texts.nothing_to_undo(turn.me))
        return
    turn.close("nil_done")
    take_back(turn, report, texts.taken_back())
    turn.say(texts.undone(report.code or texts.report_of(turn.house.name(report.unit), report.period)))


def take_back(turn: Turn, report: Report, why: str) -> None:
    """The report no longer counts; its matter closes and its owner hears it, of an alarm everybody who was told."""
    own = matters.by_code(turn.session, turn.house.id, report.code) if report.code else None
    if own is not None and own.kind == "hotspot" and own.state != "dong":
        alarm_telling.close(turn, own, why)
        return
    report.withdrawn_at, report.withdrawn_why = turn.now, why
    turn.session.add(report)
    open_again(turn, report)
    matter = own or contributions.joined(turn.session, report.id or 0)
    if matter is not None and contributions.goes_on_without(turn.session, matter, report, turn.now):
        parting.left(turn, matter, report)
    elif matter is not None and matter.state != "dong":
        moving.move(turn, matter, "withdrawn", why)
        _tell_owner(turn, matter, desk_texts.withdrawn_for_owner(matter.code, why))


def ask_why(turn: Turn, code: str) -> None:
    turn.ask("why_withdraw", texts.why_withdraw(turn.me, code), texts.ONLY_BACK, code=code)


def withdraw_reason(turn: Turn, question: Question, text: str) -> bool:
    code = question.data["code"]
    turn.close("why_withdraw")
    found = visible(turn, code)
    if found is None or found[0].state == "dong" or found[1].unit not in turn.me.reports_for:
        turn.say(texts.closed_already(code))
        return True
    withdraw(turn, *found, text)
    return True


def withdraw(turn: Turn, matter: Matter, report: Report, why: str) -> None:
    plain = unmarked(why)
    take_back(turn, report, plain)
    turn.say(texts.withdrawn(turn.me, matter.code, plain))


# The week


def week(turn: Turn) -> None:
    """`tuần`: for reporters how their units stand; for the Bloc and readers see `desk`."""
    if not turn.me.reports_for:
        help.help_me(turn)
        return
    period = turn.house.period(turn.now)
    lines = []
    for unit in (*turn.me.reports_for, *handover.taken(turn)):
        duty = reports.duty_of(turn.session, turn.house.id, period.label, unit)
        state = state_of(duty.fulfilled_at if duty else None, bool(duty and duty.excused), period, turn.now)
        deadline = turn.here(period.unit_deadline)
        said = texts.unit_this_week(turn.house.name(unit), period.label, state, deadline)
        lines.append(said + handover.standing_in(turn, unit))
    turn.say("\n".join(lines))
