"""The review screen: what was read stands beside what was made of it, and is put right piece by piece."""

from flask import redirect, render_template, request, url_for
from sqlalchemy.exc import NoResultFound

from accounts.access import needs
from accounts.rules import Ability
from consultations import cutting, store
from consultations.forms import ClauseForm
from consultations.rules import READ_WITH_PARENT
from consultations.views.blueprint import bp, get
from core.errors import Refused
from core.i18n import _l
from core.text import shorten

SPLIT_PREVIEW_CHARS = 70
_PATH = "/dot/<int:consultation_id>/ra-soat"


@bp.get(_PATH)
@needs(Ability.RUN)
def review(consultation_id):
    """With ?sua=ID the form of that one clause is on the page: seven hundred forms would be too heavy."""
    consultation = get(consultation_id)
    return _page(consultation, request.args.get("sua", type=int))


def _page(consultation, opened_id=None, form=None):
    draft = store.find_draft_in_review(consultation)
    if draft is None:
        raise NoResultFound
    clauses = store.list_clauses(draft)
    locked = store.is_seen(consultation, draft)
    opened = next((one for one in clauses if one.id == opened_id and not locked), None)
    if opened is not None and form is None:
        form = ClauseForm(formdata=None, obj=opened)
    warnings = store.list_warnings(draft)
    return render_template(
        "consultations/review.html", consultation=consultation, draft=draft, clauses=clauses, opened=opened,
        form=form, warnings=warnings, warnings_at=_by_clause(warnings), depths=_depths(clauses),
        cuts=_cuts(opened), by_id={one.id: one for one in clauses},
        shown=sum(not one.is_left_out and one.kind not in READ_WITH_PARENT for one in clauses),
        locked=locked,
    ), 422 if form is not None and form.errors else 200  # fmt: skip


def _by_clause(warnings):
    found = {}
    for warning in warnings:
        found.setdefault(warning["clause"], []).append(warning["message"])
    return found


def _depths(clauses):
    depths = {None: -1}
    for clause in clauses:
        depths[clause.id] = depths.get(clause.parent_id, -1) + 1
    return depths


def _cuts(clause):
    if clause is None:
        return []
    text = clause.text
    return [(at, shorten(text[at:], SPLIT_PREVIEW_CHARS)) for at in cutting.split_points(text)]


def _clause(consultation_id, clause_id):
    consultation = get(consultation_id)
    return consultation, store.get_clause(consultation, clause_id)


def _back(consultation, clause, *, opened=False):
    return redirect(
        url_for(
            ".review",
            consultation_id=consultation.id,
            sua=clause.id if opened else None,
            _anchor=f"c{clause.id}",
        )
    )


@bp.post(_PATH + "/<int:clause_id>/sua")
@needs(Ability.RUN)
def edit_clause(consultation_id, clause_id):
    consultation, clause = _clause(consultation_id, clause_id)
    form = ClauseForm()
    if not form.validate_on_submit():
        return _page(consultation, clause.id, form)
    store.edit_clause(
        clause, kind=form.kind.data, label=form.label.data, heading=form.heading.data, text=form.text.data
    )
    return _back(consultation, clause)


@bp.post(_PATH + "/<int:clause_id>/gop")
@needs(Ability.RUN)
def merge_clause(consultation_id, clause_id):
    consultation, clause = _clause(consultation_id, clause_id)
    return _back(consultation, store.merge_with_above(clause), opened=True)


@bp.post(_PATH + "/<int:clause_id>/tach")
@needs(Ability.RUN)
def split_clause(consultation_id, clause_id):
    consultation, clause = _clause(consultation_id, clause_id)
    at = request.form.get("at", type=int)
    if at is None:
        raise Refused(_l("Xin chọn câu bắt đầu mục mới."), 422)
    return _back(consultation, store.split_clause(clause, at), opened=True)


@bp.post(_PATH + "/<int:clause_id>/bo")
@needs(Ability.RUN)
def leave_out_clause(consultation_id, clause_id):
    consultation, clause = _clause(consultation_id, clause_id)
    store.leave_out(clause, True)
    return _back(consultation, clause)


@bp.post(_PATH + "/<int:clause_id>/lay-lai")
@needs(Ability.RUN)
def take_in_clause(consultation_id, clause_id):
    consultation, clause = _clause(consultation_id, clause_id)
    store.leave_out(clause, False)
    return _back(consultation, clause)


@bp.post(_PATH + "/<int:clause_id>/da-xem")
@needs(Ability.RUN)
def accept_clause(consultation_id, clause_id):
    """The warning was looked at; the clause is right as it is."""
    consultation, clause = _clause(consultation_id, clause_id)
    store.drop_warnings(clause.draft, clause.id)
    return _back(consultation, clause)


@bp.post(_PATH + "/da-xem")
@needs(Ability.RUN)
def accept_draft(consultation_id):
    """The warnings about the whole draft were looked at."""
    consultation = get(consultation_id)
    store.drop_warnings(store.get_draft_to_edit(consultation), None)
    return redirect(url_for(".review", consultation_id=consultation.id))


@bp.post(_PATH + "/lay-phan-dau")
@needs(Ability.RUN)
def take_in_head(consultation_id):
    return _take_in(consultation_id, "head")


@bp.post(_PATH + "/lay-phan-cuoi")
@needs(Ability.RUN)
def take_in_foot(consultation_id):
    return _take_in(consultation_id, "foot")


def _take_in(consultation_id, place):
    consultation = get(consultation_id)
    return _back(consultation, store.take_in(store.get_draft_to_edit(consultation), place), opened=True)
