"""What a page shows, as values, and which known spot of the ward a point is near to. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from math import cos, radians

from reporting.digest import Digest
from reporting.signing import Stage
from reporting.values import BLOC, Who
from reporting.ward_shape import WardFile

READERS = (*BLOC, "party_secretary", "people_council", "propaganda")  # who reads an approved digest
LONGEST_LINE = 500  # characters of a digest's line
ROUND_ABOUT = 0.05  # degrees beyond the outermost spot that still count as here: some five kilometres

At = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True, slots=True)
class Spot:
    """A named place, or the middle of a unit: `place` is empty then."""

    key: str
    place: str
    unit: str
    at: At

    @property
    def name(self) -> str:
        return self.place or self.unit


@dataclass(frozen=True, slots=True)
class AddPage:
    """Pin a place, send photos. Nothing of the draft, no name."""

    ward: str
    spots: tuple[Spot, ...]
    home: At  # where the map begins
    address: str
    until: datetime
    photos: int  # sent already
    photos_most: int
    submission: str  # makes one press of a button one place, however often it is sent
    given: str = ""  # the place just sent
    wrong: str = ""  # why what was just sent cannot be taken


@dataclass(frozen=True, slots=True)
class Told:
    """A report behind a figure, masked."""

    unit: str
    at: datetime
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class DigestPage:
    """`told` are the reports behind it, for who may read them; `papers` what its reader may take away."""

    digest: Digest
    stage: Stage
    approved_at: datetime | None
    signed_at: datetime | None
    number: str  # as it stands on paper
    papers: tuple[str, ...] = ()
    told: Mapping[int, Told] | None = None
    may_edit: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of an edit: `said` when it is kept; `wrong` when not, with the line and the words to try again."""

    said: str = ""
    wrong: str = ""
    key: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class LookPage:
    """A voice note, a film, a file that a chat cannot show; `content` as it was sent."""

    code: str  # of the matter, or the unit's name
    kind: str
    mime: str
    words: str
    content: bytes


def may_open(who: Who, purpose: str) -> bool:
    """The right is asked at every request: who has left or handed over sees nothing."""
    if not who.joined:
        return False
    if purpose == "add":
        return bool(who.reports_for)
    if purpose in ("data", "look"):
        return True  # the row says whose, or what: looked at when it is read
    return purpose == "digest" and any(who.holds(role) for role in READERS)


def mark(words: str) -> str:
    """Of the words somebody saw when they began to change them."""
    return sha256(words.encode()).hexdigest()[:12]


def papers_for(who: Who, ward: WardFile) -> tuple[str, ...]:
    """The Bloc everything; who receives the report its pages; who reads the digest alone nothing."""
    if who.in_bloc:
        return ("docx", "pdf", "xlsx")
    receives = {reader.id for reader in ward.readers if "report" in reader.receives}
    return ("docx", "pdf") if receives & {post.key for post in who.posts} else ()


def spots(ward: WardFile) -> tuple[Spot, ...]:
    """Unit by unit: its middle, then its places."""
    found = []
    for group in ward.groups:
        found.append(Spot(group.id, "", group.name, group.centroid))
        found += [
            Spot(f"{group.id}:{place.name}", place.name, group.name, place.at)
            for place in ward.places
            if place.group == group.id
        ]
    return tuple(found)


def nearest(known: Sequence[Spot], at: At) -> Spot | None:
    return min(known, key=lambda spot: _apart(spot.at, at), default=None)


def is_here(known: Sequence[Spot], at: At) -> bool:
    """Whether a point lies in the ward or close by."""
    return bool(known) and all(
        min(spot.at[n] for spot in known) - ROUND_ABOUT <= at[n] <= max(spot.at[n] for spot in known) + ROUND_ABOUT
        for n in (0, 1)
    )


def _apart(one: At, other: At) -> float:
    """Good for comparing: a ward is small, only the meridians' drawing together counts."""
    return float((one[0] - other[0]) ** 2 + ((one[1] - other[1]) * cos(radians(one[0]))) ** 2)
