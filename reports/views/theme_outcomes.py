"""What becomes of one theme of a clause, or who says so by when."""

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user

from accounts.access import needs
from accounts.rules import Ability, may
from consultations import store as consultations
from core.forms import form_page
from core.i18n import _
from reports import store
from reports.forms import ThemeOutcomeForm
from reports.printers import themed
from reports.store import theme_outcomes
from reports.views.blueprint import bp


@bp.route("/dot/<int:consultation_id>/tra-loi/<int:clause_id>/chu-de/<int:theme_id>", methods=["GET", "POST"])
@needs(Ability.DECIDE)
def theme_outcome(consultation_id, clause_id, theme_id):
    """clause_id 0: the whole draft."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    summary = store.summary_of(store.get_snapshot(consultation))
    own = summary.themes_of(clause_id or None)
    theme = next((one for one in own.themes if one.theme_id == theme_id), None) if own else None
    if theme is None:
        abort(404)
    known = theme_outcomes.list_theme_outcomes(consultation.id).get((clause_id or None, theme_id))
    form = ThemeOutcomeForm(obj=known if request.method == "GET" else None, staff=_staff(), known=known)
    if form.validate_on_submit():
        theme_outcomes.put_theme_outcome(
            consultation, clause_id or None, theme_id, decision=form.decision.data, reason=form.reason.data,
            decided_by=current_user, person_id=form.person_id.data, due_on=form.due_on.data,
        )  # fmt: skip
        flash(_("Đã ghi câu trả lời.") if form.decision.data else _("Đã ghi việc giao trả lời."))
        return redirect(url_for(".outcomes", consultation_id=consultation.id), 303)
    return form_page(
        "reports/theme_outcome.html", form, consultation=consultation, summary=summary, theme=theme,
        clause=summary.clause(clause_id), themed=themed, known=known,
        quotes=themed.quotes_of(summary, store.list_comments((*theme.quotes, *theme.dissent))),
    )  # fmt: skip


def _staff():
    """Those who may answer."""
    people = consultations.list_responsible(current_user.school_id)
    return [one for one in people if may(one.role, Ability.DECIDE)]
