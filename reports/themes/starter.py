"""Themes a kindergarten may start from, with their seed words."""

from core.i18n import _l

#: (name, seed words between commas)
THEMES = [
    (
        _l("Bữa ăn"),
        "thực đơn, suất ăn, bữa ăn, món ăn, khẩu phần, tiền ăn, dinh dưỡng, rau, sữa, ăn sáng, ăn trưa, "
        "bữa phụ, nhà bếp, thực phẩm",
    ),
    (
        _l("Giờ đón, trả trẻ"),
        "giờ đón, giờ trả, đón trẻ, trả trẻ, đón muộn, đón sớm, đưa con, đón con, tan ca, trông muộn, "
        "thứ bảy, người đón, thẻ đón",
    ),
    (
        _l("Các khoản thu"),
        "học phí, khoản thu, đóng góp, đóng tiền, quỹ lớp, tiền quỹ, miễn giảm, biên lai, chuyển khoản, "
        "thu chi, tự nguyện, hoàn tiền",
    ),
    (
        _l("An toàn"),
        "an toàn, nguy hiểm, camera, bảo vệ, tai nạn, ngã, người lạ, cổng trường, bạo hành, bắt nạt, "
        "cháy, xe máy",
    ),
    (
        _l("Sức khỏe, vệ sinh"),
        "sức khỏe, vệ sinh, ốm, sốt, thuốc, dịch bệnh, rửa tay, y tế, nhà vệ sinh, ngủ trưa, khám, khăn "
        "mặt, muỗi",
    ),
    (
        _l("Cô giáo"),
        "cô giáo, giáo viên, cô chủ nhiệm, các cô, nhiệt tình, tận tâm, thái độ, quát mắng, yêu trẻ, sĩ số",
    ),
    (
        _l("Cơ sở vật chất"),
        "phòng học, sân chơi, đồ chơi, điều hòa, quạt, bàn ghế, cơ sở vật chất, sửa chữa, mái che, cây "
        "xanh, nhà để xe, máy lọc nước",
    ),
    (
        _l("Hoạt động, dạy học"),
        "hoạt động, chương trình, ngoại khóa, tham quan, trải nghiệm, tiếng Anh, kỹ năng, múa, vẽ, thể "
        "dục, lớp 1, đọc sách",
    ),
    (
        _l("Thông tin, liên lạc"),
        "thông báo, Zalo, nhắn tin, sổ liên lạc, họp phụ huynh, báo trước, trao đổi, công khai, bảng "
        "tin, hình ảnh",
    ),
]
