"""The log of corrections on the review screen ends where people begin to see the draft."""

from sqlalchemy import delete

from consultations.models import DraftAction
from core.db import db


def forget_corrections(draft):
    """Nobody takes a correction of `draft` (None: a survey alone) back any more."""
    if draft is None:
        return
    db.session.execute(delete(DraftAction).where(DraftAction.draft_id == draft.id))
