"""Whether words after a number are a heading or already the text."""

from consultations.importers.lines import Line, is_capitals
from consultations.importers.openings import ARTICLE, ITEM, LETTER_PART, POINT, Opening, openings
from consultations.importers.titles import ISSUED_WITH

# The title of one article of Luật 10/2022 has 240 characters.
HEADING_MAX_CHARS = {ARTICLE: 300, ITEM: 150, POINT: 100}
SHORT_SENTENCE_CHARS = 100
TITLE_MAX_LINES = 3


def is_heading(opening: Opening, line: Line, following: Line | None, child: bool | None) -> bool:
    """child: whether the following line opens a clause beneath, or beside (False); None: prose."""
    words, limit = opening.rest, _limit(opening.rank)
    if len(words) > limit:
        return False
    if opening.rank < ARTICLE and words[-1] not in ".;":
        return True
    if following is None or child is False:
        return opening.rank < ARTICLE and is_capitals(words)
    if is_capitals(words) or words[-1] not in ".;:,…":
        return True
    if opening.rank == ARTICLE and words[-1] in ":":
        return True
    if len(words) > SHORT_SENTENCE_CHARS or words[-1] != "." or opening.rank >= POINT:
        return False
    return bool(child) or line.bold and not following.bold


def _limit(rank: int) -> int:
    """The longest heading of a clause of this rank; bullets have none."""
    if rank <= ARTICLE:
        return HEADING_MAX_CHARS[ARTICLE]
    if rank < POINT:
        return HEADING_MAX_CHARS[ITEM]
    return HEADING_MAX_CHARS[POINT] if rank == POINT else 0


def title_lines(lines: list[Line], at: int, opening: Opening) -> list[Line]:
    """The lines from `at` on that go on with the title of a part, chapter or section."""
    title: list[Line] = []
    titled = bool(opening.rest)
    if titled and not is_capitals(opening.rest):
        return title
    for line in lines[at : at + TITLE_MAX_LINES]:
        if not line.is_plain or line.label or openings(line.text):
            break
        goes_on = bool(title) and line.centered and title[-1].centered and line.bold == title[-1].bold
        is_first = not titled and not title and opening.rank < LETTER_PART and _may_be_title(line)
        if not (is_first or goes_on or is_capitals(line.text) or ISSUED_WITH.match(line.text)):
            break
        if title and not goes_on and not is_capitals(title[-1].text):
            break
        title.append(line)
    return title


def _may_be_title(line: Line) -> bool:
    return len(line.text) <= HEADING_MAX_CHARS[ARTICLE] and line.text[-1] not in ".;:,"
