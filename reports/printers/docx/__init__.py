"""The official letter as a Word file, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I and III (Mẫu 1.4).

Number, date, signature and seal stay blank: no program gives them.
"""

from io import BytesIO

from core.i18n import _
from reports.printers import opinions
from reports.printers import wordxml as x
from reports.printers.docx.annex import annex
from reports.printers.docx.body import answered, carried_out, proposed, results
from reports.printers.docx.frame import foot, head, subject


def letter(summary, settings, outcomes, comments, proposals=""):
    """The letter's bytes.

    outcomes: {clause_id or None: Outcome}; comments: rows of reports.store.list_comments.
    """
    document = x.new_document(_("Báo cáo kết quả lấy ý kiến: %(title)s", title=summary.title))
    x.number_pages(document)
    groups = opinions.groups_of(summary, outcomes, comments)
    head(document, settings)
    subject(document, summary, settings)
    carried_out(document, summary)
    results(document, summary)
    answered(document, summary, outcomes, groups)
    proposed(document, proposals)
    foot(document, settings)
    annex(document, summary, settings, groups)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
