"""Whatever the channel, the same week: the same duties, reports and matters, the same words in the same order."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from tests.demo.played import AS_WRITTEN, LINK, PLAYED, TELEGRAM, ZALO, Said, Week

ABROAD = "Telegram đặt máy ở nước ngoài, tin đi qua đó. "
OPENS = re.compile(r" Mở để xem: \(liên kết\)")
"""The line under which Zalo opens what Telegram shows."""
LONGEST_ON_ZALO = 2000
ROOM_OF_A_LINK = 160
"""Kept free for any public address, however short that of the test is."""


def test_the_ward_is_the_same_whatever_the_channel(weeks: dict[str, Week]) -> None:
    """Duties, reports, matters, alarms, nudges are equal, and every word of the digest.

    Three parts may differ: `channels` counts by what a report came; `messages` what was sent, more of it where a text
    is too long for one message; `turns` has one more on Telegram, which tells a bot that somebody blocked it.
    """
    first, *others = (_apart_from_the_channel(weeks[channel].account) for channel in PLAYED)
    for other in others:
        assert other == first
    assert len({" ".join(week.digest.split()) for week in weeks.values()}) == 1
    turns = {channel: weeks[channel].account["turns"] for channel in PLAYED}
    assert turns[TELEGRAM] - 1 == turns[ZALO] == turns[AS_WRITTEN], "who blocks the bot is on Zalo"


def _apart_from_the_channel(account: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in account.items() if name not in ("channels", "messages", "turns")}


def test_people_are_on_the_channels_they_were_put_on(weeks: dict[str, Week]) -> None:
    counted = {channel: weeks[channel].account["channels"] for channel in PLAYED}
    in_chat = counted[AS_WRITTEN]["telegram"] + counted[AS_WRITTEN]["zalo"]
    assert counted[AS_WRITTEN]["zalo"] > counted[AS_WRITTEN]["telegram"] > 0
    assert counted[TELEGRAM] == {"telegram": in_chat, "zalo": 0, "phone": 2}
    assert counted[ZALO] == {"telegram": 0, "zalo": in_chat, "phone": 2}


def test_everybody_reads_the_same_words_in_the_same_order(weeks: dict[str, Week]) -> None:
    """But for the sentence that asks consent to Telegram's machines abroad, and files, which Zalo opens by a link."""
    for name in weeks[AS_WRITTEN].talks:
        telegram, zalo, mixed = (weeks[channel].read_by(name) for channel in (TELEGRAM, ZALO, AS_WRITTEN))
        assert " ".join(telegram).replace(ABROAD, "") == OPENS.sub("", " ".join(zalo)), name
        assert mixed in (telegram, zalo), name


def test_zalo_sends_more_messages_only_where_one_is_too_long_for_it(weeks: dict[str, Week]) -> None:
    def counted(channel: str) -> Counter[str]:
        return Counter(name for name, _ in weeks[channel].by_bot())

    too_long = Counter(name for name, said in weeks[TELEGRAM].by_bot() if _on_zalo(said) > LONGEST_ON_ZALO)
    assert counted(ZALO) - counted(TELEGRAM) == too_long
    assert too_long, "the draft and the digest are"


def _on_zalo(said: Said) -> int:
    """UTF-16 units with the choices as lines under a blank one."""
    lines = ["", *(f"{choice[0]}. {choice[2:]}" for choice in said.choices)] if said.choices else []
    text = LINK.sub(ROOM_OF_A_LINK * "-", said.text)
    return len("\n".join([text, *lines]).encode("utf-16-le")) // 2
