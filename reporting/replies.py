"""What words say in answer to the two questions of an alarm: is it over after all, is anybody hurt.

Doubt keeps the alarm: only a plain sentence takes it back.
"""

from __future__ import annotations

import re

from reporting import lexicon as lex
from reporting.danger import danger
from reporting.fold import fold, nfc, untelex
from reporting.kind import WITHDRAW
from reporting.words import read, table

_ENDED, _STILL = table(lex.ENDED), table(lex.STILL)
_A_SENTENCE = 16  # words: longer ones are news, not an answer
_PLAINLY_OVER = re.compile(r"\b(het|xong|yen|em|on) (roi|ca)\b")
_DOUBTS = re.compile(r"^(khong|ko|k|kg|khg|hong|hk|dau)\b|\bchua\b|\bvan\b|\bchac\b")
_ASKS = re.compile(r"\b(khong|ko|hong|ha|sao|dau|nao|may gio)( \w+)?$")

_NO = r"(?:khong|ko|k|kg|khg|hong|hok|hk|chua|chang)"
_UNKNOWN = re.compile(rf"\b{_NO} (?:ai |nghe |thay )?(?:ro|biet|bik|bit|chac|nam duoc)\b")
_NOBODY = re.compile(
    rf"{_NO}(?: (?:co|thay|nghe|noi|ai|nguoi|nao|bi|gi|sao|thuong|het|ca|dau|a|da|bac|chu|em|anh|chi|nha|nhe|roi))*"
)
_NUMBER = r"(?:\d+|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|vai|may|nhieu|it nhat|khoang)"
_SOMEBODY = re.compile(
    r"(?:(?:da|vang|hinh nhu|nghe noi|nghe|chac|chac la|la) )*co"
    rf"(?: (?:{_NUMBER}|ai|nguoi|em|chau|be|cu|ong|ba|do|a|da|bac|roi|nha|nhe|bi))*"
    rf"|{_NUMBER}(?: {_NUMBER})* (?:nguoi|em|chau)"
)
_INJURED = re.compile(r"\b(?:bi (?:thuong|bong)|chay mau|gay (?:tay|chan)|bat tinh|ngat xiu|tu vong|chet)\b")
_DENIED = re.compile(rf"\b{_NO} (?:\w+ ){{0,2}}(?:bi (?:thuong|bong)|chay mau|gay|bat tinh|ngat|tu vong|chet)\b")


def takes_back(text: str) -> bool:
    """báo nhầm, đã yên, dập tắt rồi. Words of danger, a question, a "không …" do not."""
    words = read(untelex(nfc(text)))
    said = _plain(text)
    risk = danger(words)
    if len(words.words) > _A_SENTENCE or (risk.severity is not None and not risk.feared):
        return False
    if _DOUBTS.search(said) or _ASKS.search(said) or "?" in text or _STILL.first(words):
        return False
    return bool(WITHDRAW.first(words) or _ENDED.first(words) or _PLAINLY_OVER.search(said))


def injured(text: str) -> str | None:
    """nobody, hurt or unknown; None when the words say neither."""
    said = _plain(text)
    if _UNKNOWN.search(said):
        return "unknown"
    if _NOBODY.fullmatch(said):
        return "nobody"
    hurt = _SOMEBODY.fullmatch(said) or (_INJURED.search(said) and not _DENIED.search(said))
    return "hurt" if hurt else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(untelex(nfc(text)))))
