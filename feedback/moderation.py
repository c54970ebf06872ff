"""The reading desk: a line for each comment and each answer in words, what may be read of it, and the log.

Lines are laid out behind the writers' backs (store.laying), so that sending an opinion costs nothing more.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Person
from accounts.rules import Audience
from core.db import db
from feedback.rules import Channel, DeskAct, HideReason, Stance, State


class DeskLine(db.Model):
    """A comment as it lies on the desk. What does not change of a comment is copied, to be filtered by.

    On SQLite triggers keep the full-text index desk_search in step with `words` (migration 0030).
    """

    __table_args__ = (
        Index("ix_desk_line_all", "consultation_id", "id"),
        Index("ix_desk_line_clause", "consultation_id", "clause_id", "id"),
        Index("ix_desk_line_audience", "consultation_id", "audience", "id"),
        Index("ix_desk_line_group", "consultation_id", "group_label", "id"),
        Index("ix_desk_line_stance", "consultation_id", "stance", "id"),
        Index("ix_desk_line_channel", "consultation_id", "channel", "id"),
        Index("ix_desk_line_state", "consultation_id", "state", "id"),
        Index("ix_desk_line_unread", "consultation_id", "is_read", "id"),
        Index("ix_desk_line_kin", "kin_id", "audience", "group_label"),
        # A number is never given twice: kin_id and the index of words go on naming a line that is gone.
        {"sqlite_autoincrement": True},
    )

    #: Rises as lines are laid out; of an anonymous consultation in the order of random ids.
    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), unique=True)
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    #: As of the submission: None and a long label where it was released under one of several audiences.
    audience: Mapped[Audience | None]
    group: Mapped[str] = mapped_column("group_label", Text)
    stance: Mapped[Stance | None]
    #: None where no channel is kept.
    channel: Mapped[Channel | None]
    #: The first of those that say the same about the same clause with the same stance; may be gone.
    kin_id: Mapped[int]
    #: Folded words with one blank between; "" when nobody may find it.
    words: Mapped[str] = mapped_column(Text)
    #: The comment as others may read it.
    proposed: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    #: Something of it is covered.
    is_covered: Mapped[bool] = mapped_column(default=False)
    in_danger: Mapped[bool] = mapped_column(default=False)
    state: Mapped[State] = mapped_column(default=State.WAITING)
    hide_reason: Mapped[HideReason | None]
    is_read: Mapped[bool] = mapped_column(default=False)
    #: Who alone opens a diverted one.
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    #: It is about the head of the school, so the body above decides.
    about_head: Mapped[bool] = mapped_column(default=False, server_default=false())
    #: When the keeper handed it to who is competent.
    forwarded_on: Mapped[date | None]

    is_answer = False

    @property
    def logged_as(self):
        """What the log calls it."""
        return self.comment_id

    @property
    def address(self):
        """What it is called in addresses where comments and answers stand together."""
        return str(self.id)


class AnswerLine(db.Model):
    """An answer in words to the survey, as it lies beside the comments: none is shown to other respondents.

    Goes with its answer; an answer that is given anew is laid out anew.
    """

    __table_args__ = (
        ForeignKeyConstraint(
            ["submission_id", "question_id", "slot"],
            ["answer.submission_id", "answer.question_id", "answer.slot"],
            name="fk_answer_line_submission_id",
            ondelete="CASCADE",
        ),
        UniqueConstraint("submission_id", "question_id", "slot"),
        Index("ix_answer_line_all", "consultation_id", "id"),
        Index("ix_answer_line_state", "consultation_id", "state", "id"),
        # The log goes on naming a line that is gone.
        {"sqlite_autoincrement": True},
    )

    #: As DeskLine's; and so are all columns of the same name.
    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    submission_id: Mapped[str] = mapped_column(String(32))
    question_id: Mapped[int]
    slot: Mapped[int]
    #: The answer as others may read it.
    text: Mapped[str] = mapped_column(Text)
    is_covered: Mapped[bool] = mapped_column(default=False)
    in_danger: Mapped[bool] = mapped_column(default=False)
    state: Mapped[State] = mapped_column(default=State.WAITING)
    hide_reason: Mapped[HideReason | None]
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    about_head: Mapped[bool] = mapped_column(default=False, server_default=false())
    forwarded_on: Mapped[date | None]

    is_answer = True

    @property
    def logged_as(self):
        return f"answer-{self.id}"

    @property
    def address(self):
        return f"t{self.id}"


class DeskBand(db.Model):
    """A key that texts which may be alike share (feedback.alike); of the first of its kind only."""

    __table_args__ = (Index("ix_desk_band_line_id", "line_id"), {"sqlite_with_rowid": False})

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    line_id: Mapped[int] = mapped_column(
        ForeignKey("desk_line.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class DeskEntry(db.Model):
    """The log: who did what with which comment or answer. Outlives it, and holds no word of it."""

    __table_args__ = (Index("ix_desk_entry_comment_id", "comment_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    #: DeskLine.logged_as, AnswerLine.logged_as.
    comment_id: Mapped[str] = mapped_column(String(32))
    act: Mapped[DeskAct]
    reason: Mapped[HideReason | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    person: Mapped[Person] = relationship()
