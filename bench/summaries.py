"""Summaries of a crowd: a snapshot of many responses to 10 questions on both databases, and reading it."""

import subprocess
import sys
import time
from statistics import median

from bench import databases
from bench.crowd import COMMENTED, answer_all
from bench.ground import Ground
from core.db import step
from feedback import store as feedback

READINGS = 15
#: Makes the snapshot in a process of its own, and says what it took.
SNAPSHOT = """
import time
from app import create_app
from bench.databases import Spent
from consultations import store as consultations
from core.db import step
from reports import store
with create_app().app_context():
    start, spent = time.perf_counter(), Spent()
    with step():
        store.make_snapshot(consultations.get_any({consultation_id}))
    # Not ru_maxrss, which begins with what the parent has.
    most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(time.perf_counter() - start, *spent.seconds(), int(most.split()[1]) / 1024)
"""


def take(ground, full):
    sizes = (1_000, 100_000, 1_000_000) if full else (1_000, 5_000, 20_000)
    yield from databases.on_both("a snapshot", lambda name: _on(name, ground.folder / name, sizes))


def _on(name, folder, sizes):
    seconds, own, pages = {}, {}, {}
    for size in sizes:
        with databases.fresh(name, folder / f"{size}") as url:
            ground = Ground(folder / f"{size}", households=1, database_url=url)
            with ground.app.app_context():
                # Of few responses each has words, so that both pages show as many.
                answer_all(ground.consultation_id, size, 1 if size == sizes[0] else COMMENTED)
                _lay_out()
            seconds[size], own[size], served, megabytes = _snapshot(ground.consultation_id)
            pages[size] = _reading(ground)
    few, some, many = sizes
    what = f"{name}: a snapshot of {many:,} responses to 10 questions"
    yield what, f"{seconds[many]:.1f} s", "60 s"
    yield f"{what}, processor time", f"{own[many]:.1f} s", ""
    if name == databases.POSTGRES:
        yield f"{what}, that of the server", f"{served:.1f} s", ""
    yield f"{what}, memory (RSS)", f"{megabytes:.0f} MB", "300 MB"
    for told, spent in (("", seconds), (" of processor time", own)):
        growth = spent[many] / spent[some] / (many / some)
        yield f"{what}, over {some:,}, per response{told}", f"{growth:.2f}", "1.2"
    ratio = pages[many] / pages[few]
    yield f"{name}: reading the summary of {many:,} responses over {few:,}", f"{ratio:.2f}", "1.2"


def _lay_out():
    """As the clock does every minute, while people still answer."""
    is_left = True
    while is_left:
        with step():
            is_left = feedback.lay_out()


def _snapshot(consultation_id):
    """(seconds, those of its processor time, those of the server's, MB) of a process that makes it."""
    done = subprocess.run(
        [sys.executable, "-c", SNAPSHOT.format(consultation_id=consultation_id)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return tuple(map(float, done.stdout.split()))


def _reading(ground):
    """Median seconds of processor time of the page."""
    client = ground.app.test_client()
    client.set_cookie(ground.app.config["SESSION_COOKIE_NAME"], ground.cookie(ground.principal))
    address, taken = f"/dot/{ground.consultation_id}/tong-hop", []
    for _turn in range(READINGS):
        start = time.process_time()
        response = client.get(address)
        taken.append(time.process_time() - start)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
    return median(taken[2:])
