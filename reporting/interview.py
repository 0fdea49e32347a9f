"""Where a talk stands: the pile of open questions and the draft. Pure; it survives as JSON between turns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from reporting.values import Choice, FileRef

QUESTION_LIVES = timedelta(hours=48)  # then it goes quietly (dialogues R6)
ALARMS_LIVE = timedelta(days=7)  # an early sign of a Friday is still to be taken on Monday


@dataclass(frozen=True, slots=True)
class Question:
    """An open question. `name` is its place in the state map, `data` what its answer needs.

    A passive one asks nothing: it only keeps a way back open (9 Sửa lại), and other digits pass it by.
    """

    id: str
    name: str
    choices: tuple[Choice, ...]
    asked_at: datetime
    expires_at: datetime
    data: dict[str, Any] = field(default_factory=dict)
    passive: bool = False
    text: str = ""  # to show it again

    def choice(self, digit: str) -> Choice | None:
        return next((c for c in self.choices if c.digit == digit), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report being written. `inbox` are the messages it is made of; their originals go with it when saved."""

    unit: str
    first_at: datetime
    last_at: datetime
    texts: tuple[str, ...] = ()
    files: tuple[FileRef, ...] = ()
    inbox: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()  # of each of the texts its message, while they are as they were written
    masked: tuple[str, ...] = ()
    place: str | None = None  # chosen in a correction
    kind: str | None = None  # chosen from the menu or in a correction: feedback | status | hotspot
    households: int | None = None
    size: str | None = None  # chosen by its label: few | many
    size_asked: bool = False
    merged: bool = False  # the person said: one matter
    apart: bool = False  # each of the texts is a matter: one is written in place of what was refused beside another
    unit_said: bool = False  # whose report it is was asked
    also: tuple[str, ...] = ()  # other units it counts for too, by their names
    by_phone: bool = False  # keyed in by Bloc staff for somebody on the telephone
    stands: bool = False  # it has no words and needs none: the Bloc hears or reads it
    heard: int | None = None  # the report without words whose line Bloc staff write
    distinct: bool = False  # the person said: not the same as the matter they were shown
    shown: bool = False  # the confirmation stands; else words are still being gathered
    mornings: int = 0  # on which it was picked up again

    def reworded(self, message: int, words: str) -> Draft | None:
        """With what one of its messages says now; None when its words have become others since."""
        if message not in self.sources or len(self.sources) != len(self.texts):
            return None
        texts = tuple(words if at == message else text for at, text in zip(self.sources, self.texts, strict=True))
        return replace(self, texts=texts, shown=False)

    @property
    def text(self) -> str:
        return ". ".join(t.strip(" .") for t in self.texts if t.strip())


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole conversation. The youngest question lies last in the pile."""

    pile: tuple[Question, ...] = ()
    draft: Draft | None = None
    wake_at: datetime | None = None
    unread: int = 0  # messages in a row that were not understood
    quiet_from: datetime | None = None  # the last message asked nothing: thanks need no answer for a while
    wrong_codes: tuple[datetime, ...] = ()
    turned_away: tuple[datetime, ...] = ()  # when the closed door was last shown
    last_report: int | None = None
    clock_turns: int = 0  # times the talk went on by itself: gives what is said then a name of its own

    def top(self, now: datetime) -> Question | None:
        """The question now open, if any."""
        return next((q for q in reversed(self.pile) if q.expires_at > now and not q.passive), None)

    def find(self, question: str | None) -> Question | None:
        return next((q for q in self.pile if q.id == question), None)

    def find_named(self, name: str) -> Question | None:
        return next((q for q in reversed(self.pile) if q.name == name), None)

    def about(self, name: str, what: str) -> Question | None:
        """One of several questions of a name."""
        return next((q for q in reversed(self.pile) if q.name == name and q.data.get("about") == what), None)

    def asked(self, question: Question) -> Talk:
        """A question of the same name replaces the older one: it is shown anew, not piled up."""
        kept = tuple(
            q for q in self.pile if q.name != question.name or q.data.get("about") != question.data.get("about")
        )
        return replace(self, pile=(*kept, question), quiet_from=None)

    def without(self, *names: str) -> Talk:
        return replace(self, pile=tuple(q for q in self.pile if q.name not in names))

    def answered(self, question: Question) -> Talk:
        return replace(self, pile=tuple(q for q in self.pile if q.id != question.id))

    def tidied(self, now: datetime) -> Talk:
        """Without the questions whose time has passed."""
        if all(q.expires_at > now for q in self.pile):
            return self
        return replace(self, pile=tuple(q for q in self.pile if q.expires_at > now))


def to_json(talk: Talk) -> dict[str, Any]:
    """Only what differs from an empty talk: most rows are small."""
    out: dict[str, Any] = {}
    if talk.pile:
        out["pile"] = [_question_out(q) for q in talk.pile]
    if talk.draft:
        out["draft"] = _draft_out(talk.draft)
    for name in ("unread", "last_report", "clock_turns"):
        if value := getattr(talk, name):
            out[name] = value
    if talk.quiet_from:
        out["quiet_from"] = talk.quiet_from.isoformat()
    for name in ("wrong_codes", "turned_away"):
        if times := getattr(talk, name):
            out[name] = [t.isoformat() for t in times]
    return out


def from_json(row: dict[str, Any], wake_at: datetime | None = None) -> Talk:
    return Talk(
        pile=tuple(_question_in(q) for q in row.get("pile", ())),
        draft=_draft_in(row["draft"]) if "draft" in row else None,
        wake_at=wake_at,
        unread=row.get("unread", 0),
        last_report=row.get("last_report"),
        clock_turns=row.get("clock_turns", 0),
        quiet_from=datetime.fromisoformat(row["quiet_from"]) if "quiet_from" in row else None,
        wrong_codes=tuple(datetime.fromisoformat(t) for t in row.get("wrong_codes", ())),
        turned_away=tuple(datetime.fromisoformat(t) for t in row.get("turned_away", ())),
    )


def _question_out(q: Question) -> dict[str, Any]:
    return {
        "id": q.id,
        "name": q.name,
        "choices": [[c.digit, c.label, c.act] for c in q.choices],
        "asked_at": q.asked_at.isoformat(),
        "expires_at": q.expires_at.isoformat(),
        "data": q.data,
        "passive": q.passive,
        "text": q.text,
    }


def _question_in(row: dict[str, Any]) -> Question:
    return Question(
        id=row["id"],
        name=row["name"],
        choices=tuple(Choice(*c) for c in row["choices"]),
        asked_at=datetime.fromisoformat(row["asked_at"]),
        expires_at=datetime.fromisoformat(row["expires_at"]),
        data=row["data"],
        passive=row["passive"],
        text=row["text"],
    )


_PLAIN = (
    "unit",
    "place",
    "kind",
    "households",
    "size",
    "size_asked",
    "merged",
    "apart",
    "unit_said",
    "by_phone",
    "stands",
    "heard",
    "distinct",
    "shown",
    "mornings",
)


def _draft_out(d: Draft) -> dict[str, Any]:
    return {name: getattr(d, name) for name in _PLAIN if getattr(d, name) not in (None, False, 0)} | {
        "first_at": d.first_at.isoformat(),
        "last_at": d.last_at.isoformat(),
        "texts": list(d.texts),
        "files": [[f.kind, f.ref, f.size, f.mime] for f in d.files],
        "inbox": list(d.inbox),
        "sources": list(d.sources),
        "masked": list(d.masked),
        **({"also": list(d.also)} if d.also else {}),
    }


def _draft_in(row: dict[str, Any]) -> Draft:
    return Draft(
        **{name: row[name] for name in _PLAIN if name in row},
        first_at=datetime.fromisoformat(row["first_at"]),
        last_at=datetime.fromisoformat(row["last_at"]),
        texts=tuple(row["texts"]),
        files=tuple(FileRef(*f) for f in row["files"]),
        inbox=tuple(row["inbox"]),
        sources=tuple(row.get("sources", ())),
        masked=tuple(row["masked"]),
        also=tuple(row.get("also", ())),
    )
