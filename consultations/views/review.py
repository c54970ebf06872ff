"""The review screen: what was read stands beside what was made of it, and is put right piece by piece."""

from flask import redirect, request, url_for
from flask_login import current_user

from accounts.access import needs
from accounts.rules import Ability
from consultations import pieces, store
from consultations.forms import ClauseForm, SeveralForm, seen_revisions
from consultations.pieces import Impossible
from consultations.rules import Act
from consultations.views.blueprint import bp, get
from consultations.views.review_page import page, said_of, stale_sentence
from core.errors import Refused
from core.i18n import _, _l
from core.text import tidy

_PATH = "/dot/<int:consultation_id>/ra-soat"
_ONE = _PATH + "/<int:clause_id>"


@bp.get(_PATH)
@needs(Ability.RUN)
def review(consultation_id):
    """With ?sua=ID the form of that one clause is on the page: seven hundred forms would be too heavy."""
    return page(get(consultation_id), opened_id=request.args.get("sua", type=int))


def _back(consultation, clause_id=None, *, opened=False):
    """To the page with that clause, in the same view of it as before."""
    return redirect(
        url_for(
            ".review", consultation_id=consultation.id, sua=clause_id if opened else None,
            o=None if opened else clause_id, loc=request.form.get("loc") or None,
            _anchor=f"c{clause_id}" if clause_id else None,
        )
    )  # fmt: skip


def _act(consultation_id, clause_id, act, operation, *, also=None, opened=True):
    """Do `operation`(pieces, clause_id) to one clause, with what was typed beside the button, and log it.

    also: gives of the pieces another one that it is made on, or None.
    """
    consultation = get(consultation_id)
    desk = store.take_desk(consultation)
    form = ClauseForm() if "text" in request.form else None
    other = also(desk.pieces, clause_id) if also and desk.piece(clause_id) else None
    about = [clause_id, *([other.id] if other else [])]
    try:
        store.check_fresh(desk, about, seen_revisions(request.form))
        if form and not form.validate():
            return page(consultation, opened_id=clause_id, form=form)
        typed = pieces.change(desk.pieces, clause_id, **form.columns()) if form else desk.pieces
        made_of = operation(typed, clause_id) if operation else typed
    except store.Stale as stale:
        return _too_late(consultation, stale, clause_id, form)
    except Impossible as no:
        return page(consultation, opened_id=clause_id, form=form, refusal=no.reason)
    store.record(desk, current_user.id, Act.EDIT, typed, about=[clause_id])
    made = store.record(desk, current_user.id, act, made_of, about=about) if operation else []
    stays = made[0] if made else clause_id if desk.piece(clause_id) else other.id
    return _back(consultation, stays, opened=opened)


def _too_late(consultation, stale, clause_id, form):
    """Somebody was quicker: what was typed stays on the page beside what is stored now."""
    reason = stale_sentence(stale, current_user.id)
    if store.read_desk(store.find_draft_in_review(consultation)).piece(clause_id) is None:
        raise Refused(reason)
    return page(consultation, opened_id=clause_id, form=form, refusal=reason, is_stale=True)


@bp.post(_ONE + "/sua")
@needs(Ability.RUN)
def edit_clause(consultation_id, clause_id):
    if "text" not in request.form:
        raise Refused(_l("Không nhận được nội dung. Xin mở lại mục và thử lại."), 422)
    return _act(consultation_id, clause_id, Act.EDIT, None, opened=False)


@bp.post(_ONE + "/gop")
@needs(Ability.RUN)
def merge_clause(consultation_id, clause_id):
    return _act(consultation_id, clause_id, Act.MERGE, pieces.merge, also=pieces.above)


@bp.post(_ONE + "/tach")
@needs(Ability.RUN)
def split_clause(consultation_id, clause_id):
    """At `at`, a place in the text as it is stored; or at `caret`, a place in the text as it is typed."""
    return _act(consultation_id, clause_id, Act.SPLIT, _split)


def _split(found, clause_id):
    text = found[pieces.place_of(found, clause_id)].text
    caret = request.form.get("caret", type=int)
    if caret is not None:
        at = len(tidy(request.form.get("text", "").replace("\r\n", "\n")[:caret]))
        return pieces.split(found, clause_id, at)
    at = request.form.get("at", type=int)
    if at is None:
        raise Impossible(_l("Xin chọn câu bắt đầu mục mới."))
    if request.form.get("cut_from", type=int) not in (None, len(text)):
        raise Impossible(_l("Lời văn vừa được sửa. Xin bấm “Lưu” trước, rồi chọn chỗ tách."))
    return pieces.split(found, clause_id, at)


@bp.post(_ONE + "/len-cap")
@needs(Ability.RUN)
def lift_clause(consultation_id, clause_id):
    return _act(consultation_id, clause_id, Act.LIFT, pieces.lift)


@bp.post(_ONE + "/xuong-cap")
@needs(Ability.RUN)
def lower_clause(consultation_id, clause_id):
    return _act(consultation_id, clause_id, Act.LOWER, pieces.lower)


@bp.post(_ONE + "/bo")
@needs(Ability.RUN)
def leave_out_clause(consultation_id, clause_id):
    def leave_out(found, one):
        return pieces.leave_out(found, [one], True)

    return _act(consultation_id, clause_id, Act.LEAVE_OUT, leave_out, opened=False)


@bp.post(_ONE + "/lay-lai")
@needs(Ability.RUN)
def take_in_clause(consultation_id, clause_id):
    def take_in(found, one):
        return pieces.leave_out(found, [one], False)

    return _act(consultation_id, clause_id, Act.TAKE_IN, take_in, opened=False)


@bp.post(_ONE + "/nhu-tep")
@needs(Ability.RUN)
def restore_clause(consultation_id, clause_id):
    def restore(found, one):
        return pieces.restore(found, one, *store.source_of(store.get_draft_to_edit(get(consultation_id))))

    return _act(consultation_id, clause_id, Act.RESTORE, restore)


@bp.post(_ONE + "/da-xem")
@needs(Ability.RUN)
def accept_clause(consultation_id, clause_id):
    """The warning was looked at; the clause is right as it is."""
    return _see(consultation_id, clause_id)


@bp.post(_PATH + "/da-xem")
@needs(Ability.RUN)
def accept_draft(consultation_id):
    """The warnings about the whole draft were looked at."""
    return _see(consultation_id, None)


def _see(consultation_id, clause_id):
    consultation = get(consultation_id)
    desk = store.take_desk(consultation)
    numbers = [one["number"] for one in store.list_warnings(desk.draft) if one["clause"] == clause_id]
    about = [clause_id] if clause_id else []
    store.record(desk, current_user.id, Act.SEE, desk.pieces, about=about, see=numbers)
    return _back(consultation, clause_id)


@bp.post(_PATH + "/nhieu-muc")
@needs(Ability.RUN)
def change_several(consultation_id):
    """One thing done to all clauses that are ticked."""
    consultation = get(consultation_id)
    desk = store.take_desk(consultation)
    form, seen = SeveralForm(), seen_revisions(request.form)
    if not seen or not form.validate():
        return page(consultation, refusal=_("Xin đánh dấu các mục, rồi chọn việc cần làm."))
    try:
        store.check_fresh(desk, seen, seen)
        new = form.operation()(desk.pieces, list(seen))
    except store.Stale as stale:
        return page(consultation, refusal=stale_sentence(stale, current_user.id))
    store.record(desk, current_user.id, form.act, new, about=list(seen))
    return _back(consultation, next(iter(seen)))


@bp.post(_PATH + "/hoan-tac")
@needs(Ability.RUN)
def undo(consultation_id):
    return _lead(consultation_id, store.undo)


@bp.post(_PATH + "/lam-lai")
@needs(Ability.RUN)
def redo(consultation_id):
    return _lead(consultation_id, store.redo)


def _lead(consultation_id, way):
    consultation = get(consultation_id)
    desk = store.take_desk(consultation)
    before = desk.pieces
    try:
        action = way(desk, current_user.id)
    except store.Stale as stale:
        reason = _("Không làm được: %(what)s.", what=said_of(stale.undoing))
        return page(consultation, refusal=f"{reason} {stale_sentence(stale, current_user.id)}")
    if action is None:
        return page(consultation, refusal=_("Không có việc gì để hoàn tác hoặc làm lại."))
    return _back(consultation, _place_of_change(before, desk.pieces))


def _place_of_change(before, after):
    """Id of the first piece that differs, so that the eye finds what changed; None where nothing does."""
    known = set(before)
    return next((one.id for one in after if one not in known), None)


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
    desk = store.take_desk(consultation)
    text = getattr(desk.draft, place)
    source, _openings = store.source_of(desk.draft)
    size = text.count("\n") + 1
    lines = (1, size) if place == "head" else (len(source) - size + 1, len(source))
    try:
        new = pieces.take_in(desk.pieces, text, lines, at_front=place == "head")
    except Impossible as no:
        raise Refused(no.reason, 422) from None
    made = store.record(desk, current_user.id, Act.TAKE_IN, new, about=[pieces.NEW], place=place)
    return _back(consultation, made[0], opened=True)
