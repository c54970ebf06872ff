"""Paper: the form to print, piles entered by printed numbers, and their totals against the pile."""

import re

import pytest

from accounts.rules import Audience, Role
from consultations.models import Consultation
from consultations.rules import Mode, QuestionKind, Unit
from core import clock
from core.db import db
from feedback import keyed
from feedback.models import Answer, Authorship, Batch, ClauseStance, Comment, Entry, Participation, Submission
from feedback.rules import Answerer, Channel, Stance, read_sheet_number, sheet_number
from reports import store as reports
from tests.feedback.conftest import rows, send


@pytest.fixture
def asked(ask):
    return ask(survey=True)


@pytest.fixture
def pile(asked, visit):
    """(officer's browser, address of a pile of three sheets)."""
    officer = visit(Role.OFFICER)
    where = f"/dot/{asked.id}/nhap-ho"
    location = officer.post(where, status=303, title="Lớp 3 tuổi A", pile="3", channel="paper").location
    return officer, location


def number_of(asked, at):
    return sheet_number(at + 1)


def sheet(asked, **fields):
    """A sheet as it is typed: question names instead of ids."""
    named = {f"k{question}": "" for question, _options in asked.questions.values()}
    for name, value in fields.items():
        named[f"k{asked.questions[name][0]}" if name in asked.questions else name] = value
    return named


def enter(officer, where, status=303, **fields):
    page = officer.get(where)
    receipt = page.select_one("[name=receipt]")["value"]
    return officer.post(where, status=status, data={"receipt": receipt} | fields), receipt


GOOD = {
    "single": "2", "several": "13", "scale": "4", "matrix": "5-", "number": "3", "short": "Ấm áp",
    "long": "Cảm ơn cô.",
}  # fmt: skip


def test_a_sheet_typed_by_its_numbers_is_the_familys(asked, pile):
    officer, where = pile
    first = asked.clauses[0]
    typed = sheet(asked, who=number_of(asked, 0), rest="y", **GOOD)
    enter(officer, where, **typed, **{f"c{first}": "3", f"w{first}": "Giờ đón muộn quá."})
    (submission,) = rows(Submission)
    assert submission.audience is Audience.PARENTS and submission.group == "3 tuổi A"
    assert submission.authorship.channel is Channel.PAPER
    assert {row.clause_id: row.stance for row in rows(ClauseStance)} == {
        first: Stance.DISAGREE, asked.clauses[1]: Stance.AGREE, asked.clauses[2]: Stance.AGREE,
    }  # fmt: skip
    assert [row.reason for row in rows(Comment)] == ["Giờ đón muộn quá."]
    said = {(row.question_id, row.slot): row for row in rows(Answer)}
    several, options = asked.questions["several"]
    assert {slot for question, slot in said if question == several} == {options[0], options[2]}
    matrix, matrix_rows = asked.questions["matrix"]
    assert said[matrix, matrix_rows[0]].number == 5 and (matrix, matrix_rows[1]) not in said
    page = officer.get(where)
    assert "Đã nhập 1 trên 3 tờ." in page.text and "Bé 0" in page.select_one(".keys__latest").text
    totals = page.select_one(".keys__totals").text
    assert "1 – Rất hài lòng" not in totals and re.search(r"Giờ đón nào hợp\?\s*1: 0\s*2: 1", totals)


def test_a_second_tap_is_the_same_sheet(asked, pile):
    officer, where = pile
    typed = sheet(asked, who=number_of(asked, 0), **GOOD)
    _page, receipt = enter(officer, where, **typed)
    officer.post(where, status=303, data={"receipt": receipt} | typed)
    assert len(rows(Entry)) == len(rows(Submission)) == 1 and len(rows(Answer)) == 8


def test_what_is_wrong_is_named_and_everything_typed_stays(asked, pile):
    officer, where = pile
    typed = sheet(asked, who="9999", single="7", several="1 4", scale="6", matrix="5", number="mười",
                  short="Giữ lại", **{f"c{asked.clauses[0]}": "8"})  # fmt: skip
    page, receipt = enter(officer, where, 422, **typed)
    assert rows(Submission) == []
    told = page.select_one(".err").text
    for words in ("Số trên phiếu gõ chưa đúng", "không có số 7", "không có số 4", "không có số 6", "gõ 2 số",
                  "Xin ghi một số", "từ 1 đến 4"):  # fmt: skip
        assert words in told
    form = filled_of(page)
    assert form["receipt"] == receipt
    assert {name: form[name] for name in typed if typed[name]} == {k: v for k, v in typed.items() if v}


def filled_of(page):
    return {one["name"]: one.get("value", one.text.strip("\n")) for one in page.select("form.keys [name]")}


def test_an_empty_sheet_is_no_sheet(asked, pile):
    officer, where = pile
    page, _receipt = enter(officer, where, 422, **sheet(asked))
    assert "Phiếu còn trống" in page.text


def test_needed_questions_and_words_may_be_missing_on_paper(asked, pile):
    officer, where = pile
    enter(officer, where, **sheet(asked, who="Bé 3", scale="2"), **{f"c{asked.clauses[0]}": "2"})
    assert len(rows(Answer)) == 1 and rows(ClauseStance)[0].stance is Stance.AGREE_CHANGES


def test_words_without_a_box_are_another_opinion_and_the_whole_draft_has_its_own(asked, pile):
    officer, where = pile
    enter(officer, where, **{f"w{asked.clauses[1]}": "Xin làm mái che."}, w0="Nói chung tốt.", who="bé 3")
    said = {(row.clause_id, row.stance, row.reason) for row in rows(Comment)}
    assert said == {
        (asked.clauses[1], Stance.OTHER, "Xin làm mái che."), (None, Stance.OTHER, "Nói chung tốt."),
    }  # fmt: skip


def test_paper_and_phone_of_one_household_are_one(asked, pile, visit):
    officer, where = pile
    first, second = asked.clauses[:2]
    send(visit(Role.PARENT), f"{asked.url}/muc/{first}", stance="agree")
    page, receipt = enter(
        officer, where, 409, who=number_of(asked, 0), **{f"c{first}": "3", f"c{second}": "1"}
    )
    assert "đã có ý kiến" in page.text and page.select_one("[name=replace]")
    assert [row.stance for row in rows(ClauseStance)] == [Stance.AGREE]
    again = {
        "receipt": receipt,
        "who": number_of(asked, 0),
        f"c{first}": "3",
        f"c{second}": "1",
        "replace": "y",
    }
    officer.post(where, status=303, data=again)
    assert len(rows(Submission)) == len(rows(Participation)) == 1
    assert {row.clause_id: row.stance for row in rows(ClauseStance)} == {
        first: Stance.DISAGREE,
        second: Stance.AGREE,
    }
    figures = reports.summary_of(reports.make_snapshot(db.session.get(Consultation, asked.id)))
    assert figures.answered == 1 and dict(figures.channels) == {"web": 1}


def test_a_sheet_adds_to_what_the_family_left_open_without_asking(asked, pile, visit):
    officer, where = pile
    send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", stance="agree")
    enter(officer, where, who=number_of(asked, 0), **{f"c{asked.clauses[1]}": "3"})
    assert len(rows(Submission)) == 1 and len(rows(ClauseStance)) == 2
    assert rows(Entry)[0].is_first is False


def test_a_sheet_that_names_nobody_is_not_identified_and_counted_apart(asked, pile):
    officer, where = pile
    enter(officer, where, **sheet(asked, **GOOD))
    enter(officer, where, **sheet(asked, **GOOD))
    assert rows(Participation) == [] and len(rows(Submission)) == 2
    figures = reports.summary_of(reports.make_snapshot(db.session.get(Consultation, asked.id)))
    db.session.commit()
    assert (figures.answered, figures.community, figures.unidentified) == (0, 2, 2)
    assert figures.questions[0].answered == 0 and dict(figures.channels) == {"paper": 2}
    page = officer.get(f"/dot/{asked.id}/tong-hop").text
    assert "2 ý kiến nhập hộ chưa rõ của ai" in page


def test_where_persons_are_counted_the_paper_says_who(ask, visit):
    asked = ask(clauses=1, unit=Unit.PERSON)
    officer = visit(Role.OFFICER)
    where = officer.post(f"/dot/{asked.id}/nhap-ho", status=303, title="Hòm thư", channel="box").location
    clause = asked.clauses[0]
    page, _receipt = enter(officer, where, 422, who=number_of(asked, 0), **{f"c{clause}": "1"})
    assert "ai trả lời" in page.select_one(".err").text
    enter(officer, where, who=number_of(asked, 0), answerer="2", **{f"c{clause}": "1"})
    enter(officer, where, who=number_of(asked, 0), answerer="1", **{f"c{clause}": "3"})
    assert {row.answerer for row in rows(Authorship)} == {Answerer.FATHER, Answerer.MOTHER}
    assert len(rows(Submission)) == 2


def test_a_name_that_two_share_is_chosen_from_the_list(asked, pile, school):
    officer, where = pile
    for household in school.households[:2]:
        household.children[0].full_name = "Lê An"
    db.session.commit()
    page, _receipt = enter(officer, where, 422, who="le an", **sheet(asked, scale="3"))
    assert "2 người tên này" in page.text
    offered = [one["value"] for one in page.select("datalist option")]
    chosen = next(one for one in offered if "5 tuổi B" in one and "Lê An" in one)
    enter(officer, where, who=chosen, **sheet(asked, scale="3"))
    assert rows(Submission)[0].group == "5 tuổi B"


def test_a_sheet_typed_wrong_is_taken_out_but_not_what_the_family_said_itself(asked, pile, visit):
    officer, where = pile
    enter(officer, where, who=number_of(asked, 0), **sheet(asked, scale="3"))
    tag = rows(Entry)[0].tag
    officer.post(f"{where}/bo", status=303, entry=tag)
    assert rows(Submission) == rows(Participation) == rows(Entry) == []
    enter(officer, where, who=number_of(asked, 0), **sheet(asked, scale="3"))
    with clock.stopped(clock.now().replace(hour=6)):
        send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", stance="agree")
        page = officer.post(f"{where}/bo", status=409, entry=rows(Entry)[0].tag)
    assert "không bỏ được" in page.text and len(rows(Submission)) == 1


def test_a_family_takes_back_what_was_entered_for_it(asked, pile, visit):
    officer, where = pile
    enter(officer, where, who=number_of(asked, 0), **sheet(asked, scale="3"))
    send(visit(Role.PARENT), f"{asked.url}/rut")
    assert rows(Submission) == rows(Entry) == rows(Participation) == []
    assert "Đã nhập 0 trên 3 tờ." in officer.get(where).text


def test_after_the_close_nothing_is_entered_and_the_typed_stays(asked, pile):
    officer, where = pile
    page = officer.get(where)
    consultation = db.session.get(Consultation, asked.id)
    consultation.closes_at = clock.now()
    db.session.commit()
    typed = sheet(asked, who=number_of(asked, 0), short="Giữ lại")
    page = officer.post(
        where, status=409, data={"receipt": page.select_one("[name=receipt]")["value"]} | typed
    )
    assert "đã đóng" in page.text and filled_of(page)[f"k{asked.questions['short'][0]}"] == "Giữ lại"


def test_piles_are_checked_against_the_count_by_hand(asked, pile):
    officer, where = pile
    for at in range(4):
        enter(officer, where, who=number_of(asked, at), **sheet(asked, scale="3"))
    assert "thừa 1 tờ" in officer.get(f"/dot/{asked.id}/nhap-ho").text
    officer.post(f"{where}/bo", status=303, entry=rows(Entry)[0].tag)
    assert "khớp" in officer.get(f"/dot/{asked.id}/nhap-ho").text


@pytest.mark.parametrize(
    "fields", [{"title": "", "pile": "x"}, {"title": "A", "pile": "0"}, {"title": "A" * 200}]
)
def test_a_pile_that_cannot_be(asked, visit, fields):
    page = visit(Role.OFFICER).post(f"/dot/{asked.id}/nhap-ho", status=422, channel="paper", **fields)
    assert "Xin" in page.select_one(".err").text and rows(Batch) == []


def test_a_pile_of_another_consultation_is_not_found(asked, pile, ask):
    officer, where = pile
    other = ask()
    officer.get(where.replace(f"/dot/{asked.id}/", f"/dot/{other.id}/"), status=404)


def test_without_names_no_pile_is_begun(ask, visit):
    asked = ask(mode=Mode.ANONYMOUS)
    visit(Role.OFFICER).post(f"/dot/{asked.id}/nhap-ho", status=409, title="A", channel="paper")
    assert rows(Batch) == []


# The form itself


def test_the_form_is_a_page_and_a_pdf_that_names_each_family(asked, visit):
    officer = visit(Role.OFFICER)
    page = officer.get(f"/dot/{asked.id}/phieu-giay")
    assert "Giờ đón nào hợp?" in page.text and page.select_one(".form .qr svg")
    assert "Đồng ý nhưng cần sửa" in page.text
    for query in ("", "?lop=3 tuổi A", "?lop=3 tuổi A&con=1"):
        response = officer.open(f"/dot/{asked.id}/phieu-giay.pdf{query}")
        assert response.data[:5] == b"%PDF-"
    assert f"{sheet_number(1)}" in text_of(response.data) and "Bé 0" in text_of(response.data)
    officer.open(f"/dot/{asked.id}/phieu-giay.pdf?lop=Lớp lạ", status=404)


def text_of(pdf):
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_without_names_the_form_has_neither_name_nor_number(ask, visit):
    asked = ask(survey=True, mode=Mode.ANONYMOUS)
    officer = visit(Role.OFFICER)
    text = text_of(officer.open(f"/dot/{asked.id}/phieu-giay.pdf?lop=3 tuổi A").data)
    assert "Phiếu số" not in text and "Họ tên" not in text and "Bé" not in text
    assert "không ghi tên" in text


def test_the_condition_of_a_question_is_printed(ask, visit):
    from consultations.conditions import How
    from consultations.models import ShowIf

    asked = ask(clauses=0)
    source, options = asked.add_question(QuestionKind.SINGLE, "Ai đón?", ["Mẹ", "Bố"])
    hung, _none = asked.add_question(QuestionKind.SHORT, "Mẹ đón lúc nào?")
    db.session.add(ShowIf(question_id=hung, source_id=source, how=How.IS, option_id=options[0]))
    db.session.commit()
    page = visit(Role.OFFICER).get(f"/dot/{asked.id}/phieu-giay")
    assert "Chỉ trả lời nếu câu 1: là “Mẹ”." in page.text


@pytest.mark.parametrize("entry_id", [1, 9, 10, 123, 98765])
def test_a_number_typed_wrong_is_noticed(entry_id):
    number = sheet_number(entry_id)
    assert read_sheet_number(number) == entry_id
    for at, digit in enumerate(number):
        for other in set("0123456789") - {digit}:
            assert read_sheet_number(number[:at] + other + number[at + 1 :]) != entry_id


@pytest.mark.parametrize(
    ("typed", "alone", "signs"),
    [("13", True, ["1", "3"]), ("1,3", True, ["1", "3"]), ("1 3", False, ["1", "3"]), ("13", False, ["13"]),
     ("4-5", True, ["4", "-", "5"]), ("", True, [])],
)  # fmt: skip
def test_signs_are_told_apart(typed, alone, signs):
    assert keyed.split(typed, one_sign_each=alone) == signs
