"""The reading desk: laying out, near-copies, and the server's time of a page with few comments and many."""

import csv
import random
import time
from pathlib import Path

from accounts.rules import Audience
from consultations.models import Consultation
from consultations.rules import Mode, Unit
from core import clock, codes
from core.db import db, step
from core.text import fold
from feedback import store as feedback
from feedback.models import Authorship, Comment, Submission
from feedback.moderation import DeskLine
from feedback.rules import Channel, Stance
from reports.models import CommentTheme
from reports.rules import Maker
from reports.store import codebooks

FEW, MANY, COPIES = 1_000, 100_000, 10_000
PAGES = 60
BAR = "100 ms"
#: Comments of a kindergarten, as written for the tests of themes.
_SAID = Path(__file__).parents[1] / "tests" / "reports" / "comments" / "kindergarten.csv"
#: What is asked for in turn: all, one clause, one stance, a channel, unread, a theme, several at once, a
#: word, two words that all have, words that nobody wrote.
_ASKED = (
    "",
    "?muc={clause}",
    "?quan-diem=disagree",
    "?kenh=paper",
    "?chua-doc=1",
    "?chu-de={theme}",
    "?chu-de={theme}&quan-diem=disagree&chua-doc=1",
    "?doi-tuong=teachers&lop=Lớp+3",
    "?tim=hoc+phi",
    "?tim=nha+truong",
    "?tim=khong+ai+viet+vay",
)


def take(ground, full):
    random.seed(1)
    yield from _near_copies(ground)
    app = ground.app
    app.config["WTF_CSRF_ENABLED"] = False
    for number in (FEW, MANY):
        with app.app_context():
            consultation_id, clause_id, spent = _filled(ground, number)
            theme_id = _with_a_theme(ground, consultation_id)
        if number == MANY:
            yield f"desk, {MANY} comments laid out", f"{spent:.0f} s", ""
        client = app.test_client()
        client.set_cookie(app.config["SESSION_COOKIE_NAME"], ground.cookie(ground.principal))
        for name, times in _pages(client, consultation_id, number, clause=clause_id, theme=theme_id).items():
            yield (
                f"desk of {number}, {name or 'all'}, p95 of {PAGES}",
                f"{times[int(0.95 * PAGES)]:.0f} ms",
                BAR,
            )


def _with_a_theme(ground, consultation_id):
    """The id of a theme that every tenth comment has."""
    with step():
        codebook = codebooks.make_codebook(ground.school_id, consultation_id, "starter")
        theme = codebooks.list_themes(codebook)[0]
        ids = db.session.scalars(
            db.select(DeskLine.comment_id).where(
                DeskLine.consultation_id == consultation_id, DeskLine.id % 10 == 0
            )
        ).all()
        rows = [
            {"comment_id": one, "school_id": ground.school_id, "codebook_id": codebook.id,
             "theme_id": theme.id, "maker": Maker.ASSISTANT, "confidence": 0.5}
            for one in ids
        ]  # fmt: skip
        db.session.execute(db.insert(CommentTheme), rows)
        return theme.id


def _pages(client, consultation_id, number, **wanted):
    """{what was asked for: milliseconds in order}, each from places all over, the last among them."""
    base, found = f"/dot/{consultation_id}/ban-doc", {}
    with client.application.app_context():
        least = db.session.scalar(
            db.select(db.func.min(DeskLine.id)).where(DeskLine.consultation_id == consultation_id)
        )
    for asked in _ASKED:
        times = []
        for turn in range(PAGES):
            path = base + asked.format(**wanted)
            after = least + number - (10 if turn % 10 == 9 else 1 + turn * 1_000_003 % number)
            path += f"{'&' if asked else '?'}sau={after}" if turn % 2 else ""
            begin = time.perf_counter()
            answer = client.get(path)
            times.append(1000 * (time.perf_counter() - begin))
            assert answer.status_code == 200, answer.status_code
        found[asked.lstrip("?")] = sorted(times)
    return found


def _near_copies(ground):
    """10,000 comments, a third of them copies with slips; laid out by the worker."""
    with ground.app.app_context():
        _consultation, _clause, spent = _filled(ground, COPIES, copies=3)
    yield f"desk, {COPIES} comments with near-copies laid out", f"{spent:.1f} s", "10 s"


def _filled(ground, number, copies=10):
    """(id of a named consultation with `number` comments, a clause, seconds to lay them out)."""
    with step():
        made = _consultation(ground)
        clauses = [row.id for row in db.session.execute(db.text("SELECT id FROM clause LIMIT 40"))]
        consultation_id = made.id
        _say(ground, made, clauses, number, copies)
    begin = time.perf_counter()
    while True:
        with step():
            if not feedback.lay_out(consultation_id):
                break
    return consultation_id, clauses[3], time.perf_counter() - begin


def _consultation(ground):
    made = Consultation(
        school_id=ground.school_id, title="Bàn đọc", summary="s", purpose="p", method="m", mode=Mode.NAMED,
        unit=Unit.HOUSEHOLD, opened_at=clock.now(), closes_at=clock.now(),
        deadline=clock.today(), made_at=clock.now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def _say(ground, made, clauses, number, copies):
    """Rows of submissions, one comment each; of `copies` one repeats an earlier one, in another writing."""
    said, rows, fresh = [], ([], [], []), _sentences()
    for at in range(number):
        text, clause_id, stance = next(fresh), clauses[at % len(clauses)], list(Stance)[at % 4]
        if said and at % copies == 0:
            text, clause_id, stance = random.choice(said[-500:])
            text = _slip(text)
        said.append((text, clause_id, stance))
        own = codes.random_id()
        rows[0].append({
            "id": own, "school_id": ground.school_id, "consultation_id": made.id,
            "audience": Audience.TEACHERS if at % 9 == 0 else Audience.PARENTS,
            "group_label": f"Lớp {at % 12}",
        })  # fmt: skip
        channel = Channel.PAPER if at % 50 == 0 else Channel.WEB
        rows[1].append(
            {"submission_id": own, "channel": channel, "sent_at": clock.now(), "changed_at": clock.now()}
        )
        rows[2].append({
            "id": codes.random_id(), "school_id": ground.school_id, "submission_id": own,
            "clause_id": clause_id, "stance": stance, "reason": text, "folded": fold("\n" + text),
        })  # fmt: skip
    for table, values in zip((Submission, Authorship, Comment), rows, strict=True):
        for start in range(0, number, 5000):
            db.session.execute(db.insert(table), values[start : start + 5000])


def _sentences():
    """Texts of one to three sentences that people have written, with a name and a figure here and there."""
    with _SAID.open(encoding="utf-8") as file:
        said = [row["text"] for row in csv.DictReader(file)]
    while True:
        yield " ".join(
            [*random.sample(said, random.randint(1, 3)), f"Nhà tôi có {random.randint(1, 400)} ý như vậy."]
        )


def _slip(text):
    """`text` as somebody copies it: without dấu, or with a letter doubled."""
    if random.random() < 0.5:
        return fold(text)
    at = random.randrange(10, len(text) - 10)
    return text[:at] + text[at] + text[at:]
