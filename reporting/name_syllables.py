"""What names are made of: surnames, middle names, given names, nicknames. Data only.

Compared without diacritics unless a comment says "as spelt".
"""
# ruff: noqa: E501 - a list stays in one block

from reporting.syllables import spread

# ------------------------------------------------------------------ surnames
SURNAMES_MARKED = spread(
    """
    nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh trương mai cao lương lưu hà đoàn tạ
    châu tôn thái tô lã lại quách vương kiều tăng lâm thạch đào đậu diệp giang khúc kim lữ mạc nghiêm ninh phùng sầm thiệu
    tiêu tống triệu từ ưng văn vi viên phú hứa bạch chung thân nông bế lò quàng cù doãn đàm khổng la lục mã nhâm
    """
)
# Rarer ones: in capitals only.
SURNAMES_RARE = spread(
    "ngụy bành biện chế chử dư đái đổng hàn hầu khuất khương kỷ liêu lỗ lường nhan nhữ ôn phí sái sùng giàng thào tưởng uông thiều kha âu trà"
)
# Surnames that are also ordinary first words of a sentence: two capitals more are asked for.
TWIN_SURNAMES = spread(
    """
    khong vu phu hua bach chung than nong be lo mai do ta la lai to ha cao vo van vi lam kim tu duong ho giang dao dau tang ly ton thai chau
    """
)
# Of these the ones that as they are spelt are a surname before a given name in capitals, also as the first word.
SURE_TWINS = spread("đỗ võ hồ tô hà lâm dương lý tôn thái châu vũ hứa bạch")
SUREST_TWINS = spread("đỗ võ vũ tô dương lâm")
# Surnames that are other words too, but not before a middle name and a given name.
TWINS_WITH_MIDDLE = spread("cao mai dương hà lý lâm tô đào tăng thái châu hồ võ vũ hứa")
# Surnames that are everyday words as they stand, and words before which they are surnames all the same.
COMMON_WORDS = frozenset({"lại", "mai", "ta"})
# Surnames that are no other word as they are spelt, and what makes another word of them.
SURE_SURNAMES = spread(
    "nguyễn trần phạm huỳnh đặng bùi ngô trịnh trương phan võ đinh lê đỗ quách doãn mạc nghiêm phùng tống đàm khổng vũ hồ"
)
NOT_FULL = frozenset(
    (surname, after)
    for line in """
trần: tình thế thạch thanh
phạm: vi nghĩa
bùi: nhung
đinh: ninh hương
đỗ: đại điểm đạt trạng xa đông được vào lại
trương: tướng
võ: thuật đường đài công
vũ: trang khí lực trường đoàn
ngô: khoai lai đông
phan: phán
nghiêm: trọng túc minh cấm
hồ: sơ sen chứa cá tây chưa thủy điện nước
lê: lết
nguyen: nhan lieu tac trang vong don ven quan soan van thi
huynh: de truong
""".strip().splitlines()
    for surname, seconds in [line.split(": ")]
    for after in seconds.split()
)
# With the word before it, another word.
NOT_SURNAME = frozenset(
    {
        ("chủ", "trương"), ("khai", "trương"), ("khẩn", "trương"), ("phô", "trương"), ("vi", "phạm"), ("xâm", "phạm"),
        ("tội", "phạm"), ("thủ", "phạm"), ("sai", "phạm"), ("nghi", "phạm"), ("phụ", "huynh"), ("sân", "trần"), ("dây", "trần"),
        ("nhân", "viên"), ("giáo", "viên"), ("học", "viên"), ("đảng", "viên"), ("đoàn", "viên"), ("hội", "viên"), ("thành", "viên"),
        ("sinh", "viên"), ("quản", "lý"), ("đại", "lý"), ("xử", "lý"), ("trợ", "lý"), ("tâm", "lý"), ("pháp", "lý"), ("hợp", "lý"), ("vô", "lý"),
        ("thanh", "lý"), ("địa", "lý"), ("tối", "cao"), ("nâng", "cao"), ("trên", "cao"), ("ngày", "mai"), ("sáng", "mai"),
        ("chiều", "mai"), ("tối", "mai"), ("dân", "phan"), ("cái", "đinh"), ("cây", "đinh"), ("đóng", "đinh"), ("cây", "ngô"), ("bắp", "ngô"), ("hột", "ngô"), ("trái", "ngô"),
    }
)  # fmt: skip
# ------------------------------------------------------------------ middle names
MIDDLE = spread(
    "văn thị van thi đình dinh hữu huu đức duc quốc quoc ngọc ngoc thanh minh công cong xuân xuan bá tấn quang thế"
)
# Middle names: between a surname and a given name in small letters they make both sure (as spelt).
MIDDLE_SPELT = spread(
    """
    văn thị đình hữu đức quốc ngọc thanh minh công xuân bá tấn quang thế khắc gia mỹ kim hồng thu thúy thuý bích như bảo anh hoàng hải tuấn
    việt trọng duy khánh phương đăng nhật trung chí phúc thành hùng tiến mạnh cao lê trần hoài phú vĩnh sĩ sỹ đắc viết danh huy thái thảo diễm
    diệu mộng ánh yến kiều cẩm tường uyên trúc vân quỳnh tú phan nguyễn lý
    """
)
# "văn phòng", "thị trường": after a middle word, no name (folded).
NOT_AFTER_MIDDLE = frozenset(
    (middle, after)
    for middle, words in (
        ("van", "hoa nghe minh phong ban cong kien ve chuong"),
        ("thi", "truong tran xa hanh dua cong ly ve sat"),
    )
    for after in words.split()
)
# Fourth words of a name in small letters that are rather the next word of the sentence.
NOT_FOURTH = spread(
    "đang được như năm hai cần định thường nhất tới mới chi đủ chung khai tự hiện toàn thì phát thu về ra"
)
# ------------------------------------------------------------------ given names
# Given names in use (folded): two capitals that begin with one of these are somebody, after words of house and boat.
GIVEN = spread(
    """
    an anh bang bao be bich binh boi buoi canh chanh chau chi chien chinh chung chuong cong cuc cuong da dam dan dang danh dao dat
    diem diep dieu dinh dong du duc dung duong duyen gam gia giang giao ha hai han hang hanh hao hau hien hiep hieu hoa hoai hoan
    hoang hong hop hue hung huong huu huy huyen huynh kha khai khanh khiem khoa khoi khuong khuyen kien kiet kieu kim ky lai lam lan
    lanh lap le len lien lieu linh loan loc loi long luan luc luong luu luyen ly mai man manh men mi minh mo mung muoi my na nam nga
    ngan nghia nghiem ngoc nguyen nguyet nha nhan nhanh nhat nhi nhien nho nhu nhuan nhung ni nuong nu oanh phat phi phong phu phuc
    phung phuoc phuong quan quang que quy quyen quynh rin sang sanh sen sinh son suong ta tai tam tan tao teo thach thai tham than
    thang thanh thao the thi thien thiet thin thinh tho thoa thoai thoi thom thong thu thuan thuc thuong thuy tien tiep tin tinh toan
    toi tra trai tram trang tri trieu trinh trong truc trung truong tu tuan tuc tung tuong tuy tuyen tuyet ty uyen van vang vi vien
    viet vinh vu vuong vy xinh xuan xuyen yen
    """
)
GIVEN_SPELT = spread(
    """
an ân ấn ánh anh ái ẩn âu ảnh bách bằng băng bảo bào bắc bân bích biên bình bông bổn bộ bội bưởi bường bửu bé bền búp bảy bốn
cảnh canh cam cẩm cẩn cát cầm cần chanh chánh châu chi chí chiến chiêu chinh chính chuẩn chung chương chuyên chước chiểu cơ cúc cư
cường cương cưỡng cửu công chấn cọp cò danh dao dần dậu di diễm diên diệp diệu dinh doan doanh dũng dung duệ duy duyên dương dưỡng dự dư diện
đa đài đại đàm đan đang đào đạo đạt đăng đậu đệ điềm điền điểm điệp điệu điển đinh đình định đoàn đoan đô độ đồng đởm đức
đương đường đượm đãi đáng đính đông được đủ đón đẹp giác gia giang giao giáp giàu hội giỏi gấm gạo
hà hạ hải hán hân hậu hằng hạnh hảo hạo hào hàm hên hiên hiền hiển hiến hiệp hiếu hiệu hoa hoà hòa hoá hóa hoài hoan hoàn hoàng
hoanh hoành hoạt hoằng hồng hợi hợp huân huấn huệ huê hùng hưng hương hường hưởng hữu huy huyên huyền huynh huỳnh hòe hoè hai
kha khả khải khang kháng khanh khánh khiêm khoa khoá khoái khoan khôi khôn khuê khuyên khuyến khương kiên kiếm kiệm kiệt kiều kim
kính kỳ kỉnh kỷ kỵ ký khá khởi lạc lài lam lãnh lành lân lập len lệ liêm liên liễu liệu linh lĩnh loan lộ lộc lợi long luân luận
lực lương lượng lưu luyến luyện lữ lụa lựu lý lẫm lượm lan lắm lâm lê lúa lũy lùn lượt mai mại man mân mẫn mạnh mận mẹo mến mi mị
miên miền minh mơ mộng mùi muội mười mượn my mỹ mỳ mực mừng muộn mão na nam nga ngà ngân ngạn nghi nghị nghĩa nghiêm nghiệp ngọ
ngoan ngọc ngôn ngộ nguyên nguyện nguyệt nhã nhạn nhàn nhẫn nhân nhật nhi nhị nhiên nhiệm nho nhơn như nhu nhựt nhuận nhung nhường
niên niềm ninh nương nở nết năng năm nhất nhạc nhớ oanh ổn oánh pha phái phận phàn phát phấn phi phong phú phúc phùng phụng phước
phương phượng phan phiên phê quân quang quát quế quốc quý quyên quyền quyết quỳnh quới qui rê ri rin reo rạng rớt
sa sang sáo sâm san sen sinh soạn song sơn sửu sương sỹ sĩ sảng sóc sáu sự tá tài tạo tâm tấn tân tần tăng tất tạ thạc thạch thái
thắm thân thăng thắng thanh thành thảo thạnh thao thế thi thiên thiện thiệu thiết thìn thịnh thiều tho thọ thoa thoả thỏa thoại
thoan thơ thơm thới thời thoi thông thu thư thuần thuận thuật thục thúc thuỳ thùy thuý thúy thuỷ thủy thụy thuyên thuyết thương
thường thưởng thược thêu thập tiến tiên tiệp tín tình tính tịnh toà tòa toại toàn toán toản tố tốt trà trạch trâm trân trang tráng
trạng trai trí triết triển trinh trình trịnh trọng trúc trung trực trường trưng trứ tú tụ tân tuân tuấn tuất tuệ tùng tường tưởng
tương tuyên tuyền tuyến tuyết tuý tùy tửu tý tỵ tèo tí tẹo tơ tám tư tuyển tĩnh thất thuyền trầm triệu trưởng tòng tỏ tới
uy uyên út uyển ưng vân văn vàng vạn vi vĩ viên viễn việt vinh vĩnh võ vọng vui vũ vương vượng vượt vỹ vy vị vịnh viện
xanh xinh xoa xoan xuân xuyên xuyến xứng xê xí xuất ý y yên yến yêu
    """
)
# Of these the ones that are hardly ever another word in capitals inside a sentence, nor begin the name of a body.
GIVEN_ALONE = spread(
    """
ái ấn ánh bách bền bửu chánh cúc cường cương dũng dung duyên diễm diệu diệp điệp đạt đởm giang hân hậu hằng hạnh hảo hào hiền hiếu
hiệp hoan hoài huệ hùng hưng hương hường huy huyền khang khánh khiêm khoa khôi khuê khuyên kiên kiệt kiều lài lam lan lành lân lệ
liễu linh lĩnh loan lộc lợi luân luyến lượm lựu mận mẫn mến mơ muội my na ngà ngạn nghĩa nguyệt nhàn nhi nhung nhường nương oanh
phúc phước phượng phụng quyên quỳnh quới rê sương tấn tèo tí tẹo thạch thắm thảo thạnh thoa thịnh thìn thục thúy thuý thùy thuỳ
toại trâm trân trinh trúc tú tuấn tuệ tùng tuyết trang uyên vân vỹ vy xoan yến hồng nga ngân thơ thiện tường quyền vinh mạnh thương
duy dương minh thủy thuỷ tiến thuận hòa hoà sơn phong trọng thông bảo thu quang nhân phát toàn xuân hoa bình hải hà châu bích
    tuyền thoại hoàng lãnh vĩnh lưu dư huân khuyến khải kha khanh lụa nết nở đức long tâm tài thắng đào phương lập luận
    """
)
# Without their marks these are other words in capitals: Khối, Đảng, Đạt, Thành …
NOT_ALONE_BARE = spread(
    """
    thuy tien thuan hoa son phong trong thong bao thu quang nhan phat toan xuan mai binh hai ha chau bich ai an anh dao khoi dat phuc minh ben lap luan giang tin dung thang duc hau hoan khai lanh tai tam thi tan dien phuong hang truc lan hao hanh
    kien long luu du hien lam my na no net tu quyen tuong tuyen tha tho loi hong mo man le
    """
)
# Given names that are everyday words too: in small letters after a word of address, where one of the words below follows.
GIVEN_EVERYDAY = spread(
    """
    tâm thắng bảo phú tài thanh thu hoa hòa hoà bình an sơn hải đức quang thành tiến trung trường tân thái phương phong phát nhân minh lý
    lành hiền thơm hiếu tường quý quyền quyết cảnh thuận trọng khoa giang hậu mai tiên tấn thương tín toàn hội lực hùng dũng hợp hữu việt nam
    đông phan hiển điền nghiêm lạc khôn ngoan đạo lượng lương thịnh nhàn bền mến khả luận đại nghĩa thạch liên vàng thân mạnh cường
    """
)
# After a word of address, without capitals: no name, or only one in capitals.
NOT_SMALL = spread(
    """
anh bộ công cọp cò chính chung cần cầm đang được đủ đón đẹp đồng định giỏi giàu hai khá ký lắm lập lượt mừng mượn muộn năm nhất nhớ như phê qui
hội quyết rớt sang sinh sự tài tạo tân tất thân thắng thường thêu tiếp tình tính toàn tố tốt trai trực tư tới ưng viên vui vị việt xuất
xê ý yêu mười sáu bảy tám út bé lùn nhỏ chuyên chi hiện bắc nam đông tây tập trưởng viện bệnh dân an hiền lành mới thế thời tỏ trầm
tiên thanh chuẩn chương cư cử danh di dự dư đa đài đại đạo đăng đình đường độ giao hạ hoá hóa hoà hòa hoàn hợp hưởng hữu kính kỳ kỷ
kỵ khởi liên liệu lộ lực lương lượng lý mại man mạnh miền mỹ mực nghị nghiệp ngộ nguyên nhân nhiệm niên ổn phái phận phàn phát phi
phong phiên phương quân quát quốc quý sa song sĩ sỹ sảng tá tấn tăng tạ thái thành thi thiên thiết thôi thơm thông thu thư thuật thúc
thuyết thương thưởng tín toà tòa toán trạng trình trọng trung trường tùy tuyên tuyển tuyến tương thất thuyền văn vạn vĩ viễn vượt
xanh xinh y yên hát bốn giáp dần ngọ thìn tuất cao đau biên đáng đính gia gạo gấm giác giang hậu hên hiếu hiệu khoa khoan khôn khuyên kiếm lành
lãnh lưu luyện lúa lê mai mộng nghi ngoan ngôn nguyện nhàn nhẫn nở nết phan quang quyền rạng tâm thạch thơ thuê tuân tường vàng vọng
đào trưng khóa khoá bảo bằng lạc cảnh kháng khả triệu đậu len pha điểm thoả thỏa thuận cam nhường hàm sóc đoàn dưỡng thăng mơ đan thập triển mến hiển cát
cơ điền nghiêm tráng bào soạn canh bền xứng luận ảnh tụ khoái lĩnh đãi băng cưỡng hoạt san vi đương khuyến diện ấn ẩn xoa xí nhạc thoi
mùi nhu kỉnh tỉnh chiêu lấy rạng
    """
)
# A given name and the small word after it that together say something else: an ninh, hạnh phúc, thu hồi.
COMPOUNDS = frozenset(
    (first, second)
    for line in """
an: ninh toàn sinh ủi táng cư nghỉ tâm
ánh: sáng nắng
bách: hóa khoa
bảo: vệ hiểm trì hộ lãnh mật đảm kê dưỡng tàng
bình: thường quân an chữa xét tĩnh bầu gas ga xịt yên đẳng luận minh dương phước thuận định
chánh: văn thanh án
chi: bộ hội đoàn phí tiết trả cục nhánh tiền
chiến: sĩ đấu tranh dịch
chính: quyền sách thức trị đáng phủ sửa xác chủ
công: đức an trường ty nhân trình chức đoàn khai cộng viên tác văn ích đồng nghiệp bằng
cường: độ điệu tráng
danh: sách hiệu dự bạ mục
dũng: cảm sĩ khí
dung: tích nham dịch lượng quất
duy: trì nhất tu
duyên: hải dáng nợ
dương: lịch tính vật
đạt: chuẩn yêu được kết chỉ tiêu
đức: tin mẹ tính cha phật thánh hạnh chúa ông bà
hạnh: phúc kiểm
hân: hạnh hoan
hậu: quả sự môn cần phương kỳ bão giang covid
hiền: lành hòa từ hậu
hiếu: thảo kỳ hỷ học khách
hiệp: hội định thương đồng
hoa: màu quả kỳ tươi hậu hồng lợi sen cúc
hoà: giải bình nhập đồng thuận
hòa: giải bình nhập đồng thuận thượng
hoàn: thành toàn trả cảnh thiện chỉnh cốt
hoàng: sa hôn đế hậu cung
hồng: ngọc hào bì
hùng: vĩ hậu mạnh dũng
hưng: thịnh phấn yên
hương: ước khói lộ hoa đèn nhang án
huy: chương động hiệu hoàng
khánh: thành tiết hòa kiệt
khoa: học nội ngoại sản nhi cấp
khôi: phục ngô hài
khởi: công kiện nghĩa động sự
kiên: quyết trì nhẫn cố định giang
kiến: nghị thiết
lan: can rộng truyền tràn toả tỏa man
lành: lặn tính mạnh nghề
lãnh: đạo tiền thổ cảm lương án
lâm: nghiệp bệnh sản tặc phần trường vào
lập: biên danh hồ lại tổ đội dự trình nghiệp ra sổ tức chốt
lệ: phí thuộc
linh: hoạt tính mục đình tinh thiêng hồn cữu
lộc: phát
lợi: dụng ích nhuận thế ruộng
long: an xuyên mạch
luân: phiên chuyển hồi
luận: văn điệu án
lưu: trữ ý thông trú lượng giữ động lại hành
mạnh: tay dạn thường khỏe giỏi ai
mai: táng mối mốt mưa
minh: bạch chứng họa oan
mơ: ước
na: uy ná
nga: ngố
ngân: hàng sách khố quỹ phiếu
nghĩa: trang vụ tình là tử địa quân hành
nghiêm: túc trọng cấm chỉnh minh
ngọc: hoàng trai
nguyên: nhân đơn liệu tắc trạng vẹn quán
nhàn: rỗi hạ
nhi: đồng khoa
oanh: tạc liệt
phát: hiện biểu quà sinh quang triển động thanh tờ
phúc: lợi tra thẩm khảo sinh kiến họa đức lộc âm
phong: bì tỏa trào tục
phương: án tiện pháp hướng châm thức trượng
phượng: vĩ hoàng
quang: cảnh vinh
điều: dưỡng kiện tra hành trị khiển chỉnh
hội: phụ nông cựu người đồng phường thôn xã viên trưởng chữ khuyến ccb trường họp thi đua nghị chợ diễn liên làng
đoàn: lân viên phí phường thể kết thanh trường kiểm
quân: sự đội nhân khu phục dân
quyên: góp tiền sinh
quyền: lợi hạn sử lực
sinh: hoạt sống viên con học nhật kế
sơn: nhà tường cửa lại trà tây hà tịnh dầu nước
sương: mù muối
tài: chính xế liệu sản khoản trợ nguyên công năng
tâm: thần lý tư sự linh bão huyết đắc nguyện
thạch: cao anh nham
thanh: tra niên toán lý thiếu danh bình minh tịnh hóa tao thản xuân chắn thép
thảo: luận nguyên dược
thắm: thiết tình
điều: dưỡng kiện tra hành trị khiển chỉnh
hảo: tâm hạng
phấn: khởi đấu
liên: hoan hệ lạc tiếp quan gia
tình: nghĩa hình thương trạng nguyện cảm tiết
đồng: chí hương bào ruộng bộ thời bằng
tư: pháp vấn nhân tưởng cách liệu duy
thế: hệ giới nào này kia thôi vậy
tân: gia trang
chí: ít
nhân: viên dân chứng sự công văn đạo
khánh: thành tiết hòa kiệt
gia: đình súc cầm hạn tăng cố công trưởng cảnh phả truyền tộc
hải: quan quân sản đăng phận trình
thắng: cuộc kiện lợi cảnh gấp
thành: lập phố tích viên công thật tâm phần ủy đoàn niên hoàng thử một ra đạt hội
thiện: chí nguyện cảm lành
thông: báo tin qua thoáng cống tư thường suốt hơi
thơ: ca ấu
thu: ngân gom hồi nhập hoạch tiền phí dọn mua hút xếp thuế lại hẹp chi đông
thủy: lợi sản triều điện văn nông
thuận: lợi tiện tình chiều
thương: binh lượng yêu tích mại nghiệp hại tâm vong quá lắm tình
tiến: hành độ bộ sĩ tới
tính: mạng chất toán đến tiền lại
trang: trại bị trí phục trải thiết nghiêm web
trâm: anh cài
trân: trọng
trinh: sát thám nữ
trúc: bạch
trung: tâm bình ương thu học hạn tá úy thành quốc đoàn
tú: tài bà
tuệ: tĩnh
tuấn: tú
tùng: tiệp
tường: trình rào nhà đổ thuật tận gạch thành
tuyên: truyền bố dương giáo án huấn
tuyến: đường kè mương ống xe bài
tuyết: rơi
văn: hóa hoá bản phòng minh nghệ bằng kiện thư
vân: vân tay
việt: kiều nam minh
hai: lòng mặt
vinh: danh dự quang
xuân: mai hè này về
yến: sào tiệc
yên: tâm tĩnh ổn ắng bình lành
""".strip().splitlines()
    for first, seconds in [line.split(": ")]
    for second in seconds.split()
)
# ------------------------------------------------------------------ places among brothers and sisters, nicknames, saints
BIRTH_ORDER = spread("hai ba tư năm sáu bảy tám chín mười út tu nam sau bay tam chin muoi ut cả")
ORDER_SPELT = spread("hai ba tư năm sáu bảy tám chín mười út bốn")
# Places among brothers and sisters that by themselves, after a word of address, are somebody, unless something is counted.
ORDER_ALONE = spread("tư sáu bảy tám chín mười út")
# Nicknames that without their marks are other words.
NICKS = spread("đen cò lửa mù cụt bụng ghẻ xe")
# How somebody looks, behind a given name (as spelt); the second also where no word of address stands before.
LOOKS = spread("mập đen lùn ốm râu hói sẹo lé cụt búa bò tím nhí sún hô móm què điếc cọp mụn rỗ xăm")
LOOKS_ALONE = spread("mập sẹo hói râu sún lé nhí")
CHILD_NICKS = spread("tí tèo tý cu bé tẹo cò")
SAINTS = spread(
    """
    phero phaolo maria giuse gioan anna teresa daminh dominico micae anton antonio vinhson matta cecilia mactino augustino phanxico giacobe
    toma simon luca macco matheu tadeo philipphe batolomeo benado catarina agata luxia rosa monica magarita isave elisabet têrêsa gioakim
    phanxicoxavie xavie inhaxio kitophe laurenso stephano tephano gierado alphongso clara lucia
    """
)
# ------------------------------------------------------------------ in small letters without marks
# In a message without diacritics, after "ong", "anh", "chi": hardly anything else.
GIVEN_BARE = spread("hung tuyet nguyet oanh quyen quynh cuong phuoc loc kiet vinh teo loan thuy nhung kieu")
# Without marks, in small letters: surnames, middle names, and what leads a full name in.
SURNAMES_BARE = spread(
    """
    nguyen tran pham huynh dang bui do vo ngo trinh truong phan le dinh doan vu ho hoang duong ly luong mai cao lam ta dao quach to chau kieu
    phung mac ton vuong thai luu ha lu uong tra dam tang trieu
    """
)
MIDDLE_BARE = spread(
    """
    van thi huu dinh quoc duc ngoc thanh minh cong xuan ba y tan quang the khac gia my kim hong thu thuy bich nhu bao anh hoang hai tuan viet
    trong duy khanh phuong dang nhat trung phuc hoai vinh si sy dac huy thai thao diem dieu mong anh tien hung tuong le
    """
)
NOT_FULL_BARE = frozenset({("phan", "anh"), ("do", "thi"), ("do", "anh"), ("dang", "thi"), ("vo", "anh"), ("le", "ba"), ("ho", "ba"), ("ho", "thu"),
    ("mai", "thi"), ("ta", "thi"), ("lam", "viet"), ("lam", "thu"), ("cao", "the"), ("to", "cong"), ("ho", "minh"), ("truong", "thon")})  # fmt: skip
# Surnames that without marks and capitals need somebody's word of address or house before them.
NEED_LEAD = TWIN_SURNAMES | spread("dang luong ta dong phan que tong dau vien tien cu ma la le truong trinh trieu")
