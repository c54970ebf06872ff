"""Work of reports: the summary of what has ended; suggestions of themes that were asked for."""

import json
import subprocess
import sys
from pathlib import Path

from core.db import step
from core.jobs import as_asked, every_minute
from reports import store
from reports.store import codebooks, runs

#: Suggestions written in one transaction, and seconds between two signs of life while they are computed.
AT_ONCE, SIGN_SECONDS = 500, 5
ROOT = Path(__file__).parents[1]


@every_minute
def summarise_what_has_ended():
    for consultation in store.list_due():
        store.make_snapshot(consultation)


@every_minute
def forget_words_that_are_gone():
    codebooks.forget_unsaid_words()


@as_asked
def suggest_themes():
    """Serve one codebook whose suggestions were asked for; False when none waits.

    Stopped in the middle, the run is taken up again when its claim has run out: what was written is there,
    the rest is computed anew.
    """
    with step():
        turn = runs.take_turn()
    if turn is None:
        return False
    try:
        _suggest(turn)
    except runs.Lost:
        pass
    except Exception:
        with step():
            runs.give_up(turn)
        raise
    return True


def _suggest(turn):
    with step():
        task = runs.read_task(turn)
    answer = _compute(task, lambda: _sign_of_life(turn))
    found = answer.get("found", ())
    for at in range(0, len(found), AT_ONCE):
        with step():
            runs.write_some(turn, found[at : at + AT_ONCE])
    with step():
        runs.finish(turn, answer.get("groups"))


def _sign_of_life(turn):
    with step():
        runs.hold(turn)


def _compute(task, sign_of_life):
    """What reports.themes.process answers, from a process of its own. Raises ChildProcessError."""
    child = subprocess.Popen(
        [sys.executable, "-m", "reports.themes.process"], cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    given = json.dumps(task).encode()
    try:
        while True:
            try:
                out, err = child.communicate(given, timeout=SIGN_SECONDS)
                break
            except subprocess.TimeoutExpired:
                given = None
                sign_of_life()
    except BaseException:
        child.kill()
        child.wait()
        raise
    if child.returncode:
        raise ChildProcessError(err.decode(errors="replace")[-2000:])
    return json.loads(out)
