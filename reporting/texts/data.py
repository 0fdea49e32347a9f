"""What the channel holds about somebody: seen, corrected, erased; and how people ask to be called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reporting.own import Own, OwnReport
from reporting.syllables import sayings, spread
from reporting.texts.forms import BACK, big, choices, clock, day, hello, listed, sentence, week
from reporting.values import Choice, Who

DATA = (*choices(("Xem", "see"), ("Sửa", "mend"), ("Xóa", "erase")), BACK)
MEND = (*choices(("Xưng hô", "address"), ("Tên gọi", "call"), ("Gọi điện", "phone"), ("Kênh nhắn", "channel")), BACK)
LEAVE = (Choice("1", "Rời kênh", "leave"), BACK)
MAY_CALL = (*choices(("Được", "yes"), ("Không", "no")), BACK)
ONLY_BACK = (BACK,)

FORMS = ("bác", "chú", "cô", "anh", "chị", "em", "đồng chí")  # R17
ADDRESSES = (*choices(*((big(form), form) for form in FORMS if form != "em")), BACK)
POLITE_ENDS = frozenset(["nhé", "nhe", "nha", "nghen", "nghe", "ạ", "đi", "thôi", "nhá"])
# Nobody is called so. Without diacritics only where that is no name either.
NO_NAMES = spread(
    """
    sếp sep xếp vua trùm trum boss ông ong bà bạn ban mày tao thằng thang mẹ cha chó heo lợn khỉ quỷ ngu điên dien
    khùng khung đĩ lồn cặc đụ địt đéo chết gì gi ai nào nao không khong nhé là người nguoi
    """
)
RANKS = sayings(  # folded
    """
    dai ca | chu tich | giam doc | bi thu | to truong | truong thon | truong ban | lanh dao | bac si | co giao |
    thay giao | thu truong | dai tuong | tong thong
    """
)
MOST_WEEKS = 4  # named one by one

_ACTS = {
    "joined": "đồng ý và vào kênh",
    "agreed to": "đồng ý dùng thêm",
    "linked": "nối thêm",
    "unlinked": "bỏ",
    "telephone seen": "xem số điện thoại người báo",
    "digest approved": "duyệt bản tổng hợp",
    "marked": "xóa lời của",
    "original": "mở bản gốc",
    "contact": "xem liên hệ",
}
_KINDS = {"nil": "không phát sinh", "status": "tin hoạt động", "matter": "ý kiến bà con", "alarm": "việc khẩn"}
_STATES = {
    "moi": "Khối Dân vận đã nhận",
    "da_chuyen": "đã chuyển nơi giải quyết",
    "dang_xu_ly": "đang giải quyết",
    "da_tra_loi": "đã có trả lời",
    "da_on": "đã ổn",
    "chua_on": "chưa ổn, đang làm tiếp",
    "dong": "đã khép",
}
_MONTHS_KEPT = 24


# The question


def held(who: Who, channels: Sequence[str], consent: datetime | None, weeks: Sequence[str], draft: bool) -> str:
    """D23: the kinds of what is held, not their contents."""
    kinds = ["họ tên", "chức danh", "cách xưng hô", *(f"kênh {name}" for name in channels)]
    kinds += [f"ngày đồng ý {day(consent)}"] if consent else []
    kinds += [_weeks(weeks)] if weeks else []
    kinds += ["tin nháp"] if draft else []
    return f"Kênh đang giữ của {who.address}: {', '.join(kinds)}. {big(who.address)} muốn làm gì?"


def _weeks(labels: Sequence[str]) -> str:
    numbers = [week(label) for label in labels]
    if len(numbers) <= MOST_WEEKS:
        return f"tin báo tuần {listed(numbers)}"
    return f"tin báo {len(numbers)} tuần, từ tuần {numbers[0]} đến tuần {numbers[-1]}"


# Seen


def link(who: Who, slot: str, hours: int) -> str:
    return (
        f"{big(who.address)} mở liên kết này để xem và tải về, dùng được trong {hours} giờ, "
        f"không chuyển cho người khác: {slot}"
    )


def title() -> str:
    return "Dữ liệu của tôi"


def lead(you: str) -> str:
    return f"Tất cả những gì kênh đang giữ về {you}."


def download_text() -> str:
    return "Tải về dạng chữ"


def download_json() -> str:
    return "Tải về dạng JSON"


def file_name(kind: str) -> str:
    return f"du-lieu-cua-toi.{kind}"


def sections(own: Own) -> list[tuple[str, list[str]]]:
    """Headings and lines."""
    return [
        ("Người", _person(own)),
        ("Kênh và sự đồng ý", _channels(own)),
        ("Tin đã báo", [_report(report) for report in own.reports] or ["Chưa có tin nào."]),
        ("Nhật ký", [_act(at.at, at.act, at.about) for at in own.acts] or ["Chưa có gì."]),
        ("Giữ đến khi nào", _how_long(own)),
    ]


def plain(own: Own) -> str:
    """All of it as plain text."""
    parts = [f"{heading}\n{chr(10).join(f'- {line}' for line in lines)}" for heading, lines in sections(own)]
    return "\n\n".join([f"{title()}, {own.ward}", *parts])


def _person(own: Own) -> list[str]:
    lines = [f"Họ tên: {own.name}", f"Số điện thoại: {own.phone}"]
    lines += [f"Chức danh: {post}" for post in own.posts]
    lines.append(f"Kênh gọi là: {own.address} {own.call}")
    if own.away_until is not None:
        lines.append(f"Báo vắng đến {day(own.away_until)}")
    return [*lines, f"Tin nháp: {own.draft}"] if own.draft else lines


def _channels(own: Own) -> list[str]:
    lines = [f"{channel.name}: nối ngày {_date(channel.since)}" for channel in own.channels]
    if own.consent_at is not None:
        on = f", trên {own.consent_channel}" if own.consent_channel else ""
        lines.append(f"Đồng ý dùng kênh: {clock(own.consent_at)} ngày {_date(own.consent_at)}{on}")
    may = {True: "được", False: "không", None: "chưa hỏi"}[own.may_telephone]
    return [*lines, f"Người trực gọi điện khi có việc khẩn: {may}"]


def _report(report: OwnReport) -> str:
    about = [f"{report.unit}, tuần {week(report.period)}", _KINDS.get(report.kind, report.kind)]
    about += [report.code] if report.code else []
    about += [report.place] if report.place else []
    about += [f"{report.files} tệp kèm"] if report.files else []
    about += [_STATES.get(report.state, report.state)] if report.state else []
    about += [f"đã rút ngày {_date(report.withdrawn_at)}"] if report.withdrawn_at else []
    about += [f"bản gốc niêm phong đến {_date(report.original_until)}"] if report.original_until else []
    said = [
        f"bản {number} ({clock(version.at)} ngày {_date(version.at)}): {version.text}"
        for number, version in enumerate(report.versions, 1)
        if version.text
    ]
    return sentence(": ".join(["; ".join(about), *(["; ".join(said)] if said else [])]))


def _act(at: datetime, act: str, about: str | None) -> str:
    return f"{clock(at)} ngày {_date(at)}: {_ACTS.get(act, act)}{f' {big(about)}' if about else ''}"


def _how_long(own: Own) -> list[str]:
    return [
        f"Tin kênh đã nhắn, còn giữ: {own.letters}; quá 30 ngày thì không còn lời và tên.",
        f"Bản gốc của tin giữ 30 ngày, bản đã che giữ {_MONTHS_KEPT} tháng.",
        "Gửi đúng hạn hay không, nhắc mấy lần: tính theo đơn vị, không tính theo người.",
    ]


def _date(at: datetime) -> str:
    return f"{at:%d/%m/%Y}"


# Corrected


def what_to_mend(who: Who, staff_phone: str) -> str:
    return (
        f"{big(who.address)} muốn sửa gì? Họ tên, chức danh, số điện thoại ghi theo danh sách của phường: "
        f"Khối Dân vận sửa giúp, {staff_phone}."
    )


def which_address(who: Who) -> str:
    return f"Kênh đang gọi là {hello(who)}. {big(who.address)} muốn kênh xưng hô thế nào?"


def which_call(who: Who) -> str:
    return f"Kênh đang gọi là {hello(who)}. {big(who.address)} nhắn tên muốn được gọi, một hoặc hai chữ, ví dụ: Bảy."


def may_call(who: Who) -> str:
    return f"Khi {who.address} báo việc khẩn, người trực gọi điện cho {who.address} được không?"


def call_noted(who: Who, may: bool) -> str:
    return f"Dạ, đã ghi: khi có việc khẩn, người trực {'gọi được' if may else 'không gọi'} cho {who.address}."


def which_channel(who: Who, mine: Sequence[str]) -> str:
    return f"Kênh đang nhắn {who.address} qua {listed(mine)}. {big(who.address)} muốn đổi thế nào?"


def add_channel(name: str) -> str:
    return f"Thêm {name}"


def drop_channel(name: str) -> str:
    return f"Bỏ {name}"


def one_channel(who: Who, name: str) -> str:
    return f"Kênh đang nhắn {who.address} qua {name}, hiện chưa có nơi nào khác để đổi."


# How to be called


def called(who: Who) -> str:
    return f"Dạ, từ nay kênh gọi là {hello(who)}."


def called_before(who: Who) -> str:
    return f"Dạ, kênh lại gọi là {hello(who)} như trước."


def cannot_call(who: Who) -> str:
    return (
        f"Kênh gọi được là {', '.join(FORMS[:-1])} hoặc {FORMS[-1]}, kèm tên một hai chữ. "
        f"Nhờ {who.address} nhắn lại, ví dụ: gọi tôi là {FORMS[1]} Bảy."
    )


def how_to() -> str:
    """A line of the help."""
    return "Xem, sửa, xóa điều kênh giữ về mình: nhắn dữ liệu của tôi. Đổi cách xưng hô: gọi tôi là chú."


# Erased


def leave(who: Who, unit: str, waiting: int) -> str:
    """D23. `waiting`: matters of the unit that are still open."""
    kept = f'; tin đã báo vẫn là của {unit}, ghi "{author_left()}"' if unit else ""
    passed = f"; {waiting} việc đang chờ chuyển cho người báo kế tiếp" if waiting else ""
    return f"{big(who.address)} rời kênh thì tin nháp và lời mời hết hiệu lực{kept}{passed}."


def erase(who: Who, unit: str) -> str:
    """P7: what goes, what stays."""
    kept = f' Tin đã báo vẫn là của {unit}, ghi "{author_left()}".' if unit else ""
    return (
        f"Muốn xóa thì {who.address} rời kênh: họ tên, số điện thoại, kênh nhắn, cách xưng hô, tin gốc và tin nháp "
        f"bị xóa hẳn.{kept}"
    )


def author_left() -> str:
    return "người báo đã rời kênh"


def reported_by_one_who_left() -> str:
    """A line under how a matter stands."""
    return sentence(big(author_left()))


def nobody_to_call(unit: str) -> str:
    """A line of the call list: who held the post has left, and nobody is named yet."""
    return f"{unit}, chưa có người báo"
