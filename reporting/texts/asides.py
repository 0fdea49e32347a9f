"""What is said beside a report: a greeting, what lies elsewhere, what was not kept, which question is meant."""

from __future__ import annotations

from reporting.texts.forms import choices, cut, hello, listed
from reporting.values import Choice, Who


def nothing_dropped(who: Who) -> str:
    return f"Không có tin nào đang viết dở. Tin đã lưu vẫn còn; muốn rút, {who.address} nhắn rút kèm mã."


def greeted(who: Who) -> str:
    return f"Dạ, chào {hello(who)}. Có việc gì {who.address} cứ nhắn; nhắn menu để xem kênh làm được gì."


def of_this_matter(act: str, words: str) -> str:
    """ "Lưu tin trồng cây": at most 18 characters, numbers left out."""
    short = {"yes": "Lưu tin", "no": "Sửa tin", "drop": "Bỏ tin", "merge": "Gộp tin"}[act]
    for word in words.strip('"').split():
        if len(short) + 1 + len(word) > 18:
            break
        short = short if word[0].isdigit() else f"{short} {word}"
    return short.rstrip(" ,.;")


def not_kept(who: Who, words: str) -> str:
    return f'Dạ, phần "{cut(words, 80)}" kênh không lưu.'


def counts_elsewhere(place: str, units: list[str]) -> str:
    """Another unit was named: the matter lies there, the week's report stays the reporter's."""
    return f"Việc ở {place}, tin tính cho {listed(units)}."


def at_home(unit: str) -> tuple[Choice, ...]:
    """It lies in the reporter's own unit after all."""
    return (Choice("4", _short(f"Ở {unit}", "Ở đơn vị mình"), "home"),)


def also(units: list[str]) -> tuple[Choice, ...]:
    """Right, and it counts for the units named too."""
    return (Choice("4", _all(units), "also"),)


def counts_for(who: Who, own: list[str], units: list[str]) -> str:
    return f"Tin tính cho {listed(own)}; {who.address} báo luôn cho {listed(units)} thì chọn {_all(units)}."


def nil_for(who: Who, own: list[str], units: list[str]) -> str:
    return f"Không phát sinh tính cho riêng {listed(own)}, hay cả {listed(units)} vậy {who.address}?"


def alone_or_all(own: list[str], units: list[str]) -> tuple[Choice, ...]:
    alone = _short(f"Riêng {own[0]}", "Riêng đơn vị mình") if len(own) == 1 else "Riêng đơn vị mình"
    return choices((alone, "alone"), (_all(units), "all"))


def _all(units: list[str]) -> str:
    return _short(f"Cả {units[0]}", "Cả đơn vị ấy") if len(units) == 1 else "Cả các nơi ấy"


def _short(label: str, other: str) -> str:
    """A choice holds 18 characters."""
    return label if len(label) <= 18 else other
