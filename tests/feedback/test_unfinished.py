"""A survey begun and not sent: gone on with by code or sign-in, counted only if the officer chose so."""

from datetime import timedelta

import pytest

from accounts.rules import Audience, Role
from consultations.models import Consultation
from consultations.rules import GRACE, QuestionKind
from core import clock
from core.db import db
from feedback.models import Answer, Participation, Submission, Unfinished
from reports import store as reports
from tests.feedback.conftest import carried, filled, rows


@pytest.fixture
def paged(ask):
    asked = ask(clauses=1)
    asked.first, _none = asked.add_question(QuestionKind.SHORT, "Một từ", section="A")
    for at in range(20):
        asked.add_question(QuestionKind.SCALE, f"Việc {at}")
    asked.last, _none = asked.add_question(QuestionKind.NUMBER, "Mấy trẻ?", section="B")
    db.session.commit()
    asked.survey = f"{asked.url}/khao-sat"
    return asked


def turn(family, page, url, status=200, **fields):
    form = {name: value for name, value in filled(page).items() if value != ""}
    return family.post(url, status=status, data=form | fields)


def begin(family, paged, words="Ấm áp"):
    """Send the first page; gives the second and the receipt code."""
    page = family.get(paged.survey)
    return turn(family, page, paged.survey, **{f"q{paged.first}": words}), carried(page)["receipt"]


def close(paged, **columns):
    consultation = db.session.get(Consultation, paged.id)
    for name, value in columns.items():
        setattr(consultation, name, value)
    consultation.closes_at = clock.now() - GRACE - timedelta(minutes=1)
    db.session.commit()
    figures = reports.summary_of(reports.make_snapshot(consultation))
    db.session.commit()
    return figures


def test_each_page_is_stored_and_gone_on_with_on_the_same_phone(paged, visit):
    family = visit(Role.PARENT)
    begin(family, paged)
    assert rows(Submission) == rows(Participation) == [] and len(rows(Unfinished)) == 1
    page = family.get(paged.survey)
    assert "Phần 2/3" in page.text and "trả lời dở" in page.text
    page = turn(family, page, paged.survey)
    turn(family, page, paged.survey, 303, **{f"q{paged.last}": "2"})
    assert {row.text for row in rows(Answer) if row.text} == {"Ấm áp"}
    assert rows(Unfinished) == [] and rows(Submission)[0].is_finished


def test_the_code_leads_back_from_any_phone_and_another_family_does_not_see_it(paged, visit, school):
    _page, code = begin(visit(Role.PARENT), paged)
    assert "trả lời dở" not in visit(Role.PARENT).get(paged.survey).text
    stranger = visit(school.households[1])
    assert "trả lời dở" not in stranger.get(paged.survey).text
    anybody = visit()
    where = anybody.post("/tra-cuu", status=303, code=code).location
    page = anybody.get(where)
    assert "Phần 2/3" in page.text
    page = turn(anybody, page, where)
    turn(anybody, page, where, 303, **{f"q{paged.last}": "3"})
    (submission,) = rows(Submission)
    assert len(rows(Participation)) == 1
    assert submission.group == school.classes[0].name and submission.audience is Audience.PARENTS
    assert "Ấm áp" in anybody.get(f"/tra-cuu/{paged.id}/tiep-nhan").text


def test_a_member_of_the_staff_goes_on_by_signing_in(paged, visit, school):
    paged.ask(school.people[Role.TEACHER], audience=Audience.TEACHERS)
    begin(visit(Role.TEACHER), paged)
    assert "Phần 2/3" in visit(Role.TEACHER).get(paged.survey).text


def test_who_began_may_have_it_forgotten(paged, visit):
    family = visit(Role.PARENT)
    begin(family, paged)
    turn(family, family.get(paged.survey), paged.survey, 303, forget="1")
    assert rows(Unfinished) == []


def test_at_the_close_what_was_not_sent_is_gone(paged, visit):
    begin(visit(Role.PARENT), paged)
    figures = close(paged)
    assert (figures.answered, figures.unfinished) == (0, 0)
    assert rows(Unfinished) == rows(Submission) == []


def test_where_the_officer_chose_so_it_stands_in_and_is_shown_apart(paged, visit, school):
    begin(visit(Role.PARENT), paged)
    begin(visit(Role.PARENT), paged, "Muộn hơn")
    other = visit(school.households[1])
    page, _code = begin(other, paged, "Đã gửi")
    page = turn(other, page, paged.survey)
    turn(other, page, paged.survey, 303)
    begin(visit(school.households[1]), paged, "Bỏ dở sau khi gửi")
    figures = close(paged, counts_unfinished=True)
    assert (figures.answered, figures.unfinished, figures.questions[0].answered) == (2, 1, 2)
    assert len({row.submission_id for row in rows(Answer)}) == 2 and rows(Unfinished) == []
    assert "trả lời dở" in visit(Role.PRINCIPAL).get(f"/dot/{paged.id}/tong-hop").text


def test_while_it_is_open_nothing_unfinished_is_counted(paged, visit):
    begin(visit(Role.PARENT), paged)
    consultation = db.session.get(Consultation, paged.id)
    consultation.counts_unfinished = True
    figures = reports.summary_of(reports.make_snapshot(consultation))
    assert (figures.answered, figures.unfinished) == (0, 0) and len(rows(Unfinished)) == 1
