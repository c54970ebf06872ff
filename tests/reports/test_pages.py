"""Pages of reports, by what a person sees."""

import csv
import re
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from docx import Document

from accounts.models import School
from accounts.rules import Role
from consultations.models import Consultation
from consultations.rules import Mode, QuestionKind
from core import clock
from core.db import db
from feedback.models import Answer
from reports import store
from reports.printers.csv import safe
from reports.rules import Decision
from tests.reports.conftest import AGREE

STAFF = [role for role in Role if role is not Role.PARENT]
READERS = {Role.PRINCIPAL, Role.OFFICER, Role.OBSERVER}


def address(asked, rest):
    return f"/dot/{asked.id}/{rest}"


def numbers(row):
    return [re.match(r"\d+", cell.get_text(strip=True)).group() for cell in row.find_all("td", class_="n")]


def freeze(asked, visitor, **words):
    """Keep `words` for the letter, look at it, freeze it."""
    visitor.post(address(asked, "bao-cao"), 303, revision="0", **words)
    page = visitor.get(address(asked, "bao-cao/xem-truoc"))
    seen = page.find("input", attrs={"name": "seen"})["value"]
    visitor.post(address(asked, "bao-cao/xem-truoc"), 303, seen=seen)


def test_page_letter_and_csv_show_the_same_figures(asked, visit):
    summary = asked.summary()
    principal = visit(Role.PRINCIPAL)
    freeze(asked, principal)
    page = principal.get(address(asked, "tong-hop"))
    word = Document(BytesIO(principal.open(address(asked, "bao-cao/1.docx")).data))
    text = principal.open(address(asked, "so-lieu.csv")).data.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    in_word = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in word.tables[1].rows}
    for clause in summary.clauses:
        expected = [str(n) for _stance, n, _share in clause.stances.items()] + [str(clause.no_answer)]
        shown = next(
            row for row in page.find_all("tr") if row.th and row.th.get_text().startswith(clause.title)
        )
        assert numbers(shown) == expected
        assert in_word[clause.title][:5] == expected
        own = [row for row in rows if row[1] == clause.title]
        assert [row[4] for row in own[:5]] == expected
    scale = summary.questions[0].scales[0]
    assert [str(scale.n), "3,75"] == [cell.text for cell in word.tables[2].rows[1].cells][1:3]
    assert "3,75" in page.text
    assert any(row[3] == "Điểm trung bình" and row[4] == "3,75" for row in rows)
    for line in summary.audiences:
        assert f"{line.answered} trên {line.asked}" in page.text


def test_the_mean_of_a_section_stands_on_the_page_in_the_letter_and_in_the_csv(asked, visit):
    asked.scale.section = "Giờ đón, giờ trả"
    second = asked._question(3, QuestionKind.SCALE, "Và với giờ trả trẻ?")
    db.session.flush()
    for submission, number in zip(asked.said, [4, 4, 5], strict=False):
        db.session.add(Answer(submission_id=submission.id, question_id=second.id, slot=0, number=number))
    db.session.commit()
    area = asked.summary().areas[0]
    # 5, 5, 4, 1 give 3,75; 4, 4, 5 give 4,33; both weigh the same.
    assert (area.title, area.items, area.mean) == ("Giờ đón, giờ trả", 2, Decimal("4.04"))
    principal = visit(Role.PRINCIPAL)
    freeze(asked, principal)
    page = principal.get(address(asked, "tong-hop"))
    # Seven were asked: 2,57 to 4,29, where the silent are all at one end, and 3,25 to 4,71.
    row = next(row for row in page.select("table tr") if row.get_text().startswith("Giờ đón, giờ trả"))
    assert "4,04 (2,91 – 4,50)" in row.get_text() and row.select_one("svg.dots circle")
    word = Document(BytesIO(principal.open(address(asked, "bao-cao/1.docx")).data))
    assert any(
        "Giờ đón, giờ trả: điểm trung bình 4,04, khoảng 95% 2,91 – 4,50 (2 nội dung" in p.text
        for p in word.paragraphs
    )
    text = principal.open(address(asked, "so-lieu.csv")).data.decode("utf-8-sig")
    assert 'Khảo sát,Phần,"Giờ đón, giờ trả",Trung bình các nội dung,"4,04",,"2,91","4,50"' in text


def test_a_number_is_on_the_page_and_in_the_letter_as_it_was_typed(asked, visit):
    minutes = asked._question(3, QuestionKind.NUMBER, "Mất bao nhiêu phút?")
    db.session.flush()
    for submission, number in zip(asked.said, ("12.5", "20"), strict=False):
        db.session.add(
            Answer(submission_id=submission.id, question_id=minutes.id, slot=0, number=Decimal(number))
        )
    db.session.commit()
    asked.summary()
    principal = visit(Role.PRINCIPAL)
    freeze(asked, principal)
    told = "Trung bình 16,25; thấp nhất 12,5; cao nhất 20."
    assert told in principal.get(address(asked, "tong-hop")).text
    word = Document(BytesIO(principal.open(address(asked, "bao-cao/1.docx")).data))
    assert any(told in one.text for one in word.paragraphs)


def test_a_heading_that_ends_like_a_sentence_gets_no_second_dot(asked, visit):
    clause = asked.first
    clause.heading = "Người đón trẻ là cha, mẹ."
    db.session.commit()
    asked.summary()
    page = visit(Role.PRINCIPAL).get(address(asked, "tong-hop"))
    assert "cha, mẹ." in page.text and "cha, mẹ.." not in page.text


def test_a_long_comment_begins_with_its_first_lines(asked, visit):
    asked.comment(asked.said[1], asked.first, AGREE, reason="Chúng tôi mong cổng mở sớm. " * 40)
    db.session.commit()
    asked.snapshot()
    page = visit(Role.PRINCIPAL).get(address(asked, "tong-hop"))
    long = page.select_one("details.more")
    assert len(long.summary.text) < 300 and not long.has_attr("open")
    assert long.select_one("p.pre").text.count("mong cổng mở sớm") == 40
    assert not visit(Role.PRINCIPAL).get(address(asked, "tong-hop?in=1")).select("details.more")


def test_csv_runs_no_formula(asked, visit):
    asked.snapshot()
    body = visit(Role.OBSERVER).open(address(asked, "so-lieu.csv")).data
    assert body.startswith(b"\xef\xbb\xbf")
    assert "'=Mẹ" in body.decode() and ",=Mẹ" not in body.decode()


@pytest.mark.parametrize(
    ("cell", "expected"), [("=1+1", "'=1+1"), ("-2", "'-2"), ("@a", "'@a"), (None, ""), (7, "7")]
)
def test_cells_that_would_run_are_text(cell, expected):
    assert safe(cell) == expected


def test_summary_shows_comments_under_their_clause_and_no_author(asked, visit):
    asked.snapshot()
    page = visit(Role.OFFICER).get(address(asked, "tong-hop"))
    section = page.find(id=f"muc-{asked.second.id}").parent
    assert "Nhà xa, không kịp giờ." in section.text and "Đề nghị sửa thành:" in section.text
    assert "Người teacher" not in page.text
    assert "Bản tổng hợp số 1" in page.text
    # The quiet clause is folded.
    folded = next(one for one in page.find_all("details") if "1 mục chỉ có đồng ý" in one.text)
    assert "Khoản 1 Điều 1" in folded.text and not folded.has_attr("open")


def told(quotes):
    """How many comments stand in `quotes`, copies counted."""
    copies = (re.search(r"(\d+) ý kiến giống nhau", quote.get_text()) for quote in quotes)
    return sum(int(found.group(1)) if found else 1 for found in copies)


def test_copies_are_printed_once_with_their_number(asked, visit):
    asked.snapshot()
    visitor = visit(Role.PRINCIPAL)
    quotes = (
        visitor.get(address(asked, "tong-hop")).find(id=f"muc-{asked.second.id}").parent.select("li.quote")
    )
    # Two families and the teacher wrote the same; the teacher is another audience.
    assert (len(quotes), told(quotes)) == (3, 4)
    whole = visitor.get(address(asked, f"tong-hop?muc={asked.second.id}"))
    assert len(whole.select("li.quote")) == 3 and "4 ý kiến bằng lời" in whole.text


def test_comments_come_page_by_page(asked, visit, monkeypatch):
    monkeypatch.setattr("reports.views.summary.SHOWN", 2)
    monkeypatch.setattr("reports.views.summary.ON_A_PAGE", 3)
    asked.snapshot()
    visitor = visit(Role.PRINCIPAL)
    page = visitor.get(address(asked, "tong-hop"))
    assert told(page.find(id=f"muc-{asked.second.id}").parent.select("li.quote")) == 2
    first = visitor.get(page.find("a", string=re.compile("Đọc tất cả 4 ý kiến"))["href"])
    second = visitor.get(first.find("a", string=re.compile("Đọc tiếp"))["href"])
    assert (told(first.select("li.quote")), told(second.select("li.quote"))) == (3, 1)
    visitor.get(address(asked, "tong-hop?muc=99999"), 404)


def test_before_there_is_a_summary_the_page_says_how_many_answered(asked_without_names, visit):
    page = visit(Role.PRINCIPAL).get(address(asked_without_names, "tong-hop"))
    assert "6 trên 7 đã trả lời" in page.text
    # Ended long ago: it may be counted now, but nobody sees what was said before.
    assert "Nhà xa" not in page.text


def test_a_named_consultation_is_summarised_on_demand(asked, visit):
    officer = visit(Role.OFFICER)
    officer.post(address(asked, "tong-hop"), 303)
    officer.post(address(asked, "tong-hop"), 303)
    page = officer.get(address(asked, "tong-hop"))
    assert "Bản tổng hợp số 2" in page.text
    assert "Bản tổng hợp số 1" in officer.get(address(asked, "tong-hop?so=1")).text
    officer.get(address(asked, "tong-hop?so=9"), 404)


def test_an_outcome_that_keeps_the_draft_needs_a_reason(asked, visit):
    asked.snapshot()
    principal = visit(Role.PRINCIPAL)
    path = address(asked, f"tra-loi/{asked.second.id}")
    page = principal.get(path)
    assert "3 ý kiến" in page.text
    page = principal.post(path, 422, decision="kept", reason="  ")
    assert "Xin ghi lý do" in page.text and page.find("input", value="kept").has_attr("checked")
    principal.post(path, 422, reason="Vì thế.")
    principal.post(path, 303, decision="kept", reason="Giờ làm việc đến 17 giờ 30.")
    assert "Giờ làm việc đến 17 giờ 30." in principal.get(address(asked, "tra-loi")).text
    assert "Giờ làm việc" in principal.get(path).find("textarea").text


def test_publishing_waits_for_every_contested_clause(asked, visit):
    asked.snapshot()
    principal, parent = visit(Role.PRINCIPAL), visit(Role.PARENT)
    assert "Công khai kết quả" not in principal.get(address(asked, "tra-loi")).text
    assert "chưa trả lời" in principal.post(address(asked, "cong-khai"), 409).text
    parent.get(address(asked, "ket-qua"), 404)
    asked.decide(asked.second, Decision.PARTLY, "Trả trẻ muộn nhất 17 giờ 15.")
    principal.post(address(asked, "cong-khai"), 409)
    asked.decide(None, Decision.ACCEPTED)
    principal.post(address(asked, "cong-khai"), 303)
    page = parent.get(address(asked, "ket-qua"))
    assert "Trả trẻ muộn nhất 17 giờ 15." in page.text and "Tiếp thu một phần" in page.text
    # Words of single people stay with the school.
    assert "Nhà xa" not in page.text and "17 giờ 30" not in page.text
    principal.post(address(asked, f"tra-loi/{asked.second.id}"), 409, decision="accepted")
    principal.post(address(asked, "tong-hop"), 409)
    principal.post(address(asked, "cong-khai"), 409)


def publish(asked):
    asked.snapshot()
    asked.decide(asked.second, Decision.ACCEPTED)
    asked.decide(None, Decision.ACCEPTED)
    store.publish(asked.consultation)
    db.session.commit()


def test_results_are_for_those_who_were_asked(asked, visit, school):
    publish(asked)
    for role in STAFF:
        expected = 200 if role in READERS | {Role.TEACHER} else 404
        visit(role).open(address(asked, "ket-qua"), status=expected)
    visit().open(address(asked, "ket-qua"), status=404)
    db.session.get(Consultation, asked.id).open_token = "mot-lien-ket"
    db.session.commit()
    visit().get(address(asked, "ket-qua"))


def test_only_its_own_school_and_roles_get_in(asked, visit, school):
    asked.snapshot()
    for rest, allowed in [
        ("tong-hop", READERS),
        ("so-lieu.csv", READERS),
        ("tra-loi", {Role.PRINCIPAL, Role.OFFICER}),
        (f"tra-loi/{asked.second.id}", {Role.PRINCIPAL, Role.OFFICER}),
        ("bao-cao", {Role.PRINCIPAL, Role.OFFICER}),
    ]:
        for role in Role:
            visit(role).open(address(asked, rest), status=200 if role in allowed else 403)
    visit(Role.OFFICER).post(address(asked, "cong-khai"), 403)
    other = School(slug="khac", made_at=clock.now())
    db.session.add(other)
    db.session.flush()
    school.people[Role.PRINCIPAL].school_id = other.id
    db.session.commit()
    stranger = visit(Role.PRINCIPAL)
    for rest in ("tong-hop", "so-lieu.csv", "tra-loi", "tra-loi/0", "bao-cao", "bao-cao/1.docx", "ket-qua"):
        stranger.open(address(asked, rest), status=404)


def test_letters_are_listed_and_numbered_by_the_clerk_afterwards(asked, visit):
    asked.snapshot()
    officer = visit(Role.OFFICER)
    freeze(asked, officer, proposals="Đề nghị hỗ trợ phòng đón trẻ.")
    before = officer.open(address(asked, "bao-cao/1.docx")).data
    assert "Đề nghị hỗ trợ phòng đón trẻ./." in [p.text for p in Document(BytesIO(before)).paragraphs]
    officer.post(address(asked, "bao-cao/1"), 422, number="05/BC-TrMN", day="2026-12-31")
    officer.post(address(asked, "bao-cao/1"), 303, number="05/BC-TrMN", day="2026-10-12")
    assert "05/BC-TrMN, ngày 12/10/2026" in officer.get(address(asked, "bao-cao")).text
    assert officer.open(address(asked, "bao-cao/1.docx")).data == before
    officer.open(address(asked, "bao-cao/7.docx"), status=404)


def test_the_letter_is_vietnamese_whoever_makes_it(asked, visit):
    asked.snapshot()
    officer = visit(Role.OFFICER)
    officer.client.set_cookie("lang", "en")
    freeze(asked, officer)
    word = Document(BytesIO(officer.open(address(asked, "bao-cao/1.docx")).data))
    assert "BÁO CÁO" in [p.text for p in word.paragraphs]
    assert "83,3%" in " ".join(p.text for p in word.paragraphs)


def test_everybody_has_a_first_page(asked, visit):
    assert "Vào bằng mã gia đình" in visit().get("/").text
    for role in Role:
        page = visit(role).get("/")
        assert len(page.main.text.split()) > 12, role


def test_an_open_consultation_waits_on_the_home_page(asked, visit, school):
    with clock.stopped(asked.consultation.closes_at.replace(day=9)):
        page = visit(school.households[5]).get("/")
        assert "Đọc và góp ý" in page.text and "Chưa trả lời" in page.text and "Sắp hết hạn" in page.text
        page = visit(school.households[0]).get("/")
        assert "Đã gửi ý kiến" in page.text and "Sắp hết hạn" not in page.text
        board = visit(Role.PRINCIPAL).get("/")
        assert "6 trên 7 đã trả lời" in board.text


def test_the_board_leads_from_step_to_step(asked, visit):
    principal = visit(Role.PRINCIPAL)
    assert "Chờ bản tổng hợp" in principal.get("/").text
    asked.snapshot()
    assert "Còn 2 mục có ý kiến" in principal.get("/").text
    asked.decide(asked.second, Decision.ACCEPTED)
    asked.decide(None, Decision.ACCEPTED)
    page = principal.get("/")
    assert "Lập báo cáo gửi cấp trên" in page.text and "Công khai kết quả" in page.text
    assert "Công khai kết quả" not in visit(Role.TEACHER).get("/").text
    store.publish(asked.consultation)
    db.session.commit()
    assert "Đã công khai kết quả" in principal.get("/").text
    assert "xem ý kiến đã làm thay đổi gì" in visit(Role.PARENT).get("/").text


def test_an_anonymous_summary_never_shows_who(asked_without_names, visit):
    assert asked_without_names.consultation.mode is Mode.ANONYMOUS
    asked_without_names.snapshot()
    page = visit(Role.PRINCIPAL).get(address(asked_without_names, "tong-hop"))
    quotes = " ".join(quote.text for quote in page.select("li.quote"))
    assert "Giáo viên" not in quotes and "Cha mẹ trẻ" not in quotes
