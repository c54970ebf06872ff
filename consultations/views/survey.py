"""The survey's questions: add, put right, copy, move, remove; until the opening."""

from flask import flash, redirect, render_template, request, url_for

from accounts.access import needs
from accounts.rules import Ability
from consultations import printers, store
from consultations.forms import QuestionForm
from consultations.views.blueprint import bp, get
from core.errors import Refused
from core.forms import form_page
from core.i18n import _, _l

_PATH = "/dot/<int:consultation_id>/khao-sat"


@bp.get(_PATH)
@needs(Ability.RUN)
def survey(consultation_id):
    consultation = get(consultation_id)
    return render_template(
        "consultations/survey.html", consultation=consultation, questions=store.list_questions(consultation),
        locked=consultation.opened_at is not None, preview_qr=_preview_qr(consultation),
    )  # fmt: skip


def _preview_qr(consultation):
    """Leads the officer's own phone to the preview."""
    address = printers.public_address("feedback.preview_survey", consultation_id=consultation.id)
    return printers.qr_svg(address, _("Mã QR của bản xem thử"))


@bp.route(_PATH + "/them", methods=["GET", "POST"])
@needs(Ability.RUN)
def add_question(consultation_id):
    consultation = get(consultation_id)
    store.refuse_when_opened(consultation)
    form = QuestionForm()
    if form.validate_on_submit():
        return _back(consultation, store.add_question(consultation, form.columns(), form.option_lines))
    return form_page("consultations/question.html", form, consultation=consultation, question=None)


@bp.route(_PATH + "/<int:question_id>", methods=["GET", "POST"])
@needs(Ability.RUN)
def edit_question(consultation_id, question_id):
    consultation, question = _question(consultation_id, question_id)
    options = {"options": "\n".join(option.text for option in question.options)}
    form = QuestionForm(data={name: getattr(question, name) for name in QuestionForm.COLUMNS} | options)
    if form.validate_on_submit():
        store.put_question(consultation, question, form.columns(), form.option_lines)
        return _back(consultation, question)
    return form_page("consultations/question.html", form, consultation=consultation, question=question)


@bp.post(_PATH + "/<int:question_id>/chep")
@needs(Ability.RUN)
def copy_question(consultation_id, question_id):
    consultation, question = _question(consultation_id, question_id)
    return _back(consultation, store.copy_question(consultation, question))


@bp.route(_PATH + "/<int:question_id>/xoa", methods=["GET", "POST"])
@needs(Ability.RUN)
def remove_question(consultation_id, question_id):
    """Asks first."""
    consultation, question = _question(consultation_id, question_id)
    if request.method == "GET":
        return render_template(
            "consultations/question_remove.html", consultation=consultation, question=question
        )
    store.remove_question(consultation, question)
    flash(_("Đã xóa câu hỏi: %(text)s", text=question.text))
    return redirect(url_for(".survey", consultation_id=consultation.id))


@bp.post(_PATH + "/<int:question_id>/cho")
@needs(Ability.RUN)
def place_question(consultation_id, question_id):
    """To a place by its number: in a long survey buttons of one step are too slow."""
    consultation, question = _question(consultation_id, question_id)
    place = request.form.get("place", type=int)
    if place is None or place < 1:
        raise Refused(_l("Xin ghi số thứ tự mới của câu hỏi, từ 1."), 422)
    store.move_question(consultation, question, place=place)
    return _back(consultation, question)


@bp.post(_PATH + "/<int:question_id>/len")
@needs(Ability.RUN)
def move_question_up(consultation_id, question_id):
    return _move(consultation_id, question_id, -1)


@bp.post(_PATH + "/<int:question_id>/xuong")
@needs(Ability.RUN)
def move_question_down(consultation_id, question_id):
    return _move(consultation_id, question_id, 1)


def _move(consultation_id, question_id, steps):
    consultation, question = _question(consultation_id, question_id)
    store.move_question(consultation, question, steps=steps)
    return _back(consultation, question)


def _question(consultation_id, question_id):
    consultation = get(consultation_id)
    store.refuse_when_opened(consultation)
    return consultation, store.get_question(consultation, question_id)


def _back(consultation, question):
    return redirect(url_for(".survey", consultation_id=consultation.id, _anchor=f"q{question.id}"))
