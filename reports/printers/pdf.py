"""The letter as a PDF: the same Letter as in Word, by the same numbers; laid out by letter.typ.

The compiler keeps every row it has seen until its process ends. So it runs in a process of its own, and an
annex of thousands of rows goes through it in pieces whose pages are put one behind the other.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

from core.i18n import _
from reports.printers.letter import blocks

#: Rows that are compiled at once; a letter with fewer is one piece.
ROWS_AT_ONCE = 800

_TYPESETTER = Path(__file__).with_name("typeset.py")


def as_bytes(letter):
    """The file of a letter.blocks.Letter. Raises ChildProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "letter.pdf")
        pages = 0
        for piece in _pieces(letter):
            is_whole, begins = piece.pop("is_whole"), piece.pop("begins")
            pages = 0 if begins else pages
            pages += _typeset(out, {**piece, "pages_before": pages}, is_whole)
        return out.read_bytes()


def _typeset(out, piece, is_whole):
    """Put the pages of `piece` behind those of the file `out`; how many they are."""
    done = subprocess.run(
        [sys.executable, "-I", str(_TYPESETTER), str(out), "whole" if is_whole else "piece"],
        input=json.dumps(piece).encode(), capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise ChildProcessError(done.stderr.decode(errors="replace")[-2000:])
    return int(done.stdout)


def _pieces(letter):
    """What the sheet gets, one after the other. begins: its pages are numbered from 1."""
    told = _told(letter)
    if sum(len(annex.rows) for annex in letter.annexes) <= ROWS_AT_ONCE:
        yield {**told, "has_front": True, "begins": True, "is_whole": True}
        return
    yield {**told, "annexes": [], "has_front": True, "begins": True, "is_whole": False}
    for annex in letter.annexes:
        parts = cut(annex.rows)
        for at, rows in enumerate(parts):
            note = annex.note if at == len(parts) - 1 else ""
            piece = asdict(replace(annex, rows=rows, note=note))
            yield {**told, "annexes": [piece], "has_front": False, "begins": at == 0, "is_whole": False}


def cut(rows, most=ROWS_AT_ONCE):
    """`rows` of an annex in parts of at most so many, cut where a clause begins if one does in good time.

    Each part begins a page. The cell of a clause that is cut goes on empty, as it does where a page ends.
    """
    parts, rows = [], list(rows)
    while rows:
        begun = [at for at in range(most // 2, most + 1) if at < len(rows) and rows[at].span]
        end = begun[-1] if begun and len(rows) > most else most
        own, rows = rows[:end], rows[end:]
        parts.append(tuple(_spanned(own)))
    return parts


def _spanned(rows):
    """`rows` whose clauses cover what is left of them here."""
    firsts = [at for at, row in enumerate(rows) if row.span or at == 0]
    for at, end in zip(firsts, [*firsts[1:], len(rows)], strict=True):
        yield replace(rows[at], span=end - at)
        yield from rows[at + 1 : end]


def _told(letter):
    receivers = [f"{one.rstrip('.')}." for one in letter.receivers]
    if len(receivers) > 1:
        receivers = blocks.listed(letter.receivers)
    return {
        **asdict(letter),
        "blocks": [{**asdict(block), "kind": block.kind} for block in letter.blocks],
        "title": letter.title,
        "receivers": receivers,
        "nation": _("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        "motto": _("Độc lập - Tự do - Hạnh phúc"),
    }
