"""What a single value of the ward file must look like. Every refusal is a sentence of `texts.roster`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from reporting.texts import roster as texts
from reporting.values import TOPICS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_NUDGE_MIN = 6 * 1440  # more than that before a weekly deadline would speak of the week before


def refuse(reason: str) -> PydanticCustomError:
    """A refusal that carries its own sentence for the clerk."""
    return PydanticCustomError("clerk", "{reason}", {"reason": reason})


def _clean(value: object) -> object:
    """Letters as single code points, spaces single: the same name typed on two machines is the same name."""
    return " ".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else value


def _phone(value: str) -> str:
    digits = re.sub(r"[ .()-]", "", value)
    digits = re.sub(r"^(\+84|84(?=\d{9,10}$))", "0", digits)
    if not re.fullmatch(r"0[1-9]\d{8,9}", digits):
        raise refuse(texts.bad_phone(value))
    return digits


def _clock(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
            raise refuse(texts.bad_clock())
        return time.fromisoformat(value)
    if not isinstance(value, time):
        raise refuse(texts.bad_clock())
    return value


def _weekday(value: object) -> object:
    if value not in WEEKDAYS:
        raise refuse(texts.one_of(texts.choices(WEEKDAYS)))
    return WEEKDAYS.index(str(value))


def _month_day(value: object) -> object:
    try:
        # 2027 has no 29 February: a yearly date must exist each year.
        day = date.fromisoformat(f"2027-{value}")
    except ValueError:
        raise refuse(texts.bad_month_day()) from None
    return (day.month, day.day)


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise refuse(texts.bad_zone(value)) from None
    return value


def _point(value: tuple[float, float]) -> tuple[float, float]:
    if not (-90 <= value[0] <= 90 and -180 <= value[1] <= 180):
        raise refuse(texts.bad_point())
    return value


def _known(*names: str) -> AfterValidator:
    """Only these words: for lists that are data, where a Literal would repeat them."""

    def check(value: str) -> str:
        if value not in names:
            raise refuse(texts.one_of(texts.choices(names)))
        return value

    return AfterValidator(check)


Words = Annotated[str, BeforeValidator(_clean)]  # may be empty
Text = Annotated[str, Field(min_length=1), BeforeValidator(_clean)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Phone = Annotated[str, AfterValidator(_phone)]
Clock = Annotated[time, BeforeValidator(_clock)]
Weekday = Annotated[int, BeforeValidator(_weekday)]  # Monday = 0
MonthDay = Annotated[tuple[int, int], BeforeValidator(_month_day)]
Point = Annotated[tuple[float, float], AfterValidator(_point)]  # latitude, longitude in degrees
Count = Annotated[int, Field(ge=0)]
DayOfMonth = Annotated[int, Field(ge=1, le=28)]
Topic = Annotated[str, _known(*TOPICS)]
Channel = Literal["telegram", "zalo", "sms", "phone"]
UnitKind = Literal["cell", "group", "organisation"]
ContactDuty = Literal["escalation_2", "escalation_3", "khieu_nai", "to_cao"]
ReaderDuty = Literal["escalation_2", "escalation_3", "escalation_3_last", "digest", "report"]
Zone = Annotated[str, AfterValidator(_zone)]
WardKind = Annotated[str, _known(*texts.WARD_KINDS)]
GroupKind = Annotated[str, _known(*texts.LEADERS)]
