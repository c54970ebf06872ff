"""Corrections on the review screen: an officer takes the draft to the desk, changes it, and it is logged."""

import json
from dataclasses import dataclass, replace

from sqlalchemy import delete, select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from consultations import corrections
from consultations.models import Clause, Draft, DraftAction
from consultations.pieces import NEW, Piece
from consultations.rules import Kind
from consultations.store.drafts import GAP, kept_warnings, list_warnings, tick_warnings
from consultations.store.versions import get_draft_to_edit
from core import clock
from core.db import db
from core.text import shorten

NAME_CHARS = 30
#: How far back the log is searched for who was quicker.
LOOK_BACK = 300
_COLUMNS = {"parent": "parent_id", "origin": "origin_id"}


class Stale(Exception):
    """Somebody was quicker. `action`: the newest DraftAction on that clause, or None if it is not known."""

    def __init__(self, clause_id, action, undoing=None):
        super().__init__(str(clause_id))
        self.clause_id = clause_id
        self.action = action
        self.undoing = undoing


@dataclass
class Desk:
    """A draft as it lies on the desk: its pieces in reading order, and what the database knows of them."""

    draft: Draft
    pieces: tuple
    revisions: dict
    positions: dict

    def piece(self, clause_id):
        """The piece with that id, or None."""
        return next((one for one in self.pieces if one.id == clause_id), None)


def read_desk(draft):
    """The draft to look at."""
    rows = db.session.execute(
        select(
            Clause.id, Clause.parent_id, Clause.kind, Clause.label, Clause.heading, Clause.text,
            Clause.is_left_out, Clause.first_line, Clause.last_line, Clause.origin_id, Clause.revision,
            Clause.position,
        )
        .where(Clause.draft_id == draft.id)
        .order_by(Clause.position)
    ).all()  # fmt: skip
    pieces = tuple(Piece(*row[:10]) for row in rows)
    return Desk(draft, pieces, {row[0]: row[10] for row in rows}, {row[0]: row[11] for row in rows})


def take_desk(consultation):
    """The draft to work on, for nobody else until the request ends. Raises Refused once people see it."""
    db.session.refresh(consultation, with_for_update={"read": True})
    draft = get_draft_to_edit(consultation)
    db.session.refresh(draft, with_for_update=True)
    return read_desk(draft)


def check_fresh(desk, ids, seen):
    """Raises Stale for a clause of `ids` that is not as the page showed it. seen: {id: revision} there."""
    for clause_id in ids:
        if desk.revisions.get(clause_id) == seen.get(clause_id, 0):
            continue
        action = find_newest_on(desk.draft, clause_id)
        if clause_id not in desk.revisions and action is None:
            raise NoResultFound
        raise Stale(clause_id, action)


def record(desk, person_id, act, pieces, *, about, place="", see=()):
    """Store `pieces` instead of what lies on the desk, and log who did `act`; gives the ids of new clauses.

    about: ids of the clauses it is about; what the reader had to say about them counts as looked at.
    place: "head" or "foot" if that was taken in. see: numbers of warnings ticked.
    """
    named = [[one.kind.value, one.label, shorten(one.heading or one.text, NAME_CHARS)] for one in
             map(desk.piece, about) if one]  # fmt: skip
    pieces, made = _write(desk, pieces)
    rows = corrections.between(desk.pieces, pieces)
    about = {*about, *(key for key, (_before, after) in rows.items() if after is None)} if rows else set()
    ticked = {one["number"] for one in list_warnings(desk.draft) if one["clause"] in about} | set(see)
    if not rows and not ticked:
        return made
    tick_warnings(desk.draft, ticked, is_seen=True)
    text = getattr(desk.draft, place) if place else ""
    if place:
        setattr(desk.draft, place, "")
    change = corrections.Correction(rows, place, text, tuple(sorted(ticked)))
    db.session.add(
        DraftAction(
            school_id=desk.draft.school_id, draft_id=desk.draft.id, person_id=person_id, at=clock.now(),
            act=act, about=json.dumps(named, ensure_ascii=False), touched=json.dumps(list(rows)),
            change=json.dumps(change.as_json(), ensure_ascii=False), is_undone=False,
        )
    )  # fmt: skip
    db.session.flush()
    desk.pieces = pieces
    return made


def find_undo(draft, person_id):
    """What the undo button of that person would take back: their newest action, or None."""
    return db.session.scalars(
        select(DraftAction)
        .where(DraftAction.draft_id == draft.id, DraftAction.person_id == person_id, ~DraftAction.is_undone)
        .order_by(DraftAction.id.desc())
        .limit(1)
    ).one_or_none()


def find_redo(draft, person_id):
    """What that person took back and may do again: the first one after their newest action that stands."""
    newest = find_undo(draft, person_id)
    return db.session.scalars(
        select(DraftAction)
        .where(DraftAction.draft_id == draft.id, DraftAction.person_id == person_id, DraftAction.is_undone)
        .where(DraftAction.id > (newest.id if newest else 0))
        .order_by(DraftAction.id)
        .limit(1)
    ).one_or_none()


def undo(desk, person_id):
    """Take back the person's newest action, which is returned; None when there is none. Raises Stale."""
    return _lead(desk, find_undo(desk.draft, person_id), is_undone=True)


def redo(desk, person_id):
    """Do again what the person took back. As undo()."""
    return _lead(desk, find_redo(desk.draft, person_id), is_undone=False)


def _lead(desk, action, *, is_undone):
    if action is None:
        return None
    change = corrections.Correction.from_json(json.loads(action.change))
    try:
        pieces = (corrections.take_back if is_undone else corrections.do_again)(desk.pieces, change.rows)
    except corrections.Touched as touched:
        raise Stale(
            touched.piece_id, find_newest_on(desk.draft, touched.piece_id, not_of=action), action
        ) from None
    _write(desk, pieces)
    desk.pieces = pieces
    if change.place:
        setattr(desk.draft, change.place, change.text if is_undone else "")
    tick_warnings(desk.draft, change.seen, is_seen=not is_undone)
    action.is_undone = is_undone
    db.session.flush()
    return action


def find_newest_on(draft, clause_id, not_of=None):
    """The newest action that changed the clause with `clause_id`, other than `not_of`; or None."""
    actions = db.session.scalars(
        select(DraftAction)
        .where(DraftAction.draft_id == draft.id, ~DraftAction.is_undone)
        .options(joinedload(DraftAction.person))
        .order_by(DraftAction.id.desc())
        .limit(LOOK_BACK)
    )
    return next((one for one in actions if one is not not_of and clause_id in json.loads(one.touched)), None)


def source_of(draft):
    """([line, ...], {number of a line: (kind, label, heading)}): the words as read, and how clauses began."""
    openings = {
        line: (Kind(kind), label, heading) for line, kind, label, heading in json.loads(draft.openings)
    }
    return draft.source.split("\n"), openings


def count_warnings(draft):
    """How many the reader had in all, ticked ones too."""
    return len(kept_warnings(draft))


def _write(desk, pieces):
    """Make the rows what `pieces` says, touching only those that differ: (pieces with ids, new ids)."""
    known, made = {one.id: one for one in desk.pieces}, []
    desk.draft.revision += 1
    for at, piece in enumerate(pieces):
        if piece.id not in known:
            new_id = _insert(desk, pieces, at)
            pieces = tuple(_renamed(one, piece.id, new_id) for one in pieces)
            made.append(new_id)
    updates = [
        _update(desk, known[one.id], one) for one in pieces if one.id in known and known[one.id] != one
    ]
    if updates:
        db.session.execute(update(Clause), updates)
    kept = {one.id for one in pieces}
    if gone := [piece_id for piece_id in known if piece_id not in kept]:
        db.session.execute(delete(Clause).where(Clause.id.in_(gone)))
    for row in [one for one in db.session.identity_map.values() if isinstance(one, Clause)]:
        db.session.expire(row)
    return pieces, made


def _renamed(piece, old, new):
    if piece.id == old:
        piece = replace(piece, id=new)
    return replace(piece, parent=new) if piece.parent == old else piece


def _update(desk, old, new):
    values = {
        _COLUMNS.get(name, name): getattr(new, name)
        for name in corrections.NAMES
        if getattr(new, name) != getattr(old, name)
    }
    if any(name in values for name in corrections.WORDS):
        desk.revisions[new.id] = desk.draft.revision
    return {"id": new.id, "revision": desk.revisions[new.id], **values}


def _insert(desk, pieces, at):
    piece = pieces[at]
    values = {_COLUMNS.get(name, name): getattr(piece, name) for name in corrections.NAMES}
    clause = Clause(
        school_id=desk.draft.school_id, draft_id=desk.draft.id, position=_position(desk, pieces, at),
        revision=desk.draft.revision, **values,
    )  # fmt: skip
    if piece.id != NEW:
        # A clause that comes back keeps its id.
        clause.id = piece.id
    db.session.add(clause)
    db.session.flush()
    desk.revisions[clause.id], desk.positions[clause.id] = clause.revision, clause.position
    return clause.id


def _position(desk, pieces, at):
    """A position between the neighbours of `pieces[at]`; if there is none left, all are spread anew."""
    before = desk.positions[pieces[at - 1].id] if at else None
    after = next((desk.positions[one.id] for one in pieces[at + 1 :] if one.id in desk.positions), None)
    if before is None:
        return (after or GAP) - GAP
    if after is None:
        return before + GAP
    if after - before < 2:
        _spread(desk)
        return _position(desk, pieces, at)
    # Nearer to the one before: paragraphs are mostly cut from the front to the back.
    return before + max(1, (after - before) // 4)


def _spread(desk):
    gap = min(GAP, 2**30 // (len(desk.positions) + 1))
    ordered = sorted(desk.positions, key=desk.positions.get)
    desk.positions = {clause_id: number * gap for number, clause_id in enumerate(ordered, 1)}
    db.session.execute(
        update(Clause), [{"id": key, "position": place} for key, place in desk.positions.items()]
    )
