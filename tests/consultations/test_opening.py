"""Opening copies the roll; what must be there before; the deadline's last minute."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from accounts.models import Child, Person
from accounts.rules import AgeGroup, Audience, Role
from consultations import store
from consultations.models import RollEntry
from consultations.rules import Status
from core import clock
from core.db import db
from core.errors import Refused
from tests.consultations.conftest import add_question, other_school


def roll(consultation):
    return db.session.scalars(
        select(RollEntry).where(RollEntry.consultation_id == consultation.id).order_by(RollEntry.id)
    ).all()


def add_child(school, household, class_, code, birth_date=None, left_on=None):
    child = Child(
        school_id=school.id, household=household, class_=class_, child_code=code, full_name="Bé",
        birth_date=birth_date, left_on=left_on,
    )  # fmt: skip
    db.session.add(child)
    db.session.flush()
    return child


def test_every_household_is_asked_once_in_the_class_of_its_youngest(school, make):
    first = school.households[0]  # one child in class 0, day of birth unknown
    add_child(school, first, school.classes[1], "Y", birth_date=date(2023, 5, 1))
    consultation = make()
    store.open_consultation(consultation)
    entries = roll(consultation)
    assert [entry.household_id for entry in entries] == [household.id for household in school.households]
    assert entries[0].class_name == "5 tuổi B" and entries[0].age_group is AgeGroup.FIVE
    assert all(entry.added_on is None and entry.left_on is None for entry in entries)


def test_only_chosen_classes_are_asked_and_a_sibling_is_enough(school, make):
    second = school.households[1]  # its child is in class 1
    add_child(school, second, school.classes[0], "S", birth_date=date(2020, 1, 1))
    second.children[0].birth_date = date(2023, 1, 1)
    consultation = make(class_ids=[school.classes[0].id])
    store.open_consultation(consultation)
    asked = {entry.household_id: entry.class_name for entry in roll(consultation)}
    assert set(asked) == {school.households[at].id for at in (0, 1, 2, 4)}
    assert asked[second.id] == "5 tuổi B"  # asked for the elder, counted with the youngest


def test_children_and_families_that_left_are_not_asked(school, make):
    school.households[0].children[0].left_on = date(2026, 9, 1)
    school.households[1].left_on = date(2026, 9, 1)
    consultation = make()
    store.open_consultation(consultation)
    assert [e.household_id for e in roll(consultation)] == [
        household.id for household in school.households[2:]
    ]


def test_staff_are_asked_by_audience(school, make):
    school.people[Role.EMPLOYEE].left_on = date(2026, 10, 1)
    consultation = make(audiences=[Audience.TEACHERS, Audience.STAFF])
    store.open_consultation(consultation)
    asked = {entry.person_id for entry in roll(consultation)}
    assert asked == {school.people[Role.TEACHER].id, school.people[Role.OFFICER].id}
    assert store.find_roll_entry(consultation, school.people[Role.TEACHER]).audience is Audience.TEACHERS
    assert store.find_roll_entry(consultation, school.people[Role.PRINCIPAL]) is None
    assert store.find_roll_entry(consultation, school.households[0]) is None


def test_another_schools_people_are_not_asked(school, make):
    other_school()
    consultation = make(audiences=[Audience.PARENTS, Audience.TEACHERS])
    store.open_consultation(consultation)
    assert {entry.school_id for entry in roll(consultation)} == {school.id}
    assert len(roll(consultation)) == 7


def test_the_deadline_includes_its_24_00_in_viet_nam(make):
    consultation = make(deadline=date(2026, 10, 21))
    store.open_consultation(consultation)
    assert consultation.closes_at == datetime(2026, 10, 21, 17, 0, tzinfo=UTC)
    with clock.stopped(datetime(2026, 10, 21, 16, 59, 59, tzinfo=UTC)):
        assert consultation.status is Status.OPEN and consultation.days_left == 0
    with clock.stopped(datetime(2026, 10, 21, 17, 0, tzinfo=UTC)):
        assert consultation.status is Status.CLOSED


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"audiences": []}, "Chưa chọn hỏi ai."),
        ({"draft": False}, "Chưa có dự thảo và chưa có câu hỏi nào."),
        ({"responsible_id": None}, "Chưa ghi người phụ trách."),
        ({"deadline": None}, "Chưa đặt thời hạn góp ý."),
        ({"deadline": date(2026, 10, 11)}, "Thời hạn góp ý đã qua."),
    ],
)
def test_opening_is_refused_with_the_reason(make, columns, reason):
    consultation = make(**columns)
    with pytest.raises(Refused, match=reason):
        store.open_consultation(consultation)
    assert consultation.status is Status.PREPARING and roll(consultation) == []


def test_opening_for_nobody_is_refused(school, make):
    for person in db.session.scalars(select(Person)):
        person.left_on = date(2026, 1, 1)
    consultation = make(audiences=[Audience.TEACHERS])
    with pytest.raises(Refused, match="không có ai"):
        store.open_consultation(consultation)


def test_a_survey_alone_opens_without_a_draft(make):
    consultation = make(draft=False)
    add_question(consultation)
    store.open_consultation(consultation)
    assert consultation.status is Status.OPEN


def test_opening_twice_is_refused(make):
    consultation = make()
    store.open_consultation(consultation)
    with pytest.raises(Refused):
        store.open_consultation(consultation)
    assert len(roll(consultation)) == 6


def test_who_joins_is_added_and_who_leaves_goes_unless_they_took_part(school, make):
    consultation = make(class_ids=[school.classes[0].id])
    store.open_consultation(consultation)
    add_child(school, school.households[1], school.classes[0], "N")
    school.households[0].children[0].left_on = date(2026, 10, 12)
    school.households[2].children[0].left_on = date(2026, 10, 12)
    taken_part = {school.households[2].id}
    for _again in range(2):
        store.refresh_roll(consultation, lambda entry: entry.household_id in taken_part)
    entries = {entry.household_id: entry for entry in roll(consultation)}
    assert entries[school.households[1].id].added_on == date(2026, 10, 12)
    assert entries[school.households[0].id].left_on == date(2026, 10, 12)
    assert entries[school.households[2].id].left_on is None
    assert store.find_roll_entry(consultation, school.households[0]) is None
    counted = [(row.class_name, row.asked, row.added, row.left) for row in store.count_roll(consultation.id)]
    assert sum(row[1] for row in counted) == 3
    assert sum(row[2] for row in counted) == 1 and sum(row[3] for row in counted) == 1


def test_what_waits_for_a_unit_is_listed_with_the_latest_deadline_first(school, make):
    early, late = make(), make(deadline=date(2026, 11, 1))
    make(deadline=date(2026, 12, 1))  # not opened
    for consultation in (early, late):
        store.open_consultation(consultation)
    rows = store.list_for_unit(school.households[3])
    assert [consultation.id for consultation, _ in rows] == [late.id, early.id]
    assert all(entry.household_id == school.households[3].id for _, entry in rows)
    assert store.list_for_unit(school.people[Role.TEACHER]) == []


def test_a_paper_is_kept_once_open(make):
    consultation = make()
    assert store.get_paper(consultation) is not store.get_paper(consultation)
    store.open_consultation(consultation)
    paper = store.get_paper(consultation)
    assert paper is store.get_paper(consultation)
    assert [piece.name for piece in paper.pieces] == ["Điều 1", "Điều 2"]


def test_the_open_link_works_from_the_opening_on(make):
    consultation = make(audiences=[Audience.COMMUNITY])
    with pytest.raises(NoResultFound):
        store.get_by_token(consultation.open_token)
    store.open_consultation(consultation)
    assert store.get_by_token(consultation.open_token) is consultation


def test_a_survey_alone_opens(school, make):
    consultation = make(draft=False)
    add_question(consultation)
    store.open_consultation(consultation)
    assert consultation.status is Status.OPEN
