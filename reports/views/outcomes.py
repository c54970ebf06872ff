"""What becomes of each clause: the list, one answer, and publishing."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts.access import needs
from accounts.rules import Ability, may
from consultations import store as consultations
from core import clock
from core.forms import form_page
from core.i18n import _
from core.text import shorten
from reports import store
from reports.forms import AssignForm, OutcomeForm
from reports.printers import opinions, words
from reports.store import theme_outcomes
from reports.views.blueprint import bp

#: Different opinions shown beside the form; the summary page has the rest.
OPINIONS_SHOWN = 60
#: Opinions against a clause to choose from, and how much of each.
DISSENT_SHOWN, DISSENT_CHARS = 8, 300


def _load(consultation_id):
    """(consultation, summary, outcomes). Raises NoResultFound, also before there is a summary."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    return consultation, store.summary_of(store.get_snapshot(consultation)), store.list_outcomes(consultation)


@bp.get("/dot/<int:consultation_id>/tra-loi")
@needs(Ability.DECIDE)
def outcomes(consultation_id):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    if store.latest_snapshot(consultation) is None:
        return redirect(url_for(".summary", consultation_id=consultation.id))
    consultation, summary, decided = _load(consultation_id)
    quiet = [clause for clause in summary.clauses if clause.is_quiet and clause.clause_id not in decided]
    return render_template(
        "reports/outcomes.html",
        consultation=consultation,
        summary=summary,
        outcomes=decided,
        words=words,
        quiet=quiet,
        listed=[clause for clause in summary.clauses if clause not in quiet],
        waiting=store.waiting(summary, decided),
        assignments=store.list_assignments(consultation),
        today=clock.today(),
        theme_outcomes=theme_outcomes.list_theme_outcomes(consultation.id),
        publish_by=store.publish_by(consultation, decided),
    )


@bp.route("/dot/<int:consultation_id>/tra-loi/<int:clause_id>", methods=["GET", "POST"])
@needs(Ability.DECIDE)
def outcome(consultation_id, clause_id):
    consultation, summary, decided = _load(consultation_id)
    clause = summary.clause(clause_id)
    if clause is None and clause_id:
        abort(404)
    known = decided.get(clause_id or None)
    form = _form(summary, clause, known, store.waiting(summary, decided))
    if form.validate_on_submit():
        for one in (clause_id or None, *(form.also.data or ())):
            store.put_outcome(
                consultation, one, decision=form.decision.data, reason=form.reason.data,
                decided_by=current_user, dissent_id=form.dissent_id.data,
            )  # fmt: skip
        flash(_("Đã ghi câu trả lời."))
        return redirect(url_for(".outcomes", consultation_id=consultation.id), 303)
    rows, _last = store.list_page(summary, clause_id or None, limit=OPINIONS_SHOWN * 5)
    merged = opinions.merge(rows, summary)
    return form_page(
        "reports/outcome.html", form, consultation=consultation, summary=summary, clause=clause, words=words,
        opinions=merged[:OPINIONS_SHOWN], has_more=len(merged) > OPINIONS_SHOWN,
    )  # fmt: skip


def _form(summary, clause, known, waiting):
    against = store.list_dissent(summary, clause.clause_id)[:DISSENT_SHOWN] if clause else []
    told = {
        "dissent": [(row.id, shorten(row.reason or row.proposed, DISSENT_CHARS)) for row in against],
        "alike": store.said_alike(summary, clause, waiting),
    }
    if request.method == "POST":
        return OutcomeForm(**told)
    return OutcomeForm(obj=known, **told) if known else OutcomeForm(**told)


@bp.route("/dot/<int:consultation_id>/giao-viec", methods=["GET", "POST"])
@needs(Ability.DECIDE)
def assign(consultation_id):
    """Who answers what still waits, by when."""
    consultation, summary, decided = _load(consultation_id)
    waiting = store.waiting(summary, decided)
    titles = [(0, _("Góp ý chung cho toàn văn bản"))] if waiting.whole_draft else []
    titles += [(one.clause_id, one.title) for one in waiting.clauses]
    staff = [
        one for one in consultations.list_responsible(current_user.school_id) if may(one.role, Ability.DECIDE)
    ]
    form = AssignForm(waiting=titles, staff=staff)
    if form.validate_on_submit():
        person = next(one for one in staff if one.id == form.person_id.data)
        store.assign(consultation, [one or None for one in form.clauses.data], person, form.due_on.data)
        flash(_("Đã giao việc trả lời."))
        return redirect(url_for(".outcomes", consultation_id=consultation.id), 303)
    return form_page("reports/assign.html", form, consultation=consultation)


@bp.post("/dot/<int:consultation_id>/cong-khai")
@needs(Ability.PUBLISH)
def publish(consultation_id):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    store.publish(consultation)
    flash(_("Đã công khai kết quả. Những người được hỏi đều xem được."))
    return redirect(url_for(".results", consultation_id=consultation.id), 303)
