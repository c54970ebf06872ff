"""Deletion after the end: by who holds the receipt code, or by the school at a person's request."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts import store as accounts
from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from consultations.rules import Mode
from core.errors import Refused
from core.forms import form_page
from core.i18n import _, _l, _n
from feedback import store
from feedback.access import Door
from feedback.forms import EraseForm
from feedback.rules import Refusal
from feedback.views.checking import counted

NOBODY = _l("Không có gia đình hay nhân viên nào có mã này.")
NOTHING_SAID = _l("Trong đợt này không có phiếu nào của mã này.")


def erase(seat):
    """Asks first, and says what stays."""
    found = counted(seat)
    if found is None:
        return redirect(seat.url("receipt"))
    if request.method == "GET":
        return render_template(
            "feedback/erase.html", seat=seat, consultation=seat.consultation, counted=found
        )
    if request.form.get("leaf") != found.leaf:
        raise Refused(Refusal.OTHER_UNIT)
    store.erase_own(seat.respondent, seat.given)
    flash(_("Đã xóa lời góp ý và câu trả lời. Số liệu đã chốt vẫn giữ."))
    to = url_for(".look_up") if seat.door is Door.CODE else seat.url()
    return seat.drop_code(redirect(to, 303))


@needs(Ability.RUN)
def erase_of_unit(consultation_id):
    """Named consultations only: where no names are kept nobody but the code's holder can find a slip."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    form = EraseForm()
    if consultation.mode is Mode.NAMED and form.validate_on_submit():
        number = _erase(consultation, form)
        if number:
            flash(_n("Đã xóa %(num)d phiếu.", "Đã xóa %(num)d phiếu.", number))
            return redirect(url_for(".erase_of_unit", consultation_id=consultation.id), 303)
    return form_page(
        "feedback/erase_of_unit.html", form, consultation=consultation,
        is_named=consultation.mode is Mode.NAMED, tombstones=store.list_tombstones(consultation.id),
    )  # fmt: skip


def _erase(consultation, form):
    unit = accounts.find_unit(consultation.school_id, form.unit.data)
    if unit is None:
        form.unit.errors = [NOBODY]
        return 0
    number = store.erase_of_unit(
        consultation, unit, form.reason.data, by=current_user, note=form.note.data
    )  # fmt: skip
    if not number:
        form.unit.errors = [NOTHING_SAID]
    return number
