"""The page that makes the first school of a fresh server."""

import hmac

from flask import abort, current_app, flash, redirect, render_template, request, url_for

from accounts import setup, store
from accounts.access import open_to_all, start_session
from accounts.forms import FirstRunForm
from accounts.views.blueprint import bp
from core import codes
from core.forms import form_page
from core.i18n import _

TEMPLATE = "accounts/first_run.html"


@bp.route("/bat-dau", methods=["GET", "POST"])
@open_to_all
def first_run():
    """Open only while there is no school, and only to who reads the server's own screen."""
    if store.has_school():
        abort(404)
    form = FirstRunForm()
    if not form.validate_on_submit():
        return form_page(TEMPLATE, form, is_slowed=False)
    if store.is_slowed(address=request.remote_addr):
        return render_template(TEMPLATE, form=form, is_slowed=True), 429
    if not _knows_token(form.setup_token.data):
        store.note_failure(address=request.remote_addr)
        form.setup_token.errors = [_("Mã thiết lập chưa đúng. Mã được in ra trên màn hình của máy chủ.")]
        return form_page(TEMPLATE, form, is_slowed=False)
    return _make_school(form)


def _knows_token(typed):
    token = setup.find_token(current_app.config["DATA_DIR"])
    return token is not None and hmac.compare_digest(codes.read(typed, codes.RECEIPT_LENGTH) or "", token)


def _make_school(form):
    names = (
        "superior_body", "symbol_suffix", "place", "receivers", "copies_to", "signer_title", "signer_name",
        "contact", "admin_name", "admin_login", "password",
    )  # fmt: skip
    _school, person = store.create_school(
        name=form.school_name.data, **{name: form[name].data for name in names}
    )
    start_session(person)
    flash(_("Đã lập trang của nhà trường. Bước tiếp theo: đưa danh sách lớp, trẻ và nhân sự lên."))
    return redirect(url_for(".roster"))
