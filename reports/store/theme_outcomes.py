"""What became of one theme of a clause, and who answers it by when."""

from sqlalchemy import select

from core import clock
from core.db import db
from core.errors import Refused
from reports.models import Theme, ThemeOutcome
from reports.rules import ALREADY_PUBLIC, WITHOUT_REASON, needs_reason
from reports.themes import codebook as rules


def list_theme_outcomes(consultation_id):
    """{(clause_id or None, id of the theme that stands): ThemeOutcome}; of themes merged since the one
    decided last."""
    rows = db.session.scalars(
        select(ThemeOutcome)
        .where(ThemeOutcome.consultation_id == consultation_id)
        .order_by(ThemeOutcome.decided_at.is_not(None), ThemeOutcome.decided_at, ThemeOutcome.id)
    ).all()
    if not rows:
        return {}
    books = select(Theme.codebook_id).where(Theme.id.in_([one.theme_id for one in rows]))
    leads = rules.standing(db.session.scalars(select(Theme).where(Theme.codebook_id.in_(books))).all())
    return {(one.clause_id, leads[one.theme_id]): one for one in rows}


def list_open_themes(consultation_id):
    """ThemeOutcomes that were given to somebody and wait."""
    return [one for one in list_theme_outcomes(consultation_id).values() if one.decision is None]


def put_theme_outcome(consultation, clause_id, theme_id, *, decision, reason, decided_by, person_id, due_on):
    """Write or replace it; decision None: only who answers, by when. Without either there is none any more.

    Raises Refused.
    """
    if decision and needs_reason(decision) and not reason:
        raise Refused(WITHOUT_REASON, 422)
    if consultation.published_at is not None:
        raise Refused(ALREADY_PUBLIC)
    db.session.refresh(consultation, with_for_update=True)
    own = list_theme_outcomes(consultation.id).get((clause_id, theme_id))
    if not decision and not person_id:
        if own is not None:
            db.session.delete(own)
        return
    if own is None:
        own = ThemeOutcome(
            school_id=consultation.school_id, consultation_id=consultation.id, clause_id=clause_id,
            theme_id=theme_id,
        )  # fmt: skip
    who, when = (decided_by.id, clock.now()) if decision else (None, None)
    own.decision, own.reason, own.decided_by_id, own.decided_at = decision, reason, who, when
    own.person_id, own.due_on = person_id, due_on
    db.session.add(own)
    db.session.flush()
