"""Everything the channel holds about one person, as a value: shown on a page, downloaded, or said in the chat."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Version:
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report of this person. `state`: of its matter; `original_until`: so long the original lies sealed."""

    unit: str
    period: str
    kind: str
    first_words_at: datetime
    versions: tuple[Version, ...]
    code: str | None = None
    state: str | None = None
    place: str | None = None
    files: int = 0
    withdrawn_at: datetime | None = None
    original_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnChannel:
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """From the log of acts."""

    at: datetime
    act: str
    about: str | None


@dataclass(frozen=True, slots=True)
class Own:
    """Times are in the ward's zone."""

    ward: str
    name: str
    phone: str
    address: str
    call: str
    posts: tuple[str, ...]
    channels: tuple[OwnChannel, ...]
    consent_at: datetime | None
    consent_channel: str | None
    may_telephone: bool | None
    away_until: datetime | None
    draft: str
    reports: tuple[OwnReport, ...]
    letters: int  # said to this person by the channel and still kept
    acts: tuple[Act, ...]

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = _plain(asdict(self))
        return found


def _plain(value: Any) -> Any:
    """Times as text, the rest as it is."""
    match value:
        case datetime():
            return value.isoformat()
        case dict():
            return {key: _plain(part) for key, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
        case _:
            return value
