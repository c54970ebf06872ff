"""Paper without names: slips ticked on the roll, then sheets entered apart."""

from flask import abort, flash, redirect, render_template, request, url_for

from accounts.access import needs
from accounts.rules import Ability, Audience
from consultations import store as consultations
from consultations.rules import Mode
from core import codes
from core.errors import Refused
from core.i18n import _, _l
from feedback import store
from feedback.keyed import STANCE_KEYS, TypedSheet, keys_of
from feedback.rules import Answerer
from feedback.views.entering import asks_who, get_opened

WITH_NAMES = _l("Đợt này nêu tên: phiếu giấy được nhập theo chồng phiếu.")
NOBODY = _l("Chưa đánh dấu ai.")


def _nameless(consultation_id):
    consultation = get_opened(consultation_id)
    if consultation.mode is not Mode.ANONYMOUS:
        raise Refused(WITH_NAMES)
    return consultation


def _box(consultation, audience):
    """The Box of the audience in the address, else 404."""
    try:
        box = store.get_box(consultation, Audience(audience))
    except ValueError:
        box = None
    return box or abort(404)


@needs(Ability.ENTER)
def ballots(consultation_id):
    """How far the papers of each audience are."""
    consultation = _nameless(consultation_id)
    return render_template(
        "feedback/ballots.html", consultation=consultation, boxes=store.list_boxes(consultation),
        least=consultation.smallest_group,
    )  # fmt: skip


@needs(Ability.ENTER)
def ballot_ticks(consultation_id, audience):
    """Tick whose slips came back; asks once more with the names, for it cannot be taken back."""
    consultation = _nameless(consultation_id)
    box = _box(consultation, audience)
    asked = store.list_asked(consultation, [box.audience])
    units = _units(consultation, asked)
    chosen = {value: name for value, name, _class, _done in units if value in request.form.getlist("unit")}
    refusal = None
    if request.method == "POST" and not chosen:
        refusal = Refused(NOBODY, 422)
    if request.method == "POST" and chosen and "sure" in request.form:
        try:
            store.tick(consultation, box.audience, {_read(value) for value in chosen})
        except Refused as refused:
            refusal = refused
        else:
            flash(_("Đã đánh dấu %(n)d phiếu.", n=len(chosen)))
            return redirect(url_for(".ballots", consultation_id=consultation.id), 303)
    return render_template(
        "feedback/ballot_ticks.html", consultation=consultation, box=box, units=units, chosen=chosen,
        refusal=refusal, asks=request.method == "POST" and bool(chosen) and refusal is None,
    ), refusal.status if refusal else 200  # fmt: skip


def _units(consultation, asked):
    """(value, name, class, has taken part) of every unit that may hand in a paper."""
    if not asks_who(consultation):
        return [(f"{one.entry_id}:", one.name, one.class_name, one.has_taken_part) for one in asked]
    done = store.list_taken_part_in(consultation)
    return [
        (f"{one.entry_id}:{who}", f"{one.name} – {label}" if label else one.name, one.class_name,
         (one.entry_id, who) in done)
        for one in asked
        for who, label in (
            [(one_of.value, str(one_of)) for one_of in Answerer] if one.household_id else [("", "")]
        )
    ]  # fmt: skip


def _read(value):
    entry_id, _colon, answerer = value.partition(":")
    return int(entry_id), answerer


@needs(Ability.ENTER)
def ballot_phase(consultation_id, audience):
    """From ticking to entering, and back when all is entered."""
    consultation = _nameless(consultation_id)
    box = _box(consultation, audience)
    if "back" in request.form:
        store.end_entering(consultation, box.audience)
        return redirect(url_for(".ballots", consultation_id=consultation.id), 303)
    store.begin_entering(consultation, box.audience)
    return redirect(url_for(".ballot", consultation_id=consultation.id, audience=box.audience.value), 303)


@needs(Ability.ENTER)
def ballot(consultation_id, audience):
    """One sheet after the other, without anybody's name."""
    consultation = _nameless(consultation_id)
    box = _box(consultation, audience)
    if not box.is_entering:
        return redirect(url_for(".ballots", consultation_id=consultation.id))
    if request.method == "GET":
        return _page(consultation, box, {}, {}, codes.draw())
    paper = consultations.get_paper(consultation)
    typed = TypedSheet(paper, request.form)
    code = codes.read(request.form.get("receipt"), codes.RECEIPT_LENGTH) or codes.draw()
    if typed.errors:
        return _page(consultation, box, request.form, typed.errors, code)
    try:
        store.put_ballot(
            consultation, box.audience, code, said=typed.said, rows=typed.rows, version=paper.version
        )
    except Refused as refused:
        return _page(consultation, box, request.form, {}, code, refused)
    flash(_("Đã nhập một phiếu."))
    return redirect(url_for(".ballot", consultation_id=consultation.id, audience=box.audience.value), 303)


def _page(consultation, box, fields, errors, code, refusal=None):
    status = refusal.status if refusal else 422 if errors else 200
    return render_template(
        "feedback/ballot.html", consultation=consultation, box=box, fields=fields, errors=errors, code=code,
        refusal=refusal, paper=consultations.get_paper(consultation), keys_of=keys_of,
        stances=list(STANCE_KEYS.items()), may_replace=False,
    ), status  # fmt: skip
