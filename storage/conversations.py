"""The inbox and where each talk stands: the hot path.

Statements are built once and run on the connection, past the ORM: that makes a turn several times cheaper.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session, col

from reporting.interview import Question, Talk, from_json, to_json
from reporting.values import FileRef, Incoming, Kind
from storage import prebuilt
from storage.prebuilt import EVER
from storage.tables import Conversation, Inbox

_put = upsert(Inbox).on_conflict_do_nothing(index_elements=["channel", "external_id"]).returning(col(Inbox.id))
_oldest = (
    select(col(Inbox.id), col(Inbox.payload), col(Inbox.attempts), col(Inbox.not_before))
    .where(
        col(Inbox.state) == "new",
        col(Inbox.channel) == bindparam("channel"),
        col(Inbox.chat) == bindparam("chat"),
    )
    .order_by(col(Inbox.said_at), col(Inbox.id))  # nothing in said_at: the order they came in
    .limit(1)
)
_waiting = (
    select(col(Inbox.channel), col(Inbox.chat), col(Inbox.not_before))
    .where(col(Inbox.state) == "new")
    .order_by(col(Inbox.id))
    .limit(bindparam("most"))
)
_next_retry = select(func.min(Inbox.not_before)).where(
    col(Inbox.state) == "new", col(Inbox.not_before) > bindparam("after")
)
_done = (
    update(Inbox)
    .where(col(Inbox.id) == bindparam("row"))
    .values(state=bindparam("to"), payload=bindparam("left"), error=bindparam("why"))
)
_sealed = select(col(Inbox.sealed)).where(col(Inbox.id).in_(bindparam("rows", expanding=True))).order_by(col(Inbox.id))
_belong = (
    update(Inbox).where(col(Inbox.id).in_(bindparam("rows", expanding=True))).values(report=bindparam("of_report"))
)
_talk = select(col(Conversation.talk), col(Conversation.wake_at)).where(col(Conversation.id) == bindparam("key"))
_next_wake = select(func.min(Conversation.wake_at)).where(col(Conversation.wake_at) > bindparam("after"))
_awake = select(func.count()).select_from(Conversation).where(col(Conversation.wake_at) <= bindparam("now"))
_due = (
    select(col(Conversation.ward), col(Conversation.id))
    .where(col(Conversation.wake_at) <= bindparam("now"))
    .order_by(col(Conversation.wake_at))
    .limit(bindparam("most"))
)
_keep = upsert(Conversation)
_keep = _keep.on_conflict_do_update(
    index_elements=["id"],
    set_={
        "talk": _keep.excluded.talk,
        "wake_at": _keep.excluded.wake_at,
        "version": Conversation.__table__.c.version + 1,  # type: ignore[attr-defined]
    },
)


def put(
    session: Session, ward: str, incoming: Incoming, sealed: bytes | None, now: datetime, ordered: bool = True
) -> int | None:
    """Store what came; None when it was here before (a messenger repeats itself).

    `ordered` false: the messenger may hand over a chat's messages in another order than they were written.
    """
    row = {
        "ward": ward,
        "channel": incoming.channel,
        "external_id": incoming.external_id,
        "chat": incoming.chat,
        "state": "new",
        "payload": incoming_out(incoming),
        "sealed": sealed,
        "received_at": now,
        "said_at": None if ordered else incoming.at,
        "message_id": None if incoming.edited else incoming.message_id,
        "attempts": 0,
    }
    return session.connection().execute(_put, row).scalar()


def put_dead(
    session: Session,
    ward: str,
    channel: str,
    external_id: str,
    shape: dict[str, Any],
    sealed: bytes | None,
    error: str,
    now: datetime,
) -> None:
    """Keep what could not be read as its shape, so that it is neither lost nor in the way."""
    session.connection().execute(
        _put,
        {
            "ward": ward,
            "channel": channel,
            "external_id": external_id,
            "chat": "",
            "state": "dead",
            "payload": shape,
            "sealed": sealed,
            "received_at": now,
            "attempts": 0,
            "error": error,
        },
    )


def waiting(session: Session, now: datetime, most: int = 200) -> list[tuple[str, str]]:
    """(channel, chat) of what is to be turned, oldest first.

    A chat whose older message is to be tried again later holds back its younger ones: order is kept.
    """
    rows = prebuilt.run(session, _waiting, most=most)
    held: set[tuple[str, str]] = set()
    out = []
    for channel, chat, not_before in rows:
        if not_before is not None and not_before > now:
            held.add((channel, chat))
        if (channel, chat) not in held:
            out.append((channel, chat))
    return out


def oldest(session: Session, channel: str, chat: str, now: datetime) -> tuple[int, dict[str, Any], int] | None:
    """The message of a chat that is to be turned next: (inbox id, payload, attempts). None while it is held back."""
    row = session.connection().execute(_oldest, {"channel": channel, "chat": chat}).first()
    if row is None or (row[3] is not None and row[3] > now):
        return None
    return row[0], row[1], row[2]


def set_aside(session: Session, row: int, error: str) -> Incoming | None:
    """No more tries: the message stays, dead, for a person to look at. None when that was done before, or
    when nobody can be told because it cannot be read."""
    found = session.get(Inbox, row)
    assert found is not None
    if found.state != "new":
        return None
    found.state, found.error = "dead", error
    try:
        return incoming_in(found.payload)
    except (KeyError, ValueError, TypeError):
        return None


def finish(session: Session, row: int, state: str = "done", error: str | None = None) -> None:
    """The turn is over: nothing of its words stays in the inbox."""
    session.connection().execute(_done, {"row": row, "to": state, "left": {}, "why": error})


def retry_later(session: Session, row: int, attempts: int, at: datetime, error: str) -> None:
    """The try after `attempts` others failed. The same failure told twice (of messages that came together) is one."""
    session.execute(
        update(Inbox)
        .where(col(Inbox.id) == row, col(Inbox.attempts) == attempts)
        .values(attempts=attempts + 1, not_before=at, error=error)
    )


def count_waiting(session: Session, now: datetime) -> int:
    """Messages to be turned at this moment: not those that wait for their next try, nor what they hold back."""
    return len(waiting(session, now, most=1000))


def next_retry(session: Session, after: datetime | None = None) -> datetime | None:
    """The first, or the first one after a moment: what is due already must not hide what comes next."""
    return prebuilt.run(session, _next_retry, after=after or EVER).scalar()


def sealed_of(session: Session, rows: tuple[int, ...]) -> list[bytes]:
    """The sealed originals of these messages, in order."""
    found = session.connection().execute(_sealed, {"rows": rows}).scalars()
    return [sealed for sealed in found if sealed]


def belong(session: Session, rows: tuple[int, ...], report: int) -> None:
    """These messages became a part of a report."""
    session.connection().execute(_belong, {"rows": rows, "of_report": report})


def edited(session: Session, incoming: Incoming) -> tuple[int, int | None] | None:
    """The message an edit changes: (inbox id, the report it became a part of). None when it is not known."""
    found = (
        select(col(Inbox.id), col(Inbox.report))
        .where(
            col(Inbox.channel) == incoming.channel,
            col(Inbox.chat) == incoming.chat,
            col(Inbox.message_id) == incoming.message_id,
        )
        .order_by(col(Inbox.id).desc())
        .limit(1)
    )
    row = session.execute(found).first()
    return (row[0], row[1]) if row is not None else None


def talk_of(session: Session, key: str) -> Talk:
    row = session.connection().execute(_talk, {"key": key}).first()
    return from_json(row[0], row[1]) if row else Talk()


def keep_talk(session: Session, ward: str, key: str, talk: Talk) -> None:
    session.connection().execute(
        _keep, {"id": key, "ward": ward, "talk": to_json(talk), "wake_at": talk.wake_at, "version": 0}
    )


def push(session: Session, ward: str, person: int, question: Question, now: datetime) -> None:
    """Put a question the clock asks on top of somebody's pile."""
    key = f"p:{person}"
    keep_talk(session, ward, key, talk_of(session, key).tidied(now).asked(question))


def forget_talk(session: Session, key: str) -> None:
    row = session.get(Conversation, key)
    if row:
        session.delete(row)


def tidy(session: Session, now: datetime, strangers: datetime, drafts: datetime) -> None:
    """Questions whose time is over go also where nobody writes any more; a stranger's talk and a draft with age."""
    for row in session.execute(select(Conversation)).scalars().all():
        talk = from_json(row.talk, row.wake_at)
        left = talk.tidied(now)
        if left.draft is not None and left.draft.last_at < drafts:
            left = replace(left, draft=None)
        times = [*left.wrong_codes, *left.turned_away, *(question.asked_at for question in left.pile)]
        if row.id.startswith("c:") and max(times, default=strangers) <= strangers:
            session.delete(row)
        elif left != talk:
            keep_talk(session, row.ward, row.id, left)
    session.flush()


def due_talks(session: Session, now: datetime, most: int = 200) -> list[tuple[str, str]]:
    """Talks that go on by themselves now: (ward, key), the longest waiting first."""
    return [(ward, key) for ward, key in prebuilt.run(session, _due, now=now, most=most)]


def wake_later(session: Session, key: str, at: datetime) -> None:
    session.execute(update(Conversation).where(col(Conversation.id) == key).values(wake_at=at))


def count_due(session: Session, now: datetime) -> int:
    return int(prebuilt.run(session, _awake, now=now).scalar_one())


def next_wake(session: Session, after: datetime | None = None) -> datetime | None:
    """As `next_retry`, for talks."""
    return prebuilt.run(session, _next_wake, after=after or EVER).scalar()


def incoming_out(incoming: Incoming) -> dict[str, Any]:
    row = {name: value for name, value in asdict(incoming).items() if value not in ("", None, (), False)}
    row["at"] = incoming.at.isoformat()
    return row


def incoming_in(row: dict[str, Any]) -> Incoming:
    return Incoming(
        **{
            **row,
            "kind": Kind(row["kind"]),
            "at": datetime.fromisoformat(row["at"]),
            "files": tuple(FileRef(**f) for f in row.get("files", ())),
            "place": tuple(row["place"]) if row.get("place") else None,
            "masked": tuple(row.get("masked", ())),
        }
    )
