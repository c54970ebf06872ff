"""The draft as a Word file with what was said as Word comments, each at its clause."""

from io import BytesIO

from flask_babel import force_locale

from core.i18n import _
from reports.printers import opinions
from reports.printers import wordxml as x

#: Who "wrote" a comment in Word when no audience may be named.
SOMEBODY = "Ý kiến"


def as_bytes(paper, summary, comments):
    """The Word file. paper: consultations.paper.Paper; comments: rows of store.read_listed."""
    by_clause = {}
    for comment in comments:
        by_clause.setdefault(comment.clause_id, []).append(comment)
    with force_locale("vi"):
        document = x.new_document(summary.title)
        title = x.paragraph(document, paper.title or summary.title, bold=True, align=x.CENTRE, after=12)
        _said(document, title, by_clause.pop(None, ()), summary)
        for piece in paper.pieces:
            _said(document, _piece(document, piece), by_clause.pop(piece.id, ()), summary)
        _gone(document, by_clause, summary)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _piece(document, piece):
    """The paragraph of a clause that its comments hang on."""
    head = " ".join(filter(None, [piece.label, piece.heading]))
    made = x.paragraph(document, align=x.JUSTIFY, before=6, keep=not piece.text)
    made.paragraph_format.left_indent = x.Twips(283 * piece.depth)
    if head:
        x.write(made, head + (" " if piece.text else ""), bold=bool(piece.heading))
    if piece.text or not head:
        x.write(made, piece.text)
    for label, text in piece.points:
        point = x.paragraph(document, f"{label} {text}", align=x.JUSTIFY, before=3)
        point.paragraph_format.left_indent = x.Twips(283 * (piece.depth + 1))
    return made


def _said(document, paragraph, comments, summary):
    for opinion in opinions.merge(comments, summary):
        told = f"{opinion.stance}. {opinion.text}" if opinion.stance else opinion.text
        document.add_comment(
            paragraph.runs, text=told, author=opinion.voices or SOMEBODY, initials=str(opinion.number)
        )


def _gone(document, by_clause, summary):
    """What was said of clauses that the newest version does not have any more."""
    if not by_clause:
        return
    x.paragraph(document, _("Mục đã bỏ khỏi dự thảo"), bold=True, before=18)
    for clause_id, comments in by_clause.items():
        clause = summary.clause(clause_id)
        if clause is not None:
            _said(
                document,
                x.paragraph(document, f"{clause.title}. {clause.short}", before=6),
                comments,
                summary,
            )
