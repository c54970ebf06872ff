"""Reads a PDF in a process of its own: its words with their places, and the lines that are drawn.

Run as a script, never imported: what a damaged file does to the reader, it does to this process only.
The file comes on standard input; on standard output goes JSON, {"pages": [...]} or {"refused": why}.
A page: {"width", "height", "runs": [[x0, x1, baseline, size, bold, font, text], ...],
"rules": [[x0, y0, x1, y1], ...]} in points, from the lower left corner of the page as it is read.
"""

import ctypes
import json
import resource
import sys

import pypdfium2
import pypdfium2.raw as pdfium

CPU_SECONDS = 10
MAX_MEMORY_BYTES = 450_000_000
MAX_PAGES = 1_500
MAX_CHARS = 2_000_000
MAX_OBJECTS_A_PAGE = 50_000
THICKEST_RULE = 2.5
# A wider gap, in letters' heights, parts two runs.
GAP = 0.9
# More than that between letters is a space, also where the file has none.
WORD_GAP = 0.2
# Text that leans more, in radians, is a stamp across the page.
LEAN = 0.1
BOLD_WEIGHT = 600


class Refused(Exception):
    pass


def main():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    try:
        said = {"pages": pages_of(sys.stdin.buffer.read())}
    except Refused as refused:
        said = {"refused": str(refused)}
    json.dump(said, sys.stdout)


def pages_of(data):
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Refused("password" if is_locked else "damaged") from error
    if len(document) > MAX_PAGES:
        raise Refused("too_big")
    pages, chars = [], 0
    for number in range(len(document)):
        page = _page(document, number)
        chars += sum(len(run[-1]) for run in page["runs"])
        if chars > MAX_CHARS:
            raise Refused("too_long")
        pages.append(page)
    return pages


def _page(document, number):
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged") from error
    turned = _Turned(page)
    runs = _Runs(text.raw, turned).read()
    rules = [turned.box(*one) for one in _rules(page.raw)]
    pictures = sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2))
    return {
        "width": turned.width, "height": turned.height, "runs": runs, "rules": rules, "pictures": pictures
    }  # fmt: skip


class _Turned:
    """Places on a page as they are when it is turned the way it is read."""

    def __init__(self, page):
        self.quarters = page.get_rotation() // 90 % 4
        left, bottom, right, top = page.get_bbox()
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        self.width, self.height = right - left, top - bottom
        if self.quarters % 2:
            self.width, self.height = self.height, self.width

    def point(self, x, y):
        left, bottom = x - self._left, y - self._bottom
        right, top = self._right - x, self._top - y
        return [(left, bottom), (bottom, right), (right, top), (top, left)][self.quarters]

    def box(self, x0, y0, x1, y1):
        ends = [self.point(x0, y0), self.point(x1, y1)]
        xs, ys = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
        return [round(one, 1) for one in (xs[0], ys[0], xs[1], ys[1])]


class _Runs:
    """Letters in a row that look alike."""

    def __init__(self, text, turned):
        self._text, self._turned = text, turned
        self._runs, self._look, self._object = [], None, None
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = pdfium.FS_RECTF()
        self._name = ctypes.create_string_buffer(256)

    def read(self):
        count = pdfium.FPDFText_CountChars(self._text)
        if count > MAX_CHARS:
            raise Refused("too_long")
        for at in range(max(count, 0)):
            self._add(at)
        return self._runs

    def _add(self, at):
        code = pdfium.FPDFText_GetUnicode(self._text, at)
        if code in (0, 10, 13, 0xFFFE, 0xFFFF):
            return
        if code in (9, 32, 0xA0):
            if self._runs and not self._runs[-1][-1].endswith(" "):
                self._runs[-1][-1] += " "
            return
        look = self._look_at(at)
        if look is None:
            return
        x0, x1, y = self._place(at)
        size, bold, font = look
        run = self._runs[-1] if self._runs else None
        goes_on = (
            run
            and run[3:6] == [size, bold, font]
            and abs(run[2] - y) < 0.5
            and run[1] - size < x0 < run[1] + GAP * size
        )
        letter = chr(code)
        if not goes_on:
            self._runs.append([x0, x1, y, size, bold, font, letter])
            return
        if x0 - run[1] > WORD_GAP * size and not run[-1].endswith(" "):
            run[-1] += " "
        run[1] = max(run[1], x1)
        run[-1] += letter

    def _look_at(self, at):
        """Size, boldness and font of the letter; None if it leans. Asked once for each text object."""
        owner = pdfium.FPDFText_GetTextObject(self._text, at)
        key = ctypes.cast(owner, ctypes.c_void_p).value
        if key is None or key != self._object:
            self._object, self._look = key, self._new_look(at)
        return self._look

    def _new_look(self, at):
        angle = pdfium.FPDFText_GetCharAngle(self._text, at)
        turn = (angle - self._turned.quarters * 1.5707963) % 6.2831853
        if LEAN < turn < 6.2831853 - LEAN:
            return None
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._text, at, self._name, len(self._name), ctypes.byref(flags))
        font = self._name.value.decode("utf-8", "replace")
        weight = pdfium.FPDFText_GetFontWeight(self._text, at)
        size = round(abs(self._height(at)) or 1.0, 1)
        return size, int(weight >= BOLD_WEIGHT or "bold" in font.lower()), font

    def _height(self, at):
        """The size of the font as it is printed: a page may say 1 and scale it."""
        matrix, size = pdfium.FS_MATRIX(), pdfium.FPDFText_GetFontSize(self._text, at)
        if not pdfium.FPDFText_GetMatrix(self._text, at, matrix):
            return size
        return size * ((matrix.c**2 + matrix.d**2) ** 0.5 or 1.0)

    def _place(self, at):
        """Left, right and baseline."""
        pdfium.FPDFText_GetLooseCharBox(self._text, at, self._box)
        box = self._box
        pdfium.FPDFText_GetCharOrigin(self._text, at, self._x, self._y)
        x0, _, x1, _ = self._turned.box(box.left, box.bottom, box.right, box.top)
        return x0, x1, round(self._turned.point(self._x.value, self._y.value)[1], 1)


def _rules(page):
    """Thin lines, and the sides of boxes."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    count = min(max(pdfium.FPDFPage_CountObjects(page), 0), MAX_OBJECTS_A_PAGE)
    for at in range(count):
        one = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(one) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top):
            yield from _sides(left.value, bottom.value, right.value, top.value)


def _sides(x0, y0, x1, y1):
    if x1 - x0 <= THICKEST_RULE or y1 - y0 <= THICKEST_RULE:
        yield x0, y0, x1, y1
        return
    yield from ((x0, y0, x0, y1), (x1, y0, x1, y1), (x0, y0, x1, y0), (x0, y1, x1, y1))


if __name__ == "__main__":
    main()
