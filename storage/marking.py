"""What turns out later not to be kept (privacy charter P4-P6): every copy of a report's words goes, its reason stays.

Where the words lie by the way things hang together they go by that; where they were said, asked or quoted they are
found by themselves, six words in a row, in every table but those of other people's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlmodel import Session, col

from reporting.interview import Question, Talk
from reporting.texts import marking as texts
from storage import contact_lane, conversations, matters, traces
from storage.tables import (
    AuditEntry,
    Contact,
    Conversation,
    Digest,
    Inbox,
    Matter,
    MatterEvent,
    Media,
    Outbox,
    Report,
    ReportVersion,
)

AROUND = timedelta(minutes=5)  # between writing something and its turn


@dataclass(frozen=True, slots=True)
class Said:
    """A message that stands in a chat still."""

    channel: str
    chat: str
    message_id: str


def erase(session: Session, report: Report, reason: str, now: datetime) -> list[Said]:
    """Answers what the reporter sent and was shown, to be deleted there too."""
    assert report.id is not None
    matter = session.execute(select(Matter).where(col(Matter.report) == report.id)).scalar()
    phrases = traces.phrases(_words(session, report, matter))
    said = _erase_messages(session, report, matter)
    said += _erase_letters(session, report, matter, phrases)
    _erase_talks(session, report.ward, matter.code if matter else None, phrases)
    _erase_lines(session, report, phrases)
    traces.empty_all(session, report.ward, phrases)
    session.execute(delete(Media).where(col(Media.report) == report.id))
    session.execute(update(ReportVersion).where(col(ReportVersion.report) == report.id).values(text=""))
    if matter is not None:
        _erase_matter(session, matter)
    report.text, report.place, report.sealed = "", None, None
    report.topic, report.legal, report.households = "khac", None, None
    report.marked, report.marked_at = reason, now
    session.add(report)
    session.add(AuditEntry(ward=report.ward, at=now, act=f"refused {reason}"))
    session.flush()
    return said


def of_line(session: Session, ward: str, number: int) -> Report | None:
    """The report a line of the latest digest was made of, when that is one alone."""
    latest = select(Digest).where(col(Digest.ward) == ward).order_by(col(Digest.period).desc()).limit(1)
    row = session.execute(latest).scalar()
    lines = row.lines if row is not None else []
    sources = list(lines[number - 1].get("sources", ())) if 0 < number <= len(lines) else []
    return session.get(Report, sources[0]) if len(sources) == 1 else None


def spans(session: Session) -> list[tuple[datetime, datetime]]:
    """From when to when words lay here that are gone: a backup of that time holds them still."""
    found = session.execute(select(Report).where(col(Report.marked_at).is_not(None))).scalars()
    return [(report.first_words_at, report.marked_at) for report in found if report.marked_at is not None]


# Where the words hang


def _words(session: Session, report: Report, matter: Matter | None) -> list[str]:
    versions = select(col(ReportVersion.text)).where(col(ReportVersion.report) == report.id)
    found = [report.text, *session.execute(versions).scalars()]
    if matter is not None:
        found += [getattr(matter, name) or "" for name in matters.NO_WORDS]
        found += [event.note or "" for event in matters.events(session, matter)]
    return found


def _erase_messages(session: Session, report: Report, matter: Matter | None) -> list[Said]:
    """Sealed originals: of the report, of what its reporter wrote since, of what anybody wrote about the matter."""
    mine = select(Inbox).where(col(Inbox.report) == report.id)
    said = [Said(r.channel, r.chat, r.message_id) for r in session.execute(mine).scalars() if r.message_id and r.chat]
    since = [(report.author, report.first_words_at - AROUND, None)]
    if matter is not None:
        events = select(col(MatterEvent.by), col(MatterEvent.at)).where(col(MatterEvent.matter) == matter.id)
        since += [(by, at - AROUND, at) for by, at in session.execute(events) if by is not None]
    session.execute(update(Inbox).where(col(Inbox.report) == report.id).values(sealed=None))
    for person, start, end in since:
        theirs = select(col(Contact.channel), col(Contact.chat)).where(col(Contact.person) == person)
        for channel, chat in session.execute(theirs).all():
            where = [col(Inbox.channel) == channel, col(Inbox.chat) == chat, col(Inbox.received_at) >= start]
            if end is not None:
                where.append(col(Inbox.received_at) <= end)
            session.execute(update(Inbox).where(*where).values(sealed=None))
    return said


def _erase_letters(session: Session, report: Report, matter: Matter | None, phrases: list[str]) -> list[Said]:
    """Whatever was said about it: by its code, by its words, and to the reporter while it was being written."""
    being_written = and_(
        col(Outbox.person) == report.author,
        col(Outbox.created_at) >= report.first_words_at - AROUND,
        col(Outbox.created_at) <= report.saved_at + AROUND,
    )
    signs = [*phrases, matter.code] if matter is not None else phrases
    where = and_(col(Outbox.ward) == report.ward, or_(being_written, traces.holds(col(Outbox.text), signs)))
    found = session.execute(select(Outbox).where(where, col(Outbox.text) != "")).scalars().all()
    said = []
    for letter in found:
        if letter.person == report.author and letter.message_id and letter.chat:
            said.append(Said(letter.channel, letter.chat, letter.message_id))
        letter.state = "withdrawn" if letter.state in ("waiting", "planned") else letter.state
        letter.text, letter.choices, letter.question = "", [], None
        session.add(letter)
    return said


def _erase_talks(session: Session, ward: str, code: str | None, phrases: list[str]) -> None:
    """Questions about it are asked no more, a draft that says it again goes."""
    where = traces.holds(col(Conversation.talk), [*phrases, *([code] if code else [])])
    for row in session.execute(select(Conversation).where(col(Conversation.ward) == ward, where)).scalars().all():
        talk = conversations.talk_of(session, row.id)
        pile = tuple(question for question in talk.pile if not _asks_about(question, code, phrases))
        draft = talk.draft if talk.draft and not traces.quotes(" ".join(talk.draft.texts), phrases) else None
        left: Talk = replace(talk, pile=pile, draft=draft)
        conversations.keep_talk(session, ward, row.id, left)
    session.expire_all()


def _asks_about(question: Question, code: str | None, phrases: list[str]) -> bool:
    """A question about another matter has that one's words."""
    about = question.data.get("code")
    return about == code if about is not None else traces.quotes(f"{question.text} {question.data}", phrases)


def _erase_lines(session: Session, report: Report, phrases: list[str]) -> None:
    """Lines of a draft go and are written anew; an approved one keeps its line and figures, without the words."""
    for row in session.execute(select(Digest).where(col(Digest.ward) == report.ward)).scalars().all():
        lines = []
        for line in row.lines:
            if not _tells(line, report, phrases):
                lines.append(line)
            elif row.approved_at is not None:
                lines.append(line | {"text": texts.line_gone(), "original": None})
        whole = traces.without(row.whole, phrases, texts.line_gone())
        if (lines, whole) != (row.lines, row.whole):
            row.lines, row.whole = lines, whole
            session.add(row)
    session.flush()


def _tells(line: dict[str, Any], report: Report, phrases: list[str]) -> bool:
    """Made of this report, or written by hand and quoting it: what is made of others has their words."""
    sources = line.get("sources") or ()
    by_hand = not sources or line.get("original") is not None
    return report.id in sources or (by_hand and traces.quotes(f"{line['text']} {line.get('original') or ''}", phrases))


def _erase_matter(session: Session, matter: Matter) -> None:
    assert matter.id is not None
    session.execute(update(MatterEvent).where(col(MatterEvent.matter) == matter.id).values(note=None))
    contact_lane.erase(session, matter.id)
    why = texts.closed_why() if matter.closed_why else None
    gone = {**matters.NO_WORDS, "topic": "khac", "closed_why": why}
    session.execute(update(Matter).where(col(Matter.id) == matter.id).values(**gone))
    session.refresh(matter)


def of_chat(said: Iterable[Said], channel: str, chat: str) -> Iterator[str]:
    """Ids of the messages that stand in this chat."""
    return (one.message_id for one in said if one.channel == channel and one.chat == chat)
