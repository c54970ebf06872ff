"""Starting a survey from a template, and keeping one as a template."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.exc import NoResultFound

from accounts.access import needs
from accounts.rules import Ability
from consultations import starters, store
from consultations.forms import KeepForm
from consultations.views.blueprint import bp, get
from core.i18n import _

_PATH = "/dot/<int:consultation_id>/khao-sat"


@bp.get(_PATH + "/mau")
@needs(Ability.RUN)
def starter_list(consultation_id):
    return _page(get(consultation_id), KeepForm(formdata=None))


def _page(consultation, form):
    body = render_template(
        "consultations/starters.html", consultation=consultation, form=form, starters=starters.STARTERS,
        kept=store.list_kept_surveys(current_user.school_id),
        has_questions=bool(store.list_questions(consultation)),
        locked=consultation.opened_at is not None,
    )  # fmt: skip
    return body, 422 if form.errors else 200


@bp.post(_PATH + "/mau")
@needs(Ability.RUN)
def start_from(consultation_id):
    """Posted: `starter`, the key of one of ours; or `kept`, the number of one of the school's."""
    consultation = get(consultation_id)
    if starter := starters.find_starter(request.form.get("starter")):
        questions = starter.questions
    else:
        questions = starters.read(_kept(request.form.get("kept", type=int)).questions)
    made = store.start_from(consultation, questions)
    flash(_("Đã thêm các câu hỏi của mẫu. Xin sửa cho hợp với trường mình."))
    return redirect(url_for(".survey", consultation_id=consultation.id, _anchor=f"q{made[0].id}"))


def _kept(number):
    if number is None:
        raise NoResultFound
    return store.get_kept_survey(current_user.school_id, number)


@bp.post(_PATH + "/luu-mau")
@needs(Ability.RUN)
def keep_survey(consultation_id):
    consultation = get(consultation_id)
    form = KeepForm()
    if not form.validate_on_submit():
        return _page(consultation, form)
    store.keep_survey(consultation, form.title.data)
    flash(_("Đã lưu phiếu này thành mẫu của trường."))
    return redirect(url_for(".starter_list", consultation_id=consultation.id))


@bp.post(_PATH + "/bo-mau")
@needs(Ability.RUN)
def remove_kept(consultation_id):
    consultation = get(consultation_id)
    kept = _kept(request.form.get("kept", type=int))
    store.remove_kept_survey(kept)
    flash(_("Đã bỏ mẫu: %(title)s", title=kept.title))
    return redirect(url_for(".starter_list", consultation_id=consultation.id))
