"""Answers in words to the survey, beside the reading desk: covered, hidden, put aside like comments."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from core.errors import Refused
from core.forms import choices_of, form_page
from core.i18n import _
from feedback import store as feedback
from feedback.rules import HideReason, State
from reports.forms import CoverAnswerForm
from reports.views.blueprint import bp
from reports.views.desk import UNKNOWN, hide_reason
from reports.views.diverted import put_aside

ON_A_PAGE = 25
_PATH = "/dot/<int:consultation_id>/ban-doc/tra-loi"
#: What can be chosen from: answers are not approved, for no other respondent sees them.
_STATES = (State.SUSPECTED, State.HIDDEN)


def _get(consultation_id):
    return consultations.get_consultation(current_user.school_id, consultation_id)


@bp.get(_PATH)
@needs(Ability.MODERATE)
def written(consultation_id):
    """?tinh-trang=<State>&sau=<number of the last one read>."""
    consultation = _get(consultation_id)
    state = next((one for one in _STATES if one.value == request.args.get("tinh-trang")), None)
    after = request.args.get("sau", 0, type=int)
    rows = feedback.list_written(consultation.id, state, after=after, limit=ON_A_PAGE + 1)
    shown = rows[:ON_A_PAGE]
    counts = feedback.count_written(consultation.id)
    return render_template(
        "reports/written.html", consultation=consultation, rows=shown, state=state, State=State,
        number=sum(n for one, n in counts.items() if one is not State.DIVERTED), counts=counts,
        states=_STATES, reasons=choices_of(HideReason), after=after,
        last=shown[-1][0].id if len(rows) > ON_A_PAGE else None,
    )  # fmt: skip


@bp.route(_PATH + "/<int:line_id>", methods=["GET", "POST"])
@needs(Ability.MODERATE)
def written_line(consultation_id, line_id):
    """One of them, what others read of it, and the log."""
    consultation = _get(consultation_id)
    line, answer, question = feedback.get_written(current_user.school_id, consultation.id, line_id)
    form = CoverAnswerForm(obj=line) if request.method == "GET" else CoverAnswerForm()
    if form.validate_on_submit():
        feedback.cover_written(consultation, line, answer, current_user, form.text.data)
        flash(_("Đã ghi bản cho người khác đọc."))
        return redirect(url_for(".written_line", consultation_id=consultation.id, line_id=line.id), 303)
    return form_page(
        "reports/written_line.html", form, consultation=consultation, own=line, answer=answer,
        question=question, log=feedback.list_log(consultation, line.logged_as),
        reasons=choices_of(HideReason), State=State,
    )  # fmt: skip


@bp.post(_PATH + "/<int:line_id>/viec")
@needs(Ability.MODERATE)
def written_act(consultation_id, line_id):
    """One of the buttons beside an answer."""
    consultation = _get(consultation_id)
    line = feedback.get_written(current_user.school_id, consultation.id, line_id)[0]
    act = request.form.get("viec")
    if act == "an":
        feedback.hide_written(consultation, line, current_user, hide_reason())
        flash(_("Từ nay không in câu trả lời này."))
    elif act == "hien":
        feedback.show_written(consultation, line, current_user)
        flash(_("Câu trả lời được in trở lại."))
    elif act == "khong-to-cao":
        feedback.clear_written(consultation, line, current_user)
        flash(_("Đã ghi: không phải tố cáo. Câu trả lời được in như các câu khác."))
    else:
        raise Refused(UNKNOWN, 422)
    to = url_for(
        ".written", consultation_id=consultation.id, **{"tinh-trang": request.form.get("xem") or None}
    )
    return redirect(to, 303)


@bp.route(_PATH + "/<int:line_id>/chuyen-rieng", methods=["GET", "POST"])
@needs(Ability.MODERATE)
def divert_answer(consultation_id, line_id):
    """Asks who keeps it; then it is out of sight."""
    consultation = _get(consultation_id)
    line, answer, _question = feedback.get_written(current_user.school_id, consultation.id, line_id)
    return put_aside(
        consultation, line, answer.text, here=".divert_answer", back=".written_line", then=".written"
    )
