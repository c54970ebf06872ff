"""Coding: one comment at a time, the doubtful ones first; and blind, to measure."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.exc import NoResultFound

from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from core.i18n import _, _n
from core.text import shorten
from reports.rules import MEASURE_LEAST
from reports.store import coding, samples
from reports.themes import codebook as rules
from reports.views.blueprint import bp
from reports.views.themes import line_of, open_desk

#: Keys of the themes, in their order; none of them means something else on the page.
KEYS = "1234567890qwertyuiopafghjkzxcvbnm"


@bp.get("/dot/<int:consultation_id>/ma-hoa")
@needs(Ability.DECIDE)
def code(consultation_id):
    """?y-kien=<id>: that one, to think again; ?sau=<confidence>:<id>: the next; ?vua=<id>: just coded."""
    desk = open_desk(consultation_id)
    if wanted := request.args.get("y-kien"):
        row = coding.get_comment(desk.codebook, wanted)
    else:
        row = coding.next_to_code(desk.codebook, current_user.id, _after(request.args.get("sau", "")))
    return _page(desk, row)


def _after(text):
    sure, _colon, id_ = text.partition(":")
    try:
        return (float(sure), id_) if id_ else None
    except ValueError:
        return None


def _page(desk, row, *, other=None, chosen=None):
    lines = desk.plain_lines()
    return render_template(
        "reports/code.html", consultation=desk.consultation, row=row, lines=lines, name_of=rules.name_of,
        keys=dict(zip([line.theme.id for line in lines], KEYS, strict=False)), other=other, chosen=chosen,
        now=line_of(lines, row.theme_id) if row and row.theme_id else None, piece=_piece(desk, row),
        waiting=coding.count_waiting(desk.codebook), codebook=desk.codebook,
        seen=coding.stamp(row) if row else "", just=_just(desk, lines),
    ), 409 if other else 200  # fmt: skip


def _piece(desk, row):
    """The clause that was spoken of, or None: the whole draft."""
    if row is None or row.clause_id is None:
        return None
    papers = consultations.list_papers(desk.consultation)[::-1]
    return next((piece for paper in papers if (piece := paper.piece(row.clause_id))), None)


def _just(desk, lines):
    """(row, Line) of the comment coded just now, or None."""
    try:
        row = coding.get_comment(desk.codebook, request.args.get("vua", ""))
    except NoResultFound:
        return None
    return (row, line_of(lines, row.theme_id)) if row.theme_id else None


@bp.post("/dot/<int:consultation_id>/ma-hoa")
@needs(Ability.DECIDE)
def put_code(consultation_id):
    desk = open_desk(consultation_id)
    comment_id = request.form.get("comment", "")
    here = url_for(".code", consultation_id=desk.consultation.id, vua=comment_id, _anchor="doc")
    try:
        coded = coding.code(
            desk.codebook, comment_id, request.form.get("theme", type=int), person=current_user,
            seen=request.form.get("seen", ""),
        )  # fmt: skip
    except NoResultFound:
        flash(_("Ý kiến này vừa được rút hoặc sửa nên không mã hóa nữa."))
        return redirect(here, 303)
    if coded.other is not None:
        row = coding.get_comment(desk.codebook, comment_id)
        return _page(desk, row, other=coded.other, chosen=coded.theme)
    if coded.was_merged:
        flash(
            _("Chủ đề vừa chọn đã được gộp: ý kiến được ghi vào “%(name)s”.", name=rules.name_of(coded.theme))
        )
    if coded.alike:
        flash(_n("Ghi cho cả %(num)d ý kiến cùng lời.", "Ghi cho cả %(num)d ý kiến cùng lời.", coded.alike))
    return redirect(here, 303)


@bp.get("/dot/<int:consultation_id>/kiem-tra-ma-hoa")
@needs(Ability.DECIDE)
def recode(consultation_id):
    desk = open_desk(consultation_id)
    row = samples.next_to_recode(desk.codebook, current_user)
    lines = desk.plain_lines()
    done, drawn = samples.count_sample(desk.codebook)
    return render_template(
        "reports/recode.html", consultation=desk.consultation, row=row, lines=lines, name_of=rules.name_of,
        keys=dict(zip([line.theme.id for line in lines], KEYS, strict=False)), piece=_piece(desk, row),
        done=done, drawn=drawn, least=MEASURE_LEAST, short=shorten,
    )  # fmt: skip


@bp.post("/dot/<int:consultation_id>/kiem-tra-ma-hoa")
@needs(Ability.DECIDE)
def put_recode(consultation_id):
    desk = open_desk(consultation_id)
    samples.recode(
        desk.codebook, request.form.get("comment", ""), request.form.get("theme", type=int), current_user
    )
    return redirect(url_for(".recode", consultation_id=desk.consultation.id, _anchor="doc"), 303)


@bp.post("/dot/<int:consultation_id>/kiem-tra-ma-hoa/lay-mau")
@needs(Ability.DECIDE)
def draw_sample(consultation_id):
    desk = open_desk(consultation_id)
    samples.draw_sample(desk.codebook)
    return redirect(url_for(".recode", consultation_id=desk.consultation.id), 303)
