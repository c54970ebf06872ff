"""Codes of families: who sees them, slips, and issuing again."""

import pytest

from accounts import store
from accounts.models import Child, Household, School, SchoolClass
from accounts.printers.slips import slips_pdf, slips_png
from accounts.rules import AgeGroup, Role, Slip
from core import clock, codes
from core.db import db


@pytest.fixture
def elsewhere(school):
    """A class with a household of another school."""
    other = School(slug="khac", made_at=clock.now())
    db.session.add(other)
    db.session.flush()
    class_ = SchoolClass(school_id=other.id, name="Lớp khác", age_group=AgeGroup.FOUR)
    household = Household(school_id=other.id, family_code="GD1", code_issue=1, code_tag="other")
    db.session.add_all([class_, household])
    db.session.flush()
    store.give_code(household)
    db.session.add(
        Child(school_id=other.id, household=household, class_=class_, child_code="K1", full_name="Bé K")
    )
    db.session.commit()
    return class_, household


def paths(class_, household):
    base = f"/lop/{class_.id}"
    one = f"{base}/gia-dinh/{household.id}"
    return [base, f"{base}/phieu", f"{base}/phieu.pdf", one, f"{one}/cap-lai"]


@pytest.mark.parametrize("role", [Role.TEACHER, Role.OFFICER, Role.PRINCIPAL, Role.ADMINISTRATOR])
def test_what_belongs_to_another_school_is_not_there(elsewhere, visit, role):
    for path in paths(*elsewhere):
        visit(role).open(path, status=404)
    class_, household = elsewhere
    visit(role).post(f"/lop/{class_.id}/gia-dinh/{household.id}/cap-lai", status=404)
    assert household.code_issue == 1


def test_a_household_is_not_found_through_a_class_it_is_not_in(school, visit):
    here, there = school.classes[0], school.households[1]
    visit(Role.PRINCIPAL).get(f"/lop/{here.id}/gia-dinh/{there.id}", status=404)
    visit(Role.TEACHER).post(f"/lop/{here.id}/gia-dinh/{there.id}/cap-lai", status=404)
    assert there.code_issue == 1


def test_a_teacher_has_no_codes_of_a_class_that_is_not_theirs(school, visit):
    not_theirs, household = school.classes[1], school.households[1]
    for path in paths(not_theirs, household):
        visit(Role.TEACHER).open(path, status=403)
    visit(Role.TEACHER).post(f"/lop/{not_theirs.id}/gia-dinh/{household.id}/cap-lai", status=403)
    assert household.code_issue == 1
    page = visit(Role.TEACHER).get("/lop")
    assert "3 tuổi A" in page.main.text
    assert "5 tuổi B" not in page.main.text


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.OBSERVER, Role.PARENT])
def test_who_hands_out_no_codes_sees_none(school, visit, role):
    visit(role).get("/lop", status=403)


def test_the_class_teacher_issues_a_lost_code_again_after_being_asked(school, visit):
    class_, household = school.classes[0], school.households[0]
    teacher, family = visit(Role.TEACHER), visit(household)
    old = school.code_of(household)
    page = teacher.get(f"/lop/{class_.id}")
    link = page.select_one('a[href$="cap-lai"]')
    asked = teacher.get(link["href"])
    assert "Phiếu cũ sẽ không dùng được nữa" in asked.main.text
    assert household.code_issue == 1
    shown = teacher.get(teacher.post(asked.select_one("main form")["action"]).location)
    new = school.code_of(household)
    assert new != old
    assert codes.show(new) in shown.main.text
    assert shown.select_one(".qr svg")
    family.open("/lop", status=302)
    assert store.find_household_by_code(old) is None
    assert store.find_household_by_code(new) is household


def test_the_code_is_that_of_the_key_and_only_its_hash_is_stored(school):
    household = school.households[0]
    store.reissue_code(household)
    assert store.code_of(household) == school.code_of(household)
    assert household.code_tag == codes.tag(b"test-hash-key", school.code_of(household))


def test_brothers_and_sisters_share_one_slip_in_the_class_of_the_youngest(school):
    household = school.households[0]
    db.session.add(
        Child(
            school_id=school.id, household=household, class_=school.classes[1], child_code="T9",
            full_name="Bé chị", birth_date=None,
        )
    )  # fmt: skip
    db.session.commit()
    slips = store.list_slips(school.id, base_url="https://a.example")
    assert len(slips) == 6
    mine = [slip for slip in slips if "Bé chị" in slip.children]
    assert [slip.class_name for slip in mine] == ["3 tuổi A"]
    assert mine[0].children == ("Bé 0", "Bé chị")
    in_both = [store.list_households(school.id, class_.id) for class_ in school.classes]
    assert all(household in households for households in in_both)


def test_slips_show_code_and_qr_and_come_as_pdf(school, visit):
    class_ = school.classes[0]
    page = visit(Role.TEACHER).get(f"/lop/{class_.id}/phieu")
    slips = page.select(".slips__one")
    assert len(slips) == 3
    assert codes.show(school.code_of(school.households[0])) in page.text
    assert all(slip.svg for slip in slips)
    answer = visit(Role.TEACHER).open(f"/lop/{class_.id}/phieu.pdf")
    assert answer.data.startswith(b"%PDF")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_slip_may_hold_any_sign():
    odd = 'Trường "Số #1" $x$ @ref *đậm* _nghiêng_ \\ ] [ } { <a> & // /* Ữ ỡ ằ ẵ ặ'
    slip = Slip(odd, odd, (odd, odd), "ABCDEFGH", "https://a.example/v/ABCDEFGH", odd)
    assert slips_pdf([slip] * 9).startswith(b"%PDF")
    assert slips_png([slip])[:4] == b"\x89PNG"
