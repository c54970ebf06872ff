"""What a number that Word gives by itself opens."""

import re
from dataclasses import replace

from consultations.importers.openings import BULLET_RANKS, DASH, OTHER, Opening, openings
from consultations.kinds import ClauseKind

_NAMED_NUMBER = re.compile(r"(?:Khoản|Điểm)\s+(?=\w)", re.I)


def automatic_opening(label: str, text: str) -> Opening:
    """What a number of Word's own opens. One unlike any of ours is a paragraph that keeps it."""
    number, marked = _NAMED_NUMBER.sub("", label), None
    kind, rank, key = ClauseKind.TEXT, OTHER, "t"
    if label == "o" or not any(map(str.isalnum, label)):
        # Word's hollow bullet is the letter o; no list numbers with a bare letter.
        kind, rank, key = ClauseKind.BULLET, BULLET_RANKS.get(label, DASH), "b"
    elif re.fullmatch(r"\d+|[IVXLC]+|[a-zđ]", number):
        marked = next(iter(openings(f"{number}.")), None)
    else:
        marked = next((found for found in openings(number) if not found.rest), None)
    if marked:
        return replace(marked, label=label, rest=text, sure=True)
    return Opening(kind, rank, 0, key, label, text, sure=True)
