"""Names of places, streets, feasts and countries, and the words that stand before them. Data only.

Compared without diacritics unless a comment says "as spelt".
"""
# ruff: noqa: E501 - a list stays in one block

from reporting.fold import fold
from reporting.syllables import sayings, spread

# ------------------------------------------------------------------ words before the name of a place
PLACE_BEFORE = spread(
    """
    duong cau pho cho ben xom chua dinh mieu vien hem ngo kiet thon ap deo nui hai dap song suoi kenh tuong trang truong thcs thpt tieu hoc
    cam mam mau giao trung ty quy giai chu_tich phuong xa huyen tinh tp cang vinh quoc lo nga khu cum kdc ktx nuoc doc ganh bau ngam khe
    """
)
PLACE_BEFORE_MARKED = spread(
    """
    đường cầu phố chợ bến xóm chùa đình miếu lăng viện hẻm ngõ kiệt thôn ấp làng đèo núi đồi hồ đập sông suối kênh
    tượng trường thcs thpt học trung ty quỹ giải phường xã quận huyện tỉnh tp cảng khu cụm sĩ tộc đảo vịnh
    tế nước mì phê hãng nhãn cống kè mương đê bờ máy rừng bản buôn khóm gò dốc ngầm khe hòn mũi vũng bàu rạch cồn bãi đồng trảng hóc truông vực giếng dinh am tháp bia gành trạm sở
    """
)
# Nor are these a place: gia đình, bác sĩ, hàng xóm.
NO_PLACE = frozenset(
    tuple(pair.split())
    for pair in sayings(
        """
        bac si|bác sĩ|ca sĩ|chau hoc|cháu học|chòm xóm|chú giải|chủ chợ|co giao|co so|con hoc|con học|cô giáo|cơ sở
        |cộng đồng|dang vien|danh dap|di hoc|doan vien|doi truong|doi tuong|gia dinh|gia giáo|gia đình|giao vien
        |hang xom|hien tuong|hieu truong|hiện tượng|hoa giai|hoc vien|hoi vien|hoà giải|hàng xóm|hòa giải|hội đồng
        |hợp đồng|kinh tế|lua dao|lái máy|lý giải|lối xóm|lừa đảo|moi truong|môi trường|nghìn đồng|ngàn đồng|nhan mau
        |nhan vien|nhu cau|nhu cầu|thay giao|thi truong|thon truong|thầy giáo|thị trường|thợ máy|thực tế|to truong
        |triệu đồng|trăm đồng|xe may|xe máy|y sĩ|yeu cau|yêu cầu|đi học|đánh đập|đối tượng|đồng hồ|ấn tượng
        """
    )
)
# Two words before the name of a house that is open to all, a storm, a parish (as spelt and bare).
PLACE_PAIRS = frozenset(
    tuple(pair.split())
    for pair in sayings(
        """
        cây xăng|cửa hàng|khách sạn|nhà nghỉ|nhà xe|xe khách|siêu thị|giáo xứ|giáo họ|họ đạo|đội bóng|nhà hàng|nhà thầu|ngã ba|ngã tư|ngã năm
        |cơn bão|bài hát|ca khúc|vở tuồng|bộ phim|nga ba|nga tu|cay xang|khach san|nha nghi|nha xe|giao xu|doi bong|nha hang|sieu thi
        |công viên|quảng trường|hội trường|vòng xoay|bùng binh|cong vien|quang truong|hoi truong|chung cư|chung cu|nhà máy|nha may
        """
    )
)
PLACE_ALONE = spread("karaoke resort homestay bão tết gà phim")
# What is called after somebody's place among brothers and sisters: dốc Ông Bảy.
NAMED_AFTER = spread(
    "dốc cầu đường lăng miếu chợ xóm hẻm ngầm khe gò giếng bến gành suối bàu mũi hòn đèo đập cống bãi vũng"
)
# A lake, a spring: Hồ Núi Đất.
TERRAIN = spread("núi suối nước đá chùa gò bàu hóc đồng sông cây nui suoi nuoc da chua go bau")
KIN_OF_MARTYRS = spread("mẹ me vợ vo con cha thân than nhân nhan chồng")
HOLY = spread("thanh nha giao le duc me tuong kinh dong hoi tho xu ho")
# ------------------------------------------------------------------ names
# Two words in capitals that are a province, a district, a town, a body, a feast (as spelt).
TOWNS = sayings(
    """
    an giang|bắc giang|bắc kạn|bắc cạn|bạc liêu|bắc ninh|bến tre|bình định|bình dương|bình phước|bình thuận|cà mau|cần thơ|đắk lắk
    |đắc lắc|điện biên|đồng nai|đồng tháp|gia lai|hà giang|hà nam|hà nội|hà tĩnh|hải dương|hải phòng|hậu giang|hòa bình|hoà bình
    |hưng yên|khánh hòa|khánh hoà|kiên giang|kon tum|lai châu|lâm đồng|lạng sơn|lào cai|long an|nam định|nghệ an|ninh bình
    |ninh thuận|phú thọ|phú yên|quảng bình|quảng nam|quảng ninh|quảng trị|quảng ngãi|sóc trăng|sơn la|tây ninh|thái bình
    |thái nguyên|thanh hóa|thanh hoá|thừa thiên|tiền giang|trà vinh|tuyên quang|vĩnh long|vĩnh phúc|yên bái|vũng tàu|nha trang
    |đà lạt|tam kỳ|hội an|quy nhơn|tuy hòa|tuy hoà|cam ranh|biên hòa|biên hoà|bình sơn|sơn tịnh|tư nghĩa|nghĩa hành|mộ đức|đức phổ
    |ba tơ|minh long|sơn hà|sơn tây|trà bồng|lý sơn|sa huỳnh|dung quất|mỹ khê|châu ổ|thạch nham|thiên ấn|tịnh khê|bình châu
    |phổ thạnh|phổ khánh|đức lợi|nghĩa an|nghĩa phú|trà khúc|núi thành|tiên phước|bồng sơn|an nhơn|hoài nhơn|phù cát|tuy phước
    |long thành|thủ đức|tân bình|bình tân|củ chi|nhà bè|cần giờ|đông á|biển đông|thái lan|đài loan|trung quốc|nhật bản|hàn quốc
    |hoa kỳ|ấn độ|hồng kông|việt nam|tây nguyên|nam bộ|trung bộ|bắc bộ|miền trung|miền nam|miền bắc|thái bình dương|đông nam
    |tây nam|đông bắc|tây bắc|hoàng sa|trường sa|phật giáo|công giáo|tin lành|cao đài|hòa hảo|hoà hảo|quan âm|quan thế|như lai
    |di lặc|thích ca|ngọc hoàng|thanh minh|trung thu|trung nguyên|vu lan|đoan ngọ|táo quân|giao thừa|phục sinh|giáng sinh|phật đản
    |trung ương|trung tâm|quốc hội|quốc khánh|quốc phòng|quốc lộ|đại hội|thanh niên|thanh tra|công an|ngân hàng|hải quan|bảo hiểm
    |bảo việt|thiên nhiên|phụ nữ|nông dân|kiểm lâm|biên phòng|quân khu|quân đội|tuyên giáo|dân vận|tổ chức|văn phòng|văn hóa
    |văn hoá|hoa sen|ánh dương|hướng dương|hoa hồng|hoa mai|búp sen|sơn ca|họa mi|tuổi thơ|thống nhất|độc lập|tự do|thành công
    |trường hải|hoa phát|hòa phát|thái dương|an phước|an khê|phú quốc|côn đảo|điện biên phủ|bình minh|thiên chúa
    |nguyên đán|đông tảo|thiên thần|thiên nhãn|đức mẹ|đức chúa|đức thánh|đức phật|tuyệt mật|tối mật|minh long|bạch long|thanh xuân|kim đồng
    |giáp thìn|giáp tý|ất tỵ|bính ngọ|đinh mùi|mậu thân|kỷ dậu|canh tuất|tân hợi|nhâm tý|quý sửu|giáp dần|ất mão|bính thìn
    """
)
TOWNS_BARE = frozenset(fold(town) for town in TOWNS)
# Of streets, schools and feasts rather than of somebody of the ward, unless a word of address or of house stands before.
FAMOUS = sayings(
    """
    trần hưng đạo|lê lợi|nguyễn huệ|quang trung|phan đình phùng|phạm văn đồng|trương định|trương công định|lê trung đình
    |nguyễn nghiêm|lê lai|hùng vương|an dương vương|hai bà trưng|bà triệu|nguyễn trãi|nguyễn du|lê duẩn|trần phú
    |nguyễn văn linh|võ nguyên giáp|võ văn kiệt|lê hồng phong|tôn đức thắng|nguyễn văn trỗi|võ thị sáu|lý tự trọng|kim đồng
    |phan bội châu|phan chu trinh|phan châu trinh|huỳnh thúc kháng|trần quốc toản|nguyễn thị minh khai|lý thường kiệt
    |trần quang diệu|bùi thị xuân|nguyễn bỉnh khiêm|chu văn an|lê quý đôn|lê thánh tôn|lê thánh tông|nguyễn công trứ
    |nguyễn đình chiểu|hoàng diệu|hoàng hoa thám|hoàng văn thụ|nguyễn lương bằng|trường chinh|nguyễn chí thanh
    |trần nhân tông|trần quốc tuấn|đinh tiên hoàng|lý thái tổ|lê hoàn|ngô quyền|triệu thị trinh|trưng trắc|trưng nhị
    |nguyễn an ninh|nguyễn tri phương|nguyễn trường tộ|cao bá quát|cao thắng|hồ xuân hương|đoàn thị điểm|bà huyện thanh quan
    |tố hữu|xuân diệu|hàn mặc tử|nam cao|nguyễn khuyến|hồ chí minh|nguyễn ái quốc|nguyễn tất thành|võ văn tần
    |phan đăng lưu|trần đại nghĩa|tôn thất tùng|đặng thùy trâm|đặng văn ngữ|phạm ngọc thạch|lê văn tám|nguyễn bá ngọc
    |cù chính lan|phan đình giót|bế văn đàn|tô vĩnh diện|nguyễn viết xuân|trần văn ơn|tôn thất thuyết|hàm nghi|duy tân
    |thành thái|nguyễn thái học|bạch đằng|đống đa|trần cao vân|thái phiên|nguyễn duy hiệu|trần quý cáp|nguyễn văn cừ
    |lê thị hồng gấm|nguyễn thị định|nguyễn văn bảy|lý chính thắng|nguyễn hữu cảnh|đào duy từ|đào duy anh|lương thế vinh
    |mạc đĩnh chi|nguyễn hiền|trịnh hoài đức|trương vĩnh ký|lê văn duyệt|võ tánh|ngô gia tự|hà huy tập|nguyễn phong sắc
    |trần khánh dư|yết kiêu|dã tượng|trịnh công sơn|văn cao|trần kỳ phong|trương quang giao|bích khê|trần công hiến
    """
)
FAMOUS_BARE = frozenset(fold(name) for name in FAMOUS)
# What begins like a name and is none (folded).
NAME_DECOYS = sayings(
    """
    bac ho|ho suoi|ho chua|ho nuoc|cao su|ha noi|ha tinh|ha nam|ha giang|lam dong|cao bang|ly son|thai binh
    |thai nguyen|ho chi minh|vo nguyen giap|vo van kiet|kim dong|ton duc thang|ba ria|ba na|co to|to quoc|vu lan
    |cao dai|phan rang|phan thiet|do luong|mai chau|ha long|ha dong|ha tien|lai chau|chau au|chau a|dang cong san
    |dang uy|dang vien|van kien|doan thanh nien|doan vien|la nina|le vu lan|le phat dan|le noel|le giang sinh
    |le quoc khanh|le bon mang|le hoi|vu dong|vu he|dinh lang|chau ban|giang sinh|le ta on|le vuot can|vuong quoc
    |to quoc viet nam|tran hung dao|tan hiep|duong lich|truong sa|hoang sa|do thi|ly lich|cao diem|hoi nong dan
    |chau thanh|viet nam|phu nu|ong tao|ong dia|ong gia noel|ba chua|ba thuy long|ong nam hai|sai gon|da nang
    |quang ngai|ma qr|chu tuyet mat|chu toi mat|chu toi|chu mat|dau mat|toi mat|tuyet mat|ong tay|hai quan|phat sinh
    """
)
# ------------------------------------------------------------------ countries, the calendar
# People of a country, and words after which it is one.
NATIONS = spread("hàn nhật mỹ nga đức pháp lào trung tây kinh hoa thái anh úc nam hrê han nhat my phap lao")
OF_NATION = spread("người nước tiếng sang hàng phim nguoi tieng")
# An hour, a year, an age has its animal.
ANIMALS = spread("thin tý tí sửu dần mão mẹo thìn tỵ ngọ mùi thân dậu tuất hợi")
YEARS = spread("giờ năm tuổi tết ngày tháng gio tuoi tet")
# After "tháng", which without its marks is also a word of address.
MONTHS = spread("gieng hai ba tu nam sau bay tam chin muoi chap")
# Before a street or a place that no word for a street leads in: "góc Lê Lợi".
WHERE = spread("o tai goc doan tu san tren doc truoc sau gan toi den qua ben loi ngoai khuc giao nut vong phong")
