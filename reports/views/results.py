"""The published outcome, for those who were asked: "Ý kiến đã làm thay đổi gì"."""

from flask import render_template
from flask_login import current_user
from sqlalchemy.exc import NoResultFound

from accounts.access import open_to_all
from accounts.rules import Ability, may
from consultations import store as consultations
from consultations.rules import Status
from reports import store
from reports.printers import words
from reports.rules import Decision
from reports.views.blueprint import bp


@bp.get("/dot/<int:consultation_id>/ket-qua")
@open_to_all
def results(consultation_id):
    consultation = _published(consultation_id)
    summary = store.summary_of(store.get_snapshot(consultation))
    outcomes = store.list_outcomes(consultation)
    decided = [
        (clause, outcomes[clause.clause_id]) for clause in summary.clauses if clause.clause_id in outcomes
    ]
    made = [outcome.decision for outcome in outcomes.values()]
    return render_template(
        "reports/results.html", consultation=consultation, summary=summary, decided=decided, words=words,
        general=outcomes.get(None), sums=[(decision, made.count(decision)) for decision in Decision],
        untouched=[clause for clause in summary.clauses if clause.clause_id not in outcomes],
    )  # fmt: skip


def _published(consultation_id):
    """The consultation, when published and this visitor was asked, reads summaries, or it had an open link.

    Raises NoResultFound: who was not asked does not learn that it exists.
    """
    if not current_user.is_authenticated:
        consultation = store.get_open_to_all(consultation_id)
    else:
        consultation = consultations.get_consultation(current_user.school_id, consultation_id)
        may_read = may(current_user.role, Ability.READ)
        if not may_read and consultations.find_roll_entry(consultation, current_user) is None:
            raise NoResultFound
    if consultation.status is not Status.PUBLISHED:
        raise NoResultFound
    return consultation
