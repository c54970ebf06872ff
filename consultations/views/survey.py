"""The survey's questions: add, put right, copy, move, remove; until the opening."""

from flask import redirect, render_template, url_for

from accounts.access import needs
from accounts.rules import Ability
from consultations import store
from consultations.forms import QuestionForm
from consultations.rules import QuestionKind
from consultations.views.blueprint import bp, get
from core.forms import form_page

_PATH = "/dot/<int:consultation_id>/khao-sat"


@bp.get(_PATH)
@needs(Ability.RUN)
def survey(consultation_id):
    consultation = get(consultation_id)
    return render_template(
        "consultations/survey.html", consultation=consultation, questions=store.list_questions(consultation),
        locked=consultation.opened_at is not None, QuestionKind=QuestionKind,
    )  # fmt: skip


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


@bp.post(_PATH + "/<int:question_id>/xoa")
@needs(Ability.RUN)
def remove_question(consultation_id, question_id):
    consultation, question = _question(consultation_id, question_id)
    store.remove_question(consultation, question)
    return redirect(url_for(".survey", consultation_id=consultation.id))


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
    store.move_question(consultation, question, steps)
    return _back(consultation, question)


def _question(consultation_id, question_id):
    consultation = get(consultation_id)
    store.refuse_when_opened(consultation)
    return consultation, store.get_question(consultation, question_id)


def _back(consultation, question):
    return redirect(url_for(".survey", consultation_id=consultation.id, _anchor=f"q{question.id}"))
