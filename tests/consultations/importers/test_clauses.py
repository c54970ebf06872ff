import pytest

from consultations.importers import WarningCode, parse_text
from consultations.kinds import ClauseKind


def clauses(text):
    return parse_text(text).clauses


def ids(text):
    return [clause.id for clause in clauses(text)]


def codes(text):
    return [(warning.code, warning.at) for warning in parse_text(f"NỘI QUY\n{text}").warnings]


QUY_CHE = """QUY CHẾ
Bếp ăn bán trú
Phần thứ nhất
BẾP ĂN
Chương I
QUY ĐỊNH
CHUNG
Mục 1. An toàn
Tiểu mục 1
Kho
Điều 1. Nhận thực phẩm
1. Thực phẩm nhận trước 7 giờ, gồm:
a) Rau;
b) Thịt;
đ) Sữa.
2. Thực phẩm để riêng.
Chương II
NGƯỜI NẤU
Điều 2 : Khám sức khỏe
Người nấu khám sức khỏe mỗi năm.
Điều 3. Bếp trưởng chịu trách nhiệm thi hành.
"""


def test_every_level_of_a_regulation_finds_its_place():
    found = [(one.id, one.parent, one.kind.value, one.label) for one in clauses(QUY_CHE)]
    assert found == [
        ("Ph1", None, "part", "Phần thứ nhất"),
        ("Ph1.CI", "Ph1", "chapter", "Chương I"),
        ("Ph1.CI.M1", "Ph1.CI", "section", "Mục 1."),
        ("Ph1.CI.M1.TM1", "Ph1.CI.M1", "subsection", "Tiểu mục 1"),
        ("D1", "Ph1.CI.M1.TM1", "article", "Điều 1."),
        ("D1.K1", "D1", "item", "1."),
        ("D1.K1.Pa", "D1.K1", "point", "a)"),
        ("D1.K1.Pb", "D1.K1", "point", "b)"),
        ("D1.K1.Pđ", "D1.K1", "point", "đ)"),
        ("D1.K2", "D1", "item", "2."),
        ("Ph1.CII", "Ph1", "chapter", "Chương II"),
        ("D2", "Ph1.CII", "article", "Điều 2 :"),
        ("D3", "Ph1.CII", "article", "Điều 3."),
    ]


def test_titles_on_the_lines_below_become_headings():
    headings = {one.id: one.heading for one in clauses(QUY_CHE)}
    assert headings["Ph1.CI"] == "QUY ĐỊNH CHUNG"
    assert headings["Ph1.CI.M1"] == "An toàn"
    assert headings["Ph1.CI.M1.TM1"] == "Kho"


def test_an_article_has_a_heading_only_when_something_follows_it():
    found = {one.id: (one.heading, one.text) for one in clauses(QUY_CHE)}
    assert found["D1"] == ("Nhận thực phẩm", "")
    assert found["D2"] == ("Khám sức khỏe", "Người nấu khám sức khỏe mỗi năm.")
    assert found["D3"] == ("", "Bếp trưởng chịu trách nhiệm thi hành.")


def test_paragraphs_go_on_with_the_numbered_clause_that_has_begun():
    text = "Điều 1. Đón trẻ\n1. Cô đón trẻ tại lớp.\nNgày mưa, cô đón tại sảnh.\n2. Cô ghi sổ."
    assert clauses(text)[1].text == "Cô đón trẻ tại lớp.\nNgày mưa, cô đón tại sảnh."


def test_unnumbered_paragraphs_of_a_plan_are_clauses_of_their_own():
    text = "KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Yêu cầu\nBữa ăn đủ chất.\nTrẻ ăn hết suất.\nII. TỔ CHỨC\nBếp nấu."
    found = [(one.id, one.parent, one.kind, one.text) for one in clauses(text)]
    assert found[2:4] == [
        ("I.1.t1", "I.1", ClauseKind.TEXT, "Bữa ăn đủ chất."),
        ("I.1.t2", "I.1", ClauseKind.TEXT, "Trẻ ăn hết suất."),
    ]
    assert found[5] == ("II.t1", "II", ClauseKind.TEXT, "Bếp nấu.")


def test_a_paragraph_after_a_finished_bullet_stands_alone():
    text = "1. Bếp\n- Nấu chín.\n- Chia suất, gồm:\nCơm và canh.\nTổ trưởng kiểm tra."
    found = [(one.id, one.text) for one in clauses(text)[1:]]
    assert found == [
        ("1.b1", "Nấu chín."),
        ("1.b2", "Chia suất, gồm:\nCơm và canh."),
        ("1.t1", "Tổ trưởng kiểm tra."),
    ]


def test_the_closing_sentence_belongs_to_the_whole_text():
    text = "KẾ HOẠCH\nI. BẾP\n1. Nấu chín.\nTrên đây là Kế hoạch nuôi dưỡng của nhà trường."
    assert (clauses(text)[-1].id, clauses(text)[-1].parent) == ("t1", None)


def test_a_plan_numbers_down_to_the_plus_sign():
    text = """KẾ HOẠCH
A. BẾP
I/ Chỉ tiêu
1. Nhà trẻ
1.1. Cân nặng
1.1.1. Theo tháng
* Tháng 9
- Cân trẻ:
+ Sáng;
+ Chiều.
2. Mẫu giáo
2.1.Đo chiều cao
2.2 Tính khẩu phần
1) Sáng
2) Chiều
"""
    assert ids(text) == [
        "A", "A.I", "A.I.1", "A.I.1.1", "A.I.1.1.1", "A.I.1.1.1.b1", "A.I.1.1.1.b1.b1",
        "A.I.1.1.1.b1.b1.b1", "A.I.1.1.1.b1.b1.b2", "A.I.2", "A.I.2.1", "A.I.2.2",
        "A.I.2.2.1", "A.I.2.2.2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Điều động xe đưa trẻ đi khám.",
        "Điều lệ trường mầm non quy định khác thì theo Điều lệ.",
        "Điều 5 của Quy chế này áp dụng cho bếp.",
        "Điều 5, Điều 6 áp dụng cho bếp.",
        "Mục 1 Chương II áp dụng cho bếp.",
        "Phần nơi nhận ghi tên lớp.",
        "Chương trình giáo dục của lớp.",
        "Khoản chênh lệch trả lại cha mẹ.",
        "Điểm đón trẻ ở cổng trước.",
        "Mục lục",
        "1.7.2025 là ngày bắt đầu.",
        "1.000.000 đồng một tháng.",
        "2.5 kg gạo một ngày.",
        "7.30 Đón trẻ",
        "24/7 có người trực.",
        "1/2 số trẻ ăn sáng.",
        "3 Nguyễn Thị Hoa Tổ trưởng",
        "-5 độ là nhiệt độ tủ đông.",
        "đ/c Lan phụ trách bếp.",
        "V/v gửi thực đơn tuần.",
        "2025. Năm học mới bắt đầu.",
        "c) không đứng sau b).",
        "V. Người thứ năm.",
    ],
)
def test_a_line_that_only_looks_numbered_stays_text(line):
    found = clauses(f"NỘI QUY\nĐiều 1. Bếp ăn\nBếp mở từ 6 giờ.\n{line}")
    assert [(one.id, one.text) for one in found] == [("D1", f"Bếp mở từ 6 giờ.\n{line}")]


def test_a_number_kept_as_text_is_told():
    text = "NỘI QUY\n1. Bếp mở từ 6 giờ.\n30. là số trẻ."
    assert [one.message() for one in parse_text(text).warnings] == [
        "Dòng “30. là số trẻ.” bắt đầu bằng số không đúng thứ tự nên được giữ làm lời văn."
    ]


@pytest.mark.parametrize("line, label", [("1.Các cô đón.", "1."), ("1/ Các cô đón.", "1/")])
def test_a_number_may_be_glued_or_slashed(line, label):
    assert [(one.label, one.text) for one in clauses(line)] == [(label, "Các cô đón.")]


@pytest.mark.parametrize(
    "lines, label",
    [
        ("I) BẾP", "I)"), ("I- BẾP", "I-"), ("I.BẾP", "I."), ("Phần I\nBẾP", "Phần I"),
        ("CHƯƠNG I. BẾP", "CHƯƠNG I."), ("Chương II : BẾP", "Chương II :"), ("Mục A\nBẾP", "Mục A"),
    ],
)  # fmt: skip
def test_headings_come_in_many_spellings(lines, label):
    found = clauses(f"{lines}\nBếp mở từ 6 giờ.")[0]
    assert (found.label, found.heading) == (label, "BẾP")


def test_inserted_points_lie_in_their_point():
    text = "1. Bếp gồm:\na) Kho:\na1) Kho khô;\na2) Kho lạnh;\nb) Bàn."
    assert ids(text) == ["1", "1.Pa", "1.Pa.1", "1.Pa.2", "1.Pb"]


def test_bracketed_and_small_roman_numbers_lie_in_a_point():
    text = "1. Bếp gồm:\na) Kho:\ni) Kho khô;\nii) Kho lạnh;\nb) Bàn:\n(1) Gỗ;\n(2) Sắt."
    assert ids(text) == ["1", "1.Pa", "1.Pa.i", "1.Pa.ii", "1.Pb", "1.Pb.(1)", "1.Pb.(2)"]


def test_a_number_alone_on_its_line_takes_the_words_below():
    found = clauses("1.\nCô đón trẻ tại lớp.\n2.\nCô ghi sổ.")
    assert [(one.id, one.text) for one in found] == [
        ("1", "Cô đón trẻ tại lớp."),
        ("2", "Cô ghi sổ."),
    ]


@pytest.mark.parametrize("left, right", ["“”", '""'])
def test_clauses_quoted_by_an_amending_text_are_words(left, right):
    text = f"""Điều 1. Sửa đổi Nội quy như sau
1. Sửa khoản 2 Điều 5 như sau:
{left}2. Trẻ được đón:
a) Buổi sáng;
b) Buổi chiều.{right}
2. Bỏ Điều 9.
3. Thêm điểm d như sau: {left}d) Bữa phụ;
đ) Bữa tối.{right}
4. Thi hành từ tháng 9."""
    assert ids(text) == ["D1", "D1.K1", "D1.K2", "D1.K3", "D1.K4"]


def test_a_quotation_mark_nobody_closes_swallows_nothing():
    text = "1. Sửa như sau:\n“2. Trẻ được đón sớm.\n2. Bỏ Điều 9.\n3. Thi hành."
    assert ids(text) == ["1", "2", "3"]
    assert (WarningCode.UNCLOSED_QUOTE, "") in codes(text)


def test_text_without_numbers_gives_a_clause_per_paragraph():
    draft = parse_text("Nhà trường xin ý kiến.\nPhụ huynh góp ý về thực đơn.")
    assert [(one.id, one.kind.value) for one in draft.clauses] == [("t1", "text"), ("t2", "text")]
    assert WarningCode.NO_NUMBERING in [warning.code for warning in draft.warnings]


def test_a_draft_is_handed_on_as_plain_values():
    plain = parse_text("NỘI QUY\nI. Bếp\n1. Nấu.\nI. Kho").as_dict()
    assert plain["clauses"][1] == {
        "id": "I.1", "parent": "I", "kind": "item", "label": "1.", "heading": "", "text": "Nấu.",
    }  # fmt: skip
    assert plain["warnings"] == [
        {
            "code": "duplicate_number",
            "at": "I-2",
            "values": {"label": "I."},
            "message": "Số “I.” bị trùng; cả hai mục đều được giữ.",
        }
    ]


def test_words_never_jump_before_a_bullet_that_stood_above_them():
    found = clauses("Điều 1. Bếp\n- Nấu chín.\nChia suất.\nDọn bàn.")
    assert [(one.id, one.text) for one in found] == [
        ("D1", ""),
        ("D1.b1", "Nấu chín."),
        ("D1.t1", "Chia suất."),
        ("D1.t2", "Dọn bàn."),
    ]


@pytest.mark.parametrize(
    "lines, found",
    [
        ("Điều 1.- Bếp\nNấu.", "Điều 1.-"), ("Điều1. Bếp\nNấu.", "Điều1."),
        ("Điều 1 – Bếp\nNấu.", "Điều 1 –"),
        ("Điều 1：Bếp\nNấu.", "Điều 1："), ("Điều l. Bếp\nNấu.", "Điều l."), ("ĐIỀU 1. BẾP\nNấu.", "ĐIỀU 1."),
        ("I.- BẾP\nNấu.", "I.-"), ("A - BẾP\nNấu.", "A -"), ("A/ BẾP\nNấu.", "A/"), ("l. Bếp\nNấu.", "l."),
        ("１．Bếp\nNấu.", "１．"), ("（1）Bếp\nNấu.", "（1）"), ("1: Bếp\nNấu.", "1:"),
        ("1- Bếp\nNấu.", "1-"),
        ("1.- Bếp\nNấu.", "1.-"), ("1 . Bếp\nNấu.", "1 ."), ("a/Bếp\nNấu.", "a/"), ("a - Bếp\nNấu.", "a -"),
        ("Phần thứ nhất\nBẾP\nNấu.", "Phần thứ nhất"), ("CHƯƠNG I: BẾP\nNấu.", "CHƯƠNG I:"),
        ("► Bếp\nNấu.", "►"), ("▪ Bếp\nNấu.", "▪"),
    ],
)  # fmt: skip
def test_numbers_come_in_many_habits_and_keep_how_they_were_typed(lines, found):
    first = clauses(lines)[0]
    assert first.label == found
    assert "Bếp" in (first.heading + first.text).capitalize()


def test_outlines_that_print_every_number_above():
    text = "KẾ HOẠCH\nI. BẾP\nI.1. Kho\nI.1.1. Kệ\nI.2. Bàn\nII. SÂN\nII.1. Cây\n1.a) Na\n1.b) Ổi"
    assert [one.label for one in clauses(text)] == [
        "I.", "I.1.", "I.1.1.", "I.2.", "II.", "II.1.", "1.a)", "1.b)",
    ]  # fmt: skip
    assert ids(text)[:6] == ["I", "I.1", "I.1.1", "I.2", "II", "II.1"]


def test_a_chapter_in_words_past_ten():
    assert ids("Phần thứ mười\nBẾP\nPhần thứ mười một\nSÂN") == ["Ph10", "Ph11"]


@pytest.mark.parametrize(
    "line",
    [
        "1), 2) và 3) áp dụng cho bếp.", "a), b) khoản 1 áp dụng cho bếp.", "5. 9. 2025 là ngày khai giảng.",
        "1. 500.000 đồng là mức đóng.", "Điều 2 Nội quy này áp dụng cho bếp", "Phần lớn trẻ ăn hết suất.",
        "Mục tiêu của bếp là đủ chất.", "Điểm xét vào lớp ghi ở bảng.", "e - Mail của trường.",
    ],
)  # fmt: skip
def test_numbers_that_a_sentence_names_open_nothing(line):
    found = clauses(f"NỘI QUY\nĐiều 1. Bếp ăn\nBếp mở từ 6 giờ.\n{line}")
    assert [(one.id, one.text) for one in found] == [("D1", f"Bếp mở từ 6 giờ.\n{line}")]


def test_an_amount_is_a_clause_where_its_number_is_due():
    assert ids("NỘI QUY\n1. Mức đóng:\n2. 500.000 đồng mỗi tháng.") == ["1", "2"]


@pytest.mark.parametrize(
    "text, found",
    [
        ("1. Bếp\na) Kho:\n1. Gạo\n2. Dầu\nb) Bàn:\n1. Gỗ\n2. Sắt\nc) Ghế",
         ["1", "1.Pa", "1.Pa.1", "1.Pa.2", "1.Pb", "1.Pb.1", "1.Pb.2", "1.Pc"]),
        ("a) Kho:\n1) Gạo\n2) Dầu\nb) Bàn:\n1) Gỗ\nc) Ghế", ["Pa", "Pa.1", "Pa.2", "Pb", "Pb.1", "Pc"]),
        ("I. BẾP\nA. Kho\nB. Bàn\nII. SÂN\nA. Cây\nB. Cỏ\nIII. CỔNG",
         ["I", "I.A", "I.B", "II", "II.A", "II.B", "III"]),
        ("(1) Bếp:\na) Kho\nb) Bàn\n(2) Sân:\na) Cây", ["(1)", "(1).Pa", "(1).Pb", "(2)", "(2).Pa"]),
        ("2. Bếp\n2.1. Kho:\n1. Gạo\n2. Dầu\n2.2. Bàn", ["2", "2.1", "2.1.1", "2.1.2", "2.2"]),
        ("+ Bếp:\n- Kho;\n- Bàn.\n+ Sân:\n- Cây.", ["b1", "b1.b1", "b1.b2", "b2", "b2.b1"]),
    ],
)  # fmt: skip
def test_lists_lie_in_one_another_the_way_they_go_on(text, found):
    assert ids(f"NỘI QUY\n{text}") == found


def test_a_list_that_begins_once_more_is_told_once():
    text = "Buổi sáng\n1. Rửa tay.\n2. Ăn sáng.\n3. Học.\nBuổi chiều\n1. Ngủ dậy.\n2. Ăn xế.\n3. Về."
    assert [code for code, _ in codes(text)].count(WarningCode.DUPLICATE_NUMBER) == 1
    assert [one.label for one in clauses(text) if one.label] == ["1.", "2.", "3."] * 2


def test_a_letter_typed_for_a_digit_is_told():
    assert (WarningCode.LETTER_FOR_DIGIT, "D11") in codes(
        "\n".join(f"Điều {n}. Việc\nLàm." for n in [*range(1, 11), "1l", 12])
    )


def test_a_misnumbered_subitem_is_kept_and_told():
    text = "1. Bếp\n2. Sân\n1.1. Cây xanh\n1.2. Cỏ"
    assert [one.label for one in clauses(text)] == ["1.", "2.", "1.1.", "1.2."]
    assert WarningCode.NUMBER_ORDER in [code for code, _ in codes(text)]


@pytest.mark.parametrize("left, right", [("”", "”"), ("«", "»"), ("„", "“"), ("“", '"')])
def test_quotations_come_in_many_marks(left, right):
    text = f"1. Sửa Điều 5 như sau:\n{left}Điều 5. Giờ đón\n1. Bảy giờ.\n2. Tám giờ{right}.\n2. Bỏ Điều 9."
    assert ids(text) == ["1", "2"]


def test_inches_are_no_quotation():
    assert ids('1. Ti vi 42" đặt ở lớp.\n2. Loa đặt ở sân.\n3. Đàn đặt ở phòng.') == ["1", "2", "3"]


def test_contents_typed_by_hand_are_skipped_and_told():
    text = "QUY CHẾ\nMỤC LỤC\nChương I. BẾP ........ 2\nĐiều 1. Kho 2\nĐiều 2. Bàn 3\nChương I. BẾP\n"
    draft = parse_text(f"{text}Điều 1. Kho\nSạch.\nĐiều 2. Bàn\nKhô.")
    assert [one.id for one in draft.clauses] == ["CI", "D1", "D2"]
    assert WarningCode.CONTENTS_SKIPPED in [one.code for one in draft.warnings]


def test_a_list_may_begin_on_the_line_of_what_holds_it():
    text = "Điều 1. 1. Trẻ được ăn sáng.\n2. a) Trẻ được ngủ trưa;\nb) Trẻ được ăn xế."
    assert [(one.id, one.text) for one in clauses(text)] == [
        ("D1", ""),
        ("D1.K1", "Trẻ được ăn sáng."),
        ("D1.K2", ""),
        ("D1.K2.Pa", "Trẻ được ngủ trưa;"),
        ("D1.K2.Pb", "Trẻ được ăn xế."),
    ]


def test_words_that_head_a_list_stand_before_it_and_not_in_the_clause_above():
    text = "Đối với trẻ:\n1. Đúng giờ.\n2. Lễ phép.\nĐối với cha mẹ:\n1. Đón đúng giờ.\n2. Góp ý."
    assert [(one.id, one.text) for one in clauses(f"NỘI QUY\n\n{text}")] == [
        ("t1", "Đối với trẻ:"),
        ("1", "Đúng giờ."),
        ("2", "Lễ phép."),
        ("t2", "Đối với cha mẹ:"),
        ("1-2", "Đón đúng giờ."),
        ("2-2", "Góp ý."),
    ]


def test_a_month_between_bullets_stands_alone():
    text = "1. Lịch\nTháng 9/2026\n- Khai giảng\nTháng 10/2026\n- Cân đo"
    assert [one.text for one in clauses(text)[1:]] == [
        "Tháng 9/2026",
        "Khai giảng",
        "Tháng 10/2026",
        "Cân đo",
    ]


def test_a_digit_read_for_a_letter_stays_text_and_is_told():
    text = "1. Các việc:\na) Nấu;\nb) Chia;\nc) Rửa;\n9) Dọn;\nđ) Lau."
    assert ids(text) == ["1", "1.Pa", "1.Pb", "1.Pc", "1.Pđ"]
    assert (WarningCode.NUMBER_KEPT_AS_TEXT, "1.Pc") in codes(text)


def test_what_printers_leave_of_letters_is_mended():
    assert clauses("1. Trƣờng ðón trẻ, ðƣa trẻ về.")[0].text == "Trường đón trẻ, đưa trẻ về."
