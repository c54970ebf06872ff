"""Exports of a large consultation: memory of a process that writes one, and whether every row is in it."""

import os
import subprocess
import sys

from bench.crowd import answer_all
from bench.ground import Ground
from core.db import step
from feedback import store as feedback

RESPONSES, RESPONSES_SMALL = 250_000, 20_000
#: Makes the snapshot, then the file in a process of its own.
SNAPSHOT = """
from app import create_app
from consultations import store as consultations
from core.db import step
from reports import store
with create_app().app_context(), step():
    store.make_snapshot(consultations.get_any({id}))
"""
EXPORT = """
import tempfile, time
from app import create_app
from consultations import store as consultations
from reports import printers
with create_app().app_context(), tempfile.TemporaryFile() as file:
    start = time.process_time()
    rows = printers.export(consultations.get_any({id}), "{form}", file)
    seconds = time.process_time() - start
    most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(rows, seconds, int(most.split()[1]) / 1024)
"""


def take(ground, full):
    responses = RESPONSES if full else RESPONSES_SMALL
    folder = ground.folder / "exports"
    folder.mkdir()
    before = dict(os.environ)
    own = Ground(folder, households=1)
    with own.app.app_context():
        answer_all(own.consultation_id, responses)
        is_left = True
        while is_left:
            with step():
                is_left = feedback.lay_out()
    _run(SNAPSHOT.format(id=own.consultation_id))
    for form in ("xlsx", "csv"):
        rows, seconds, megabytes = map(float, _run(EXPORT.format(id=own.consultation_id, form=form)).split())
        what = f"{form.upper()} of {responses:,} responses ({int(rows):,} rows, all counted)"
        yield f"{what}, memory (RSS)", f"{megabytes:.0f} MB", "200 MB"
        yield f"{what}, processor time", f"{seconds:.1f} s", ""
    os.environ.clear()
    os.environ.update(before)


def _run(program):
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
