"""Weeks that never were, each of its own kind: what the templates of the digest have to stand."""

# ruff: noqa: E501 - words of people stay on one line

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from reporting.calendar import Period, period_before, period_labelled
from reporting.digest import MatterFact, Past, ReportFact, Week
from reporting.house import House
from reporting.values import TOPICS
from reporting.ward import load_ward

LABEL = "2026-W47"
NOW = datetime(2026, 11, 20, 2, 10, tzinfo=UTC)  # Friday 09:10 in the ward
OPINIONS = (
    ("moi_truong", "nước thải mấy cơ sở hấp cá chảy tràn ra lộ, tanh lắm", "cảng cá Cửa Gành"),
    ("moi_truong", "nước thải hấp cá chảy ra đường tanh lắm, bà con đi chợ kêu hoài", "cảng cá Cửa Gành"),
    ("moi_truong", "mo cat ben do xe chay khuya on qua, 6 ho phan nan, xin phuong nhac", "mỏ cát bến Đò"),
    ("ha_tang", "mương thoát nước trước chợ nghẹt, mưa là ngập nửa bánh xe", "chợ Sa Lâm"),
    ("ha_tang", "mương trước chợ nghẹt hai tuần rồi, mưa là ngập", "chợ Sa Lâm"),
    ("ha_tang", "cống thoát nước ngay chợ nghẹt rác, mưa ngập", "chợ Sa Lâm"),
    ("ha_tang", "đèn đường đầu hẻm chợ cá hư mấy bữa ni, tối hù, bà con nhờ phường sửa giùm", None),
    ("ha_tang", "không có nước 2 ngày nay rồi em ơi, 7 hộ trong hẻm 9", None),
    ("hanh_chinh", "bà con hỏi sao làm bìa đỏ lâu dữ, 4 hộ nộp từ tháng 7 chưa thấy kêu lên", None),
    ("hanh_chinh", "bộ phận một cửa làm nhanh, bà con khen", None),
    ("gpmb", "3 hộ thắc mắc giá đền bù cây lâu năm đường ven biển, xin xem lại", None),
    ("an_ninh", "nghe nói tối qua có nhóm thanh niên lạ mặt đi dò nhà vắng người", None),
    ("an_ninh", "xin đắp gờ giảm tốc chỗ ngã ba vô cụm công nghiệp", "Cụm công nghiệp Gò Dinh"),
    ("an_sinh", "2 hộ nghèo chưa nhận được tiền hỗ trợ sửa nhà", None),
    ("cong_trinh", "xe chở đá làm kè chạy nhanh, bụi mù mịt, đề nghị tưới nước", "kè Hải Yên"),
    ("dat_dai", "hai nhà tranh chấp ranh đất ở hẻm 4, đã mời lên hòa giải lần 1", None),
    ("dich_benh", "may con heo bo an may bua ni, so dich", None),
    ("khac", "Bà con mong phường mở lại thư viện nhà văn hóa", None),
)
NEWS = (
    ("khac", "dọn vệ sinh quanh chợ, 40 hộ tham gia"),
    ("khac", "chieu nay to ra quan nhat rac bai bien, 30 nguoi, duoc 12 bao"),
    ("khac", "thôn dọn đường quanh chùa, 35 hộ ra làm"),
    ("khac", "cb hop thuong ky, du 25/28 dang vien, thong qua nghi quyet thang 12"),
    ("khac", "họp dân bàn làm lại đường hẻm 5, mời 80 hộ, dự 66 hộ, 64 hộ đồng ý góp công"),
    ("gpmb", "GPMB đường ven biển: 36/41 hộ bàn giao, 3 hộ chờ giá, 2 hộ đi làm ăn xa"),
    ("khac", "hòa giải xong vụ tranh chấp lối đi ở xóm 2"),
    ("an_sinh", "trao 12 suất quà cho hộ nghèo, mỗi suất 500.000 đồng"),
    ("hanh_chinh", "hướng dẫn 23 người cài VNeID tại nhà văn hóa tối qua"),
    ("khac", "Chi bộ sinh hoạt thường kỳ, học chuyên đề quý IV, 22/24 đảng viên dự"),
    ("khac", "đã phát loa tuyên truyền phòng chống lừa đảo qua mạng, 4 buổi"),
    ("ton_giao", "lễ mừng bổn mạng ở nhà thờ diễn ra trật tự, khoảng 300 người dự"),
    ("thien_tai", "bà con chằng buộc nhà cửa, đưa 14 ghe lên bờ"),
    ("khac", "lúa đông xuân xuống giống được 18 ha"),
)
SPOTS = (
    ("thien_tai", 3, "nuoc song Lap len mau qua, 4 nha sat bo bi ngap, con 3 nguoi mac ket tren gac", "sông Lấp"),
    ("gpmb", 2, "bà con khoảng 12 người đứng chặn xe ben chở đất, đòi chủ đầu tư xuống nói chuyện", "khu tái định cư Đồng Vân"),
    ("ha_tang", 1, "bờ kè nứt một đoạn 5 mét, chưa sạt", "kè Hải Yên"),
)  # fmt: skip
STATES = ("moi", "da_chuyen", "dang_xu_ly", "da_tra_loi", "da_on", "chua_on", "dong")
ANSWER = "tổ kỹ thuật đã kiểm tra, khắc phục xong sáng nay"
OFFICES = ("Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội", "Khối Dân vận")


@cache
def house() -> House:
    text = (Path(__file__).parents[1] / "simulator" / "ward.toml").read_text(encoding="utf-8")
    return House(load_ward(text))


def period(label: str = LABEL) -> Period:
    found = period_labelled(label, house().schedule, house().calendar)
    assert found is not None
    return found


def units() -> list[str]:
    return [unit.key for unit in house().units.values() if unit.owes_weekly]


def matter(n: int, topic: str, text: str, unit: str, place: str | None = None, **changes: object) -> MatterFact:
    """Opened on the n-th hour of the week, open still, in time."""
    opened = period().starts + timedelta(hours=8 + n)
    fact = MatterFact(
        code=f"YK-{n + 100:04}", kind="feedback", unit=unit, topic=topic, text=text, severity=1, state="da_chuyen",
        opened_at=opened, due_at=opened + timedelta(days=14), answered_at=None, closed_at=None, withdrawn=False, answer="",
        owner=OFFICES[0], taken_by="", report=1000 + n, label=LABEL, place=place,
    )  # fmt: skip
    return replace(fact, **changes)  # type: ignore[arg-type]


def report(n: int, topic: str, text: str, unit: str, kind: str = "status") -> ReportFact:
    return ReportFact(2000 + n, unit, kind, text, topic, period().starts + timedelta(hours=9 + n))


def quiet() -> Week:
    """Everybody reported that there is nothing."""
    found = units()
    return Week(period(), dict.fromkeys(found, "on_time"), [], [], "2026-W46", [], frozenset(found), 0)


def silent() -> Week:
    return replace(quiet(), states=dict.fromkeys(units(), "missing"), nil_units=frozenset())


def week(seed: int) -> Week:
    """A week drawn by lot; the same for the same number."""
    lot = Random(seed)
    found = units()
    states = {unit: lot.choices(("on_time", "late", "missing", "excused"), (16, 2, 2, 0.3))[0] for unit in found}
    matters = [_opinion(lot, n, *words) for n, words in enumerate(lot.sample(OPINIONS, lot.randint(0, len(OPINIONS))))]
    matters += [_spot(lot, n, *words) for n, words in enumerate(lot.sample(SPOTS, lot.choice((0, 0, 1, 2, 3))))]
    news = [report(n, *words, lot.choice(found)) for n, words in enumerate(lot.sample(NEWS, lot.randint(0, 10)))]
    told = [report(500 + n, m.topic, m.text, m.unit, "matter") for n, m in enumerate(matters)]
    addenda = [
        (lot.choice(found), what, NEWS[0][1], 900)
        for what in lot.sample(("late", "corrected", "withdrawn"), lot.choice((0, 0, 1, 2)))
    ]
    nil = frozenset(unit for unit in found if states[unit] == "on_time" and lot.random() < 0.3)
    return Week(
        period(), states, [*news, *told], matters, "2026-W46", addenda, nil, lot.choice((0, 0, 0, 1, 4)), past(lot, lot.choice((0, 2, 12)))
    )  # fmt: skip


def past(lot: Random, count: int) -> tuple[Past, ...]:
    out, before = [], period()
    for _ in range(count):
        before = period_before(before, house().schedule, house().calendar)
        topics = {topic: lot.randint(0, 4) for topic in lot.sample(TOPICS, 5)}
        done = lot.randint(2, 9)
        figures = {"opinions": sum(topics.values()), "units": 20, "on_time": lot.randint(15, 20), "done": done}
        out.append(Past(before.label, figures | {"left": lot.randint(2, 9), "overdue": lot.randint(0, 2)}, topics))
    return tuple(reversed(out))


def _opinion(lot: Random, n: int, topic: str, text: str, place: str | None) -> MatterFact:
    state = lot.choices(STATES, (1, 6, 4, 3, 1, 1, 1))[0]
    fact = matter(n, topic, text, lot.choice(units()), place, state=state, owner=lot.choice(OFFICES))
    if state in ("da_tra_loi", "da_on", "chua_on", "dong"):
        fact = replace(fact, answer=ANSWER, answered_at=fact.opened_at + timedelta(days=1))
    if lot.random() < 0.2:  # carried from the week before
        opened = fact.opened_at - timedelta(days=12)
        fact = replace(fact, label="2026-W46", opened_at=opened, due_at=opened + timedelta(days=10))
    return fact


def _spot(lot: Random, n: int, topic: str, severity: int, text: str, place: str) -> MatterFact:
    state = lot.choice(("moi", "dang_xu_ly", "da_tra_loi", "dong"))
    return matter(
        n + 50, topic, text, lot.choice(units()), place, kind="hotspot", severity=severity, state=state, code=f"KH-{n + 1:04}",
        taken_by="" if state == "moi" else "Phó Trưởng Khối", confirmed=lot.random() < 0.8, due_at=None,
    )  # fmt: skip
