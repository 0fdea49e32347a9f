"""Whose name is covered and what only looks like one: a sentence or two for each sign."""

import time
import unicodedata

import pytest

from reporting.cover import cover
from reporting.fold import fold, nfc

KNOWN = frozenset({"tran thi bich lien", "go cat", "hai yen", "ho van tam em"})


def covered(text: str) -> list[str]:
    _, spans = cover(nfc(text), KNOWN)
    return [nfc(text)[start:end] for start, end, kind in spans if kind == "name"]


SAID = [
    # a word of address, kin or house and a full name
    ("Bé Đoàn Gia Mẫn học lớp 2 bị chó cắn", ["Đoàn Gia Mẫn"]),
    ("cháu Tô Hoài Nhi xin học bổng", ["Tô Hoài Nhi"]),
    ("bê tông đoạn trước nhà Chín Sửu xong", ["Chín Sửu"]),
    ("đường nhà Lương Văn Kế còn lầy", ["Lương Văn Kế"]),
    ("Đỗ Khoát hẻm 3 xin nối ống", ["Đỗ Khoát"]),
    ("nhà bà Hội tắt bếp rồi", ["Hội"]),
    ("nha chi Xoan dot mai", ["Xoan"]),
    ("cho ho Dinh Van Khuya vay von", ["Dinh Van Khuya"]),
    ("xóm Gò Lê Thị Nên gửi đơn", ["Lê Thị Nên"]),
    # given names where no sentence begins, and two that begin one
    ("nghe Diệu Hòa kể lại", ["Diệu Hòa"]),
    ("cháu bả là Quyên ký giùm", ["Quyên"]),
    ("tui thấy Trinh đứng ngoài cổng", ["Trinh"]),
    ("Thanh Tuấn leo cột đèn", ["Thanh Tuấn"]),
    ("Sơn Mập bán pháo", ["Sơn Mập"]),
    ("nhờ Thủy chuyển giùm", ["Thủy"]),
    ("đối tượng Lê Minh Khoa cầm dao", ["Lê Minh Khoa"]),
    ("yêu cầu Đặng Văn Ớt trả tiền", ["Đặng Văn Ớt"]),
    ("cho Tran Minh Khoa vay tien", ["Tran Minh Khoa"]),
    ("anh bưu tá Lương đưa thư trễ", ["Lương"]),
    # lists
    ("Hai anh em Khiêm, Toại cãi nhau", ["Khiêm", "Toại"]),
    ("mấy đứa Rin với Rô chưa về", ["Rin", "Rô"]),
    ("trao quà: 1) Hồ Gia Kiệt 2) Mai Thị Bé Năm", ["Hồ Gia Kiệt", "Mai Thị Bé Năm"]),
    # the hills, the faiths
    ("bác Y Hoan đau chân", ["Y Hoan"]),
    ("giáo dân Phêrô Võ Khoan nhờ xin giấy", ["Phêrô Võ Khoan"]),
    ("sư cô Thích Nữ Diệu Nghĩa xin sửa cổng", ["Thích Nữ Diệu Nghĩa"]),
    ("danh sách: Lê Thị Maria Ngà", ["Lê Thị Maria Ngà"]),
    # written short or by another method
    ("Ng. Văn Kế nộp rồi", ["Ng. Văn Kế"]),
    ("nha2 ba1c Bi2nh cha1y, ca61p cu71u ga61p", ["Bi2nh"]),
    # known in office, but at home
    ("lợp xong nhà bà Trần Thị Bích Liên", ["Trần Thị Bích Liên"]),
    # somebody's own claim, somebody told of so as to be kept
    ("Tôi là Kiều Văn Sáng, không đồng ý thu hồi đất", ["Kiều Văn Sáng"]),
    ("thêm ông Đặng Hữu Thới phó thôn vô kênh giùm", ["Đặng Hữu Thới"]),
    # capitals and small letters
    ("HỘ NGUYỄN SỰ CHƯA CÓ GẠO", ["NGUYỄN SỰ"]),
    ("CHỊ LÊ THỊ ÁNH NGUYỆT XIN GIẤY", ["LÊ THỊ ÁNH NGUYỆT"]),
    ("XIN CHO VÕ TẤN KHƯƠNG VAY", ["VÕ TẤN KHƯƠNG"]),
    ("nhà út hường đang cãi nhau", ["út hường"]),
    ("thằng tí nổ lấy xe", ["tí nổ"]),
    ("chị hường mất ví", ["hường"]),
    ("ông sáu đen chặt cây", ["sáu đen"]),
    ("anh tâm nói xe hư", ["tâm"]),
    ("cháu quỳnh mai lớp 11", ["quỳnh mai"]),
    ("hòa giải giữa cao bá lộc với cao bá thọ", ["cao bá lộc", "cao bá thọ"]),
    ("bác y bôn mù mắt", ["y bôn"]),
    ("anh em lợi, lộc cầm rựa", ["lợi", "lộc"]),
    ("gia dinh le quang dam gui don", ["le quang dam"]),
    ("ong ho si hoat xin them", ["ho si hoat"]),
    ("nha ut huong cai nhau", ["ut huong"]),
    ("em nhu quynh to 6 xin hoc phi", ["nhu quynh"]),
]
NOBODYS = [
    # who writes
    "Tui là Hồ Ngọc Khải, mới nhận tổ trưởng tổ 9",
    "dạ em là lê văn kế tổ phó tổ 2 xin báo cáo",
    "tui Đỗ Văn Khoát gõ thử bữa đầu",
    "em Trần Vĩnh Khang, phó thôn mới, xin vào nhóm ạ",
    # who acts in office
    "anh Quân bí thư Đoàn đứng ra dọn bãi",
    "hỏi chị Vân địa chính được không",
    "đồng chí Bí thư Lê Ngọc Khoa kết luận",
    "Bác sĩ Thảo trạm trưởng hướng dẫn các mẹ",
    "đại biểu HĐND Nguyễn Minh Thoại trả lời cử tri",
    "Trưởng thôn Gò Cát Phan Ngọc Khanh báo yên",
    "cam on chi Thu phu trach mot cua",
    # a colleague, by a short name
    "chị Liên ơi em gửi rồi nha",
    "tuần này nhờ cô Liên",
    "xin vào kênh, em mới thay anh Tài",
    # streets, towns, lakes, goods, feasts
    "ngã tư Quang Trung kẹt xe",
    "họp ở phòng họp Trần Quang Diệu",
    "Duong Tran Phu ngap",
    "ra Bình Định mua giống",
    "Hồ Núi Đất xả nước",
    "mua 20 gói Mì Ba Miền",
    "theo đạo Tin Lành",
    "giờ Thìn làm lễ",
    "ram thang Bay chua dai com",
    "người Hàn vô thăm xóm",
    "dốc Ông Bảy sạt",
    "khách sạn Hương Biển đóng cửa",
    "ngã ba Lý Thường Kiệt ngập",
    "tui Năm Lửa đây",
    "em Hoa tổ 5 đây ạ",
    "bà con Hải Yên neo ghe",
    "mộ liệt sĩ Trần Thị Nhớ ở nghĩa trang",
    # capitals and small letters that say something else
    "LÁT XONG BA TẤM ĐAN",
    "TO DA CO HAI VAN BAN",
    "KHÔNG CÓ PHÁT SINH",
    "cán bộ hải quan cảng bảo chờ",
    "nhà hảo tâm cho gạo",
    "nhà văn hóa rớt mạng hoài",
    "mấy anh đồng hương gửi quà",
    "thằng bé nằm sau hè",
    "thằng út nhà tui sốt",
    "nhà ba thế hệ ở chung",
    "cụ tám mươi còn đi chợ",
    "bỏ điện thoại, đi lại thì bà con chịu",
    "tru luong thi nghi het",
    "ba con phan van khong biet",
    "in nguyen van tin cua to",
    "chu truong tren dua xuong",
    "đại lý thu bảo hiểm",
    "nhân viên văn thư vắng",
    "Mã YK-0318 tới đâu rồi",
    "chị thu ngân đếm tiền",
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), SAID)
def test_somebodys_name_is_covered(text: str, names: list[str]) -> None:
    assert covered(text) == names
    assert covered(unicodedata.normalize("NFD", text)) == names


@pytest.mark.parametrize("text", NOBODYS)
def test_what_is_nobodys_stays(text: str) -> None:
    assert covered(text) == []


@pytest.mark.parametrize("text", [text for text, _ in SAID] + NOBODYS)
@pytest.mark.parametrize("spelt", [str, str.upper, str.lower, lambda text: fold(text)])
def test_what_is_covered_once_stays_as_it_is(text: str, spelt: type[str]) -> None:
    masked, _ = cover(nfc(spelt(text)), KNOWN)
    assert cover(masked, KNOWN) == (masked, [])


FULL = ["Nguyễn Thị Bích Hằng", "Trần Văn Khoát", "Phạm Quốc Khánh", "Lê Thị Diễm", "Đặng Hữu Phước", "Võ Thị Út Mười"]
LED = ["nhà ông {} sập vách", "chị {} xin gạo", "hộ {} chưa ký", "đơn của {} gửi rồi", "vợ chồng {} cãi nhau"]


@pytest.mark.parametrize("name", FULL)
@pytest.mark.parametrize("led", LED)
def test_a_full_name_is_covered_however_it_is_typed(name: str, led: str) -> None:
    """Marked and bare, capitals throughout and small letters, composed and not."""
    for text in (led.format(name), fold(led.format(name)), f"{fold(led.format('{}'))}".replace("{}", name)):
        for typed in (text, text.upper(), text.lower(), unicodedata.normalize("NFD", text)):
            masked, _ = cover(nfc(typed), KNOWN)
            left = fold(masked).replace("[ten]", "").split()
            assert [word for word in left if word in fold(name).split()] == [
                word for word in fold(led).split() if word in fold(name).split()
            ], (typed, masked)


@pytest.mark.parametrize(
    "piece",
    ["ông Lê ", "tui là Lan ", "anh em Lợi, ", "nhà út ", "Ba con ", "la ", "ten Lan ", "NGUYỄN THỊ ", "bi2nh "],
)
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        began = time.thread_time()
        cover(text, KNOWN)
        return time.thread_time() - began

    seconds(2000)
    short, long = min(seconds(2000) for _ in range(3)), min(seconds(16_000) for _ in range(2))
    assert long < 24 * short + 0.05
