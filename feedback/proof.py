"""What a counted submission looks like to a checker: its slip as text, the slip's leaf, and the root.

All of it can be checked by anybody with a SHA-256 of their own: the leaf is the hash of the slip's text,
the root that of the list of leaves. The slip begins with the submission's random id, which makes the
leaf impossible to guess for who does not hold the slip.
"""

import hashlib
import json
from collections import Counter
from zlib import crc32

#: First line of every slip; another layout will have another number.
HEAD = "lang-nghe-phieu-1"
#: Hex digits of the mark of one line.
MARK = 8


def slip(submission_id, audience, group, stances, comments, answers):
    """The text of a submission: a line for each thing said, ordered by what it is about.

    stances: (clause_id, Stance, version); comments, those that stand: (id, clause_id, Stance, proposed,
    reason, version); answers: (question_id, slot, option_id, number, text).
    """
    lines = [HEAD, _line("submission", submission_id, audience.value if audience else None, group)]
    lines += [_line("stance", clause, stance.value, version) for clause, stance, version in _sorted(stances)]
    lines += [
        _line("comment", key, clause, stance.value if stance else None, proposed, reason, version)
        for key, clause, stance, proposed, reason, version in _sorted(comments)
    ]
    lines += [
        _line("answer", question, slot, option, None if number is None else round(number * 100), text)
        for question, slot, option, number, text in _sorted(answers)
    ]
    return "\n".join(lines) + "\n"


def _sorted(rows):
    """`rows` in the order of their first two values; the second only tells the parts of an answer apart."""
    return sorted(rows, key=lambda row: (row[0], row[1] if isinstance(row[1], int) else 0))


def _line(*values):
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def leaf(text):
    return hashlib.sha256(text.encode()).hexdigest()


def root(leaves):
    """Of all `leaves`, which come in ascending order: the hash of the list as it is published."""
    whole = hashlib.sha256()
    for one in leaves:
        whole.update(f"{one}\n".encode())
    return whole.hexdigest()


def marks(text):
    """A short mark of every line of a slip: tells which line differs, where the leaf says that one does."""
    lines = text.splitlines()[1:]
    start = crc32(lines[0].encode())
    return "".join(f"{crc32(line.encode(), start):08x}" for line in lines)


def differing(text, known):
    """(the lines of the slip `text` that were not counted so, how many counted lines it has no more).

    known: its marks when it was counted.
    """
    counted = Counter(_cut(known))
    other = []
    for line, mark in zip(text.splitlines()[1:], _cut(marks(text)), strict=True):
        if counted[mark]:
            counted[mark] -= 1
        else:
            other.append(line)
    return other, counted.total()


def _cut(text):
    return [text[at : at + MARK] for at in range(0, len(text), MARK)]
