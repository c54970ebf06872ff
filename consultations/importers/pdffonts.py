"""Words of a PDF in fonts older than Unicode, by the name of the font or by what makes words of them."""

from dataclasses import replace

from consultations.importers import fonts
from consultations.importers.draft import Warning_
from consultations.importers.fonts import Encoding, converted
from consultations.importers.pdflayout import Page, Run
from consultations.importers.syllables import share

#: What the reader gives for a hyphen that ends a line; in TCVN3 that code is ư.
LINE_END_HYPHEN = "\x02"


def modernise(pages: list[Page]) -> tuple[list[Page], list[Warning_]]:
    """A font without an old name may stand in for one that was not there when the PDF was made."""
    runs = [run for page in pages for run in page.runs]
    unnamed = [run for run in runs if not fonts.encoding_of(run.font)[0] and not fonts.is_modern(run.text)]
    guessed = {
        font: fonts.guess("\n".join(run.text for run in unnamed if run.font == font))
        for font in {run.font for run in unnamed}
    }
    met: set[Encoding] = set()
    pages = [replace(page, runs=[_modern(run, guessed, met) for run in page.runs]) for page in pages]
    return pages, converted(met)


def _modern(run: Run, guessed: dict[str, Encoding | None], met: set[Encoding]) -> Run:
    encoding, capitals = fonts.encoding_of(run.font)
    if not encoding and guessed.get(run.font):
        # One font may stand in for several.
        encoding = max(Encoding, key=lambda one: share(fonts.to_unicode(run.text, one)))
    hyphen = "\u00ad" if encoding is Encoding.TCVN3 else "-"
    text = run.text.replace(LINE_END_HYPHEN, hyphen)
    if encoding and not fonts.is_modern(text):
        words = fonts.to_unicode(text, encoding)
        if words != text:
            met.add(encoding)
        text = words.upper() if capitals else words
    return replace(run, text=text)
