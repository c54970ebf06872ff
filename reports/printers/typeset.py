"""Typesets a piece of a letter, in a process of its own: `typeset.py OUT whole|piece < JSON`.

Its pages go behind those of the file OUT, which the first piece makes; their number goes to standard output.

Times New Roman is Microsoft's and not ours to ship. Where the server has it, it is used; else a face of the
same widths; else Libertinus Serif, which comes with the compiler. Whatever is used is embedded in the file.
"""

import json
import sys
from pathlib import Path

import pypdfium2
import typst

FACES = ("Times New Roman", "Liberation Serif", "Tinos", "TeX Gyre Termes", "Libertinus Serif")
SHEET = Path(__file__).with_name("letter.typ")


def face_here(fonts):
    """The typeface that a letter gets on this server: the first of FACES among `fonts`."""
    known = set(fonts.families())
    return next(face for face in FACES if face in known)


def main(out, kind, piece):
    fonts = typst.Fonts()
    piece["face"] = face_here(fonts)
    made = typst.compile(
        str(SHEET), font_paths=fonts, sys_inputs={"piece": json.dumps(piece)},
        # Pages put together lose the marks for screen readers, so pieces are made without.
        pdf_tags=kind == "whole",
    )  # fmt: skip
    pages = pypdfium2.PdfDocument(made)
    if out.exists():
        whole = pypdfium2.PdfDocument(out.read_bytes())
        whole.import_pages(pages)
        whole.save(str(out))
    else:
        out.write_bytes(made)
    return len(pages)


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), sys.argv[2], json.load(sys.stdin)))
