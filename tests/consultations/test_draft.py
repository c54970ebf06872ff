"""From a file to clauses that are right: uploads, what is refused, and the review screen."""

import json
from io import BytesIO

import docx
import pytest
from sqlalchemy import select

from accounts.rules import Role
from consultations.models import Clause, Draft
from consultations.rules import Kind
from core.db import db
from tests.consultations.importers.sample import FILES

TEXT = """NỘI QUY ĐÓN, TRẢ TRẺ

Điều 1. Giờ đón trẻ
1. Đón trẻ từ 6 giờ 45. Đón muộn nhất 7 giờ 45 phút.
2. Trả trẻ từ 16 giờ 15:
a) Tại lớp;
b) Tại cổng khi trời mưa.
Điều 2. Người đón trẻ
Người đón trẻ có tên trong danh sách. Ông bà cũng cần có tên.
"""


@pytest.fixture
def empty(make):
    return make(draft=False)


@pytest.fixture
def officer(visit):
    return visit(Role.OFFICER)


def word_file():
    document = docx.Document()
    for line in TEXT.strip().split("\n"):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def upload(officer, consultation, data, name, status=302, **more):
    return officer.post(
        f"/dot/{consultation.id}/du-thao",
        status=status,
        data={"file": (BytesIO(data), name), "pasted": "", **more},
    )


def paste(officer, consultation, text=TEXT, status=302, **more):
    return officer.post(f"/dot/{consultation.id}/du-thao", status=status, pasted=text, **more)


def clauses():
    return db.session.scalars(select(Clause).order_by(Clause.position)).all()


def words():
    """Every word of the draft in reading order."""
    return " ".join(" ".join([c.label, c.heading, c.text]) for c in clauses()).split()


def named(label, parent=None):
    return next(
        c for c in clauses() if c.label == label and (parent is None or c.parent_id == named(parent).id)
    )


def test_a_word_file_becomes_clauses_below_one_another(officer, empty):
    location = upload(officer, empty, word_file(), "noi-quy.docx").location
    assert location.endswith("/ra-soat")
    page = officer.get(location)
    assert "Giờ đón trẻ" in page.text and "NỘI QUY ĐÓN, TRẢ TRẺ" in page.select_one(".source").text
    assert named("Điều 1.").kind is Kind.ARTICLE and named("1.", "Điều 1.").kind is Kind.ITEM
    assert named("a)").parent_id == named("2.", "Điều 1.").id
    file = officer.open(f"/dot/{empty.id}/du-thao/tep")
    assert file.data == word_file() or file.data.startswith(b"PK")
    assert (
        "attachment" in file.headers["Content-Disposition"]
        and "noi-quy.docx" in file.headers["Content-Disposition"]
    )


def test_a_text_file_and_pasted_text_give_the_same(officer, empty):
    upload(officer, empty, TEXT.encode(), "noi-quy.txt")
    before = words()
    paste(officer, empty, replaces="y")
    assert words() == before and len(before) > 40


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "trong.docx"),
        (b"   \n", "trong.txt"),
        (b"PK\x03\x04 not a zip", "hong.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "cu.doc"),
        (b"%PDF-1.7", "du-thao.pdf"),
        (bytes(range(256)) * 20, "anh.jpg"),
    ],
)
def test_what_is_no_draft_is_refused_in_words(officer, empty, data, name):
    page = upload(officer, empty, data, name, status=422)
    assert page.select_one(".bad__msg").text.strip()
    assert db.session.scalars(select(Draft)).all() == []


def test_nothing_given_is_refused(officer, empty):
    assert "dán nội dung" in paste(officer, empty, " ", status=422).select_one(".err").text


def test_pasted_text_stays_when_it_is_refused(officer, empty):
    text = "Dieu 1. Gio don tre. Cha me don tre dung gio va bao truoc cho giao vien.\n" * 20
    page = paste(officer, empty, text, status=422)
    assert page.select_one("#pasted-error") and text.strip() in page.select_one("#pasted").text


def test_a_clause_beyond_the_limit_is_refused_and_nothing_is_stored(officer, empty):
    page = paste(officer, empty, "Điều 1. " + "Giờ đón trẻ " * 6000, status=422)
    assert "60.000" in page.text
    assert db.session.scalars(select(Draft)).all() == []


def test_replacing_asks_first(officer, empty):
    paste(officer, empty)
    page = paste(officer, empty, "Điều 1. Khác\nĐiều 2. Nữa", status=422)
    assert page.select_one("#replaces-error") and "Điều 1. Khác" in page.select_one("#pasted").text
    paste(officer, empty, "Điều 1. Khác\nĐiều 2. Nữa", replaces="y")
    assert len(clauses()) == 2 and len(db.session.scalars(select(Draft)).all()) == 1


def test_warnings_lead_to_their_clause_until_looked_at(officer, empty):
    paste(officer, empty, TEXT.replace("2. Trả trẻ", "3. Trả trẻ"))
    warnings = json.loads(db.session.scalars(select(Draft)).one().warnings)
    at = next(warning["clause"] for warning in warnings if warning["clause"])
    page = officer.get(f"/dot/{empty.id}/ra-soat")
    assert page.select_one(f".note--gold a[href$='#c{at}']") and page.select_one(f"#c{at} .rv__doubt")
    assert "chỗ cần xem" in officer.get(f"/dot/{empty.id}").text
    officer.post(f"/dot/{empty.id}/ra-soat/{at}/da-xem", data={"x": "1"})
    officer.post(f"/dot/{empty.id}/ra-soat/da-xem", data={"x": "1"})
    assert not officer.get(f"/dot/{empty.id}/ra-soat").select(".note--gold")


def test_a_warning_speaks_the_language_of_who_reads_it(officer, empty):
    paste(officer, empty, TEXT.replace("2. Trả trẻ", "3. Trả trẻ"))
    kept = json.loads(db.session.scalars(select(Draft)).one().warnings)
    assert {"label": "3.", "previous": "1."} in [warning["values"] for warning in kept]
    assert not any("message" in warning for warning in kept)
    for language, said in (("vi", "“3.” sau “1.”"), ("en", "“3.” after “1.”")):
        officer.post("/ngon-ngu", lang=language)
        assert said in officer.get(f"/dot/{empty.id}/ra-soat").select_one(".note--gold").text


def test_a_warning_kept_as_a_sentence_is_still_read(officer, empty):
    paste(officer, empty)
    kept = [{"code": "no_title", "clause": None, "message": "Câu của ngày trước."}]
    db.session.scalars(select(Draft)).one().warnings = json.dumps(kept)
    db.session.commit()
    assert "Câu của ngày trước." in officer.get(f"/dot/{empty.id}/ra-soat").select_one(".note--gold").text


@pytest.mark.parametrize("name", ["sample.pdf", "sample.rtf", "sample.html", "sample.doc", "sample.txt"])
def test_the_original_of_every_kind_comes_back_as_it_was_and_never_inline(officer, empty, name):
    data = (FILES / name).read_bytes()
    upload(officer, empty, data, name)
    got = officer.open(f"/dot/{empty.id}/du-thao/tep")
    assert got.data == data
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["Content-Type"] == "application/octet-stream"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
