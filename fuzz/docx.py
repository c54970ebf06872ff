"""Word files: the XML of document, lists and styles in a package that is whole; now and then raw bytes."""

import zipfile
from io import BytesIO

from fuzz.harness import read, run
from tests.consultations.importers.sample import sample

PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml")
CUT = b"\0cut\0"


def one_input(data):
    if data.startswith(b"PK"):
        read(data)
        return
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in zip(PARTS, data.split(CUT), strict=False):
            package.writestr(name, part)
    read(out.getvalue())


if __name__ == "__main__":
    whole = sample().data()
    with zipfile.ZipFile(BytesIO(whole)) as package:
        parts = CUT.join(package.read(name) for name in PARTS)
    run(one_input, [whole, parts])
