"""The review screen of a long draft: server time of each kind of action in one run, and the page's size."""

import re
import time
from urllib.parse import urlencode

from consultations import importers
from consultations import store as consultations
from consultations.models import Consultation
from consultations.rules import Kind, Mode, Unit
from core import clock
from core.db import db, step

ARTICLES, ITEMS = 100, 6
#: Actions of each kind in one run.
TURNS = 40
BAR_MS = 200
PAGE_BAR = "150 KiB"
TOKEN = re.compile(r'name="on" value="(\d+):(\d+)"')
EDITOR = re.compile(r'<form method="post"[^>]* id="one".*?</form>', re.S)


def take(ground, full):
    """An officer works through the draft from top to bottom; every action is a POST and the page after it."""
    office = _Office(ground)
    for name, path, fields in _ACTS:
        spent = sorted(office.act(turn, path, fields) for turn in range(TURNS))
        yield f"review, {name}, p95 of {TURNS}", f"{spent[int(0.95 * TURNS)]:.0f} ms", f"{BAR_MS} ms"
    for name, what in (("undo", "hoan-tac"), ("redo", "lam-lai")):
        spent = sorted(office.post(what, {"x": "1"}) for _ in range(TURNS))
        yield f"review, {name}, p95 of {TURNS}", f"{spent[int(0.95 * TURNS)]:.0f} ms", f"{BAR_MS} ms"
    sizes = [office.size(clause_id) for clause_id in office.ids()]
    yield (
        f"review, largest page of {len(sizes)} clauses, one opened",
        f"{max(sizes) / 1024:.0f} KiB",
        PAGE_BAR,
    )


def _typed(office, clause_id):
    return {
        "kind": Kind.ITEM.value,
        "label": "9.",
        "heading": "",
        "text": f"Lời văn đã sửa của mục {clause_id}.",
    }


def _cut(office, clause_id):
    return {"at": re.search(r'<option value="(\d+)">', office.page[office.page.index('id="at"') :]).group(1)}


_ACTS = [
    ("correct", "sua", _typed), ("as in the file", "nhu-tep", None), ("split", "tach", _cut),
    ("merge", "gop", None), ("a level up", "len-cap", None), ("a level down", "xuong-cap", None),
    ("leave out", "bo", None), ("take in", "lay-lai", None),
]  # fmt: skip


class _Office:
    """One officer at the long draft; served in this process, so that only the server's time counts."""

    def __init__(self, ground):
        self.app, self.page = ground.app, ""
        with self.app.app_context():
            with step():
                self.base = f"/dot/{_long_draft(ground)}/ra-soat"
            db.session.rollback()
        self.client = self.app.test_client()
        self.app.config["WTF_CSRF_ENABLED"] = False
        self.client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], ground.cookie(ground.principal))

    def ids(self):
        with self.app.app_context():
            draft = consultations.find_draft(db.session.get(Consultation, int(self.base.split("/")[2])))
            return [piece.id for piece in consultations.read_desk(draft).pieces]

    def open(self, clause_id):
        answer = self.client.get(f"{self.base}?sua={clause_id}")
        assert answer.status_code == 200, answer.status_code
        self.page = answer.text
        return self.page

    def size(self, clause_id):
        return len(self.open(clause_id).encode())

    def act(self, turn, path, fields):
        """Do it to a clause near `turn` fortieths of the way down; milliseconds."""
        ids = self.ids()
        # The khoản in the middle of an Điều, whatever was merged or split above it.
        clause_id = next(
            one
            for one in ids[len(ids) * turn // TURNS + 3 :]
            if "len-cap" in self.open(one) and self._fits(path)
        )
        form = EDITOR.search(self.page).group()
        on = [f"{one}:{revision}" for one, revision in TOKEN.findall(form)]
        return self.post(f"{clause_id}/{path}", {"on": on, **(fields(self, clause_id) if fields else {})})

    def _fits(self, path):
        return f'/{path}"' in self.page and (path != "tach" or 'id="at"' in self.page)

    def post(self, what, fields):
        begin = time.perf_counter()
        answer = self.client.post(
            f"{self.base}/{what}", data=urlencode(fields, doseq=True),
            content_type="application/x-www-form-urlencoded", follow_redirects=True,
        )  # fmt: skip
        spent = 1000 * (time.perf_counter() - begin)
        assert answer.status_code == 200, (what, answer.status_code)
        return spent


def _long_draft(ground):
    """Id of a consultation being prepared, its draft a law of 100 Điều: 700 clauses, 130,000 characters."""
    sentence = "Nhà trường công khai để cha mẹ trẻ và người lao động biết, góp ý và giám sát việc thực hiện. "
    lines = ["LUẬT", "ĐO ĐẠC"]
    for article in range(1, ARTICLES + 1):
        lines.append(f"Điều {article}. Việc thứ {article} của nhà trường")
        lines += [f"{item}. {sentence * 2}" for item in range(1, ITEMS + 1)]
    made = Consultation(
        school_id=ground.school_id, title="Dự thảo dài", summary="s", purpose="p", method="m",
        mode=Mode.NAMED, unit=Unit.HOUSEHOLD, made_at=clock.now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    consultations.put_draft(made, importers.parse_text("\n".join(lines)), file_name="", original=None)
    return made.id
