"""Registers: what a summary counted, one leaf per submission; and the slips behind them."""

from collections import defaultdict

from sqlalchemy import Row, bindparam, exists, insert, select, update

from core.db import db, execute
from feedback import proof
from feedback.models import Answer, ClauseStance, Comment, Leaf, Register, Submission, Tombstone

#: Submissions whose slips are in memory at once.
AT_ONCE = 1000
_submission, _stance, _answer = Submission.__table__.c, ClauseStance.__table__.c, Answer.__table__.c
_comment, _leaf, _register = Comment.__table__.c, Leaf.__table__.c, Register.__table__.c
_SUBMISSIONS = (
    select(_submission.id, _submission.audience, _submission.group_label)
    .where(
        _submission.consultation_id == bindparam("about"), _submission.is_withdrawn.is_(False),
        _submission.id > bindparam("after"),
    )
    .order_by(_submission.id)
    .limit(AT_ONCE)
)  # fmt: skip
_IDS = bindparam("ids", expanding=True)
_SAID = (
    select(_stance.submission_id, _stance.clause_id, _stance.stance, _stance.version).where(
        _stance.submission_id.in_(_IDS)
    ),
    select(
        _comment.submission_id, _comment.id, _comment.clause_id, _comment.stance, _comment.proposed,
        _comment.reason, _comment.version,
    ).where(_comment.submission_id.in_(_IDS), _comment.is_superseded.is_(False)),
    select(
        _answer.submission_id, _answer.question_id, _answer.slot, _answer.option_id, _answer.number,
        _answer.text,
    ).where(_answer.submission_id.in_(_IDS)),
)  # fmt: skip
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
_NEW_LEAVES = insert(Leaf.__table__)
_LEAVES = (
    select(_leaf.leaf)
    .where(
        _leaf.consultation_id == bindparam("about"), _leaf.number == bindparam("of"),
        _leaf.leaf > bindparam("after"),
    )
    .order_by(_leaf.leaf)
    .limit(20 * AT_ONCE)
)  # fmt: skip


def put_register(consultation, *, number, made_at, is_final):
    """Write down what is counted now, for the summary with this `number`; gives the Register.

    Raises nothing and locks nothing: the summary that is being made holds the consultation.
    """
    leaves, fresh = [], []
    for submission_id, text in each_slip(consultation.id):
        fresh.append((proof.leaf(text), submission_id, proof.marks(text)))
        leaves.append(fresh[-1][0])
        if len(fresh) == AT_ONCE:
            _put_leaves(consultation.id, number, fresh)
            fresh = []
    if fresh:
        _put_leaves(consultation.id, number, fresh)
    register = Register(
        consultation_id=consultation.id, number=number, school_id=consultation.school_id, made_at=made_at,
        is_final=is_final, size=len(leaves), root=proof.root(sorted(leaves)),
    )  # fmt: skip
    db.session.add(register)
    db.session.flush()
    return register


def _put_leaves(consultation_id, number, leaves):
    execute(
        _NEW_LEAVES,
        [
            {
                "consultation_id": consultation_id, "number": number, "leaf": leaf,
                "submission_id": submission_id, "marks": marks,
            }
            for leaf, submission_id, marks in leaves
        ],
    )  # fmt: skip


def each_slip(consultation_id):
    """(submission id, slip) of every submission that counts, by the id."""
    after = ""
    while rows := execute(_SUBMISSIONS, {"about": consultation_id, "after": after}).all():
        after = rows[-1].id
        yield from _slips(rows)


def slip_of(submission):
    """The slip of one submission, a row with id, audience, group_label: as it would be counted."""
    ((_id, text),) = _slips([submission])
    return text


def _slips(rows):
    ids = {"ids": [row.id for row in rows]}
    stances, comments, answers = (_by_submission(execute(query, ids)) for query in _SAID)
    for row in rows:
        said = (stances[row.id], comments[row.id], answers[row.id])
        yield row.id, proof.slip(row.id, row.audience, row.group_label, *said)


def _by_submission(rows):
    found = defaultdict(list)
    for submission_id, *said in rows:
        found[submission_id].append(said)
    return found


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
