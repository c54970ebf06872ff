"""A consultation that has ended, with figures small enough to count by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.rules import Audience, Role
from consultations.models import Clause, Consultation, Draft, Option, Question, RollEntry
from consultations.rules import GRACE, Kind, Mode, QuestionKind, Unit
from core.db import db
from core.text import fold
from feedback import store as feedback
from feedback.models import Answer, Authorship, ClauseStance, Comment, Participation, Submission
from feedback.rules import Channel, Stance
from reports import jobs, store
from reports.models import Listed
from reports.store import codebooks
from reports.themes import process

AGREE, CHANGES, DISAGREE, OTHER = Stance
COMMENTS = ["thực đơn nên thêm rau", "Giờ đón sớm hơn ạ", "học phí thu chậm một chút", "👍👍", "nhất trí"]
CLOSED_AT = datetime(2026, 10, 10, 17, 0, tzinfo=UTC)  # the end of 10/10 in Viet Nam


class Asked:
    """Two classes of three families each and one teacher; five families and the teacher have answered.

    khoản 1 Điều 1: all agree. khoản 2 Điều 1: 2 agree, 2 with changes (the same words), the teacher too,
    1 disagrees. A comment on the whole draft. A scale question: 5, 5, 4, 1.
    """

    def __init__(self, school, mode=Mode.NAMED):
        self.school = school
        self.consultation = Consultation(
            school_id=school.id,
            title="Dự thảo Nội quy đón, trả trẻ",
            summary="Giờ đón",
            purpose="An toàn",
            method="Góp ý trên trang này hoặc phiếu giấy",
            reference="Công văn số 12/UBND-VX",
            issuing_office="Ủy ban nhân dân xã Hoa Ban",
            mode=mode,
            unit=Unit.HOUSEHOLD,
            deadline=date(2026, 10, 10),
            opened_at=datetime(2026, 10, 1, 1, 0, tzinfo=UTC),
            closes_at=CLOSED_AT,
            released_at=CLOSED_AT + GRACE if mode is Mode.ANONYMOUS else None,
            responsible_id=school.people[Role.OFFICER].id,
            made_at=datetime(2026, 9, 30, tzinfo=UTC),
        )
        db.session.add(self.consultation)
        db.session.flush()
        self.id = self.consultation.id
        self._draft()
        self._survey()
        self.units = [self._on_roll(household=household) for household in school.households]
        self.units.append(self._on_roll(person=school.people[Role.TEACHER]))
        self._answers()
        db.session.commit()

    def _draft(self):
        draft = Draft(school_id=self.school.id, consultation_id=self.id, version=1, title="Nội quy")
        db.session.add(draft)
        db.session.flush()
        article = self._clause(draft, 0, None, Kind.ARTICLE, "Điều 1.", heading="Giờ đón trẻ")
        self.first = self._clause(draft, 1, article.id, Kind.ITEM, "1.", text="Đón trẻ từ 6 giờ 45.")
        self.second = self._clause(draft, 2, article.id, Kind.ITEM, "2.", text="Trả trẻ trước 17 giờ.")

    def _clause(self, draft, position, parent, kind, label, **words):
        clause = Clause(
            school_id=self.school.id,
            draft_id=draft.id,
            position=position,
            parent_id=parent,
            kind=kind,
            label=label,
            **words,
        )
        db.session.add(clause)
        db.session.flush()
        return clause

    def _survey(self):
        self.scale = self._question(1, QuestionKind.SCALE, "Gia đình hài lòng với giờ đón trẻ không?")
        self.choice = self._question(2, QuestionKind.SINGLE, "Ai thường đón trẻ?")
        self.choice.options = [Option(position=1, text="=Mẹ"), Option(position=2, text="Ông bà")]
        db.session.flush()

    def _question(self, position, kind, text):
        question = Question(
            school_id=self.school.id,
            consultation_id=self.id,
            position=position,
            kind=kind,
            text=text,
            is_required=False,
        )
        db.session.add(question)
        return question

    def _on_roll(self, household=None, person=None):
        class_ = household.class_ if household else None
        entry = RollEntry(
            school_id=self.school.id, consultation_id=self.id, household_id=household and household.id,
            person_id=person and person.id, audience=Audience.PARENTS if household else Audience.TEACHERS,
            class_id=class_ and class_.id, class_name=class_.name if class_ else "",
            age_group=class_ and class_.age_group,
        )  # fmt: skip
        db.session.add(entry)
        db.session.flush()
        return entry

    def _answers(self):
        self.said = said = [
            self.submit(unit, {self.first: AGREE, self.second: stance})
            for unit, stance in zip(self.units[:5], [AGREE, AGREE, CHANGES, CHANGES, DISAGREE], strict=True)
        ]
        said.append(self.submit(self.units[6], {self.second: CHANGES}))
        self.comment(said[2], self.second, CHANGES, proposed="Trả trẻ trước 17 giờ 30.")
        self.comment(said[3], self.second, CHANGES, proposed="trả trẻ trước 17 giờ 30")
        self.comment(said[5], self.second, CHANGES, proposed="TRA TRE TRUOC 17 GIO 30")
        self.comment(said[4], self.second, DISAGREE, reason="Nhà xa, không kịp giờ.")
        self.comment(said[0], None, None, reason="Xin phát bản in cho ông bà.")
        for submission, number in zip(said, [5, 5, 4, 1], strict=False):
            db.session.add(
                Answer(submission_id=submission.id, question_id=self.scale.id, slot=0, number=number)
            )
        for submission in said[:3]:
            db.session.add(
                Answer(
                    submission_id=submission.id,
                    question_id=self.choice.id,
                    option_id=self.choice.options[0].id,
                )
            )

    def submit(self, entry, stances, *, audience=None):
        """A submission of the unit `entry` (None: the open link) with `stances` {Clause: Stance}."""
        submission = Submission(
            school_id=self.school.id, consultation_id=self.id, audience=entry.audience if entry else audience,
            group=entry.class_name if entry else "",
        )  # fmt: skip
        db.session.add(submission)
        db.session.flush()
        part = entry and Participation(
            school_id=self.school.id, consultation_id=self.id, roll_entry_id=entry.id, answerer=""
        )
        if part:
            db.session.add(part)
            db.session.flush()
        if self.consultation.mode is Mode.NAMED:
            at = CLOSED_AT - timedelta(days=1)
            submission.authorship = Authorship(
                participation_id=part and part.id, channel=Channel.WEB, sent_at=at, changed_at=at
            )
        submission.stances = [
            ClauseStance(clause_id=clause.id, stance=one) for clause, one in stances.items()
        ]
        return submission

    def come(self, entry):
        """One more answers, and is against all of it."""
        late = self.submit(entry, {self.first: DISAGREE, self.second: DISAGREE})
        db.session.add(Answer(submission_id=late.id, question_id=self.scale.id, number=1))
        db.session.commit()

    def comment(self, submission, clause, stance, proposed="", reason=""):
        made = Comment(
            school_id=self.school.id,
            submission_id=submission.id,
            clause_id=clause and clause.id,
            stance=stance,
            proposed=proposed,
            reason=reason,
            folded=fold(f"{proposed} {reason}"),
        )
        db.session.add(made)
        return made

    def snapshot(self):
        made = store.make_snapshot(self.consultation)
        db.session.commit()
        return made

    def summary(self):
        return store.summary_of(self.snapshot())

    def decide(self, clause, decision, reason=""):
        store.put_outcome(
            self.consultation, clause and clause.id, decision=decision, reason=reason,
            decided_by=self.school.people[Role.PRINCIPAL],
        )  # fmt: skip
        db.session.commit()


def listed(summary):
    """Ids of the comments that a summary names."""
    own = Listed.consultation_id == summary.consultation_id, Listed.number == summary.number
    return db.session.scalars(db.select(Listed.comment_id).where(*own).order_by(Listed.comment_id)).all()


@pytest.fixture
def asked(school):
    return Asked(school)


@pytest.fixture
def asked_without_names(school):
    return Asked(school, Mode.ANONYMOUS)


@pytest.fixture
def late(noon):
    """From the close on for 20 minutes: a moment inside the grace, and one behind it."""
    return CLOSED_AT + timedelta(minutes=5), CLOSED_AT + timedelta(minutes=16)


@pytest.fixture
def told(asked, monkeypatch):
    """`asked` with a codebook of ours and 5 further comments; `told.say(text)` adds one."""

    def say(text, stance=Stance.AGREE_CHANGES):
        made = asked.comment(asked.said[0], asked.second, stance, reason=text)
        db.session.flush()
        feedback.lay_out_all(asked.id)
        db.session.commit()
        return made.id

    # Here the assistant answers in this process: starting one of its own costs seconds.
    monkeypatch.setattr(jobs, "_compute", lambda task, sign_of_life: process.answer(task))
    asked.say = say
    asked.ids = [say(text) for text in COMMENTS]
    asked.codebook = codebooks.make_codebook(asked.school.id, asked.id, "starter")
    db.session.commit()
    return asked
