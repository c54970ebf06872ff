"""PDF files, read within this process so that what guides the search sees it."""

import runpy

from consultations.importers.pdffonts import modernise
from consultations.importers.pdflayout import pages_of
from consultations.importers.pdfmargins import without_margins
from consultations.importers.pdfparagraphs import paragraphs
from fuzz.harness import FILES, ROOT, run

READER = runpy.run_path(str(ROOT / "consultations" / "importers" / "pdfpages.py"))


def one_input(data):
    try:
        said = READER["pages_of"](data)
    except READER["Refused"]:
        return
    pages, _ = modernise(pages_of(said))
    paragraphs(without_margins(pages)[0])


if __name__ == "__main__":
    run(one_input, [(FILES / "sample.pdf").read_bytes(), (FILES / "locked.pdf").read_bytes()])
