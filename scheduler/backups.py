"""When a backup is due, how long each is kept, what it is called. Pure: the folder is read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)
STAMP = "%Y%m%dT%H%M%SZ"
ENDING = ".backup"


@dataclass(frozen=True, slots=True)
class Keep:
    """One of each of the last `days`, of each of the last `weeks`, of each of the last `months` (of 31 days)."""

    days: int
    weeks: int
    months: int

    @property
    def longest(self) -> timedelta:
        """No backup is kept longer, but for the newest when no newer one comes."""
        return max(self.days, 7 * self.weeks, 31 * self.months) * A_DAY


def kept(taken: Collection[datetime], keep: Keep, now: datetime) -> set[datetime]:
    """Those that stay: the newest of every day, week and month that is young enough, and the newest of all.

    By days of UTC, so that neither summer time nor a minute's lateness counts.
    """
    today = now.astimezone(UTC).date()
    stay = {max(taken)} if taken else set()
    for reach, bucket in ((keep.days, "%Y-%m-%d"), (7 * keep.weeks, "%G-%V"), (31 * keep.months, "%Y-%m")):
        newest: dict[str, datetime] = {}
        for at in sorted(taken):
            if (today - at.astimezone(UTC).date()).days < reach:
                newest[at.astimezone(UTC).strftime(bucket)] = at
        stay |= set(newest.values())
    return stay


def due(taken: Iterable[datetime], at: time, zone: ZoneInfo, now: datetime) -> bool:
    """Whether the last night's hour has passed without a backup since; at once where there is none.

    One that calls itself younger than now (the clock was wrong) does not count.
    """
    local = now.astimezone(zone)
    night = datetime.combine(local.date(), at, zone)
    if night > now:
        night = datetime.combine(local.date() - A_DAY, at, zone)
    return not any(night <= one <= now for one in taken)


def name_of(stem: str, taken: datetime) -> str:
    """`stem` names the database, so that two may share a disk."""
    return f"{stem}-{taken.astimezone(UTC).strftime(STAMP)}{ENDING}"


def taken_at(stem: str, name: str) -> datetime | None:
    """None: no backup of this database, and nothing of ours."""
    found = re.fullmatch(rf"{re.escape(stem)}-(\d{{8}}T\d{{6}}Z){re.escape(ENDING)}", name, re.ASCII)
    try:
        return datetime.strptime(found[1], STAMP).replace(tzinfo=UTC) if found else None
    except ValueError:  # the 31st of February
        return None
