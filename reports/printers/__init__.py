"""Printers lay a Summary out; none of them counts. Here: the letter, from the rows to its next issue."""

from flask_babel import force_locale

from accounts import store as accounts
from core.errors import Refused
from core.i18n import _l
from reports import store

NO_SETTINGS = _l("Nhà trường chưa ghi thông tin để lập báo cáo (tên trường, nơi nhận, người ký).")


def make_letter(consultation, snapshot=None, proposals=""):
    """The next issue of the letter about `snapshot` (None: the newest), with the school's header of today.

    Raises Refused, NoResultFound.
    """
    # python-docx costs 15 MB of memory, and letters are rare.
    from reports.printers import docx

    snapshot = snapshot or store.get_snapshot(consultation)
    settings = accounts.settings_of(consultation.school_id)
    if settings is None:
        raise Refused(NO_SETTINGS)
    summary = store.summary_of(snapshot)
    outcomes, comments = store.list_outcomes(consultation), store.list_comments(summary.comment_ids)
    # The letter is Vietnamese whatever language its maker reads.
    with force_locale("vi"):
        written = docx.letter(summary, settings, outcomes, comments, proposals)
    return store.put_letter(consultation, snapshot, written)
