"""Sealed intake and the release: what lies where, when, and what is left of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from accounts.rules import Audience, Role
from consultations import store as consultations
from consultations.envelopes import envelope_bytes
from consultations.models import RollEntry
from consultations.rules import GRACE, TEXTS, Mode, QuestionKind
from core import clock, codes
from core.db import db, step
from core.errors import Refused
from feedback import jobs, store
from feedback.contents import Contents
from feedback.models import Answer, ClauseStance, Comment, Envelope, Participation, Receipt, Submission
from feedback.rules import COMMENT_MAX_CHARS, Refusal, Respondent, Stance
from feedback.sealing import Damaged, Sealer, TooFull
from tests.conftest import on_sqlite
from tests.feedback.conftest import carried, rows, send

SAYS = {"stance": "agree_changes", "proposed": "Mở cổng lúc 6 giờ 30.", "reason": "Đi làm sớm."}
#: A letter of four bytes.
WIDE = "𝔄"


def all_speak(asked, visit, school, number=6):
    families = [visit(household) for household in school.households[:number]]
    for at, family in enumerate(families):
        send(family, f"{asked.url}/muc/{asked.clauses[0]}", stance="disagree", reason=f"Lời {at}")
    return families


def respondents(asked):
    return [
        Respondent(
            school_id=asked.school.id, consultation_id=asked.id, audience=Audience.PARENTS, is_named=False,
            roll_entry_id=entry.id, group=entry.class_name,
        )
        for entry in rows(RollEntry)
        if entry.consultation_id == asked.id
    ]  # fmt: skip


def test_what_is_said_lies_in_an_envelope_until_the_release(ask, visit, school):
    asked = ask(mode=Mode.ANONYMOUS, survey=True)
    families = all_speak(asked, visit, school)
    assert len(rows(Envelope)) == len(rows(Participation)) == 6
    assert len({len(row.sealed) for row in rows(Envelope)}) == 1
    assert rows(Submission) == rows(Comment) == rows(ClauseStance) == rows(Receipt) == []
    assert "Lời 0" in families[0].get(f"{asked.url}/tiep-nhan").text
    assert asked.release(smallest_group=3)
    db.session.expire_all()
    assert rows(Envelope) == [] and len(rows(Submission)) == len(rows(Receipt)) == 6
    assert {row.reason for row in rows(Comment)} == {f"Lời {at}" for at in range(6)}
    assert {row.group for row in rows(Submission)} == {"3 tuổi A", "5 tuổi B"}
    assert "Lời 0" in families[0].get(f"{asked.url}/tiep-nhan").text
    assert not consultations.has_key(asked.consultation)
    assert not asked.release(smallest_group=3)


def test_the_desk_sees_who_took_part_and_nothing_else_before_the_release(ask, visit, school):
    asked = ask(mode=Mode.ANONYMOUS)
    all_speak(asked, visit, school, 2)
    page = visit(Role.PRINCIPAL).get(f"/dot/{asked.id}/tong-hop")
    assert "2 trên 6" in page.text and "Lời 0" not in page.text
    assert list(store.each_batch(asked.id)) == store.list_comments(asked.id, asked.clauses[0]) == []


def test_fewer_than_k_in_all_are_destroyed_unread_and_the_page_says_so(ask, visit, school):
    asked = ask(mode=Mode.ANONYMOUS, survey=True)
    families = all_speak(asked, visit, school, 4)
    assert "Tất cả có dưới 5 phiếu thì hủy" in families[0].get(asked.url).text
    assert asked.release(smallest_group=5)
    db.session.expire_all()
    assert rows(Envelope) == rows(Submission) == [] and len(rows(Participation)) == 4
    assert asked.consultation.destroyed_unread == 4
    with clock.stopped(asked.consultation.closes_at + GRACE):
        assert "4 phiếu đã bị hủy mà không ai đọc" in families[0].get(asked.url).text


def test_a_small_class_is_merged_and_only_the_merged_label_is_written(ask, visit, school):
    asked = ask(mode=Mode.ANONYMOUS)
    all_speak(asked, visit, school, 5)
    assert asked.release(smallest_group=3)
    assert {(row.audience, row.group) for row in rows(Submission)} == {(Audience.PARENTS, "")}


def test_the_open_link_is_merged_with_nobody(ask, visit, school):
    asked = ask(mode=Mode.ANONYMOUS, open_token="mo")
    all_speak(asked, visit, school)
    for _neighbour in range(2):
        send(visit(), f"/m/mo/muc/{asked.clauses[0]}", stance="agree")
    assert "dưới 5 phiếu như vậy thì hủy" in visit().get("/m/mo").text
    assert asked.release(smallest_group=3)
    assert len(rows(Submission)) == 6 and asked.consultation.destroyed_unread == 2


def test_another_familys_code_does_not_open_its_envelope_at_ones_own_door(ask, visit, school):
    asked = ask(mode=Mode.ANONYMOUS)
    first, second = all_speak(asked, visit, school, 2)
    code = first.get(f"{asked.url}/tiep-nhan").select_one(".code b").text.replace("-", "")
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    other = visit(school.households[1])
    page = other.post(url, status=409, data=carried(second.get(url)) | SAYS | {"receipt": code})
    assert str(Refusal.HAS_TAKEN_PART.label) in page.text
    # Its own address shows it, as to anybody who has the code.
    answer = other.post("/tra-cuu", status=303, code=code)
    assert "Lời 0" in other.get(answer.location).text


def test_who_joins_while_it_is_open_answers_and_who_leaves_stays_counted(ask, visit, school):
    asked = ask(mode=Mode.ANONYMOUS)
    entry = rows(RollEntry)[5]
    db.session.delete(entry)
    db.session.commit()
    all_speak(asked, visit, school, 5)
    with step():
        school.households[0].left_on = clock.today()
        for child in school.households[0].children:
            child.left_on = clock.today()
    asked.consultation.audiences[0].class_id = None
    db.session.commit()
    jobs.keep_rolls_up_to_date()
    db.session.commit()
    send(visit(school.households[5]), f"{asked.url}/muc/{asked.clauses[0]}", stance="agree")
    assert asked.release(smallest_group=3)
    assert len(rows(Submission)) == len(rows(Participation)) == 6
    assert sum(row.asked for row in consultations.count_roll(asked.id)) == 6


def test_two_releases_at_once_write_once(ask, visit, school, app):
    asked = ask(mode=Mode.ANONYMOUS)
    all_speak(asked, visit, school)
    asked.consultation.smallest_group = 3
    db.session.commit()
    start, consultation_id = Barrier(2), asked.id
    due = asked.consultation.closes_at + GRACE
    db.session.rollback()

    def work(_number):
        with app.app_context():
            start.wait()
            with step():
                done = store.release(consultation_id)
            db.session.remove()
            return done

    with clock.stopped(due), ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(work, range(2))) == [False, True]
    db.session.expire_all()
    assert len(rows(Submission)) == 6 and rows(Envelope) == []


def test_a_post_that_meets_the_release_is_in_it_or_is_told(ask, visit, school, app):
    """Forms shown in time are taken until the release; which of the two comes first does not matter."""
    asked = ask(mode=Mode.ANONYMOUS)
    all_speak(asked, visit, school, 5)
    asked.consultation.smallest_group = 3
    db.session.commit()
    late, clause = respondents(asked)[5], asked.clauses[0]
    start, consultation_id, due = Barrier(2), asked.id, asked.consultation.closes_at + GRACE
    db.session.rollback()

    def post():
        store.put_comment(late, [codes.draw()], clause, stance=Stance.AGREE)
        return True

    def work(do):
        with app.app_context():
            start.wait()
            try:
                with step():
                    return do()
            except Refused as refused:
                return refused.reason == Refusal.CLOSED.label and None
            finally:
                db.session.remove()

    # The post's own look at the clock is within the grace; the release's a moment later.
    with clock.stopped(due), ThreadPoolExecutor(2) as pool:
        taken, released = pool.map(work, [post, lambda: store.release(consultation_id)])
    db.session.expire_all()
    assert released and taken in (True, None)
    assert len(rows(Submission)) == len(rows(Participation)) == (6 if taken else 5)


def test_a_disk_that_is_full_at_the_release_changes_nothing_and_is_caught_up_on(ask, visit, school, app):
    asked = ask(mode=Mode.ANONYMOUS)
    all_speak(asked, visit, school)
    asked.consultation.smallest_group = 3
    db.session.commit()

    def full(connection, cursor, statement, *_):
        if statement.startswith(("INSERT INTO comment", "COPY comment")):
            raise OperationalError(statement, None, OSError(28, "No space left on device"))

    with clock.stopped(asked.consultation.closes_at + GRACE):
        event.listen(db.engine, "before_cursor_execute", full)
        jobs.release_what_has_closed()
        event.remove(db.engine, "before_cursor_execute", full)
        db.session.expire_all()
        assert len(rows(Envelope)) == 6 and rows(Submission) == rows(Receipt) == []
        assert consultations.has_key(asked.consultation)
        jobs.release_what_has_closed()
    db.session.expire_all()
    assert len(rows(Submission)) == 6 and not consultations.has_key(asked.consultation)


@on_sqlite
def test_the_database_file_itself_full_at_the_release(ask, visit, school):
    """SQLite's own word for a full disk, in the middle of writing; PostgreSQL cannot be told a size."""
    asked = ask(mode=Mode.ANONYMOUS)
    all_speak(asked, visit, school)
    asked.consultation.smallest_group = 3
    db.session.commit()
    pages = db.session.connection().exec_driver_sql("PRAGMA page_count").scalar()
    db.session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with clock.stopped(asked.consultation.closes_at + GRACE):
        jobs.release_what_has_closed()
        db.session.expire_all()
        done = bool(rows(Submission))
        assert (len(rows(Submission)), len(rows(Envelope))) == ((6, 0) if done else (0, 6))
        db.session.connection().exec_driver_sql("PRAGMA max_page_count=1000000")
        jobs.release_what_has_closed()
    db.session.expire_all()
    assert len(rows(Submission)) == 6 and rows(Envelope) == []


def test_a_damaged_envelope_does_not_keep_the_others_closed(ask, visit, school):
    asked = ask(mode=Mode.ANONYMOUS)
    all_speak(asked, visit, school)
    envelope = rows(Envelope)[0]
    envelope.sealed = envelope.sealed[:-1] + bytes([envelope.sealed[-1] ^ 1])
    db.session.commit()
    assert asked.release(smallest_group=3)
    assert len(rows(Submission)) == 5 and asked.consultation.destroyed_unread == 1


def test_an_envelope_moved_to_another_tag_or_consultation_is_not_opened():
    sealer = Sealer(1, b"k" * 32, 600)
    sealed = sealer.seal("a", b"words")
    assert sealer.open("a", sealed) == b"words"
    for other, tag in ((sealer, "b"), (Sealer(2, b"k" * 32, 600), "a"), (Sealer(1, b"l" * 32, 600), "a")):
        with pytest.raises(Damaged):
            other.open(tag, sealed)
    with pytest.raises(Damaged):
        sealer.open("a", b"")
    assert {len(sealer.seal("a", b"x" * size)) for size in (0, 1, 596)} == {len(sealed)}
    with pytest.raises(TooFull):
        sealer.seal("a", b"x" * 597)


def test_everything_that_may_be_said_has_room(ask):
    """The widest letters, every option chosen, every clause spoken on, the survey begun anew: it fits."""
    asked = ask(mode=Mode.ANONYMOUS, survey=True, clauses=9)
    asked.add_question(QuestionKind.RANKING, "Xếp", [f"Điều {at}" for at in range(9)], section="B")
    asked.add_question(QuestionKind.SEVERAL, "Chọn", [f"Mục {at}" for at in range(9)], has_other=True)
    for at in range(15):
        asked.add_question(QuestionKind.SCALE, f"Việc {at}")
    asked.seal()
    paper = consultations.get_paper(asked.consultation)
    assert len(paper.survey_pages) > 1
    contents = Contents(Audience.COMMUNITY, WIDE * 60, "f" * 64, "f" * 20, (10**8, "grandparent"))
    contents.put_comment(asked.clauses[0], Stance.AGREE_CHANGES, *[WIDE * COMMENT_MAX_CHARS] * 2, 1)
    contents.agree_with_rest(asked.clauses)
    values, answers = {}, []
    for item in paper.questions:
        words = WIDE * TEXTS[item.kind] if item.kind in TEXTS else WIDE * 300 if item.has_other else None
        for option in item.options or [item]:
            answers.append((item.id, option.id, option.id, 20_260_905, None))
            values[f"q{item.id}-{option.id}"] = str(option.id)
        if words:
            answers.append((item.id, 0, None, None, words))
            values[f"q{item.id}-other"] = words
    contents.put_answers(answers)
    contents.begun = values, 9
    sealer = Sealer(asked.id, b"k" * 32, envelope_bytes(paper))
    tag = "t"
    assert Contents.unpack(sealer.open(tag, sealer.seal(tag, contents.pack()))) == contents


def test_a_submission_that_is_full_says_so_and_loses_nothing_typed(ask, visit):
    asked = ask(mode=Mode.ANONYMOUS)
    family = visit(Role.PARENT)
    words = WIDE * COMMENT_MAX_CHARS
    send(family, f"{asked.url}/muc/{asked.clauses[0]}", stance="disagree", reason=words, proposed=words)
    url = f"{asked.url}/muc/{asked.clauses[1]}"
    page = send(family, url, status=422, stance="disagree", reason=words)
    assert "phiếu này đã đầy" in page.text and words in page.text
    send(family, url, stance="disagree", reason="Ngắn thôi.")
    asked.settle()
    assert len(rows(Comment)) == 2 and rows(Answer) == []


def test_the_label_is_told_beforehand(ask, visit, school):
    asked = ask(mode=Mode.ANONYMOUS)
    page = visit(Role.PARENT).get(f"{asked.url}/muc/{asked.clauses[0]}")
    assert "Cha mẹ trẻ, 3 tuổi A" in page.text and "dưới 5 phiếu" in page.text
    asked.ask(school.people[Role.TEACHER], audience=Audience.TEACHERS)
    assert "nhãn “Giáo viên”" in visit(Role.TEACHER).get(asked.url).text
