"""Who holds a phone in the demo: everybody who was invited, with the post as people say it."""

import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from simulator.product import Chat

Json = dict[str, Any]

SHOWN = ("tdp1.leader", "dong-van.leader", "kdv-tonghop", "kdv-truong", "ub-kthtdt")
"""The posts whose phones lie on the table from the beginning, from left to right; the second is on Telegram."""


@dataclass(frozen=True)
class Figure:
    """One person with one phone, however many posts."""

    name: str
    posts: tuple[str, ...]
    role: str
    code: str
    """Two words of four letters, as printed on the slip."""
    channel: str
    chat: Chat = 0
    """Given by the messenger, when the phone is handed out."""

    @property
    def shown(self) -> bool:
        return any(post in SHOWN for post in self.posts)

    def as_json(self) -> Json:
        """`start` is what the link on a slip sends; on Zalo there is none, the code is typed."""
        start = f"/start {self.code.replace(' ', '')}" if self.channel == "telegram" else ""
        return asdict(self) | {"shown": self.shown, "start": start}


def cast(invitations: Iterable[Json], ward: Path) -> list[Figure]:
    """Those on the table first, then everybody else in the order of the roster."""
    titles = {member["id"]: member["title"] for member in tomllib.loads(ward.read_text("utf-8"))["bloc"]["members"]}
    by_code: dict[str, list[Json]] = {}
    for invitation in invitations:
        by_code.setdefault(invitation["code"], []).append(invitation)
    figures = [
        Figure(
            held[0]["person"],
            tuple(post["post"] for post in held),
            ", ".join(_role(post["post"], post["unit"], titles) for post in held),
            code,
            held[0]["channel"],
        )
        for code, held in by_code.items()
    ]
    return sorted(figures, key=lambda figure: min(map(_place, figure.posts)))


def _place(post: str) -> int:
    return SHOWN.index(post) if post in SHOWN else len(SHOWN)


def _role(post: str, unit: str, titles: dict[str, str]) -> str:
    """ "Tổ trưởng Tổ dân phố 1", "Bí thư Chi bộ 5", "Trưởng thôn Hải Yên", "Trưởng Khối"."""
    match post.partition(".")[2]:
        case "secretary":
            return f"Bí thư {unit}"
        case "leader":
            return f"Trưởng {unit}" if unit.startswith("thôn") else f"Tổ trưởng {unit}"
        case "front_head":
            return f"Ban công tác Mặt trận {unit}"
        case _:
            return titles.get(post, unit)
