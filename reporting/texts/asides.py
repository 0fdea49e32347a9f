"""What is said beside a report: a greeting, what lies elsewhere, what was not kept, which question is meant."""

from __future__ import annotations

from reporting.texts.forms import cut, hello, listed
from reporting.values import Who


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
