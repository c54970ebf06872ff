"""What changed between two wordings of a clause, word by word, as people read it."""

import re
from dataclasses import dataclass

#: An unchanged stretch of more words is shown by its two ends.
LONG_SAME = 60
END = 22
#: Below this share of words in common two texts are told apart whole: single words say nothing.
ALIKE_ENOUGH = 0.3
_WORD = re.compile(r"\n|[^\s]+")


@dataclass(frozen=True)
class Run:
    """A stretch of words. kind: "same", "removed", "added" or "skipped" (unchanged words left out)."""

    kind: str
    text: str


def runs_of(old, new, *, fold=True):
    """Runs that lead from `old` to `new`. Without `fold` no unchanged word is left out.

    The longest common subsequence of words, by the bit-parallel algorithm of rapidfuzz: difflib takes
    minutes for two clauses of 50,000 characters that differ throughout, this a fraction of a second.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    start = _same_from_start(before, after)
    end = _same_from_start(before[start:][::-1], after[start:][::-1])
    middle = _steps(before[start : len(before) - end], after[start : len(after) - end])
    steps = [("same", before[:start]), *middle, ("same", before[len(before) - end :] if end else [])]
    return tuple(_runs(_joined(_calm(steps)), fold))


def _same_from_start(before, after):
    number = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        number += 1
    return number


def _steps(before, after):
    """[(kind, words)] of two texts that differ at both ends."""
    if not before or not after:
        return [("removed", before), ("added", after)]
    # Six megabytes, and most processes never compare drafts.
    from rapidfuzz.distance import LCSseq

    numbers = {}
    first = [numbers.setdefault(word, len(numbers)) for word in before]
    second = [numbers.setdefault(word, len(numbers)) for word in after]
    steps = []
    for tag, a, b, c, d in LCSseq.opcodes(first, second):
        if tag == "equal":
            steps.append(("same", before[a:b]))
        else:
            steps += [("removed", before[a:b]), ("added", after[c:d])]
    same = sum(len(words) for kind, words in steps if kind == "same")
    if same < ALIKE_ENOUGH * min(len(before), len(after)):
        return [("removed", before), ("added", after)]
    return steps


def _calm(steps):
    """`steps` without the few equal words between two changes that only make them harder to read.

    An unchanged stretch goes into the changes around it when it is no longer than both of them and at
    most three words, as people would mark it with a pen.
    """
    groups = []  # [removed words, added words, same words that follow]
    for kind, words in steps:
        if not groups or (kind != "same" and groups[-1][2]):
            groups.append([[], [], []])
        groups[-1][("removed", "added", "same").index(kind)].extend(words)
    calm = []
    for removed, added, same in groups:
        last = calm[-1] if calm else None
        size = max(len(removed), len(added))
        short = min(size, max(len(last[0]), len(last[1])), 3) if last else 0
        if short and len(last[2]) <= short and "\n" not in last[2]:
            last[:] = last[0] + last[2] + removed, last[1] + last[2] + added, same
        else:
            calm.append([removed, added, same])
    return [
        (kind, words)
        for group in calm
        for kind, words in zip(("removed", "added", "same"), group, strict=True)
    ]


def _joined(steps):
    """Neighbours of one kind as one, nothing empty."""
    joined = []
    for kind, words in steps:
        if words and joined and joined[-1][0] == kind:
            joined[-1][1].extend(words)
        elif words:
            joined.append((kind, list(words)))
    return joined


def _runs(steps, fold):
    last = len(steps) - 1
    for at, (kind, words) in enumerate(steps):
        if kind != "same" or not fold or len(words) <= LONG_SAME or last == 0:
            yield Run(kind, _text(words))
            continue
        if at:
            yield Run("same", _text(words[:END]))
        yield Run("skipped", _text(words[END if at else 0 : -END if at < last else None]))
        if at < last:
            yield Run("same", _text(words[-END:]))


def _text(words):
    return " ".join(words).replace(" \n ", "\n").replace("\n ", "\n").replace(" \n", "\n")
