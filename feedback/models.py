"""Participation, submission and what hangs on it.

The unit of writing is the submission: a random id, its consultation and its group. Who wrote it and
when stands in Authorship, a table apart that the submissions of anonymous consultations do not have.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from accounts.models import Person
from accounts.rules import Audience
from core.codes import random_id
from core.db import db
from feedback.rules import (
    BATCH_TITLE_MAX_CHARS,
    COMMENT_MAX_CHARS,
    NOTE_MAX_CHARS,
    PLACE_MAX_CHARS,
    Answerer,
    Channel,
    Erasure,
    Stance,
)


class Participation(db.Model):
    """Has taken part: one per unit, which the table itself sees to. Shares nothing with what was said."""

    __table_args__ = (UniqueConstraint("consultation_id", "roll_entry_id", "answerer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    roll_entry_id: Mapped[int] = mapped_column(ForeignKey("roll_entry.id"))
    #: Value of an Answerer; empty where the unit is the household or a member of the staff.
    answerer: Mapped[str] = mapped_column(String(32), default="")


#: Named by random ids: on SQLite the key is the table, so that a submission touches half the pages and
#: no row number tells which came first.
_NO_ROWID = {"sqlite_with_rowid": False}


class Submission(db.Model):
    __table_args__ = (
        # In the order of the ids, as a summary reads them.
        Index("ix_submission_consultation_id", "consultation_id", "id"),
        _NO_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=random_id)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    #: None: released under a label of several audiences.
    audience: Mapped[Audience | None]
    #: Of parents the name of the class; where no names are given the label it was released under, which may
    #: name several classes or audiences. Empty: the audience says it all.
    group: Mapped[str] = mapped_column("group_label", Text, default="")
    #: Empty by the wish of its author.
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    #: False: its survey was never sent to the end, and what there was stands in, as the officer chose.
    is_finished: Mapped[bool] = mapped_column(default=True, server_default=true())

    authorship: Mapped["Authorship | None"] = relationship(
        back_populates="submission", cascade="all, delete-orphan"
    )
    stances: Mapped[list["ClauseStance"]] = relationship(cascade="all, delete-orphan")
    comments: Mapped[list["Comment"]] = relationship(cascade="all, delete-orphan")
    answers: Mapped[list["Answer"]] = relationship(cascade="all, delete-orphan")
    receipts: Mapped[list["Receipt"]] = relationship(cascade="all, delete-orphan")


class Receipt(db.Model):
    """A receipt code as a keyed hash. A second member of a household gets one of their own."""

    __table_args__ = _NO_ROWID

    tag: Mapped[str] = mapped_column(String(64), primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), index=True)


class Authorship(db.Model):
    """Who wrote a submission of a named consultation, by which channel and when."""

    __table_args__ = _NO_ROWID

    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    #: None: the open link, or not identified.
    participation_id: Mapped[int | None] = mapped_column(ForeignKey("participation.id"), unique=True)
    channel: Mapped[Channel]
    answerer: Mapped[Answerer | None]
    sent_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    submission: Mapped[Submission] = relationship(back_populates="authorship")
    participation: Mapped[Participation | None] = relationship()


class ClauseStance(db.Model):
    """One stance per submission and clause, the latest: counting rows counts units.

    clause_id is the clause's thread, the same in all versions: so the table refuses a second stance.
    """

    __table_args__ = _NO_ROWID

    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"), primary_key=True, index=True)
    stance: Mapped[Stance]
    #: Of the draft whose words it is about: those it was made on, or confirmed on.
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Comment(db.Model):
    """Words about a clause, or about the whole draft. Never overwritten: earlier ones are superseded."""

    __table_args__ = (
        CheckConstraint(
            f"length(proposed) <= {COMMENT_MAX_CHARS} AND length(reason) <= {COMMENT_MAX_CHARS}",
            name="text_not_too_long",
        ),
        # What waits to be laid out is found without looking at the rest.
        Index(
            "ix_comment_not_on_desk", "id",
            sqlite_where=text("on_desk IS 0"), postgresql_where=text("on_desk IS false"),
        ),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=random_id)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), index=True)
    #: A thread, as above. None: the whole draft.
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"), index=True)
    #: The stance the words went with.
    stance: Mapped[Stance | None]
    proposed: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    folded: Mapped[str] = mapped_column(Text, default="")
    #: Of the draft it was written about; stays, whatever is confirmed later.
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    is_superseded: Mapped[bool] = mapped_column(default=False)
    #: Has been laid out on the reading desk (feedback.moderation), which its writer need not care for.
    on_desk: Mapped[bool] = mapped_column(default=False, server_default=false())


class Answer(db.Model):
    """An answer, or a part of one: a row per chosen option, per matrix row, or one for the rest.

    slot: 0; of several choices and of a ranking the option's id; of a matrix the row's id. So the table
    refuses a second answer to the same question. number: also a step, a place in a ranking, 1 for yes
    and 0 for no, a day as 20260905. text with a question of choices: "other" in one's own words.
    A row with neither option, number nor text says "no opinion", which is not silence.
    """

    __table_args__ = (
        # Words are read a page at a time by question; ticks are only ever counted by submission.
        Index(
            "ix_answer_texts", "question_id", "submission_id",
            sqlite_where=text("text IS NOT NULL"), postgresql_where=text("text IS NOT NULL"),
        ),
        # What waits to be laid out is found without looking at the rest.
        Index(
            "ix_answer_not_on_desk", "submission_id",
            sqlite_where=text("text IS NOT NULL AND on_desk IS 0"),
            postgresql_where=text("text IS NOT NULL AND on_desk IS false"),
        ),
        _NO_ROWID,
    )  # fmt: skip

    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, default=0)
    option_id: Mapped[int | None] = mapped_column(ForeignKey("option.id"))
    number: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    text: Mapped[str | None] = mapped_column(Text)
    #: Words only: have been laid out on the reading desk, as comments are.
    on_desk: Mapped[bool] = mapped_column(default=False, server_default=false())


class Envelope(db.Model):
    """All that one respondent says without a name, sealed until the release; read by nobody before.

    Begun and sent ones look the same: what is inside tells them apart.
    """

    #: Of the receipt code, keyed by the consultation's own key: it dies with that key.
    tag: Mapped[str] = mapped_column(String(64), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Unfinished(db.Model):
    """A survey answered in part, in a named consultation. Nothing counts it until it is settled."""

    __table_args__ = (
        Index("ix_unfinished_consultation_id", "consultation_id", "roll_entry_id"),
        _NO_ROWID,
    )

    #: Of the receipt code that leads back to it.
    tag: Mapped[str] = mapped_column(String(64), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    #: None: the open link.
    roll_entry_id: Mapped[int | None] = mapped_column(ForeignKey("roll_entry.id"))
    answerer: Mapped[str] = mapped_column(String(32), default="")
    audience: Mapped[Audience]
    group: Mapped[str] = mapped_column("group_label", String(60), default="")
    #: JSON: {field of the form: value}.
    filled: Mapped[str] = mapped_column(Text)
    #: Number of the page to go on with.
    page: Mapped[int]
    changed_at: Mapped[datetime]


class Batch(db.Model):
    """A pile of papers that staff enter for others, to be checked against its number of sheets."""

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    channel: Mapped[Channel]
    #: What is written on the pile: a class, a day.
    title: Mapped[str] = mapped_column(String(BATCH_TITLE_MAX_CHARS))
    #: Sheets that lie there, counted by hand; None: not counted yet.
    pile: Mapped[int | None]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    #: Of a meeting, whose minutes these are. Who attended has not said anything by that.
    held_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(PLACE_MAX_CHARS), default="", server_default="")
    attended: Mapped[int | None]
    chair: Mapped[str] = mapped_column(String(PLACE_MAX_CHARS), default="", server_default="")
    secretary: Mapped[str] = mapped_column(String(PLACE_MAX_CHARS), default="", server_default="")
    minutes: Mapped[str] = mapped_column(Text, default="", server_default="")
    #: The minutes as a file, signed perhaps: for who enters, never published; and how its name ends.
    minutes_file: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    minutes_kind: Mapped[str] = mapped_column(String(4), default="", server_default="")


class Entry(db.Model):
    """One sheet, call or visit that staff put in for somebody else, in a named consultation."""

    __table_args__ = _NO_ROWID

    #: Of the receipt code drawn for it: a second tap finds the first.
    tag: Mapped[str] = mapped_column(String(64), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), index=True)
    #: None: by itself, in no pile.
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True)
    channel: Mapped[Channel]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    #: The unit had said nothing before it.
    is_first: Mapped[bool]
    #: The words were read to whoever said them, as they were written down.
    is_read_back: Mapped[bool] = mapped_column(default=False, server_default=false())
    #: Of the paper or message. Never published, in no export; gone when what was said is withdrawn.
    photo: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))


class BallotBox(db.Model):
    """Paper of one audience in a consultation without names: how many slips were ticked on the roll, and how
    many sheets entered. Nothing says which sheet, or whose."""

    __table_args__ = (CheckConstraint("entered <= ticked", name="never_more_than_ticks"),)

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    audience: Mapped[Audience] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    ticked: Mapped[int] = mapped_column(default=0)
    entered: Mapped[int] = mapped_column(default=0)
    #: Sheets are entered apart: meanwhile nobody is ticked.
    is_entering: Mapped[bool] = mapped_column(default=False)


class ColumnMap(db.Model):
    """What the columns of somebody else's form mean, as chosen when its answers were last brought in."""

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    #: Of the form's headers, in whatever order.
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    #: JSON: {header as columns.key spells it: target}.
    targets: Mapped[str] = mapped_column(Text)


class ImportedRow(db.Model):
    """A row that was brought in, as a keyed hash: it is not brought in again, even when since withdrawn."""

    __table_args__ = _NO_ROWID

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(64), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))


class Register(db.Model):
    """What one summary counted, as hashes: the list of leaves is published, its root stands in the letter."""

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    #: Of the summary.
    number: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    made_at: Mapped[datetime]
    #: Made after the end: nothing can be added or changed any more.
    is_final: Mapped[bool]
    size: Mapped[int]
    root: Mapped[str] = mapped_column(String(64))


class Leaf(db.Model):
    """One counted submission in a register."""

    __table_args__ = _NO_ROWID

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    leaf: Mapped[str] = mapped_column(String(64), primary_key=True)
    #: None: deleted since. No foreign key: the leaf outlives the submission, and then must not name it.
    submission_id: Mapped[str | None] = mapped_column(String(32))
    #: feedback.proof.marks of the slip; empty once it is deleted.
    marks: Mapped[str] = mapped_column(Text, default="")


class Tombstone(db.Model):
    """A counted submission whose words were deleted after the end: why and on which day, not whose."""

    __table_args__ = _NO_ROWID

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    leaf: Mapped[str] = mapped_column(String(64), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    reason: Mapped[Erasure]
    day: Mapped[date]
    #: The member of the staff who did it; None: the holder of the receipt code.
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    #: What the staff wrote down about the request.
    note: Mapped[str] = mapped_column(String(NOTE_MAX_CHARS), default="")

    by: Mapped[Person | None] = relationship()
