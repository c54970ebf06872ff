"""The office above reads a published summary and its letters by a link that expires."""

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask_login import current_user

from accounts import store as accounts
from accounts.access import base_url, needs, open_to_all
from accounts.rules import Ability
from consultations import store as consultations
from core.files import download
from core.forms import form_page
from core.i18n import _
from reports import store
from reports.forms import LinkForm
from reports.printers import words
from reports.views.blueprint import bp
from reports.views.letters import DOCX


@bp.route("/dot/<int:consultation_id>/lien-ket", methods=["GET", "POST"])
@needs(Ability.REPORT)
def links(consultation_id):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    form = LinkForm()
    if form.validate_on_submit():
        token = store.make_link(consultation, form.office.data, form.days.data, current_user)
        address = base_url() + url_for(".shared", token=token)
        flash(_("Địa chỉ chỉ hiện lần này, xin chép lại và gửi đi: %(address)s", address=address))
        return redirect(url_for(".links", consultation_id=consultation.id), 303)
    return form_page(
        "reports/links.html", form, consultation=consultation, links=store.list_links(consultation)
    )


@bp.post("/dot/<int:consultation_id>/lien-ket/<int:link_id>/dong")
@needs(Ability.REPORT)
def end_link(consultation_id, link_id):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    store.end_link(consultation, link_id)
    flash(_("Đã đóng liên kết."))
    return redirect(url_for(".links", consultation_id=consultation.id), 303)


@bp.get("/cap-tren/<token>")
@open_to_all
def shared(token):
    link, consultation = store.get_shared(token)
    return _unseen(
        render_template(
            "reports/shared.html", link=link, token=token, consultation=consultation, words=words,
            summary=store.outer_summary_of(store.get_snapshot(consultation)),
            outcomes=store.list_outcomes(consultation), letters=store.list_letters(consultation),
            name=accounts.settings_of(consultation.school_id),
        )
    )  # fmt: skip


@bp.get("/cap-tren/<token>/bao-cao/<int:issue>.<any(docx, pdf):form>")
@open_to_all
def shared_letter(token, issue, form):
    _link, consultation = store.get_shared(token)
    made = store.get_letter(consultation, issue)
    data, kind = (made.docx, DOCX) if form == "docx" else (made.pdf, "application/pdf")
    if data is None:
        abort(404)
    return _unseen(download(data, f"bao-cao-lan-{issue}.{form}", kind))


def _unseen(page):
    """The address is the key: no other site and no cache learns it."""
    response = make_response(page)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
