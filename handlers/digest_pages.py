"""A digest on its own page: who sees what of it, and a line changed there. The right is asked anew at every request."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from reporting.calendar import Period, period_labelled
from reporting.digest import Line
from reporting.house import House
from reporting.pages import LONGEST_LINE, DigestPage, Edited, Told, mark, papers_for
from reporting.privacy import guard
from reporting.signing import OPEN
from reporting.texts import digest_page as texts
from reporting.texts import papers
from reporting.texts.forms import big, sentence
from reporting.values import Who
from storage import digests, signing
from storage.tables import Digest, PageLink

REMARK = "remark"


def shown(session: Session, house: House, link: PageLink, who: Who, now: datetime) -> DigestPage | None:
    """The Bloc sees a week from its draft on, with the reports behind it; others what was numbered, without them."""
    row = _row(session, house, link, who, now)
    if row is None:
        return None
    value, stage, here = digests.value(row), signing.stage(row), house.calendar.local
    facts = digests.records(session, house.id, value) if who.in_bloc else []
    return DigestPage(
        digest=value,
        stage=stage,
        approved_at=here(row.approved_at) if row.approved_at else None,
        signed_at=here(row.signed_at) if row.signed_at else None,
        number=papers.number(row.number, house.file.documents.symbol_report) if row.number else "",
        papers=papers_for(who, house.file),
        told={f.id: Told(house.name(f.unit), here(f.said_at), f.code or "", f.text) for f in facts}
        if who.in_bloc
        else None,
        may_edit=who.in_bloc and stage in OPEN,
    )


def _row(session: Session, house: House, link: PageLink, who: Who, now: datetime) -> Digest | None:
    row = digests.get(session, house.id, link.about or "")
    if row is None or not row.whole or not (who.in_bloc or row.number is not None):
        return None
    period = _period(house, row)
    return digests.refresh(session, house, period, now) if period and signing.stage(row) == "draft" else row


def _period(house: House, row: Digest) -> Period | None:
    return period_labelled(row.period, house.schedule, house.calendar)


def edited(
    session: Session, house: House, link: PageLink, who: Who, form: dict[str, str], now: datetime
) -> Edited | None:
    """A line changed or a remark added; None for who may not. Pressed twice it is changed once."""
    row = _row(session, house, link, who, now)
    if row is None or not who.in_bloc:
        return None
    key, words = form.get("key", ""), " ".join(form.get("words", "").split())
    if signing.stage(row) not in OPEN:
        return Edited(wrong=texts.closed())
    kept = guard(words, house.known)
    if not words or len(words) > LONGEST_LINE or kept.reason:
        why = texts.empty() if not words else texts.refused() if kept.reason else texts.too_long(LONGEST_LINE)
        return Edited("", why, key, "" if kept.reason else words)
    said = sentence(big(kept.masked) if key == REMARK else kept.masked)
    if key == REMARK:
        digests.add_remark(row, said)
        session.add(row)
        return Edited(texts.remark_kept())
    return _line(session, row, who, Line(key, "", said), form.get("was", ""), now)


def _line(session: Session, row: Digest, who: Who, new: Line, was: str, now: datetime) -> Edited | None:
    lines = digests.lines_of(row)
    number = next((n for n, line in enumerate(lines, 1) if line.key == new.key), None)
    if number is None:
        return None
    present = lines[number - 1].text
    if present == new.text:
        return Edited(texts.kept(number))
    if was != mark(present):
        return Edited("", texts.changed_meanwhile(), new.key, new.text)
    digests.change_line(session, row, new.key, new.text, now, who.id)
    session.add(row)
    return Edited(texts.kept(number))
