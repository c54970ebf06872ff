"""Bringing in answers collected elsewhere: a file or pasted messages, looked at first, then taken."""

import base64
import binascii

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from core import files
from core.errors import Refused
from core.forms import form_page
from core.i18n import _
from core.text import one_line
from feedback import columns, pasted, store
from feedback.forms import ImportForm
from feedback.rules import BATCH_TITLE_MAX_CHARS, Channel
from feedback.views.entering import get_opened

#: Rows a web page takes at once, some ten seconds; a longer file is for `flask feedback import`.
ROWS_MAX = 3000
#: Rows of the file that the preview shows.
ROWS_SHOWN = 5
#: Lines of what could not be read that it shows.
WRONG_SHOWN = 60


@needs(Ability.ENTER)
def import_table(consultation_id):
    """The file, then what its columns mean with a dry run; nothing of it stays on the server meanwhile."""
    consultation = get_opened(consultation_id)
    if "content" in request.form:
        return _carried(consultation)
    form = ImportForm()
    if not form.validate_on_submit():
        return form_page("feedback/import.html", form, consultation=consultation)
    try:
        if form.pasted.data:
            data, name = _as_csv(pasted.read_messages(form.pasted.data)), _("Tin nhắn đã dán")
        else:
            data, name = files.read(form.file.data), one_line(form.file.data.filename)
        table = store.read_table(data)
        if len(table.rows) > ROWS_MAX:
            raise Refused(_("Tệp có hơn %(max)d dòng. Xin chia thành nhiều tệp.", max=ROWS_MAX), 422)
    except Refused as refused:
        form.file.errors = [refused.reason]
        return form_page("feedback/import.html", form, consultation=consultation)
    paper = consultations.get_paper(consultation)
    kept = store.remembered(consultation, table)
    targets = kept or columns.guess(table, paper)
    return _preview(
        consultation, table, targets, data=data, name=name[:BATCH_TITLE_MAX_CHARS], channel=form.channel.data,
        is_remembered=kept is not None, replace=False,
    )  # fmt: skip


def _as_csv(rows):
    if len(rows) < 2:
        raise Refused(pasted.NOTHING_PASTED, 422)
    return columns.as_csv(rows)


def _carried(consultation):
    """The second step: columns chosen otherwise, to look at again or to take."""
    try:
        data = base64.b64decode(request.form["content"], validate=True)
        channel = Channel(request.form.get("channel"))
    except (binascii.Error, ValueError):
        abort(400)
    table = store.read_table(data)
    allowed = {target for target, _label in columns.targets_of(consultations.get_paper(consultation))}
    targets = [request.form.get(f"column-{at}", "") for at in range(len(table.headers))]
    targets = [target if target in allowed else "" for target in targets]
    name = one_line(request.form.get("file_name", ""))[:BATCH_TITLE_MAX_CHARS] or _("Tệp")
    replace = "replace" in request.form
    refusal = None
    if "apply" in request.form:
        try:
            return _taken(consultation, _import(consultation, table, targets, channel, name, replace, False))
        except Refused as refused:
            refusal = refused
    return _preview(
        consultation, table, targets, data=data, name=name, channel=channel, is_remembered=False,
        replace=replace, refusal=refusal,
    )  # fmt: skip


def _import(consultation, table, targets, channel, name, replace, dry_run):
    return store.import_rows(
        consultation, table, targets, channel=channel, title=name, by=current_user, dry_run=dry_run,
        replace=replace,
    )  # fmt: skip


def _taken(consultation, report):
    """On to the entries, with what was taken in."""
    flash(
        _(
            "Đã đưa vào %(added)d dòng; %(known)d dòng đã có từ lần trước, %(kept)d dòng giữ ý kiến đã có.",
            added=report.added, known=report.known, kept=len(report.kept),
        )
    )  # fmt: skip
    return redirect(url_for(".entries", consultation_id=consultation.id), 303)


def _preview(
    consultation, table, targets, *, data, name, channel, is_remembered, replace, refusal=None
):  # fmt: skip
    """What would happen, and for each column what it means."""
    report = None
    try:
        report = _import(consultation, table, targets, channel, name, replace, True)
    except Refused as refused:
        refusal = refusal or refused
    shown = table.rows[:ROWS_SHOWN]
    examples = [[cells[at] for _n, cells in shown if cells[at]][:2] for at in range(len(table.headers))]
    return render_template(
        "feedback/import_preview.html", consultation=consultation, report=report, refusal=refusal, name=name,
        columns=list(zip(table.headers, targets, examples, strict=True)),
        choices=columns.targets_of(consultations.get_paper(consultation)),
        content=base64.b64encode(data).decode(), channel=channel, is_remembered=is_remembered,
        replace=replace, wrong_shown=WRONG_SHOWN,
    ), refusal.status if refusal else 200  # fmt: skip
