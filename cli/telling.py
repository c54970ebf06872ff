"""What was found out, printed: summaries, the letter, exports, themes."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import AppGroup

from cli.common import AS_JSON, FILE, fails_clearly, read, say
from consultations import store as consultations
from core.db import step
from reports import printers
from reports import store as reports
from reports.printers import csv as csv_printer
from reports.themes import tables
from reports.themes.suggest import suggest

summary = AppGroup("summary", help="Frozen summaries.")


@summary.command("make")
@click.argument("consultation_id", type=int)
@AS_JSON
@fails_clearly
def make_summary(consultation_id, as_json):
    """Count now and freeze."""
    with step():
        made = reports.make_snapshot(consultations.get_any(consultation_id))
        data = json.loads(reports.outer_summary_of(made).as_json())
        line = f"Bản chốt số {made.number}, mã kiểm tra {made.sha256}"
    say(data, as_json, line)


@summary.command("show")
@click.argument("consultation_id", type=int)
@click.option("--version", type=int, default=None)
@AS_JSON
@fails_clearly
def show_summary(consultation_id, version, as_json):
    """Print the frozen figures."""
    made = reports.get_snapshot(consultations.get_any(consultation_id), version)
    figures = reports.outer_summary_of(made)
    say(json.loads(figures.as_json()), as_json, csv_printer.as_text(figures))


@click.command("letter")
@click.argument("consultation_id", type=int)
@click.option("--format", "form", type=click.Choice(["docx", "pdf"]), default="docx", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False), required=True)
@fails_clearly
def letter(consultation_id, form, out):
    """The official letter with its annex table, from the newest summary and the words kept for it."""
    with step():
        consultation = consultations.get_any(consultation_id)
        plan, _revision = reports.get_plan(consultation)
        made = printers.make_letter(consultation, reports.freshen_for(consultation, plan), plan)
        Path(out).write_bytes(made.pdf if form == "pdf" else made.docx)
        issue = made.issue
    click.echo(f"Lần lập {issue}: {out}")


@click.command("export")
@click.argument("consultation_id", type=int)
@click.option(
    "--format", "form", type=click.Choice(["xlsx", "csv", "json"]), default="csv", show_default=True
)
@click.option("--out", type=click.Path(dir_okay=False), required=True)
@fails_clearly
def export(consultation_id, form, out):
    """Figures and decisions of the newest summary; CSV with a description beside it, XLSX with the words."""
    consultation = consultations.get_any(consultation_id)
    with Path(out).open("wb") as file:
        rows = printers.export(consultation, form, file)
    if form == "csv":
        Path(out).with_suffix(".mo-ta.json").write_text(
            printers.description(consultation, rows), encoding="utf-8"
        )
    click.echo(f"{rows} dòng: {out}")


themes = AppGroup("themes", help="What comments speak of.")


@themes.command("suggest")
@click.option("--texts", type=FILE, required=True, help="CSV with id,text.")
@click.option("--labels", type=FILE, default=None, help="CSV with id,theme: rows a person has coded.")
@click.option("--seeds", type=FILE, default=None, help="CSV with theme,word.")
@AS_JSON
@fails_clearly
def suggest_themes(texts, labels, seeds, as_json):
    """A theme with its confidence for every row without a label; without labels and seeds: groups."""
    told = tables.read_texts(read(texts), texts)
    coded = tables.read_labels(read(labels), labels, told) if labels else {}
    words = tables.read_seeds(read(seeds), seeds) if seeds else ()
    suggested = [asdict(one) for one in suggest(told, coded, words)]
    rows = [tables.HEAD, *(one.values() for one in suggested)]
    say(suggested, as_json, csv_printer.lines(rows).replace("\r\n", "\n").rstrip())
