"""Words beside a name, which say whose it is: of address, of kin, of a house, of an office. Data only.

Compared without diacritics unless a comment says "as spelt".
"""
# ruff: noqa: E501 - a list stays in one block

from reporting.syllables import sayings, spread

# After these `lại` says "again": "mở lại van nhánh" names nobody (folded).
AGAIN_AFTER = spread(
    "mo sua khoa dong thay lap xiet noi lam xem coi dat han va xay ve tra di qua goi keu kiem do nap rap gan van bat tat"
)
HOUSED = spread("nha ho ten dinh vo chong con cua chau")
# Second and first halves of pairs that address nobody: anh em, chị em, phản ánh, cô bác, hình ảnh.
PAIRS = frozenset(
    {("em", "anh"), ("em", "chi"), ("anh", "phan"), ("bac", "co"), ("anh", "hinh"), ("chi", "anh"), ("ba", "nga")}
)
# Of these the ones that are more often another word: có, gì, đi, ba, thay.
ADDRESS_TWINS = spread("ba chi co cu thay di mo be thang")
# First capital words that are no name after a word of address, or second ones after a surname.
NOT_A_NAME = spread(
    """
    chủ bí tổ phó giám ubnd hđnd mttq đảng ủy uỷ ban hội khối đoàn thôn xóm phường xã quận huyện tỉnh thành_phố tp
    tdp khu ấp con bộ chợ thị_trấn thứ ngày tháng sáng chiều hôm bữa nội người dân nhân báo đồng_chí ccb tyt bhyt
    trạm trường bắt ql sđt stk cccd cmnd ok zalo telegram covid đã có không chưa được rồi về tại ở và với
    của bị lại ra vô vào xuống lên đến mới này kia nhưng nhờ xin đề kính dạ trưởng công_an quốc_lộ chi_bộ hdnd dang
    uy thon xom sdt km phụ trieu triệu
    """
)
# Before one capital these say that a person follows; the second word is there where the first alone would not say so.
KIN = frozenset(
    {
        "thằng", "thang", "con", "cha", "má", "mẹ", "vợ", "chồng", "chong", "cháu", "dượng", "mợ", "thím", "cậu", "thợ", "tho", "đứa", "giáo dân", "cô giáo", "co giao", "thầy giáo", "bác sĩ", "y sĩ", "gia đình", "gia dinh", "anh em", "vợ chồng",
        "vo chong", "cha con", "mẹ con", "chị em", "chi em", "chủ ghe", "chu ghe", "chủ hụi", "chủ là", "gọi là", "tên là", "tên", "ten là", "vk ck", "cầm tiền là",
        "thằng cha", "cha nội", "là thằng", "nó là", "thợ điện", "thang nho", "thằng nhỏ", "thằng cu", "nhà thằng", "nhà ông",
    }
)  # fmt: skip
# Before two capitals, or a nickname by order of birth, these do.
HOUSE = frozenset({"nhà", "nha", "ghe", "tàu", "tau", "thuyền", "thúng", "xuồng", "quán", "quan", "tiệm", "lò", "trại", "hộ", "ho", "của",
    "cua", "với", "voi", "chủ", "chu", "thấy", "thay", "là", "la", "vợ", "nhóm", "bọn", "bon", "nghe", "vựa", "xưởng"})  # fmt: skip
# Words of kin that are half of something else: bà con, hàng xóm.
NO_KIN = frozenset({("bà", "con"), ("ba", "con"), ("trẻ", "con"), ("đàn", "con")})
ORDER_NOT_AFTER = spread(
    "thứ thu tổ to hẻm hem xóm xom dốc doc cầu cau khu số so lớp lop tháng thang mùng mung lần lan hạng hang"
)
# In capitals, after a place among brothers and sisters: a measure, no nickname.
NOT_SHOUTED = spread(
    "nha nguoi ho con tuoi ngay lan phong can dua chau muoi chuc tram to thon xom xe ghe gio nam thang con bao"
)
# After a word of address in lower case, what follows a birth-order word and is no nickname.
NOT_NICK = spread(
    """
    truong khau mieng suat dam toan doan chuyen mon loai cap gop tang muong khuc mau sao lop buoi chan cai chiec to
    thon toc nhom duoi tren up im ngua nghieng vien xom hay noi dang bi danh chem dam chet chay ngap sap roi te nga ket bat giu doi keo chan phan xin y nop khai mua do qua lai thay tra dua cung da y nay ngoai truoc sau thang ngay ho nha nguoi con tuoi lan gio phut met kg trieu dong chuc tram nghin ngan la bi o
    di va voi co khong ko da dang se cung thi ma den ve vo ra len xuong xin nho de noi hoi keu bao cho nghi duoc lam
    muon can bi cua nhung het roi a em oi nghen nha tot khoe mat benh om chet danh chem dam dap chua that qua ruoi
    gan tai gia thi cac may moi vua con theo ban ben trieu lop tim bung giup thoi
    """
)
# A word of address and a given name that together address nobody.
NOT_ADDRESSED = frozenset(
    {
        ("anh", "hùng"), ("anh", "dũng"), ("anh", "minh"), ("anh", "linh"), ("anh", "hào"), ("anh", "ánh"), ("bác", "ái"),
        ("thầy", "thuốc"), ("bé", "tí"), ("cô", "dâu"), ("chú", "ý"), ("chú", "trọng"), ("em", "út"), ("anh", "ngữ"),
    }
)  # fmt: skip
OFFICES = sayings(
    """
    bí thư|phó bí thư|chủ tịch|phó chủ tịch|tổ trưởng|tổ phó|trưởng thôn|phó thôn|thôn trưởng|thôn phó|trưởng ban|phó ban|trạm trưởng
    |trưởng trạm|trạm phó|phó trạm|địa chính|tư pháp|hiệu trưởng|hiệu phó|hội trưởng|chi hội trưởng|chi hội phó|hội phó|phó khối
    |trưởng khối|trưởng phòng|phó phòng|chuyên viên|công an viên|công an khu vực|cảnh sát khu vực|đại biểu hđnd|đại biểu
    |trưởng công an|phó công an|chỉ huy trưởng|chỉ huy phó|chủ nhiệm|trưởng ấp|đội trưởng|đội phó|thư ký tổ|thư ký thôn|thư ký hội
    |thượng úy|đại úy|trung úy|thiếu úy|thiếu tá|trung tá|thượng tá|đại tá|cán bộ địa chính|cán bộ tư pháp|cán bộ văn hóa
    |bí thư đoàn|trưởng đoàn|phó đoàn|tổng thư ký|ủy viên|phó tổ|trưởng tiểu ban
    """
)
# These only when they come after the name.
OFFICES_AFTER = OFFICES | sayings(
    """
    một cửa|phụ trách|thư ký|chỉ huy|bên một cửa|bộ phận một cửa|văn thư|quầy số|trực máy|trực kênh|giữ kênh|phòng kinh tế|phòng văn hóa
    |phòng lao động|phòng tài nguyên|công an phường|công an xã|bên địa chính|bên phường|ở một cửa|bên tuyên giáo|bên mặt trận|bên ubnd|bên khối|quầy một cửa
    |bên công an phường|bên tư pháp|cán bộ phường|cán bộ xã|ct hội|ct phường|ct ubnd|pct|bt chi bộ|bt cb
    """
)
# Between an office and the name of who holds it: of what it is one (folded).
OF_OFFICE = spread(
    """
    thon to phuong xa chi bo dan pho khu ubnd hdnd mttq ub mat tran hoi doan dang uy ban cong tac nong phu nu cuu chien binh ccb thanh nien
    cao tuoi tdp cb la kiem khoi van tram y te truong tieu hoc cap thcs mam non quan su an kinh te cs viet nam khuyen
    """
)
# Who holds no more what they held.
FORMER = spread("cũ trước hồi nghỉ xưa về cu truoc hoi nghi xua ve")
# A message in which somebody asks for something of their own (folded).
CLAIMS = sayings(
    "khong dong y|yeu cau|khieu nai|thu hoi|xet lai|to cao|to giac|cccd|cmnd|khoi kien|de nghi|lam don|nop don|den bu|xin ho tro|tro cap|boi thuong"
)
GREETS = spread("chao thua da kinh gui")
# After these, with or without a word of thanks, a colleague's short name: "nhờ cô Liên", "cảm ơn em Trâm".
ASKED = spread("nho tham chuc")
MUCH = spread("nhieu nha nghe a lam nghen da")
NOT_TOLD = spread("on khong hong hok ko k vay ha ne roi cua")
# A message in which somebody joins, or tries the channel out (folded).
JOINS = sayings(
    """
    dang ky|vao kenh|vo kenh|tham gia|go thu|nhan thu|vao nhom|vo nhom|gia nhap|hien thi|bao cao|xin bao|kinh bao|moi thay|moi nhan|gioi thieu
    |lam quen|moi lam|tap dung|ket noi|thu may|thu tin|lien ket|kich hoat|ma moi|doi ten|sua ten|doi so|sdt moi|so moi
    """
)
ME = spread("toi tui minh em con chau")
MY_OWN = spread("toi tui minh")
# In front of oneself: "dạ em là", "thưa chị tui là".
BEFORE_ME = spread(
    "da thua kinh chao alo a oi xin loi bao cao gui dong chi ad va hello hi nha nay ban kenh day vang u la thi lai minh gioi thieu rang ok"
)
# Words of address that are followed by a name in small letters too.
TITLES = spread("ông bà anh chị cô chú bác cụ thầy dì cậu mợ thím dượng thằng lão mụ")
# Before two given names in small letters: "cháu quỳnh như", "con gái tên gia hân".
KIN_SMALL = spread("giáo cháu bé em con mẹ má cha vợ chồng là tên gồm trò tử nhà hộ cho")
# Houses, boats and shops that are called after somebody.
HOUSES = spread("nhà hộ ghe vựa quán tiệm lò trại vợ chồng con thằng nha ho")
FOLLOWS_NAME = spread(
    """
    ở có bị nói xin nhờ bán và với không ko k kêu báo hỏi cho đi về là nhà tổ xóm con vợ chồng mới đã đang hay thì ra vô gửi làm muốn kể khen số
    bên theo trị chưa cầm đánh chửi nhận nộp đề yêu gọi khai chở lái trồng nuôi dẫn đưa đứng ngồi nằm té ngã mất chết uống say cãi đòi lại cũng
    """
)
# In small letters these count or measure after a place among brothers and sisters (as spelt; NOT_SHOUTED has them bare).
COUNTED = spread(
    """
    mươi tuần lỗ dãy đêm nâu làng xóm nước cháu hôm buổi bữa trăm rưỡi lăm một mốt căn gian tầng lầu thế phía đầu bên thứ chuyến nhà người hộ con
    tuổi ngày lần phòng đứa chục tổ thôn xe ghe giờ năm tháng bao miếng suất khẩu bó bịch cái chiếc cây mẫu sào công mét ký kg triệu nghìn ngàn
    đồng phút chỗ nơi tên vợ đời mặt tay chân bàn mâm phần đợt vụ mùa lớp trường
    """
)
# After a place among brothers and sisters, in small letters: no nickname (as spelt; NOT_NICK has them bare).
NO_NICK_SPELT = spread(
    """
    hay nói đang bị đánh chém đâm chết chạy cháy ngập sập rồi tê té ngã kẹt bắt giữ đòi đổi kéo chặn phản xin nộp khai khải mua đo đó đỏ qua quá
    lại thay trả đưa cũng đã này nay ngoài trước sau lần là ở đi và với có không ko k sẽ thì mà đến về vô vào ra lên xuống nhờ để hỏi kêu báo cho
    nghỉ nghĩ được làm muốn cần của những nhưng hết a à em ơi nghen nha nhé tốt khỏe mất bệnh ốm dập chưa chữa thật rưỡi gần tại giá thi các mấy
    mới vừa theo bán bên nằm tim bụng giúp giùm thôi hoài luôn vẫn từ tới thôn đám đoạn chuyện loại cấp góp tăng khúc máu cùng trong trên dưới
    dính mang cầm đứng ngồi chửi gọi chờ nhận kể khen chê thấy nghe biết sống khóc la hét uống ăn nuôi trồng dẫn chở lái dựng xây sửa phá đào
    cãi gửi ký rao giấu bỏ dám dữ lắm nè đây kia đâu sao vì nên hồi bữa hôm ông bà anh chị cô chú bác thường một cả chỉ do
    """
)
TITLES_BARE = spread("ong anh chi chu bac thang")
LEADS_BARE = spread(
    "nha ho ong ba anh chi co chu thang vo chong dinh cua chau em be con ten bac cu cau di la tro mat vien binh me cha quan hui ngoai doi tho ne gai than giao bao"
)
# In the registration of somebody else the name is told to be kept, and covered.
ENROLS = sayings("vo kenh|vao kenh|vao nhom|vo nhom|luu so|kenh luu|them vao|dang ky cho|dang ky them|them nguoi")
# Between a word of address and the name of who does it: "anh bưu tá Lương".
TRADES = spread(
    """
    bưu tá thợ máy điện hồ xây mộc hàn giáo viên thú y bác sĩ tài xế lái xe ôm bảo vệ chủ quán tiệm thầy thuốc cúng bán vé số cá rau kế toán công
    nhân nông dân sinh học trò trưởng họ tộc em út cả chồng vợ con trai gái rể dâu buu ta tho may dien ho xay giao vien thu bac si tai
    """
)
SEVERAL = frozenset({"anh em", "chị em", "chi em"})
COUPLES = SEVERAL | {"vợ chồng", "cha con", "mẹ con", "má con", "ông bà"}
