"""What a counted submission looks like to a checker: its slip as text, the slip's leaf, and the root.

All of it can be checked by anybody with a SHA-256 of their own: the leaf is the hash of the slip's text,
the root that of the list of leaves. The slip begins with the submission's random id, which makes the
leaf impossible to guess for who does not hold the slip.
"""

import json
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from struct import pack
from zlib import crc32

#: First line of every slip; another layout will have another number.
HEAD = "lang-nghe-phieu-1"
#: Hex digits of the mark of one line.
MARK = 8
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def slip(submission_id, audience, group, stances, comments, answers):
    """The text of a submission: a line for each thing said, ordered by what it is about.

    stances: (clause_id, Stance, version); comments, those that stand: (id, clause_id, Stance, proposed,
    reason, version); answers: (question_id, slot, option_id, number, text).
    """
    lines = [head_line(submission_id, audience.value if audience else None, group)]
    lines += [stance_line(clause, stance.value, version) for clause, stance, version in _sorted(stances)]
    lines += [
        comment_line(key, clause, stance.value if stance else None, proposed, reason, version)
        for key, clause, stance, proposed, reason, version in _sorted(comments)
    ]
    lines += [
        answer_line(question, slot, option, None if number is None else round(number * 100), text)
        for question, slot, option, number, text in _sorted(answers)
    ]
    return whole(lines)


def whole(lines):
    """The slip of these lines, in their order."""
    return "\n".join([HEAD, *lines, ""])


def head_line(submission_id, audience, group):
    return head_of(audience, group)(submission_id)


@lru_cache(maxsize=1000)
def head_of(audience, group):
    """What makes the first lines of the submissions of one group: their ids are hex digits alone."""
    before, behind = _line("submission", "|", audience, group).split("|", 1)
    return lambda submission_id: before + submission_id + behind


def stance_line(clause_id, stance, version):
    return _line("stance", clause_id, stance, version)


def comment_line(comment_id, clause_id, stance, proposed, reason, version):
    return _line("comment", comment_id, clause_id, stance, proposed, reason, version)


def answer_line(question_id, slot, option_id, hundredths, text):
    """hundredths: the number that was answered, times 100."""
    return _line("answer", question_id, slot, option_id, hundredths, text)


def _sorted(rows):
    """`rows` in the order of their first two values; the second only tells the parts of an answer apart."""
    return sorted(rows, key=lambda row: (row[0], row[1] if isinstance(row[1], int) else 0))


def _line(*values):
    return _encoder.encode(values)


def leaf(text):
    return sha256(text.encode()).hexdigest()


def root(leaves):
    """Of all `leaves`, which come in ascending order: the hash of the list as it is published."""
    whole_list = sha256()
    for one in leaves:
        whole_list.update(f"{one}\n".encode())
    return whole_list.hexdigest()


def marks(text):
    """A short mark of every line of a slip: tells which line differs, where the leaf says that one does."""
    return leaf_and_marks([line.encode() for line in _lines(text)])[1].hex()


def leaf_and_marks(lines):
    """(leaf, marks) as bytes of the slip of these lines, bytes too: half as long, and made in one go."""
    start = crc32(lines[0])
    told = sha256(b"\n".join([HEAD.encode(), *lines, b""])).digest()
    return told, pack(f">{len(lines)}I", *[crc32(line, start) for line in lines])


def differing(text, known):
    """(the lines of the slip `text` that were not counted so, how many counted lines it has no more).

    known: its marks when it was counted.
    """
    counted = Counter(_cut(known))
    other = []
    for line, mark in zip(_lines(text), _cut(marks(text)), strict=True):
        if counted[mark]:
            counted[mark] -= 1
        else:
            other.append(line)
    return other, counted.total()


def _lines(text):
    return text.split("\n")[1:-1]


def _cut(text):
    return [text[at : at + MARK] for at in range(0, len(text), MARK)]
