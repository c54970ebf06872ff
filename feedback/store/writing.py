"""Writing what one respondent says. The receipt code makes a second tap the same as the first."""

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError, NoResultFound

from core import clock
from core.codes import random_id
from core.db import db, start_writing
from core.errors import Refused
from core.text import fold
from feedback.models import Answer, Authorship, ClauseStance, Comment, Participation, Receipt, Submission
from feedback.rules import Channel, Refusal, Stance, asks_before_replacing
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


def put_comment(respondent, given, clause_id, *, stance, proposed="", reason="", replace=False, version=1):
    """Say `stance` and words about a clause (None: the whole draft); gives the submission.

    given: receipt codes, the one to keep first. replace: the family's stance may be replaced.
    version: of the draft that was read; the same said again is meant for the newer one of both.
    Raises Refused: somebody else of the family has a stance; or the unit has taken part and lacks the code.
    """

    def say(submission, holds_receipt):
        earlier, comment = get_words(submission, clause_id)
        said = (comment.stance, comment.proposed, comment.reason) if comment else (earlier, "", "")
        if said == (stance, proposed, reason):
            return _confirm(submission, clause_id, version)
        has_stance = earlier is not None
        if asks_before_replacing(has_stance=has_stance, holds_receipt=holds_receipt) and not replace:
            raise Refused(Refusal.REPLACES)
        if clause_id is not None:
            _put_stance(submission, clause_id, stance, version, is_new=not has_stance)
        if comment:
            comment.is_superseded = True
        if proposed or reason:
            db.session.add(
                Comment(
                    school_id=submission.school_id, submission_id=submission.id, clause_id=clause_id,
                    stance=stance, proposed=proposed, reason=reason, folded=fold(f"{proposed}\n{reason}"),
                    version=version,
                )
            )  # fmt: skip

    return _write(respondent, given, say)


def _put_stance(submission, clause_id, stance, version, *, is_new):
    if is_new:
        db.session.add(
            ClauseStance(submission_id=submission.id, clause_id=clause_id, stance=stance, version=version)
        )
    else:
        said = db.session.get_one(ClauseStance, (submission.id, clause_id))
        said.stance, said.version = stance, version


def _confirm(submission, clause_id, version):
    """What was said about the clause also holds for the words of `version`, if that is a later one."""
    if version == 1 or clause_id is None:
        return
    said = db.session.get_one(ClauseStance, (submission.id, clause_id))
    said.version = max(said.version, version)


def keep_stance(respondent, given, clause_id, *, version):
    """What was said about a clause is meant for the words of `version` too. Raises NoResultFound."""

    def say(submission, _holds_receipt):
        if get_words(submission, clause_id)[0] is None:
            raise NoResultFound
        _confirm(submission, clause_id, version)

    return _write(respondent, given, say)


def take_back(respondent, given, clause_id):
    """Take back what was said about one clause; gives whether anything else is left.

    Whoever holds no receipt takes back a stance of the family only where there are no words.
    Raises NoResultFound, Refused.
    """

    def say(submission, holds_receipt):
        stance, comment = get_words(submission, clause_id)
        if stance is None:
            raise NoResultFound
        if comment and not holds_receipt:
            raise Refused(Refusal.REPLACES)
        db.session.delete(db.session.get_one(ClauseStance, (submission.id, clause_id)))
        if comment:
            comment.is_superseded = True

    submission = _write(respondent, given, say)
    return bool(list_stances(submission) or list_words(submission) or list_answers(submission))


def agree_with_rest(respondent, given, clause_ids, *, version=1):
    """AGREE on those of `clause_ids` that have no stance of the respondent's; gives the submission."""

    def say(submission, _holds_receipt):
        taken = list_stances(submission)
        db.session.add_all(
            ClauseStance(
                submission_id=submission.id, clause_id=clause_id, stance=Stance.AGREE, version=version
            )
            for clause_id in clause_ids
            if clause_id not in taken
        )

    return _write(respondent, given, say)


def put_answers(respondent, given, rows, *, replace=False):
    """Answer the survey with `rows` (question_id, slot, option_id, number, text), all of it at once.

    Raises Refused as put_comment does.
    """

    def say(submission, holds_receipt):
        own = Answer.submission_id == submission.id
        is_new = submission in db.session.new
        has_answers = (
            not is_new and db.session.scalar(select(Answer.question_id).where(own).limit(1)) is not None
        )
        if asks_before_replacing(has_stance=has_answers, holds_receipt=holds_receipt) and not replace:
            raise Refused(Refusal.REPLACES)
        if has_answers:
            db.session.execute(delete(Answer).where(own).execution_options(synchronize_session=False))
        if rows:
            db.session.flush()
            names = ("question_id", "slot", "option_id", "number", "text")
            db.session.execute(
                insert(Answer.__table__),
                [{"submission_id": submission.id, **dict(zip(names, row, strict=True))} for row in rows],
            )

    return _write(respondent, given, say)


def _write(respondent, given, say):
    """Find or begin the respondent's submission and let it `say` something, all or nothing.

    Two first posts at the same time: the table refuses the second, which then finds the first.
    """
    start_writing()
    for _try in range(2):
        try:
            return _write_once(respondent, given, say)
        except IntegrityError:
            db.session.rollback()
        except Refused:
            db.session.rollback()
            raise
    raise Refused(Refusal.HAS_TAKEN_PART)


def _write_once(respondent, given, say):
    submission, _code, holds_receipt = find_submission(respondent, given, lock=True)
    if submission is None:
        submission = _begin(respondent, given[0])
        say(submission, True)
    else:
        say(submission, holds_receipt)
        submission.is_withdrawn = False
        if respondent.is_named and submission.authorship is not None:
            submission.authorship.changed_at = clock.now()
        _keep_receipt(submission, given[0])
    db.session.flush()
    return submission


def _begin(respondent, code):
    """A new submission, with its participation. Raises Refused when the unit has taken part already."""
    if respondent.by_code_alone:
        raise NoResultFound
    if not respondent.is_named and participation_of(respondent) is not None:
        raise Refused(Refusal.HAS_TAKEN_PART)
    shared = {"school_id": respondent.school_id, "consultation_id": respondent.consultation_id}
    submission = Submission(
        **shared, id=random_id(), audience=respondent.audience, group=respondent.group, authorship=None
    )
    submission.receipts = [Receipt(tag=tag_of(code))]
    db.session.add(submission)
    participation = None
    if respondent.has_unit:
        participation = Participation(
            **shared, roll_entry_id=respondent.roll_entry_id, answerer=answerer_value(respondent)
        )
        db.session.add(participation)
    if respondent.is_named:
        submission.authorship = Authorship(
            participation=participation, channel=Channel.WEB, answerer=respondent.answerer,
            sent_at=clock.now(), changed_at=clock.now(),
        )  # fmt: skip
    return submission


def _keep_receipt(submission, code):
    """Let `code` lead to `submission`: a second device gets a receipt of its own."""
    tag = tag_of(code)
    receipt = db.session.get(Receipt, tag)
    if receipt is None:
        db.session.add(Receipt(tag=tag, submission_id=submission.id))
    elif receipt.submission_id != submission.id:
        raise Refused(Refusal.OTHER_UNIT)


def withdraw(respondent, given):
    """Take back what was said. Gives whether the unit may answer again.

    With the unit known, submission and participation go together. With the code alone the participation
    cannot be found, so an empty submission stays, shown as withdrawn. Raises NoResultFound.
    """
    submission = find_submission(respondent, given, lock=True).submission
    if submission is None:
        raise NoResultFound
    participation = participation_of(respondent)
    submission_id, participation_id = submission.id, participation and participation.id
    for table in (ClauseStance, Comment, Answer):
        _delete(table, table.submission_id == submission_id)
    if participation is None:
        submission.is_withdrawn = True
        return False
    _delete(Receipt, Receipt.submission_id == submission_id)
    _delete(Authorship, Authorship.submission_id == submission_id)
    _delete(Submission, Submission.id == submission_id)
    if participation_id is not None:
        _delete(Participation, Participation.id == participation_id)
    return True


def _delete(table, which):
    db.session.execute(delete(table).where(which).execution_options(synchronize_session=False))
