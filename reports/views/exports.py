"""Exports of a consultation: figures as XLSX and open data, and the draft with opinions as Word comments."""

from contextlib import ExitStack
from tempfile import TemporaryFile

from flask import Response, render_template, request
from flask_login import current_user

from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from core.files import download
from reports import printers, store
from reports.views.blueprint import bp
from reports.views.letters import DOCX

PIECE_BYTES = 64 * 1024
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "json": "application/json",
}


@bp.get("/dot/<int:consultation_id>/xuat")
@needs(Ability.READ)
def exports(consultation_id):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    summary = store.summary_of(store.get_snapshot(consultation))
    return render_template("reports/exports.html", consultation=consultation, summary=summary)


@bp.get("/dot/<int:consultation_id>/xuat/so-lieu.<any(xlsx, zip, json):kind>")
@needs(Ability.READ)
def export(consultation_id, kind):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    # On disk, not in memory: a file may hold every word that was said.
    with ExitStack() as opened:
        file = opened.enter_context(TemporaryFile())
        printers.export(consultation, kind, file, request.args.get("so", type=int))
        file.seek(0)
        opened.pop_all()  # from here on the response closes it
    response = Response(_pieces(file), mimetype=TYPES[kind])
    response.headers.set("Content-Disposition", "attachment", filename=f"so-lieu-{consultation.id}.{kind}")
    response.call_on_close(file.close)
    return response


def _pieces(file):
    with file:
        while piece := file.read(PIECE_BYTES):
            yield piece


@bp.get("/dot/<int:consultation_id>/xuat/du-thao-gop-y.docx")
@needs(Ability.READ)
def commented_draft(consultation_id):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    return download(printers.commented_draft(consultation), f"du-thao-gop-y-{consultation.id}.docx", DOCX)
