import pytest

from consultations.importers import RefusalCode, UnreadableDraft, Warning_, WarningCode, read_draft, rtfflow
from tests.consultations.importers.rich import escaped, rtf
from tests.consultations.importers.sample import FILES, sample
from tests.consultations.importers.typewriter import Encoding, typed

DATA = (FILES / "sample.rtf").read_bytes()
WORD = "Bữa ăn của trẻ ở trường mầm non được nấu mỗi ngày"


def codes(data):
    return "".join(f"\\'{code:02x}" for code in data)


def draft(*paragraphs, head=""):
    return read_draft(rtf(*paragraphs, head=head), "noi-quy.rtf")


def texts(*paragraphs, head=""):
    return [one.text for one in draft(*paragraphs, head=head).clauses]


def test_an_rtf_file_reads_as_the_word_file_it_was_made_from():
    assert read_draft(DATA, "quy-che.rtf") == sample().draft()


def test_it_is_known_by_its_content():
    assert read_draft(DATA, "quy-che.doc") == read_draft(DATA, "quy-che.txt") == read_draft(DATA, "")


def test_letters_beyond_ascii_come_as_numbers_with_a_fallback():
    assert texts("1. " + escaped("Rửa tay, đeo thẻ.")) == ["Rửa tay, đeo thẻ."]
    assert texts("1. \\uc0 R\\u7917 a tay.", "2. \\uc2\\u272 ab\\u243\\'41\\'42n.") == ["Rửa tay.", "Đón."]


def test_a_font_of_charset_163_is_in_windows_1258():
    head = "{\\fonttbl{\\f0\\fcharset163 Times New Roman;}}"
    words = codes("Bư\u0303a ăn cu\u0309a tre\u0309.".encode("cp1258"))
    assert texts(f"\\f0 1. {words}", head=head) == ["Bữa ăn của trẻ."]


def test_old_fonts_are_read_run_by_run():
    head = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset0 .VnTime;}{\\f2\\fcharset0 VNI-Times;}}"
    old = [
        f"\\f{font} {number}. {codes(typed(WORD, encoding).encode('latin-1'))}"
        for number, font, encoding in ((1, 1, Encoding.TCVN3), (2, 2, Encoding.VNI))
    ]  # fmt: skip
    found = draft(*old, head=head)
    assert [one.text for one in found.clauses] == [WORD, WORD]
    assert Warning_(WarningCode.OLD_FONT_CONVERTED, values={"fonts": "TCVN3, VNI"}) in found.warnings


def test_automatic_numbers_are_those_the_file_prints():
    label = "{\\listtext\\pard\\plain\\f0 " + escaped("Điều 5.") + "\\tab}"
    found = draft(label + escaped("Giờ đón trẻ"), "{\\pntext\\f0 a)\\tab}" + escaped("Tại lớp;"))
    assert [one.label for one in found.clauses] == ["Điều 5.", "a)"]


def test_a_bullet_of_a_picture_font_is_a_dash():
    head = "{\\fonttbl{\\f0 Arial;}{\\f3\\fcharset2 Symbol;}}"
    found = draft("1. Lau:", "{\\listtext\\f3\\'b7\\tab}" + escaped("tủ;"), head=head)
    assert [one.label for one in found.clauses] == ["1.", "-"]


@pytest.mark.parametrize(
    "hidden",
    [
        "{\\*\\unknown An}",
        "{\\header Trang 1}",
        "{\\footerf Trang 1}",
        "{\\info{\\title Chuong 1}}",
        "{\\v an}",
        "{\\deleted bo}",
        "{\\field{\\*\\fldinst PAGE}{\\fldrslt }}",
        "{\\*\\bkmkstart b1}",
        "{\\sp{\\sn fill}{\\sv 1}}",
        "{\\xe muc luc}",
        "\\bin3 abc",
    ],
)
def test_what_is_not_printed_is_left_out(hidden):
    assert texts("1. " + hidden + escaped("Rửa tay.")) == ["Rửa tay."]


def test_of_words_written_twice_those_in_unicode_count():
    both = "{\\upr{Rua}{\\*\\ud{" + escaped("Rửa") + "}}}"
    assert texts(f"1. {both} tay.") == ["Rửa tay."]


def test_a_note_stands_behind_its_paragraph():
    note = "{\\super\\chftn{\\footnote\\pard\\plain " + escaped("Theo lịch tuần.") + "}}"
    assert texts("1. " + escaped("Rửa tay.") + note, "2. Lau.") == ["Rửa tay.\nTheo lịch tuần.", "Lau."]


def test_the_rows_of_a_table_are_lines():
    cell = "\\pard\\intbl {}\\cell"
    row = "\\trowd\\clbrdrt\\brdrs\\cellx1000\\cellx2000 " + cell.format("1") + cell.format("Kho") + "\\row\n"
    assert texts("1. Lau:", row + "\\pard Xong") == ["Lau:\n1 | Kho\nXong"]


def test_a_field_shows_its_result_and_contents_are_skipped():
    link = '{\\field{\\*\\fldinst HYPERLINK "http://x"}{\\fldrslt ' + escaped("thực đơn") + "}}"
    assert texts("1. Xem " + link + ".") == ["Xem thực đơn."]
    contents = "{\\field{\\*\\fldinst TOC \\\\o}{\\fldrslt 1. Lau 5\\par}}"
    found = draft(contents, "1. Lau.")
    assert [one.text for one in found.clauses] == ["Lau."]
    assert WarningCode.CONTENTS_SKIPPED in [one.code for one in found.warnings]


def test_pictures_are_told():
    picture = "{\\*\\shppict{\\pict\\pngblip 89504e47}}{\\nonshppict{\\pict\\wmetafile8 0100}}"
    found = draft("1. Lau." + picture)
    assert [one.text for one in found.clauses] == ["Lau."]
    assert Warning_(WarningCode.PICTURES_LEFT_OUT, values={"count": 1}) in found.warnings


def test_a_text_box_comes_behind_its_paragraph():
    box = "{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt\\pard 2. Lau.\\par}}{\\shprslt{\\pict 00}}}"
    assert texts("1. Kho." + box) == ["Kho.", "Lau."]


def test_a_file_cut_short_gives_what_is_there():
    found = read_draft(DATA[: len(DATA) * 9 // 10], "")
    assert found.clauses[0] == sample().draft().clauses[0]


@pytest.mark.parametrize("data", [b"{\\rtf1}", b"{\\rtf", b"{\\rtf1 {{{"])
def test_a_file_without_words_is_empty(data):
    with pytest.raises(UnreadableDraft) as caught:
        read_draft(data, "")
    assert caught.value.code is RefusalCode.EMPTY


def test_bombs_are_refused(monkeypatch):
    monkeypatch.setattr(rtfflow, "MAX_RUNS", 15_000)
    for bomb in ("{" * 10_000, "{\\b a}{a}" * 20_000):
        with pytest.raises(UnreadableDraft) as caught:
            read_draft(rtf(bomb), "")
        assert caught.value.code is RefusalCode.TOO_BIG
