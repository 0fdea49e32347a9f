"""What a channel's monthly quota still pays for. Pure; a quota of 0 means that nothing is counted."""

from __future__ import annotations

MOST = {"nudge": 90, "digest": 98}  # per cent of the quota; what answers somebody or warns of danger has no bound
WARNINGS = (70, 90)  # per cent at which the Bloc is told
SHORT = 70  # per cent from which letters to one person are merged


def may_spend(kind: str, spent: int, quota: int) -> bool:
    """Whether a letter of this kind may still go: reminders leave room for digests, both for answers and alarms."""
    return not quota or kind not in MOST or spent * 100 < MOST[kind] * quota


def warning(spent: int, quota: int, warned: int) -> int | None:
    """The per cent to warn of now, `warned` being the highest one told this month; None when there is nothing new."""
    passed = [mark for mark in WARNINGS if quota and spent * 100 >= mark * quota]
    return passed[-1] if passed and passed[-1] > warned else None


def short(spent: int, quota: int) -> bool:
    return bool(quota) and spent * 100 >= SHORT * quota
