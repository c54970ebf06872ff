"""Counts and lists of what everybody said, for reports. A withdrawn submission says nothing."""

from sqlalchemy import and_, exists, func, or_, select

from accounts.rules import Audience
from consultations.conditions import How
from consultations.models import RollEntry
from core.db import db
from feedback.models import Answer, Authorship, ClauseStance, Comment, Participation, Submission
from feedback.store.standing import standing


def count_shown(consultation_id, question):
    """Rows (audience, n): submissions to which `question` (a paper's Item with tests) was shown."""
    tests = [_holds(check) for check in question.tests]
    shown = or_(*tests) if question.shows_on_any else and_(*tests)
    return db.session.execute(
        select(Submission.audience, func.count().label("n"))
        .where(_counted(consultation_id), shown)
        .group_by(Submission.audience)
        .order_by(Submission.audience)
    ).all()


def _holds(check):
    """Condition: `check` holds for a submission. The same as conditions.Check.holds, in SQL."""
    own = (Answer.submission_id == Submission.id) & (Answer.question_id == check.source_id)
    if check.how is How.AT_LEAST:
        return exists().where(own, Answer.number >= check.number)
    if check.how is How.AT_MOST:
        return exists().where(own, Answer.number <= check.number)
    column, wanted = (
        (Answer.number, check.number) if check.option_id is None else (Answer.option_id, check.option_id)
    )
    is_said = exists().where(own, column == wanted)
    if check.how is How.IS:
        return is_said
    says = Answer.option_id.is_not(None) | Answer.number.is_not(None) | Answer.text.is_not(None)
    return exists().where(own, says) & ~is_said


def count_texts(consultation_id):
    """Rows (clause_id, audience, n) of comments that stand; clause_id None: about the whole draft."""
    return db.session.execute(
        select(Comment.clause_id, Submission.audience, func.count().label("n"))
        .join(Submission, Submission.id == Comment.submission_id)
        .where(_counted(consultation_id), Comment.is_superseded.is_(False))
        .group_by(Comment.clause_id, Submission.audience)
        .order_by(Comment.clause_id, Submission.audience)
    ).all()


def count_participation(consultation_id):
    """Rows (audience, class_name, n): units that have taken part, persons where the unit is the person."""
    return _count_taken_part(consultation_id, func.count(Participation.id))


def count_households(consultation_id):
    """Rows (audience, class_name, n): entries of the roll of which at least one person has taken part.

    Differs from count_participation only where several persons of a household may answer.
    """
    return _count_taken_part(consultation_id, func.count(Participation.roll_entry_id.distinct()))


def _count_taken_part(consultation_id, number):
    columns = RollEntry.audience, RollEntry.class_name
    return db.session.execute(
        select(*columns, number.label("n"))
        .join(Participation, Participation.roll_entry_id == RollEntry.id)
        .where(Participation.consultation_id == consultation_id)
        .group_by(*columns)
        .order_by(*columns)
    ).all()


def count_submissions(consultation_id):
    """Rows (audience, group, is_withdrawn, n); the community's stand apart under its audience."""
    columns = Submission.audience, Submission.group, Submission.is_withdrawn
    return db.session.execute(
        select(*columns, func.count().label("n"))
        .where(Submission.consultation_id == consultation_id)
        .group_by(*columns)
        .order_by(*columns)
    ).all()


def count_unfinished(consultation_id):
    """Submissions whose survey was never sent to the end, and stands in as the officer chose."""
    return db.session.scalar(
        select(func.count()).select_from(Submission).where(
            _counted(consultation_id), Submission.is_finished.is_(False)
        )
    )  # fmt: skip


def count_channels(consultation_id):
    """Rows (channel, n) in a named consultation; an anonymous one keeps no channel and gives none."""
    return db.session.execute(
        select(Authorship.channel, func.count().label("n"))
        .join(Submission, Submission.id == Authorship.submission_id)
        .where(_counted(consultation_id))
        .group_by(Authorship.channel)
        .order_by(Authorship.channel)
    ).all()


def list_comments(consultation_id, clause_id=None, *, after=None, limit=50):
    """Rows of `standing` about one clause, ordered by their random id.

    clause_id None: about the whole draft. after: the id of the last row of the page before.
    """
    query = (
        standing()
        .where(
            Submission.consultation_id == consultation_id, Comment.clause_id.is_not_distinct_from(clause_id)
        )
        .order_by(Comment.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(Comment.id > after)
    return db.session.execute(query).all()


def has_taken_part(consultation_id, who):
    """Whether `who` (Person or Household), or anybody of the household, has taken part."""
    return consultation_id in list_taken_part(who)


def list_taken_part(who):
    """Ids of all consultations in which `who` has taken part: one query for a whole home page."""
    is_own = RollEntry.household_id == who.id if who.is_household else RollEntry.person_id == who.id
    return set(
        db.session.scalars(
            select(Participation.consultation_id)
            .join(RollEntry, RollEntry.id == Participation.roll_entry_id)
            .where(is_own)
        )
    )


def list_versions_of(who, consultation_ids):
    """{consultation_id: {clause_id: version}}: the versions that the stances of `who` are about; where
    several persons of a household answer, the oldest."""
    is_own = RollEntry.household_id == who.id if who.is_household else RollEntry.person_id == who.id
    columns = Participation.consultation_id, ClauseStance.clause_id
    rows = db.session.execute(
        select(*columns, func.min(ClauseStance.version).label("version"))
        .join(Authorship, Authorship.submission_id == ClauseStance.submission_id)
        .join(Participation, Participation.id == Authorship.participation_id)
        .join(RollEntry, RollEntry.id == Participation.roll_entry_id)
        .where(is_own, Participation.consultation_id.in_(consultation_ids))
        .group_by(*columns)
    )
    found = {}
    for row in rows:
        found.setdefault(row.consultation_id, {})[row.clause_id] = row.version
    return found


def list_taken_part_in(consultation):
    """{(entry of the roll, value of an Answerer or "")} of all who have taken part."""
    rows = db.session.execute(
        select(Participation.roll_entry_id, Participation.answerer).where(
            Participation.consultation_id == consultation.id
        )
    )
    return {(row.roll_entry_id, row.answerer) for row in rows}


def list_roll_entries_answered(consultation_id):
    """Ids of the roll entries that have taken part."""
    return set(
        db.session.scalars(
            select(Participation.roll_entry_id).where(Participation.consultation_id == consultation_id)
        )
    )


def _asked(consultation_id):
    """Condition: counted, and not by the open link. Where no names are given the audience may be unknown."""
    audience = Submission.audience
    return _counted(consultation_id) & (audience.is_(None) | (audience != Audience.COMMUNITY))


def _counted(consultation_id):
    return (Submission.consultation_id == consultation_id) & Submission.is_withdrawn.is_(False)
