"""The list of consultations, the plan of one, and the page it is run from."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from accounts import store as accounts
from accounts.access import needs
from accounts.rules import Ability
from consultations import rules, store
from consultations.forms import OpenAtForm, PlanForm, TextsForm
from consultations.rules import NextStep, Status
from consultations.views.blueprint import bp, get
from core.forms import form_page
from core.i18n import _


@bp.get("/dot")
@needs(Ability.READ)
def index():
    rows = [(one, _next_step(one)) for one in store.list_consultations(current_user.school_id)]
    return render_template("consultations/index.html", rows=rows, Status=Status)


@bp.route("/dot/moi", methods=["GET", "POST"])
@needs(Ability.RUN)
def new():
    form = _offer(PlanForm(responsible_id=current_user.id))
    if form.validate_on_submit():
        consultation = store.make_consultation(
            current_user.school_id,
            form.columns(),
            audiences=form.audiences.data,
            class_ids=form.class_ids.data,
        )
        flash(_("Đã lưu kế hoạch. Tiếp theo, xin tải dự thảo lên hoặc thêm câu hỏi."))
        return redirect(url_for(".page", consultation_id=consultation.id))
    return form_page("consultations/plan.html", form, consultation=None)


@bp.route("/dot/<int:consultation_id>/sua", methods=["GET", "POST"])
@needs(Ability.RUN)
def edit(consultation_id):
    consultation = get(consultation_id)
    form = _offer(_form_of(consultation))
    if form.validate_on_submit():
        store.update_consultation(consultation, form.columns())
        if consultation.opened_at is None:
            store.choose_audiences(consultation, form.audiences.data, form.class_ids.data)
        flash(_("Đã lưu."))
        return redirect(url_for(".page", consultation_id=consultation.id))
    return form_page("consultations/plan.html", form, consultation=consultation)


def _form_of(consultation):
    """The whole plan before the opening, only the wording afterwards."""
    if consultation.opened_at is not None:
        return TextsForm(obj=consultation)
    chosen = {
        "audiences": list(dict.fromkeys(choice.audience for choice in consultation.audiences)),
        "class_ids": [choice.class_id for choice in consultation.audiences if choice.class_id],
    }
    return PlanForm(data={name: getattr(consultation, name) for name in PlanForm.COLUMNS} | chosen)


def _offer(form):
    school_id = current_user.school_id
    form.offer(staff=store.list_responsible(school_id), classes=accounts.list_classes(school_id))
    return form


@bp.get("/dot/<int:consultation_id>")
@needs(Ability.READ)
def page(consultation_id):
    consultation = get(consultation_id)
    return control_page(consultation, OpenAtForm(formdata=None))


def control_page(consultation, open_at_form):
    """The page a consultation is run from; also shown when a wish to open it at a time came back wrong."""
    draft = store.find_draft(consultation)
    return form_page(
        "consultations/page.html",
        open_at_form,
        consultation=consultation,
        step=_next_step(consultation),
        missing=store.missing_before_opening(consultation) if consultation.opened_at is None else [],
        draft=draft,
        warnings=len(store.list_warnings(draft)),
        paper=store.get_paper(consultation),
        roll=store.count_roll(consultation.id),
        lacks_key=consultation.is_sealed and not store.has_key(consultation),
        Status=Status,
    )


def _next_step(consultation) -> NextStep:
    preparing = consultation.opened_at is None
    return rules.next_step(
        status=consultation.status,
        is_scheduled=consultation.opens_at is not None,
        has_content=not preparing or store.has_content(consultation),
        is_complete=not preparing or not store.missing_before_opening(consultation),
    )
