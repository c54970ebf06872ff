import unicodedata

import pytest

from consultations.importers import (
    RefusalCode,
    UnreadableDraft,
    WarningCode,
    parse_text,
    read_draft,
)
from consultations.importers.lines import clean
from tests.consultations.importers.typewriter import Encoding, typed

TONES = "\u0300\u0301\u0303\u0309\u0323"
OLD = "Nội quy đón trẻ\n1. Cô đón trẻ tại lớp, hỏi giấc ngủ của trẻ.\n2. Cô ghi sổ mỗi ngày."
DRAFT = "NỘI QUY\n1. Cô đón trẻ tại lớp.\n2. Cô ghi sổ."


def refusal(data, name="noi-quy.txt"):
    with pytest.raises(UnreadableDraft) as caught:
        read_draft(data, name)
    return caught.value.code


def texts(text):
    return [one.text for one in parse_text(text).clauses]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_the_encodings_of_today(encoding):
    assert read_draft(DRAFT.encode(encoding), "x.txt") == parse_text(DRAFT)


@pytest.mark.parametrize(
    "data, code",
    [
        (b"\xff\xd8\xff\xe0 JFIF", RefusalCode.NOT_TEXT),
        (b"N\xe9i quy", RefusalCode.NOT_TEXT),
        (b"one\0two", RefusalCode.NOT_TEXT),
        (b"\xff\xfea", RefusalCode.NOT_TEXT),
        (b"", RefusalCode.EMPTY),
        (" \n\u200b\t".encode(), RefusalCode.EMPTY),
        (b"%PDF-1.7 ...", RefusalCode.PDF_DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word 97", RefusalCode.DAMAGED),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data, code):
    assert refusal(data) is code
    assert refusal(data, "du-thao.docx") is code


def typed_in_1258(text):
    """With each tone as a mark of its own behind its vowel, as Windows typed it."""
    out = ""
    for letter in unicodedata.normalize("NFC", text):
        plain = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in plain if mark in TONES)
        out += unicodedata.normalize("NFC", "".join(mark for mark in plain if mark not in TONES)) + tones
    return out.encode("cp1258")


@pytest.mark.parametrize(
    "name, written",
    [
        ("Windows-1258", typed_in_1258),
        ("TCVN3", lambda text: typed(text, Encoding.TCVN3).encode("latin-1")),
        ("VNI", lambda text: typed(text, Encoding.VNI).encode("cp1252")),
    ],
)
def test_text_in_an_older_encoding_is_converted_and_that_is_told(name, written):
    draft = read_draft(written(OLD), "noi-quy.txt")
    assert draft.clauses == parse_text(OLD).clauses
    assert [(one.code, one.values) for one in draft.warnings] == [
        (WarningCode.ENCODING_GUESSED, {"encoding": name})
    ]


def test_a_file_put_together_from_two_encodings_is_read_line_by_line():
    first, second = OLD.split("\n", 1)
    draft = read_draft(first.encode() + b"\n" + typed_in_1258(second), "noi-quy.txt")
    assert draft.clauses == parse_text(OLD).clauses
    assert [one.code for one in draft.warnings] == [WarningCode.ENCODINGS_MIXED]


def test_what_makes_no_words_in_any_encoding_is_no_text():
    assert refusal(bytes(range(128, 256)) * 20) is RefusalCode.NOT_TEXT


def test_a_refusal_says_in_vietnamese_what_to_do():
    with pytest.raises(UnreadableDraft, match="Tệp PDF bị hỏng. Hãy xuất lại PDF từ tệp gốc"):
        read_draft(b"%PDF-1.4", "x.docx")


def test_text_named_docx_is_read_as_text():
    assert read_draft(DRAFT.encode(), "noi-quy.docx") == parse_text(DRAFT)


def test_too_long_a_text_is_refused():
    with pytest.raises(UnreadableDraft) as caught:
        parse_text("trẻ " * 500_001)
    assert caught.value.code is RefusalCode.TOO_LONG


def test_more_lines_than_any_draft_has_are_refused():
    assert refusal(b"a\n" * 100_001) is RefusalCode.TOO_LONG


def test_a_scan_that_lost_its_diacritics_is_refused():
    assert refusal(b"Nha truong to chuc bua an ban tru cho tre. " * 10) is RefusalCode.NO_DIACRITICS


def test_a_short_text_without_diacritics_is_read():
    assert texts("1. Zalo, Facebook") == ["Zalo, Facebook"]


@pytest.mark.parametrize("word", ["Nhµ tr\u00adêng tæ chøc b÷a ¨n", "Nhaø tröôøng toå chöùc böõa aên"])
def test_text_typed_in_an_old_font_is_refused(word):
    assert refusal(f"{word} ".encode() * 20) is RefusalCode.OLD_FONT


@pytest.mark.parametrize(
    "typed, cleaned",
    [
        ("Giờ\u00a0đón\u2003trẻ", "Giờ đón trẻ"),
        ("nhà\u00ad trường\u200b\ufeff\u200c\u200d", "nhà trường"),
        ("nhà tr\u01a3ờng, \u01a2u tiên", "nhà trường, Ưu tiên"),
        ("\u00d0iều \u00f0ộng", "Điều động"),
        ("\uf0b4 Rửa tay", "- Rửa tay"),
        ("\uf0b7\tLau mặt", "- Lau mặt"),
        ("[bookmark: b3][bookmark: _Hlk1] MỤC ĐÍCH", "MỤC ĐÍCH"),
        ("\t Đón   trẻ \t", "Đón trẻ"),
        ("_______", ""),
        ("- - - - -", ""),
        ("hoà, uỷ", "hoà, uỷ"),
        ("Họ tên: ____", "Họ tên: ____"),
    ],
)
def test_cleaning_takes_only_what_nobody_sees(typed, cleaned):
    assert clean(typed) == cleaned


def test_every_text_comes_out_composed():
    assert clean(unicodedata.normalize("NFD", "Điều lệ trường")) == "Điều lệ trường"


def test_a_line_that_begins_small_goes_on_with_the_one_before():
    assert texts("1. Cô đón trẻ tại lớp của\ntrẻ mỗi ngày.\n2. Cô ghi sổ.")[0] == (
        "Cô đón trẻ tại lớp của trẻ mỗi ngày."
    )


def test_a_small_letter_with_its_bracket_is_a_point_not_a_wrap():
    assert texts("1. Cô đón trẻ\na) tại lớp;\nb) tại sảnh.") == ["", "tại lớp;", "tại sảnh."]


WRAPPED = """1. Nhà trường tổ chức bữa ăn bán trú cho trẻ theo thực đơn của Trung tâm Dinh
dưỡng, đủ bốn nhóm chất, có thêm bữa phụ cho trẻ nhà trẻ và trẻ suy dinh dưỡng của
Trường mầm non Hoa Sen, do bếp trưởng và cô nuôi của từng điểm trường cùng lo
liệu mỗi ngày.
2. Thực đơn được dán ở cửa lớp
Cha mẹ xem trước một tuần và góp ý với cô giáo chủ nhiệm theo quy định tại
Điều 5. Nội quy này cũng được dán ở cửa từng lớp để cha mẹ của trẻ cùng biết mà
góp ý.
"""


def test_in_a_wrapped_text_full_lines_go_on_with_a_capital_too():
    assert "của Trường mầm non Hoa Sen" in texts(WRAPPED)[0]


def test_in_a_wrapped_text_a_short_line_ends_its_paragraph():
    assert parse_text(WRAPPED).clauses[1].heading == "Thực đơn được dán ở cửa lớp"


def test_in_a_wrapped_text_a_reference_at_the_line_start_opens_no_article():
    assert "quy định tại Điều 5. Nội quy này" in parse_text(WRAPPED).clauses[-1].text


def test_a_date_at_the_line_start_goes_on_with_the_sentence():
    text = "1. Nhà trường thực hiện theo Kế hoạch số 15 về bữa ăn của trẻ, ngày\n08/9/2025 của Phòng."
    assert texts(text) == [text[3:].replace("\n", " ")]


def test_page_numbers_are_dropped_and_told():
    draft = parse_text("1\n\nNỘI QUY\n1. Cô đón trẻ tại lớp\n 2 \n\nmỗi ngày.\n- 3 -\n2. Cô ghi sổ.")
    assert [one.text for one in draft.clauses] == ["Cô đón trẻ tại lớp mỗi ngày.", "Cô ghi sổ."]
    assert [(one.code, one.values) for one in draft.warnings] == [
        (WarningCode.PAGE_NUMBERS_DROPPED, {"numbers": "1, 2, 3"})
    ]


def test_a_lone_number_that_is_no_next_page_stays():
    assert texts("1. Số trẻ của lớp là:\n25\n2. Cô ghi sổ.") == [
        "Số trẻ của lớp là:\n25",
        "Cô ghi sổ.",
    ]


def test_a_page_number_in_mid_sentence_ends_no_paragraph():
    text = WRAPPED.replace("phụ cho trẻ nhà trẻ", "phụ\ncho trẻ nhà trẻ").replace(
        "suy dinh dưỡng của\n", "suy dinh dưỡng đang học ở các lớp của\n\n2\n\n"
    )
    assert "của Trường mầm non Hoa Sen" in texts(text)[0]


def test_long_lines_are_paragraphs_however_many_begin_small():
    sentence = "Nhà trường tổ chức bữa ăn cho trẻ " * 5
    text = f"{sentence}\nbánh mì\nsữa chua\nhoa quả\n{sentence}\nMời cha mẹ góp ý"
    assert texts(text)[-1] == "Mời cha mẹ góp ý"
