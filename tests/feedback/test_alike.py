"""Copies among what is laid out: the same as when each text is compared with every other; quickly covered."""

import csv
import random
from pathlib import Path

import pytest

from core.db import db
from core.text import fold
from feedback import alike, masking, signs
from feedback import store as feedback
from feedback.moderation import DeskLine
from feedback.rules import Sign
from tests.reports.conftest import AGREE, CHANGES, Asked

SAID = Path(__file__).parents[1] / "reports" / "comments" / "kindergarten.csv"


@pytest.fixture
def asked(school):
    return Asked(school)


def written(number):
    """(text, clause 0 or 1, stance): of three one repeats an earlier one, with a slip or without dấu."""
    chance = random.Random(5)
    with SAID.open(encoding="utf-8") as file:
        sentences = [row["text"] for row in csv.DictReader(file)]
    made = []
    while len(made) < number:
        if len(made) % 3 == 2:
            text, clause, stance = chance.choice(made)
            at = chance.randrange(len(text) - 1)
            made.append((chance.choice([fold(text), text[:at] + text[at] + text[at:]]), clause, stance))
        else:
            text = " ".join(chance.sample(sentences, chance.randint(2, 3)))
            made.append((text, chance.randrange(2), chance.choice([AGREE, CHANGES])))
    return made


def test_those_put_together_are_those_a_look_at_every_pair_finds(asked):
    feedback.lay_out_all(asked.id)
    for at, (text, clause, stance) in enumerate(written(240)):
        own = asked.comment(asked.said[0], [asked.first, asked.second][clause], stance, reason=text)
        own.id = f"{at:032x}"
    db.session.flush()
    feedback.lay_out_all(asked.id)
    lines = db.session.scalars(db.select(DeskLine).order_by(DeskLine.id)).all()
    firsts, slow = {}, {}
    for line in lines:
        about = firsts.setdefault((line.clause_id, line.stance), [])
        slow[line.id] = next((one.id for one in about if alike.are_alike(one.words, line.words)), line.id)
        if slow[line.id] == line.id:
            about.append(line)
    assert {line.id: line.kin_id for line in lines} == slow
    assert sum(line.id != line.kin_id for line in lines) > 70


def test_a_text_without_a_word_is_nobodys_copy(asked):
    for sign in ("👍", "👎", "👍👍"):
        asked.comment(asked.said[0], asked.first, AGREE, reason=sign)
    db.session.flush()
    feedback.lay_out_all(asked.id)
    bare = db.session.scalars(db.select(DeskLine).where(DeskLine.words == "")).all()
    assert len(bare) == 3 and all(line.kin_id == line.id for line in bare)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Bé Na bị hen, gọi 0912 345 678", "Bé [tên trẻ] bị [sức khỏe của trẻ], gọi [số điện thoại]"),
        ("stk 12 345 678 nhà ở tổ 5", "stk [số tài khoản] nhà ở [địa chỉ]"),
        ("thư a@b.vn, sinh năm 2019", "thư [thư điện tử], sinh năm [ngày sinh]"),
        ("xem zalo.me/abc", "xem [địa chỉ mạng]"),
        ("gọi (024) 3 8765 432 nhé", "gọi [số điện thoại] nhé"),
        ("", ""),
    ],
)
def test_what_is_looked_for_only_where_it_can_be_is_covered(said, left):
    assert masking.cover(said) == left


def test_signs_are_seen_with_dau_and_without():
    assert (
        signs.signs_of("Tôi muốn TỐ CÁO việc này") == signs.signs_of("toi muon to cao") == {Sign.DENUNCIATION}
    )
    assert signs.signs_of("Cô đánh cháu") == {Sign.DENUNCIATION, Sign.DANGER}
    assert signs.signs_of("Nghiêm cấm đánh trẻ") == signs.signs_of("Bữa trưa ngon") == set()
