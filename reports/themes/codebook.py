"""What a codebook is made of: which themes stand, in which order, and what is wrong with them."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from core.i18n import _, _n
from core.text import fold, one_line
from reports.rules import THEMES_MAX, ThemeKind
from reports.themes.features import Phrases, words
from reports.themes.lexicon import GROUPS

#: More than these are hard to keep in mind while coding, and to read in a summary.
EASY = 20
#: A theme of fewer comments, or of a smaller share, is none (ThemeFinder of the UK's i.AI does the same).
SMALL, SMALL_SHARE = 5, 0.001
#: Two themes that share so many of their seed words (of the smaller one's) are one.
SHARED = 0.4
#: "Khác" with a larger share of what is coded hides a theme.
TOO_MUCH_OTHER = 0.3
_APART = re.compile(r"[\n,;]+")
#: Around "nhất trí" these say nothing more.
_FILLING = (
    "toi chung toi em chung em gia dinh phu huynh cha me be chau con a nha truong cac co voi ve cua "
    "du thao noi dung nay do van ban dieu khoan muc toan bo hoan toan tat ca rat thay nhu tren va la "
    "duoc nhe roi het cho xin da thi"
)


@dataclass(frozen=True)
class Line:
    """A theme that stands, as the codebook lists it. ids: its own and those of themes merged into it."""

    theme: object
    is_child: bool
    ids: tuple[int, ...]
    approved: int = 0
    suggested: int = 0

    @property
    def number(self):
        return self.approved + self.suggested


def standing(themes):
    """{theme id: id of the theme that stands for it}: merged ones lead to where they went."""
    into = {one.id: one.merged_into_id for one in themes}

    def last(id_):
        while into[id_] is not None:
            id_ = into[id_]
        return id_

    return {id_: last(id_) for id_ in into}


def lines(themes, approved=(), suggested=()):
    """Lines in the order of the names, children below their parent, the two that are always there last.

    approved, suggested: {theme id: comments}, of merged themes too.
    """
    leads, sums = standing(themes), (defaultdict(int), defaultdict(int))
    merged = defaultdict(list)
    for id_, last in leads.items():
        merged[last].append(id_)
        for table, counts in zip(sums, (dict(approved), dict(suggested)), strict=True):
            table[last] += counts.get(id_, 0)
    alive = {one.id: one for one in themes if one.merged_into_id is None}

    def parent_of(one):
        return leads.get(one.parent_id) if leads.get(one.parent_id) != one.id else None

    def key(one):
        above = alive.get(parent_of(one), one)
        return _place(above), _place(one) if above is not one else (0, "", 0)

    return [
        Line(one, parent_of(one) is not None, tuple(merged[one.id]), sums[0][one.id], sums[1][one.id])
        for one in sorted(alive.values(), key=key)
    ]


def _place(theme):
    return list(ThemeKind).index(theme.kind), fold(theme.name), theme.id


def name_of(theme):
    """As people read it: the two that are always there speak the reader's language."""
    return theme.name if theme.kind is ThemeKind.PLAIN else str(theme.kind.label)


def seed_words(text):
    """Words and phrases of `text` (one a line, or between commas), each once whatever its dấu."""
    kept = {}
    for part in _APART.split(text or ""):
        if plain := words(part):
            kept.setdefault(plain, one_line(part))
    return list(kept.values())


def warnings(found):
    """Sentences about what to put right. found: Lines with their numbers."""
    plain = [line for line in found if line.theme.kind is ThemeKind.PLAIN]
    total = sum(line.number for line in found)
    if len(plain) > EASY:
        yield _n(
            "Có %(num)d chủ đề: khó nhớ khi mã hóa và khó đọc khi tổng hợp. Nên gộp còn khoảng %(few)d.",
            "Có %(num)d chủ đề: khó nhớ khi mã hóa và khó đọc khi tổng hợp. Nên gộp còn khoảng %(few)d.",
            len(plain), few=EASY,
        )  # fmt: skip
    yield from _alike(plain)
    for line in plain:
        if total >= 20 * SMALL and line.number < max(SMALL, SMALL_SHARE * total):
            yield _n(
                "Chủ đề “%(name)s” chỉ có %(num)d ý kiến. Nên gộp với chủ đề khác.",
                "Chủ đề “%(name)s” chỉ có %(num)d ý kiến. Nên gộp với chủ đề khác.",
                line.number, name=line.theme.name,
            )  # fmt: skip
        if not line.theme.seeds and line.approved < SMALL:
            yield _("Chủ đề “%(name)s” chưa có từ khóa: máy chưa gợi ý được.", name=line.theme.name)
    other = next((line for line in found if line.theme.kind is ThemeKind.OTHER), None)
    if other and total >= 20 * SMALL and other.number > TOO_MUCH_OTHER * total:
        yield _(
            "“Khác” chiếm hơn %(share)d %% số ý kiến: có lẽ còn thiếu một chủ đề.", share=100 * TOO_MUCH_OTHER
        )


def _alike(plain):
    for one, two in combinations(plain, 2):
        names = {"one": one.theme.name, "two": two.theme.name}
        if _bare(one.theme.name) == _bare(two.theme.name):
            yield _("“%(one)s” và “%(two)s” có tên gần như nhau. Nên gộp lại.", **names)
            continue
        seeds = [set(map(words, seed_words(line.theme.seeds))) for line in (one, two)]
        both = seeds[0] & seeds[1]
        if len(both) > 1 and len(both) >= SHARED * min(map(len, seeds)):
            yield _("“%(one)s” và “%(two)s” chung nhiều từ khóa. Nên gộp, hoặc bỏ bớt từ khóa.", **names)
        elif both:
            spelt = next(word for word in seed_words(one.theme.seeds) if words(word) in both)
            yield _("Từ khóa “%(word)s” đứng ở cả hai chủ đề “%(one)s” và “%(two)s”.", word=spelt, **names)


def _bare(name):
    return " ".join(sorted(word for word in words(name).split() if word != "va"))


def left_of(group, is_said):
    """A found group with only those of its words that is_said(word)."""
    kept = [word for word in group["words"].split(", ") if is_said(word)]
    name = group["name"] if words(group["name"]) in map(words, kept) else (kept or [""])[0].capitalize()
    return group if ", ".join(kept) == group["words"] else group | {"words": ", ".join(kept), "name": name}


def is_full(themes):
    return sum(one.merged_into_id is None for one in themes) >= THEMES_MAX + 2


_NOTHING = Phrases([("nothing", phrase) for phrase in GROUPS["nothing"]])


def gives_no_reason(text):
    """Whether `text` says what somebody thinks of it and no word more: "Nhất trí ạ", "👍👍", ""."""
    rest = _NOTHING.without(words(text))
    return not set(rest.split()) - set(_FILLING.split())
