"""A PDF with a text layer becomes lines: read in a process of its own, put together by where words stand."""

import json
import subprocess
import sys
from pathlib import Path

from consultations.importers.draft import UnreadableDraft, Warning_
from consultations.importers.lines import Line, dropped_pages
from consultations.importers.pdffonts import modernise
from consultations.importers.pdflayout import Page, pages_of
from consultations.importers.pdfmargins import without_margins
from consultations.importers.pdfparagraphs import paragraphs
from consultations.importers.warnings import RefusalCode, WarningCode

MAX_SECONDS = 30
# Fewer letters a page than this are a stamp or a page number on a picture.
SCAN_LETTERS_A_PAGE = 40

_READER = Path(__file__).with_name("pdfpages.py")
_REFUSALS = {
    "password": RefusalCode.PASSWORD,
    "damaged": RefusalCode.PDF_DAMAGED,
    "too_big": RefusalCode.TOO_BIG,
    "too_long": RefusalCode.TOO_LONG,
}


def lines_of(data: bytes) -> tuple[list[Line], list[Warning_]]:
    """Raises UnreadableDraft for pictures, a password, a damaged file and one that takes too long."""
    pages, warnings = modernise(pages_of(_read(data)))
    _refuse_pictures(pages)
    pages, numbers, heads = without_margins(pages)
    pictures = sum(page.pictures for page in pages)
    if heads:
        warnings.append(Warning_(WarningCode.RUNNING_HEADS_DROPPED, values={"text": heads[0][:60]}))
    if pictures:
        warnings.append(Warning_(WarningCode.PICTURES_LEFT_OUT, values={"count": pictures}))
    return paragraphs(pages), [*warnings, *dropped_pages(numbers)]


def _read(data: bytes) -> list[dict]:
    command = [sys.executable, "-I", str(_READER)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MAX_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableDraft(RefusalCode.TOO_BIG) from error
    if done.returncode < 0:
        # The limits of processor time and memory end it by a signal.
        raise UnreadableDraft(RefusalCode.TOO_BIG)
    try:
        said = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableDraft(RefusalCode.PDF_DAMAGED) from error
    if "refused" in said:
        raise UnreadableDraft(_REFUSALS[said["refused"]])
    return said["pages"]


def _refuse_pictures(pages: list[Page]) -> None:
    letters = sum(sum(map(str.isalpha, run.text)) for page in pages for run in page.runs)
    pictured = sum(1 for page in pages if page.pictures)
    if pictured and letters < SCAN_LETTERS_A_PAGE * pictured:
        raise UnreadableDraft(RefusalCode.PDF_PICTURES)
