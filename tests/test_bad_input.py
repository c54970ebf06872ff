"""What goes wrong on a page: one clear sentence, and nothing that was typed is lost."""

from io import BytesIO

import docx
import pytest
from sqlalchemy import select

from accounts.rules import Role
from consultations.models import Consultation, Draft
from core import clock
from core.db import db
from feedback.models import Comment
from tests.consultations.conftest import make  # noqa: F401
from tests.consultations.importers.test_package import DOCUMENT, body, package
from tests.feedback.conftest import ask, carried  # noqa: F401

PASTED = "Điều 1. Giờ đón trẻ\nĐón trẻ từ 6 giờ 45."


def word(*lines):
    document, out = docx.Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def encrypted():
    """The general purpose flag of every entry says that a password is needed."""
    data = bytearray(package({DOCUMENT: body()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


FILES = {
    "bomb": (lambda: package({DOCUMENT: body("0" * 5_000_000)}), "quá nhiều dữ liệu"),
    "password, as Word writes it": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ""),
    "password of the package": (encrypted, "mật khẩu"),
    "cut short": (lambda: word("Điều 1. Giờ đón.")[:2000], ""),
    "no words": (word, ""),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(300), ""),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_draft_is_refused_in_one_sentence_and_the_pasted_text_stays(name, make, visit):  # noqa: F811
    asked = make(draft=False)
    data, said = FILES[name]
    officer = visit(Role.OFFICER)
    page = officer.post(
        f"/dot/{asked.id}/du-thao", 422, data={"pasted": PASTED, "file": (BytesIO(data()), "du-thao.docx")}
    )
    (message,) = page.select(".bad__msg")
    assert message.text.strip().endswith(".") and said in message.text
    assert page.select_one("textarea").text.strip() == PASTED
    assert db.session.scalars(select(Draft)).all() == []


@pytest.mark.parametrize("path", ["/dot/{}/du-thao", "/nhan-su/danh-sach"])
def test_what_is_too_large_to_be_read_at_all_is_refused_in_one_sentence(path, app, make, visit):  # noqa: F811
    asked = make(draft=False)
    app.config["MAX_CONTENT_LENGTH"] = 5000
    page = visit(Role.PRINCIPAL).post(
        path.format(asked.id), 413, data={"pasted": PASTED, "file": (BytesIO(bytes(9000)), "du-thao.docx")}
    )
    assert "quá lớn" in page.h1.text and "20 MB" in page.main.text


def test_opening_and_closing_from_two_tabs_says_what_the_first_did(make, visit):  # noqa: F811
    asked, principal = make(), visit(Role.PRINCIPAL)
    principal.post(f"/dot/{asked.id}/mo-ngay", None)
    opened_at = db.session.get(Consultation, asked.id).opened_at
    assert opened_at
    again = principal.post(f"/dot/{asked.id}/mo-ngay", None)
    assert again.location or again.main.p.text.strip()
    assert db.session.get(Consultation, asked.id).opened_at == opened_at
    principal.post(f"/dot/{asked.id}/dong-ngay", None)
    closes_at = db.session.get(Consultation, asked.id).closes_at
    with clock.stopped(clock.now().replace(hour=9)):
        principal.post(f"/dot/{asked.id}/dong-ngay", None)
    assert db.session.get(Consultation, asked.id).closes_at == closes_at


def test_a_comment_sent_after_signing_out_arrives_after_signing_in_again(ask, visit, school):  # noqa: F811
    asked = ask()
    phone = visit(school.households[0])
    address = f"{asked.url}/muc/{asked.clauses[0]}"
    typed = carried(phone.get(address)) | {"stance": "disagree", "reason": "Nhà xa, không kịp giờ đón."}
    phone.post("/thoat")
    over = phone.post(address, 401, data=typed)
    assert "Nhà xa, không kịp giờ đón." in over.select_one(".quote").text
    # Neither the receipt code nor the form's own luggage is read out.
    assert len(over.select(".quote")) == 1
    again = phone.post(
        "/vao",
        200,
        code=school.code_of(school.households[0]),
        carried=over.select_one("[name=carried]")["value"],
    )
    fields = {one["name"]: one["value"] for one in again.select("main form input")}
    phone.post(again.select_one("main form")["action"], 303, data=fields)
    phone.post(again.select_one("main form")["action"], 303, data=fields)
    assert [one.reason for one in db.session.scalars(select(Comment))] == ["Nhà xa, không kịp giờ đón."]
