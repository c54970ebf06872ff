"""Members of the staff: the list, adding, changing, leaving."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from accounts import store
from accounts.access import needs
from accounts.forms import EmptyForm, PersonForm
from accounts.rules import Ability, Role
from accounts.views.blueprint import bp
from core.forms import form_page
from core.i18n import _


@bp.get("/nhan-su")
@needs(Ability.MANAGE_PEOPLE)
def people():
    found = store.list_people(current_user.school_id)
    return render_template(
        "accounts/people.html",
        present=[person for person in found if person.left_on is None],
        left=[person for person in found if person.left_on is not None],
    )


def _form(person=None, **values):
    def taken(*, login=None, staff_code=None):
        """Which of the two somebody else has."""
        if login and store.is_login_taken(login, but=person):
            yield "login"
        if staff_code and store.is_staff_code_taken(current_user.school_id, staff_code, but=person):
            yield "staff_code"

    return PersonForm(classes=store.list_classes(current_user.school_id), taken=taken, **values)


@bp.route("/nhan-su/them", methods=["GET", "POST"])
@needs(Ability.MANAGE_PEOPLE)
def add_person():
    form = _form(role=Role.TEACHER, audience="teachers")
    if form.validate_on_submit():
        person = store.add_person(current_user.school_id, **form.values)
        flash(_("Đã thêm. Bây giờ xin tạo phiếu mời để người này đặt mật khẩu."))
        return redirect(url_for(".person", person_id=person.id))
    return form_page("accounts/person.html", form, person=None)


@bp.route("/nhan-su/<int:person_id>", methods=["GET", "POST"])
@needs(Ability.MANAGE_PEOPLE)
def person(person_id):
    person = store.get_person(current_user.school_id, person_id)
    form = _form(
        person,
        full_name=person.full_name,
        staff_code=person.staff_code,
        login=person.login,
        role=person.role,
        audience=person.audience.value if person.audience else "",
        class_ids=[class_.id for class_ in person.classes],
    )
    if form.validate_on_submit():
        store.change_person(person, **form.values)
        flash(_("Đã lưu."))
        return redirect(url_for(".people"))
    return form_page("accounts/person.html", form, person=person)


@bp.route("/nhan-su/<int:person_id>/nghi", methods=["GET", "POST"])
@needs(Ability.MANAGE_PEOPLE)
def leave(person_id):
    """Asks before somebody is marked as left."""
    person = store.get_person(current_user.school_id, person_id)
    form = EmptyForm()
    if form.validate_on_submit():
        store.set_left(person, left=True)
        flash(_("Đã ghi là nghỉ. Người này không vào trang được nữa."))
        return redirect(url_for(".people"))
    return render_template("accounts/leave.html", form=form, person=person)


@bp.post("/nhan-su/<int:person_id>/tro-lai")
@needs(Ability.MANAGE_PEOPLE)
def come_back(person_id):
    person = store.get_person(current_user.school_id, person_id)
    store.set_left(person, left=False)
    flash(_("Đã ghi là làm việc trở lại."))
    return redirect(url_for(".person", person_id=person.id))
