"""The letter's files: several drafts, a correction, plain agreement; in Word, as PDF, in LibreOffice."""

import re
from io import BytesIO

import pypdfium2
import pytest
import typst
from docx import Document
from docx.oxml.ns import qn

from accounts.rules import Role
from core.db import db
from reports import printers, store
from reports.printers import pdf, typeset
from reports.printers.letter import blocks
from reports.rules import Decision
from reports.store import LetterPlan
from tests import servers
from tests.reports.conftest import AGREE, Asked


@pytest.fixture
def database_url(sqlite_url):
    """One database is enough: what is printed does not depend on it."""
    return sqlite_url


class Agreed(Asked):
    """All who spoke agree, without a word and without a survey."""

    def _survey(self):
        pass

    def _answers(self):
        self.said = [self.submit(unit, {self.first: AGREE, self.second: AGREE}) for unit in self.units[:5]]


@pytest.fixture
def agreed(school):
    return Agreed(school)


@pytest.fixture
def word(asked):
    """A letter about two drafts."""
    return Document(BytesIO(two_drafts(asked).docx))


def two_drafts(asked):
    other = Agreed(asked.school)
    other.consultation.title = "Dự thảo Quy chế phối hợp"
    other.snapshot()
    asked.snapshot()
    asked.decide(asked.second, Decision.PARTLY, "Trả trẻ muộn nhất 17 giờ 15.")
    made = printers.make_letter(asked.consultation, plan=LetterPlan(beside=(other.id,)))
    db.session.commit()
    return made


def body_of(word):
    """The top of the file in its order: texts of paragraphs, "table", "section"."""
    for child in word.element.body:
        if child.tag == qn("w:tbl"):
            yield "table"
        elif child.tag == qn("w:p"):
            if text := "".join(node.text or "" for node in child.iter(qn("w:t"))):
                yield text
            if child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                yield "section"


def at(order, beginning):
    return next(place for place, one in enumerate(order) if one.startswith(beginning))


# Word, read from its XML


def test_everything_stands_in_the_order_of_the_decree(word):
    order = list(body_of(word))
    assert order[0] == "table", "the head of the first page"
    beginnings = [
        "BÁO CÁO", "Kết quả tổng hợp", "Kính gửi:", "Căn cứ Luật", "Trường Mầm non", "I. TÌNH HÌNH",
        "II. KẾT QUẢ", "III. TIẾP THU", "IV. KIẾN NGHỊ", "section", "Phụ lục I", "BẢN TỔNG HỢP",
        "(Kèm theo", "1. Số đã hỏi",
        "2. Kết quả cụ thể",
    ]  # fmt: skip
    places = [at(order, beginning) for beginning in beginnings]
    assert places == sorted(places)
    assert "table" in order[at(order, "IV.") : at(order, "section")], "signature and receivers end the letter"


def test_several_drafts_each_have_their_part_and_their_annex(word):
    order = [one for one in body_of(word) if one not in ("table", "section")]
    for part, end in (("I. ", "II. "), ("II. ", "III. "), ("III. ", "IV. ")):
        own = order[at(order, part) : at(order, end)]
        assert [one for one in own if re.match(r"\d\. Đối với", one)] == [
            "1. Đối với dự thảo Nội quy đón, trả trẻ", "2. Đối với dự thảo Quy chế phối hợp",
        ]  # fmt: skip
    assert [one for one in order if re.fullmatch("Phụ lục [IVX]+", one)] == ["Phụ lục I", "Phụ lục II"]
    assert "1.1. Ý kiến về từng điều, khoản" in order
    sections = word.sections
    assert [section.orientation for section in sections] == [0, 1, 1]
    for annex in sections[1:]:
        assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert annex._sectPr.find(qn("w:titlePg")) is not None
    for table in word.tables[-2:]:
        assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None


def test_lines_stand_under_motto_school_and_subject(word):
    lines = {}
    before = ""
    for paragraph in word.element.body.iter(qn("w:p")):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        border = paragraph.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:top')}")
        if border is not None:
            indent = paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
            lines[before] = (border, int(indent.get(qn("w:left"))))
        before = text or before
    assert [name[:12] for name in lines] == ["TRƯỜNG MẦM N", "Độc lập - Tự", "Kết quả tổng"]
    for border, side in lines.values():
        assert (border.get(qn("w:val")), border.get(qn("w:color"))) == ("single", "000000")
        assert side > 0, "a line over the whole width is under no words"


def test_paragraphs_of_the_body_are_justified_indented_and_apart(word):
    body = [
        one for one in word.paragraphs if one.text.startswith(("Nhà trường lấy", "Cách thức", "- Cha mẹ"))
    ]
    assert body
    for one in body:
        form = one.paragraph_format
        assert one.alignment == 3 and form.first_line_indent.twips in (567, 720)
        assert form.space_before.pt >= 6 and (form.line_spacing or 1) <= 1.5


def test_text_is_black_and_composed(word):
    import unicodedata

    colours = {node.get(qn("w:val")) for node in word.element.body.iter(qn("w:color"))}
    assert colours <= {"000000", "auto"}
    for node in word.element.body.iter(qn("w:t")):
        assert unicodedata.is_normalized("NFC", node.text or "")


def test_the_signature_never_stands_alone_on_a_page(word):
    last = next(one for one in word.paragraphs if one.text.endswith("./."))
    assert last.paragraph_format.keep_with_next
    foot = next(table for table in word.tables if "Nơi nhận:" in table.rows[0].cells[0].text)
    assert foot._tbl.tr_lst[0].trPr.find(qn("w:cantSplit")) is not None


def test_the_annex_names_issue_snapshot_and_hash(asked, word):
    summary = store.summary_of(store.get_snapshot(asked.consultation))
    note = next(one.text for one in word.paragraphs if one.text.startswith("Lần lập"))
    assert note.startswith("Lần lập 1. Số liệu theo bản tổng hợp số 1,") and summary.sha256 in note


# Corrections and plain agreement


def test_a_corrected_letter_names_the_old_one(asked):
    asked.snapshot()
    first = printers.make_letter(asked.consultation)
    told = LetterPlan(replaces_last=True)
    assert "thay thế bản báo cáo lập lần 1 ngày 12/10/2026." in text_of(
        printers.preview(asked.consultation, store.get_snapshot(asked.consultation), told)
    )
    store.set_official_number(first, "05/BC-TrMN", first.made_on)
    second = printers.make_letter(asked.consultation, plan=told)
    words = "\n".join(one.text for one in Document(BytesIO(second.docx)).paragraphs)
    assert "Báo cáo này thay thế Báo cáo số 05/BC-TrMN ngày 12/10/2026." in words
    assert (second.issue, second.replaces.issue) == (2, 1)


def text_of(letter):
    return "\n".join(getattr(block, "text", "") for block in letter.blocks)


def test_where_all_agree_a_page_is_enough(agreed):
    agreed.snapshot()
    made = printers.make_letter(agreed.consultation, plan=LetterPlan(is_short=True))
    pages = pypdfium2.PdfDocument(made.pdf)
    assert len(pages) == 1
    words = pages[0].get_textpage().get_text_range()
    assert "đều nhất trí với nội dung dự thảo" in " ".join(words.split()) and "./." in words
    assert "Phụ lục" not in words
    assert "được hỏi 6, đã trả lời 5" in words and "không tính là nhất trí" in " ".join(words.split())


def test_one_word_of_dissent_and_the_short_reply_is_none(agreed):
    agreed.comment(agreed.said[0], agreed.first, AGREE, reason="Nhưng xin mở cổng phụ.")
    agreed.snapshot()
    letter = printers.preview(
        agreed.consultation, store.get_snapshot(agreed.consultation), LetterPlan(is_short=True)
    )
    assert letter.annexes and "xin mở cổng phụ" in letter.annexes[0].rows[0].text


# PDF: the same object


def test_the_pdf_says_what_the_word_file_says(asked):
    made = two_drafts(asked)
    pages = pypdfium2.PdfDocument(made.pdf)
    whole = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    for paragraph in Document(BytesIO(made.docx)).paragraphs:
        if paragraph.text.strip():
            assert " ".join(paragraph.text.split())[:40] in whole
    sizes = [tuple(round(edge / 72 * 25.4) for edge in page.get_size()) for page in pages]
    assert sizes[0] == (210, 297) and sizes[-1] == (297, 210)
    firsts = [page.get_textpage().get_text_range().split("\n")[0].strip() for page in pages]
    assert firsts[0] != "1" and firsts[1] == "2"
    assert not firsts[sizes.index((297, 210))].isdecimal(), "an annex begins without a number"


def test_the_pdf_embeds_the_typeface_it_names(asked):
    asked.snapshot()
    made = printers.make_letter(asked.consultation)
    text = next(iter(pypdfium2.PdfDocument(made.pdf)[0].get_objects(filter=[1])))
    face = typeset.face_here(typst.Fonts()).replace(" ", "")
    assert text.get_font().get_base_name().replace(" ", "").endswith((face, f"{face}-Regular"))
    assert text.get_font().is_embedded


def test_a_long_annex_is_put_together_from_pieces(monkeypatch):
    """Pages run on, each has the head row, and no row is lost or told twice where an annex is cut."""
    monkeypatch.setattr(pdf, "ROWS_AT_ONCE", 40)
    monkeypatch.setattr(pdf.cut, "__defaults__", (40,))
    letter = lone_annex(clauses=(7, 130, 1), of_each="Góp ý số {} của khoản {}.")
    pages = pypdfium2.PdfDocument(pdf.as_bytes(letter))
    texts = [page.get_textpage().get_text_range() for page in pages]
    whole = " ".join(" ".join(texts).split())
    for clause, number in enumerate((7, 130, 1)):
        assert whole.count(f"Khoản {clause}. Giờ") == whole.count(f"Trả lời {clause}.") == 1
        assert all(whole.count(f"Góp ý số {n} của khoản {clause}.") == 1 for n in range(number))
    annexed = texts[1:]
    assert annexed[0].startswith("Phụ lục I") and "Hết." in annexed[-1] and whole.count("Hết.") == 1
    assert [text.split()[0] for text in annexed[1:]] == [str(n) for n in range(2, len(texts))]
    assert all("CHỦ THỂ" in text for text in annexed)
    assert pages.get_metadata_value("Title") == "Báo cáo: Kết quả"


def lone_annex(clauses, of_each):
    rows = [
        blocks.Row(
            "" if n else f"Khoản {at}. Giờ", "1 gia đình", of_each.format(n, at),
            "" if n else f"Trả lời {at}.", 0 if n else number,
        )
        for at, number in enumerate(clauses) for n in range(number)
    ]  # fmt: skip
    annex = blocks.Annex("Phụ lục I", "BẢN TỔNG HỢP", "", (), ("A", "CHỦ THỂ", "C", "D"), tuple(rows), "Hết.")
    return blocks.Letter(
        superior_body="UBND", school_name="TRƯỜNG", symbol="/BC", place="Xã", name="BÁO CÁO",
        subject="Kết quả", receivers=("Xã",), blocks=(blocks.text("Lời."),), copies_to=(),
        signer_titles=("HIỆU TRƯỞNG",), signer_name="", annexes=(annex,),
    )  # fmt: skip


# LibreOffice


def test_libreoffice_opens_it_as_it_was_meant(asked, agreed, tmp_path):
    (tmp_path / "hai-du-thao.docx").write_bytes(two_drafts(asked).docx)
    agreed.snapshot()
    short = printers.make_letter(agreed.consultation, plan=LetterPlan(is_short=True))
    (tmp_path / "mot-trang.docx").write_bytes(short.docx)
    made = servers.as_pdf(tmp_path / "hai-du-thao.docx", tmp_path / "mot-trang.docx", into=tmp_path)
    long, one_page = map(pypdfium2.PdfDocument, made)
    assert len(one_page) == 1
    sizes = [tuple(round(edge / 72 * 25.4) for edge in page.get_size()) for page in long]
    assert sizes[0] == (210, 297) and sizes[-1] == sizes[-2] == (297, 210)
    words = [" ".join(page.get_textpage().get_text_range().split()) for page in long]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words[0] and words[1].startswith("2 ")
    assert "NHÓM VẤN ĐỀ HOẶC ĐIỀU, KHOẢN" in words[-1]
    assert words[sizes.index((297, 210))].startswith("Phụ lục I")


# The pages


def path(asked, tail=""):
    return f"/dot/{asked.id}/bao-cao{tail}"


def test_words_are_kept_previewed_and_frozen(asked, visit):
    asked.snapshot()
    officer = visit(Role.OFFICER)
    form = officer.get(path(asked))
    assert "Nhà trường lấy ý kiến đối với" in form.find("textarea", attrs={"name": "organised"}).text
    officer.post(
        path(asked), 303, revision="0", remarks="Gia đình rất quan tâm.", proposals="Xin thêm kinh phí.",
        organised=form.find("textarea", attrs={"name": "organised"}).text.strip(),
    )  # fmt: skip
    plan, revision = store.get_plan(asked.consultation)
    assert (plan.words.keys(), revision) == ({"remarks", "proposals"}, 1), "our own words are not kept"
    preview = officer.get(path(asked, "/xem-truoc"))
    for said in ("Gia đình rất quan tâm.", "Xin thêm kinh phí./.", "3 ý kiến"):
        assert said in preview.text
    assert store.list_letters(asked.consultation) == []
    seen = preview.find("input", attrs={"name": "seen"})["value"]
    officer.post(path(asked, "/xem-truoc"), 303, seen=seen)
    made = store.get_letter(asked.consultation, 1)
    assert "Gia đình rất quan tâm." in [one.text for one in Document(BytesIO(made.docx)).paragraphs]
    assert officer.open(path(asked, "/1.pdf")).data == made.pdf
    officer.open(path(asked, "/2.pdf"), status=404)
    assert made.sha256 in officer.get(path(asked)).text


def test_what_changed_since_the_preview_is_looked_at_again(asked, visit):
    asked.snapshot()
    officer = visit(Role.OFFICER)
    seen = officer.get(path(asked, "/xem-truoc")).find("input", attrs={"name": "seen"})["value"]
    asked.decide(asked.second, Decision.ACCEPTED)
    again = officer.post(path(asked, "/xem-truoc"), 303, seen=seen)
    assert again.location.endswith("xem-truoc") and store.list_letters(asked.consultation) == []


def test_two_officers_lose_nothing(asked, visit):
    asked.snapshot()
    first, second = visit(Role.OFFICER), visit(Role.PRINCIPAL)
    first.post(path(asked), 303, revision="0", remarks="Lời của người thứ nhất.")
    page = second.post(path(asked), 422, revision="0", remarks="Lời của người thứ hai.")
    assert "Người khác vừa sửa" in page.text and "Lời của người thứ hai." in page.text
    second.post(path(asked), 303, revision=page.find("input", id="revision")["value"], remarks="Hai lời.")
    assert store.get_plan(asked.consultation)[0].words == {"remarks": "Hai lời."}


def test_a_letter_speaks_of_no_other_school_and_of_nothing_open(asked, agreed, visit):
    asked.snapshot()
    officer = visit(Role.OFFICER)
    assert "Báo cáo chung" not in officer.get(path(asked)).text, "the other one was not summarised"
    agreed.snapshot()
    assert "Báo cáo chung" in officer.get(path(asked)).text
    page = officer.post(path(asked), 422, revision="0", beside="999")
    assert "Xin chọn các mục trong danh sách." in page.text


def test_clause_kinds_have_names_in_the_letter(asked):
    """The table of part II names each clause as a sentence would."""
    asked.snapshot()
    letter = printers.preview(asked.consultation, store.get_snapshot(asked.consultation), LetterPlan())
    grid = next(block for block in letter.blocks if block.kind == "grid")
    assert [row[0] for row in grid.rows][-1] == "Khoản 2 Điều 1"
