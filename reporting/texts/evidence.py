"""What lies behind a digest, and a question put from there to a unit or to who handles a matter."""

from __future__ import annotations

from datetime import datetime

from reporting.texts.desk import PASSED_ON, SECTIONS
from reporting.texts.forms import BACK, big, choices, comrade, cut, day, hello, hour, moment, sentence, week, weekday
from reporting.texts.standing import WHOLE
from reporting.values import Choice, Who

UNSURE = choices(("Chưa rõ", "unsure"))
ANSWER_OR_NEWS = choices(("Trả lời", "answer"), ("Tin mới", "news"))
SEND = (*choices(("Đúng", "yes")), BACK)

_OF_UNITS = ("activities", "missing")


def items(labels: list[tuple[str, str]], more: str = "") -> tuple[Choice, ...]:
    """(label, act), then a way to the rest if there is one (`more`: its act), and back."""
    rest = [("Xem tiếp", more)] if more else []
    return (*choices(*labels, *rest), BACK)


def ways(unit: str, handler: str) -> list[tuple[str, str]]:
    """Whom one can ask from here: (label, act) for each act that is there."""
    found = [("Hỏi đơn vị", unit), ("Hỏi nơi xử lý", handler)]
    return [(label, act) for label, act in found if act]


def section(name: str, count: int) -> str:
    label = next(choice.label for choice in SECTIONS if choice.act == name)
    return f"{label}, {count} {'đơn vị' if name in _OF_UNITS else 'việc'}. Chọn số để xem."


def root(who: Who, label: str) -> str:
    return f"Tổng hợp tuần {week(label)}. {big(who.address)} chọn phần để xem:"


def matter(code: str, unit: str, words: str, standing: str) -> str:
    return f"{code}, {unit}: {sentence(cut(words, WHOLE))} {sentence(big(standing))}"


def stands(state: str, office: str, due: datetime | None, answer: str, why: str) -> str:
    """`answer`: what the office said; `why`: for what reason it was closed."""
    if state == "moi":
        return "đang chờ Trưởng Khối chọn nơi xử lý"
    if state == "da_tra_loi":
        return f"{office} đã trả lời: {cut(answer, PASSED_ON)}; chờ đơn vị xác nhận"
    if state == "da_on" or (state == "dong" and not why):
        return "đã khép lại, bà con thấy ổn"
    if state == "dong":
        return f"đã khép lại, lý do: {cut(why, 80)}"
    doing = {"da_chuyen": f"đã chuyển {office}", "chua_on": f"mở lại, {office} đang xử lý"}.get(
        state, f"{office} đang xử lý"
    )
    return doing + (f", dự kiến trả lời trước {moment(due)}" if due else "")


def overdue(office: str, days: int, reason: str) -> str:
    """`reason`: what the office gave as one."""
    said = f'lý do: "{cut(reason, 120)}"' if reason else "chưa nêu lý do"
    return f"{office}, quá hạn {days} ngày, {said}"


def asked_then(title: str, at: datetime, words: str) -> str:
    return f'Ngày {day(at)}, {title} hỏi: "{cut(words, 200)}".'


def answered_then(office: str, at: datetime, words: str) -> str:
    return f'Ngày {day(at)}, {office} trả lời: "{cut(words, 200)}".'


def unit(standing: str, reports: list[str], waiting: int) -> str:
    """How a unit stands in a week: `standing` is a whole sentence, `reports` are lines."""
    matters = f"Việc đang mở: {waiting}." if waiting else ""
    return "\n".join(line for line in (standing, *reports, matters) if line)


def of_unit(at: datetime, words: str, code: str) -> str:
    """A line of what a unit reported."""
    head = f"- Ngày {day(at)}" + (f", {code}" if code else "")
    return f"{head}: {sentence(cut(words, 300))}"


# A question


def asker(who: Who) -> str:
    """The chair by office alone, everybody else as a comrade."""
    return who.title if who.holds("bloc_head") else comrade(who.title)


def what(who: Who) -> str:
    return f"{big(who.address)} muốn hỏi gì? {big(who.address)} viết một câu."


def is_it_for(who: Who, units: str) -> str:
    return f"{big(who.address)} muốn chuyển câu này hỏi {units}, phải không?"


def passed(who: Who, whom: str, at: datetime | None) -> str:
    """`at`: it waits until then, the hour being one of rest."""
    if at is not None:
        when = f"{hour(at)} {weekday(at)}, ngày {day(at)}"
        return f"Giờ này kênh không nhắn ai. Câu hỏi tới {whom} lúc {when}. Có trả lời, Tổ giúp việc báo {who.address}."
    return f"Đã chuyển câu hỏi tới {whom}. Có trả lời, Tổ giúp việc báo {who.address}."


def question(who: Who, asks: Who, about: str, words: str) -> str:
    """To the unit or the office; `about` is a code, or nothing."""
    on = f" về {about}" if about else ""
    return f'{big(asker(asks))} hỏi{on}: "{cut(words, PASSED_ON)}". {big(who.address)} trả lời ngay dưới đây giúp.'


def thanks(who: Who, asks: Who) -> str:
    return f"Cảm ơn {who.address}, đã chuyển tới {asker(asks)}."


def answer(about: str, who: str, words: str) -> str:
    """The asker hears it; `words` empty: it is not known yet."""
    head = f"{about}, {who}" if about else big(who)
    return f'{head} trả lời: "{cut(words, PASSED_ON)}".' if words else f"{head} trả lời: chưa rõ."


def unsure() -> str:
    return "chưa rõ"


def answer_or_news(who: Who, asks: Who) -> str:
    return f"Câu này {who.address} trả lời {asker(asks)}, hay là tin mới vậy {who.address}?"


def to_be_called(staff: Who, asks: Who, about: str, words: str, whom: str, phone: str) -> str:
    """For the desk: who is asked has no chat."""
    on = f" về {about}" if about else ""
    return (
        f'{big(asker(asks))} hỏi {whom}{on}: "{cut(words, 300)}". {big(whom)} chưa vào kênh, nhờ {staff.address} gọi '
        f"{phone}, hỏi rồi báo lại."
    )


def desk_calls(whom: str) -> str:
    return f"{big(whom)} chưa vào kênh. Đã nhờ Tổ giúp việc gọi điện hỏi."


def please_call(who: Who, whom: str, holder: Who | None) -> str:
    if holder is None:
        return f"{big(whom)} chưa có người phụ trách trong danh sách, câu hỏi chưa chuyển được."
    call = f"Nhờ {who.address} gọi {hello(holder)} {holder.phone_slot}."
    return f"{big(whom)} chưa vào kênh, câu hỏi chưa chuyển được. {call}"
