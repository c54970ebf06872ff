"""The public command line. What prints data takes --json; a wrong file is one line and exit code 2."""

import json
import sys
from dataclasses import asdict
from functools import wraps
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.exc import NoResultFound

import backup
import demo
import serving
from accounts import setup
from accounts import store as accounts
from accounts.printers.slips import slips_pdf
from consultations import importers
from consultations import store as consultations
from core.db import step
from core.errors import Refused
from feedback import columns
from feedback import store as feedback_store
from feedback.rules import Channel
from reports import printers
from reports import store as reports
from reports.printers import csv as csv_printer
from reports.themes import tables
from reports.themes.suggest import suggest

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def fails_clearly(command):
    """One clear line on stderr and exit code 2 instead of a traceback, for what the user can put right."""

    @wraps(command)
    def run(*args, **kwargs):
        try:
            return command(*args, **kwargs)
        except (Refused, importers.UnreadableDraft, backup.NotPossible, FileNotFoundError) as error:
            click.echo(str(error), err=True)
        except NoResultFound:
            click.echo("Không tìm thấy đợt lấy ý kiến hoặc lớp này.", err=True)
        sys.exit(2)

    return run


def _read(path):
    return Path(path).read_bytes()


def _say(data, as_json, sentence):
    click.echo(json.dumps(data, ensure_ascii=False, indent=1) if as_json else sentence)


FILE = click.Path(exists=False, dir_okay=False)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@with_appcontext
def serve(host, port, workers):
    """Production server: web processes and the clock."""
    app = current_app._get_current_object()
    click.echo(f"Lắng Nghe: http://{host}:{port}/  (Ctrl+C để dừng)")
    if not accounts.has_school():
        token = setup.make_token(app.config["DATA_DIR"])
        click.echo(f"Chưa có trường nào. Mở /bat-dau và nhập mã thiết lập: {token}")
    serving.run(app, host=host, port=port, workers=workers)


school = AppGroup("school", help="Schools of this database.")


@school.command("create")
@click.option("--name", prompt="Tên trường")
@click.option("--superior", prompt="Cơ quan chủ quản (dòng đầu của văn bản)")
@click.option("--place", prompt="Địa danh trên văn bản")
@click.option("--receiver", prompt="Cơ quan nhận báo cáo")
@click.option("--admin-name", prompt="Họ và tên người quản trị")
@click.option("--admin-login", prompt="Tên đăng nhập của người quản trị")
@click.password_option("--admin-password", prompt="Mật khẩu (ít nhất 10 ký tự)")
@fails_clearly
def create_school(name, superior, place, receiver, admin_name, admin_login, admin_password):
    """A real school and its first administrator, without demo data."""
    with step():
        accounts.create_school(
            name=name, superior_body=superior, place=place, receivers=receiver,
            admin_name=admin_name, admin_login=admin_login, password=admin_password,
        )  # fmt: skip
    click.echo(f"Đã tạo {name}. Đăng nhập bằng tên {admin_login}.")


@click.command("demo")
@click.option("--households", default=220, show_default=True)
@click.option("--responses", default=None, type=int, help="Families that answer the open consultation.")
@click.option("--if-empty", is_flag=True, help="Do nothing, quietly, when there is a school already.")
@fails_clearly
@with_appcontext
def demo_command(households, responses, if_empty):
    """Fill an empty database with a realistic school, and print how to sign in."""
    if accounts.has_school():
        if not if_empty:
            raise Refused("Cơ sở dữ liệu đã có trường. Dữ liệu mẫu chỉ đưa vào cơ sở dữ liệu trống.")
        demo.print_sign_in(current_app.config["DATA_DIR"])
        return
    demo.fill(households=households, responses=responses)
    demo.print_sign_in(current_app.config["DATA_DIR"])


draft = AppGroup("draft", help="Drafts.")


@draft.command("parse")
@click.argument("file", type=FILE)
@AS_JSON
@fails_clearly
def parse(file, as_json):
    """Cut FILE (.docx, .doc, .pdf, .rtf, .html, .txt) into clauses."""
    parsed = importers.read_draft(_read(file), Path(file).name).as_dict()
    lines = [
        f"{one['id']:<14} {one['kind']:<10} {one['label']} {one['heading'] or one['text'][:60]}"
        for one in parsed["clauses"]
    ]
    warnings = [f"! {warning['message']}" for warning in parsed["warnings"]]
    _say(parsed, as_json, "\n".join(lines + warnings))


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
            accounts.get_school_called(slug).id, _read(file), Path(file).name, dry_run=dry_run
        )
    _say(asdict(report), as_json, "\n".join(_roster_lines(report)))
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
    data, name = _read(file), Path(file).name
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
    _say(report.as_dict(), as_json, "\n".join(_import_lines(report, table, targets)))


def _import_lines(report, table, targets):
    """What the columns were taken for, every line with a doubt, and the sums."""
    yield from (f"= {header}: {target or '-'}" for header, target in zip(table.headers, targets, strict=True))
    yield from (f"! {number}: {sentence}" for number, sentence in report.wrong)
    yield from (f"? {number}: {sentence}" for number, sentence in report.unknown)
    yield from (f"~ {number}: {name}" for number, name in report.kept)
    sums = (report.added, report.unidentified, report.known, len(report.kept), report.blank)
    yield "Đưa vào {} (chưa rõ của ai {}), đã có {}, giữ nguyên {}, trống {}.".format(*sums)


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
    _say(data, as_json, line)


@summary.command("show")
@click.argument("consultation_id", type=int)
@click.option("--version", type=int, default=None)
@AS_JSON
@fails_clearly
def show_summary(consultation_id, version, as_json):
    """Print the frozen figures."""
    made = reports.get_snapshot(consultations.get_any(consultation_id), version)
    figures = reports.outer_summary_of(made)
    _say(json.loads(figures.as_json()), as_json, csv_printer.as_text(figures))


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
    told = tables.read_texts(_read(texts), texts)
    coded = tables.read_labels(_read(labels), labels, told) if labels else {}
    words = tables.read_seeds(_read(seeds), seeds) if seeds else ()
    suggested = [asdict(one) for one in suggest(told, coded, words)]
    rows = [tables.HEAD, *(one.values() for one in suggested)]
    _say(suggested, as_json, csv_printer.lines(rows).replace("\r\n", "\n").rstrip())


@click.command("verify")
@AS_JSON
@fails_clearly
@with_appcontext
def verify_command(as_json):
    """Recount what is closed, recheck hashes and receipts; exit code 1 if anything was altered or lost."""
    verdicts = reports.verify()
    lost = [one for one in consultations.list_sealed() if not consultations.has_key(one)]
    data = [*map(_verdict_data, verdicts), *map(_lost_data, lost)]
    _say(data, as_json, "\n".join([*_verdict_lines(verdicts), *map(_unopenable, lost)]))
    if lost or any(one.is_altered for one in verdicts):
        sys.exit(1)


def _lost_data(one):
    """Of a consultation whose envelopes nobody can open."""
    return {"consultation": one.id, "title": one.title, "is_unopenable": True}


def _verdict_data(verdict):
    return {
        "consultation": verdict.consultation.id, "title": verdict.consultation.title,
        "summary": verdict.number, "root": verdict.root, "counted": verdict.counted,
        "is_altered": verdict.is_altered,
        "findings": [
            {"what": one.what.value, "submission": one.submission_id, "thing": one.thing}
            for one in verdict.findings
        ],
    }  # fmt: skip


def _verdict_lines(verdicts):
    for verdict in verdicts:
        name = f"{verdict.consultation.id} {verdict.consultation.title}"
        if verdict.number is None:
            yield f"– {name}: chưa có bản tổng hợp"
            continue
        sign = "!" if verdict.is_altered else "="
        root = verdict.root or "chưa có sổ kiểm phiếu"
        yield f"{sign} {name}: bản tổng hợp số {verdict.number}, {verdict.counted} phiếu, {root}"
        for one in verdict.findings:
            yield f"    {one.what.label}: {' '.join(filter(None, [one.submission_id, one.thing]))}"
    if not verdicts:
        yield "Không có đợt nào đã đóng."


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False))
@fails_clearly
@with_appcontext
def backup_command(file):
    """A consistent copy of the database in FILE, while the program runs."""
    backup.write(Path(file))
    click.echo(
        f"{file}: {Path(file).stat().st_size:,} byte. "
        "Không chứa khóa bí mật (thư mục secrets) và khóa niêm phong (KEYS_DIR)."
    )


@click.command("restore")
@click.argument("file", type=FILE)
@fails_clearly
@with_appcontext
def restore_command(file):
    """Put the copy FILE into an empty database."""
    rows = backup.read(Path(file))
    click.echo(f"Đã phục hồi {rows} dòng.")
    for one in consultations.list_sealed():
        if not consultations.has_key(one):
            click.echo(_unopenable(one))


def _unopenable(one):
    return (
        f"! Đợt {one.id} ({one.title}): không có khóa nên không mở được các phiếu niêm phong. "
        f"Để hỏi lại mọi người: flask envelopes forget {one.id}"
    )


envelopes = AppGroup("envelopes", help="Sealed opinions of consultations without names.")


@envelopes.command("list")
@AS_JSON
@fails_clearly
def list_envelopes(as_json):
    """Consultations whose opinions are sealed, and whether their keys are here."""
    found = consultations.list_sealed()
    data = [{"id": one.id, "title": one.title, "has_key": consultations.has_key(one)} for one in found]
    lines = [
        f"Đợt {one.id} ({one.title}): có khóa." if told["has_key"] else _unopenable(one)
        for one, told in zip(found, data, strict=True)
    ]
    _say(data, as_json, "\n".join(lines))


@envelopes.command("forget")
@click.argument("consultation_id", type=int)
@click.confirmation_option(prompt="Các phiếu này mất hẳn. Xóa để hỏi lại?")
@fails_clearly
def forget_envelopes(consultation_id):
    """Remove opinions that cannot be opened, with the ticks that came with them: all can be asked again."""
    with step():
        number = feedback_store.forget_unopenable(consultations.get_any(consultation_id))
    click.echo(f"Đã xóa {number} phiếu không mở được. Ai đã góp ý trong đợt này có thể góp ý lại.")


def init_app(app):
    for command in (serve, school, demo_command, draft, people, codes, feedback, summary, letter,
                    export, themes, verify_command, envelopes, backup_command, restore_command):  # fmt: skip
        app.cli.add_command(command)
