"""The letter against Nghị định 30/2020/NĐ-CP, Phụ lục I, read from its XML; and the annex's rows."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from accounts.models import SchoolSettings
from core.db import db
from reports import printers, store
from reports.rules import Decision

HEADS = ["NHÓM VẤN ĐỀ HOẶC ĐIỀU, KHOẢN", "CHỦ THỂ GÓP Ý", "NỘI DUNG GÓP Ý", "NỘI DUNG TIẾP THU, GIẢI TRÌNH"]


@pytest.fixture
def letter(asked):
    asked.snapshot()
    asked.decide(asked.second, Decision.PARTLY, "Trả trẻ muộn nhất 17 giờ 15.")
    made = printers.make_letter(asked.consultation)
    db.session.commit()
    return made


@pytest.fixture
def word(letter):
    return Document(BytesIO(letter.docx))


def texts(word):
    return [node.text or "" for node in word.element.body.iter(qn("w:t"))]


def paragraph(word, beginning):
    return next(p for p in all_paragraphs(word) if p.text.startswith(beginning))


def all_paragraphs(word):
    yield from word.paragraphs
    for table in word.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def test_paper_and_margins(word):
    upright, across = word.sections
    for section, edges in ((upright, (11906, 16838)), (across, (16838, 11906))):
        size, margins = section._sectPr.find(qn("w:pgSz")), section._sectPr.find(qn("w:pgMar"))
        assert (int(size.get(qn("w:w"))), int(size.get(qn("w:h")))) == edges
        assert [int(margins.get(qn(f"w:{side}"))) for side in ("top", "bottom", "left", "right")] == [
            1134, 1134, 1701, 850,
        ]  # fmt: skip
    assert across._sectPr.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape"


def test_every_run_is_times_new_roman(word):
    runs = list(word.element.body.iter(qn("w:r")))
    runs += list(word.sections[0].header._element.iter(qn("w:r")))
    for run in runs:
        fonts = run.rPr.rFonts
        faces = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")}
        assert faces == {"Times New Roman"}


def test_pages_are_numbered_in_the_top_margin_but_not_the_first(word):
    section = word.sections[0]
    assert section._sectPr.find(qn("w:titlePg")) is not None
    assert "".join(p.text for p in section.first_page_header.paragraphs) == ""
    header = section.header._element
    assert " PAGE " in [node.text for node in header.iter(qn("w:instrText"))]
    assert {node.get(qn("w:val")) for node in header.iter(qn("w:sz"))} == {"26"}
    assert section.header.paragraphs[0].alignment == 1


def test_annex_pages_are_numbered_from_1_again(word):
    assert word.sections[1]._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


@pytest.mark.parametrize(
    ("beginning", "size", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, False),
        ("UBND XÃ HOA BAN", 12, False, False),
        ("TRƯỜNG MẦM NON HOA BAN", 12, True, False),
        ("Số:", 13, False, False),
        ("Hoa Ban, ngày", 13, False, True),
        ("BÁO CÁO", 14, True, False),
        ("Kết quả tổng hợp", 14, True, False),
        ("Kính gửi: Ủy ban nhân dân xã Hoa Ban.", 14, False, False),
        ("Căn cứ Luật", 14, False, True),
        ("Nơi nhận:", 12, True, True),
        ("- Như trên;", 11, False, False),
        ("- Lưu: VT.", 11, False, False),
        ("HIỆU TRƯỞNG", 14, True, False),
    ],
)
def test_sizes_and_styles(word, beginning, size, bold, italic):
    run = paragraph(word, beginning).runs[0]
    assert (run.font.size.pt, run.bold, run.italic) == (size, bold, italic)


def test_number_date_and_name_are_left_to_people(word):
    assert re.fullmatch(r"Số:\s+/BC-TrMN", paragraph(word, "Số:").text)
    assert re.fullmatch(r"Hoa Ban, ngày\s+tháng\s+năm\s*", paragraph(word, "Hoa Ban, ngày").text)
    signer = word.tables[-2].rows[0].cells[1]
    assert [p.text for p in signer.paragraphs if p.text] == ["HIỆU TRƯỞNG"]


def test_the_body_ends_as_it_must_and_holds_no_leftovers(word):
    everything = " ".join(texts(word))
    assert "./." in everything
    assert not re.search(r"\bNone\b|%\(|\{\{", everything)
    titles = [p.text for p in word.paragraphs if re.match(r"[IV]+\. ", p.text)]
    assert [title.split(".")[0] for title in titles] == ["I", "II", "III", "IV"]


def test_no_author_is_named(word, school):
    everything = " ".join(texts(word))
    for person in school.people.values():
        assert person.full_name not in everything
    assert "Bé " not in everything


def test_the_annex_merges_what_is_alike_with_all_voices(word):
    annex = word.tables[-1]
    rows = [[cell.text for cell in row.cells] for row in annex.rows]
    assert rows[0] == HEADS
    assert [row[0].split(".")[0] for row in rows[1:]] == ["Chung", "Khoản 2 Điều 1", "Khoản 2 Điều 1"]
    assert rows[2][1:3] == ["3 ý kiến", "Đề nghị sửa thành: “Trả trẻ trước 17 giờ 30.”."]
    assert rows[3][1:3] == ["1 ý kiến", "Nhà xa, không kịp giờ."]
    assert rows[2][3] == "Tiếp thu một phần. Lý do: Trả trẻ muộn nhất 17 giờ 15."
    first = annex._tbl.tr_lst[0]
    assert first.trPr.find(qn("w:tblHeader")) is not None
    marks = [tc.tcPr.find(qn("w:vMerge")) for tc in (row.tc_lst[0] for row in annex._tbl.tr_lst[2:])]
    assert [mark.get(qn("w:val")) for mark in marks] == ["restart", None]


def test_several_receivers_stand_one_a_line(asked):
    settings = db.session.query(SchoolSettings).one()
    settings.receivers = "Ủy ban nhân dân xã Hoa Ban\nSở Giáo dục và Đào tạo"
    db.session.commit()
    asked.snapshot()
    word = Document(BytesIO(printers.make_letter(asked.consultation).docx))
    lines = [p.text for p in word.paragraphs]
    at = lines.index("Kính gửi:")
    assert lines[at + 1 : at + 3] == ["- Ủy ban nhân dân xã Hoa Ban;", "- Sở Giáo dục và Đào tạo."]


def test_an_old_letter_keeps_its_header(asked, letter):
    before = letter.docx
    db.session.query(SchoolSettings).one().superior_body = "UBND phường Mới"
    db.session.commit()
    again = printers.make_letter(asked.consultation)
    assert letter.issue == 1 and again.issue == 2
    assert store.get_letter(asked.consultation, 1).docx == before
    assert "UBND XÃ HOA BAN" in texts(Document(BytesIO(before)))
    assert "UBND PHƯỜNG MỚI" in texts(Document(BytesIO(again.docx)))


def test_the_file_is_a_sound_package_without_an_author(letter):
    with ZipFile(BytesIO(letter.docx)) as package:
        assert package.testzip() is None
        core = package.read("docProps/core.xml").decode()
    assert "python-docx" not in core
