"""Receipts that can be checked, deletion after the end, and `flask verify`."""

import hashlib
import json
from collections import namedtuple
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from flask import current_app
from sqlalchemy import delete, func, select, update

from accounts.rules import Role
from core import clock, codes
from core.db import db
from core.errors import Refused
from feedback import proof
from feedback import store as feedback
from feedback.models import (
    Answer,
    Authorship,
    ClauseStance,
    Comment,
    Leaf,
    Participation,
    Receipt,
    Register,
    Submission,
    Tombstone,
)
from feedback.rules import Erasure, Stance
from feedback.store.registers import forget_in_registers
from feedback.store.slips import slip_of
from feedback.store.writing import forget_submission
from reports import printers, store
from reports.models import Cause, Listed, Snapshot
from reports.rules import Decision
from reports.store.verifying import What
from tests.feedback.test_counts import STATEMENTS_MAX, statements
from tests.reports.conftest import CLOSED_AT

CODE = "7K4M2Q9CXA3T"
Row = namedtuple("Row", "id audience group_label")


@pytest.fixture(params=["asked", "asked_without_names"])
def counted(request, school):
    """Ended and counted; the third submission has the receipt CODE."""
    asked = request.getfixturevalue(request.param)
    tag = codes.tag(current_app.config["HASH_KEY"], CODE)
    db.session.add(Receipt(tag=tag, submission_id=asked.said[2].id))
    asked.snapshot()
    db.session.commit()
    return asked


def holder(visit):
    """(visitor with the code, page of their receipt)."""
    somebody = visit()
    return somebody, somebody.get(somebody.post("/tra-cuu", status=303, code=CODE).location)


def verdict():
    """The one Verdict, and what it found as {What: things}."""
    (one,) = store.verify()
    found = {}
    for finding in one.findings:
        found.setdefault(finding.what, []).append(finding.thing)
    return one, found


def body(response):
    with response:
        return response.data


def sha(data):
    return hashlib.sha256(data).hexdigest()


def test_the_holder_of_a_code_checks_with_any_sha_256(counted, visit):
    somebody, receipt = holder(visit)
    assert "Phiếu này đã được đếm" in receipt.text
    page = somebody.get(receipt.find("a", string="Tự kiểm tra")["href"])
    leaf, root = (one.text for one in page.select("code"))
    slip, register = (a["href"] for a in page.select(".path a"))
    assert sha(body(somebody.open(slip))) == leaf
    listed = body(visit().open(register))
    assert leaf.encode() in listed.splitlines() and len(listed.splitlines()) == 6
    assert sha(listed) == root == store.summary_of(store.get_snapshot(counted.consultation)).root


def test_the_root_stands_in_the_letter_on_the_results_and_in_the_csv(asked, school, visit):
    asked.snapshot()
    asked.decide(asked.second, Decision.ACCEPTED)
    asked.decide(None, Decision.ACCEPTED)
    store.publish(asked.consultation)
    db.session.commit()
    root = store.summary_of(store.get_snapshot(asked.consultation)).root
    principal = visit(Role.PRINCIPAL)
    letter = Document(BytesIO(printers.make_letter(asked.consultation).docx))
    db.session.commit()
    assert any(root in one.text for one in letter.paragraphs)
    assert root in principal.get(f"/dot/{asked.id}/tong-hop").text
    assert root in principal.open(f"/dot/{asked.id}/so-lieu.csv").text
    assert root in visit(school.households[5]).get(f"/dot/{asked.id}/ket-qua").text


def test_nobody_checks_before_the_end_or_without_the_code(counted, school, visit):
    without = visit(school.households[2])
    assert "đã được đếm" not in without.get(f"/y-kien/{counted.id}").text
    without.open(f"/y-kien/{counted.id}/kiem-tra", status=302)
    without.open(f"/y-kien/{counted.id}/phieu.txt", status=404)
    without.open(f"/y-kien/{counted.id}/xoa", status=302)
    for number in (0, 2):
        visit().open(f"/dot/{counted.id}/so-kiem-phieu/{number}.txt", status=404)


def test_an_untouched_consultation_is_as_it_was_counted(counted):
    one, found = verdict()
    assert (one.counted, found, one.is_altered) == (6, {}, False)


@pytest.mark.parametrize(
    ("change", "thing"),
    [
        (lambda a: update(ClauseStance).where(ClauseStance.submission_id == a.said[4].id)
            .values(stance=Stance.AGREE), '["stance"'),
        (lambda a: update(Comment).where(Comment.submission_id == a.said[4].id).values(reason="Đồng ý."),
            '["comment"'),
        (lambda a: update(Answer).where(Answer.submission_id == a.said[3].id).values(number=5), '["answer"'),
        (lambda a: delete(Comment).where(Comment.submission_id == a.said[4].id), "1 lines are gone"),
        (lambda a: update(Submission).where(Submission.id == a.said[4].id).values(group="Khác"),
            '["submission"'),
        (lambda a: update(Submission).where(Submission.id == a.said[4].id).values(is_withdrawn=True), ""),
        (lambda a: update(Leaf).where(Leaf.submission_id == a.said[4].id).values(leaf="0" * 64), "register"),
        (lambda a: update(Register).values(root="0" * 64), "register"),
        (lambda a: delete(Register), "register"),
        (lambda a: update(Snapshot).values(figures=Snapshot.figures + " "), "figures"),
        (lambda a: update(Listed).values(comment_id=func.replace(Listed.comment_id, "a", "b")), "comments"),
        (lambda a: delete(Participation).where(Participation.roll_entry_id == a.units[4].id), "audiences"),
    ],
)  # fmt: skip
def test_what_was_altered_is_named(asked_without_names, change, thing):
    asked_without_names.snapshot()
    db.session.commit()
    db.session.execute(change(asked_without_names))
    db.session.commit()
    one, found = verdict()
    assert one.is_altered and set(found) == {What.ALTERED}
    assert any(thing in name for name in found[What.ALTERED]), found


def test_slips_read_in_one_go_are_those_put_together_one_by_one(counted):
    first = counted.said[0]
    counted.comment(first, counted.second, Stance.OTHER, reason='Dòng "một"\n\u2028hai ☺')
    db.session.add(Answer(submission_id=first.id, question_id=counted.choice.id, slot=9, text="Bà\t\\"))
    db.session.add(
        Answer(submission_id=first.id, question_id=counted.scale.id, slot=1, number=Decimal("2.5"))
    )
    db.session.flush()
    for one in counted.said:
        own = [
            (each.id, each.clause_id, each.stance, each.proposed, each.reason, each.version)
            for each in db.session.scalars(select(Comment).where(Comment.submission_id == one.id))
        ]
        stances = [
            (each.clause_id, each.stance, each.version)
            for each in db.session.scalars(select(ClauseStance).where(ClauseStance.submission_id == one.id))
        ]
        answers = db.session.scalars(select(Answer).where(Answer.submission_id == one.id))
        slip = proof.slip(
            one.id, one.audience, one.group, stances, own,
            [(each.question_id, each.slot, each.option_id, each.number, each.text) for each in answers],
        )  # fmt: skip
        assert slip_of(counted.id, Row(one.id, one.audience, one.group)) == slip
        assert [
            own.text for batch in feedback.each_batch(counted.id) for own in batch if own.id == one.id
        ] == [slip]


def test_a_submission_put_in_afterwards_is_named(counted):
    own = Submission(
        school_id=counted.school.id, consultation_id=counted.id, audience=counted.units[0].audience
    )
    db.session.add(own)
    db.session.commit()
    one, found = verdict()
    assert one.is_altered and found == {What.ALTERED: ["submission"]}


def test_what_authors_did_after_an_early_summary_is_no_alteration(asked):
    """Closed, and the final summary is not made yet: the newest one is from before."""
    with clock.stopped(CLOSED_AT - timedelta(hours=2)):
        asked.snapshot()
        db.session.commit()
    own, gone = asked.said[0], asked.said[1]
    with clock.stopped(CLOSED_AT - timedelta(hours=1)):
        db.session.execute(
            update(Authorship).where(Authorship.submission_id == own.id).values(changed_at=clock.now())
        )
        db.session.execute(
            update(Answer).where(Answer.submission_id == own.id, Answer.number.is_not(None)).values(number=1)
        )
        forget_in_registers(asked.id, gone.id)
        forget_submission(gone.id, None)
        db.session.commit()
    one, found = verdict()
    assert not one.is_altered
    assert set(found) == {What.CHANGED, What.WITHDRAWN}


def test_the_holder_deletes_after_the_end_and_figures_stay(counted, visit):
    before = store.get_snapshot(counted.consultation).sha256
    somebody, receipt = holder(visit)
    own_id = counted.said[2].id
    page = somebody.get(receipt.find("a", string="Xóa lời góp ý và câu trả lời")["href"])
    fields = {one["name"]: one["value"] for one in page.select("main form input")}
    address = page.select_one("main form")["action"]
    somebody.post(address, status=409, data=fields | {"leaf": "0" * 64})
    somebody.post(address, status=303, data=fields)
    assert "Chưa tìm thấy" in visit().post("/tra-cuu", status=422, code=CODE).text
    assert not db.session.scalars(select(Comment).where(Comment.submission_id == own_id)).all()
    (stone,) = db.session.scalars(select(Tombstone))
    assert (stone.leaf, stone.reason, stone.by_id) == (fields["leaf"], Erasure.AUTHOR, None)
    assert fields["leaf"].encode() in body(visit().open(f"/dot/{counted.id}/so-kiem-phieu/1.txt"))
    assert db.session.scalars(select(Leaf).where(Leaf.leaf == stone.leaf)).one().submission_id is None
    one, found = verdict()
    assert not one.is_altered and list(found) == [What.AUTHOR]
    assert store.get_snapshot(counted.consultation).sha256 == before
    again = store.summary_of(counted.snapshot())
    assert again.withdrawn == 1 and again.counted == 5 and again.answered == 6
    db.session.commit()
    assert verdict()[1] == {}


def test_the_school_deletes_at_a_persons_request_and_it_is_logged(asked, school, visit):
    asked.snapshot()
    db.session.commit()
    address, own_id = f"/dot/{asked.id}/xoa-y-kien", asked.said[2].id
    officer = visit(Role.OFFICER)
    sent = {"unit": "GD2", "reason": "request", "note": "Đơn ngày 12/10/2026", "is_sure": "y"}
    assert "đối chiếu" in officer.post(address, status=422, data=sent | {"is_sure": ""}).text
    assert "Không có gia đình" in officer.post(address, status=422, data=sent | {"unit": "GD99"}).text
    assert "không có phiếu" in officer.post(address, status=422, data=sent | {"unit": "GD5"}).text
    officer.post(address, status=303, data=sent)
    page = officer.get(address)
    assert "Đã xóa 1 phiếu." in page.text and "Đơn ngày 12/10/2026" in page.text
    assert "Người officer" in page.text
    one, found = verdict()
    assert not one.is_altered and list(found) == [What.REQUEST]
    assert not db.session.get(Submission, own_id)


def test_without_names_the_school_finds_nobodys_slip(asked_without_names, visit):
    asked_without_names.snapshot()
    db.session.commit()
    address = f"/dot/{asked_without_names.id}/xoa-y-kien"
    page = visit(Role.OFFICER).get(address)
    assert "không tìm được phiếu" in page.text and not page.select("main form")


def test_nothing_is_deleted_before_it_was_counted(asked, school):
    with pytest.raises(Refused):
        feedback.erase_of_unit(
            asked.consultation, school.households[2], Erasure.REQUEST, by=school.people[Role.OFFICER], note=""
        )


def test_deleted_words_leave_the_final_text_too(asked):
    asked.snapshot()
    words = db.session.scalars(select(Comment).where(Comment.submission_id == asked.said[4].id)).one()
    db.session.add(Cause(draft_id=asked.second.draft_id, clause_id=asked.second.id, comment_id=words.id))
    db.session.commit()
    feedback.erase_of_unit(
        asked.consultation, asked.school.households[4], Erasure.REQUEST,
        by=asked.school.people[Role.OFFICER], note="",
    )  # fmt: skip
    assert db.session.scalars(select(Cause)).all() == []


def test_flask_verify_prints_and_fails_when_something_was_altered(app, counted):
    run = app.test_cli_runner().invoke
    said = run(args=["verify"])
    assert said.exit_code == 0 and said.output.startswith(f"= {counted.id} ")
    db.session.execute(update(Answer).values(number=1))
    db.session.commit()
    said = run(args=["verify", "--json"])
    assert said.exit_code == 1
    (one,) = json.loads(said.output)
    assert one["is_altered"] and one["findings"][0]["what"] == "ALTERED"


def test_flask_verify_names_what_cannot_be_opened(app, asked_without_names):
    asked_without_names.consultation.released_at = None
    db.session.commit()
    said = app.test_cli_runner().invoke(args=["verify"])
    assert said.exit_code == 1 and f"flask envelopes forget {asked_without_names.id}" in said.output
    said = app.test_cli_runner().invoke(args=["verify", "--json"])
    assert json.loads(said.output)[-1]["is_unopenable"]


def test_reading_a_summary_reads_no_register(counted, visit):
    """Constant cost: what grows with the number of submissions is read by who downloads the list."""
    principal = visit(Role.PRINCIPAL)
    with statements() as sent:
        principal.get(f"/dot/{counted.id}/tong-hop")
    assert not [one for one in sent if "leaf" in one.split("FROM")[-1]]


def test_a_receipt_asks_the_database_no_more_than_allowed(counted, visit):
    somebody, _receipt = holder(visit)
    with statements() as sent:
        somebody.get(f"/tra-cuu/{counted.id}/tiep-nhan")
    assert len(sent) <= STATEMENTS_MAX, "\n".join(" ".join(one.split())[:150] for one in sent)
