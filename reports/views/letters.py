"""Issues of the official letter: words, preview, freezing, files, and the clerk's number and date."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts import store as accounts
from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from core.db import reads_first, start_writing
from core.errors import Refused
from core.files import download
from core.forms import form_page
from core.i18n import _
from reports import printers, store
from reports.forms import LetterForm, NumberForm
from reports.printers import letter as letter_printer
from reports.views.blueprint import bp

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Rows of an annex on the preview; the files hold all.
ROWS_SHOWN = 30


def _load(consultation_id):
    """(consultation, newest Snapshot or None). Raises NoResultFound."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    return consultation, store.latest_snapshot(consultation)


@bp.route("/dot/<int:consultation_id>/bao-cao", methods=["GET", "POST"])
@needs(Ability.REPORT)
def letters(consultation_id):
    """The issues so far, and the words of the next one."""
    consultation, snapshot = _load(consultation_id)
    if snapshot is None:
        return redirect(url_for(".summary", consultation_id=consultation.id))
    summary = store.outer_summary_of(snapshot)
    made = store.list_letters(consultation)
    form = _form(consultation, summary, made)
    if form.validate_on_submit() and _keep(consultation, form):
        store.freshen_for(consultation, form.plan)
        return redirect(url_for(".letter_preview", consultation_id=consultation.id), 303)
    return form_page(
        "reports/letters.html", form, consultation=consultation, summary=summary, letters=made,
        settings=accounts.settings_of(consultation.school_id),
        may_be_short=letter_printer.may_be_short([summary]),
        waiting=store.waiting(summary, store.list_outcomes(consultation)),
    )  # fmt: skip


def _form(consultation, summary, made):
    """What is kept, or on the first visit our own words."""
    settings = accounts.settings_of(consultation.school_id)
    ours = {"organised": letter_printer.organised([summary])}
    if settings is not None:
        ours["opening"] = letter_printer.opening(settings)
    others = store.list_may_stand_beside(consultation)
    if request.method == "POST":
        return LetterForm(ours=ours, others=others)
    plan, revision = store.get_plan(consultation)
    fresh = revision == 0
    return LetterForm(
        ours=ours, others=others, **ours | plan.words, beside=list(plan.beside), revision=revision,
        is_short=letter_printer.may_be_short([summary]) if fresh else plan.is_short,
        replaces_last=bool(made and made[0].official_number) if fresh else plan.replaces_last,
    )  # fmt: skip


def _keep(consultation, form):
    """Whether the words could be kept; else the form says why not, with all that was typed."""
    try:
        store.put_plan(consultation, form.plan, form.known_revision)
    except Refused as refused:
        form.opening.errors = [refused.reason]
        form.revision.data = str(store.get_plan(consultation)[1])
        return False
    return True


@bp.route("/dot/<int:consultation_id>/bao-cao/xem-truoc", methods=["GET", "POST"])
@needs(Ability.REPORT)
@reads_first
def letter_preview(consultation_id):
    """What would be frozen; the button freezes it.

    The files are made before the writing begins: on SQLite nobody could send an opinion meanwhile.
    """
    consultation, snapshot = _load(consultation_id)
    if snapshot is None:
        return redirect(url_for(".summary", consultation_id=consultation.id))
    plan, _revision = store.get_plan(consultation)
    if request.method == "POST":
        snapshot = store.freshen_for(consultation, plan)
    letter = printers.preview(consultation, snapshot, plan)
    if request.method == "POST":
        try:
            made = _freeze(consultation, snapshot, plan, letter)
        except Refused as refused:
            flash(refused.reason)
            return redirect(url_for(".letter_preview", consultation_id=consultation.id), 303)
        flash(_("Đã lập báo cáo lần %(issue)d. Xin tải về, xem lại rồi trình ký.", issue=made.issue))
        return redirect(url_for(".letters", consultation_id=consultation.id), 303)
    return render_template(
        "reports/letter_preview.html", consultation=consultation, letter=letter, rows_shown=ROWS_SHOWN
    )


def _freeze(consultation, snapshot, plan, letter):
    """What the officer has seen. Raises Refused when that is no longer what would be said."""
    if request.form.get("seen") != letter.sha256:
        raise Refused(printers.CHANGED_MEANWHILE)
    files = printers.files_of(letter)
    start_writing()
    return printers.freeze(consultation, snapshot, plan, letter, files)


@bp.get("/dot/<int:consultation_id>/bao-cao/<int:issue>.<any(docx, pdf):form>")
@needs(Ability.REPORT)
def letter_file(consultation_id, issue, form):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    made = store.get_letter(consultation, issue)
    data, kind = (made.docx, DOCX) if form == "docx" else (made.pdf, "application/pdf")
    if data is None:
        abort(404)
    return download(data, f"bao-cao-{consultation.id}-lan-{issue}.{form}", kind)


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
