"""Everything that was said in a consultation, read once, submission by submission: for register and figures.

A million submissions pass here with ten answers each, so rows stay plain tuples, and the line of an answer
that thousands gave is put together once.
"""

from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import BigInteger, String, bindparam, cast, func, literal_column, select, type_coerce

from core.db import read_by_index, read_plain
from feedback import proof
from feedback.models import Answer, ClauseStance, Comment, Submission

#: Submissions in memory at once.
AT_ONCE = 5000
#: Different answers whose lines are kept; numbers may all be different.
LINES_KEPT = 50_000
_submission, _stance = Submission.__table__.c, ClauseStance.__table__.c
_comment, _answer = Comment.__table__.c, Answer.__table__.c
_SUBMISSIONS = (
    select(_submission.id, type_coerce(_submission.audience, String), _submission.group_label)
    .where(
        _submission.consultation_id == bindparam("about"), _submission.is_withdrawn.is_(False),
        _submission.id > bindparam("after"),
    )
    .order_by(_submission.id)
    .limit(literal_column(str(AT_ONCE)))
)  # fmt: skip


def _said(own, *columns):
    """SELECT of `columns` of what hangs on the submissions from "first" to "last", ordered by these."""
    return (
        select(own.submission_id, *columns)
        .join_from(Submission.__table__, own.submission_id.table, own.submission_id == _submission.id)
        .where(
            _submission.consultation_id == bindparam("about"),
            _submission.id.between(bindparam("first"), bindparam("last")),
        )
        .order_by(_submission.id)
    )


_STANCES = _said(_stance, _stance.clause_id, type_coerce(_stance.stance, String), _stance.version).order_by(
    _stance.clause_id
)
_COMMENTS = (
    _said(
        _comment, _comment.id, _comment.clause_id, type_coerce(_comment.stance, String), _comment.proposed,
        _comment.reason, _comment.version,
    )
    .where(_comment.is_superseded.is_(False))
    .order_by(_comment.id)
)  # fmt: skip
_ANSWERS = _said(
    _answer, _answer.question_id, _answer.slot, _answer.option_id,
    cast(func.round(_answer.number * literal_column("100")), BigInteger), _answer.text,
).order_by(_answer.question_id, _answer.slot)  # fmt: skip


class Slip(NamedTuple):
    """One submission as it is counted."""

    id: str
    #: Value of an Audience, or None.
    audience: str | None
    group: str
    #: (clause_id, value of a Stance, version)
    stances: list
    #: (id, clause_id, version of the stance it went with, or its own) of the comments with words.
    comments: list
    #: (question_id, slot, option_id, number times 100, text)
    answers: list
    #: Of the slip, after its first one, as bytes.
    lines: list

    @property
    def text(self):
        return proof.whole(line.decode() for line in self.lines)


class _Lines(dict):
    """{values: the line of a slip they make, as bytes}, kept for the next submission that says the same."""

    def __init__(self, make):
        self._make = make

    def __missing__(self, values):
        if len(self) >= LINES_KEPT:
            self.clear()
        line = self[values] = self._make(*values).encode()
        return line


def each_batch(consultation_id):
    """Lists of the Slips of all submissions that count, by the id, each read when it is asked for."""
    lines, after = (_Lines(proof.stance_line), _Lines(proof.answer_line)), ""
    read_by_index(True)
    while rows := read_plain(_SUBMISSIONS, {"about": consultation_id, "after": after}):
        after = rows[-1][0]
        yield _slips(consultation_id, rows, *lines)
    read_by_index(False)


def slip_of(consultation_id, submission):
    """The slip of one submission, a row with id, audience, group_label: as it would be counted."""
    audience = submission.audience and submission.audience.value
    row = submission.id, audience, submission.group_label
    (slip,) = _slips(consultation_id, [row], _Lines(proof.stance_line), _Lines(proof.answer_line))
    return slip.text


def _slips(consultation_id, rows, stance_lines, answer_lines):
    span = {"about": consultation_id, "first": rows[0][0], "last": rows[-1][0]}
    stances, comments, answers = (_by_submission(one, span) for one in (_STANCES, _COMMENTS, _ANSWERS))
    slips = []
    for key, audience, group in rows:
        own_stances, own_comments, own_answers = stances.get(key, ()), comments.get(key), answers.get(key, ())
        lines, worded = [proof.head_line(key, audience, group).encode()], ()
        lines += [stance_lines[one] for one in own_stances]
        if own_comments:
            lines += [proof.comment_line(*one).encode() for one in own_comments]
            worded = _worded(own_comments, own_stances)
        # Words are seldom said twice.
        lines += [
            answer_lines[one] if one[4] is None else proof.answer_line(*one).encode() for one in own_answers
        ]
        slips.append(Slip(key, audience, group, own_stances, worded, own_answers, lines))
    return slips


def _by_submission(query, span):
    """{submission id: [the rest of each row]}."""
    rest = itemgetter(slice(1, None))
    return {key: [*map(rest, own)] for key, own in groupby(read_plain(query, span), itemgetter(0))}


def _worded(comments, stances):
    versions = {clause_id: version for clause_id, _stance, version in stances}
    return [
        (key, clause_id, versions.get(clause_id, version))
        for key, clause_id, _stance, proposed, reason, version in comments
        if proposed or reason
    ]
