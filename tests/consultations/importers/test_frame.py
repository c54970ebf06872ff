import pytest

from consultations.importers import WarningCode, parse_text

LETTERHEAD = """UBND PHƯỜNG HOA MAI
TRƯỜNG MẦM NON HOA SEN
Số: 12/KH-MN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hoa Mai, ngày 05 tháng 9 năm 2025
"""
SIGNED = """Nơi nhận:
- Phòng GD&ĐT;
- Lưu: VT.
HIỆU TRƯỞNG
Trần Thị Sen
"""


def test_letterhead_title_and_signatures_frame_the_clauses():
    draft = parse_text(f"{LETTERHEAD}\nKẾ HOẠCH\nNuôi dưỡng trẻ\n\n1. Bếp nấu.\n{SIGNED}")
    assert draft.head == LETTERHEAD.strip()
    assert draft.title == "KẾ HOẠCH Nuôi dưỡng trẻ"
    assert draft.foot == SIGNED.strip()
    assert [one.text for one in draft.clauses] == ["Bếp nấu."]
    assert draft.warnings == ()


@pytest.mark.parametrize(
    "lines, title",
    [
        ("NỘI QUY\nĐÓN TRẢ TRẺ\nNăm học 2025 – 2026", "NỘI QUY ĐÓN TRẢ TRẺ Năm học 2025 – 2026"),
        ("NỘI QUY ĐÓN TRẢ TRẺ", "NỘI QUY ĐÓN TRẢ TRẺ"),
        ("Nội quy đón trả trẻ", "Nội quy đón trả trẻ"),
        ("DỰ THẢO KẾ HOẠCH\nThực hiện bữa ăn", "DỰ THẢO KẾ HOẠCH Thực hiện bữa ăn"),
        ("KẾ HOẠCH\nĐưa trẻ đi khám\ntại trạm y tế", "KẾ HOẠCH Đưa trẻ đi khám tại trạm y tế"),
        ("QUY CHẾ\nBếp ăn\n(Ban hành kèm theo Quyết định 5)",
         "QUY CHẾ Bếp ăn (Ban hành kèm theo Quyết định 5)"),
        ("GIỜ SINH HOẠT CỦA TRẺ", "GIỜ SINH HOẠT CỦA TRẺ"),
    ],
)  # fmt: skip
def test_a_title_is_its_kind_and_its_subject(lines, title):
    assert parse_text(f"{lines}\n\n1. Cô đón trẻ.").title == title


def test_the_preamble_is_no_part_of_the_title():
    draft = parse_text("KẾ HOẠCH\nBữa ăn\nCăn cứ Điều lệ trường mầm non;\nI. BẾP\nNấu chín.")
    assert draft.title == "KẾ HOẠCH Bữa ăn"
    assert [one.id for one in draft.clauses] == ["t1", "I", "I.t1"]


def test_a_paragraph_after_an_empty_line_is_no_part_of_the_title():
    draft = parse_text("KẾ HOẠCH\nBữa ăn\n\nNhà trường tổ chức bữa ăn như sau\nI. BẾP")
    assert draft.title == "KẾ HOẠCH Bữa ăn"


def test_a_draft_without_a_title_says_so():
    draft = parse_text("1. Cô đón trẻ.")
    assert (draft.title, draft.head) == ("", "")
    assert [warning.code for warning in draft.warnings] == [WarningCode.NO_TITLE]


def test_the_letterhead_is_told_apart_even_without_a_title():
    draft = parse_text(f"{LETTERHEAD}Kính gửi cha mẹ trẻ.\n1. Cô đón trẻ.")
    assert draft.head == LETTERHEAD.strip()
    assert draft.clauses[0].text == "Kính gửi cha mẹ trẻ."


def test_recipients_and_signer_may_share_a_line():
    draft = parse_text("NỘI QUY\n1. Cô đón.\nNơi nhận:      HIỆU TRƯỞNG\n- Lưu VT;\n\nLê A")
    assert draft.foot == "Nơi nhận: HIỆU TRƯỞNG\n- Lưu VT;\nLê A"


def test_a_signature_needs_no_recipients():
    text = "NỘI QUY\n1. Cô đón.\nHoa Mai, ngày 5 tháng 9 năm 2025\nKT. HIỆU TRƯỞNG\nLê A"
    assert parse_text(text).foot == "Hoa Mai, ngày 5 tháng 9 năm 2025\nKT. HIỆU TRƯỞNG\nLê A"


def test_where_children_are_collected_is_no_signature():
    draft = parse_text("NỘI QUY\nĐiều 1. Đón trẻ\nNơi nhận: cổng trước.\nĐiều 2. Trả trẻ\nLớp.")
    assert draft.foot == ""
    assert draft.clauses[0].text == "Nơi nhận: cổng trước."


def test_an_office_that_heads_tasks_is_no_signature():
    draft = parse_text("KẾ HOẠCH\nI. PHÂN CÔNG\nHIỆU TRƯỞNG\n- Chỉ đạo chung.\n- Kiểm tra bếp.")
    assert draft.foot == ""


DECISION = f"""{LETTERHEAD}QUYẾT ĐỊNH
Về việc ban hành Quy chế bếp ăn
Căn cứ Điều lệ trường mầm non;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế bếp ăn.
Điều 2. Quyết định có hiệu lực từ ngày ký.
{SIGNED}"""


@pytest.mark.parametrize("issued", ["(Ban hành kèm theo Quyết định số 12/QĐ-MN)\n", ""])
def test_an_attached_regulation_numbers_its_articles_anew(issued):
    text = f"{DECISION}QUY CHẾ\nBẾP ĂN\n{issued}Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Giờ nấu\nSáng."
    draft = parse_text(text)
    assert [one.id for one in draft.clauses] == [
        "t1", "t2", "D1", "D2", "Q1", "Q1.CI", "Q1.D1",
    ]  # fmt: skip
    assert draft.clauses[4].label == "QUY CHẾ"
    assert draft.clauses[4].heading.startswith("BẾP ĂN")
    assert draft.clauses[5].heading == "QUY ĐỊNH CHUNG"
    assert draft.foot == SIGNED.strip()
    assert draft.warnings == ()


@pytest.mark.parametrize(
    "line, label, heading",
    [
        ("PHỤ LỤC", "PHỤ LỤC", "THỰC ĐƠN"),
        ("Phụ lục II", "Phụ lục II", "THỰC ĐƠN"),
        ("Phụ lục 1. Món ăn", "Phụ lục 1.", "Món ăn THỰC ĐƠN"),
        ("Mẫu số 03", "Mẫu số 03", "THỰC ĐƠN"),
    ],
)
def test_an_annex_numbers_anew_and_leaves_the_signatures_in_the_foot(line, label, heading):
    draft = parse_text(f"NỘI QUY\nI. Bếp\n1. Nấu.\n{SIGNED}{line}\nTHỰC ĐƠN\nI. Thứ hai\n1. Cháo")
    annex = draft.clauses[2]
    assert (annex.kind.value, annex.label, annex.heading) == ("annex", label, heading)
    assert [one.id for one in draft.clauses[3:]] == [f"{annex.id}.I", f"{annex.id}.I.1"]
    assert draft.foot == SIGNED.strip()
    assert draft.warnings == ()


@pytest.mark.parametrize(
    "line", ["Phụ lục I Nội quy này ghi món ăn.", "Phụ lục kèm theo.", "Mẫu đơn do trường phát."]
)
def test_words_about_an_annex_open_none(line):
    assert len(parse_text(f"NỘI QUY\n1. Bếp nấu.\n{line}").clauses) == 1


def test_an_office_that_heads_a_sentence_is_no_signature():
    assert parse_text("KẾ HOẠCH\nI. PHÂN CÔNG\nHIỆU TRƯỞNG\nChỉ đạo chung.").foot == ""


def test_a_sentence_that_names_the_school_year_is_no_title_after_an_empty_line():
    text = "KẾ HOẠCH\nBữa ăn\n\nNăm học này nhà trường nấu ăn tại chỗ\nI. BẾP"
    assert parse_text(text).title == "KẾ HOẠCH Bữa ăn"


@pytest.mark.parametrize("title", ["Chương II\nQUY CHẾ BẾP ĂN", "QUY ĐỊNH CHUNG"])
def test_the_title_of_a_chapter_is_no_attached_regulation(title):
    draft = parse_text(f"NỘI QUY\nĐiều 1. Nấu chín.\n{title}\nĐiều 1. Chia suất.")
    assert [one.id for one in draft.clauses if one.id.startswith("Q")] == []
