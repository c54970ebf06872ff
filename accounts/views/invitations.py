"""One-time invitations: made by who manages people, used once to set a password."""

from datetime import timedelta

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from accounts import store
from accounts.access import base_url, laid_aside, lay_aside, needs, open_to_all, start_session
from accounts.forms import EmptyForm, NewPasswordForm
from accounts.printers.qr import qr_svg
from accounts.rules import SCANNED_LASTS, Ability
from accounts.views.blueprint import bp, show_school
from core.errors import Refused
from core.forms import form_page
from core.i18n import _, _l

MADE = "phieu_moi"
MADE_LASTS = timedelta(minutes=10)
RECEIVED = "loi_moi"
NOT_ONESELF = _l("Không tự tạo phiếu mời cho chính mình được. Xin nhờ một người quản trị khác.")


@bp.route("/nhan-su/<int:person_id>/moi", methods=["GET", "POST"])
@needs(Ability.MANAGE_PEOPLE)
def invite(person_id):
    """Asks first; then the new link waits in a cookie for the page that shows it once."""
    person = store.get_person(current_user.school_id, person_id)
    form = EmptyForm()
    if not form.validate_on_submit():
        return render_template("accounts/invite.html", form=form, person=person)
    if person.id == current_user.id:
        raise Refused(NOT_ONESELF)
    token = store.invite(person)
    shown_at = url_for(".invitation", person_id=person.id)
    return lay_aside(redirect(shown_at), MADE, token, path=shown_at, lasts=MADE_LASTS)


@bp.get("/nhan-su/<int:person_id>/phieu-moi")
@needs(Ability.MANAGE_PEOPLE)
def invitation(person_id):
    person = store.get_person(current_user.school_id, person_id)
    token = laid_aside(MADE, lasts=MADE_LASTS)
    if not token or store.find_invited(token) is not person:
        return redirect(url_for(".person", person_id=person.id))
    link = f"{base_url()}{url_for('.open_invitation', token=token)}"
    return render_template("accounts/invitation.html", person=person, link=link, qr=qr_svg(link))


@bp.get("/loi-moi/<token>")
@open_to_all
def open_invitation(token):
    """The address on the slip: keeps the token out of the address bar and uses nothing up."""
    answer = redirect(url_for(".accept"))
    return lay_aside(answer, RECEIVED, token[:64], path=url_for(".accept"), lasts=SCANNED_LASTS)


@bp.route("/loi-moi", methods=["GET", "POST"])
@open_to_all
def accept():
    token = laid_aside(RECEIVED, lasts=SCANNED_LASTS)
    if token and store.is_slowed(address=request.remote_addr):
        return render_template("accounts/invitation_over.html", is_slowed=True), 429, {"Retry-After": "120"}
    person = store.find_invited(token) if token else None
    if token and person is None:
        # Of a GET too: it tells whether an invitation exists.
        store.note_failure(address=request.remote_addr)
    if person is None:
        status = 404 if request.method == "GET" else 409
        return render_template("accounts/invitation_over.html", is_slowed=False), status
    show_school(person.school_id)
    form = NewPasswordForm()
    if not form.validate_on_submit():
        page, status = form_page("accounts/accept.html", form, person=person)
        return page, status, {"Referrer-Policy": "no-referrer"}
    store.set_password(person, form.password.data)
    start_session(person)
    flash(_("Đã đặt mật khẩu. Lần sau xin đăng nhập bằng tên đăng nhập và mật khẩu này."))
    answer = make_response(redirect(url_for("reports.home")))
    answer.delete_cookie(RECEIVED, path=url_for(".accept"))
    return answer
