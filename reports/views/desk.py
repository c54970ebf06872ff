"""The reading desk: every comment, sieved and searched; approved, hidden, what is private covered."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts.access import local_path, needs
from accounts.rules import Ability
from consultations import store as consultations
from core.errors import Refused
from core.forms import choices_of, form_page
from core.i18n import _, _l, _n
from feedback import store as feedback
from feedback.rules import HideReason, Stance, State
from reports import store
from reports.forms import CoverForm, read_sieve, sieve_as_query
from reports.store import codebooks
from reports.themes import codebook as rules
from reports.views.blueprint import bp

ON_A_PAGE = 25
#: Of those that say the same, shown beside one of them.
ALIKE_SHOWN = 25
_PATH = "/dot/<int:consultation_id>/ban-doc"
UNKNOWN = _l("Trang này không có nút đó. Xin mở lại trang.")
WITHOUT_REASON = _l("Xin chọn lý do không hiển thị; người góp ý sẽ được báo lý do này.")


def _get(consultation_id):
    return consultations.get_consultation(current_user.school_id, consultation_id)


def _names(consultation):
    """{thread: its name}, in the order of the draft."""
    return {thread.piece.id: thread.piece.name for thread in consultations.list_threads(consultation)}


def _themes(consultation):
    """[(id, name)] of the themes that can be chosen from."""
    codebook = codebooks.find_codebook(consultation.school_id, consultation.id)
    found = rules.lines(codebooks.list_themes(codebook)) if codebook else []
    return [(line.theme.id, rules.name_of(line.theme)) for line in found]


@bp.get(_PATH)
@needs(Ability.MODERATE)
def desk(consultation_id):
    consultation = _get(consultation_id)
    sieve, after = read_sieve(request.args), request.args.get("sau", 0, type=int)
    rows = store.list_lines(consultation.id, sieve, after=after, limit=ON_A_PAGE + 1)
    shown = rows[:ON_A_PAGE]
    return render_template(
        "reports/desk.html",
        consultation=consultation,
        sieve=sieve,
        rows=shown,
        number=store.count_lines(consultation.id, sieve),
        counted=store.COUNTED,
        kin=store.count_kin(consultation.id, [line.kin_id for line, _comment in shown]),
        query=sieve_as_query(sieve),
        after=after,
        last=shown[-1][0].id if len(rows) > ON_A_PAGE else None,
        names=_names(consultation),
        offered=store.list_offered(consultation.id),
        themes=_themes(consultation),
        stances=choices_of(Stance),
        states=choices_of(State, only=[state for state in State if state is not State.DIVERTED]),
        reasons=choices_of(HideReason),
        State=State,
        diverted=len(feedback.list_diverted(consultation.id)),
        written=feedback.count_written(consultation.id),
    )


def _back(consultation, anchor=None):
    """To the page of the desk that the form came from."""
    to = local_path(request.form.get("ve")) or url_for(".desk", consultation_id=consultation.id)
    return redirect(to + (f"#d{anchor}" if anchor else ""), 303)


def _ids():
    return [int(one) for one in request.form.getlist("id") if one.isascii() and one.isdigit()]


@bp.post(_PATH + "/da-doc")
@needs(Ability.MODERATE)
def desk_read(consultation_id):
    consultation = _get(consultation_id)
    feedback.mark_read(consultation, _ids())
    return _back(consultation)


@bp.post(_PATH + "/duyet")
@needs(Ability.MODERATE)
def desk_approve(consultation_id):
    """Approve several at once."""
    consultation = _get(consultation_id)
    number = feedback.approve(consultation, _ids(), current_user)
    flash(_n("Đã duyệt %(num)d ý kiến.", "Đã duyệt %(num)d ý kiến.", number))
    return _back(consultation)


@bp.route(_PATH + "/<int:line_id>", methods=["GET", "POST"])
@needs(Ability.MODERATE)
def desk_line(consultation_id, line_id):
    consultation = _get(consultation_id)
    line, comment = feedback.get_line(current_user.school_id, consultation.id, line_id)
    form = CoverForm(obj=line) if request.method == "GET" else CoverForm()
    if form.validate_on_submit():
        feedback.put_covered(consultation, line, current_user, form.proposed.data, form.reason.data)
        flash(_("Đã ghi bản cho người khác đọc."))
        return redirect(url_for(".desk_line", consultation_id=consultation.id, line_id=line.id), 303)
    alike = store.list_kin(line, limit=ALIKE_SHOWN)
    return form_page(
        "reports/desk_line.html", form, consultation=consultation, own=line, comment=comment,
        name=_names(consultation).get(line.clause_id), alike=[one for one in alike if one[0].id != line.id],
        number=store.count_kin(consultation.id, [line.kin_id]).get(line.kin_id, 1),
        log=feedback.list_log(consultation, comment.id), reasons=choices_of(HideReason), State=State,
    )  # fmt: skip


@bp.post(_PATH + "/<int:line_id>/viec")
@needs(Ability.MODERATE)
def desk_act(consultation_id, line_id):
    """One of the buttons beside a comment."""
    consultation = _get(consultation_id)
    line, _comment = feedback.get_line(current_user.school_id, consultation.id, line_id)
    said = _ACTS.get(request.form.get("viec"), _unknown)(consultation, line)
    flash(said)
    return _back(consultation, request.form.get("sau-do"))


def _approve(consultation, line):
    number = feedback.approve(consultation, [line.id], current_user)
    return _n("Đã duyệt %(num)d ý kiến.", "Đã duyệt %(num)d ý kiến.", number)


def _hide(consultation, line):
    number = feedback.hide(consultation, [line.id], current_user, hide_reason())
    return _n("Không hiển thị %(num)d ý kiến.", "Không hiển thị %(num)d ý kiến.", number)


def hide_reason():
    """The HideReason that was chosen. Raises Refused."""
    reason = next((one for one in HideReason if one.value == request.form.get("ly-do")), None)
    if reason is None:
        raise Refused(WITHOUT_REASON, 422)
    return reason


def _show_again(consultation, line):
    feedback.show_again(consultation, [line.id], current_user)
    return _("Ý kiến trở lại chờ duyệt.")


def _clear(consultation, line):
    feedback.clear(consultation, [line.id], current_user)
    return _("Đã ghi: không phải tố cáo. Ý kiến chờ duyệt như các ý kiến khác.")


def _split(consultation, line):
    feedback.split(consultation, line, current_user)
    return _("Ý kiến này từ nay đứng riêng.")


def _unknown(_consultation, _line):
    raise Refused(UNKNOWN, 422)


_ACTS = {"duyet": _approve, "an": _hide, "hien": _show_again, "khong-to-cao": _clear, "tach": _split}
