"""Consultation, its audiences and roll, draft versions with clauses, survey questions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from accounts.models import Person, SchoolClass
from accounts.rules import AgeGroup, Audience
from consultations import rules
from consultations.conditions import Check, How
from consultations.rules import (
    CLAUSE_MAX_CHARS,
    OPTION_MAX_CHARS,
    QUESTION_MAX_CHARS,
    Act,
    Kind,
    Mode,
    QuestionKind,
    Unit,
)
from core import clock
from core.db import db


class Life:
    """What follows from a consultation's dates and the clock."""

    @property
    def status(self):
        return rules.status_of(
            opened_at=self.opened_at,
            closes_at=self.closes_at,
            published_at=self.published_at,
            now=clock.now(),
        )

    @property
    def is_sealed(self):
        """Open or closed without names, and what was said lies in envelopes that nobody reads."""
        return self.mode is Mode.ANONYMOUS and self.opened_at is not None and self.released_at is None

    @property
    def days_left(self):
        return rules.days_left(closes_at=self.closes_at, now=clock.now())

    def takes_answers(self, shown_at=None):
        return rules.takes_answers(
            opened_at=self.opened_at, closes_at=self.closes_at, published_at=self.published_at,
            now=clock.now(), shown_at=shown_at,
        )  # fmt: skip


class Consultation(Life, db.Model):
    __table_args__ = (
        CheckConstraint("opened_at IS NULL OR closes_at IS NOT NULL", name="open_has_an_end"),
        CheckConstraint("published_at IS NULL OR opened_at IS NOT NULL", name="published_was_open"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    title: Mapped[str] = mapped_column(String(rules.TITLE_MAX_CHARS))
    #: What it is about and why it matters, in plain words for parents.
    summary: Mapped[str] = mapped_column(String(rules.SUMMARY_MAX_CHARS))
    purpose: Mapped[str] = mapped_column(String(rules.SUMMARY_MAX_CHARS))
    #: How opinions are taken (Luật 10/2022/QH15, Điều 55: content, form, way, time limit, responsibility).
    method: Mapped[str] = mapped_column(String(rules.SUMMARY_MAX_CHARS))
    #: Number of the paper that asks for opinions, and its office; empty for the school's own drafts.
    reference: Mapped[str] = mapped_column(String(200), default="")
    issuing_office: Mapped[str] = mapped_column(String(200), default="")
    mode: Mapped[Mode]
    unit: Mapped[Unit]
    deadline: Mapped[date | None]
    #: Number of the draft that people are asked about; a published one above it is the final text.
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    #: When the clock opens it by itself; None: by hand.
    opens_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    #: The end of the deadline's day, or the moment it was closed by hand.
    closes_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    #: Surveys that were begun and not sent stand in at the close, shown apart; in named ones only.
    counts_unfinished: Mapped[bool] = mapped_column(default=False, server_default=false())
    #: Where no names are given: no group that a submission is released with is smaller.
    smallest_group: Mapped[int] = mapped_column(
        default=rules.SMALLEST_GROUP, server_default=str(rules.SMALLEST_GROUP)
    )
    #: Where no names are given, fixed at the opening: size of all envelopes, keyed hash that knows the key.
    envelope_bytes: Mapped[int | None]
    key_check: Mapped[str | None] = mapped_column(String(64))
    #: When the envelopes were opened, all at once; the key is dead since.
    released_at: Mapped[datetime | None]
    #: Envelopes that nobody has read: of fewer than smallest_group in all, or damaged.
    destroyed_unread: Mapped[int] = mapped_column(default=0, server_default="0")
    #: What others said, once approved and with what is private covered, is shown to all who are asked.
    shows_comments: Mapped[bool] = mapped_column(default=False, server_default=false())
    #: Days after the close in which staff may still enter paper; in named ones only.
    paper_days: Mapped[int] = mapped_column(default=0, server_default="0")
    #: Names the open link of the community; None: no open link.
    open_token: Mapped[str | None] = mapped_column(String(40), unique=True)
    made_at: Mapped[datetime]

    @property
    def final_at(self):
        """From when on nothing more comes in and figures are final; None before it is opened."""
        return self.closes_at and rules.final_at(
            closes_at=self.closes_at, mode=self.mode, paper_days=self.paper_days
        )

    def takes_paper(self):
        """Whether staff may enter what was handed in on paper, or said, before the close."""
        if self.opened_at is None or self.published_at is not None:
            return False
        return clock.now() < rules.paper_until(
            closes_at=self.closes_at, mode=self.mode, paper_days=self.paper_days
        )

    responsible: Mapped[Person | None] = relationship()
    audiences: Mapped[list["AudienceChoice"]] = relationship(
        back_populates="consultation", order_by="AudienceChoice.id", cascade="all, delete-orphan"
    )
    extensions: Mapped[list["Extension"]] = relationship(
        order_by="Extension.id", cascade="all, delete-orphan"
    )


class AudienceChoice(db.Model):
    """One audience asked; for parents one row per class, or one with no class for all."""

    __table_args__ = (UniqueConstraint("consultation_id", "audience", "class_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    audience: Mapped[Audience]
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))

    consultation: Mapped[Consultation] = relationship(back_populates="audiences")
    class_: Mapped[SchoolClass | None] = relationship()


class Extension(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    old_deadline: Mapped[date]
    new_deadline: Mapped[date]
    #: Shown to respondents.
    reason: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime]


class RollEntry(db.Model):
    """One unit that is asked, as it was at opening (class and name of the class are copied)."""

    __table_args__ = (
        UniqueConstraint("consultation_id", "household_id", name="uq_roll_entry_household"),
        UniqueConstraint("consultation_id", "person_id", name="uq_roll_entry_person"),
        CheckConstraint("(household_id IS NULL) != (person_id IS NULL)", name="household_or_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    audience: Mapped[Audience]
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    class_name: Mapped[str] = mapped_column(String(60), default="")
    age_group: Mapped[AgeGroup | None]
    #: Set for who joined after the opening, and for who left since.
    added_on: Mapped[date | None]
    left_on: Mapped[date | None]


class Draft(db.Model):
    """A version of the draft text. Once people have seen it, its clauses never change."""

    __table_args__ = (UniqueConstraint("consultation_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    version: Mapped[int] = mapped_column(default=1)
    #: When it took the place of the one before; None: the first version, or one still being prepared.
    published_at: Mapped[datetime | None]
    #: What changed since the version before, and why. Shown to respondents.
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    title: Mapped[str] = mapped_column(String(1000), default="")
    head: Mapped[str] = mapped_column(Text, default="")
    foot: Mapped[str] = mapped_column(Text, default="")
    file_name: Mapped[str] = mapped_column(String(200), default="")
    #: The file as it was uploaded, for download only.
    original: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    #: All words as they were read, before any correction; stands beside the clauses on the review screen.
    source: Mapped[str] = deferred(mapped_column(Text, default=""))
    #: JSON list of [line of `source`, kind, label, heading]: how each clause began when it was read.
    openings: Mapped[str] = deferred(mapped_column(Text, default="[]", server_default="[]", nullable=False))
    #: Goes up with every correction on the review screen.
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    #: JSON list of {"code", "clause": id or None, "values", "seen"?} found while reading; worded where it is
    #: shown. The list never shrinks: "seen" says that an officer has looked.
    warnings: Mapped[str] = mapped_column(Text, default="[]")

    clauses: Mapped[list["Clause"]] = relationship(
        back_populates="draft", order_by="Clause.position", cascade="all, delete-orphan"
    )

    @property
    def is_pending(self):
        """Being prepared to follow a version that people see."""
        return self.version > 1 and self.published_at is None


class Clause(db.Model):
    __table_args__ = (
        Index("ix_clause_draft_id_position", "draft_id", "position"),
        CheckConstraint(f"length(text) <= {CLAUSE_MAX_CHARS}", name="text_not_too_long"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"), index=True)
    #: The first clause of its thread, in an earlier version; None: the thread begins here.
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"), index=True)
    position: Mapped[int]
    kind: Mapped[Kind]
    #: As printed: "Điều 5.", "a)"; empty for an unnumbered paragraph.
    label: Mapped[str] = mapped_column(String(60), default="")
    heading: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    #: Head or foot taken out of what is read and commented on.
    is_left_out: Mapped[bool] = mapped_column(default=False)
    #: Its lines in Draft.source, from 1; None for a clause that did not come from a file.
    first_line: Mapped[int | None]
    last_line: Mapped[int | None]
    #: Draft.revision of the last correction of its words: a form tells by it whether somebody was quicker.
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    draft: Mapped[Draft] = relationship(back_populates="clauses")

    @property
    def thread(self):
        """What stays the same from version to version, and what opinions point at: an id of a clause."""
        return self.origin_id or self.id


class DraftAction(db.Model):
    """One correction of a draft on the review screen: who, when, what, and how to take it back."""

    __table_args__ = (Index("ix_draft_action_draft_id_person_id", "draft_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    act: Mapped[Act]
    #: JSON: what its sentence names, [[kind, label, first words], ...] and how many.
    about: Mapped[str] = mapped_column(Text)
    #: JSON list of the ids of the clauses it changed.
    touched: Mapped[str] = mapped_column(Text)
    #: JSON of corrections.Correction.
    change: Mapped[str] = deferred(mapped_column(Text, nullable=False))
    is_undone: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()


class Descent(db.Model):
    """`clause_id` also holds words of another thread of the version before: it was split off, or merged."""

    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"), primary_key=True)
    #: A thread. Does it go on in the same version, then this clause was split off from it.
    from_id: Mapped[int] = mapped_column(ForeignKey("clause.id"), primary_key=True, index=True)


class Question(db.Model):
    __table_args__ = (Index("ix_question_consultation_id_position", "consultation_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    position: Mapped[int]
    #: Title of the section that begins with this question; empty: the section goes on.
    section: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[QuestionKind]
    text: Mapped[str] = mapped_column(String(QUESTION_MAX_CHARS))
    help: Mapped[str] = mapped_column(String(QUESTION_MAX_CHARS), default="")
    is_required: Mapped[bool] = mapped_column(default=False)
    #: Offers "other", with words of one's own.
    has_other: Mapped[bool] = mapped_column(default=False)
    #: Offers "no opinion", which is counted apart from silence.
    has_no_opinion: Mapped[bool] = mapped_column(default=False)
    #: Bounds of a number, of how many are chosen, or of a text's letters; None: none.
    minimum: Mapped[int | None]
    maximum: Mapped[int | None]

    #: With several tests in show_if: any of them is enough. Else all must hold.
    shows_on_any: Mapped[bool] = mapped_column(default=False)

    options: Mapped[list["Option"]] = relationship(order_by="Option.position", cascade="all, delete-orphan")
    show_if: Mapped[list["ShowIf"]] = relationship(
        foreign_keys="ShowIf.question_id", order_by="ShowIf.id", cascade="all, delete-orphan"
    )

    @property
    def tests(self):
        return tuple(Check(one.source_id, one.how, one.option_id, one.number) for one in self.show_if)


class ShowIf(db.Model):
    """The question is shown only when this test on an earlier answer holds (consultations.conditions)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    how: Mapped[How]
    option_id: Mapped[int | None] = mapped_column(ForeignKey("option.id"))
    number: Mapped[int | None]


class Option(db.Model):
    """A choice of a single or several-choice question, a row of a matrix, or a thing to rank."""

    __table_args__ = (Index("ix_option_question_id_position", "question_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(OPTION_MAX_CHARS))


class KeptSurvey(db.Model):
    """Questions that a school keeps to start from."""

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    title: Mapped[str] = mapped_column(String(rules.TITLE_MAX_CHARS))
    #: JSON, as consultations.starters writes it.
    questions: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
