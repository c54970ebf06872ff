"""How families and staff come in and go out."""

from flask import make_response, redirect, render_template, request, url_for
from flask_login import current_user

from accounts import store
from accounts.access import (
    end_session,
    laid_aside,
    lay_aside,
    local_path,
    open_to_all,
    read_carried,
    resend_page,
    start_session,
)
from accounts.forms import EmptyForm, EnterForm, SignInForm
from accounts.rules import SCANNED_LASTS
from accounts.views.blueprint import bp, show_school
from core import codes
from core.forms import form_page
from core.i18n import _, _l

SCANNED = "ma_quet"
UNKNOWN_CODE = _l("Mã này chưa đúng hoặc đã được cấp lại. Xin dùng phiếu mới nhất, hoặc hỏi nhà trường.")


@bp.route("/dang-nhap", methods=["GET", "POST"])
@open_to_all
def sign_in():
    form = SignInForm(next=local_path(request.args.get("next")))
    if not form.validate_on_submit():
        return form_page("accounts/sign_in.html", form, is_slowed=False)
    login, address = form.login.data.lower(), request.remote_addr
    if store.is_slowed(address=address, login=login):
        return _slowed("accounts/sign_in.html", form)
    person = store.find_by_password(login, form.password.data)
    if person is None:
        store.note_failure(address=address, login=login)
        form.password.errors = [_("Tên đăng nhập hoặc mật khẩu chưa đúng.")]
        return form_page("accounts/sign_in.html", form, is_slowed=False)
    return _let_in(person, form)


@bp.route("/vao", methods=["GET", "POST"])
@open_to_all
def enter():
    if request.method == "GET" and not store.has_school():
        return redirect(url_for(".first_run"))
    form = EnterForm(next=local_path(request.args.get("next")))
    if not form.validate_on_submit():
        return form_page("accounts/enter.html", form, is_slowed=False)
    if store.is_slowed(address=request.remote_addr):
        return _slowed("accounts/enter.html", form)
    household = store.find_household_by_code(codes.read(form.code.data, codes.HOUSEHOLD_LENGTH))
    if household is None:
        store.note_failure(address=request.remote_addr)
        form.code.errors = [UNKNOWN_CODE]
        return form_page("accounts/enter.html", form, is_slowed=False)
    return _let_in(household, form)


@bp.get("/v/<typed>")
@open_to_all
def scan(typed):
    """The address in a QR: keeps the code out of the address bar and signs nobody in."""
    code = codes.read(typed, codes.HOUSEHOLD_LENGTH)
    answer = redirect(url_for(".scanned"))
    return lay_aside(answer, SCANNED, code or "", path=url_for(".scanned"), lasts=SCANNED_LASTS)


@bp.route("/v", methods=["GET", "POST"])
@open_to_all
def scanned():
    """Whose school it is, and one button that signs in."""
    code = laid_aside(SCANNED, lasts=SCANNED_LASTS)
    if not code:
        return redirect(url_for(".enter"))
    form = EmptyForm()
    if form.validate_on_submit():
        return _let_in_by_scan(code)
    if household := store.find_household_by_code(code):
        show_school(household.school_id)
    answer = make_response(render_template("accounts/scanned.html", form=form))
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _let_in_by_scan(code):
    form = EnterForm(formdata=None, code=codes.show(code))
    if store.is_slowed(address=request.remote_addr):
        return _slowed("accounts/enter.html", form)
    household = store.find_household_by_code(code)
    if household is None:
        store.note_failure(address=request.remote_addr)
        form.code.errors = [UNKNOWN_CODE]
        answer = form_page("accounts/enter.html", form, is_slowed=False)
    else:
        answer = _let_in(household, form)
    answer = make_response(answer)
    answer.delete_cookie(SCANNED, path=url_for(".scanned"))
    return answer


@bp.post("/thoat")
@open_to_all
def sign_out():
    was_family = current_user.is_authenticated and not current_user.get_id().startswith("p")
    end_session()
    return redirect(url_for(".enter" if was_family else ".sign_in"))


def _let_in(who, form):
    """Sign in and go on: to what was asked for, or to the one button that sends what had been typed."""
    start_session(who)
    if read_carried(form.carried.data):
        return resend_page(form.carried.data)
    return redirect(local_path(form.next.data) or url_for("reports.home"))


def _slowed(template, form):
    """The form as it was typed, with the wish to wait. A right code would have to wait as well."""
    return render_template(template, form=form, is_slowed=True), 429, {"Retry-After": "120"}
