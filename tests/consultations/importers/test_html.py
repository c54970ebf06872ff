import pytest

from consultations.importers import RefusalCode, UnreadableDraft, WarningCode, read_draft
from tests.consultations.importers.rich import page
from tests.consultations.importers.sample import FILES, OLD_WORDS, sample
from tests.consultations.importers.typewriter import Encoding, typed


def draft(*paragraphs, head=""):
    return read_draft(page(*paragraphs, head=head), "noi-quy.html")


def texts(*paragraphs, head=""):
    return [one.text for one in draft(*paragraphs, head=head).clauses]


def labels(body):
    return [one.label for one in draft(f"</p>{body}<p>").clauses]


def test_a_web_page_has_the_words_of_the_word_file_it_was_made_from():
    """LibreOffice writes lists as a browser shows them: "I." where Word has "Chương I"."""
    found, whole = read_draft((FILES / "sample.html").read_bytes(), "quy-che.html"), sample().draft()
    assert (found.head, found.title, found.foot) == (whole.head, whole.title, whole.foot)
    assert [one.heading + one.text for one in found.clauses] == [
        one.heading + one.text for one in whole.clauses
    ]  # fmt: skip
    assert [one.text for one in found.clauses][-2:] == OLD_WORDS


def test_it_is_known_by_its_content():
    data = (FILES / "sample.html").read_bytes()
    assert read_draft(data, "x.doc") == read_draft(data, "x.txt") == read_draft(data, "")


@pytest.mark.parametrize(
    "start", ["<html>", "<!doctype html>", '<?xml version="1.0"?>\n<html>', "<!-- x -->\n<HTML >"]
)
def test_pages_begin_in_many_ways(start):
    words = f"{start}<body><p>1. Rửa tay.</body></html>"
    for data in (words.encode(), words.encode("utf-8-sig"), words.encode("utf-16")):
        assert read_draft(data, "").clauses[0].text == "Rửa tay."


def test_a_page_in_windows_1258_says_so():
    data = (
        b'<html><meta http-equiv=Content-Type content="text/html; charset=windows-1258"><p>1. '
        + "Rư\u0309a tay.".encode("cp1258")
    )
    assert read_draft(data, "").clauses[0].text == "Rửa tay."


def test_a_single_file_archive_as_word_saves_it():
    data = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><p>1. R=E1=BB=ADa tay.</p></body></html>\r\n--b--\r\n"
    )
    assert read_draft(data, "noi-quy.doc").clauses[0].text == "Rửa tay."


@pytest.mark.parametrize(
    "body, expected",
    [
        ("<ol><li>Kho<li>Bếp</ol>", ["1.", "2."]),
        ("<ol start=3><li>Kho<li value=7>Bếp<li>Sân</ol>", ["3.", "7.", "8."]),
        ("<ol type=I><li>KHO<ol type=a><li>Kệ;<li>Tủ.</ol><li>BẾP</ol>", ["I.", "a.", "b.", "II."]),
        ('<ol style="list-style-type: upper-roman"><li>KHO</ol>', ["I."]),
        ("<p>1. Lau:<ul><li>tủ;<li>kệ.</ul>", ["1.", "•", "•"]),
        ('<ul style="list-style-type:none"><li>1. Kho<li>2. Bếp</ul>', ["1.", "2."]),
    ],
)
def test_lists_have_the_numbers_a_browser_shows(body, expected):
    assert labels(body) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>1</script>", "<style>p{}</style>", "<!-- 1 -->", "<del>bỏ</del>",
        '<span style="display:none">ẩn</span>', "<select><option>một</select>", "<nav>Trang chủ</nav>",
        "<noscript>x</noscript>", "<textarea>x</textarea>", "<span class=an>ẩn</span>",
    ],
)  # fmt: skip
def test_what_nobody_sees_is_left_out(hidden):
    assert texts(f"1. {hidden}Rửa tay.", head="<style>.an { display: none }</style>") == ["Rửa tay."]


def test_line_ends_of_the_source_are_spaces_and_breaks_end_lines():
    assert texts("1. Rửa\n   tay&nbsp;sạch.<br>Lau khô.") == ["Rửa tay sạch.\nLau khô."]


def test_old_fonts_are_read_by_their_name():
    words = "Bữa ăn của trẻ ở trường mầm non được nấu mỗi ngày"
    found = texts(
        f'1. <font face=".VnTime">{typed(words, Encoding.TCVN3)}</font>',
        f"<span class=vni>2. {typed(words, Encoding.VNI)}</span>",
        head="<style>span.vni { font-family: 'VNI-Times', serif }</style>",
    )
    assert found == [words, words]


def test_tables_of_data_are_rows_and_tables_of_a_page_are_unfolded():
    table = "<table border=1><tr><td>1<td>Kho</tr><tr><td>2<td>Bếp</table>"
    assert texts(f"1. Lau:</p>{table}<p>") == ["Lau:\n1 | Kho\n2 | Bếp"]
    many = "".join(f"<p>{number}. Việc của cô.</p>" for number in range(1, 40))
    assert len(texts(f"</p><table><tr><td>Menu<td>{many}</table><p>")) == 40


def test_a_note_stands_behind_its_paragraph():
    note = '<div id="ftn1"><p><a href="#_ftnref1">[1]</a> Theo lịch tuần.</p></div>'
    found = texts('1. Rửa tay<a href="#_ftn1" name="_ftnref1">[1]</a>.', "2. Lau.", f"</p>{note}<p>")
    assert found == ["Rửa tay.\n[1] Theo lịch tuần.", "Lau."]


def test_pictures_are_told_and_their_data_is_no_text():
    found = draft('1. Lau. <img src="data:image/png;base64,' + "QUJD" * 10_000 + '">')
    assert [one.text for one in found.clauses] == ["Lau."]
    assert [one.code for one in found.warnings if one.values] == [WarningCode.PICTURES_LEFT_OUT]


@pytest.mark.parametrize("data", [b"<html>", b"<html><body><p> </body>", b"<!doctype html>"])
def test_a_page_without_words_is_empty(data):
    with pytest.raises(UnreadableDraft) as caught:
        read_draft(data, "")
    assert caught.value.code is RefusalCode.EMPTY


def test_bombs_are_refused_and_entities_are_not_unfolded():
    with pytest.raises(UnreadableDraft) as caught:
        read_draft(b"<html>" + b"<p>a" * 300_000, "")
    assert caught.value.code is RefusalCode.TOO_BIG
    entities = '<!DOCTYPE html [<!ENTITY a "' + "Rửa " * 100 + '"><!ENTITY b "&a;&a;&a;">]><html><p>1. &b;'
    assert "Rửa" not in read_draft(entities.encode(), "").clauses[-1].text


def test_a_page_may_be_nested_deeply_but_not_without_end():
    deep = "<html><body>{0}1. Rửa tay.{1}".format
    assert read_draft(deep("<div>" * 1_000, "</div>" * 1_000).encode(), "").clauses[0].text == "Rửa tay."
    with pytest.raises(UnreadableDraft) as caught:
        read_draft(deep("<div>" * 5_000, "</div>" * 5_000).encode(), "")
    assert caught.value.code is RefusalCode.TOO_BIG
