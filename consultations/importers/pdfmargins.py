"""What stands on every page above or below the text: page numbers and running heads."""

import re
from collections import Counter
from dataclasses import replace

from consultations.importers.lines import clean, is_page_number
from consultations.importers.pdflayout import Page, Run, visual_lines

# A head stands on the same height of that many pages, and of that share of all.
FEWEST_PAGES = 2
SHARE_OF_PAGES = 0.5
# Of the height of a page, above and below: there margins are.
MARGIN = 0.12
LONGEST_NUMBERED = 20

_DIGITS = re.compile(r"\d+")


def without_margins(pages: list[Page]) -> tuple[list[Page], list[int], list[str]]:
    """The pages without them, the page numbers, and the words of the heads."""
    lines = [visual_lines(page.runs) for page in pages]
    repeated = _repeated(pages, lines)
    numbers: list[int] = []
    heads: list[str] = []
    kept = []
    for page, found in zip(pages, lines, strict=True):
        gone = set()
        for at in _edges(page, found):
            text = _text(found[at])
            number = is_page_number(clean(text), numbers[-1] if numbers else None)
            if number is not None:
                numbers.append(number)
            elif _key(found[at]) in repeated:
                heads.append(text)
            else:
                continue
            gone.update(id(run) for run in _runs_of(page, found[at]))
        kept.append(replace(page, runs=[run for run in page.runs if id(run) not in gone]))
    return kept, numbers, heads


def _repeated(pages, lines) -> set[tuple[str, int]]:
    counts = Counter(
        key
        for page, found in zip(pages, lines, strict=True)
        for key in {_key(found[at]) for at in _edges(page, found)}
    )
    needed = max(FEWEST_PAGES, SHARE_OF_PAGES * len(pages))
    return {key for key, count in counts.items() if count >= needed}


def _edges(page: Page, lines) -> list[int]:
    """The first two and last two lines, as far as they stand in a margin; a page number may be the second."""
    count = len(lines)
    top = [at for at in (0, 1) if at < count and lines[at][0].y > (1 - MARGIN) * page.height]
    bottom = [at for at in (count - 1, count - 2) if at > 1 and lines[at][0].y < MARGIN * page.height]
    return top + bottom


def _key(line) -> tuple[str, int]:
    """What pages have in common: the words and how high they stand; the number in "Trang 2/7" differs."""
    text = _text(line)
    return _DIGITS.sub("#", text) if len(text) <= LONGEST_NUMBERED else text, round(line[0].y / 4)


def _text(line) -> str:
    return " ".join(segment.text for segment in line)


def _runs_of(page: Page, line) -> list[Run]:
    y, size = line[0].y, max(segment.size for segment in line)
    return [run for run in page.runs if abs(run.y - y) <= 0.5 * size]
