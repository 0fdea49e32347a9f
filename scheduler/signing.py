"""What waits for approval, signature or number is reminded of, seldom, never in quiet time; then somebody calls."""

from __future__ import annotations

from datetime import datetime

from reporting.signing import reminders, series
from reporting.texts import desk as desk_texts
from reporting.texts import papers
from reporting.texts import signing as texts
from reporting.values import Say
from scheduler.digests import Week
from storage import outbox, people, signing
from storage.tables import Digest


def due(week: Week) -> None:
    """The latest reminder that is due of what the week waits for now; those before it are past."""
    row = week.row
    if row is None or week.house.calendar.is_quiet(week.now):
        return
    stage, since = signing.stage(row), signing.since(row)
    reached = [one for one in reminders(stage, since, week.period, week.house.calendar) if one.at <= week.now]
    if not reached:
        return
    name, to = reached[-1].name, reached[-1].to
    key = f"remind:{week.period.label}:{stage}:{since:%d%H%M}:{name}"
    if outbox.was_put(week.session, key):
        return
    if to == "call":
        _call(week, row, key)
    elif to == "head":
        _head(week, key)
    elif stage == "signed":
        _clerk(week, row, key)
    else:
        _desk(week, key, stage == "returned", late=name == "late")


def next_due(week: Week) -> datetime | None:
    row = week.row
    if row is None:
        return None
    ahead = reminders(signing.stage(row), signing.since(row), week.period, week.house.calendar)
    return min((one.at for one in ahead if one.at > week.now), default=None)


def _desk(week: Week, key: str, returned: bool, late: bool) -> None:
    staff, label = week.first("bloc_staff", "bloc_deputy"), week.period.label
    if staff is None:
        return
    if returned:
        words = texts.still_returned(staff, label)
    elif late:
        words = texts.late_draft(staff, label)
    else:
        words = texts.still_a_draft(staff, label, week.period.bloc_deadline - week.now)
    week.ask(staff, key, "draft_week", words, desk_texts.DRAFT, reminds=True)


def _clerk(week: Week, row: Digest, key: str) -> None:
    clerk, paper = people.desk(week.session, week.house.id), week.house.file.documents
    if clerk is None or row.signed_at is None:
        return
    of = series(paper, week.house.calendar.local(row.signed_at).date())
    number = signing.next_number(week.session, week.house.id, of)
    words = texts.number(clerk, row.period, papers.number(number, paper.symbol_report))
    week.ask(clerk, key, "number", words, texts.NUMBER, reminds=True, number=number)


def _head(week: Week, key: str) -> None:
    head = week.first("bloc_head")
    if head is not None:
        week.ask(head, key, "sign_week", texts.still_unsigned(head, week.period.label), texts.SIGN, reminds=True)


def _call(week: Week, row: Digest, key: str) -> None:
    """Nobody is pressed a third time: the desk telephones."""
    staff = week.first("bloc_staff", "bloc_deputy")
    head = next(iter(people.in_role(week.session, week.house.id, "bloc_head")), None)
    if staff is not None and head is not None:
        words = texts.call_the_chair(row.period, week.house.calendar.local(signing.since(row)), head)
        say = Say(key, words, staff.id, kind="nudge", counted=True)
        outbox.put(week.session, week.house.id, say, week.now)
