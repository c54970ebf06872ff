"""Possible denunciations: put aside from the desk, counted, and opened by their keeper alone."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts import store as accounts
from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from core.i18n import _, _l
from feedback import store as feedback
from reports.views.blueprint import bp

DIVERTED = _l("Đã chuyển riêng. Từ nay chỉ người giữ mở được; mỗi lần mở đều được ghi lại.")
_PATH = "/dot/<int:consultation_id>/chuyen-rieng"


def _get(consultation_id):
    return consultations.get_consultation(current_user.school_id, consultation_id)


@bp.route("/dot/<int:consultation_id>/ban-doc/<int:line_id>/chuyen-rieng", methods=["GET", "POST"])
@needs(Ability.MODERATE)
def divert(consultation_id, line_id):
    """Asks who keeps it; then it is out of sight."""
    consultation = _get(consultation_id)
    line, comment = feedback.get_line(current_user.school_id, consultation.id, line_id)
    said = f"{comment.proposed}\n{comment.reason}".strip()
    return put_aside(consultation, line, said, here=".divert", back=".desk_line", then=".desk")


def put_aside(consultation, line, said, *, here, back, then):
    """The page that asks who keeps what was `said` on `line`, and what follows. here, back, then: endpoints
    of the page itself, of the line, and of the list it then is gone from."""
    if request.method == "POST":
        feedback.divert(
            consultation, line, current_user, keeper_id=request.form.get("nguoi-giu", type=int),
            about_head="nguoi-dung-dau" in request.form,
        )  # fmt: skip
        flash(DIVERTED)
        return redirect(url_for(then, consultation_id=consultation.id), 303)
    return render_template(
        "reports/divert.html", consultation=consultation, said=said,
        here=url_for(here, consultation_id=consultation.id, line_id=line.id),
        back=url_for(back, consultation_id=consultation.id, line_id=line.id),
        keepers=feedback.list_keepers(consultation.school_id),
    )  # fmt: skip


@bp.get(_PATH)
@needs(Ability.READ)
def diverted(consultation_id):
    return _page(_get(consultation_id))


def _page(consultation, opened=None):
    """The list; opened: (line, its Comment or Answer) that its keeper reads right now."""
    lines = feedback.list_diverted(consultation.id)
    settings = accounts.settings_of(consultation.school_id)
    return render_template(
        "reports/diverted.html", consultation=consultation, number=len(lines), opened=opened,
        own=[line for line in lines if line.keeper_id == current_user.id],
        superior=settings.superior_body if settings else "",
        log=feedback.list_log(consultation, opened[0].logged_as) if opened else [],
    )  # fmt: skip


@bp.post(_PATH + "/<string:address>/mo")
@needs(Ability.READ)
def diverted_open(consultation_id, address):
    consultation = _get(consultation_id)
    return _page(consultation, feedback.open_diverted(consultation, address, current_user))


@bp.post(_PATH + "/<string:address>/da-chuyen")
@needs(Ability.READ)
def diverted_forward(consultation_id, address):
    consultation = _get(consultation_id)
    feedback.forward(consultation, address, current_user)
    flash(_("Đã ghi: nội dung đã được chuyển nơi có thẩm quyền."))
    return redirect(url_for(".diverted", consultation_id=consultation.id), 303)


@bp.post(_PATH + "/<string:address>/tra-lai")
@needs(Ability.READ)
def diverted_give_back(consultation_id, address):
    consultation = _get(consultation_id)
    feedback.give_back(consultation, address, current_user)
    flash(_("Ý kiến trở lại bàn đọc và chờ duyệt."))
    return redirect(url_for(".diverted", consultation_id=consultation.id), 303)
