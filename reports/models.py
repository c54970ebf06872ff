"""Frozen summaries, outcomes per clause, letters; themes and which comments speak of them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from accounts.models import Person
from core import clock
from core.db import db
from reports.rules import (
    OFFICE_MAX_CHARS,
    REASON_MAX_CHARS,
    THEME_NAME_MAX_CHARS,
    Decision,
    Maker,
    Stage,
    ThemeKind,
)


class Snapshot(db.Model):
    """A summary, computed once: numbered, frozen, with the hash of its figures."""

    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    made_at: Mapped[datetime]
    #: reports.summary.Summary as JSON: figures, and of comments only how many and the hash of their ids.
    figures: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))


class Listed(db.Model):
    """A comment that a summary names. No foreign key: the summary keeps naming what is deleted since.

    So that a page reads those it shows, and costs the same however many there are.
    """

    __table_args__ = (
        # The first of every clause, at once.
        Index("ix_listed_place", "consultation_id", "number", "place"),
        {"sqlite_with_rowid": False},
    )

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    #: Of the summary.
    number: Mapped[int] = mapped_column(primary_key=True)
    #: A thread; 0: the whole draft.
    clause_id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    #: Version of the older wording it is about; None: the present one.
    about: Mapped[int | None]
    #: Among those of its clause and wording, from 0.
    place: Mapped[int]


class Outcome(db.Model):
    """What became of a clause (a thread); clause_id None: of the whole draft."""

    __table_args__ = (
        UniqueConstraint("consultation_id", "clause_id"),
        # SQL lets NULLs repeat: the whole draft has one outcome too.
        Index(
            "uq_outcome_whole_draft",
            "consultation_id",
            unique=True,
            sqlite_where=text("clause_id IS NULL"),
            postgresql_where=text("clause_id IS NULL"),
        ),
        CheckConstraint(f"length(reason) <= {REASON_MAX_CHARS}", name="reason_not_too_long"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    decision: Mapped[Decision]
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]
    #: The opinion against it that the school had before it when it decided; None: there was none in words.
    dissent_id: Mapped[str | None] = mapped_column(ForeignKey("comment.id", ondelete="SET NULL"), index=True)


class Assignment(db.Model):
    """Who answers a clause (a thread; None: the whole draft), and by when."""

    __table_args__ = (UniqueConstraint("consultation_id", "clause_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]

    person: Mapped[Person] = relationship()


class ThemeOutcome(db.Model):
    """What became of one theme of a clause (a thread; None: the whole draft), and who answers it by when.

    A clause has its Outcome whether or not its themes have their own.
    """

    __table_args__ = (
        UniqueConstraint("consultation_id", "clause_id", "theme_id"),
        Index(
            "uq_theme_outcome_whole_draft",
            "consultation_id",
            "theme_id",
            unique=True,
            sqlite_where=text("clause_id IS NULL"),
            postgresql_where=text("clause_id IS NULL"),
        ),
        CheckConstraint(f"length(reason) <= {REASON_MAX_CHARS}", name="reason_not_too_long"),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided_at_a_moment"),
        CheckConstraint("(person_id IS NULL) = (due_on IS NULL)", name="given_with_a_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    #: None: not decided yet, but given to somebody.
    decision: Mapped[Decision | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    #: Who answers, by when; None: nobody in particular.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None]

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])


class Cause(db.Model):
    """A comment that led to the change of a clause in the final text."""

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    #: A thread.
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"), primary_key=True)
    #: Whoever deletes their words takes them away from here as well.
    comment_id: Mapped[str] = mapped_column(
        ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Letter(db.Model):
    """An issue of the official report, with its own bytes; number and date are the clerk's."""

    __table_args__ = (UniqueConstraint("consultation_id", "issue"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    issue: Mapped[int]
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"))
    made_at: Mapped[datetime]
    docx: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    sha256: Mapped[str] = mapped_column(String(64))
    #: None: made before letters had one.
    pdf: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    pdf_sha256: Mapped[str] = mapped_column(String(64), default="", server_default="")
    #: The issue it corrects.
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    official_number: Mapped[str] = mapped_column(String(60), default="")
    official_date: Mapped[date | None]

    #: Of the consultation the letter belongs to.
    snapshot: Mapped[Snapshot] = relationship()
    #: Of the others it speaks of.
    parts: Mapped[list["LetterPart"]] = relationship(order_by="LetterPart.snapshot_id")
    replaces: Mapped["Letter | None"] = relationship(remote_side=[id])

    @property
    def made_on(self):
        return clock.local(self.made_at).date()


class LetterPart(db.Model):
    """A letter speaks of several drafts: of those beside its own consultation's, which figures."""

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), primary_key=True, index=True)


class ShareLink(db.Model):
    """A link by which an office reads a published consultation until it expires."""

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    #: Keyed hash of the token in the address.
    tag: Mapped[str] = mapped_column(String(64), unique=True)
    office: Mapped[str] = mapped_column(String(OFFICE_MAX_CHARS))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    @property
    def is_open(self):
        return clock.now() < self.expires_at


class LetterDraft(db.Model):
    """The officer's words for the next issue, until it is frozen and for the one after."""

    __table_args__ = (UniqueConstraint("consultation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    #: JSON of reports.store.LetterPlan.
    plan: Mapped[str] = mapped_column(Text)
    #: Goes up each time it is kept: a form tells by it whether somebody was quicker.
    revision: Mapped[int]
    changed_at: Mapped[datetime]


class Codebook(db.Model):
    """The themes of one consultation, or of the school (consultation_id None), and how far the assistant is.

    Who codes, merges or suggests locks this row first, so that two never write over each other.
    """

    __table_args__ = (
        Index("uq_codebook_consultation", "consultation_id", unique=True),
        Index(
            "uq_codebook_school",
            "school_id",
            unique=True,
            sqlite_where=text("consultation_id IS NULL"),
            postgresql_where=text("consultation_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"))
    made_at: Mapped[datetime]
    stage: Mapped[Stage] = mapped_column(default=Stage.IDLE)
    #: Number of the run asked for last.
    run: Mapped[int] = mapped_column(default=0)
    #: Looks for groups of like comments to make themes of, instead of placing comments.
    is_grouping: Mapped[bool] = mapped_column(default=False)
    #: Whose turn it is: a random word of the process at work, and until when it holds.
    claim: Mapped[str] = mapped_column(String(32), default="")
    claimed_until: Mapped[datetime | None]
    #: Of this run: comments placed so far, and all.
    placed: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
    #: Comments coded since the run was asked for.
    corrections: Mapped[int] = mapped_column(default=0)
    #: JSON of the groups that were found: [{"name", "words", "number", "examples": [comment id]}].
    groups: Mapped[str] = mapped_column(Text, default="[]")


class Theme(db.Model):
    """A theme of a codebook. Merging only points at another theme: nothing that was coded is rewritten."""

    __table_args__ = (Index("ix_theme_codebook_id", "codebook_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    codebook_id: Mapped[int] = mapped_column(ForeignKey("codebook.id"))
    kind: Mapped[ThemeKind] = mapped_column(default=ThemeKind.PLAIN)
    name: Mapped[str] = mapped_column(String(THEME_NAME_MAX_CHARS))
    #: Words and phrases that point here, one a line.
    seeds: Mapped[str] = mapped_column(Text, default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))


class CommentTheme(db.Model):
    """The theme of a comment: one each, so that counting rows counts comments.

    maker says who chose it; person_id who did, or who approved what the assistant chose. Without a person
    it is a suggestion, and nothing counts it.
    """

    __table_args__ = (
        Index("ix_comment_theme_codebook_id", "codebook_id", "person_id", "confidence"),
        Index("ix_comment_theme_theme_id", "theme_id", "comment_id"),
    )

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    codebook_id: Mapped[int] = mapped_column(ForeignKey("codebook.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    maker: Mapped[Maker]
    #: Of the assistant's choice, 0 to 1; None: a person's.
    confidence: Mapped[float | None]
    #: Of the assistant's choice: the run that made it.
    run: Mapped[int | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]


class Recoding(db.Model):
    """A comment of the sample that a person codes again without seeing its theme.

    theme_id and maker are what stood there when the sample was drawn.
    """

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    codebook_id: Mapped[int] = mapped_column(ForeignKey("codebook.id"), index=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    maker: Mapped[Maker]
    #: Who had coded or approved it: they do not judge their own.
    coder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    #: Its place in the sample, drawn by lot.
    place: Mapped[int]
    chosen_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
