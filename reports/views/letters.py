"""Issues of the official letter: make, download, and the clerk's number and date afterwards."""

from flask import flash, redirect, request, url_for
from flask_login import current_user

from accounts import store as accounts
from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from core.files import download
from core.forms import form_page
from core.i18n import _
from reports import printers, store
from reports.forms import LetterForm, NumberForm
from reports.views.blueprint import bp

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.route("/dot/<int:consultation_id>/bao-cao", methods=["GET", "POST"])
@needs(Ability.REPORT)
def letters(consultation_id):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    snapshot = store.latest_snapshot(consultation)
    if snapshot is None:
        return redirect(url_for(".summary", consultation_id=consultation.id))
    form = LetterForm()
    if form.validate_on_submit():
        letter = printers.make_letter(consultation, snapshot, form.proposals.data)
        flash(_("Đã lập báo cáo lần %(issue)d. Xin tải về, xem lại rồi trình ký.", issue=letter.issue))
        return redirect(url_for(".letters", consultation_id=consultation.id), 303)
    summary = store.summary_of(snapshot)
    return form_page(
        "reports/letters.html", form, consultation=consultation, summary=summary,
        letters=store.list_letters(consultation), settings=accounts.settings_of(consultation.school_id),
        waiting=store.waiting(summary, store.list_outcomes(consultation)),
    )  # fmt: skip


@bp.get("/dot/<int:consultation_id>/bao-cao/<int:issue>.docx")
@needs(Ability.REPORT)
def letter_file(consultation_id, issue):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    letter = store.get_letter(consultation, issue)
    return download(letter.docx, f"bao-cao-{consultation.id}-lan-{issue}.docx", DOCX)


@bp.route("/dot/<int:consultation_id>/bao-cao/<int:issue>", methods=["GET", "POST"])
@needs(Ability.REPORT)
def letter_number(consultation_id, issue):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    letter = store.get_letter(consultation, issue)
    form = (
        NumberForm()
        if request.method == "POST"
        else NumberForm(number=letter.official_number, day=letter.official_date)
    )
    if form.validate_on_submit():
        store.set_official_number(letter, form.number.data, form.day.data)
        flash(_("Đã ghi số và ngày của báo cáo."))
        return redirect(url_for(".letters", consultation_id=consultation.id), 303)
    return form_page("reports/letter_number.html", form, consultation=consultation, letter=letter)
