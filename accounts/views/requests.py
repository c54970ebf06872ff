"""The register of requests about personal data: who may ask what by when, and what was answered."""

import csv
from io import StringIO

from flask import flash, redirect, request, url_for
from flask_login import current_user

from accounts import store
from accounts.access import needs
from accounts.forms import AnswerRequestForm, RequestForm
from accounts.rules import Ability
from accounts.views.blueprint import bp
from core import clock
from core.errors import Refused
from core.files import download
from core.forms import form_page
from core.i18n import _, _l, day

#: Answered ones on the page; the file holds all.
ANSWERED_SHOWN = 50
_PATH = "/nha-truong/yeu-cau"
UNKNOWN = _l("Trang này không có nút đó. Xin mở lại trang.")


@bp.route(_PATH, methods=["GET", "POST"])
@needs(Ability.TAKE_REQUESTS)
def data_requests():
    form = RequestForm()
    if form.validate_on_submit():
        made = store.add_request(
            current_user.school_id, form.kind.data, who=form.who.data, wish=form.wish.data,
            about=form.about.data, received_on=form.received_on.data, by=current_user,
        )  # fmt: skip
        flash(_("Đã ghi yêu cầu số %(number)d. Xin báo người yêu cầu là nhà trường đã nhận.", number=made.id))
        return redirect(url_for(".data_request", request_id=made.id), 303)
    if not form.received_on.data:
        form.received_on.data = clock.today()
    return form_page(
        "accounts/data_requests.html", form, open_ones=store.list_open_requests(current_user.school_id),
        answered=store.list_answered_requests(current_user.school_id, ANSWERED_SHOWN), today=clock.today(),
    )  # fmt: skip


@bp.route(f"{_PATH}/<int:request_id>", methods=["GET", "POST"])
@needs(Ability.TAKE_REQUESTS)
def data_request(request_id):
    """One of them; the form answers it."""
    found = store.get_request(current_user.school_id, request_id)
    form = AnswerRequestForm()
    if form.validate_on_submit():
        store.answer_request(found, form.end.data, form.note.data)
        flash(_("Đã ghi kết quả. Tên và lời của người yêu cầu đã được xóa khỏi sổ."))
        return redirect(url_for(".data_requests"), 303)
    return form_page("accounts/data_request.html", form, found=found, today=clock.today())


@bp.post(f"{_PATH}/<int:request_id>/viec")
@needs(Ability.TAKE_REQUESTS)
def data_request_act(request_id):
    """One of the buttons of the clock."""
    found = store.get_request(current_user.school_id, request_id)
    act = request.form.get("viec")
    if act == "da-bao":
        store.acknowledge_request(found)
        flash(_("Đã ghi: người yêu cầu đã được báo là nhà trường nhận được."))
    elif act == "gia-han":
        store.extend_request(found)
        flash(_("Đã gia hạn đến %(day)s. Xin báo người yêu cầu và nêu lý do.", day=day(found.due_on)))
    else:
        raise Refused(UNKNOWN, 422)
    return redirect(url_for(".data_request", request_id=found.id), 303)


@bp.get(f"{_PATH}.csv")
@needs(Ability.TAKE_REQUESTS)
def data_requests_csv():
    """Days and outcomes; nobody's name, nobody's words."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(map(str, (
        _("Số"), _("Loại yêu cầu"), _("Ngày nhận"), _("Báo đã nhận trước hết"), _("Đã báo ngày"),
        _("Hạn trả lời"), _("Đã gia hạn"), _("Trả lời ngày"), _("Kết quả"),
    )))  # fmt: skip
    school_id = current_user.school_id
    for one in (*store.list_open_requests(school_id), *store.list_answered_requests(school_id)):
        rows.writerow((
            one.id, one.kind, one.received_on, one.acknowledge_by, one.acknowledged_on or "", one.due_on,
            _("có") if one.is_extended else _("không"), one.closed_on or "", one.end or "",
        ))  # fmt: skip
    return download("\ufeff".encode() + out.getvalue().encode(), "so-yeu-cau.csv", "text/csv; charset=utf-8")
