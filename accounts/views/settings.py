"""What letters and pages say about the school, by the day it holds from."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from accounts import rules, store
from accounts.access import needs
from accounts.forms import SettingsForm
from accounts.rules import Ability
from accounts.views.blueprint import bp
from core import clock
from core.forms import form_page
from core.i18n import _

FIELDS = (
    "valid_from", "superior_body", "school_name", "symbol_suffix", "place", "receivers", "copies_to",
    "signer_title", "signer_name", "contact", "retention_months", "is_confirmed",
)  # fmt: skip


@bp.get("/nha-truong")
@needs(Ability.MANAGE_SCHOOL)
def settings():
    rows = store.list_settings(current_user.school_id)
    current = rules.settings_on(rows, clock.today())
    return render_template("accounts/settings.html", rows=rows, current=current)


@bp.route("/nha-truong/them", methods=["GET", "POST"])
@needs(Ability.MANAGE_SCHOOL)
def add_settings():
    """A new row, filled with what holds today."""
    rows = store.list_settings(current_user.school_id)
    current = rules.settings_on(rows, clock.today())
    values = {name: getattr(current, name) for name in FIELDS if name not in ("valid_from", "is_confirmed")}
    form = SettingsForm(taken_days=[row.valid_from for row in rows], is_confirmed=True, **values)
    if form.validate_on_submit():
        store.put_settings(current_user.school_id, **{name: form[name].data for name in FIELDS})
        flash(_("Đã lưu."))
        return redirect(url_for(".settings"))
    return form_page("accounts/settings_form.html", form, row=None)


@bp.route("/nha-truong/<int:settings_id>", methods=["GET", "POST"])
@needs(Ability.MANAGE_SCHOOL)
def edit_settings(settings_id):
    row = store.get_settings_row(current_user.school_id, settings_id)
    others = [other.valid_from for other in store.list_settings(current_user.school_id) if other is not row]
    form = SettingsForm(obj=row, taken_days=others)
    if form.validate_on_submit():
        store.put_settings(current_user.school_id, row, **{name: form[name].data for name in FIELDS})
        flash(_("Đã lưu."))
        return redirect(url_for(".settings"))
    return form_page("accounts/settings_form.html", form, row=row)
