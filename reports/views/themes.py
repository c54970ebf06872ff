"""Themes of a consultation: the codebook, the assistant's suggestions, and the comments of each theme."""

import json
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.exc import NoResultFound

from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from consultations.models import Consultation
from consultations.rules import GRACE, Mode
from core import clock
from core.errors import Refused
from core.i18n import _, _l, _n
from core.text import one_line
from reports import store
from reports.models import Codebook
from reports.rules import MEASURED_FROM, SURE, THEME_NAME_MAX_CHARS, Stage, ThemeKind, is_sealed
from reports.store import codebooks, coding, samples
from reports.themes import codebook as rules
from reports.views.blueprint import bp

PATH = "/dot/<int:consultation_id>/chu-de"
#: Comments of a theme on a page: what one reads before deciding.
ON_A_PAGE = 20
BUSY = (Stage.WAITING, Stage.LEARNING, Stage.WRITING)
SEALED = _l("Đợt này không nêu tên: ý kiến chỉ được đọc và mã hóa khi đã đóng hẳn.")


@dataclass(frozen=True)
class Desk:
    """A consultation with its codebook (None: not made yet)."""

    consultation: Consultation
    codebook: Codebook | None
    is_sealed: bool

    def lines(self):
        return rules.lines(codebooks.list_themes(self.codebook), *codebooks.count_assigned(self.codebook))

    def plain_lines(self):
        return rules.lines(codebooks.list_themes(self.codebook))


def find_desk(consultation_id):
    """Raises NoResultFound."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    sealed = is_sealed(
        is_anonymous=consultation.mode is Mode.ANONYMOUS, closes_at=consultation.closes_at, now=clock.now(),
        grace=GRACE,
    )  # fmt: skip
    return Desk(consultation, codebooks.find_codebook(consultation.school_id, consultation.id), sealed)


def open_desk(consultation_id):
    """A Desk whose comments may be read. Raises NoResultFound, also without a codebook; Refused."""
    desk = find_desk(consultation_id)
    if desk.is_sealed:
        raise Refused(SEALED)
    if desk.codebook is None:
        raise NoResultFound
    return desk


def line_of(lines, theme_id):
    """The Line that stands for a theme, merged or not."""
    return next((line for line in lines if theme_id in line.ids), None) or abort(404)


@bp.get(PATH)
@needs(Ability.DECIDE)
def themes(consultation_id):
    desk = find_desk(consultation_id)
    if desk.codebook is None:
        return render_template(
            "reports/themes_start.html", consultation=desk.consultation, is_school=False,
            has_own=codebooks.find_codebook(desk.consultation.school_id) is not None,
        )  # fmt: skip
    lines = desk.lines()
    return render_template(
        "reports/themes.html", consultation=desk.consultation, codebook=desk.codebook, lines=lines, desk=desk,
        warnings=list(rules.warnings(lines)), name_of=rules.name_of, is_busy=desk.codebook.stage in BUSY,
        merged=_merged(desk.codebook),
        waiting=0 if desk.is_sealed else coding.count_waiting(desk.codebook),
        total=0 if desk.is_sealed else codebooks.count_comments(desk.consultation),
        groups=_groups(desk, lines),
        sample=samples.count_sample(desk.codebook), quality=samples.quality_of(desk.codebook),
        may_measure=samples.count_measurable(desk.codebook) >= MEASURED_FROM, PLAIN=ThemeKind.PLAIN,
        FAILED=Stage.FAILED,
    )  # fmt: skip


def _merged(codebook):
    """[(merged Theme, name of the one that stands for it)]."""
    found = codebooks.list_themes(codebook)
    leads, by_id = rules.standing(found), {one.id: one for one in found}
    return [(one, rules.name_of(by_id[leads[one.id]])) for one in found if one.merged_into_id is not None]


def _groups(desk, lines):
    """Groups the assistant has found and nobody has taken or left yet, with the words of their examples."""
    groups = [] if desk.is_sealed else json.loads(desk.codebook.groups)
    known = {rules.words(line.theme.name) for line in lines}
    groups = [
        {"why": ""} | one | {"index": number}
        for number, one in enumerate(groups)
        if "why" in one or rules.words(one["name"]) not in known
    ]
    texts = {
        row.id: row.reason or row.proposed
        for row in store.list_comments([id_ for one in groups for id_ in one["examples"][:2]])
    }
    return [one | {"said": [texts[id_] for id_ in one["examples"][:2] if id_ in texts]} for one in groups]


@bp.post(PATH)
@needs(Ability.DECIDE)
def make_codebook(consultation_id):
    consultation = find_desk(consultation_id).consultation
    codebooks.make_codebook(consultation.school_id, consultation.id, request.form.get("start", ""))
    return _back(consultation)


def _back(consultation):
    return redirect(url_for(".themes", consultation_id=consultation.id), 303)


@bp.post(PATH + "/goi-y")
@needs(Ability.DECIDE)
def ask_suggestions(consultation_id):
    desk = open_desk(consultation_id)
    if not codebooks.ask_for_suggestions(desk.codebook, is_grouping="groups" in request.form):
        flash(_("Máy đang làm việc. Xin chờ xong lượt này."))
    return _back(desk.consultation)


@bp.post(PATH + "/nhom")
@needs(Ability.DECIDE)
def take_groups(consultation_id):
    """Make themes of the groups that were ticked; those refused wait for another name, the rest goes."""
    desk = open_desk(consultation_id)
    made, refused = 0, []
    for number, group in enumerate(json.loads(desk.codebook.groups)):
        if str(number) in request.form.getlist("group"):
            name = one_line(request.form.get(f"name-{number}", ""))[:THEME_NAME_MAX_CHARS] or group["name"]
            try:
                codebooks.put_theme(desk.codebook, None, name=name, seeds=group["words"], parent_id=None)
                made += 1
            except Refused as why:
                refused.append(group | {"name": name, "why": str(why.reason)})
    codebooks.put_groups(desk.codebook.id, refused)
    flash(_n("Đã thêm %(num)d chủ đề.", "Đã thêm %(num)d chủ đề.", made))
    return _back(desk.consultation)


@bp.post(PATH + "/luu-cho-truong")
@needs(Ability.DECIDE)
def keep_themes(consultation_id):
    desk = find_desk(consultation_id)
    if desk.codebook is None:
        abort(404)
    number = codebooks.keep_for_school(desk.codebook)
    flash(
        _n(
            "Đã thêm %(num)d chủ đề vào bộ chủ đề của trường.",
            "Đã thêm %(num)d chủ đề vào bộ chủ đề của trường.",
            number,
        )
        if number
        else _("Bộ chủ đề của trường đã có đủ các chủ đề này.")
    )
    return _back(desk.consultation)


@bp.get(PATH + "/<int:theme_id>")
@needs(Ability.DECIDE)
def theme_comments(consultation_id, theme_id):
    """?xem=da-duyet: those decided; else those that wait. ?sau=<id of the last one read>."""
    desk = open_desk(consultation_id)
    lines = desk.lines()
    line = line_of(lines, theme_id)
    is_decided = request.args.get("xem") == "da-duyet"
    rows = coding.list_of_theme(
        desk.codebook, line, waiting=not is_decided, after=request.args.get("sau", ""), limit=ON_A_PAGE + 1
    )
    return render_template(
        "reports/theme.html", consultation=desk.consultation, codebook=desk.codebook, about=line, lines=lines,
        rows=rows[:ON_A_PAGE], is_decided=is_decided, name_of=rules.name_of, PLAIN=ThemeKind.PLAIN,
        last=rows[ON_A_PAGE - 1].id if len(rows) > ON_A_PAGE else None,
        sure=0 if is_decided else coding.count_sure(desk.codebook, line), least=round(100 * SURE),
        piece_of=_piece_of(desk.consultation),
    )  # fmt: skip


def _piece_of(consultation):
    """A function: clause id (None: the whole draft) → its name, newest wording first."""
    papers = consultations.list_papers(consultation)[::-1]

    def name(clause_id):
        found = next((piece for paper in papers if (piece := paper.piece(clause_id))), None)
        return found.name if found else _("Chung cho toàn văn bản")

    return name


@bp.post(PATH + "/<int:theme_id>")
@needs(Ability.DECIDE)
def decide_comments(consultation_id, theme_id):
    """Of the comments shown: move those ticked to another theme or to a new one, or approve the others."""
    desk = open_desk(consultation_id)
    line = line_of(desk.plain_lines(), theme_id)
    ticked = request.form.getlist("comment")
    if "approve" in request.form:
        others = [one for one in request.form.getlist("shown") if one not in ticked]
        number = coding.approve(desk.codebook, line, others, current_user)
        flash(_n("Đã duyệt %(num)d ý kiến.", "Đã duyệt %(num)d ý kiến.", number))
    elif not ticked:
        raise Refused(_l("Chưa chọn ý kiến nào để chuyển."), 422)
    else:
        theme = _target(desk)
        number = coding.move(desk.codebook, ticked, theme, current_user)
        flash(
            _n(
                "Đã chuyển %(num)d ý kiến sang “%(name)s”.", "Đã chuyển %(num)d ý kiến sang “%(name)s”.",
                number, name=rules.name_of(theme),
            )
        )  # fmt: skip
    return redirect(
        url_for(
            ".theme_comments", consultation_id=desk.consultation.id, theme_id=theme_id,
            xem=request.form.get("xem") or None,
        ),
        303,
    )  # fmt: skip


def _target(desk):
    """The Theme that ticked comments go to: the one chosen, or a new one of the name that was typed."""
    if name := one_line(request.form.get("new_name", "")):
        if len(name) > THEME_NAME_MAX_CHARS:
            raise Refused(_l("Xin viết tên ngắn hơn: nhiều nhất 80 chữ cái."), 422)
        return codebooks.put_theme(desk.codebook, None, name=name, seeds="", parent_id=None)
    wanted = request.form.get("into", type=int)
    line = next((one for one in desk.plain_lines() if wanted in one.ids), None)
    if line is None:
        raise Refused(_l("Xin chọn chủ đề để chuyển sang, hoặc ghi tên chủ đề mới."), 422)
    return line.theme


@bp.post(PATH + "/<int:theme_id>/duyet-het")
@needs(Ability.DECIDE)
def approve_sure(consultation_id, theme_id):
    desk = open_desk(consultation_id)
    line = line_of(desk.plain_lines(), theme_id)
    number = coding.approve_sure(desk.codebook, line, request.form.get("run", type=int), current_user)
    flash(_n("Đã duyệt %(num)d ý kiến.", "Đã duyệt %(num)d ý kiến.", number))
    return redirect(url_for(".theme_comments", consultation_id=desk.consultation.id, theme_id=theme_id), 303)
