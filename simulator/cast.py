"""Who holds a phone in the demo: everybody who was invited, with the post as people say it."""

import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]

SHOWN = ("tdp1.leader", "cb5.secretary", "kdv-tonghop", "kdv-truong", "ub-kthtdt")
"""The posts whose phones lie on the table from the beginning, from left to right."""
FIRST_CHAT = 2001


@dataclass(frozen=True)
class Figure:
    """One person with one phone, however many posts."""

    chat: int
    name: str
    posts: tuple[str, ...]
    role: str
    code: str
    """Two words of four letters, as printed on the slip."""

    @property
    def shown(self) -> bool:
        return any(post in SHOWN for post in self.posts)

    def as_json(self) -> Json:
        return asdict(self) | {"shown": self.shown, "start": f"/start {self.code.replace(' ', '')}"}


def cast(invitations: Iterable[Json], ward: Path) -> list[Figure]:
    """Those on the table first, then everybody else in the order of the roster."""
    titles = {member["id"]: member["title"] for member in tomllib.loads(ward.read_text("utf-8"))["bloc"]["members"]}
    by_code: dict[str, list[Json]] = {}
    for invitation in invitations:
        by_code.setdefault(invitation["code"], []).append(invitation)
    figures = [
        Figure(
            chat,
            held[0]["person"],
            tuple(post["post"] for post in held),
            ", ".join(_role(post["post"], post["unit"], titles) for post in held),
            code,
        )
        for chat, (code, held) in enumerate(by_code.items(), FIRST_CHAT)
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
