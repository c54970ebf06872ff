"""The survey's questions: add, put right, copy, move, remove; until the opening."""

from flask import flash, redirect, render_template, request, url_for

from accounts.access import needs
from accounts.rules import Ability
from consultations import conditions, lint, printers, store
from consultations.forms import QuestionForm
from consultations.rules import Mode
from consultations.views.blueprint import bp, get
from core.errors import Refused
from core.forms import form_page
from core.i18n import _, _l

_PATH = "/dot/<int:consultation_id>/khao-sat"


@bp.get(_PATH)
@needs(Ability.RUN)
def survey(consultation_id):
    return _page(get(consultation_id))


def _page(consultation, refused=None):
    """The questions in their order. refused: why what was pressed there could not be done."""
    questions = store.list_questions(consultation)
    body = render_template(
        "consultations/survey.html", consultation=consultation, questions=questions, refused=refused,
        flaws_of={one.id: _flaws(consultation, one) for one in questions},
        conditions_of=_conditions_of(questions),
        locked=consultation.opened_at is not None, preview_qr=_preview_qr(consultation),
    )  # fmt: skip
    return body, refused.status if refused else 200


def _flaws(consultation, question):
    asked = lint.Asked(question.kind, question.text, tuple(option.text for option in question.options))
    return lint.flaws(asked, is_anonymous=consultation.mode is Mode.ANONYMOUS)


def _conditions_of(questions):
    """{question id: [tests in words]} of those that are not always shown."""
    return {
        one.id: [conditions.in_words(check, questions) for check in one.tests]
        for one in questions
        if one.tests
    }


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
    form.offer(store.list_questions(consultation))
    return _form_page(
        consultation,
        form,
        None,
        lambda: store.add_question(consultation, form.columns(), form.option_lines, form.checks),
    )


@bp.route(_PATH + "/<int:question_id>", methods=["GET", "POST"])
@needs(Ability.RUN)
def edit_question(consultation_id, question_id):
    consultation, question = _question(consultation_id, question_id)
    shown = {"options": "\n".join(option.text for option in question.options)}
    shown["shows_on_any"] = "y" if question.shows_on_any else ""
    form = QuestionForm(data={name: getattr(question, name) for name in QuestionForm.COLUMNS} | shown)
    questions = store.list_questions(consultation)
    form.offer(questions[: questions.index(question)], question.tests)

    def put():
        store.put_question(consultation, question, form.columns(), form.option_lines, form.checks)
        return question

    return _form_page(consultation, form, question, put)


def _form_page(consultation, form, question, put):
    """The page of one question. What the store refuses is told beside what was typed."""
    number = question.position if question else None
    if form.validate_on_submit():
        try:
            return _back(consultation, put())
        except Refused as refused:
            form.form_errors.append(refused.reason)
    return form_page(
        "consultations/question.html", form, consultation=consultation, question=question, number=number,
        flaws=_flaws(consultation, question) if question else [],
    )  # fmt: skip


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
    try:
        store.remove_question(consultation, question)
    except Refused as refused:
        return _page(consultation, refused)
    flash(_("Đã xóa câu hỏi: %(text)s", text=question.text))
    return redirect(url_for(".survey", consultation_id=consultation.id))


@bp.post(_PATH + "/<int:question_id>/cho")
@needs(Ability.RUN)
def place_question(consultation_id, question_id):
    """To a place by its number: in a long survey buttons of one step are too slow."""
    consultation, question = _question(consultation_id, question_id)
    place = request.form.get("place", type=int)
    if place is None or place < 1:
        return _page(consultation, Refused(_l("Xin ghi số thứ tự mới của câu hỏi, từ 1."), 422))
    return _moved(consultation, question, place=place)


@bp.post(_PATH + "/<int:question_id>/len")
@needs(Ability.RUN)
def move_question_up(consultation_id, question_id):
    return _move(consultation_id, question_id, -1)


@bp.post(_PATH + "/<int:question_id>/xuong")
@needs(Ability.RUN)
def move_question_down(consultation_id, question_id):
    return _move(consultation_id, question_id, 1)


def _move(consultation_id, question_id, steps):
    return _moved(*_question(consultation_id, question_id), steps=steps)


def _moved(consultation, question, **where):
    try:
        store.move_question(consultation, question, **where)
    except Refused as refused:
        return _page(consultation, refused)
    return _back(consultation, question)


def _question(consultation_id, question_id):
    consultation = get(consultation_id)
    store.refuse_when_opened(consultation)
    return consultation, store.get_question(consultation, question_id)


def _back(consultation, question):
    return redirect(url_for(".survey", consultation_id=consultation.id, _anchor=f"q{question.id}"))
