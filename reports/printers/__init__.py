"""Printers lay a Summary out; none of them counts. Here: the letter, from the rows to its next issue."""

from flask_babel import force_locale

from accounts import store as accounts
from core.errors import Refused
from core.i18n import _l
from reports import store
from reports.printers import letter, opinions

NO_SETTINGS = _l("Nhà trường chưa ghi thông tin để lập báo cáo (tên trường, nơi nhận, người ký).")


def make_letter(consultation, snapshot=None, plan=None):
    """The next issue of the letter about `snapshot` (None: the newest), with the school's header of today.

    plan: a store.LetterPlan; None: our words, and this consultation alone. Raises Refused, NoResultFound.
    """
    plan = plan or store.LetterPlan()
    # python-docx costs 15 MB of memory, the PDF compiler more, and letters are rare.
    from reports.printers import docx, pdf

    snapshots = (snapshot or store.get_snapshot(consultation), *store.snapshots_beside(consultation, plan))
    issue = store.next_issue(consultation)
    # The letter is Vietnamese whatever language its maker reads.
    with force_locale("vi"):
        written = compose(consultation, snapshots, plan, issue)
        docx_bytes, pdf_bytes = docx.as_bytes(written), pdf.as_bytes(written)
    return store.put_letter(
        consultation, issue, snapshots, docx=docx_bytes, pdf=pdf_bytes, replaces=_replaced(consultation, plan)
    )


def preview(consultation, snapshot, plan):
    """The blocks.Letter as it would be frozen now. Raises Refused, NoResultFound."""
    snapshots = (snapshot, *store.snapshots_beside(consultation, plan))
    last = store.find_letter(consultation)
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
    comments = store.list_comments(summary.comment_ids)
    return letter.Entry(summary, tuple(opinions.groups_of(summary, outcomes, comments)))


def _replaced(consultation, plan):
    return store.find_letter(consultation) if plan.replaces_last else None
