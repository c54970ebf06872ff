"""Papers of every kind a school meets, written for these tests, with what is true of them.

A paper is typed line by line; each line says what it is. `Habits` say how its numbers are typed.
"""

import random
from dataclasses import dataclass, field

from consultations.importers.sequence import VIETNAMESE_LETTERS, roman
from tests.consultations.importers.words import SENTENCES, TITLES, TRAPS


@dataclass(frozen=True)
class Typed:
    """One paragraph. kind: what it opens; "" for words. auto: (numId, level) where Word numbers it."""

    words: str
    kind: str = ""
    label: str = ""
    depth: int = 99
    auto: tuple[int, int] | None = None
    cells: tuple[str, ...] = ()
    centered: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Habits:
    article: str = "Điều {}."
    chapter: str = "Chương {}"
    section: str = "Mục {}."
    roman: str = "{}."
    item: str = "{}."
    subitem: str = "{}."
    point: str = "{})"
    dash: str = "-"
    inner_dash: str = "+"
    gap: str = " "
    title_below: bool = True
    bold: bool = True


@dataclass
class Paper:
    seed: int = 0
    habits: Habits = field(default_factory=Habits)

    def __post_init__(self):
        self.lines: list[Typed] = []
        self.random = random.Random(self.seed)
        self.taken = 0

    def words(self, end="."):
        """A sentence nobody has used in this paper, so that each clause can be told from the others."""
        self.taken += 1
        return f"{self.random.choice(SENTENCES)} tại lớp {self.taken}{end}"

    def title(self):
        self.taken += 1
        return f"{self.random.choice(TITLES)} lớp {self.taken}"

    def say(self, *texts, **looks):
        self.lines += [Typed(text, **looks) for text in texts]
        return self

    def open(self, kind, depth, label, words, **more):
        self.lines.append(Typed(words, kind, label, depth, **more))
        return self

    def trap(self):
        return self.say(self.random.choice(TRAPS))

    def rows(self, *rows):
        self.lines += [Typed("", cells=row) for row in rows]
        return self

    def chapter(self, number, *, kind="chapter", depth=20, label=None):
        label = label or self.habits.chapter.format(roman(number))
        title = self.title().upper()
        looks = {"centered": True, "bold": self.habits.bold}
        if self.habits.title_below:
            return self.open(kind, depth, label, "", **looks).say(title, **looks)
        return self.open(kind, depth, label, title, **looks)

    def section(self, number):
        return self.open("section", 30, self.habits.section.format(number), self.title().upper())

    def article(self, number, words=None):
        words = words or self.title()
        return self.open("article", 50, self.habits.article.format(number), words, bold=self.habits.bold)

    def part(self, number, words=None):
        words = words or self.title().upper()
        return self.open("part", 46, self.habits.roman.format(roman(number)), words, bold=self.habits.bold)

    def item(self, number, words=None):
        return self.open("item", 60, self.habits.item.format(number), words or self.words())

    def subitem(self, *numbers, words=None):
        label = self.habits.subitem.format(".".join(map(str, numbers)))
        return self.open("subitem", 58 + 2 * len(numbers), label, words or self.words())

    def point(self, number, words=None):
        letter = VIETNAMESE_LETTERS[number - 1]
        return self.open("point", 70, self.habits.point.format(letter), words or self.words(";"))

    def dash(self, words=None):
        return self.open("bullet", 80, self.habits.dash, words or self.words())

    def inner_dash(self, words=None):
        return self.open("bullet", 84, self.habits.inner_dash, words or self.words())

    def head(self, *title):
        self.say(
            "UBND XÃ AN HÒA", "TRƯỜNG MẦM NON HOA SỮA", "Số: 21/MN-HS",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
            "An Hòa, ngày 12 tháng 8 năm 2026", centered=True,
        )  # fmt: skip
        return self.say(*title, centered=True, bold=True)

    def preamble(self):
        return self.say(
            "Căn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15;",
            "Căn cứ Điều 5 Điều lệ trường mầm non;",
            "Theo đề nghị của tổ trưởng chuyên môn.",
        )

    def sign(self):
        return self.say(
            "Nơi nhận:", "- Như Điều 2;", "- Cha mẹ trẻ;", "- Lưu: VT.", "HIỆU TRƯỞNG", "Đỗ Thị Ngân"
        )

    def articles(self, first, count, *, traps=True):
        """Điều of every shape: a sentence, khoản, khoản with điểm, điểm alone, with prose between."""
        for number in range(first, first + count):
            self.article(number)
            shape = self.random.randrange(4)
            if shape == 0:
                self.say(self.words())
                if traps and self.random.random() < 0.5:
                    self.trap()
            elif shape == 1:
                for at in range(1, self.random.randint(2, 12)):
                    self.item(at)
            elif shape == 2:
                for at in range(1, self.random.randint(2, 4)):
                    self.item(at, f"{self.title()} gồm:")
                    for letter in range(1, self.random.randint(3, 23)):
                        self.point(letter)
            else:
                self.say(f"{self.title()} gồm:")
                for letter in range(1, self.random.randint(3, 8)):
                    self.point(letter)
        return self

    def tasks(self, first, count):
        """Numbered tasks of a plan, down to the plus sign."""
        for number in range(first, first + count):
            shape = self.random.randrange(4)
            self.item(number, self.title() if shape else None)
            if shape == 1:
                self.say(self.words(), self.words())
            elif shape == 2:
                for at in range(1, 4):
                    self.subitem(number, at, words=self.title())
                    self.dash().dash(f"{self.title()}:").inner_dash().inner_dash()
            elif shape == 3:
                for letter in range(1, 8):
                    self.point(letter)
        return self
