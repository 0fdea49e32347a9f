"""Numbers that belong to a person: telephones, identity cards, bank accounts, plates.

The text is read through a view in which every kind of digit is an ordinary digit and what cannot be seen is gone.
Digits with light separators between them form a chain; a number is a stretch of a chain whose digits together have
the right shape. Dates, money, document and hotline numbers are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reporting.lexicon import BANKS

Span = tuple[int, int, str]

_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u20e3\ufe0f\ufe0e")
_DASHES = frozenset("‐‑‒–—―−﹣－")
_DIGITS = re.compile(r"[0-9]+")
_LIGHT = frozenset(" .-_()+·•/,:\t")
_MOBILE = re.compile(r"0[35789][0-9]{8}|01[0-9]{9}|(?:00)?840?[35789][0-9]{8}|(?:00)?840?2[0-9]{8,9}|02[0-9]{8,9}")
_PHONE_PREFIX = re.compile(r"(?:0[1-35789]|84|0084)")
_PLATE = re.compile(
    r"(?<![0-9a-zđ])[1-9][0-9][ ]?[-.]?[ ]?(?:[a-hk-nprstuvxyz]{1,2}[1-9]?|mđ[1-9]?)"
    r"(?:[ ]?[-.][ ]?|[ ]|)[0-9]{3}(?:[. -]?[0-9]{2}|[0-9])(?![0-9])"
)
# A fishing boat's registration: letters of the province, four or five digits (QNg 90123 TS).
_BOAT = re.compile(r"(?<![0-9a-zđ])(?:qng|qna|đna|bđ|bth)[ -]{0,2}[0-9]{4,5}(?: ?-? ?ts(?![a-zđ]))?(?![0-9])")
_MONEY_AFTER = re.compile(r"\s?(?:đ|d|đồng|dong|vnd|vnđ|triệu|trieu|tỷ|ty|nghìn|usd)(?![a-zà-ỹđ])")
_MONEY_BEFORE = re.compile(
    r"(?:tiền|tien|kinh phí|kinh phi|giá|trị giá|tri gia|ủng hộ|ung ho|thu|chi|quỹ|quy|tổng|tong)[^0-9]{0,12}$"
)
_KEY = re.compile(
    r"(?<!\[)(?:stk|s t k|số tk|so tk|(?<![^\W\d_])tk(?![^\W\d_])|tknh|tài khoản|tai khoan|tài khỏan|taif khoanr|"
    r"chuyển khoản|chuyen khoan|"
    r"(?<![^\W\d_])(?:"
    + "|".join(re.escape(b.replace("_", " ")) for b in sorted(BANKS))
    + r")(?![^\W\d_])|ngân hàng|ngan hang)"
)
_CARD_KEY = re.compile(
    r"(?<!\[)(?:cccd|cmnd|cmt|căn cước|can cuoc|chứng minh|chung minh|định danh|dinh danh|hộ chiếu|ho chieu)"
)
_PLATE_KEY = re.compile(r"biển|bien so|bks|(?<![^\W\d_])xe(?![^\W\d_])")
_DATE = re.compile(r"(?<![0-9])[0-3]?[0-9]([-./])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9])")
_GROUPED_MONEY = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_NUMBERS_AND_MASKS = re.compile(r"\[[^\[\]\n]{0,8}\]|[+(]?[0-9][0-9 .()+-]*")
_BEHIND = 24
_NEAR = 48  # how far before a number its word may stand


def view(text: str) -> tuple[str, list[int]]:
    """Lower-case text with plain digits, and for each of its characters the offset in `text`."""
    out: list[str] = []
    where: list[int] = []
    for at, char in enumerate(text):
        if char in _UNSEEN:
            continue
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            plain = str(digit)
        elif char in _DASHES:
            plain = "-"
        elif char.isspace() and char != "\n":
            plain = " "
        else:
            plain = {"＋": "+", "（": "(", "）": ")", "．": "."}.get(char, char.lower())
        out.append(plain if len(plain) == 1 else char)
        where.append(at)
    return "".join(out), where


def numbers(text: str) -> Iterator[Span]:
    """Spans of personal numbers in `text`, left to right."""
    seen, where = view(text)
    plates = [(m.start(), m.end()) for m in _PLATE.finditer(seen) if _is_plate(seen, m)]
    plates += [(m.start(), m.end()) for m in _BOAT.finditer(seen)]
    blocked = [*plates, *((m.start(), m.end()) for m in _DATE.finditer(seen))]
    found = [(start, end, "plate") for start, end in plates]
    for chain in _chains(seen, blocked):
        found += _in_chain(seen, chain)
    for start, end, kind in sorted(found):
        yield where[start], where[end - 1] + 1, kind


def _is_plate(seen: str, match: re.Match[str]) -> bool:
    """A measure such as `12m 1500` has a blank where a plate has a dash or five digits."""
    body = match.group()
    digits = re.sub(r"[^0-9]", "", re.split(r"[a-zđ]+[1-9]?", body, maxsplit=1)[-1])
    glued = re.match(r"[0-9]{2}[-.]?[a-zđ]", body) is not None
    named = _PLATE_KEY.search(_lead(seen, match.start())[-24:]) is not None
    return named or (glued and (len(digits) == 5 or "-" in body) and not _MONEY_AFTER.match(seen[match.end() :][:8]))


Chain = list[tuple[int, int]]


def _chains(seen: str, blocked: list[tuple[int, int]]) -> Iterator[Chain]:
    """Digit groups held together by at most three light characters."""
    chain: Chain = []
    for match in _DIGITS.finditer(seen):
        if any(start < match.end() and match.start() < end for start, end in _around(blocked, match.start())):
            if chain:
                yield chain
            chain = []
            continue
        gap = seen[chain[-1][1] : match.start()] if chain else ""
        if chain and (len(gap) > 3 or not all(c in _LIGHT for c in gap)):
            yield chain
            chain = []
        chain.append((match.start(), match.end()))
    if chain:
        yield chain


def _around(blocked: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    return [(start, end) for start, end in blocked if start - 32 < at < end]


def _in_chain(seen: str, chain: Chain) -> list[Span]:
    found: list[Span] = []
    at = 0
    while at < len(chain):
        taken = _phone(seen, chain, at) or _card(seen, chain, at) or _account(seen, chain, at)
        if taken is None:
            at += 1
            continue
        count, kind = taken
        start, end = chain[at][0], chain[at + count - 1][1]
        opened = "+(" if ")" in seen[start:end] else "+"
        while start and seen[start - 1] in opened and kind == "phone":
            start -= 1
        found.append((start, end, kind))
        at += count
    return found


def _run(seen: str, chain: Chain, at: int, most: int) -> Iterator[tuple[int, str]]:
    """Growing stretches from here: how many groups, and their digits."""
    digits = ""
    for count, (start, end) in enumerate(chain[at : at + most], 1):
        digits += seen[start:end]
        if len(digits) > 24:
            return
        yield count, digits


def _gaps(seen: str, chain: Chain, at: int, count: int) -> str:
    return "".join(seen[chain[i][1] : chain[i + 1][0]] for i in range(at, at + count - 1))


def _phone(seen: str, chain: Chain, at: int) -> tuple[int, str] | None:
    if not _PHONE_PREFIX.match("".join(seen[s:e] for s, e in chain[at : at + 4])):
        return None
    best = None
    for count, digits in _run(seen, chain, at, 13):
        gaps = _gaps(seen, chain, at, count)
        if any(c in gaps for c in ",:") or ("/" in gaps and chain[at][1] - chain[at][0] < 4):
            break
        if _MOBILE.fullmatch(digits):
            best = (count, "phone")
            if digits[0] == "0" and len(digits) == 10 and digits[1] != "2":
                break
    if best is None or _is_money(seen, chain, at, best[0]):
        return None
    return best


def _card(seen: str, chain: Chain, at: int) -> tuple[int, str] | None:
    """Twelve digits beginning with 0, or nine: in one piece, by threes or fours, or after their word."""
    keyed = _CARD_KEY.search(_lead(seen, chain[at][0])) is not None
    best = None
    for count, digits in _run(seen, chain, at, 13):
        gaps = _gaps(seen, chain, at, count)
        if any(c in gaps for c in ",:/"):
            break
        sizes = {end - start for start, end in chain[at : at + count]}
        regular = sizes in ({3}, {4}, {9}, {12}, {2, 10}, {6})
        if (len(digits) == 12 and (keyed or count == 1 or (regular and digits[0] == "0"))) or (
            len(digits) == 9 and best is None and (keyed or count == 1 or sizes == {3})
        ):
            best = (count, "id_card")
    if best is None or _is_money(seen, chain, at, best[0]):
        return None
    if not keyed and _account_key(seen, chain, at, best[0]):
        return None
    return best


def _account(seen: str, chain: Chain, at: int) -> tuple[int, str] | None:
    keyed = _account_key(seen, chain, at, min(8, len(chain) - at))
    best = None
    for count, digits in _run(seen, chain, at, 17):
        gaps = _gaps(seen, chain, at, count)
        if any(c in gaps for c in ",:/()"):
            break
        groups = chain[at : at + count]
        long_groups = set(gaps) <= {" "} and all(end - start >= 3 for start, end in groups) and not _years(seen, groups)
        if (keyed and 8 <= len(digits) <= 20 and (best is None or len(digits) <= 16)) or (
            len(digits) >= 9 and (count == 1 or (long_groups and len(digits) >= 12))
        ):
            best = count
    if best is None and chain[at][1] - chain[at][0] >= 9:
        best = 1
    if best is None or _is_money(seen, chain, at, best):
        return None
    return best, "bank_account"


def _years(seen: str, groups: Chain) -> bool:
    return all(re.fullmatch(r"(?:19|20)[0-9]{2}", seen[start:end]) for start, end in groups)


def _account_key(seen: str, chain: Chain, at: int, count: int) -> bool:
    start, end = chain[at][0], chain[min(len(chain), at + count) - 1][1]
    behind = _words_only(seen[end : end + 3 * _BEHIND])[:_BEHIND]
    return _KEY.search(_lead(seen, start)) is not None or _KEY.search(behind) is not None


def _lead(seen: str, start: int) -> str:
    """What stands before a number in its line."""
    line = _words_only(seen[max(0, start - 4 * _NEAR) : start])
    cut = max(line.rfind(c) for c in "\n;!?")
    return line[cut + 1 :][-_NEAR:]


def _words_only(seen: str) -> str:
    """Without numbers and what is covered, so that covering once and twice looks at the same words."""
    return re.sub(" +", " ", _NUMBERS_AND_MASKS.sub(" ", seen))


def _is_money(seen: str, chain: Chain, at: int, count: int) -> bool:
    """An amount: a currency word behind it, or thousands by dots after a word of money; none begins with 0."""
    start, end = chain[at][0], chain[at + count - 1][1]
    if seen[start] == "0":
        return False
    if _MONEY_AFTER.match(seen[end : end + 8]):
        return True
    amount = _GROUPED_MONEY.fullmatch(seen[start:end]) is not None
    return amount and _MONEY_BEFORE.search(seen[max(0, start - 32) : start]) is not None
