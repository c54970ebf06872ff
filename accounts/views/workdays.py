"""Holidays and days worked instead, year by year."""

from datetime import date

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user

from accounts import store
from accounts.access import needs
from accounts.forms import SchoolDayForm
from accounts.rules import Ability
from accounts.views.blueprint import bp
from core import clock
from core.forms import form_page
from core.i18n import _


@bp.route("/nha-truong/ngay-nghi", methods=["GET", "POST"])
@needs(Ability.MANAGE_SCHOOL)
def workdays():
    year = request.args.get("nam", clock.today().year, type=int)
    if not 2020 <= year <= 2100:
        abort(404)
    form = SchoolDayForm()
    if form.validate_on_submit():
        store.put_day(current_user.school_id, form.day.data, form.kind.data, form.name.data)
        flash(_("Đã lưu."))
        return redirect(url_for(".workdays", nam=form.day.data.year), 303)
    days = store.list_days(current_user.school_id, year)
    return form_page("accounts/workdays.html", form, year=year, days=days)


@bp.post("/nha-truong/ngay-nghi/bo")
@needs(Ability.MANAGE_SCHOOL)
def drop_day():
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        abort(404)
    store.drop_day(current_user.school_id, day)
    flash(_("Đã bỏ ngày %(day)s khỏi danh sách.", day=day.strftime("%d/%m/%Y")))
    return redirect(url_for(".workdays", nam=day.year), 303)
