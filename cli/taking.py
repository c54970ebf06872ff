"""What files bring in: drafts, people and opinions; and the slips for which people were brought in."""

import sys
from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from accounts import store as accounts
from accounts.printers.slips import slips_pdf
from cli.common import AS_JSON, FILE, fails_clearly, read, say
from consultations import importers
from consultations import store as consultations
from core.db import step
from core.errors import Refused
from feedback import columns
from feedback import store as feedback_store
from feedback.rules import Channel

draft = AppGroup("draft", help="Drafts.")


@draft.command("parse")
@click.argument("file", type=FILE)
@AS_JSON
@fails_clearly
def parse(file, as_json):
    """Cut FILE (.docx, .doc, .pdf, .rtf, .html, .txt) into clauses."""
    parsed = importers.read_draft(read(file), Path(file).name).as_dict()
    lines = [
        f"{one['id']:<14} {one['kind']:<10} {one['label']} {one['heading'] or one['text'][:60]}"
        for one in parsed["clauses"]
    ]
    warnings = [f"! {warning['message']}" for warning in parsed["warnings"]]
    say(parsed, as_json, "\n".join(lines + warnings))


people = AppGroup("people", help="Roster.")


@people.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True)
@click.option("--school", "slug", default=None, help="Which school, where there are several.")
@AS_JSON
@fails_clearly
def import_people(file, dry_run, slug, as_json):
    """Roster of children and staff from FILE (.xlsx, .csv)."""
    with step():
        report = accounts.import_roster(
            accounts.get_school_called(slug).id, read(file), Path(file).name, dry_run=dry_run
        )
    say(asdict(report), as_json, "\n".join(_roster_lines(report)))
    if report.wrong:
        sys.exit(2)


def _roster_lines(report):
    """The report of an import in lines: first every wrong row with its reason, then what happens."""
    yield from (f"! {row.sheet} {row.number}: {row.reason}" for row in report.wrong)
    yield from (f"+ {line.code} {line.name}" for line in report.added)
    yield from (f"~ {line.code} {line.name} {line.note}" for line in report.changed)
    yield from (f"? {line.code} {line.name} {line.note}" for line in report.missing)
    counts = (len(report.added), len(report.changed), report.unchanged, len(report.wrong))
    yield "Thêm {}, sửa {}, giữ {}, sai {}.".format(*counts)


codes = AppGroup("codes", help="Household codes.")


@codes.command("print")
@click.option("--class", "class_name", required=True)
@click.option("--out", type=click.Path(dir_okay=False), required=True)
@click.option("--school", "slug", default=None)
@fails_clearly
def print_codes(class_name, out, slug):
    """Slips with code and QR of one class, as PDF."""
    found = accounts.get_school_called(slug)
    class_ = next((one for one in accounts.list_classes(found.id) if one.name == class_name), None)
    if class_ is None:
        raise Refused(f"Không có lớp tên {class_name}.")
    base = current_app.config["PUBLIC_URL"] or "http://127.0.0.1:8080"
    slips = accounts.list_slips(found.id, class_.id, base_url=base)
    Path(out).write_bytes(slips_pdf(slips))
    click.echo(f"{len(slips)} phiếu: {out}")


feedback = AppGroup("feedback", help="Opinions collected elsewhere.")


@feedback.command("import")
@click.argument("file", type=FILE)
@click.option("--consultation", "consultation_id", type=int, required=True)
@click.option(
    "--channel", type=click.Choice([one.value for one in Channel]), default="zalo", show_default=True
)
@click.option("--replace", is_flag=True, help="What a family has said before gives way.")
@click.option("--dry-run", is_flag=True)
@AS_JSON
@fails_clearly
def import_feedback(file, consultation_id, channel, replace, dry_run, as_json):
    """Answers of a Google form, a table or a text of messages in FILE (.xlsx, .csv, .txt)."""
    data, name = read(file), Path(file).name
    with step():
        consultation = consultations.get_any(consultation_id)
        table = feedback_store.read_table(data, is_text=name.lower().endswith(".txt"))
        targets = feedback_store.remembered(consultation, table) or columns.guess(
            table, consultations.get_paper(consultation)
        )
        report = feedback_store.import_rows(
            consultation, table, targets, channel=Channel(channel), title=name, by=consultation.responsible,
            dry_run=dry_run, replace=replace,
        )  # fmt: skip
    say(report.as_dict(), as_json, "\n".join(_import_lines(report, table, targets)))


def _import_lines(report, table, targets):
    """What the columns were taken for, every line with a doubt, and the sums."""
    yield from (f"= {header}: {target or '-'}" for header, target in zip(table.headers, targets, strict=True))
    yield from (f"! {number}: {sentence}" for number, sentence in report.wrong)
    yield from (f"? {number}: {sentence}" for number, sentence in report.unknown)
    yield from (f"~ {number}: {name}" for number, name in report.kept)
    sums = (report.added, report.unidentified, report.known, len(report.kept), report.blank)
    yield "Đưa vào {} (chưa rõ của ai {}), đã có {}, giữ nguyên {}, trống {}.".format(*sums)
