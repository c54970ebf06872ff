"""Versions of a draft after the opening: prepared, matched with the one before, published; never edited."""

import hashlib
import json

from sqlalchemy import delete, func, select, update

from consultations import changes, matching, paper, rules
from consultations.models import Clause, Descent, Draft
from consultations.rules import Status
from consultations.store.copies import copy_draft
from consultations.store.drafts import put_clauses
from consultations.store.log import forget_corrections
from consultations.store.papers import find_draft, get_draft, get_paper, list_clauses
from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l

NO_PENDING = _l("Chưa có phiên bản nào đang soạn.")
EDITED_SINCE = _l("Phiên bản vừa được sửa ở nơi khác. Xin xem lại các mục rồi công bố.")
TAKEN_TWICE = _l("Hai mục mới cùng nối tiếp một mục cũ. Xin chọn lại: mỗi mục cũ chỉ có một mục nối tiếp.")
NOTHING_CHANGED = _l("Phiên bản đang soạn giống hệt phiên bản hiện có, chưa có gì để công bố.")
NO_CLAUSES = _l("Phiên bản đang soạn chưa có mục nào để góp ý.")


def list_versions(consultation):
    """The published Drafts, the newest first; above consultation.version: the final text."""
    return db.session.scalars(
        select(Draft)
        .where(
            Draft.consultation_id == consultation.id,
            (Draft.version <= consultation.version) | Draft.published_at.is_not(None),
        )
        .order_by(Draft.version.desc())
    ).all()


def find_final(consultation):
    """The Draft of the final text, or None."""
    return db.session.scalars(
        select(Draft)
        .where(
            Draft.consultation_id == consultation.id,
            Draft.version > consultation.version,
            Draft.published_at.is_not(None),
        )
        .order_by(Draft.version.desc())
        .limit(1)
    ).one_or_none()


def find_pending(consultation):
    """The Draft that is being prepared to follow the present one, or None."""
    return db.session.scalars(
        select(Draft).where(
            Draft.consultation_id == consultation.id,
            Draft.version > consultation.version,
            Draft.published_at.is_(None),
        )
    ).one_or_none()


def find_draft_in_review(consultation):
    """The Draft that the review screen shows: the one being prepared, else the present one; or None."""
    return find_pending(consultation) or find_draft(consultation)


def is_seen(consultation, draft):
    """Whether people see `draft`, so that its words may no longer change."""
    return consultation.opened_at is not None and not draft.is_pending


def get_draft_to_edit(consultation):
    """The Draft that may be edited. Raises Refused when people already see it, NoResultFound."""
    if consultation.opened_at is None:
        return get_draft(consultation)
    pending = find_pending(consultation)
    if pending is None:
        raise Refused(
            _l(
                "Đợt lấy ý kiến đã mở nên lời văn không sửa tại chỗ được. "
                "Muốn sửa, xin soạn một phiên bản mới."
            )
        )
    return pending


def get_clause(consultation, clause_id):
    """A clause of the draft that may be edited. Raises Refused, NoResultFound."""
    draft = get_draft_to_edit(consultation)
    return db.session.scalars(select(Clause).where(Clause.id == clause_id, Clause.draft_id == draft.id)).one()


def wrong_with_new_version(consultation):
    """Why no version can follow now, as a sentence; None when one can."""
    return rules.wrong_with_new_version(status=consultation.status, mode=consultation.mode)


def put_version(consultation, parsed, *, file_name, original):
    """Prepare `parsed` (importers.ParsedDraft) as the next version, in place of one being prepared.

    Raises Refused.
    """
    number = _begin(consultation)
    return put_clauses(consultation, parsed, version=number, file_name=file_name, original=original)


def copy_version(consultation):
    """Prepare a copy of the present version, to be edited. Its clauses keep their threads. Raises Refused."""
    number, now = _begin(consultation), get_draft(consultation)
    return copy_draft(now, consultation, version=number, same_threads=True)


def _begin(consultation):
    """The number of the next version, with nothing in its place. Raises Refused."""
    db.session.refresh(consultation, with_for_update=True)
    if reason := wrong_with_new_version(consultation):
        raise Refused(reason)
    remove_pending(consultation)
    last = db.session.scalar(select(func.max(Draft.version)).where(Draft.consultation_id == consultation.id))
    return max(last or 0, consultation.version) + 1


def remove_pending(consultation):
    """Give up the version being prepared, if there is one; nobody has seen it."""
    pending = find_pending(consultation)
    if pending is None:
        return
    clauses = Clause.draft_id == pending.id
    db.session.execute(update(Clause).where(clauses).values(parent_id=None, origin_id=None))
    db.session.execute(delete(Clause).where(clauses))
    forget_corrections(pending)
    db.session.execute(delete(Draft).where(Draft.id == pending.id))
    db.session.expire_all()


class Proposal:
    """A version being prepared beside the present one, and which clause goes on with which.

    Pieces of the new paper have the ids of their own rows, for their threads are not yet decided.
    """

    def __init__(self, consultation, pending):
        self.pending = pending
        self._clauses = list_clauses(pending)
        self.old = get_paper(consultation)
        self.new = paper.build(pending.title, self._clauses, (), pending.version, own_ids=True)
        known = {clause.id: clause.origin_id for clause in self._clauses if clause.origin_id}
        self.matching = matching.match(self.old.pieces, self.new.pieces, known)

    @property
    def seen(self):
        """Tells whether the draft was edited between showing the proposal and deciding on it."""
        rows = [
            [one.id, one.kind.value, one.label, one.heading, one.text, one.is_left_out]
            for one in self._clauses
        ]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:16]

    def with_threads(self, pairs):
        """The new Paper with the threads it would have after `pairs` {new id: old id}."""
        return paper.with_threads(self.new, pairs)

    @property
    def changes(self):
        """The Changes that would be shown if the proposal is accepted as it is."""
        return changes.changes(self.old, self.with_threads(self.matching.pairs))


def get_proposal(consultation):
    """The Proposal of the version being prepared. Raises Refused when there is none."""
    pending = find_pending(consultation)
    if pending is None:
        raise Refused(NO_PENDING)
    return Proposal(consultation, pending)


def publish_version(consultation, *, note, decided, descents, seen):
    """Put the version being prepared before people; after the close it becomes the final text.

    note: what changed and why. decided: {new id: old id or None} corrects the proposal; descents: pairs
    (new id, old id) of clauses split off from, or holding words of, another one. seen: Proposal.seen.
    Raises Refused.
    """
    db.session.refresh(consultation, with_for_update=True)
    if reason := wrong_with_new_version(consultation):
        raise Refused(reason)
    proposal = get_proposal(consultation)
    if proposal.seen != seen:
        raise Refused(EDITED_SINCE)
    if not proposal.new.commentable:
        raise Refused(NO_CLAUSES, 422)
    pairs = {**proposal.matching.pairs, **decided}
    pairs = {new_id: old_id for new_id, old_id in pairs.items() if old_id is not None}
    if len(set(pairs.values())) < len(pairs):
        raise Refused(TAKEN_TWICE, 422)
    found = changes.changes(proposal.old, proposal.with_threads(pairs))
    if not (found.changes or found.renumbered):
        raise Refused(NOTHING_CHANGED, 422)
    _keep(proposal, pairs, descents)
    forget_corrections(proposal.pending)
    proposal.pending.note, proposal.pending.published_at = note, clock.now()
    if consultation.status is Status.OPEN:
        consultation.version = proposal.pending.version
    db.session.flush()
    return proposal.pending


def _keep(proposal, pairs, descents):
    for clause in list_clauses(proposal.pending):
        clause.origin_id = pairs.get(clause.id)
    for new_id, old_id in set(descents):
        if pairs.get(new_id) != old_id:
            db.session.add(Descent(clause_id=new_id, from_id=old_id))


def changes_between(consultation, old, new):
    """The Changes between the versions numbered `old` and `new`. Raises NoResultFound."""
    first, second = get_draft(consultation, old), get_draft(consultation, new)
    rows = db.session.execute(
        select(func.coalesce(Clause.origin_id, Clause.id), Descent.from_id)
        .join(Descent, Descent.clause_id == Clause.id)
        .join(Draft, Draft.id == Clause.draft_id)
        .where(
            Draft.consultation_id == consultation.id,
            Draft.version > min(first.version, second.version),
            Draft.version <= max(first.version, second.version),
        )
        .order_by(Descent.clause_id, Descent.from_id)
    )
    papers = get_paper(consultation, first.version), get_paper(consultation, second.version)
    return changes.changes(*papers, [tuple(row) for row in rows])


def list_papers(consultation):
    """The Papers of all versions that people were asked about, the oldest first."""
    return [get_paper(consultation, version) for version in range(1, consultation.version + 1)]


def list_threads(consultation):
    """The Threads of all versions that people were asked about, in the order of the present one."""
    return changes.threads(list_papers(consultation))


def older_wordings(consultation):
    """A function (thread, version) → the words of that clause then; None where they are those of now."""
    if consultation.version == 1:
        return lambda thread, version: None
    now = {one.piece.id: one.piece.words for one in list_threads(consultation)}

    def wording_of(thread, version):
        piece = get_paper(consultation, version).piece(thread) if thread is not None else None
        return piece.words if piece and piece.words != now.get(thread) else None

    return wording_of


def changed_since(consultation, versions):
    """Threads of `versions` ({thread: version a stance is about}) whose words are other ones by now."""
    now = get_paper(consultation)
    return {
        thread
        for thread, version in versions.items()
        if version < now.version
        and not changes.still_says_the_same(get_paper(consultation, version), now, thread)
    }
