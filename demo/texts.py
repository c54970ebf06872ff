"""Drafts, questions and comments of the demo school: invented for it, no real person's words."""

from accounts.rules import AgeGroup
from consultations.rules import QuestionKind as Q
from reports.rules import Decision

OLD_SETTINGS = {
    "superior_body": "PHÒNG GD&ĐT HUYỆN LẠC THỦY",
    "school_name": "Trường Mầm non Đỗ Đình Thiện",
    "symbol_suffix": "TrMN",
    "place": "Phú Nghĩa",
    "receivers": "Phòng Giáo dục và Đào tạo huyện Lạc Thủy",
    "copies_to": "Lưu Website",
    "signer_title": "HIỆU TRƯỞNG",
    "contact": "văn phòng nhà trường, giờ hành chính",
    "is_confirmed": True,
}
NEW_SETTINGS = OLD_SETTINGS | {
    "superior_body": "UBND XÃ AN NGHĨA",
    "place": "An Nghĩa",
    "receivers": "Ủy ban nhân dân xã An Nghĩa",
    "copies_to": "Phòng Văn hóa - Xã hội xã An Nghĩa",
    "is_confirmed": False,
}

CLASSES = [
    ("Nhà trẻ A", AgeGroup.NURSERY),
    ("Nhà trẻ B", AgeGroup.NURSERY),
    ("3 tuổi A", AgeGroup.THREE),
    ("3 tuổi B", AgeGroup.THREE),
    ("3 tuổi C", AgeGroup.THREE),
    ("4 tuổi A", AgeGroup.FOUR),
    ("4 tuổi B", AgeGroup.FOUR),
    ("4 tuổi C", AgeGroup.FOUR),
    ("5 tuổi A", AgeGroup.FIVE),
    ("5 tuổi B", AgeGroup.FIVE),
]

METHOD = (
    "Lấy ý kiến qua trang này và bằng phiếu giấy tại văn phòng. "
    "Mỗi gia đình có một mã riêng; giáo viên, nhân viên đăng nhập bằng tài khoản."
)

WORK = {
    "title": "Điều kiện làm việc của giáo viên, nhân viên",
    "summary": "Khảo sát không nêu tên về công việc hằng ngày, phối hợp và điều kiện vật chất.",
    "purpose": "Để nhà trường biết nên bớt việc gì, thêm gì trong học kỳ tới.",
}
WORK_ANSWERS = [
    "Xin gộp sổ theo dõi trẻ và sổ bàn giao làm một.",
    "Cần thêm một chỗ nghỉ trưa cho giáo viên.",
    "Nên báo lịch họp trước ít nhất hai ngày.",
    "Bếp cần thêm người vào những hôm có tiệc sinh nhật.",
]

GATE = {
    "title": "Nội quy đón, trả trẻ và an toàn cổng trường",
    "summary": (
        "Cổng trường mở sớm hơn 15 phút. Mỗi gia đình đăng ký trước những người được đón trẻ. "
        "Xe máy tắt máy, dắt bộ trong sân."
    ),
    "purpose": (
        "Giờ đón, trả trẻ đang đông và lộn xộn ở cổng. Nội quy mới để trẻ ra về đúng người, "
        "đi lại trong sân được an toàn."
    ),
    "draft": """NỘI QUY
Đón, trả trẻ và an toàn cổng trường
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi áp dụng
Nội quy này quy định việc đón, trả trẻ và ra vào cổng trường; áp dụng với cha mẹ trẻ, người giám hộ, người được gia đình nhờ đón, giáo viên và nhân viên.
Điều 2. Giờ đón, giờ trả trẻ
1. Cổng trường mở từ 6 giờ 45. Giờ đón trẻ từ 6 giờ 45 đến 7 giờ 45.
2. Giờ trả trẻ từ 16 giờ 15 đến 17 giờ 00.
3. Ngày rét dưới 10 độ C lúc 6 giờ sáng, giờ đón trẻ kéo dài đến 8 giờ 15.
Chương II
ĐÓN TRẺ VÀ TRẢ TRẺ
Điều 3. Người đón trẻ
1. Người đón trẻ là cha, mẹ, người giám hộ hoặc người từ đủ 18 tuổi có tên trong danh sách gia đình đã đăng ký.
2. Người chưa có tên trong danh sách chỉ được đón trẻ khi cha, mẹ hoặc người giám hộ báo trước cho giáo viên:
a) Nêu họ tên, số điện thoại của người đón;
b) Gửi ảnh người đón, hoặc để giáo viên gọi lại xác nhận.
3. Giáo viên không giao trẻ cho người có biểu hiện say rượu, bia.
Điều 4. Đón muộn
1. Gia đình đón sau 17 giờ 00 thì báo giáo viên trước 16 giờ 30.
2. Sau 17 giờ 30, trẻ được trông tại phòng trực; gia đình ký sổ khi đón.
Điều 5. Sức khỏe của trẻ khi đến lớp
1. Gia đình không đưa trẻ đến lớp khi trẻ sốt từ 38 độ C hoặc đang mắc bệnh dễ lây.
2. Thuốc gửi theo trẻ ghi rõ tên trẻ, liều dùng, giờ uống và có chữ ký của cha hoặc mẹ.
Chương III
AN TOÀN CỔNG TRƯỜNG
Điều 6. Xe và chỗ đỗ
1. Xe máy, xe đạp điện tắt máy và dắt bộ từ cổng vào nơi để xe.
2. Ô tô không dừng trước cổng trong giờ đón và giờ trả trẻ.
Điều 7. Tổ chức thực hiện
Giáo viên phổ biến nội quy trong cuộc họp cha mẹ trẻ đầu năm học; bảo vệ nhắc nhở tại cổng.
""",
    "questions": [
        {"kind": Q.SCALE, "text": "Việc đón trẻ buổi sáng hiện nay", "section": "Đón, trả trẻ hiện nay"},
        {"kind": Q.SCALE, "text": "Việc trả trẻ buổi chiều hiện nay"},
        {"kind": Q.SCALE, "text": "Trật tự, an toàn trước cổng trường"},
        {
            "kind": Q.SINGLE, "text": "Gia đình thường đón trẻ vào giờ nào?", "is_required": True,
            "options": ["Trước 16 giờ 30", "16 giờ 30 đến 17 giờ 00", "Sau 17 giờ 00"],
        },
        {
            "kind": Q.SEVERAL, "text": "Những ai hay đón trẻ?",
            "options": ["Mẹ", "Bố", "Ông, bà", "Anh, chị, cô, chú", "Hàng xóm"],
        },
        {"kind": Q.LONG, "text": "Nhà trường nên làm gì để cổng trường an toàn hơn?",
         "help": "Xin không ghi tên trẻ."},
    ],
}  # fmt: skip

MEALS = {
    "title": "Quy định về bữa ăn bán trú",
    "summary": (
        "Thực đơn cả tuần báo trước cho gia đình. Bữa phụ chiều có thêm sữa và hoa quả. "
        "Gia đình được vào thăm bếp mỗi tháng một buổi."
    ),
    "purpose": "Để bữa ăn ở trường hợp với trẻ, và để gia đình biết mỗi ngày trẻ ăn gì.",
    "draft": """QUY ĐỊNH
Về bữa ăn bán trú
Điều 1. Mức tiền ăn
1. Tiền ăn mỗi ngày là 25.000 đồng một trẻ, gồm bữa trưa và bữa phụ chiều.
2. Trẻ nghỉ có báo trước 8 giờ 00 thì không tính tiền ăn ngày đó.
Điều 2. Thực đơn
1. Thực đơn ghi trên bảng tin mỗi sáng.
2. Một món không lặp lại quá hai lần trong tuần.
Điều 3. Bữa phụ chiều
1. Bữa phụ chiều gồm sữa có đường và hoa quả theo mùa.
2. Trẻ dị ứng được thay món khác tương đương.
Điều 4. Gia đình thăm bếp
Gia đình được vào thăm bếp mỗi tháng một buổi, báo trước một ngày.
""",
    "questions": [
        {
            "kind": Q.MATRIX, "text": "Gia đình thấy bữa ăn của trẻ thế nào?", "section": "Bữa ăn hiện nay",
            "options": ["Món ăn hợp với trẻ", "Trẻ được ăn đủ no", "Nhà trường báo thực đơn cho gia đình"],
        },
        {"kind": Q.SCALE, "text": "Vệ sinh nhà bếp và chỗ ăn"},
        {
            "kind": Q.SINGLE, "text": "Gia đình muốn nhận thực đơn bằng cách nào?",
            "options": ["Nhóm Zalo của lớp", "Bảng tin ở cổng", "Cả hai"],
        },
        {"kind": Q.NUMBER, "text": "Mỗi tuần trẻ ăn sáng ở nhà mấy ngày?", "minimum": 0, "maximum": 7},
        {"kind": Q.SHORT, "text": "Món nào trẻ thích nhất?"},
    ],
}  # fmt: skip

WINTER = {
    "title": "Kế hoạch chăm sóc trẻ trong mùa lạnh",
    "summary": "Trẻ được giữ ấm ở lớp, nghỉ học khi trời quá rét, và mặc đồng phục mùa đông tự chọn.",
    "purpose": "Mùa đông ở vùng núi rét sâu. Nhà trường muốn cùng gia đình giữ sức khỏe cho trẻ.",
    "draft": """KẾ HOẠCH
Chăm sóc trẻ trong mùa lạnh
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Giữ sức khỏe cho trẻ trong những ngày rét đậm, rét hại.
2. Yêu cầu
Giáo viên theo dõi thời tiết mỗi sáng và báo cho gia đình qua nhóm lớp.
II. NỘI DUNG
1. Giữ ấm ở lớp
a) Lớp học có thảm, cửa kín gió, nước ấm để rửa tay;
b) Không cho trẻ ra sân khi nhiệt độ dưới 12 độ C.
2. Nghỉ học khi quá rét
Trẻ nghỉ học khi nhiệt độ lúc 6 giờ sáng dưới 10 độ C; gia đình không trông được thì trường vẫn nhận trẻ.
III. TỔ CHỨC THỰC HIỆN
Hiệu trưởng phân công giáo viên trực trong những ngày trẻ nghỉ vì rét.
""",
    "questions": [],
}

#: (where in the draft, stance, proposed wording, reason); the first part of the label path names the clause.
GATE_COMMENTS = [
    ("khoản 2 Điều 2", "disagree", "Trả trẻ từ 16 giờ 15 đến 17 giờ 30.", "Nhiều người làm ở khu công nghiệp, 17 giờ mới tan ca."),
    ("khoản 2 Điều 2", "disagree", "", "17 giờ 00 chúng tôi chưa kịp về, đường xa."),
    ("khoản 2 Điều 2", "agree_changes", "Trả trẻ từ 16 giờ 15 đến 17 giờ 30.", "Nhiều người làm ở khu công nghiệp, 17 giờ mới tan ca."),
    ("khoản 2 Điều 3", "agree_changes", "b) Giáo viên gọi lại cho cha, mẹ hoặc người giám hộ để xác nhận.", "Ông bà hay đón thay, máy không chụp được ảnh."),
    ("khoản 2 Điều 3", "agree_changes", "", "Nha toi khong dung dien thoai chup anh, xin cho goi dien la du."),
    ("khoản 1 Điều 3", "other", "", "Xin ghi rõ mỗi gia đình đăng ký được mấy người."),
    ("khoản 2 Điều 4", "agree_changes", "Sau 17 giờ 30, trẻ được trông tại phòng trực đến 18 giờ 30.", "Cần biết trông đến mấy giờ."),
    ("khoản 1 Điều 5", "agree_changes", "", "Xin ghi rõ những bệnh nào là dễ lây để gia đình biết."),
    ("khoản 2 Điều 6", "disagree", "", "Nhà ở xa đi ô tô, xin bố trí chỗ dừng ở sân nhà văn hóa."),
    ("khoản 1 Điều 6", "agree", "", "Rất cần, sân trường chiều nào cũng xe chạy."),
    ("khoản 3 Điều 2", "agree_changes", "Ngày rét dưới 12 độ C, giờ đón trẻ kéo dài đến 8 giờ 15.", "Trẻ nhà trẻ còn bé, dậy sớm dễ ốm."),
]  # fmt: skip
MEAL_COMMENTS = [
    ("khoản 1 Điều 2", "agree_changes", "Thực đơn cả tuần gửi qua nhóm Zalo của lớp từ chiều thứ Sáu.", "Gia đình biết trước để bữa tối không trùng món."),
    ("khoản 1 Điều 2", "agree_changes", "Thực đơn cả tuần gửi qua nhóm Zalo của lớp từ chiều thứ Sáu.", "Gia đình biết trước để bữa tối không trùng món."),
    ("khoản 1 Điều 2", "agree_changes", "", "xin bao thuc don ca tuan"),
    ("khoản 1 Điều 3", "disagree", "Bữa phụ chiều gồm sữa ít đường và hoa quả theo mùa.", "Ăn ngọt nhiều trẻ dễ sâu răng."),
    ("khoản 1 Điều 3", "agree_changes", "", "Nên cho trẻ uống sữa ít đường."),
    ("khoản 2 Điều 3", "agree_changes", "Trẻ dị ứng được thay món khác tương đương; giáo viên ghi sổ và báo bếp trong ngày.", "Cần rõ ai báo cho bếp."),
    ("khoản 1 Điều 1", "disagree", "", "Mức tiền hơi cao với nhà có hai trẻ."),
    ("Điều 4", "agree_changes", "Gia đình được vào thăm bếp mỗi tháng hai buổi.", "Một buổi thì ít, người đi làm ca không đến được."),
    ("khoản 2 Điều 2", "other", "", "Cháu nhà tôi thích ăn canh, xin ngày nào cũng có canh."),
]  # fmt: skip
#: Proposal or reason → theme of our starting set; the last one waits for somebody to decide.
MEAL_THEMES = {
    "Thực đơn cả tuần gửi qua nhóm Zalo của lớp từ chiều thứ Sáu.": "Thông tin, liên lạc",
    "xin bao thuc don ca tuan": "Thông tin, liên lạc",
    "Bữa phụ chiều gồm sữa ít đường và hoa quả theo mùa.": "Bữa ăn",
    "Nên cho trẻ uống sữa ít đường.": "Bữa ăn",
    "Trẻ dị ứng được thay món khác tương đương; giáo viên ghi sổ và báo bếp trong ngày.": "Sức khỏe, vệ sinh",
    "Mức tiền hơi cao với nhà có hai trẻ.": "Các khoản thu",
    "Gia đình được vào thăm bếp mỗi tháng hai buổi.": "Thông tin, liên lạc",
}
MEAL_OUTCOMES = [
    ("khoản 1 Điều 2", Decision.ACCEPTED, "Thực đơn cả tuần được gửi qua nhóm Zalo của lớp và dán ở bảng tin trước 17 giờ thứ Sáu."),
    ("khoản 1 Điều 3", Decision.PARTLY, "Chuyển sang sữa ít đường ba ngày một tuần; chưa bỏ hẳn vì nhiều trẻ nhỏ chưa quen."),
]  # fmt: skip
FREE_ANSWERS = [
    "Nên có vạch kẻ chỗ để xe và người trực ở cổng giờ tan học.",
    "Xin mở thêm cổng phụ vào buổi chiều.",
    "Có mái che chỗ đứng chờ khi trời mưa.",
    "Cần gờ giảm tốc trước cổng trường.",
]
SHORT_ANSWERS = ["Cháo gà", "Canh cua", "Trứng rán", "Thịt kho", "Đậu sốt cà chua", "Cá sốt"]
