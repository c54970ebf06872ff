"""Who has not taken part: for class teachers their classes, of colleagues without names only numbers."""

from accounts.rules import Audience, Role
from consultations.rules import Mode
from tests.feedback.conftest import send
from tests.feedback.test_entries import text_of


def test_families_are_listed_per_class_until_they_have_answered(ask, visit, school):
    asked = ask()
    send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", stance="agree")
    page = visit(Role.OFFICER).get(f"/dot/{asked.id}/nhac")
    first, second = page.select("section.sheet")
    assert "1 trên 3 đã trả lời" in first.text and "0 trên 3" in second.text
    assert [one.text for one in first.select("li")] == ["Bé 2", "Bé 4"]
    message = first.select_one("textarea").text
    assert "Đến nay 1 trên 3 gia đình" in message and f"/y-kien/{asked.id}" in message
    assert "Bé" not in message


def test_a_class_teacher_sees_and_prints_only_their_own_class(ask, visit, school):
    asked = ask()
    teacher = visit(Role.TEACHER)
    assert "Bé 1" not in teacher.get(f"/dot/{asked.id}/nhac").text
    assert asked.consultation.title in teacher.get("/nhac").text
    own, other = (class_.id for class_ in school.classes)
    assert teacher.open(f"/dot/{asked.id}/nhac/{own}/phieu.pdf").data[:5] == b"%PDF-"
    teacher.open(f"/dot/{asked.id}/nhac/{other}/phieu.pdf", status=403)


def test_slips_are_for_those_who_have_not_answered(ask, visit, school):
    asked = ask()
    send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", stance="agree")
    class_id = school.classes[0].id
    text = text_of(visit(Role.OFFICER).open(f"/dot/{asked.id}/nhac/{class_id}/phieu.pdf").data)
    assert "Bé 2" in text and "Bé 0" not in text and "Bé 1" not in text


def test_without_names_colleagues_are_only_counted(ask, visit, school):
    people = [school.people[Role.TEACHER], school.people[Role.EMPLOYEE]]
    for mode, is_named in ((Mode.NAMED, True), (Mode.ANONYMOUS, False)):
        asked = ask(mode=mode)
        asked.ask(people[0], audience=Audience.TEACHERS)
        asked.ask(people[1], audience=Audience.STAFF)
        text = visit(Role.OFFICER).get(f"/dot/{asked.id}/nhac").text
        assert ("Người teacher" in text) is is_named and ("Người employee" in text) is is_named
        assert "0 trên 1 đã trả lời" in text and "Bé 3" in text


def test_before_and_after_there_is_nobody_to_remind(ask, visit):
    asked = ask(opened_at=None, closes_at=None)
    visit(Role.OFFICER).get(f"/dot/{asked.id}/nhac", status=409)
    assert asked.consultation.title not in visit(Role.OFFICER).get("/nhac").text
