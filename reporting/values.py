"""The nouns everything else is made of: values without a database, a network or a clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What an incoming message is, by its shape on the wire."""

    TEXT = "text"
    PRESS = "press"  # a button: `choice` is the digit printed on it, `question` the question it belongs to
    START = "start"  # a deep link: `text` is the invitation code
    PHOTO = "photo"
    VOICE = "voice"
    PLACE = "place"
    VIDEO = "video"
    FILE = "file"  # document
    STICKER = "sticker"
    CONTACT = "contact"
    UNSUPPORTED = "unsupported"
    GROUP = "group"  # the bot was added to, or spoken to in, a group
    BLOCKED = "blocked"  # the person blocked the bot
    LOST = "lost"  # not from a person: `files` of theirs cannot be had or kept, `text` is the reason's code
    WAKE = "wake"  # not from a person: a wait in the conversation has ended


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that lies with the channel: fetched after the commit. `size` in bytes, None when not told."""

    kind: str  # photo | voice | video | file
    ref: str
    size: int | None = None
    mime: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of one person, translated from its channel, every string of it already masked."""

    channel: str
    external_id: str  # unique within the channel
    chat: str
    kind: Kind
    at: datetime  # when the person sent it, by the channel's clock
    text: str = ""
    question: str | None = None
    choice: str | None = None
    files: tuple[FileRef, ...] = ()
    place: tuple[float, float] | None = None  # latitude, longitude in degrees
    message_id: str | None = None
    edited: bool = False
    refused: str | None = None  # to_cao | person | secret: its words were not taken
    masked: tuple[str, ...] = ()  # what the gate covered: phone, id_card, bank_account, name


@dataclass(frozen=True, slots=True)
class Choice:
    """One numbered answer: `digit` is what is typed, `label` what is read, `act` what the code calls it."""

    digit: str
    label: str
    act: str


@dataclass(frozen=True, slots=True)
class Say:
    """A message to a person or chat, in channel-neutral form.

    `key` says what it is for and is unique for ever: putting it twice is harmless.
    """

    key: str
    text: str
    person: int | None = None  # whom; the sender finds the channel
    channel: str | None = None  # only for chats of people not known yet
    chat: str | None = None
    choices: tuple[Choice, ...] = ()
    question: str | None = None  # the question these choices answer
    kind: str = "reply"  # reply | alarm | nudge | digest
    not_before: datetime | None = None
    expires_at: datetime | None = None
    counted: bool = False  # bot-initiated in the sense of the burden budget
    then: str | None = None  # after this: leave (the group), delete, forget, commands (see Outbox)
    attach: str | None = None  # media:12 or digest:2026-W47:pdf, goes with the text


class MessageKind(StrEnum):
    """What a message is about (domain: what a message is)."""

    NIL = "nil"
    STATUS = "status"
    FEEDBACK = "feedback"
    HOTSPOT = "hotspot"
    QUESTION = "question"
    OTHER = "other"


TOPICS = (
    "dat_dai", "gpmb", "moi_truong", "an_ninh", "ha_tang", "thien_tai",
    "dich_benh", "an_sinh", "hanh_chinh", "ton_giao", "cong_trinh", "khac",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """A proposal about a message; a person confirms it."""

    kind: MessageKind
    summary: str  # the person's own words, shortened, masked
    words: str = ""  # the same, whole
    topic: str = "khac"
    legal: str | None = None  # khieu_nai | to_cao | kien_nghi | phan_anh
    severity: int | None = None  # hot spot 1-3, feedback 1-2
    place: str | None = None  # the ward's name for a place found in the words, or the words for a lane or hamlet
    units: tuple[str, ...] = ()  # keys of units named in the words
    households: int | None = None
    sure: bool = True  # False between nil and anything else: ask
    refused: str | None = None  # to_cao | person | secret | command: nothing is kept
    reason: str = ""  # which cue decided


@dataclass(frozen=True, slots=True)
class Place:
    """A named place of the ward: `group` is the key of the unit it lies in."""

    name: str
    aliases: tuple[str, ...]
    group: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What the ward calls its units and places: `units` maps a unit's key to all its names."""

    units: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A post somebody holds."""

    key: str
    unit: str
    role: str
    title: str


BLOC = ("bloc_head", "bloc_deputy", "bloc_staff")


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody the ward file names: how to address them and what they hold."""

    id: int
    name: str
    call: str
    address: str
    posts: tuple[Held, ...] = ()
    may_telephone: bool | None = None
    joined: bool = False

    def units(self, *roles: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(post.unit for post in self.posts if post.role in roles))

    @property
    def reports_for(self) -> tuple[str, ...]:
        """Units this person reports for; the leader's or secretary's own first."""
        return self.units("leader", "secretary") or self.units("front_head") or self.units("org_head", "inspector")

    @property
    def in_bloc(self) -> bool:
        return any(post.role in BLOC for post in self.posts)

    @property
    def part(self) -> str:
        """What this person is to the channel, first of all: menu, commands and help go by it."""
        if self.in_bloc:
            return "bloc"
        return "reporter" if self.reports_for else "owner" if self.holds("contact") else "reader"

    def holds(self, role: str) -> bool:
        return any(post.role == role for post in self.posts)

    @property
    def title(self) -> str:
        """Of the post in the Bloc before any other."""
        ours = sorted(self.posts, key=lambda post: post.role not in BLOC)
        return ours[0].title if ours else ""

    @property
    def phone_slot(self) -> str:
        """Stands in a text for the telephone; the sender fills it in, so that no number lies in a row."""
        return f"{{phone:{self.id}}}"
