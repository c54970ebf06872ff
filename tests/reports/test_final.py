"""After the outcome: the final text, and which comments led to each of its changes."""

from datetime import timedelta

from accounts.rules import Role
from consultations import store as consultations
from core import clock
from core.db import db, step
from reports.models import Cause
from reports.rules import Decision

LATER = timedelta(minutes=30)


def give_final(asked, text="Trả trẻ trước 17 giờ 30."):
    with step():
        consultation = consultations.get_any(asked.id)
        pending = consultations.copy_version(consultation)
        pending.clauses[2].text = text
        db.session.flush()
        consultations.publish_version(
            consultation, note="Tiếp thu ý kiến về giờ trả trẻ.", decided={}, descents=[],
            seen=consultations.get_proposal(consultation).seen,
        )  # fmt: skip


def url(asked, at=""):
    return f"/dot/{asked.id}/van-ban-cuoi{at}"


def test_the_officer_picks_the_comments_and_the_results_show_them(asked, late, visit, school):
    with clock.stopped(late[1]):
        asked.snapshot()
        asked.decide(asked.second, Decision.ACCEPTED)
        asked.decide(None, Decision.KEPT, "Đã phát bản in.")
        give_final(asked)
        officer = visit(Role.OFFICER)
        assert "1 mục được sửa" in officer.get(url(asked)).text
        page = officer.get(url(asked, f"/{asked.second.id}"))
        boxes = {box.find_parent("label").text: box["value"] for box in page.select("[name=comment]")}
        same_words = next(value for words, value in boxes.items() if "17 giờ 30" in words)
        officer.post(url(asked, f"/{asked.second.id}"), status=303, data={"comment": [same_words, "forged"]})
        assert len(db.session.scalars(db.select(Cause)).all()) == 3
        again = officer.get(url(asked, f"/{asked.second.id}"))
        assert len(again.select("[name=comment][checked]")) == 1

        visit(Role.PRINCIPAL).post(f"/dot/{asked.id}/cong-khai", status=303)
        results = visit(school.households[0]).get(f"/dot/{asked.id}/ket-qua")
        assert "3 ý kiến" in results.text
        assert [one.text for one in results.select("article ins")] == ["[thêm: + giờ 30.]"]
        assert "Nhà xa, không kịp giờ." not in results.text


def test_a_final_text_changes_no_figure(asked, late):
    with clock.stopped(late[1]):
        before = asked.summary()
        give_final(asked)
        after = asked.summary()
        assert (after.clauses, after.version) == (before.clauses, 1)


def test_before_the_results_are_out_nobody_else_sees_the_final_text(asked, late, visit, school):
    with clock.stopped(late[1]):
        asked.snapshot()
        give_final(asked)
        family = visit(school.households[0])
        family.get(f"/y-kien/{asked.id}/thay-doi", status=302)
        assert "17 giờ 30" not in family.get(f"/y-kien/{asked.id}").text


def test_without_a_final_text_there_is_no_such_page(asked, late, visit):
    with clock.stopped(late[1]):
        asked.snapshot()
        visit(Role.OFFICER).get(url(asked), status=404)
