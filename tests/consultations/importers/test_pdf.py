import struct
import zlib

import pytest

from consultations.importers import RefusalCode, UnreadableDraft, Warning_, WarningCode, read_draft
from tests.consultations.importers.printed import pdf
from tests.consultations.importers.sample import FILES, sample
from tests.consultations.importers.words import SENTENCES

LONG = (
    "Nhà trường công khai thực đơn, định lượng và tiền ăn của từng ngày ở bảng tin cạnh cổng chính; cha mẹ "
    "cùng xem, cùng góp ý và cử người tham gia giao nhận thực phẩm mỗi tuần một lần theo lịch đã gửi. "
)


def prose(number):
    """Sentences that no two paragraphs share."""
    count = 2 + number % 4
    return " ".join(f"{SENTENCES[(number * 7 + at) % 20]} tại lớp {10 * number + at}." for at in range(count))


def draft(*lines, **looks):
    return read_draft(pdf(lines, **looks), "noi-quy.pdf")


def texts(*lines, **looks):
    return [one.text for one in draft(*lines, **looks).clauses]


def refusal(data):
    with pytest.raises(UnreadableDraft) as caught:
        read_draft(data, "noi-quy.pdf")
    return caught.value.code


def test_a_pdf_reads_as_the_word_file_it_was_printed_from():
    """Words in .VnTime lost their ư when LibreOffice, which did not have the font, took another."""
    found, whole = read_draft((FILES / "sample.pdf").read_bytes(), ""), sample().draft()
    assert (found.title, found.foot) == (whole.title, whole.foot)
    assert found.head.replace("VIỆT\nNAM", "VIỆT NAM") == whole.head
    assert found.clauses[:-2] == whole.clauses[:-2]
    assert found.clauses[-1] == whole.clauses[-1]
    assert found.clauses[-2].text == whole.clauses[-2].text.replace("người", "ngời").replace(
        "trường", "trờng"
    )
    assert Warning_(WarningCode.OLD_FONT_CONVERTED, values={"fonts": "TCVN3, VNI"}) in found.warnings


def test_it_is_known_by_its_content():
    data = pdf(["1. Rửa tay."])
    assert read_draft(data, "x.docx") == read_draft(b"\n\n" + data, "x.txt") == read_draft(data, "")


@pytest.mark.parametrize("looks", [{}, {"indent": 0}, {"justify": False}, {"spacing": 0.6}])
def test_lines_are_joined_to_paragraphs_across_pages(looks):
    lines = [prose(number) for number in range(1, 40)]
    numbered = [f"{number}. {words}" for number, words in enumerate(lines, 1)]
    assert texts(*numbered, **looks) == lines


def test_page_numbers_and_running_heads_are_dropped_and_told():
    lines = [prose(number) for number in range(1, 40)]
    numbered = [f"{number}. {words}" for number, words in enumerate(lines, 1)]
    found = draft(*numbered, head="Dự thảo lần 2 của Trường Hoa Sen")
    assert [one.text for one in found.clauses] == lines
    assert found.warnings[:2] == (
        Warning_(WarningCode.RUNNING_HEADS_DROPPED, values={"text": "Dự thảo lần 2 của Trường Hoa Sen"}),
        Warning_(WarningCode.PAGE_NUMBERS_DROPPED, values={"numbers": "1, 2, 3, 4"}),
    )


def test_a_number_that_wraps_opens_nothing():
    words = f"1. {LONG}theo kế hoạch của Phòng Giáo dục và Đào tạo thì mỗi trẻ được hỗ trợ 12."
    for extra in range(0, 24, 3):
        line = words.replace("trợ", "trợ" + " nữa" * extra)
        assert [one.label for one in draft(line, "2. Lau.").clauses] == ["1.", "2."]


def test_letterhead_and_signatures_are_read_column_by_column():
    found = draft(
        {"beside": [["UBND XÃ AN HÒA", "TRƯỜNG MẦM NON HOA SEN", "Số: 5/QC"],
                    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]]},
        {"words": "QUY CHẾ", "bold": True, "centered": True},
        "1. Rửa tay.",
        {"beside": [["Nơi nhận:", "- Cha mẹ trẻ;", "- Lưu: VT."], ["HIỆU TRƯỞNG", "", "Nguyễn Thị Hoa"]]},
    )  # fmt: skip
    assert found.head.split("\n") == [
        "UBND XÃ AN HÒA", "TRƯỜNG MẦM NON HOA SEN", "Số: 5/QC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip
    assert found.title == "QUY CHẾ"
    assert found.foot.split("\n") == [
        "Nơi nhận:", "- Cha mẹ trẻ;", "- Lưu: VT.", "HIỆU TRƯỞNG", "Nguyễn Thị Hoa",
    ]  # fmt: skip


def test_the_rows_of_a_ruled_table_stay_together_whatever_wraps_in_them():
    rows = [["TT", "Việc", "Người làm"], ["1", LONG.strip(), "Cô Lan"], ["2", "a) Bếp", "Cô Mai"]]
    assert texts("1. Phân công:", {"cells": rows}, "2. Lau.") == [
        "\n".join(["Phân công:", *(" | ".join(row) for row in rows)]), "Lau.",
    ]  # fmt: skip


def test_bold_titles_end_where_their_text_begins():
    title = (
        "Điều 1. Trách nhiệm của nhà trường, của cha mẹ và của mọi người trong việc đón và trả trẻ tại trường"
    )
    found = draft({"words": title, "bold": True}, LONG.strip(), "1. Lau.", spacing=0.6, indent=0)
    assert (found.clauses[0].heading, found.clauses[0].text) == (title.partition(". ")[2], LONG.strip())


def test_a_picture_of_pages_is_refused_with_advice():
    assert refusal(picture_pdf()) is RefusalCode.PDF_PICTURES
    with pytest.raises(UnreadableDraft, match="chỉ có ảnh chụp"):
        read_draft(picture_pdf(), "")


def test_a_text_layer_without_diacritics_is_refused_with_advice():
    assert refusal(pdf(["1. Nha truong to chuc bua an ban tru cho tre. " * 10])) is RefusalCode.NO_DIACRITICS


def test_a_password_is_told():
    assert refusal((FILES / "locked.pdf").read_bytes()) is RefusalCode.PASSWORD


def test_an_empty_page_has_no_words():
    assert refusal(pdf([], numbers=False)) is RefusalCode.EMPTY


def test_damaged_files_are_refused_or_read_as_far_as_they_go():
    data = pdf(["1. Rửa tay."])
    assert refusal(b"%PDF-1.7 ...") is RefusalCode.PDF_DAMAGED
    assert refusal(data[:300]) is RefusalCode.PDF_DAMAGED
    for at in range(20, len(data), len(data) // 8):
        broken = data[:at] + bytes(40) + data[at + 40 :]
        try:
            read_draft(broken, "")
        except UnreadableDraft as refused:
            assert refused.code in (RefusalCode.PDF_DAMAGED, RefusalCode.EMPTY)


def test_a_bomb_is_refused_before_it_fills_the_memory():
    content = zlib.compress(zlib.compress(b" " * 600_000_000, 1), 9)
    assert refusal(raw_pdf(content, "[/FlateDecode /FlateDecode]")) in (
        RefusalCode.TOO_BIG, RefusalCode.PDF_DAMAGED, RefusalCode.EMPTY,
    )  # fmt: skip


def test_a_page_that_repeats_itself_without_end_is_refused_in_time():
    words = b"BT /F1 1 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 70_000 + b"ET"
    data = raw_pdf(zlib.compress(words), "/FlateDecode", font=b"/Font << /F1 4 0 R >>")
    assert refusal(data) in (RefusalCode.TOO_LONG, RefusalCode.TOO_BIG)


def raw_pdf(content, filters, font=b""):
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << %b >> >>" % font,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(content)} /Filter {filters} >>\nstream\n".encode() + content + b"\nendstream",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    return out + head + table + trailer


def picture_pdf():
    import typst

    source = f'#set page(width: 210mm)\n#image(bytes({tuple(png())}), width: 100%, format: "png")\n' * 2
    return typst.compile(source.encode(), format="pdf")


def png():
    """A grey picture of 8 by 8 dots."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    dots = zlib.compress(b"".join(b"\0" + bytes([128] * 8) for _ in range(8)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")
