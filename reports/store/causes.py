"""Which comments led to the changes of the final text."""

from sqlalchemy import delete, select
from sqlalchemy.exc import NoResultFound

from consultations import store as consultations
from core.db import db
from feedback.models import Comment, Submission
from reports.models import Cause


def get_final_changes(consultation):
    """(Draft of the final text, Changes since the version people were asked about). Raises NoResultFound."""
    final = consultations.find_final(consultation)
    if final is None:
        raise NoResultFound
    return final, consultations.changes_between(consultation, consultation.version, final.version)


def list_causes(final):
    """{thread: ids of the comments that led to its change} of the final Draft."""
    rows = db.session.execute(
        select(Cause.clause_id, Cause.comment_id)
        .where(Cause.draft_id == final.id)
        .order_by(Cause.clause_id, Cause.comment_id)
    )
    found = {}
    for thread, comment_id in rows:
        found.setdefault(thread, []).append(comment_id)
    return found


def put_causes(consultation, final, thread, comment_ids):
    """Let these comments of `consultation` be what changed the clause; those of another one are left out."""
    known = db.session.scalars(
        select(Comment.id)
        .join(Submission, Submission.id == Comment.submission_id)
        .where(Comment.id.in_(comment_ids), Submission.consultation_id == consultation.id)
    ).all()
    db.session.execute(delete(Cause).where(Cause.draft_id == final.id, Cause.clause_id == thread))
    db.session.add_all(Cause(draft_id=final.id, clause_id=thread, comment_id=one) for one in known)
    db.session.flush()
