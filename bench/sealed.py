"""Sealed intake and the release: what they cost beside the named way, and at 100,000 envelopes."""

import gc
import subprocess
import sys
import time
from datetime import timedelta

from accounts.rules import Audience
from bench import databases, processes, server
from bench.ground import Ground
from consultations import store as consultations
from consultations.rules import GRACE, Mode
from core import clock, codes
from core.db import db, step
from feedback import store
from feedback.contents import Contents
from feedback.models import Envelope, Submission
from feedback.rules import Stance
from feedback.sealing import Sealer

ENVELOPES, ENVELOPES_SMALL = 100_000, 20_000
BYTES = 4096
#: Families that answer before the server's processor time is read.
WARM = 40
WORDS = "Xin mở cổng sớm hơn một chút để gia đình kịp giờ làm, và có chỗ đứng đợi khi trời mưa."


def take(ground, full):
    number = ENVELOPES if full else ENVELOPES_SMALL
    yield from databases.on_both("a release", lambda name: _release(name, ground.folder / "sealed", number))
    yield from _intake(ground)


def _release(name, folder, number):
    """In a process of its own, so that its memory is its own."""
    folder /= name
    with databases.fresh(name, folder) as url:
        ground = Ground(folder, households=10, database_url=url)
        with ground.app.app_context():
            consultation_id = _filled(ground, number)
        line = subprocess.run(
            [sys.executable, "-m", "bench.sealed", str(consultation_id)],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
    seconds, served, wall, before, most, written = line.split()
    what = f"{name}: release of {number:,} envelopes of {BYTES // 1024} KiB"
    assert int(written) == number, line
    yield f"{what}, processor time", f"{float(seconds):.1f} s", f"{20 * number / ENVELOPES:.0f} s"
    if name == databases.POSTGRES:
        yield f"{what}, that of the server", f"{float(served):.1f} s", ""
    yield f"{what}, by the clock on the wall", f"{float(wall):.1f} s", ""
    yield f"{what}, most memory", f"{float(most):.0f} MB", "150 MB"
    yield f"{name}: the same process before it", f"{float(before):.0f} MB", ""


def _filled(ground, number):
    """An anonymous consultation that has ended, with `number` envelopes: ten answers and words each."""
    with step():
        made = consultations.copy_consultation(consultations.get_any(ground.consultation_id))
        made.mode, made.deadline = Mode.ANONYMOUS, clock.today()
        db.session.flush()
        consultations.open_consultation(made)
        made.closes_at, made.envelope_bytes = clock.now() - GRACE - timedelta(minutes=1), BYTES
        paper = consultations.get_paper(made)
        sealer = Sealer(made.id, consultations.read_key(made.id, made.key_check), BYTES)
        rows = []
        for at in range(number):
            contents = Contents(Audience.PARENTS, f"{at % 40}", codes.tag(b"bench", str(at)), is_sent=True)
            contents.put_comment(None, Stance.DISAGREE, "", WORDS, 1)
            contents.put_answers([(item.id, 0, None, 1 + at % 5, None) for item in paper.questions])
            tag = sealer.tag(str(at))
            rows.append(
                {
                    "tag": tag, "school_id": made.school_id, "consultation_id": made.id,
                    "sealed": sealer.seal(tag, contents.pack()),
                }
            )  # fmt: skip
            if len(rows) == 1000 or at == number - 1:
                db.session.execute(Envelope.__table__.insert(), rows)
                rows = []
        return made.id


def _intake(ground):
    """Server CPU of a respondent's session (GET form, POST of ten answers, GET receipt), each a first one."""
    named_id = ground.consultation_id
    costs = {mode: _cost(ground, mode) for mode in Mode}
    ground.consultation_id = named_id
    share = costs[Mode.ANONYMOUS] / costs[Mode.NAMED]
    yield "server CPU of a submission without a name, as a share of a named one", f"{share:.2f}", "1.5"


def _cost(ground, mode):
    with ground.app.app_context(), step():
        made = consultations.copy_consultation(consultations.get_any(ground.consultation_id))
        made.mode, made.deadline = mode, clock.today() + timedelta(days=5)
        consultations.open_consultation(made)
        ground.consultation_id = made.id
    with ground.served() as base:
        pids = processes.tree_of_port(base)
        for user in ground.households[:WARM]:
            server.answer(ground, base, user)
        before = sum(map(processes.cpu_seconds, pids))
        for user in ground.households[WARM:]:
            server.answer(ground, base, user)
        return sum(map(processes.cpu_seconds, pids)) - before


def _release_here(consultation_id):
    """What the clock does: "processor seconds, the server's, seconds, MB before, most MB, submissions"."""
    from app import create_app

    app = create_app()
    with app.app_context():
        db.session.rollback()
        # As the server does before it starts its clock.
        gc.collect()
        gc.freeze()
        before, start = processes.peak_of_this(), time.perf_counter()
        spent = databases.Spent()
        with step():
            store.release(consultation_id)
        seconds, served = spent.seconds()
        wall = time.perf_counter() - start
        most = processes.peak_of_this()
        number = db.session.query(Submission).filter_by(consultation_id=consultation_id).count()
        print(seconds, served, wall, before, most, number)


if __name__ == "__main__":
    _release_here(int(sys.argv[1]))
