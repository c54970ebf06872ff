"""Verification: is what closed consultations say today still what their newest summary counted?

It finds out whoever changes rows behind the program's back; not whoever also rewrites the registers, for
whom the root printed in the letter is the witness.
"""

import hashlib
import json
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import undefer

from consultations.models import Consultation
from core import clock
from core.db import db
from core.i18n import Labelled, _l
from feedback import proof
from feedback import store as feedback
from feedback.models import Authorship
from reports.models import Letter
from reports.store.counting import count_again
from reports.store.listed import is_as_listed
from reports.store.snapshots import latest_snapshot, list_earlier, summary_of
from reports.summary import Listing

#: What a recount compares; the rest is text that may be put right afterwards.
FIGURES = (
    "audiences", "classes", "channels", "withdrawn", "community", "unfinished", "clauses", "general",
    "questions", "community_questions",
)  # fmt: skip
#: Slips compared at once.
AT_ONCE = 500


class What(Labelled):
    """What became of a thing that was counted."""

    CHANGED = "changed", _l("người góp ý sửa sau khi tổng hợp")
    WITHDRAWN = "withdrawn", _l("người góp ý rút sau khi tổng hợp")
    ADDED = "added", _l("gửi sau khi tổng hợp")
    AUTHOR = "author", _l("người góp ý tự xóa")
    REQUEST = "request", _l("nhà trường xóa theo yêu cầu")
    RETENTION = "retention", _l("xóa vì hết thời hạn lưu giữ")
    ALTERED = "ALTERED", _l("BỊ SỬA NGOÀI CHƯƠNG TRÌNH")


@dataclass(frozen=True)
class Finding:
    """thing: what it is about: a line of a slip, a leaf, a figure, a letter."""

    what: What
    thing: str
    submission_id: str | None = None


@dataclass(frozen=True)
class Verdict:
    """number None: there is no summary yet."""

    consultation: Consultation
    number: int | None
    root: str
    counted: int
    findings: tuple[Finding, ...]

    @property
    def is_altered(self):
        return any(finding.what is What.ALTERED for finding in self.findings)


def verify():
    """Verdicts on every closed consultation of every school."""
    closed = select(Consultation).where(
        Consultation.opened_at.is_not(None), Consultation.closes_at <= clock.now()
    )
    return [_verdict(one) for one in db.session.scalars(closed.order_by(Consultation.id)).all()]


def _verdict(consultation):
    snapshot, register = latest_snapshot(consultation), feedback.find_register(consultation.id)
    if snapshot is None:
        return Verdict(consultation, None, "", 0, ())
    if register is None or register.number != snapshot.number:
        findings = list(_frozen(consultation, snapshot, None))
        # Without a root it was made before there were registers.
        if summary_of(snapshot).root:
            findings.append(Finding(What.ALTERED, f"register of summary {snapshot.number}"))
        return Verdict(consultation, snapshot.number, "", 0, tuple(findings))
    findings = [*_frozen(consultation, snapshot, register), *_slips(consultation, register)]
    findings += [_orphan(consultation, register, row) for row in feedback.list_orphans(register)]
    if not findings and snapshot.made_at >= consultation.final_at:
        findings += _figures(consultation, snapshot)
    return Verdict(consultation, snapshot.number, register.root, register.size, tuple(findings))


def _frozen(consultation, snapshot, register):
    """Whether what was frozen is what its own hashes say."""
    summary = summary_of(snapshot)
    if hashlib.sha256(snapshot.figures.encode()).hexdigest() != snapshot.sha256:
        yield Finding(What.ALTERED, f"figures of summary {snapshot.number}")
    if not is_as_listed(summary):
        yield Finding(What.ALTERED, f"comments of summary {snapshot.number}")
    if register is not None:
        listed = proof.root(feedback.each_leaf(consultation.id, register.number))
        if not register.root == listed == summary.root:
            yield Finding(What.ALTERED, f"register of summary {snapshot.number}")
    letters = select(Letter).where(Letter.consultation_id == consultation.id).order_by(Letter.issue)
    for letter in db.session.scalars(letters.options(undefer(Letter.docx), undefer(Letter.pdf))):
        if not _is_frozen(letter.docx, letter.sha256) or not _is_frozen(letter.pdf, letter.pdf_sha256):
            yield Finding(What.ALTERED, f"letter {letter.issue}")


def _is_frozen(data, sha256):
    return data is None or hashlib.sha256(data).hexdigest() == sha256


def _slips(consultation, register):
    """Findings about the submissions that are there, compared with what was counted."""
    for batch in feedback.each_batch(consultation.id):
        for at in range(0, len(batch), AT_ONCE):
            yield from _batch(register, batch[at : at + AT_ONCE])


def _batch(register, slips):
    leaves = {proof.leaf(slip.text): (slip.id, slip.text) for slip in slips}
    known = feedback.find_leaves(register, list(leaves))
    for leaf, (submission_id, text) in leaves.items():
        if leaf not in known:
            yield from _other(register, submission_id, text)


def _other(register, submission_id, text):
    """Findings about a submission that is not what was counted: line by line, where it was counted at all."""
    may_be_author = not register.is_final and _changed_at(submission_id, register.made_at)
    row = feedback.leaf_of(register, submission_id)
    if row is None:
        yield Finding(What.ADDED if may_be_author else What.ALTERED, "submission", submission_id)
        return
    what = What.CHANGED if may_be_author else What.ALTERED
    lines, gone = proof.differing(text, row.marks)
    yield from (Finding(what, line, submission_id) for line in lines)
    if gone > len(lines) or not lines:
        yield Finding(what, f"{gone - len(lines)} lines are gone", submission_id)


def _changed_at(submission_id, moment):
    changed_at = db.session.scalar(
        select(Authorship.changed_at).where(Authorship.submission_id == submission_id)
    )
    return changed_at is not None and changed_at > moment


def _orphan(consultation, register, row):
    if row.reason is not None:
        return Finding(What(row.reason.value), f"{row.leaf} {row.day}")
    is_withdrawal = not register.is_final and row.submission_id is None
    return Finding(What.WITHDRAWN if is_withdrawal else What.ALTERED, row.leaf, row.submission_id)


def _figures(consultation, snapshot):
    """Counts again. Only where nothing was deleted since: else the frozen figures must be others."""
    frozen = json.loads(snapshot.figures)
    earlier = list_earlier(consultation.id, snapshot.number)
    again = json.loads(count_again(consultation, snapshot.number, earlier).as_json())
    for name in FIGURES:
        for path in _differences(frozen.get(name), again[name], name):
            yield Finding(What.ALTERED, path)


def _differences(frozen, again, path):
    """Paths at which a recount gives something else; what later programs count besides is left out."""
    if isinstance(frozen, list) and isinstance(again, dict):
        frozen = asdict(Listing.of(frozen))  # from when the ids of comments lay among the figures
    if isinstance(frozen, dict) and isinstance(again, dict):
        for name, value in frozen.items():
            if name in again:
                yield from _differences(value, again[name], f"{path}.{name}")
    elif isinstance(frozen, list) and isinstance(again, list) and len(frozen) == len(again):
        for at, (old, new) in enumerate(zip(frozen, again, strict=True)):
            yield from _differences(old, new, f"{path}[{at}]")
    elif frozen is not None and frozen != again:
        yield f"{path}: {frozen} → {again}"
