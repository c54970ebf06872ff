"""One's own password, changed by who knows the present one."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts import store
from accounts.access import needs, start_session
from accounts.forms import OwnPasswordForm
from accounts.rules import Ability
from accounts.views.blueprint import bp
from core.forms import form_page
from core.i18n import _

TEMPLATE = "accounts/own_password.html"


@bp.route("/mat-khau", methods=["GET", "POST"])
@needs(Ability.STAFF)
def own_password():
    """Slowed like signing in: who finds a phone left open may not try passwords here."""
    form = OwnPasswordForm()
    if not form.validate_on_submit():
        return form_page(TEMPLATE, form, is_slowed=False)
    login, address = current_user.login, request.remote_addr
    if store.is_slowed(address=address, login=login):
        return render_template(TEMPLATE, form=form, is_slowed=True), 429, {"Retry-After": "120"}
    person = store.find_by_password(login, form.current_password.data)
    if person is None:
        store.note_failure(address=address, login=login)
        form.current_password.errors = [_("Mật khẩu hiện tại chưa đúng.")]
        return form_page(TEMPLATE, form, is_slowed=False)
    store.set_password(person, form.password.data)
    start_session(person)
    flash(_("Đã đổi mật khẩu. Các máy khác đang đăng nhập bằng tài khoản này đã bị thoát."))
    return redirect(url_for("reports.home"), 303)
