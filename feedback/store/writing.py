"""Writing what one respondent says. The receipt code makes a second tap the same as the first.

With names it goes into rows, without into an envelope (sealed).
"""

from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, NoResultFound

from core import clock
from core.codes import random_id
from core.db import execute, start_writing, stop_writing
from core.errors import Refused
from core.text import fold
from feedback.models import (
    Answer,
    Authorship,
    ClauseStance,
    Comment,
    Entry,
    Participation,
    Receipt,
    Submission,
)
from feedback.rules import Refusal, Stance, asks_before_replacing
from feedback.store import sealed
from feedback.store.own import (
    answerer_value,
    find_submission,
    get_words,
    list_answers,
    list_stances,
    list_words,
    participation_of,
    tag_of,
)
from feedback.store.registers import forget_in_registers

# Built once, and of tables: every submission runs them, and holds SQLite's one writer meanwhile.
_NEW = {
    table: insert(table.__table__)
    for table in (Submission, Receipt, Authorship, ClauseStance, Comment, Answer)
}
_NEW_PARTICIPATION = insert(Participation.__table__).returning(Participation.__table__.c.id)
_submission, _receipt = Submission.__table__, Receipt.__table__
_stance, _comment, _answer = ClauseStance.__table__, Comment.__table__, Answer.__table__
_RESTORE = (
    update(_submission)
    .where(_submission.c.id == bindparam("own_id"), _submission.c.is_withdrawn)
    .values(is_withdrawn=False)
)
_TOUCH = (
    update(Authorship.__table__)
    .where(Authorship.__table__.c.submission_id == bindparam("own_id"))
    .values(changed_at=bindparam("now"))
)
_OWNER = select(_receipt.c.submission_id).where(_receipt.c.tag == bindparam("tag"))
_IS_ABOUT = (_stance.c.submission_id == bindparam("own_id"), _stance.c.clause_id == bindparam("about"))
_CHANGE_STANCE = (
    update(_stance).where(*_IS_ABOUT).values(stance=bindparam("now_says"), version=bindparam("now_about"))
)
_CONFIRM = (
    update(_stance)
    .where(*_IS_ABOUT, _stance.c.version < bindparam("now_about"))
    .values(version=bindparam("now_about"))
)
_DROP_STANCE = delete(_stance).where(*_IS_ABOUT)
_SUPERSEDE = update(_comment).where(_comment.c.id == bindparam("own_id")).values(is_superseded=True)
_HAS_ANSWERS = select(_answer.c.question_id).where(_answer.c.submission_id == bindparam("own_id")).limit(1)
_CLEAR_ANSWERS = delete(_answer).where(_answer.c.submission_id == bindparam("own_id"))
_ANSWER_FIELDS = ("question_id", "slot", "option_id", "number", "text")


class _Own(NamedTuple):
    """The submission that is being written."""

    id: str
    is_new: bool
    holds_receipt: bool


def put_comment(respondent, given, clause_id, *, stance, proposed="", reason="", replace=False, version=1):
    """Say `stance` and words about a clause (None: the whole draft).

    given: receipt codes, the one to keep first. replace: the family's stance may be replaced.
    version: of the draft that was read; the same said again is meant for the newer one of both.
    Raises Refused: somebody else of the family has a stance; or the unit has taken part and lacks the code.
    """
    if not respondent.is_named:
        said = clause_id, stance, proposed, reason, version
        return sealed.change(respondent, given, lambda contents: contents.put_comment(*said))

    write(
        respondent,
        given,
        lambda own: say_about(
            own, respondent, clause_id, stance=stance, proposed=proposed, reason=reason, replace=replace,
            version=version,
        ),
        directly=respondent.has_unit,
    )  # fmt: skip


def say_about(own, respondent, clause_id, *, stance, proposed, reason, replace, version):
    """Write what put_comment takes to the submission `own`, within `write`."""
    earlier, comment = (None, None) if own.is_new else get_words(own, clause_id)
    said = (comment.stance, comment.proposed, comment.reason) if comment else (earlier, "", "")
    if said == (stance, proposed, reason):
        return _confirm(own, clause_id, version)
    has_stance = earlier is not None
    if asks_before_replacing(has_stance=has_stance, holds_receipt=own.holds_receipt) and not replace:
        raise Refused(Refusal.REPLACES)
    if clause_id is not None:
        _put_stance(own, clause_id, stance, version, is_new=not has_stance)
    if comment:
        execute(_SUPERSEDE, {"own_id": comment.id})
    if proposed or reason:
        words = {
            "id": random_id(), "school_id": respondent.school_id, "submission_id": own.id,
            "clause_id": clause_id, "stance": stance, "proposed": proposed, "reason": reason,
            "folded": fold(f"{proposed}\n{reason}"), "is_superseded": False, "on_desk": False,
            "version": version,
        }  # fmt: skip
        execute(_NEW[Comment], words)


def _put_stance(own, clause_id, stance, version, *, is_new):
    if is_new:
        said = {"submission_id": own.id, "clause_id": clause_id, "stance": stance, "version": version}
        execute(_NEW[ClauseStance], said)
    else:
        about = {"own_id": own.id, "about": clause_id}
        execute(_CHANGE_STANCE, about | {"now_says": stance, "now_about": version})


def _confirm(own, clause_id, version):
    """What was said about the clause also holds for the words of `version`, if that is a later one."""
    if version > 1 and clause_id is not None:
        execute(_CONFIRM, {"own_id": own.id, "about": clause_id, "now_about": version})


def keep_stance(respondent, given, clause_id, *, version):
    """What was said about a clause is meant for the words of `version` too. Raises NoResultFound.

    Where no names are given the draft does not change, so there is nothing to keep.
    """
    if not respondent.is_named:
        raise NoResultFound

    def say(own):
        if own.is_new or get_words(own, clause_id)[0] is None:
            raise NoResultFound
        _confirm(own, clause_id, version)

    write(respondent, given, say)


def take_back(respondent, given, clause_id):
    """Take back what was said about one clause; gives whether anything else is left.

    Whoever holds no receipt takes back a stance of the family only where there are no words.
    Raises NoResultFound, Refused.
    """
    if not respondent.is_named:
        left = sealed.change(respondent, given, lambda contents: _take_back(contents, clause_id))
        return left.says_anything

    def say(own):
        stance, comment = (None, None) if own.is_new else get_words(own, clause_id)
        if stance is None:
            raise NoResultFound
        if comment and not own.holds_receipt:
            raise Refused(Refusal.REPLACES)
        execute(_DROP_STANCE, {"own_id": own.id, "about": clause_id})
        if comment:
            execute(_SUPERSEDE, {"own_id": comment.id})

    own = write(respondent, given, say)
    return bool(list_stances(own) or list_words(own) or list_answers(own))


def agree_with_rest(respondent, given, clause_ids, *, version=1):
    """AGREE on those of `clause_ids` that have no stance of the respondent's."""
    if not respondent.is_named:
        return sealed.change(respondent, given, lambda contents: contents.agree_with_rest(clause_ids))

    def say(own):
        taken = {} if own.is_new else list_stances(own)
        rows = [
            {"submission_id": own.id, "clause_id": clause_id, "stance": Stance.AGREE, "version": version}
            for clause_id in clause_ids
            if clause_id not in taken
        ]
        if rows:
            execute(_NEW[ClauseStance], rows)

    write(respondent, given, say, directly=respondent.has_unit)


def put_answers(respondent, given, rows, *, replace=False):
    """Answer the survey with `rows` (question_id, slot, option_id, number, text), all of it at once.

    Raises Refused as put_comment does.
    """
    if not respondent.is_named:
        return sealed.change(respondent, given, lambda contents: contents.put_answers(rows))

    write(
        respondent, given, lambda own: say_answers(own, rows, replace=replace), directly=respondent.has_unit
    )


def say_answers(own, rows, *, replace):
    """Write the answers `rows` to the submission `own`, within `write`."""
    has_answers = not own.is_new and execute(_HAS_ANSWERS, {"own_id": own.id}).first() is not None
    if asks_before_replacing(has_stance=has_answers, holds_receipt=own.holds_receipt) and not replace:
        raise Refused(Refusal.REPLACES)
    if has_answers:
        execute(_CLEAR_ANSWERS, {"own_id": own.id})
    insert_answers(own.id, rows)


def _take_back(contents, clause_id):
    if not contents.take_back(clause_id):
        raise NoResultFound


def insert_answers(submission_id, rows):
    """Write `rows` as put_answers takes them, to a submission that has no answers yet."""
    answers = [
        {"submission_id": submission_id, "on_desk": False, **dict(zip(_ANSWER_FIELDS, row, strict=True))}
        for row in rows
    ]
    if answers:
        execute(_NEW[Answer], answers)


def write(respondent, given, say, *, directly=False):
    """Find or begin the respondent's submission and let it `say` something, all or nothing; gives it.

    Two first posts at the same time: the table refuses the second, which then finds the first.
    directly: `say`, and whatever the request does after it, runs by execute() alone. So it is where a unit of
    the roll writes; behind an open link stands a consultation of the session's.
    """
    for _turn in range(sealed.TRIES):
        start_writing(directly=directly)
        try:
            return write_once(respondent, given, say)
        except IntegrityError:
            stop_writing()
        except BaseException:
            stop_writing()
            raise
    raise Refused(Refusal.HAS_TAKEN_PART)


def write_once(respondent, given, say):
    """One try of `write`, within whatever else is being written. Raises IntegrityError, Refused."""
    found = find_submission(respondent, given, lock=True)
    if found.submission is None:
        own = begin(respondent, tag_of(given[0]))
        say(own)
        return own
    own = _Own(found.submission.id, False, found.holds_receipt)
    say(own)
    if found.submission.is_withdrawn:
        execute(_RESTORE, {"own_id": own.id})
    execute(_TOUCH, {"own_id": own.id, "now": clock.now()})
    _keep_receipt(own, given[0])
    return own


def begin(respondent, tag):
    """A new submission with its participation, found by a receipt code's `tag`.

    Raises NoResultFound where a code alone leads to nothing.
    """
    if respondent.by_code_alone:
        raise NoResultFound
    own = _Own(random_id(), is_new=True, holds_receipt=True)
    shared = {"school_id": respondent.school_id, "consultation_id": respondent.consultation_id}
    participation_id = None
    if respondent.has_unit:
        who = {"roll_entry_id": respondent.roll_entry_id, "answerer": answerer_value(respondent)}
        participation_id = execute(_NEW_PARTICIPATION, shared | who).scalar_one()
    what = {"id": own.id, "audience": respondent.audience, "group_label": respondent.group}
    execute(_NEW[Submission], shared | what | {"is_withdrawn": False, "is_finished": True})
    execute(_NEW[Receipt], {"tag": tag, "submission_id": own.id})
    now = clock.now()
    written = {
        "submission_id": own.id, "participation_id": participation_id, "channel": respondent.channel,
        "answerer": respondent.answerer, "sent_at": now, "changed_at": now,
    }  # fmt: skip
    execute(_NEW[Authorship], written)
    return own


def _keep_receipt(own, code):
    """Let `code` lead to the submission: a second device gets a receipt of its own."""
    tag = tag_of(code)
    leads_to = execute(_OWNER, {"tag": tag}).scalar_one_or_none()
    if leads_to is None:
        execute(_NEW[Receipt], {"tag": tag, "submission_id": own.id})
    elif leads_to != own.id:
        raise Refused(Refusal.OTHER_UNIT)


def _forget(column):
    return delete(column.table).where(column == bindparam("own_id"))


_FORGET_WORDS = [_forget(table.c.submission_id) for table in (_stance, _comment, _answer, Entry.__table__)]
_FORGET_SUBMISSION = [
    _forget(column)
    for column in (_receipt.c.submission_id, Authorship.__table__.c.submission_id, _submission.c.id)
]
_FORGET_PARTICIPATION = _forget(Participation.__table__.c.id)
_EMPTY = update(_submission).where(_submission.c.id == bindparam("own_id")).values(is_withdrawn=True)


def withdraw(respondent, given):
    """Take back what was said. Gives whether the unit may answer again.

    With the unit known, submission and participation go together. With the code alone the participation
    cannot be found, so an empty submission stays, shown as withdrawn. Raises NoResultFound.
    """
    if not respondent.is_named:
        return sealed.withdraw(respondent, given)
    submission = find_submission(respondent, given, lock=True).submission
    if submission is None:
        raise NoResultFound
    participation_id = participation_of(respondent)
    forget_in_registers(respondent.consultation_id, submission.id)
    if participation_id is None:
        for forget in (*_FORGET_WORDS, _EMPTY):
            execute(forget, {"own_id": submission.id})
        return False
    forget_submission(submission.id, participation_id)
    return True


def forget_submission(submission_id, participation_id):
    """As if nothing had been said. participation_id: None where there is none."""
    for forget in (*_FORGET_WORDS, *_FORGET_SUBMISSION):
        execute(forget, {"own_id": submission_id})
    if participation_id is not None:
        execute(_FORGET_PARTICIPATION, {"own_id": participation_id})
