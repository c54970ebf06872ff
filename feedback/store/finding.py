"""From a respondent or a bare receipt code to what was said, wherever it lies: in rows or in an envelope."""

import json
from typing import NamedTuple

from sqlalchemy import select

from accounts.rules import Audience
from core.db import db
from feedback.models import Receipt, Submission
from feedback.store import own, sealed, unfinished
from feedback.store.own import NOTHING, Found


class Lead(NamedTuple):
    """Where a receipt code leads. audience: None where the label of a released one names several."""

    consultation_id: int
    school_id: int
    audience: Audience | None


class Begun(NamedTuple):
    """What was answered in part, as a row of Unfinished gives it; an envelope knows no time."""

    filled: str
    page: int
    changed_at: None = None


def find_submission(respondent, given):
    """Found: what `respondent` said before, or NOTHING.

    given: receipt codes, the best first. A code of another consultation, audience or unit leads nowhere.
    Without a code a submission is found only where names are kept.
    """
    if not respondent.is_named and given and (held := sealed.find(respondent, given)):
        return Found(held.contents, held.code, True) if held.contents.is_sent else NOTHING
    return own.find_submission(respondent, given)


def receipt_leads_to(code):
    """Lead of the submission with the receipt `code`, or None."""
    row = db.session.execute(
        select(Submission.consultation_id, Submission.school_id, Submission.audience)
        .join(Receipt, Receipt.submission_id == Submission.id)
        .where(Receipt.tag == own.tag_of(code))
    ).one_or_none()
    if row:
        return Lead(*row)
    found = sealed.leads_to(code)
    return found and found[1].is_sent and _lead(*found) or None


def _lead(consultation, contents):
    return Lead(consultation.id, consultation.school_id, contents.audience)


def find_unfinished(respondent, given):
    """Row or Begun (filled, page, changed_at) of what `respondent` may go on with, or None."""
    if respondent.is_named:
        return unfinished.find_unfinished(respondent, given)
    held = sealed.find(respondent, given) if given else None
    return _begun(held.contents) if held and held.contents.begun else None


def unfinished_leads_to(code):
    """Row or Lead of a survey answered in part and never sent, or None."""
    if row := unfinished.unfinished_leads_to(code):
        return row
    found = sealed.leads_to(code)
    return _lead(*found) if found and not found[1].is_sent else None


def _begun(contents):
    values, page = contents.begun
    return Begun(json.dumps(values), page)


def put_unfinished(respondent, code, values, page):
    """Keep what was answered so far ({field: value}), and the `page` to go on with. Raises Refused."""
    if respondent.is_named:
        unfinished.put_unfinished(respondent, code, values, page)
    else:
        sealed.put_begun(respondent, code, values, page)


def forget_unfinished(respondent, given):
    """After the last page, or when its author wants it gone: by code, and of the unit as far as known."""
    if respondent.is_named:
        unfinished.forget_unfinished(respondent, given)
    else:
        sealed.forget_begun(respondent, given)
