"""Bringing the roster in: the file, the dry run with every wrong row, and the one button that does it."""

import base64
import binascii

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from accounts import store
from accounts.access import needs
from accounts.forms import ApplyRosterForm, RosterForm
from accounts.printers.roster_template import roster_template
from accounts.rules import Ability
from accounts.views.blueprint import bp
from core import files
from core.errors import Refused
from core.forms import form_page
from core.i18n import _
from core.text import one_line

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.route("/nhan-su/danh-sach", methods=["GET", "POST"])
@needs(Ability.MANAGE_PEOPLE)
def roster():
    """The dry run travels in the page itself, so that nothing of an abandoned file stays on the server."""
    form = RosterForm()
    if not form.validate_on_submit():
        return form_page("accounts/roster.html", form)
    try:
        data = files.read(form.file.data)
        name = one_line(form.file.data.filename)[:120]
        report = store.import_roster(current_user.school_id, data, name, dry_run=True)
    except Refused as refused:
        form.file.errors = [refused.reason]
        return form_page("accounts/roster.html", form)
    apply = ApplyRosterForm(formdata=None, file_name=name, content=base64.b64encode(data).decode())
    return render_template("accounts/roster_dry_run.html", form=apply, report=report)


@bp.post("/nhan-su/danh-sach/dua-vao")
@needs(Ability.MANAGE_PEOPLE)
def apply_roster():
    form = ApplyRosterForm()
    try:
        data = base64.b64decode(form.content.data or "", validate=True)
    except binascii.Error:
        abort(400)
    if not form.validate():
        abort(400)
    report = store.import_roster(
        current_user.school_id,
        data,
        one_line(form.file_name.data),
        dry_run=False,
        mark_left=form.mark_left.data,
    )
    flash(
        _(
            "Đã đưa danh sách vào: thêm %(added)d, sửa %(changed)d, giữ nguyên %(same)d, "
            "bỏ qua %(wrong)d dòng sai.",
            added=len(report.added), changed=len(report.changed), same=report.unchanged,
            wrong=len(report.wrong),
        )
    )  # fmt: skip
    return redirect(url_for(".people"))


@bp.get("/nhan-su/danh-sach/mau.xlsx")
@needs(Ability.MANAGE_PEOPLE)
def roster_sample():
    return files.download(roster_template(), "mau-danh-sach.xlsx", XLSX)
