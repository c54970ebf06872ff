"""Registers: what a summary counted, one leaf per submission."""

from sqlalchemy import Row, bindparam, exists, select, update

from core.db import add_rows, db, execute
from feedback import proof
from feedback.models import Leaf, Register, Submission, Tombstone

#: Leaves in memory at once, of a list that is published or put down.
AT_ONCE = 20_000
_submission = Submission.__table__.c
_leaf, _register = Leaf.__table__.c, Register.__table__.c
#: What a packed leaf consists of: the leaf, the id of the submission, and the marks.
LEAF_BYTES, ID_BYTES = 32, 16
_NEWEST = (
    select(Register.__table__)
    .where(_register.consultation_id == bindparam("about"))
    .order_by(_register.number.desc())
    .limit(1)
)
#: is_listed: whether the leaf stands in it.
_NEWEST_WITH = _NEWEST.add_columns(
    exists()
    .where(
        _leaf.consultation_id == _register.consultation_id, _leaf.number == _register.number,
        _leaf.leaf == bindparam("own_leaf"),
    )
    .label("is_listed")
)  # fmt: skip
_LEAVES = (
    select(_leaf.leaf)
    .where(
        _leaf.consultation_id == bindparam("about"), _leaf.number == bindparam("of"),
        _leaf.leaf > bindparam("after"),
    )
    .order_by(_leaf.leaf)
    .limit(AT_ONCE)
)  # fmt: skip


def put_register(consultation, batches, *, number, made_at, is_final):
    """Write down what is counted now, for the summary with this `number`; gives the Register.

    batches: lists of slips.Slip. Raises nothing and locks nothing: the summary that is being made holds the
    consultation.
    """
    packed = [_packed(slip) for batch in batches for slip in batch]
    # In the order of the key, so that the table grows at its end: a million in any order would go through
    # the whole of it again and again. And the root is that of the list in order.
    packed.sort()
    add_rows(
        Leaf, ("consultation_id", "number", "leaf", "submission_id", "marks"),
        ((consultation.id, number, *_unpacked(one)) for one in packed),
    )  # fmt: skip
    register = Register(
        consultation_id=consultation.id, number=number, school_id=consultation.school_id, made_at=made_at,
        is_final=is_final, size=len(packed), root=proof.root(one[:LEAF_BYTES].hex() for one in packed),
    )  # fmt: skip
    db.session.add(register)
    db.session.flush()
    return register


def _packed(slip):
    """Leaf, id and marks in a third of the memory that their hex digits take."""
    leaf, marks = proof.leaf_and_marks(slip.lines)
    return leaf + bytes.fromhex(slip.id) + marks


def _unpacked(packed):
    end = LEAF_BYTES + ID_BYTES
    return packed[:LEAF_BYTES].hex(), packed[LEAF_BYTES:end].hex(), packed[end:].hex()


def find_register(consultation_id) -> Row | None:
    """Row of the newest register, or None."""
    return execute(_NEWEST, {"about": consultation_id}).one_or_none()


def each_leaf(consultation_id, number):
    """The leaves of a register, ascending: the lines of the published list."""
    after = ""
    while rows := execute(_LEAVES, {"about": consultation_id, "of": number, "after": after}).all():
        after = rows[-1].leaf
        yield from (row.leaf for row in rows)


def find_register_with(consultation_id, leaf) -> Row | None:
    """The newest register as above, with is_listed: whether `leaf` stands in it."""
    return execute(_NEWEST_WITH, {"about": consultation_id, "own_leaf": leaf}).one_or_none()


def find_leaves(register, leaves):
    """Those of `leaves` that stand in the register."""
    return set(
        db.session.scalars(
            select(_leaf.leaf).where(
                _leaf.consultation_id == register.consultation_id, _leaf.number == register.number,
                _leaf.leaf.in_(leaves),
            )
        )
    )  # fmt: skip


def leaf_of(register, submission_id):
    """Row (leaf, marks) by which a submission stands in the register, or None."""
    return db.session.execute(
        select(_leaf.leaf, _leaf.marks).where(
            _leaf.consultation_id == register.consultation_id, _leaf.number == register.number,
            _leaf.submission_id == submission_id,
        )
    ).one_or_none()  # fmt: skip


def list_orphans(register):
    """Rows (leaf, submission_id, Erasure, day): leaves of the register without a submission that counts;
    Erasure and day None where no tombstone explains it."""
    there = (_submission.id == _leaf.submission_id) & _submission.is_withdrawn.is_(False)
    stone = Tombstone.__table__.c
    return db.session.execute(
        select(_leaf.leaf, _leaf.submission_id, stone.reason, stone.day)
        .select_from(Leaf.__table__)
        .outerjoin(Submission.__table__, there)
        .outerjoin(
            Tombstone.__table__,
            (stone.consultation_id == _leaf.consultation_id) & (stone.leaf == _leaf.leaf),
        )
        .where(
            _leaf.consultation_id == register.consultation_id, _leaf.number == register.number,
            _submission.id.is_(None),
        )
        .order_by(_leaf.leaf)
    ).all()  # fmt: skip


def forget_in_registers(consultation_id, submission_id):
    """Let no leaf name a submission that is deleted: with its id the leaf could be guessed."""
    db.session.execute(
        update(Leaf.__table__)
        .where(_leaf.consultation_id == consultation_id, _leaf.submission_id == submission_id)
        .values(submission_id=None, marks="")
    )
