"""That nothing is altered or lost: verify, backup, restore, and envelopes without a key."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

import backup
from cli.common import AS_JSON, FILE, fails_clearly, say
from consultations import store as consultations
from core.db import step
from feedback import store as feedback_store
from reports import store as reports


@click.command("verify")
@AS_JSON
@fails_clearly
@with_appcontext
def verify_command(as_json):
    """Recount what is closed, recheck hashes and receipts; exit code 1 if anything was altered or lost."""
    verdicts = reports.verify()
    lost = [one for one in consultations.list_sealed() if not consultations.has_key(one)]
    data = [*map(_verdict_data, verdicts), *map(_lost_data, lost)]
    say(data, as_json, "\n".join([*_verdict_lines(verdicts), *map(_unopenable, lost)]))
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
    say(data, as_json, "\n".join(lines))


@envelopes.command("forget")
@click.argument("consultation_id", type=int)
@click.confirmation_option(prompt="Các phiếu này mất hẳn. Xóa để hỏi lại?")
@fails_clearly
def forget_envelopes(consultation_id):
    """Remove opinions that cannot be opened, with the ticks that came with them: all can be asked again."""
    with step():
        number = feedback_store.forget_unopenable(consultations.get_any(consultation_id))
    click.echo(f"Đã xóa {number} phiếu không mở được. Ai đã góp ý trong đợt này có thể góp ý lại.")


photos = AppGroup("photos", help="Photos of papers.")


@photos.command("clean")
@fails_clearly
def clean_photos():
    """Take place, time and device out of photos of papers that an older version stored with them."""
    with step():
        changed, damaged = feedback_store.strip_photos()
    click.echo(f"Đã làm sạch {changed} ảnh.")
    for tag in damaged:
        click.echo(f"! Ảnh của phiếu {tag} không đọc được nên để nguyên.")
