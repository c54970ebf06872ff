"""Versions of the draft after the opening: prepare, match, publish; what changed; the same asked anew."""

from flask import abort, flash, redirect, render_template, request, url_for

from accounts.access import needs
from accounts.rules import Ability
from consultations import store
from consultations.forms import DraftForm, VersionForm
from consultations.matching import RIVALS
from consultations.rules import Status
from consultations.views.blueprint import bp, get
from consultations.views.draft import take
from core.errors import Refused
from core.forms import form_page
from core.i18n import _

_PATH = "/dot/<int:consultation_id>/phien-ban"
#: In the choice of what a new clause goes on with: split off from the clause with the id behind it.
SPLIT = "t"


@bp.get(_PATH)
@needs(Ability.READ)
def versions(consultation_id):
    consultation = get(consultation_id)
    return render_template(
        "consultations/versions.html", consultation=consultation, drafts=store.list_versions(consultation),
        pending=store.find_pending(consultation), refusal=store.wrong_with_new_version(consultation),
        Status=Status,
    )  # fmt: skip


@bp.route(_PATH + "/moi", methods=["GET", "POST"])
@needs(Ability.RUN)
def new_version(consultation_id):
    consultation = get(consultation_id)
    if refusal := store.wrong_with_new_version(consultation):
        raise Refused(refusal)
    pending = store.find_pending(consultation)
    form = DraftForm(pending is not None)
    if form.validate_on_submit() and take(consultation, form, store.put_version):
        flash(_("Đã đọc phiên bản mới. Chưa ai thấy phiên bản này; xin rà soát các mục rồi công bố."))
        return redirect(url_for(".review", consultation_id=consultation.id))
    return form_page("consultations/new_version.html", form, consultation=consultation, pending=pending)


@bp.post(_PATH + "/chep")
@needs(Ability.RUN)
def copy_version(consultation_id):
    consultation = get(consultation_id)
    if store.find_pending(consultation) is None:
        store.copy_version(consultation)
    flash(_("Đã chép phiên bản hiện có để sửa. Chưa ai thấy bản đang sửa cho đến khi công bố."))
    return redirect(url_for(".review", consultation_id=consultation.id))


@bp.post(_PATH + "/bo")
@needs(Ability.RUN)
def drop_version(consultation_id):
    consultation = get(consultation_id)
    store.remove_pending(consultation)
    flash(_("Đã bỏ phiên bản đang soạn. Phiên bản mọi người đang xem không thay đổi."))
    return redirect(url_for(".versions", consultation_id=consultation.id))


@bp.route(_PATH + "/cong-bo", methods=["GET", "POST"])
@needs(Ability.RUN)
def publish_version(consultation_id):
    """?tat-ca=1 lets every clause's match be corrected, not only the doubtful ones."""
    consultation = get(consultation_id)
    if store.find_pending(consultation) is None:
        return redirect(url_for(".versions", consultation_id=consultation.id))
    proposal = store.get_proposal(consultation)
    form = VersionForm()
    if form.validate_on_submit():
        decided, descents = _read(request.form, proposal)
        try:
            store.publish_version(
                consultation, note=form.note.data, decided=decided, descents=descents,
                seen=request.form.get("seen"),
            )  # fmt: skip
        except Refused as refused:
            form.note.errors = [refused.reason]
        else:
            flash(_("Đã công bố phiên bản mới."))
            return redirect(url_for(".versions", consultation_id=consultation.id), 303)
    shows_all = "tat-ca" in request.args
    return form_page(
        "consultations/publish_version.html", form, consultation=consultation, proposal=proposal,
        old={piece.id: piece for piece in proposal.old.pieces}, shows_all=shows_all, Status=Status,
        new={piece.id: piece for piece in proposal.new.pieces}, offers=_offers(proposal, shows_all),
        split=SPLIT, chosen=request.form,
    )  # fmt: skip


def _offers(proposal, shows_all):
    """[(Match, old ids to choose from)] of what is to be confirmed."""
    matching = proposal.matching
    gone = [one.old for one in matching.gone]
    listed = matching.matches if shows_all else matching.doubtful
    return [
        (one, list(dict.fromkeys([*filter(None, [one.old]), *one.rivals, *gone]))[: RIVALS + len(gone)])
        for one in listed
    ]


def _read(posted, proposal):
    """({new id: old id or None}, [(new id, old id) of shared words]) as chosen; the unknown is left out."""
    old, new = ({piece.id for piece in paper.pieces} for paper in (proposal.old, proposal.new))
    decided, descents = {}, []
    for name, value in posted.items():
        kind, _dash, number = name.partition("-")
        about = int(number) if number.isdigit() else None
        target = int(value.lstrip(SPLIT)) if value.lstrip(SPLIT).isdigit() else None
        if kind == "tu" and about in new and (target is None or target in old):
            is_split = value.startswith(SPLIT)
            decided[about] = None if is_split else target
            descents += [(about, target)] if is_split and target else []
        elif kind == "gop" and about in old and target in new:
            descents.append((target, about))
    return decided, descents


@bp.get("/dot/<int:consultation_id>/thay-doi")
@needs(Ability.READ)
def changes(consultation_id):
    """?tu=1&den=2: what changed between two versions; without them the last change."""
    consultation = get(consultation_id)
    drafts = store.list_versions(consultation)
    numbers = {draft.version for draft in drafts}
    newest = max(numbers, default=1)
    old = request.args.get("tu", max(newest - 1, 1), type=int)
    new = request.args.get("den", newest, type=int)
    if not {old, new} <= numbers:
        abort(404)
    return render_template(
        "consultations/changes.html", consultation=consultation, drafts=drafts, old=old, new=new,
        found=store.changes_between(consultation, old, new),
    )  # fmt: skip


@bp.post("/dot/<int:consultation_id>/chep")
@needs(Ability.RUN)
def copy(consultation_id):
    """The same asked anew, with another draft: what an anonymous consultation does in place of a version."""
    made = store.copy_consultation(get(consultation_id))
    flash(_("Đã tạo đợt mới từ đợt cũ. Xin đặt thời hạn, sửa hoặc thay dự thảo, rồi mở lấy ý kiến."))
    return redirect(url_for(".page", consultation_id=made.id))
