"""QR codes as SVG for pages."""

from io import BytesIO

import segno
from markupsafe import Markup


def qr_svg(text):
    """`text` as an SVG for a page: no size of its own (CSS gives it), hidden from screen readers."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, dark="#000", light="#fff",
        nl=False, svgclass=None, lineclass=None,
    )  # fmt: skip
    return Markup(out.getvalue().decode().replace("<svg ", '<svg aria-hidden="true" ', 1))
