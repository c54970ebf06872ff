"""What others may read of comments, as they stand now: the one place printers take words from."""

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from core.db import db
from feedback.models import Comment, Submission
from feedback.moderation import DeskLine
from feedback.rules import PRINTED, State


def stands(states=PRINTED):
    """The conditions of `standing`, for a query that joins a Comment with its Submission and its DeskLine."""
    return (
        Comment.is_superseded.is_(False), Submission.is_withdrawn.is_(False), DeskLine.state.in_(states),
    )  # fmt: skip


def standing(states=PRINTED):
    """Select of (id, clause_id, stance, proposed, reason, audience, group, submission_id, version, kin_id).

    Left out: what is superseded, withdrawn, hidden, diverted, or held back until somebody has looked, and
    what is not laid out yet. The words are those that may leave the named few: with what is private covered.
    """
    return (
        select(
            Comment.id, Comment.clause_id, Comment.stance, DeskLine.proposed, DeskLine.reason,
            Submission.audience, Submission.group, Comment.submission_id, Comment.version, DeskLine.kin_id,
        )
        .join(Submission, Submission.id == Comment.submission_id)
        .join(DeskLine, DeskLine.comment_id == Comment.id)
        .where(*stands(states))
    )  # fmt: skip


def list_standing(ids, states=PRINTED):
    """Rows of `standing` of these few comments, by id."""
    return db.session.execute(standing(states).where(Comment.id.in_(ids)).order_by(Comment.id)).all()


def list_approved(consultation_id, *, after=0, limit=10):
    """Rows of what other respondents may read, in the order of the desk, copies folded.

    (line_id, clause_id, stance, proposed, reason, audience, number of those that say the same).
    """
    first, own = aliased(DeskLine), aliased(Comment)
    of_kin = (
        (first.kin_id == DeskLine.kin_id)
        & (first.consultation_id + 0 == DeskLine.consultation_id)  # found by kin, not by consultation
        & (first.state == State.APPROVED)
        & (own.id == first.comment_id)
        & own.is_superseded.is_(False)
    )
    query = standing((State.APPROVED,)).with_only_columns(
        DeskLine.id.label("line_id"), DeskLine.clause_id, DeskLine.stance, DeskLine.proposed, DeskLine.reason,
        DeskLine.audience, select(func.count()).where(of_kin).scalar_subquery().label("number"),
        maintain_column_froms=True,
    )  # fmt: skip
    return db.session.execute(
        query.where(
            DeskLine.consultation_id == consultation_id, DeskLine.id > after,
            ~select(first.id).where(of_kin, first.id < DeskLine.id).exists(),
        )
        .order_by(DeskLine.id)
        .limit(limit)
    ).all()  # fmt: skip
