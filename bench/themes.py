"""Themes of 10,000 comments: how long the worker takes, and what its process for scikit-learn holds."""

import csv
import json
import os
import subprocess
import sys
import time

from accounts.models import Person
from bench.desk import _SAID, _filled
from core.db import db, step
from core.text import fold
from feedback.models import Comment, Submission
from reports import jobs
from reports.store import codebooks, coding, runs

COMMENTS, LABELS = 10_000, 400


def take(ground, full):
    with ground.app.app_context():
        consultation_id, _clause, _spent = _filled(ground, COMMENTS)
        with step():
            codebook = codebooks.make_codebook(ground.school_id, consultation_id, "starter")
        yield f"themes of {COMMENTS:,} comments by seed words", f"{_run(codebook):.1f} s", "30 s"
        with step():
            _code(codebook)
        yield f"themes of {COMMENTS:,}, some {LABELS} of them coded", f"{_run(codebook):.1f} s", "30 s"
        memory, seconds = _process(ground, codebook)
        yield "themes, memory of the process that suggests", f"{memory:.0f} MB", "600 MB"
        # The same on a busy machine, unlike what the clock on the wall says.
        yield "themes, processor time of that process", f"{seconds:.1f} s", ""


def _run(codebook):
    """Seconds from asking to the last suggestion written."""
    with step():
        codebooks.ask_for_suggestions(codebook)
    begin = time.perf_counter()
    assert jobs.suggest_themes()
    return time.perf_counter() - begin


def _code(codebook):
    """A person codes a share of the comments: by the first sentence that they contain."""
    with _SAID.open(encoding="utf-8") as file:
        themes = {fold(row["text"]): row["theme"] for row in csv.DictReader(file)}
    made = {}
    person = db.session.query(Person).first()
    rows = db.session.execute(
        db.select(Comment.id, Comment.folded)
        .join(Submission)
        .where(Submission.consultation_id == codebook.consultation_id)
        .order_by(Comment.id)
        .limit(LABELS)
    ).all()
    known = {fold(one.name): one for one in codebooks.list_themes(codebook)}
    for comment_id, words in rows:
        name = next((theme for text, theme in themes.items() if text in words), "Khác")
        theme = known.get(fold(name)) or made.get(name)
        if theme is None:
            theme = made[name] = codebooks.put_theme(codebook, None, name=name, seeds="", parent_id=None)
        coding.code(codebook, comment_id, theme.id, person=person, seen="")


def _process(ground, codebook):
    """(most MB that the child held at once, seconds of processor time it took)."""
    with step():
        codebooks.ask_for_suggestions(codebook)
        task = ground.folder / "task.json"
        task.write_text(json.dumps(runs.read_task(runs.take_turn())), encoding="utf-8")
    with task.open("rb") as given:
        child = subprocess.Popen(
            [sys.executable, "-m", "reports.themes.process"], cwd=jobs.ROOT, stdin=given,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        _pid, status, used = os.wait4(child.pid, 0)
    assert status == 0, status
    return used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
