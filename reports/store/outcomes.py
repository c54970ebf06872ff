"""What became of each clause, what still waits for a word, and publishing."""

from dataclasses import dataclass

from sqlalchemy import select

from consultations import store as consultations
from consultations.models import Consultation
from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l
from reports.models import Outcome
from reports.rules import needs_reason
from reports.store.snapshots import latest_snapshot, summary_of
from reports.summary import ClauseFigures

NOT_SUMMARISED = _l("Chưa có bản tổng hợp cuối cùng nên chưa công khai được.")
UNANSWERED = _l("Còn mục có ý kiến mà nhà trường chưa trả lời. Xin trả lời đủ rồi mới công khai.")
WITHOUT_REASON = _l("Xin ghi lý do: người góp ý cần biết vì sao không tiếp thu, hoặc chỉ tiếp thu một phần.")


@dataclass(frozen=True)
class Waiting:
    """What has no outcome yet: contested clauses, and whether the whole draft was spoken of."""

    clauses: tuple[ClauseFigures, ...]
    whole_draft: bool

    def __bool__(self):
        return bool(self.clauses) or self.whole_draft

    @property
    def number(self):
        return len(self.clauses) + self.whole_draft


def list_outcomes(consultation):
    """{clause_id or None: Outcome}."""
    return outcomes_of(consultation.id)


def outcomes_of(consultation_id):
    """{clause_id or None: Outcome}."""
    rows = db.session.scalars(select(Outcome).where(Outcome.consultation_id == consultation_id))
    return {outcome.clause_id: outcome for outcome in rows}


def waiting(summary, outcomes):
    """Waiting, of a Summary and {clause_id: Outcome}."""
    return Waiting(
        tuple(clause for clause in summary.contested if clause.clause_id not in outcomes),
        bool(summary.general) and None not in outcomes,
    )


def put_outcome(consultation, clause_id, *, decision, reason, decided_by):
    """Write or replace the outcome of a clause (None: the whole draft). Raises Refused, NoResultFound."""
    if needs_reason(decision) and not reason:
        raise Refused(WITHOUT_REASON, 422)
    if consultation.published_at is not None:
        raise Refused(_l("Kết quả đã công khai nên câu trả lời không sửa được nữa."))
    db.session.refresh(consultation, with_for_update=True)
    outcome = list_outcomes(consultation).get(clause_id) or Outcome(
        school_id=consultation.school_id, consultation_id=consultation.id, clause_id=clause_id
    )
    outcome.decision, outcome.reason = decision, reason
    outcome.decided_by_id, outcome.decided_at = decided_by.id, clock.now()
    db.session.add(outcome)
    db.session.flush()
    return outcome


def publish(consultation):
    """Show the results to all who were asked.

    Raises Refused while it is open, without a final summary, or while a contested clause waits.
    """
    snapshot = latest_snapshot(consultation)
    if snapshot is None or not (summary := summary_of(snapshot)).is_final:
        raise Refused(NOT_SUMMARISED)
    if waiting(summary, list_outcomes(consultation)):
        raise Refused(UNANSWERED)
    consultations.set_published(consultation, clock.now())


def get_open_to_all(consultation_id):
    """A published consultation that had an open link, of any school: its results are for everybody.

    Raises NoResultFound.
    """
    return db.session.scalars(
        select(Consultation).where(
            Consultation.id == consultation_id,
            Consultation.published_at.is_not(None),
            Consultation.open_token.is_not(None),
        )
    ).one()
