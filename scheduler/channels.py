"""How long a channel or an address may be silent, and what a channel may cost: from the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Rules:
    """`quotas` and `caps`: messages a month and people, by channel; none or 0 is unlimited."""

    notice: timedelta = timedelta(minutes=3)  # a channel that has not answered for so long is out
    dark: timedelta = timedelta(hours=12)  # an address nothing reached for so long is left
    quotas: dict[str, int] = field(default_factory=dict)
    caps: dict[str, int] = field(default_factory=dict)


SHIPPED = Rules()
