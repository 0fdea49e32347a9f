"""Words by which a part of a message hangs on another, as phrases of `words.py`; `=` where the word without its marks
is mostly another one. They err on the side of hanging on: then the part is not kept, and the person writes it again.
"""

from __future__ import annotations

# Somebody or something told of before: ổng, nó, người đó, việc này, như trên.
POINTS_BACK = """
=ổng|bả|ảnh|cổ|hắn|gã|lão|mụ|nẫu|nó|họ|kẻ|thằng|bọn !<dòng|hình|phản|bọ
=đó|đấy|ấy|nớ|nọ|kia|này|nầy|ni !<lắm|quá|rồi|hôm|bữa|ngày|năm|tuần|tháng|đợt|lúc|mùa|kỳ|giờ|sáng|chiều|tối|đêm|dịp|quý
=chỉ !<địa|chưa !>có|còn|mới|được|vài|một|hai|ba|bốn|đạo|số|là|cần|xin|mong|cách|khoảng|chừng|nhắc|#
=trển|trỏng|ngoải|bển
=đứa|tụi|đám !>cưới|giỗ|ma|tang|tiệc
nói|nêu|kể|như|việc|vụ|chuyện|điều trên
như|vì|do vậy|thế|đó|rứa
=vậy|thế|rứa !<cũng !>nào|chấp|giới|hệ
vậy|thế mà|thì|là
vụ|sự|hành việc|vi
người ta|nào|trong|khác|cầm|ký|duyệt
ai đó
cùng người|ông|bà|chuyện|việc|vụ
cũng chính|do|ông|bà|anh|người
chính người|ông|bà|anh|chị
liên quan
tương tự
"""

# At the beginning of a part: it goes on with what was said before.
LEADS_BACK = """
nên|vì|mà|rồi|thì|nhưng|bởi|xong
còn !>đường|mương|kênh|hẻm|suối|sông|đê|đèn|duong|muong|kenh|hem|suoi|song|de|den
tại !>nạn|nan
cho nên
thành|té ra
do đó|vậy|thế
"""

# Somebody in the singular, or one household, whom the words may be about. Several (bà con, các bác) are nobody.
SOMEBODY = """
=ông !<các|quý|đền|miếu|cầu|chùa|cá|lăng !>bà|táo|công|trời|già
=bà !<ông|các|quý|chùa|miếu|lăng|mấy !>con|già
=anh !<chị|các|phản|hình|quý|mấy !>em|chị
=chị !<các|anh|quý|mấy !>em
=cô|chú|bác|cụ|dì|thím|mợ|cậu|thầy !<các|cô|quý|kính|thưa|mấy|thầy|#|hai|ba !>trọng|ý|sĩ|bác|chú|cô|bé
=em|cháu !<các|trẻ|chị|anh|con|học|thiếu|mấy|#|hai|ba !>học|bé|nhỏ
một|ngôi|căn người|ông|bà|cán|thanh|nhà|hộ !>dân|già|văn|nghèo|cận
nhà =cuối|sau|bên|cạnh|ông|bà|anh|chị|trọ !>đường|đất
=gia đình !<hộ|các|nhiều|mấy
=vợ|chồng
"""

# How it is known, that it is to stay between us, what was sent with it, what is to be done about it: all of that
# belongs to what is refused.
BELONGS = """
ghi âm
quay phim|clip|video|lại !<nhà
=chụp|clip|video
chụp hình|ảnh|lại|được
hình ảnh
nhân|làm|minh|bằng chứng
chứng cứ|kiến|từ
tận mắt
tin nhắn
biên lai|nhận
hóa|hoá đơn
gửi|gởi|đính|có kèm
kèm theo
sổ sách|chi
giấy tay|gốc
giấu|lộ|nêu|nói|ghi|biết|ký|đứng tên
giữ|giấu|xin kín
kín tiếng|đáo|miệng|giùm|giúp
ẩn|nặc|danh danh|tính
bí mật
nói nhỏ|riêng
đừng|khỏi nói|cho|nêu|ghi|đưa|khai|lộ|đọc|kể|hỏi|báo|bảo
sợ trả|nó|lộ|ổng|liên|rắc|họ|người|bị
trả thù
không|ai|chưa dám
=mách|méc
nghe nói|đồn|đâu|kể|bảo|lén|người|mấy|thiên|lóm
=đồn
xì|xầm xào|xầm|xì
bàn tán
dư luận
rỉ tai
ai cũng biết|nói|sợ|hiểu|thấy|rõ
ai ký|đưa|chia|duyệt|nộp|hỏi|muốn|đứng
cả xóm|làng|tổ|thôn biết|rõ|đều|nói|đồn
dân|con|xóm biết|đồn|nghi|hiểu
theo|nghe lời
nguồn tin
biết rõ|chuyện|việc|ai|tên
nghi ngờ|vấn|là|ông|có|ổng
điều tra
xác minh
làm rõ
thanh tra
kỷ luật
cách chức
khởi tố|kiện
trừng trị
vào cuộc
pháp luật
công minh|bằng|lý
minh bạch
sự thật
phạm tội|pháp|luật
bao che
trách nhiệm
xử lý|lí nghiêm|theo|đúng|người|cán
khiếu nại|kiện
=tôi|tui|tao !<xóm|tổ|thôn|hẻm|kiệt|ngõ|khu|phường|làng|chúng|cho
"""

# Beside a denunciation: money, whoever has a hand in it, and what is asked of those who are to look into it.
DENOUNCED = """
tiền !>giang
=triệu|tỷ|tỉ|ngàn|nghìn|quỹ|nợ|lãi|vay|biếu|lót|nộp
trieu|ngan ?>chan|ngua|nap|can
# đồng|ty|ti|tỏi|chai
phong bì
bồi dưỡng
mấy ổng|ông|anh|bả|sếp !>bà
nhân viên
công an|chức
chính quyền
lãnh đạo
chủ thầu|quản
giám đốc|sát
bác sĩ
chỉ huy
cán bộ
hiệu|nhóm|trưởng trưởng|ban|thôn|đoàn|phòng|khu
cô|thầy|giáo giáo|viên
danh sách
nhà nước !>tràn|ngập
cấp|bên|ở trên !<nằm
kiểm|thẩm tra|định
xem|xét|can|giải xét|lại|thiệp|quyết
cử người
thiếu|hụt|mất|dư # bao|ký|kí|kg|tấn|tạ|khối|suất|phần|lít|cây|viên|mét|con|cái|thùng
"""

# The same in a message typed without diacritics: nó, họ, đó, này, ông, bà, anh, chị, tui, and beside which words they
# are nợ, hộ, đo, nay, ống, ba, ánh or chi instead.
_HO_BEFORE = (
    "#|may|cac|nhieu|nhung|vai|moi|tung|so|bao|ca|tat|hon|muoi|chuc|tram|toan|bo|mot|gan|den|nuoc|dong|hai|ba|bon|nam"
)
_HO_AFTER = (
    "ngheo|dan|gia|can|kinh|khau|tom|nuoi|trong|tro|tich|chua|nuoc|thuy|song|sinh|san|khong|mat|ngap|thieu|bi|o|so|het"
)
_DO_BEFORE = (
    "tuan|thang|nam|hom|dot|luc|bua|mua|ky|gio|sang|chieu|toi|dem|dip|quy|ngay|may|hien|xua|den|so|ben|qua|toc|lam|roi"
    "|lau|mac|vi"
)
_DO_AFTER = "rac|dat|mua|xe|nuoc|be|dan|ngap|sat|duong|mat|gio|tre|con|chieu|vo|tram|bao|lu|ve|thi"
_BA_BEFORE = "thu|to|thon|so|nga|thang|ngay|hai|khoang|chung|tam|nam|may|ong|cac"
_BA_AFTER = (
    "con|gia|ho|nha|ngay|thang|cho|bong|lan|nguoi|tuan|gio|cay|can|cai|nam|dem|tru|xe|doan|met|khu|xom|ra|gac|buoi"
    "|dong|bua|diem|muoi|tram|bon"
)
BARE = f"""
no ?<chay|dien|bung|an ?>ro
ho ?<{_HO_BEFORE} ?>{_HO_AFTER}
do|ay|nay|kia ?<{_DO_BEFORE} ?>{_DO_AFTER}
ong ?<cac|quy|cau|chua|ca|lang|to|duong|mat ?>nuoc|cong|be|thoat|dan|hut|nhua|bi|ngam|vo|rac|nghen|ba
ba ?<{_BA_BEFORE} ?>{_BA_AFTER}
anh ?<phan|hinh|cac|chi|may ?>em|chi|huong|sang
chi ?<cac|dia|anh|may|khong|co ?>em|bo|hoi|doan|co|con|phi|tiet|to|duoc|moi|cuc|nhac|thieu
tui ?<xom|to|thon|hem|kiet|ngo|khu|lang|chung|cho
toi thay|biet|nghe|giu|ke|so|nop|noi|bao
"""

# Words of a topic that say nothing of what it is about.
EVERYWHERE = """
nhà hộ dân người việc chuyện bà con có được đi về vào lên ở đang đã chưa làm lấy cho xin ngày tháng năm tuần
đêm khuya trưa sáng chiều tối to nhỏ lớn cái bộ của số tự chi bị hai ba bốn thứ thu nhận nộp chính trong ngoài
hoài lại quá mới cũ kêu_to nó các mấy tổ xóm thôn phường hẻm xã mời hư hỏng
"""
