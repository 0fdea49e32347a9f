"""Words by meaning: data only, no rule lives here.

The first part holds word lists compared with folded text (no diacritics). The second holds phrases in the notation of
`reporting/words.py`, one a line, written with diacritics.
"""
# ruff: noqa: E501 - a phrase and its guards stay on one line

from reporting.syllables import sayings, spread

# ------------------------------------------------------------------ one word for another
SAME = {
    "ko": "không",
    "k": "không",
    "kg": "không",
    "khg": "không",
    "hok": "không",
    "hông": "không",
    "hổng": "không",
    "hk": "không",
    "kh": "không",
    "kô": "không",
    "chẳng": "không",
    "hong": "không",
    "dc": "được",
    "đc": "được",
    "đuợc": "được",
    "j": "gì",
    "ng": "người",
    "r": "rồi",
    "ub": "ubnd",
    "lun": "luôn",
    "vs": "với",
    "xạt": "sạt",
    "giùm": "giúp",
    "dùm": "giúp",
    "zô": "vô",
    "dìa": "về",
    "hư": "hỏng",
    "hu": "hỏng",
    "cup": "mất",
    "bể": "vỡ",
    "chớ": "chứ",
    "tui": "tôi",
    "coi": "xem",
    "cúp": "mất",
}

NUMBERS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "chục": 10,
    "trăm": 100,
    "mấy": 3,
    "vài": 3,
    "nhiều": 5,
    "nghìn": 1000,
    "ngàn": 1000,
}

BREAKS = ("nhưng", "chứ", "tuy")

# ------------------------------------------------------------------ short replies (folded)
YES_WORDS = spread(
    """
    dung phai u uh um uhm o da vang ok oke oki okay okey okie okela duoc dc chuan roi r y yes ukm uk
    """
)
PLAIN_YES = spread("dung phai roi chuan")  # yes, and no mere courtesy
NO_WORDS = spread(
    """
    khong ko k kg khg hong hok hk chua sai dung_lam n no khoi thoi
    """
)
YES_SENTENCES = sayings(
    """
    dung roi|dung vay|dung the|phai roi|dung y|dong y|duoc roi|duoc|on|da on|on roi|xong|da xong|on ca|on het|chinh xac|
    chuan roi|nhat tri|the la dung|vay la dung|dung do|dung dung|dung la vay|phai do|co dung|tot|tot roi|dung nhu vay|
    da duoc|on lam|het roi|da sua xong|toi dong y|dong y het|vang dung|ok dung|da dung|u dung|khong sai|dau co sai|
    luu|luu di|luu lai|luu giup|luu nhe|luu tin|luu tin di|gui|gui di|gui giup|gui luon|ghi di|ghi lai|ghi nhan|bao di|
    dung y toi|dung y roi|y vay|vay do|the do
    """
)
NO_SENTENCES = sayings(
    """
    khong phai|ko phai|k phai|hong phai|khong dung|ko dung|chua dung|khong dong y|chua on|van chua on|khong on|chua xong|
    chua duoc|khong duoc|ko duoc|khong dau|sai|khong can|khong muon|khong phai dau|khong phai vay|chua on dau|van chua|
    chua xong dau|hong dung|khong dong tinh|chua phai|sai cho|sai noi|sai y|sai so|nham|nham roi|nham cho|khong dung y|
    chua dung y|khong dung cho
    """
)
POLITE = spread(
    """
    da a ah em nha nghen nhe nhen roi r bac anh chi chu oi vang thua nhe ha hen ban dong dc_ sep dạ
    """
)
BESIDE_YES_OR_NO = spread("luon het di do day ne vay ca qua dau nua")  # adds nothing to a yes or a no
SAID_FOR_NO = spread("ko k kg khg hong hok hk")
# What people say for a label instead of its words (folded).
LABEL_SAYINGS = {
    "bo": sayings(
        "bo di|bo qua|thoi bo|thoi bo di|bo tin nay|xoa|xoa di|xoa giup|xoa tin nay|huy|huy di|huy bo|huy tin nay|khoi|"
        "thoi khoi|khoi luu|thoi khoi luu|khong luu|khong luu nua|dung luu|thoi dung luu|thoi khong luu|khong can|"
        "khong can nua|thoi khong can|thoi khong can nua|khong can luu|thoi khong can luu|khoi ghi|dung ghi|khong gui nua"
    ),
    "co viec": sayings("co|co day|co do|co chu|co viec nay|co viec do|co mot viec|co viec day|co chuyen|co viec moi"),
    "da on": sayings(
        "on|on ca|on het|on lam|on on|on day|da on ca|da on het|da xong|xong ca|da sua|sua xong|da sua xong|da tot|tot|"
        "on thoa|cung on|gio on|thay on|ba con noi on|ba con thay on|da duoc sua"
    ),
    "chua on": sayings(
        "van chua on|khong on|chua on dau|con chua on|chua on lam|chua xong|chua xong dau|van chua xong|chua sua|"
        "van chua sua|chua sua xong|chua thay on|ba con noi chua on"
    ),
    "dung toi": sayings(
        "phai toi|toi day|la toi|toi ne|dung la toi|phai toi day|la toi day|chinh toi|chinh la toi|dung minh|minh day|"
        "dung tui|phai tui|tui day|la tui|bac day|chu day|co day|chi day|anh day|dung bac|dung chu|dung anh"
    ),
    "khong phai toi": sayings("khong phai tui|khong phai minh|dau phai toi|nham nguoi|sai nguoi|toi khong phai"),
    "chua ro": sayings(
        "khong biet|khong biet nua|khong ro|khong ro nua|chua biet|chua biet nua|chua nam|chua nam ro|khong nam|"
        "khong nam ro|chua ro nua|khong chac|chua dem|chua biet bao nhieu|khong biet bao nhieu"
    ),
    "vai ho": sayings("vai nha|may ho|may nha|may can|it thoi|it ho thoi|vai ho thoi|vai nha thoi"),
    "ca xom": sayings("het xom|nguyen xom|ca thon|ca to|toan xom|ca khu|nguyen khu|het ca xom|nguyen to|nguyen thon"),
}
COUNT_LEADS = frozenset(["so", "cau", "chon", "bam", "muc", "phim", "nut"])
# Words that may stand beside thanks, and thanks themselves (folded).
BESIDE_THANKS = spread("cac may chau co nhieu lam rat qua minh to kenh cung that oi luon dia chi khoi")
NUMERALS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
THANKS = (
    "cam on nhieu",
    "xin cam on",
    "cam on",
    "cam onn",
    "thanks",
    "thank you",
    "thank",
    "tks",
    "camon",
    "da vang",
    "da",
    "vang",
    "ok",
    "oke",
    "okie",
    "okay",
    "uh",
    "u",
    "biet on",
    "tot qua",
    "nhieu lam",
)

# ------------------------------------------------------------------ people, units, banks
ADDRESS = frozenset(
    {
        "ông",
        "bà",
        "anh",
        "chị",
        "cô",
        "chú",
        "bác",
        "em",
        "cháu",
        "cụ",
        "thầy",
        "dì",
        "cậu",
        "mợ",
        "thím",
        "dượng",
        "bé",
        "thằng",
        "ổng",
        "lão",
        "mụ",
        "nhỏ",
    }
)
ADDRESS_BARE = spread("ong ba anh chi co chu bac em chau cu thay di mo thim be thang")
UNIT_LEADS = ("thon ", "xom ", "ap ", "khu pho ", "lang ")
BANKS = spread(
    """
    agribank vietcombank vcb bidv vietinbank ctg techcombank tcb mbbank mb acb sacombank stb vpbank tpbank shb
    hdbank vib ocb msb seabank lpbank lienvietpostbank eximbank scb namabank pvcombank kienlongbank abbank oceanbank
    vietabank bvbank baovietbank momo zalopay viettelpay vnpay ngan_hang bank coopbank cake timo vietbank saigonbank
    gpbank ncb dongabank
    """
)

# ------------------------------------------------------------------ danger: severity 3 by itself
FIRE = """
cháy !<=chữa|chống|phòng !>#|túi|hàng|vé|nắng|khô|máy|bóng|đèn|tivi|hết|bỏng|da|phố|nồi ?<xe|ben|tải|khách|nước|tàu|bỏ|bán|đi|ăn|đua|kênh|sông|tiền|chóng ?>xe|đêm|nhanh|chậm|ẩu|tốt|bộ|trốn|ra|vô|vào|về|đến|tiền|việc|dọc|thẳng|ngang|đua|thuốc|giấy|khuya|sớm|ban|dạt|vạy|rông|nước
bị cháy !>nắng|da|đèn|bóng ?<nước|mương|máu
cháy # nhà|căn|phòng|quán|kho
bốc cháy
phát hỏa
hỏa hoạn
lửa bốc|bùng|lan|cháy|ngùn
lửa ~ phòng|mái|kho|nhà|chợ|rừng
khói đen bốc|mù
khói ~ cuồn
nổ bình|ga|gas|nồi|mìn|lò
nổ lớn|to
bình|ga|gas|nồi ~ nổ
bị bỏng|phỏng !>đèn
xì|rò|rỉ ga|gas|khí
rò rỉ ga|gas|khí|amoniac|hóa
rò amoniac|hóa|khí
xì amoniac
tóe lửa
chập điện ~ cháy
bốc khói
khói bốc|nghi !<xe
nhà|kho|xưởng|quán|tiệm|chợ|phòng|mái ~ khói ~ nghi|cuồn|mù|bốc
lửa phừng|phựt|táp|liếm|bén|rực|phụt|đỏ_rực
=lửa đỏ|to|lớn|dữ|cao|bao
lửa ~ chưa|không ~ dập|tắt
mìn|bom|đạn|oxy nổ
=phát nổ
nổ văng|tung|banh|đùng|ầm|cái
tiếng nổ ~ người|thương|sập|cháy
lửa ~ túa|tràn|trào|bùng ~ ra|lên|qua
"""
TRAPPED = """
mắc kẹt !>xe|tiền|hàng|lại
kẹt người|trong|dưới|trên|lại !<xe|đường|hồ
kẹt # người|bà|ông|cháu|em|cụ|trẻ
người|bà|ông|cháu|cụ|em|trẻ ~ kẹt !>tiền|xe|việc|công
chưa|không ra|thoát|chạy|đưa ~ được !<ai
chưa|không ra được|kịp|khỏi
thuyền|ghe|xuồng|thúng|cano ~ đưa ~ người|dân|bà|trẻ|từng
đưa từng người ra
đưa ~ người ra !<đã
phải trèo|leo lên mái|nóc|cây|gác|trần
leo|trèo lên mái|nóc !>nhà_sửa
lên gác|mái|nóc ~ tránh|chờ|đợi
phải lên gác|mái|nóc|trần
mất tích
mất liên lạc
nhà ~ ~ trôi !>chảy
chưa|không thấy về
đuối nước
chết đuối
bị ~ cuốn trôi|đi|mất
cuốn trôi người|nhà|#|cháu|em|ông|bà|xe
nước cuốn ~ người|cháu|em|ông|bà|trẻ|đi|trôi|mất
trôi # người|nhà|cháu|em
té|rớt|rơi|ngã|lọt|sẩy xuống|vô|vào|trong ~ sông|giếng|hố|mương|cống|ao|hồ|biển|kênh|suối
té|rớt|rơi|ngã|lọt sông|giếng|biển|suối|ao|kênh
lật|chìm|đắm ghe|thuyền|xuồng|đò|tàu|xe|thúng|cano
ghe|thuyền|xuồng|tàu|thúng|đò ~ chìm|lật|đắm
ghe|thuyền|tàu|thúng ~ mất liên lạc
ghe|thuyền|tàu|thúng ~ chưa|không ~ về|vô|liên
vùi lấp
bị vùi
bị ~ đè
đè trúng|lên|chết|người|nhà|# !<dây|dẫm
đi lạc ~ chưa|không
lạc trong rừng|núi
tìm ~ không|chưa thấy|ra|được !<giấy|đường|thuốc
không|chưa tìm thấy|được cháu|bé|em|người|ông|bà|cụ
cháu|bé|trẻ|em ~ mất|đi ~ không|chưa thấy|về
người|thợ|ông|bà|cháu|em|con|đứa|trẻ ~ ~ chưa|không lấy|kéo|moi|đào|gỡ|vớt|cứu|khiêng|lôi ~ ra|lên
người|thợ|ông|bà|cháu|em|trẻ|khách ~ nằm|mắc dưới|trong đó|đống|gạch|bùn|gầm|bánh|hầm
=sóng ~ chìm|lật|úp|giạt|dạt|trôi
sóng đánh ~ chìm|lật|úp
ghe|tàu|thuyền|xuồng ~ ~ úp|chìm|đắm
=thúng|đò ~ ~ úp|chìm|lật|đắm|giạt|dạt
thúng úp
đò ~ úp|chìm
ghe|tàu|thuyền|thúng|xuồng ~ ~ trôi dạt|giạt|tự
bám|ôm phao|ván|mạn
người|em|cháu|ông|ghe|tàu|thợ|khách ~ ~ chưa|không|kịp vô|vào|lên|bơi ~ bờ
tắm sông|biển|suối|hồ|ao|kênh|mương ~ ~ chưa|không|mất ~ thấy|lên|về|tích|nổi
lặn ~ tìm|kiếm|mò|vớt !>ốc|cá|tôm|hàu|sò|mực
chưa|không thấy|ai nổi|ngoi
tìm|kiếm ~ tới|đến giờ|chừ|sáng|tối|khuya|trưa ~ chưa|không
cả|nguyên xóm|nhà|thôn|tổ|làng tìm|kiếm ~ chưa|không
đi đâu ~ ~ chưa|không ~ về|thấy
sút|hụt|tuột|trượt|lọt|té|rớt|rơi|ngã|sẩy xuống|vô|dưới ~ sông|giếng|hố|mương|cống|ao|hồ|biển|kênh|suối|vực
hụt|sẩy|trượt chân ~ xuống|dưới|vô
nước|lũ|suối|sông ~ cuốn ~ người|mẹ|xe|cháu|em|ông|bà|học !>rác
tàu|ghe|thuyền|thúng ~ mất tín
sóng|nước|dòng ~ kéo|đẩy|cuốn|lôi ra|xa|trôi|tuột !>rác
bé|cháu|cụ|trẻ|em|con|đứa ~ ~ mất dạng|hút|tăm|tiêu|biệt
bé|cháu|cụ|trẻ|em|bà|ông ~ ~ bỏ|đi ~ từ ~ chưa|không ~ về|thấy
nhà|xóm|người|ai ~ kiếm|tìm khắp|cùng
tuổi|bé|cháu ~ không|chưa|hông thấy đâu|tăm|về
"""
VIOLENCE = """
chém nhau|người|trúng|chết|bị|lộn|# !<giá
đòi|dọa|đang|xách|định chém|đâm|giết|đốt|bắn|nhảy
bị|vừa|mới chém|đâm|bắn !>đơn
đâm nhau|chém|chết|trúng|thủng
đâm # người
giết người|nhau
cầm|xách|vác|mang|thủ|vung ~ dao|gậy|mã|rựa|rìu|hung|súng|kiếm|cuốc|búa|ná|bom|mác !>đi
dao|gậy|mã|rựa|hung|súng ~ đòi|rượt|đuổi|đánh|chém|dọa
hung khí
mã tấu
rượt chém|đánh|đuổi
đánh nhau
đánh lộn
đánh ~ bị|đổ|chảy ~ thương|máu|ngất|bất
đánh người|vợ|con|dân|đập|chết|gãy|bất|ngất|cán|trọng|hội !>cá|giá|bắt
đang đánh !>giá|bắt|bóng|cờ|cá|trống|bi
hỗn chiến
ẩu đả
xô xát
giằng co
hành hung
đập phá
ném|chọi|liệng đá|gạch|bom|chai
bom xăng
nổ súng
lựu đạn
quả bom
trái bom
đầu đạn
bom|mìn ~ chưa nổ
giữ|vây|nhốt|trói|bắt # cán|người|công|đoàn|thợ
giữ|vây|nhốt|trói cán|đoàn|tài|công|người|thợ
bắt giữ|trói|nhốt ~ cán|người|đoàn|thợ
bị giữ|vây|nhốt|trói|bắt !>xe|tiền|giấy|hàng|buộc|đền
không cho ~ cán|đoàn|người ~ ra|về
bắt cóc
con tin
vây kín|trụ|đoàn|xe|cán|nhà !<bủa
bao vây
tự tử
tự thiêu
tự sát
đòi|định|dọa|sắp|đang nhảy
nhảy cầu|lầu|sông|giếng
uống thuốc sâu|rầy|cỏ|chuột|diệt|trừ
treo cổ
hiếp
bạo hành
khủng bố
chó dại ~ cắn
cắn|táp ~ # người|em|cháu|trẻ
=sắp|chuẩn|định ~ đánh|choảng
hai bên ~ lao vào|xông|đánh|rượt
phóng lợn
đem ~ dao|gậy|mã|rựa|rìu|súng|búa|mác
đem kiếm ?>tra|kê|soát|định|thử
sắp|định|đòi|muốn ~ lao|xông|nhào|nhảy vô|vào !>học|hội
trói|nhốt ~ ông|bà|anh|bảo|thợ|chị|cháu !<dây
dí|kề|gí dao|súng|kiếm|mã
đứa|nhóm|băng ~ ~ cầm|có|xách|mang ~ dao|mã|kiếm|hung|gậy_sắt|tuýp|súng
"""
COLLAPSE = """
=sập !>tiệm|nguồn|mạng|web|bẫy|giá|phòng|sàn|app
sập nhà|cầu|tường|mái|trần|giàn|hầm|hẳn|xuống|rồi|đổ|luôn|cống|mỏ|lò !<sắp
nhà|cầu|tường|mái|trần|giàn|hầm|trại|cổng|kè|giáo ~ sập !>tới|tết|tiệm
sập # nhà|căn|người
đổ sập
sụp nhà|cầu|tường|mái|đất|hầm|trần|xuống|đường
tường ~ đổ|ngã ~ đè|trúng|vô|vào|người
tường|mái|trần|giàn|cẩu|trụ|cột|cây ~ đổ|ngã|rơi ~ đè|trúng|người
vỡ đê|đập|kè|hồ|bờ
đê|đập|kè|hồ|bờ ~ vỡ !>đường|vỉa
thân đập ~ nứt|rò|rỉ|sạt
đập ~ rò|rỉ|nứt
đất|đá|núi|đồi|taluy|ta ~ sạt|lở|tuột|đổ|tràn ~ xuống|vô|vào|sát ~ nhà
đất|đá|núi ~ đè|vùi|lấp
sạt ~ nhà|người ~ vùi|lấp|đè|trôi
lũ quét
lũ ống
mái|trần|giàn|tường|cẩu|sàn|vách|gác ~ ~ rớt|rơi|sụp|ngã ~ xuống|trúng|đè !>cấp
mái|trần|giàn|tường|cẩu|sàn|vách|gác ~ ~ =đổ ~ xuống|trúng|đè|lên !>cấp
mái|trần|giàn|tường ~ ~ đổ đè|trúng|xuống !>cấp
sụp ~ nhà|tường|mái|vách
đất|đá|núi|đồi|taluy ~ ~ ụp|trượt|tuột|vùi ~ xuống|vô|vào|trúng|nhà !>mương|ruộng
núi|đồi|lở|đá ~ ~ lấp|vùi ~ nhà|căn|người
ụp xuống|lên|vô ~ nhà|người
đập|hồ|đê ~ ~ phun|xì|sủi|đùn|thấm ~ nước|mạnh|ra|chân !<máy
nước ~ phun|xì|sủi|đùn ~ đập|đê|chân|thân
mái|thân|chân|mặt đập ~ sạt|nứt|lở|rò|phun|sụp|trôi|trượt|vỡ
sạt|lở|trượt núi|taluy ~ ~ ~ nhà|người
đá|đất|bùn ~ lăn|tràn|ụp ~ ~ trúng|nhà|người
đồi|núi|taluy đổ|lở|sạt|sập|trượt|ụp ~ xuống|ầm|nhà|người|trúng !<xe|xin
người|thợ|em|cháu ~ bị|đang lấp|vùi|chôn
# nhà|căn ~ bị lấp|vùi|chôn
"""
FLOOD = """
ngập nhà|tới|đến|lút|sâu|ngang|lên|quá|mái|nửa !>đường|ruộng|lúa|đất|đồng
nhà ~ ngập !>rác|nước_thải|nợ|tràn|mặn|khói
# nhà|hộ ~ ngập !>rác|ruộng|lúa|khói|mặn|vườn
nhà|hộ ~ bị ngập !>ruộng|lúa|vườn
nước ~ lên|vô|vào|tràn|dâng ~ nhà|gác|giường|bếp|ngực|cổ|bụng|gối !<thải|thoát|máy|uống|lấy|sạch|xách
nước ~ lên|tới|đến|ngang|quá ~ ngực|cổ|bụng|gối|mái|giường|nóc
nước lên|dâng|tràn|vô|về nhanh|ào|xiết|cuồn|quá|dữ|lẹ|mạnh|lẹ
nước sông lên|dâng
nước lũ ~ lên|dâng|tràn|vô|vào|về
nước ~ chảy xiết
nước lớn|dữ ~ lên|vô|tràn
lụt tới|lên|vô|ngang
thiếu áo phao
"""
HARM = """
ngộ độc
# người|em|cháu|học|công|trẻ ~ =nôn|ói
# người|em|cháu|học|công|trẻ ~ ngất|xỉu
# người|em|cháu|học|công|trẻ ~ =mửa
# người|em|cháu|học|công|trẻ ~ ói mửa
bị nôn|ói
nôn ói
hàng loạt ~ nôn|ói|nhập|đau|ngất
ngất xỉu
bất tỉnh
nằm ~ bất động|im
nguy kịch
hấp hối
ngừng thở
đột quỵ
co giật
bị thương
người chết !<đám|cúng
# người ~ chết
người bị|đã|vừa|mới chết
chết người
có người chết
chảy máu !>cam
máu ~ lênh|chảy|me
gãy chân|tay|cổ|xương
bị ~ điện giật
điện giật
rò điện
rỉ điện
điện rò
dây điện ~ đứt|rớt|rơi|sà|rụng|xuống
dây cáp ~ đứt|rớt|rơi|sà ~ đường|nước|sân !>viễn
dây|điện ~ đứt ~ đường|nước|sân|ruộng|trường
đứt dây điện
cột|trụ điện ~ gãy|đổ|ngã|sập
cột|trụ ~ gãy|đổ|ngã ~ dây|đường|nhà|ngang
đi|đưa|chở|gọi ~ cấp cứu
cấp cứu gấp|ngay|#|với !<xe
tai nạn ~ thương|chết|nặng|nghiêm|thảm
đụng|tông|đâm|va ~ chết|thương|nằm|máu|bất|văng|gãy
xe ~ tông|đụng|đâm|cán|lật ~ người|em|cháu|học|nhà|bà|ông
xe ~ lật|lao|rớt|rơi ~ xuống|vực|mương|ruộng|sông
sét đánh ~ người|trúng|chết|# !<cột
kêu cứu
cứu với|tôi|người|dân|chúng|bà|em|cháu|giúp|chị|mấy|gấp|liền !<nghiên|tra|xe
cần cứu !>trợ|đói
sos
nguy hiểm tính|đến ~ mạng
tính mạng
sắp chết
# người ~ khó thở
khó thở ~ cấp|nặng|quá
cần ~ thuyền|ghe|cano|cứu ~ gấp|ngay|liền
cần ~ áo phao
điểm nóng ~ người ~ thương
điện ~ ~ bị giật
bị giật ~ nằm|té|ngã|ngất|chết|bất|tím|cháy
giật nằm|té|ngã|ngất|chết|bất|tím|văng !<dọc
kêu|gọi|lay không|chưa thưa|dậy|tỉnh
người|em|cháu|ông|bà|nhân|thợ|khách nằm ~ giữa|dưới|trên|ngoài|bên|la|bất|im|một|sõng|co ~ đường|đất|lộ|ruộng|mương|hầm|vũng|đống|liệt|soài
# người|em|cháu|thợ|khách nằm la|im|một|sõng|giữa|dưới|bất
=máu quá|ra|nhiều|đầy|văng !<hiến|nhóm|tiếp|lấy|xét
cụt|đứt|nát tay|chân|ngón
=bị văng
người|thợ|em|cháu|khách ~ văng ~ xuống|ra|xa !<bị
thợ|người|em|cháu ~ bị văng
té|ngã xỉu|ngất
người|công|học|thợ|cháu ~ choáng
người|công|học|thợ|cháu ~ =xỉu|ngất|ngạt|ngộp
ngạt khí|khói|thở
=mùi ga|gas nồng|nặc|cả|sặc|khắp
mùi gas|amoniac|clo|hóa ~ nồng|nặc|sặc
xì|rò|thoát|tràn|bay ~ hơi|khí độc
nôn|ói|xỉu|ngất ~ hàng loạt ?<mầm
nôn tum|tùm|thốc ?<mầm
=ói|nôn tum|tùm|thốc|liên|mửa
ăn ~ ~ ~ đau bụng
ăn ~ ~ ~ chóng mặt
ăn ~ ~ ~ =nôn|ói|mửa
đau bụng quặn|hàng|đi_viện
xe ~ lao|rớt|rơi|lật ~ xuống|vô|vào ~ ruộng|mương|sông|vực|nhà|hồ|suối|kênh
dính|mắc điện ~ trên|cháy|chưa|đen|không
học|công|cháu|trẻ|lớp|em ~ ~ =nôn|ói|mửa
cả lớp|trường|xóm|nhà ~ ~ =nôn|ói|mửa
cả lớp|trường|xóm|nhà ~ ~ tiêu chảy
cả lớp|trường|xóm|nhà ~ ~ đau bụng
không|hết cử|cựa|nhúc động|quậy|nhích
bình|ống|van ga|gas|oxy ~ xì|rò|rỉ|hở
xe|ô|oto|tải ~ ~ trúng|cán|tông|đụng|húc|đâm ~ cháu|em|bé|người|bà|ông|cụ|học|trẻ
# người|em|cháu|công|trẻ|khách ~ nhập|vô|đi viện !<thăm
chục người|em|cháu|khách ~ nhập viện
ống|đường khí|ga|gas ~ bục|bể|vỡ|rò
"""

# The net for wordings nobody listed: what befalls people, grave when somebody it may befall is named beside it.
PERIL = """
bị|đã|đang|vừa|mới lật|chìm|úp|đắm|cuốn|vùi|chôn|đè
lật đè|úp|nghiêng|ngang|nhào !>mặt
chìm dưới|xuống|trong|nghỉm|ngoài|mất
=sập|sụp|vùi !>tiệm|nguồn|giá
=ngạt|ngộp|liệt !<bại
trôi xuống|mất|ra|dạt !>rác|đất|hết_đất
hô hấp nhân
leo|trèo lên ~ cây|nóc|trần
đứng|ngồi|bám trên nóc|cây|tủ|gác
lạc trong|ở|ngoài ~ rừng|rẫy|núi
tưới|tạt|đổ xăng
quét|rớt|rơi|ngã|văng trúng
khói dày|đặc|mù
la ~ trong phòng|nhà
lút nhà|nền|giường|hết|mái
=vây|nhốt|trói
sắp vỡ !>mặt
tràn ~ mặt|thân đập
nước|lũ cuốn !>rác
rơi|rớt|té|ngã từ ~ lầu|mái|giàn|tầng|trụ|gác
tường|vách|cây|trụ|giàn ~ vừa|mới|đã ngã|đổ
nhập viện ~ hết|cả|hàng
chục|trăm|loạt người nhập viện
chạy tán loạn
chưa ai đưa|cứu|tới|vớt
không tỉnh|thở|cựa
"""
VICTIM = """
# người|cháu|em|thợ|nhà|bé|bạn
có người !<không
cháu|trẻ|bé
người ~ dưới|trong|máy
bà con ~ nhà|nền
già trẻ
xóm|làng
bà|ông nội|ngoại|cụ|bán
cụ|bé|thợ|sinh
nghe ~ tiếng la|kêu|khóc
công nhân
"""

# ------------------------------------------------------------------ the same words in an innocent sense
INNOCENT = """
bóng ~ cháy !>lan|nhà|qua|lớn|to|dữ|mái
đèn ~ cháy !>lan|nhà|qua|lớn|to|dữ|mái
máy bơm|giặt|lạnh|tính|xay|cày ~ cháy !>lan|nhà|qua|lớn|to|dữ|mái
máy bơm|giặt|lạnh|tính|xay|cày cháy !>lan|nhà|qua|lớn|to|dữ|mái
cầu chì ~ cháy
cháy # bóng|máy|đèn|cái
cơm cháy
sập tiệm|giá|mạng|nguồn
phòng cháy !>rồi|lan|to|lớn
=chữa cháy
xe|đội|bình|tập|phòng|công|lực|tổ|thi|hội chữa cháy
chuông|còi|đầu báo cháy
đánh bắt|cá|giá|cờ|trống|bóng|bài|răng|máy
chó|gà đánh nhau
chém gió|giá
bão giá
ngập tràn niềm|tiếng
đất ~ san lấp
kẹt tiền|xe|việc|hàng|công
nước máy|thải|sạch|uống|sinh|mắm|ngọt|mưa
kéo ~ ~ ~ nhận|lãnh|nộp|dự|họp|tiêm|khám|bầu|coi|xem ~ quà|tiền|gạo|lễ|bằng|thuế|họp|bệnh|cử|hội|phim|lân|bóng
cầm|xách|vác|mang|đem ~ cuốc|xẻng|liềm|chổi ~ ~ dọn|phát|đắp|đào|xúc|trồng|gặt|vệ
cầu|bờ|cống|đường ~ trôi mất|xuống
trẻ|bé|em|cháu ~ trèo|leo lên ~ cây
bại liệt
"""

# "Chạy" typed without diacritics: a vehicle or a machine that runs; only the lone word `chay` is meant here.
RUNNING = """
ngưng|dừng|thôi|bớt chạy
chạy thóc|lúa|gạo|chợ|bão|lụt|mưa|ăn
máy ~ chạy suốt|hết|đều|êm|tốt|liên|ngày|cả
nước ~ chạy|chảy mạnh|yếu|lại|đều|ra|nhỏ|tốt|xiết|tràn|ngược
xe|tàu|tải|ben|ghe|đò ~ chạy !>lớn|to|dữ|rụi|đen|trụi|lan|phừng|ngùn|hết|rồi|thành
xe|tàu|tải|ben|ghe|đò ~ ~ ~ chạy khuya|đêm|sớm|ban|nhanh|ẩu|hoài|qua|ngang|suốt|ào|rầm|liên
"""

# ------------------------------------------------------------------ blocking, gathering, announced action: severity by size
BLOCK = """
chặn xe|đường|cổng|ngang|đầu|máy|không|lối|đoàn|công|quốc|cầu|trước|dòng !<ngăn
chặn ~ xe|đường|cổng|máy|ủi|thi !<ngăn
rào đường|lối|cổng|chắn|ngang|lại !<hàng|tường !>tạm|hẻm
dựng|căng lều|bạt|rạp ~ chặn|giữa|đường|cổng|trước
lập chốt ~ chặn|xe
không cho xe|máy|thi|thợ|đơn|nhà|công|đổ|vô|vào|làm ~ vô|vào|qua|công|chạy|làm|thầu|múc|đổ !>thuê
đứng|ngồi|nằm chắn|chặn|cản|lì
đứng chắn|chặn ~ xe|máy
ngăn cản|không
cản trở
cản ~ máy|xe|thợ|thi
khóa cổng|trái ~ trụ|ủy|công|phường|không
bít đường|lối|cổng
"""
GATHER = """
tụ tập !>ăn|nhậu|hát|uống|chơi|xem|thể
kéo lên|ra|tới|đến|xuống|nhau|qua|về|đông ~ phường|ubnd|trụ|ủy|công|tỉnh|huyện|quốc|mỏ|nhà|cổng|hết|đòi|coi|xem|ủi
kéo nhau ~ lên|tới|ra|đến
tập trung ~ trước|đông|tại ~ ubnd|phường|trụ|cổng|ủy|mỏ|công
đòi|dọa|sẽ|rủ ~ kéo|chặn|rào|đập|phá !>dài ?<xin|nhờ|nghị|cần|mong|được
=đòi|dọa|sẽ|rủ ~ nằm|bao
biểu tình
căng băng|biểu
băng rôn ~ đòi|phản
đình công
ngồi|đứng|nằm ~ trước cổng|trụ|ủy|ubnd
đòi gặp
nằm|ngồi|đứng ~ trước xe|máy|đầu|bánh
bãi công|thị|khóa
nghỉ việc ~ tập|hàng|đòi
đơn ~ tập thể
ký ~ đơn ~ chung|tập|kéo
kiện tập thể
kích động
đối đầu
"""
CLASH = """
giằng co
xô xát
xô đẩy
hai bên ~ đánh|căng|lao|cầm|hăm|chửi|găng
hăm đánh|chém|giết
gạch đá
cầm|xách|vác|lượm ~ gậy|dao|đá|cuốc|gạch
vây ~ cán|đoàn|xe|trụ|ubnd|nhà
bao vây
"""
CALM_CROWD = """
ôn hòa
trật tự !<mất|gây
ngồi im|yên
bình tĩnh
không ồn|cãi|la|xô|quá
"""
FIGURES = """
# trên #
được #
# hộ|người|phần|suất|lượt ~ tham|dự|ký|đồng|nhận
"""
FEAST = """
lễ !<vô !>độ|phép
hội !<xã !>đồng|nông|phụ|cựu|chứng
đám cưới|giỗ|tiệc|hỏi|cúng
tiệc
bóng đá|chuyền
trận
hội thi
văn nghệ
hội chợ
hành hương
múa lân
trung thu
giao lưu
xem hát|bóng|lân|phim
đua ghe|thuyền
liên hoan
"""

# ------------------------------------------------------------------ may break out or is spreading: severity 2
SPREADING = """
sạt lở
xói lở
lở ~ thêm|sát|nhà|bờ|sâu
sụt lún ~ nhà|đường|thêm|sâu
hố tử|sụt|sâu ~ giữa|đường|rộng
nứt ~ rộng|thêm|toác|dài|lan !<vạn !>máy
vết nứt ~ nhà|núi|đập|đồi|đê|kè|rộng
nước ~ lên nhanh
nước ~ dâng !<triều
nước lên !<kéo|lấy
triều cường ~ tràn|dâng|vô|vào
lũ về|lên|tràn|đổ
xả lũ
bão ~ vô|vào|đổ|tới|giật !>giá|hòa ?<nhà|đài|tờ|loa|thông|cáo
chết hàng loạt
heo|gà|vịt|bò|cá|tôm|trâu ~ chết ~ nhiều|loạt|trắng|#|lan|mỗi|nữa
# con ~ chết
cá chết
dịch ~ lan|bùng|tả|mới|xuất
lây lan
ổ dịch
dịch tả
cưỡng chế
căng thẳng
tình hình ~ căng|nóng|phức !<bớt
điểm nóng
căng quá|lắm|rồi|lên !<bớt
sắp sập|đổ|ngã|vỡ|trôi
nghiêng ~ sắp|muốn|đổ ~ đổ|ngã|đường|nhà
cây ~ ngã|đổ ~ đường|nhà|dây|chắn|ngang !>trồng !<cắt|cưa|tỉa|chặt
cô lập
chia cắt
không ~ đi|qua lại được
tràn dầu
xả thải trộm|lén|ra ~ sông|kênh|biển
đua xe
trộm ~ đang
gây rối
đòi nợ ~ nhà|đập|tạt|sơn
tạt sơn|mắm|axit
mất lái
tai nạn !>lao_động
va chạm ~ xe|giao
đánh chửi
cãi nhau ~ to|dữ|đông
"""
URGENT = """
khẩn !>trương|cấp_xây
=gấp !>đôi|ba|rút|rưỡi|khúc|#|hai|mấy
gấp lắm|quá|gấp|lên
rất|cần|báo gấp
xuống ngay|liền|gấp
tới|lên ngay|liền|gấp !<xử
cần người ~ xuống|tới|lên
đang|tình ~ nguy hiểm
nguy hiểm ~ gấp|ngay|liền
báo động
"""

# ------------------------------------------------------------------ power, water, access
LACK = """
nước|điện bị|lại mất|cắt|ngưng
nước máy|sạch|sinh mất|cắt|ngưng
nước|điện =mất|ngưng
mất điện|nước
cắt điện|nước !>tỉa
không có điện|nước !>thải|ngọt_để
không điện|nước !<hóa
không ~ có điện|nước !<giấy
thiếu nước|điện !>mắm
hết nước
chưa có điện|nước !>thải
nước không|chưa lên|chảy|có|về
nước yếu
nước máy ~ không|chưa|yếu|đục
"""
OUTAGE = """
nước|điện bị|lại mất|cắt|ngưng
nước máy|sạch|sinh mất|cắt|ngưng
nước|điện =mất|ngưng
không|chưa|hết có|còn nước|điện !>thải|ngọt
chưa có điện|nước !>thải|ngọt
mất điện|nước !>lòng
cắt điện|nước !>tỉa
không có điện|nước !>thải|ngọt
không điện|nước !<hóa
hết nước
nước không|chưa chảy|có|về
"""
LACK_PLANNED = """
lịch ~ mất|cắt
thông báo ~ mất|cắt
tiết kiệm
"""
WIDE = """
cả xóm|tổ|thôn|khu|làng|hẻm|dãy|ấp|phường|chợ
toàn tổ|thôn|xóm|khu|bộ
hàng chục|trăm|loạt
nhiều hộ|nhà|gia
mấy chục|trăm
nguyên xóm|tổ|thôn|khu|hẻm
"""

# ------------------------------------------------------------------ what takes the danger away
NEGATORS = "không chưa hết khỏi ngừng chẳng đừng"
FILLERS = "có ai bị thấy xảy ra nghe còn phải là vụ đám người nào tình trạng hiện tượng nhà hộ trường hợp để cảnh việc"
ENDED = """
đã ~ dập|tắt|êm|yên|rút|tan|thay|vá|sửa|hàn|khắc|giải|nối|ổn|vớt|thoát|xử|gỡ|hòa|ngớt
đã xong|hết
đã ~ làm|dọn|xử|sửa ~ xong
đã ~ an toàn
đã về ~ hết|nhà
đã ~ tìm thấy|được
đã ~ cứu được|hết|xong
đã ~ thông đường|xe|tuyến
dập tắt !<chưa|không
dập xong|được !<chưa|không
tắt rồi|hẳn
êm rồi|xuôi|lại|hết
yên rồi|lại
rút hết|rồi|xuống|dần !<chưa
giải tán !<chưa|không
hòa giải xong|thành|rồi
tìm thấy rồi|được !<chưa|không
có điện|nước lại|rồi|trở
trở lại !>nữa !<chưa|không
ổn rồi|định
hết ngập|cháy|mất|hẳn
không sao
an toàn hết|cả|rồi
khắc phục xong|rồi
lại bình thường
kết thúc
"""
STILL = """
vẫn !<tuy
còn #|người|kẹt|mắc|mất|thiếu|cháy|âm|bà|ông|cháu|mấy|đang|nhiều|chưa !<không
chưa ~ xong|dập|êm|yên|rút|tắt|tan|thấy|được|ra|về|hết
bùng lại|phát
lại cháy|ngập|lên|đánh|kéo
"""
PAST = """
năm ngoái|kia|trước
hồi xưa|trước|đó|năm|bão|lụt|lũ|tháng
ngày xưa|trước|đó
trước đây|kia
tháng|tuần trước !<từ
đợt trước
mấy năm trước
kể chuyện|lại
kỷ niệm
từng bị|có|xảy
"""
DRILL = """
diễn tập
tập huấn
thực tập
giả định
tình huống giả|giả định
thao dượt
hội thao
thực hành chữa|thoát|cứu
tập dượt
"""
REAL = """
thì có|bị|cháy|xảy|sập
bỗng
tự nhiên
bất ngờ
không may
thật rồi|đó|mà !<không
không phải diễn|tập
cháy|ngập|sập thật
"""
ABOUT = """
tuyên truyền
vận động
tập huấn
hướng dẫn
=thăm !>dò
=tặng
=trao
thăm hỏi|gia|hộ|viếng
tặng quà|#|nhà
trao quà|tặng|#
ủng hộ
quyên góp
hỗ trợ !<cần|xin|chưa|nhờ|đề|được
ký cam kết
triển khai
=phòng !>trọ|số|bị|học|#|ngủ|khám|cháy|khách|làm
=chống
phòng chống
ngăn ngừa
đề phòng
kế hoạch
phương án
bàn|họp ~ sơ tán
khắc phục
trang bị
bảng cấm|báo
cảnh báo
phát #|quà|tờ|gạo|tiền
"""
RISK = """
nguy cơ
=sợ
=lo
=dễ
bà con|dân|rất|hơi|cũng sợ|lo
bà con ~ sợ|lo
có thể
e rằng
=ngại
=kẻo
coi|xem chừng
mất an toàn
"""
HABIT = """
hay !<mới
=thường !<bình|thất|phi
thường xuyên|hay
=cứ
cứ mưa|tối|đêm|lần|mỗi
=hễ
mỗi lần|khi|mùa
nhiều lần
lâu nay
hằng|hàng năm|ngày|đêm|tuần
mùa mưa ~ nào|là
năm nào
hoài
"""
IF = """
nếu
lỡ có|như|mà|khi
trường hợp
giả sử
khi có|nào|thì|xảy|gặp
=nhỡ
chẳng may
"""

# ------------------------------------------------------------------ nothing to report
NIL = """
không|chưa có ~ gì|chi|phát !>ăn|uống|xài|để|che|trả
không|chưa gì|chi !>bộ|trả
không|chưa có việc|vụ|vấn|điểm|đơn|khiếu|tin|sự|biến|vướng|tình|trường !>làm|trả|bảng
không|chưa có ~ điểm nóng
không|chưa có ~ đơn thư
không|chưa có ~ vụ việc|nào
không|chưa có ~ vấn đề
không|chưa có ~ khiếu nại|kiện
không|chưa có ~ tố cáo
không|chưa có ~ ý kiến|phản ánh !>trả
không|chưa có ~ mới
không|chưa ~ phát sinh|ps
không|chưa ps
không|chưa có ps
không|chưa việc|vụ gì|chi|nào
không|chưa thấy|nghe|xảy gì|chi|ra|việc|động
không|chưa vấn đề
không|chưa báo gì
không|chưa xảy ra ~ gì|chi|việc
0 có|ps|phát
bình thường !<không|chưa|bất
bình yên|an|ổn !<không|chưa
vô sự
ổn định !<không|chưa|chỗ !>cuộc|chỗ
ổn !<không|chưa|bất|đã ?>quá|ào|suốt|hoài
yên !<không|chưa|hải !>tĩnh_mất
êm !<không|chưa
êm đềm|ả|xuôi|đẹp
như cũ|mọi|thường|tuần
nil
không đổi|thay
"""
BUT = """
nhưng
chỉ có|xin|mong|nhờ|là|mỗi|thấy
có #|một|vụ|việc !<không|chưa
trừ
ngoài !>đồng|ruộng|đường|biển
tuy
mỗi cái|việc|tội|chuyện
riêng
còn !<không|chưa !>lại_bình
"""
CALM = """
lo làm|sản|cấy|gặt|mùa
đi cấy|gặt|biển|làm|đồng|chợ|rẫy|vắng|họp|học
yên tâm|ổn|ắng
sản xuất
ra|xuống ruộng|đồng|biển ~ đông
được mùa
trúng mùa|giá
làm ăn
vui vẻ
phấn khởi
đồng thuận
đoàn kết
nắng|trời nóng|đẹp|ráo|bể|mát
mát rượi|mẻ
bể đầu
vỡ đầu
chấp hành ~ tốt
an ninh ~ tốt|ổn|đảm|giữ
trật tự ~ tốt|ổn|đảm|giữ
tình hình
đời sống
an ninh
trật tự
kính báo
báo cáo
"""
# Whole replies, politeness aside, that say there is nothing more (folded).
NIL_WHOLE = sayings(
    "het|het viec|vay thoi|chi vay thoi|co vay thoi|khong con gi|khong con chi|khong con gi nua|nhu vay thoi"
)
QUIET_WORDS = """
dạ ạ em anh chị bác cô chú đồng chí ơi nha nghen nhé ha à ờ thưa kính báo cáo xin tuần này qua nay tháng ngày hôm bữa sáng chiều tối
trưa đêm vừa rồi hết đã xong mọi việc thứ tổ thôn xóm chi bộ tdp dân phố khu số bà con nhân dân người địa bàn đơn vị trong của ở tại thì
là và cũng vẫn đều rất lắm luôn tình hình nữa chung cả bên phía mình tôi tui ai gì chi đâu có được ra sao nào hiện giờ nhìn đến
đi về làm ăn quý vẻ vui cho với nhà kỳ kì tính vào lúc mới thêm như mấy hổm rày ni chừ ngoài yên ổn bình thường tốt hai ba bốn năm sáu bảy
vậy thế cứ một tám chín mười hihi haha kkk hì nhe gởi gửi tin văn đồng trung tâm an toàn chứ mà tất cả rồi đang khỏe
"""

# News of quiet days, with no work done and no trouble.
CALM_NEWS = """
ra|xuống ruộng|đồng|biển ~ đông
đường|chợ|hẻm|xóm|ngõ|thôn|bến ~ sạch|thoáng|khang|vui|đông !<không|chưa
được mùa
trúng mùa|giá|đậm
lúa|bắp|mì|hoa ~ tốt|đẹp|đều|chín
phấn khởi
vui vẻ|lắm|quá
làm ăn được|khá|tốt
nhộn nhịp
ghe|tàu ~ về ~ đủ|đông|đầy
"""

# ------------------------------------------------------------------ what citizens say
ASK = """
xin !>chào|lỗi|hỏi|ý|báo|cảm|phép|số|thông
đề nghị
đề xuất
kiến nghị
mong !>muốn_được
nhờ !>vậy|có|đó|sự|gửi
yêu cầu !<theo|biên !>nhà|chủ|đơn
coi|xem lại|xét|giúp !<đi
cần ~ phường|ubnd|sửa|lắp|có|thêm|hỗ|hỗ trợ|người|nạo|làm
sửa giúp|lại|sớm !<xin
cho ~ giúp|thêm
giúp ~ với
sớm ~ sửa|làm|giải|khắc|trả
kêu phường|ubnd
"""
SAY = """
bà con|tiểu ~ nói|kêu|than|hỏi|phản|lo|sợ|bức|nhắc|xin|mong|đề|kiến|nhờ|muốn|thắc|phàn|chê|rầu|khổ|cảm|khen|tố|ý|chưa|yêu|không
dân ~ nói|kêu|than|hỏi|phản|lo|sợ|bức|nhắc|xin|mong|đề|kiến|nhờ|muốn|thắc|phàn|chê|rầu|khổ|cảm|khen|ý|yêu|khiếu
người dân|bán|trồng|nuôi ~ nói|kêu|than|hỏi|phản|lo|sợ|bức|mong|đề|kiến|muốn|thắc
hộ|công|cử|nông|ngư|chủ ~ nói|kêu|than|hỏi|phản|đề|kiến|thắc|khiếu|xin|mong
phản ánh
bức xúc
phàn nàn
thắc mắc
có ý kiến !<không|chưa
khiếu nại !<không|chưa
"""
THANK = """
cảm ơn
khen
biết ơn
ghi nhận
tri ân
hoan nghênh
làm tốt|nhanh|giỏi
"""
TROUBLE = """
hỏng
vỡ !>đất|lẽ|òa
bị ~ hỏng|gãy|vỡ|nghẹt|lấn|mất|nứt|sụt|lún|ngập
gãy
tắc|nghẹt !>xi
hôi !<mồ !>của ?<lễ|đại|chi ?>nông|phụ|cựu|đồng|họp|trường|nghị|đình|viên|thi|làng|liên|người
thối
ngập
đọng nước
ồn
bụi !>chuối
tối ~ không|thui|om|đi|quá !<buổi
lún
lầy
nứt
kẹt xe
trễ !<nộp
chậm !>rãi
lâu !<từ|bao|bấy|đã !>năm|nay
thiếu !<không !>nhi|niên
chưa có !>đơn|gì|chi|điểm|vụ|việc|phát|vấn|khiếu
chưa được|thấy|ai|trả|nhận|sửa|giải|cấp|đền !>gì|chi
không có ~ đèn|đường|người|nước|điện|chỗ|nơi|nắp|thuốc|bác|sóng|mạng|thùng|xe|cống|ai|tiền|giấy|lối|biển|đất
không ai !>gì|bị|thương|sao|chết|việc
không thấy|được|đúng|trả|sáng|chạy|thông|cháy !>gì|chi
lấn chiếm
lấn đất|ranh|lối|vỉa
xả ~ rác|thải|khói|nước
nước thải
đổ trộm|rác|xà|bậy
vứt rác
rác ~ đầy|nhiều|tràn|không|chưa|ứ
mất trộm|cắp|gà|xe|chó
trộm !<ăn_lén
ăn trộm|cắp
cờ bạc
đánh bạc
số đề
lừa ~ đảo|tiền
tranh chấp
chết !<gần|cười
bệnh !>viện|nhân
bỏ ăn|học|hoang
ăn ít
tăng ~ cao|giá|bất
cao bất|quá|hơn
đục !<thủ
mùi
khói ?<chuc|trưởng|phó|của|trong ?>dân|vận|phường|mới|phố
tiếng ồn|nhạc
mở nhạc
loa kẹo|lớn
=cãi !<bàn
sai !<không
mất sóng|mạng|đất|an|tiền|hộ|giấy|đường|điện|nước
yếu
thấp !<mới
té|ngã xe|hoài|mấy
lọt chân
nguy hiểm
không đều|rõ|đủ|công|minh|bằng|ổn|nhận|đồng|kịp|yên|đạt|đảm
=rỗ
xuống cấp
hạn hán
mặn xâm|vô|vào
chập chờn
thoát ngược
rớt giá
chó thả|cắn|dại
vướng
khổ
nản
=lộ !>trình|giới
=hố
ổ gà
=sạt
bong tróc
rò|rỉ nước
chảy tràn
trái phép
không phép
chưa phép
chưa được phép
phải leo|vòng|lội|chờ|đợi|chạy|đi
ho nhiều
ngứa
sâu rầy|bệnh
"""

# ------------------------------------------------------------------ what was done
DONE = """
họp !<chợ
triển khai
quán triệt
sinh hoạt
tuyên truyền
vận động
tổ chức
ra quân
dọn vệ|rác|dẹp|đường|mương|cỏ|sạch|#|biển|kênh|cống|chợ
dọn #|xong|được
dồn #|được
đào đắp
trồng ~ cây|hoa
tặng
trao
phát #|quà|gạo|tờ|thuốc|vé|thưởng|động|cho
bàn giao
khánh thành
khởi công
ký cam kết|nhận
nghiệm thu
hoàn thành
đạt
tham gia
dự #
tập huấn
diễn tập
=chữa cháy
thăm !>dò
đối thoại
kiểm tra
ra mắt
mô hình
văn nghệ
thả #|cá|giống
thu quỹ|được|gom
chi trả
đồng tình
êm đẹp
lắp ~ #|xong|camera
làm #|xong
đổ bê
lập biên
đã ~ xong|hàn|sửa|thay|lắp|cài|làm|nhận|ký|nạo|vá|cấp|trả|giải|phát|gửi|bàn|trao|tổ|khắc|đón|hướng
xong !<chưa|không
hiến đất|máu|#|cây
góp #|công|tiền
bầu
đại hội
=lễ !<vô !>độ|phép
hội nghị|thi|diễn
học nghị
tiêm ~ #|xong|phòng
phun ~ thuốc|khử
cài ~ #|xong|app|vneid|chữ
giao lưu
hòa giải xong|thành
quyên góp
ủng hộ #|được|đồng
dặm vá
treo cờ
khai mạc|giảng
đăng ký ~ #|nhà|mô|hộ|được
nâng lên|tổng
thắp nhang|hương
viếng
giám sát
tuần tra
rà soát
lập danh
công khai
niêm yết
bình xét
chốt danh
phân loại rác
trực !>tiếp|tuyến
"""
SERVED = """
đã ~ hàn|sửa|thay|lắp|vá|nạo|khắc|giải|nối|dọn|gỡ|dập|thông|có ~ xong|rồi|lại|mới
đã ~ xong
sửa|hàn|vá|thay|nạo|lắp|dọn|nối|cấp|trả xong
xong rồi|hết
trở lại bình|!<chưa
hết ngập|hôi|tối|mất
nước ~ rút
đã ~ dập|tắt|rút|tan|yên|êm
có điện|nước lại|trở
"""

# Bare words whose twins are alarms: never passed over as quiet ones (folded).
TWINS = spread("chay no sap ngap danh chem dam lua lu cuu ket cap chet thuong lo gap khan")
ACKNOWLEDGE = spread("da vang ok oke u uh em a anh chi co bac chu cam on nha nghen roi dung duoc thanks tks")

# ------------------------------------------------------------------ questions, small talk, orders
CALLING = spread("em anh chi co chu bac oi ban kenh to giup viec may cac khoi da")  # "em ơi", "mấy anh ơi"
HELLO = spread("alo hello hi hey")
QUESTION_LEAD = """
cho|xin hỏi|tôi|em ~ hỏi
cho hỏi
xin hỏi
hỏi chút|thăm|tí|xíu|tổ|kênh|đồng|em
thế nào thì|là|mới
làm sao ~ để|gửi|sửa|nộp|vô|vào|biết|xóa|đổi
việc|chuyện|cái gì|nào|sao thì|là|mới
cách nào|gửi|nhắn|báo|sửa|đổi|xem
khi nào|mô thì|nộp|họp|phải|có|mới|tới|hết
bao giờ ~ nộp|họp|trả|có|tới|hết|mới|phải|chi|làm
mấy giờ|ngày ~ nộp|họp|hết|tới|thì
hạn nộp|chót|báo ~ khi|mấy|ngày|bao|là
có phải ~ không
ai ~ trực|nhận|phụ ~ không|vậy|đó
cho tôi|em|anh|chị ~ biết
"""
QUESTION_END = """
được|sao|phải|đúng|có|ổn không|chưa|hả
có ~ không|chưa !<biết|rõ|xem
còn ~ không
được không
có sao không
là gì|sao|ai
ra sao
thế nào
ở đâu
gửi|nộp|làm|hỏi|liên|lấy đâu|sao|ai
bao giờ
khi nào|mô
mấy giờ|ngày
thì ~ sao|đâu
làm sao
ntn
như thế nào
bao nhiêu
nào
mấy
hả
vậy
chưa
không
đâu
gì
sao
"""
CITIZENS_ASK = """
bà con|dân|người|hộ|nông|ngư|tiểu|công|cử ~ hỏi|thắc|nói|than|kêu
dân hỏi|thắc
"""
COMPLAINT_QUESTION = """
sao|răng ~ hoài|mãi|không|chưa|lâu|ai|vậy !<có|làm|ra|không|thì
vì sao ~ lâu|không|chưa|hoài
chừng nào|bao giờ ~ mới|sửa|có|trả
tới chừng|bao
"""
GREETING = """
alô
chào
xin chào
alo
hello
hi
chúc ~ mừng|mạnh|sức|năm|ngủ|vui
"""
OTHER_TALK = """
rõ rồi
đã rõ
đã nhận tin|rồi|đủ
đã đọc
nghe rồi
biết rồi
lát|mai|chiều|tối|chút|chừng ~ gửi|nộp|báo|gõ|nhắn
để ~ gửi|nộp|báo|nhắn ~ sau
gõ báo cáo
sửa giúp
sửa lại|giùm|thành !<đường|cầu
gõ|ghi|nhắn|báo|gửi nhầm|lộn|sai
đính chính
đăng ký kênh|nhận|tham|vào|vô|tài
cho ~ vào|vô kênh|nhóm
chứ không phải
vay|cho_vay tiền ~ nhanh|lãi|zalo|online
khuyến mãi
trúng thưởng
nhấn|bấm vào link|đây
http
https
www
xổ số
"""
COMMAND = """
quên hết|đi|mọi|tất ~ quy|lệnh|hướng|luật|chỉ
bỏ qua ~ quy|lệnh|hướng|chỉ|luật|mọi|tất
ignore ~ instructions|previous|rules|all
system prompt
đóng vai
từ giờ|bây ~ mày|bạn|kênh|bot ~ là|phải
gửi|đưa|cho|xuất|liệt|in|xin|chuyển ~ danh sách ~ số|điện|sđt|người|ai|dân|bà|hộ_phản
gửi|cho|đưa|xin|xuất|liệt ~ tên|số ~ những|các|mấy|tất|mọi|hết ~ người|tổ|bà|dân|hộ|ai
danh sách ~ phản|khiếu|tố|kêu|kiện
danh sách số điện|máy
danh sách sđt
số điện thoại ~ các|của|mọi|tất ~ tổ|bà|người|dân|bí
liệt kê ~ số|người|tên|ai
ai ~ là người phản|tố|báo|khiếu
ai ~ đã phản|tố|khiếu
xóa hết|toàn|sạch ~ dữ|tin|báo|nhật|việc
mật khẩu ~ quản|admin|hệ
cấp ~ quyền quản|admin|xem
token
api key
xuất ~ dữ liệu
"""
ORDER_IN_REPORT = """
ghi luôn|là|liền|vô|vào ~ đã|giải|xong|không
ghi ~ là đã
đánh dấu ~ xong|đã|giải
đóng luôn|liền|việc ~ vụ|việc|này|đi
báo cáo bí|luôn|chủ ~ thư|tịch|là
cho|chuyển ~ thành|qua đã|xong
"""
CRIES = frozenset(["sos", "cứu", "cuu"])
SEALED = """
có ~ tin khẩn
tin khẩn ~ gọi
xin|nhờ gọi ~ trực|lại|tôi|gấp|ngay
cần gọi ~ trực
gọi lại ~ gấp|ngay|liền
"""
WITHDRAW = """
báo nhầm|lộn|sai|lầm
nhầm rồi|thôi
rút ~ tin|lại|báo
hiểu lầm|nhầm
không phải ~ thôi
không phải đâu|cháy|ngập|vậy
không có ~ cháy|ngập|đánh|sập|nổ ~ đâu|hết|thôi
không có gì ~ đâu
chỉ là ~ thôi
đốt rác thôi
hủy tin|báo
"""

# ------------------------------------------------------------------ lanes of refusal
WRONGDOING = """
tố cáo !<không|chưa|luật|nại|về|đơn
tố giác !<không|chưa|luật|về
tố ông|bà|cán|việc|anh|chị|chủ|trưởng|công !>hộ ?<xe|nhà|cây ?>cáo
ký|khai|kê khống
ăn chặn|bớt|hối|tiền|bẩn !>uống
nhận|đưa|đòi hối
hối lộ
lót|đút tay|lót
đút lót
vòi vĩnh|tiền
tham ô
tham nhũng !<chống|phòng|ngừa
rút ruột
trục lợi
nhũng nhiễu
chạy chọt
chia chác
bao che
bảo kê
bán đất công
giấy tay ~ đất công
lấy|xài|ém|giấu|biển ~ tiền|gạo|quà ~ dân|hộ|cứu|quỹ|trợ|công
cán|địa|tổ|trưởng|chủ|công|nhân|phó|bí ~ bộ|chính|trưởng|thôn|tịch|an|viên|thư ~ nhận|lấy|đòi|vòi|ăn|ém ~ tiền|phong|quà
địa chính ~ nhận|lấy|đòi|vòi|ăn ~ tiền
nhận|lấy|đưa|đòi tiền ~ để|làm|lo|chạy|mới|cho ~ hồ|sổ|giấy|việc|làm|ký|được
nhận phong bì
phong bì ~ mới|cho|cán|để
lạm quyền|thu|dụng ~ chức|quyền|sai
lợi dụng chức
làm giả ~ giấy|hồ|sổ|chữ|danh
bán|mua ~ ma túy
buôn lậu
thằng|ông|bà|anh|nhà ~ đánh bạc
thằng|ông|bà|anh|nhà ~ bán ma
thằng|ông|bà|anh|nhà ~ ghi số|đề
chứa bạc|đề|mại
cho vay nặng
"""
SECRECY = """
đừng|không|khỏi nói|khai|cho ~ ai|người ~ biết|đưa|hay
đừng|không|khỏi|giấu|xin nêu|ghi|để|lộ tên
giấu tên
dặn ~ đừng|không nói
có ghi âm
"""
WRONG_HINT = """
tố !>hộ|chất ?<xe|nhà|cây
nhận tiền
giấy tay
đất công
ăn tiền
lấy tiền
chung chi
sai phạm
quyết toán
"""
LAW_TALK = """
luật khiếu|tố|tiếp|phòng
tuyên truyền
phổ biến
tập huấn
phòng chống|ngừa
triển khai
quán triệt
không|chưa có|phát|nhận ~ đơn|khiếu|tố|tham
không|chưa có ~ tố
"""
HOW_TO_LODGE = """
tố cáo ~ gửi|nộp|ở|đâu|sao|thế
đơn tố cáo ~ gửi|nộp|ở|đâu
muốn tố cáo ~ đâu|sao|thế|gặp
"""
BELIEF = """
theo đạo|tà|tin
tà đạo
bỏ đạo
đạo mới|lạ|dữ
hội thánh
tin lành
truyền đạo
mê tín
có đạo
theo ~ pháp luân|công giáo|hồi
"""
OPINION = """
nói xấu
trái quan điểm
phản động
bất mãn
tư tưởng ~ lệch|không|xấu|chống
chống đối|phá ~ chính|đảng|chế|nhà
chống đảng|chế|chính|nhà
nói chuyện chính
xuyên tạc
lập trường
ghét ~ đảng|chính|chế
không ~ tin|ưa đảng|chính|chế
bình luận ~ đảng|chế|lãnh
"""
HEALTH = """
tâm thần
thần kinh
đầu óc
khùng
=điên
bị|nổi|khùng|hóa điên
hiv
sida
nghiện
ung thư
trầm cảm
bị bệnh !<heo|bò|gà|lúa
mắc bệnh
nhiễm ~ hiv|bệnh|covid|lao
bệnh ~ nặng|lao|tim|gan|kín|phong|xã
động kinh
thiểu năng
lao phổi
"""
FAMILY = """
tiền án
tiền sự
đi|ở|ra|mới tù|trại
tù về|ra
cải tạo
từng ~ trộm|tù|án|bị bắt
ngoại tình
vợ bé
bồ nhí
bỏ vợ|chồng
con rơi
ly dị
có bầu|chửa
"""
PERSON = """
ông|bà|anh|chị|cô|chú|bác|cụ|thằng|con|nhà|vợ|chồng|bà_con ông|bà|anh|chị|cô|chú|bác|cụ|mụ !>con|nội_ta_xưa
[tên]
ổng
bả !<đánh
ảnh !<hình|phản|chụp
ông|bà|anh|chị|cô|chú|thằng|mụ ~ này|kia|ta|đó|ấy|nọ !>con
ông hai|ba|tư|năm|sáu|bảy|tám|chín|mười|út|đó
bà|anh|chị|cô|chú|bác hai|tư|sáu|bảy|tám|chín|mười|út !>ơi
"""
HELP = """
xin giúp|hỗ|trợ|vận|viện|cứu
cần giúp|hỗ|máu|tiền
hỗ trợ
viện phí
quyên góp
thăm !>dò
tặng
giúp đỡ
"""
# Words before and after `mật` where it is no stamp.
MAT_AFTER = (
    "bí",
    "lít",
    "chai",
    "hũ",
    "giọt",
    "ong",
    "huyền",
    "lấy",
    "hút",
    "làm",
    "túi",
    "sỏi",
    "ống",
    "viêm",
    "cắt",
    "trong",
    "nhiều",
    "ngọt",
    "kẹo",
    "đường",
    "rỉ",
    "cho",
    "tuần",
    "trăng",
    "quay",
)
MAT_BEFORE = (
    "ong",
    "khẩu",
    "độ",
    "gấu",
    "mía",
    "thiết",
    "thám",
    "ngọt",
    "vụ",
    "báo",
    "gà",
    "heo",
    "rừng",
    "ngữ",
    "ước",
)
STAMPED = """
dấu mật|tối|tuyệt !>ong
đóng dấu ~ mật
tối mật !<nói ?<ngày|hôm|đêm|buổi ?>điện|nước|xe|tiền|ngủ|gà|đồ|trộm|sóng|mạng
tuyệt mật
văn|cv|thư|kiện ~ mật số|hỏa|#
công văn|điện mật !>ong ?>điện|nước|rồi|hết
tài liệu ~ mật !<bí|bảo ?<bị|làm ?>rồi|hết|điện|nước
văn bản ~ mật !<bí|bảo ?<bị|làm ?>rồi|hết|điện|nước
hồ sơ ~ mật !<bí|bảo ?<bị|làm ?>rồi|hết|điện|nước
độ mật
báo|kế|thông|chỉ|nghị ~ cáo|hoạch|báo|thị|quyết mật ?>điện|nước|rồi|hết
loại|chữ|cấp mật !>khẩu
mật hỏa
"""

# ------------------------------------------------------------------ law
CHALLENGE = """
khiếu nại
không chấp|đồng ~ nhận|ý ~ quyết|giá|phương|biên|kết|mức|việc
không đồng ý ~ quyết|giá|biên|kết|phương|mức
hủy ~ quyết|biên
xem|xét lại ~ quyết|biên|giá|mức
xử phạt ~ sai|oan|không
phạt ~ sai|oan
biên bản ~ sai|không đúng
thu hồi ~ sai|không|oan
quyết định ~ sai|không đúng|không hợp
bị ~ đưa|loại|cắt ~ khỏi|diện
"""
SERVICE_BILL = """
hóa đơn
tiền điện|nước|mạng|internet|cước
cước
internet
công tơ
đồng hồ nước|điện
truyền hình
viễn thông
"""
SOON = """
nhiều lần
nhắc ~ lần
lần thứ
# lần
nhiều hộ|nhà|người|đêm|ngày|tháng
mấy đêm|ngày|tháng|hôm|tuần|bữa|năm
cả xóm|tổ|thôn|khu|hẻm|làng
hoài
suốt
người già
trẻ ~ em|con|nhỏ
học sinh
khuyết tật
bà bầu
đơn !<hóa !>vị|giản|sơ|phương|độc
kiến nghị ~ văn
từ tháng|năm|tết|hè
# đêm|ngày|tuần|lần liền
kéo dài
nguy hiểm
"""

# ------------------------------------------------------------------ topics
TOPIC_WORDS = {
    "dat_dai": """
    sổ đỏ|hồng
    bìa
    ranh !>mãnh
    tranh chấp ~ đất
    lấn đất|ranh|chiếm
    san lấp
    thửa
    địa chính
    đất công|ở|ruộng|vườn|đai|rừng
    chuyển mục
    giấy chứng nhận
    bán đất
    đo đạc
    tách thửa
    """,
    "gpmb": """
    gpmb
    đo đất|đạc
    đền bù
    bồi thường
    giải phóng
    giải tỏa
    tái định
    tđc
    kiểm đếm
    bàn giao mặt
    mặt bằng
    giá đất
    thu hồi
    đường công vụ
    chủ đầu tư
    quy hoạch
    nhận tiền
    cưỡng chế
    áp giá
    """,
    "moi_truong": """
    rác
    hôi
    mùi
    khói ?<chuc|trưởng|phó|của|trong ?>dân|vận|phường|mới|phố
    nước thải
    ô nhiễm
    xả thải
    vệ sinh
    bụi
    vsmt
    môi trường
    xác heo|gà|vịt
    phế liệu
    lò gạch
    mỏ cát
    chở cát
    don|dọn|dồn ~ mương
    trồng ~ cây
    đốt ?>#
    cưa ~ đêm|khuya|trưa|sáng
    xưởng ~ ồn|cưa|đục|máy|dập|đêm|khuya
    máy ~ ồn|kêu_to
    tiếng ồn
    lò|trại|xưởng gỗ|heo|gà|mộc|cưa
    tanh
    """,
    "an_ninh": """
    trộm
    đánh nhau
    đánh !>giá|bắt|cá
    chém
    đâm
    lừa
    cờ bạc
    ma túy
    nhạc
    karaoke
    loa
    ồn
    tai nạn
    té xe
    đua xe
    cháy !>túi|#|máy
    chữa cháy
    pccc
    cầm gậy|dao
    giằng co
    nợ
    gây rối
    say xỉn
    an ninh
    mất tích
    tụ tập
    đòi nhảy
    say
    camera
    giao thông
    tạm trú
    nhậu
    lửa
    """,
    "ha_tang": """
    đèn
    điện
    nước
    mất điện|nước
    đường !>link
    cống
    mương
    cầu !<yêu|nhu
    nắp
    hẻm
    bóng đèn
    ổ gà
    cột|trụ điện
    dây điện
    mạng
    sóng !>gió
    vỉa hè
    kênh
    thủy lợi
    nạo vét
    hóa đơn
    ngập đường
    bê tông
    gờ giảm tốc
    giảm tốc
    ngã ba|tư
    lề đường
    biển báo
    lan can
    """,
    "thien_tai": """
    lũ
    lụt
    bão !>giá
    sạt
    xói
    lở
    nước sông
    nước lên|dâng|lớn
    triều
    ngập
    mặn
    hạn hán
    hồ suối
    đập !>phá
    kè
    lốc
    ghe|thuyền|xuồng
    núi
    cuốn trôi
    cô lập
    cây ~ ngã|đổ
    sét
    áo phao
    ghe ~ chìm
    vết nứt
    gác
    mưa lớn|to
    """,
    "dich_benh": """
    dịch
    bệnh !>viện|nhân
    co giật
    sốt
    ngộ độc
    nôn
    ói
    heo ~ chết
    gà ~ chết
    bò ~ bị|chết|nổi
    trạm y|xá
    y tế
    tiêm
    vắc xin
    thuốc !>lá|sâu
    chó dại|cắn
    muỗi
    nổi cục
    lở mồm
    cloramin
    sốt xuất
    bác sĩ
    attp
    thực phẩm
    lây
    """,
    "an_sinh": """
    hộ nghèo
    cận nghèo
    nghèo
    trợ cấp
    bảo trợ
    bhyt
    bảo hiểm
    hỗ trợ
    quà
    gạo
    cứu trợ
    viện phí
    việc làm
    học bổng
    nhà tình
    thiện nguyện
    mồ côi
    khuyết tật
    chính sách
    người già
    lương hưu
    trẻ em
    bỏ học
    """,
    "hanh_chinh": """
    thủ tục
    hồ sơ
    một cửa
    căn cước
    cccd
    giấy tờ
    khai sinh
    hộ khẩu
    cán bộ ~ thái|hẹn|trả
    thái độ
    hành chính
    dịch vụ công
    dvc
    chữ ký số
    số hóa
    vneid
    thuế
    làm sổ|giấy ~ lâu|chậm
    biên bản phạt
    xử phạt
    công chứng
    chứng thực
    tiếp dân
    cải cách
    làm|cấp|chờ|đợi|nộp|hẹn ~ ~ bìa|sổ|giấy|hồ ~ ~ ~ lâu|chậm|trễ|hoài|mãi|chưa
    bìa|sổ đỏ|hồng ~ ~ lâu|chậm|trễ|hoài|mãi|chưa
    bìa|sổ đỏ|hồng ~ ~ ~ ~ ~ chưa thấy|có|trả|được
    nộp từ tháng|năm|hè|tết
    chờ từ tháng|năm|hè|tết
    nộp|chờ|đợi # tháng|năm
    hẹn ~ hẹn|hoài|lại
    """,
    "ton_giao": """
    chùa
    nhà thờ
    đình làng
    lễ bổn|phật|giáng
    giáo dân|xứ|họ
    phật tử|đản
    tôn giáo
    linh mục
    sư thầy
    trụ trì
    chánh điện
    miếu
    lễ hội
    cúng đình
    giáng sinh
    vu lan
    """,
    "cong_trinh": """
    nhà thầu
    công trình
    thi công
    công trường
    thợ
    máy xúc|ủi|múc
    giám sát
    nghiệm thu
    bê tông
    xe ben|tải
    dự án
    đổ đá
    rỗ
    vật liệu
    tiến độ
    """,
    "khac": """
    họp thường kỳ
    chi bộ họp
    đảng viên
    nghị quyết
    sinh hoạt chi|chuyên
    """,
}

# ------------------------------------------------------------------ places
LOCATIVE = spread(
    """
    gần quanh sau trước cạnh bên ở tại ngay dưới trên trong ngoài cổng khu ra vô vào lối đầu cuối giữa kế sát tới
    chỗ dọc qua đối diện cách
    """
)
BODY_PLACES = frozenset({"phuong", "ubnd", "uy ban", "ub", "cho", "xa", "bo ke"})
LANES = {"hem": "hẻm", "ngo": "ngõ", "kiet": "kiệt", "kenh": "kênh", "ngach": "ngách"}
HAMLET = {"trong": "trong", "duoi": "dưới", "tren": "trên", "ngoai": "ngoài", "giua": "giữa"}
HAMLET_WORD = "xóm"
MEASURES = frozenset(["hộ", "nhà", "căn", "gia"])
SUMMARY_LEADS = (
    r"(?:(?:dạ|thưa|kính thưa|kính báo|xin báo cáo|xin báo|xin chào|chào|alo|báo cáo|báo gấp|báo khẩn|báo tin|ạ|"
    r"(?:em|anh|chị|cô|chú|bác|đồng chí|đ/c)(?= ơi| à| ạ|[,:])|ơi|là(?= )|tôi báo|em báo)\b[ ,.:]*)+(?=\S)"
)
SUMMARY_TIME = r"(?:sáng|trưa|chiều|tối|đêm|hôm|bữa)\s+(?:nay|qua|kia|hôm qua|hôm nay)\s*,?\s*"
# A companion after the unit ("thôn với chi bộ đi …") belongs to the sentence.
COMPANY = ("với", "và", "cùng", "cũng", "có", "phối")
SUMMARY_UNIT = r"(?:tổ dân phố|tổ|thôn|xóm|tdp)\s+(?!(?:" + "|".join(COMPANY) + r")\b)(?:(?:mình|em|tôi|tui)\b)?\s*"
# What may be left of a piece when its place is taken out (`chỗ gần cảng cá đó em`).
SUMMARY_FILLERS = r"(?:\s+(?:đó|á|nha|nghen|nè|đấy|kìa|luôn|em|anh|chị|ạ|hen|nhé|nhe|đây)\b)*"
SUMMARY_TAIL = (
    r"[\s,.!]*(?:\b(?:em ơi|anh ơi|ơi|giúp với|giúp giùm|với nha|nghen|nha|nhé|nhe|ạ|em|hen|cám ơn|cảm ơn em|cảm ơn|dạ|"
    r"gấp gấp|kính báo|xin hết)\b[\s,.!…]*)+$"
)
# How spoken turns are shortened: pattern, replacement.
SUMMARY_TURNS = (
    (r"\b(?:nãy giờ|nãy tới giờ)\b", ""),
    (r"\b(?:chắc|chừng|cỡ|tầm)\s+(?=\d)", "khoảng "),
    (r"(?<=\S)\s+(?:lắm|hung|dữ lắm|quá trời)(?=\s*(?:,|\.|$))", ""),
    (r"\b((?:bà con|người dân|dân)\s+)(?!đã)([^,.]{3,40}?)\s+rồi(?=\s*(?:,|\.|$))", r"\1đã \2"),
    (r"\b(?<!đã )(\d+\s+(?:ngày|đêm|tuần|tháng|bữa|lần))\s+rồi(?=\s*(?:,|\.|$))", r"đã \1"),
)
ONE_HOME = "một nhà"
ONE_PERSON = "một người dân"
ONE_HOME_BARE = "mot nha"
ONE_PERSON_BARE = "mot nguoi dan"
