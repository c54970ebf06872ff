"""Figures beside figures: two summaries of one consultation; a survey and an earlier one."""

from flask import render_template, request
from flask_login import current_user

from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from reports import comparing, store
from reports.printers import compared, words
from reports.views.blueprint import bp


@bp.get("/dot/<int:consultation_id>/tong-hop/hai-ban")
@needs(Ability.READ)
def between(consultation_id):
    """?tu=<number>&den=<number>: what is not the same in two summaries; at first the two newest."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    numbers = [number for number, _made_at in store.list_snapshots(consultation)]
    last = request.args.get("den", type=int) or next(iter(numbers), None)
    first = request.args.get("tu", type=int) or next((one for one in numbers if last and one < last), last)
    before, after = (store.get_snapshot(consultation, number) for number in sorted([first or 0, last or 0]))
    told = [store.outer_summary_of(one) for one in (before, after)]
    return render_template(
        "reports/between.html", consultation=consultation, before=told[0], after=told[1],
        changed=compared.changed(*told), numbers=numbers, words=words,
    )  # fmt: skip


@bp.get("/dot/<int:consultation_id>/tong-hop/lan-truoc")
@needs(Ability.READ)
def since(consultation_id):
    """?voi=<consultation>: what changed since an earlier survey; without it, which ones there are."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    now = store.outer_summary_of(store.get_snapshot(consultation))
    other, then, comparison = request.args.get("voi", type=int), None, None
    if other:
        earlier = consultations.get_consultation(current_user.school_id, other)
        then = store.outer_summary_of(store.get_snapshot(earlier))
        comparison = comparing.compare(then, now)
    return render_template(
        "reports/since.html", consultation=consultation, then=then, now=now, comparison=comparison,
        others=store.list_earlier_surveys(consultation), words=words,
    )  # fmt: skip
