"""What can be done where one stands: said to `giúp`, before the question is shown again."""

from __future__ import annotations

from reporting.texts.forms import big
from reporting.values import Who

_WRITE = "nhắn một câu, hoặc chọn Quay lại để thôi"
_IN = {
    "phone_ok": "chọn Được nếu người trực gọi điện được khi có việc khẩn, chọn Không nếu không tiện",
    "rehearsal": "đây chỉ là làm thử: chọn Không phát sinh, hoặc nhắn thử một câu",
    "nudged": "tuần yên thì chọn Không phát sinh; có việc thì nhắn luôn việc gì, ở đâu",
    "late": "tuần yên thì chọn Không phát sinh; có việc thì nhắn luôn việc gì, ở đâu",
    "more": "không còn gì thì chọn Không thêm; còn thì nhắn luôn",
    "prompt": "nhắn việc gì, ở đâu; gửi ảnh, tin thoại cũng được. Chọn Quay lại để thôi",
    "confirm": "đúng thì chọn Đúng để lưu; chưa đúng thì nhắn luôn phần đúng, hoặc chọn Sửa; không gửi nữa thì chọn Bỏ",
    "split": "đúng thì chọn Đúng; nếu chỉ là một việc thì chọn Gộp một việc; chưa đúng thì nhắn luôn phần đúng",
    "same": "cùng một việc thì chọn Cùng việc, kênh gộp lại; khác thì chọn Việc khác",
    "ask_nil": "có việc thì chọn Có việc; tuần yên thì chọn Không phát sinh",
    "ask_size": "nhắn con số, hoặc chọn gần đúng; không biết thì chọn Chưa rõ",
    "ask_media": "nhắn một câu việc gì, ở đâu; không gửi nữa thì chọn bỏ",
    "fix": "chọn phần muốn sửa, hoặc nhắn luôn cả câu cho đúng",
    "fix_words": _WRITE,
    "fix_place": "nhắn tên xóm, hẻm hay chỗ ai cũng biết",
    "fix_kind": "chọn loại của tin",
    "refused": "phần vừa rồi kênh không giữ; nếu là việc khác thì chọn Không phải việc này rồi viết lại",
    "alarm": "đang nguy hiểm thì chọn Đúng, người trực được báo ngay; không thì chọn Không phải. Có gì mới cứ nhắn",
    "hurt": "chọn một câu, hoặc nhắn luôn tình hình",
    "withdraw": "chọn lý do để rút tin khẩn; chọn Quay lại thì tin khẩn vẫn còn",
    "alarm_in": "chọn Đã nhận nếu lo việc này; nhắn chữ thì lời được chuyển tới người báo",
    "alarm_mine": "chọn Đang tới, Đã xong hay Cần hỗ trợ; nhắn chữ thì lời được chuyển tới người báo",
    "result": "đã ổn thì chọn Đã ổn, việc khép lại; chưa thì chọn Chưa ổn rồi cho biết còn gì",
    "result_why": _WRITE,
    "why_withdraw": _WRITE,
    "owner_new": "lo được thì chọn Nhận việc; nhắn chữ thì kênh hỏi đó có phải câu trả lời không",
    "owner_open": "có kết quả thì chọn Trả lời, hoặc nhắn mã rồi một câu",
    "draft_week": "chọn Duyệt để gửi, Sửa dòng để đổi một dòng; hoặc nhắn: sửa dòng 2: nội dung mới",
    "digest": "chọn số để xem từng phần; nhắn tên đơn vị hay mã để xem; nhắn hỏi, tên đơn vị, rồi câu hỏi để hỏi lại",
    "evidence": "chọn số để xem tiếp hay để hỏi; chọn Quay lại để trở ra",
    "inquiry": "viết một câu muốn hỏi, kênh chuyển ngay; chọn Quay lại để thôi",
    "asked": "nhắn câu trả lời ngay dưới đây; chưa biết thì chọn Chưa rõ",
    "mine": "chọn số để xem một việc; chọn Quay lại để thôi",
    "which": "chọn việc mà con số vừa rồi trả lời",
    "handover": "chọn Đúng để nhờ; chưa đúng người thì nhắn tên người khác",
    "deputy": "nhận được thì chọn Nhận giúp; không tiện cũng không sao, chọn Không tiện",
    "away": "chọn số tuần nghỉ nhắc, hoặc nhắn một ngày",
    "data": "chọn Xem, Sửa hay Xóa điều kênh giữ về mình",
    "leave": "chọn Rời kênh thì kênh xóa tên mình; chọn Quay lại để ở lại",
}
STATES = frozenset(_IN)


def here(who: Who, state: str, phone: str) -> str:
    """One paragraph for the state, then where the whole help lies and whom to call."""
    return (
        f"{big(_IN[state])}.\nXem cách dùng chung: nhắn menu rồi chọn Giúp. Cần người giúp, {who.address} gọi {phone}."
    )
