"""The final text: for every changed clause, which comments led to the change."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from core.i18n import _
from reports import store
from reports.printers import opinions
from reports.views.blueprint import bp

#: Different opinions to choose from, of each place they were said at.
OFFERED = 60
_PATH = "/dot/<int:consultation_id>/van-ban-cuoi"


def _load(consultation_id):
    """(consultation, final Draft, Changes, Summary, {thread: comment ids}). Raises NoResultFound."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    final, found = store.get_final_changes(consultation)
    summary = store.summary_of(store.get_snapshot(consultation))
    return consultation, final, found, summary, store.list_causes(final)


@bp.get(_PATH)
@needs(Ability.DECIDE)
def final(consultation_id):
    consultation, draft, found, _summary, causes = _load(consultation_id)
    return render_template(
        "reports/final.html", consultation=consultation, draft=draft, found=found, causes=causes,
        outcomes=store.list_outcomes(consultation),
    )  # fmt: skip


@bp.route(_PATH + "/<int:clause_id>", methods=["GET", "POST"])
@needs(Ability.DECIDE)
def causes(consultation_id, clause_id):
    consultation, draft, found, summary, known = _load(consultation_id)
    change = found.of(clause_id)
    if change is None:
        abort(404)
    offers = opinions.by_place(change, summary, store.list_page, OFFERED)
    if request.method == "POST":
        wanted = set(request.form.getlist("comment"))
        ids = {
            one
            for _place, own in offers
            for opinion in own
            if opinion.ids[0] in wanted
            for one in opinion.ids
        }
        store.put_causes(consultation, draft, clause_id, ids)
        flash(_("Đã ghi các góp ý dẫn đến thay đổi này."))
        return redirect(url_for(".final", consultation_id=consultation.id, _anchor=f"m{clause_id}"), 303)
    return render_template(
        "reports/causes.html", consultation=consultation, change=change,
        offers=offers,
        chosen=set(known.get(clause_id, ())), outcome=store.list_outcomes(consultation).get(clause_id),
    )  # fmt: skip
