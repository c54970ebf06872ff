"""Plain text, from a file or pasted, becomes lines."""

import re

from consultations.importers.draft import Warning_
from consultations.importers.lines import Line, clean, dropped_pages, is_page_number
from consultations.importers.wraps import TypedLine, join_wrapped

_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


def lines_of(text: str) -> tuple[list[Line], list[Warning_]]:
    typed, pages = _typed_lines(text)
    lines = [Line(line.text, after_blank=line.after_blank) for line in join_wrapped(typed)]
    return lines, dropped_pages(pages)


def _typed_lines(text: str) -> tuple[list[TypedLine], list[int]]:
    """The lines with words, and the page numbers left out between them."""
    lines: list[TypedLine] = []
    pages: list[int] = []
    blank = at_page_end = False
    for raw in _LINE_ENDS.split(text):
        cleaned = clean(raw)
        if not cleaned:
            blank = True
            continue
        page = is_page_number(cleaned, pages[-1] if pages else None)
        if page is not None:
            pages.append(page)
            at_page_end = True
            continue
        # The empty lines around a page number end a page, not a paragraph.
        lines.append(TypedLine(cleaned, raw[0].isspace(), blank and not at_page_end))
        blank = at_page_end = False
    return lines, pages
