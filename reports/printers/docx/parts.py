"""What the parts of the letter share: titles, paragraphs, lists and tables in their sizes."""

from core.i18n import _
from reports.printers import wordxml as x
from reports.rules import Decision

INDENT = 567
#: Between paragraphs of the body: at least 6 pt.
GAP = 6


def title(document, words):
    x.paragraph(document, words, bold=True, align=x.JUSTIFY, indent=INDENT, before=GAP * 2, keep=True)


def subtitle(document, words):
    x.paragraph(document, words, bold=True, align=x.JUSTIFY, indent=INDENT, before=GAP, keep=True)


def text(document, words, end=""):
    x.paragraph(document, words + end, align=x.JUSTIFY, indent=INDENT, before=GAP)


def listed(parent, lines, *, indent=0, size=14, first=()):
    """ "- …;" one a line, the last with a point."""
    whole = [*first, *lines]
    for at, line in enumerate(whole, 1):
        mark = "." if at == len(whole) else ";"
        made = x.paragraph(parent, f"- {line.rstrip('.;')}{mark}", size=size)
        made.paragraph_format.left_indent = x.Twips(indent)


def grid(document, widths, heads):
    made = x.table(document, widths, bordered=True)
    for cell, head in zip(x.row(made, widths, header=True), heads, strict=True):
        x.paragraph(cell, head, size=12, bold=True, align=x.CENTRE)
    return made


def cells(made, widths, values):
    for at, (cell, value) in enumerate(zip(x.row(made, widths), values, strict=True)):
        x.paragraph(cell, str(value), size=12, align=x.CENTRE if at else x.LEFT_ALIGNED)


def named(clause):
    return f"{clause.title}. {clause.heading}" if clause.heading else clause.title


def in_sentence(title):
    """A title as it stands inside a sentence: "Dự thảo Nội quy …" begins with a small letter there."""
    return title[:1].lower() + title[1:] if title.startswith(("Dự thảo", "Khảo sát")) else title


def decided(outcome):
    label = str(outcome.decision.label)
    if not outcome.reason:
        return f"{label}."
    if outcome.decision is Decision.ACCEPTED:
        return _("%(decision)s. %(reason)s", decision=label, reason=outcome.reason)
    return _("%(decision)s. Lý do: %(reason)s", decision=label, reason=outcome.reason)


def vi(value):
    """A Decimal with a decimal comma; a dash for None. The letter is Vietnamese whoever makes it."""
    return "–" if value is None else str(value).replace(".", ",")


def vi_percent(value):
    return "–" if value is None else f"{vi(value)}%"
