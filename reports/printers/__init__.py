"""Printers lay a Summary out; none of them counts. Here: the letter, from the rows to its next issue."""

from flask_babel import force_locale

from accounts import store as accounts
from consultations import store as consultations
from core.errors import Refused
from core.i18n import _l
from reports import store
from reports.printers import letter, opinions, themed
from reports.store.theme_outcomes import list_theme_outcomes

CHANGED_MEANWHILE = _l("Lời báo cáo, câu trả lời hoặc số liệu vừa thay đổi. Xin xem lại rồi chốt.")
NO_SETTINGS = _l("Nhà trường chưa ghi thông tin để lập báo cáo (tên trường, nơi nhận, người ký).")


def make_letter(consultation, snapshot=None, plan=None):
    """The next issue of the letter about `snapshot` (None: the newest), with the school's header of today.

    plan: a store.LetterPlan; None: our words, and this consultation alone. Raises Refused, NoResultFound.
    """
    plan, snapshot = plan or store.LetterPlan(), snapshot or store.get_snapshot(consultation)
    written = preview(consultation, snapshot, plan)
    return freeze(consultation, snapshot, plan, written, files_of(written))


def files_of(written):
    """The (Word, PDF) files of a blocks.Letter, as bytes; seconds for thousands of opinions."""
    # python-docx costs 15 MB of memory, and letters are rare.
    from reports.printers import docx, pdf

    with force_locale("vi"):
        # Word's tree is the larger: it is not there yet while the compiler has its own.
        pdf_bytes = pdf.as_bytes(written)
        return docx.as_bytes(written), pdf_bytes


def freeze(consultation, snapshot, plan, written, files):
    """Keep the `files` of what `preview` gave. Raises Refused when it would give another by now."""
    issue = store.next_issue(consultation)
    if preview(consultation, snapshot, plan).sha256 != written.sha256:
        raise Refused(CHANGED_MEANWHILE)
    snapshots = (snapshot, *store.snapshots_beside(consultation, plan))
    docx_bytes, pdf_bytes = files
    return store.put_letter(
        consultation, issue, snapshots, docx=docx_bytes, pdf=pdf_bytes, replaces=_replaced(consultation, plan)
    )


def export(consultation, form, out, number=None):
    """Write an export of the summary `number` (None: the newest) into the binary file `out`; gives its rows.

    form: "xlsx", "csv", "zip" (CSV with its description) or "json". Raises Refused, NoResultFound.
    """
    from reports.printers import exports

    summary, outcomes, said = _what_is_exported(consultation, number)
    return exports.write(form, out, summary, outcomes, said)


def description(consultation, rows, number=None):
    """The description file of a CSV export of so many rows."""
    from reports.printers import exports

    with force_locale("vi"):
        return exports.described(store.outer_summary_of(store.get_snapshot(consultation, number)), rows)


def _what_is_exported(consultation, number):
    from reports.printers import exports

    summary = store.outer_summary_of(store.get_snapshot(consultation, number))
    said = exports.words_of(summary, store.count_listed(summary), store.read_listed(summary))
    return summary, store.list_outcomes(consultation) | list_theme_outcomes(consultation.id), said


def commented_draft(consultation):
    """The draft as a Word file, each opinion as a comment at its clause. Raises NoResultFound."""
    from reports.printers import commented

    summary = store.outer_summary_of(store.get_snapshot(consultation))
    paper = consultations.get_paper(consultation)
    return commented.as_bytes(paper, summary, _all_comments(summary))


def preview(consultation, snapshot, plan):
    """The blocks.Letter as it would be frozen now. Raises Refused, NoResultFound."""
    snapshots = (snapshot, *store.snapshots_beside(consultation, plan))
    last = store.find_letter(consultation)
    # The letter is Vietnamese whatever language its maker reads.
    with force_locale("vi"):
        return compose(consultation, snapshots, plan, last.issue + 1 if last else 1)


def compose(consultation, snapshots, plan, issue):
    settings = accounts.settings_of(consultation.school_id)
    if settings is None:
        raise Refused(NO_SETTINGS)
    entries = [_entry(snapshot) for snapshot in snapshots]
    return letter.compose(
        entries, settings, letter.Wording(**plan.words), issue=issue, replaces=_replaced(consultation, plan),
        is_short=plan.is_short and letter.may_be_short([entry.summary for entry in entries]),
    )  # fmt: skip


def _entry(snapshot):
    summary = store.outer_summary_of(snapshot)
    outcomes = store.outcomes_of(snapshot.consultation_id)
    groups = tuple(opinions.groups_of(summary, outcomes, _all_comments(summary)))
    quotes = themed.quotes_of(summary, store.list_comments(summary.quoted))
    return letter.Entry(summary, groups, quotes, list_theme_outcomes(snapshot.consultation_id))


def _all_comments(summary):
    return [row for rows in store.read_listed(summary) for row in rows]


def _replaced(consultation, plan):
    return store.find_letter(consultation) if plan.replaces_last else None
