"""What became of each clause, what still waits for a word, and publishing."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from accounts import store as accounts
from consultations import store as consultations
from consultations.models import Consultation
from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l
from core.text import fold
from feedback import store as feedback
from feedback.models import Comment, Submission
from feedback.moderation import DeskLine
from feedback.rules import Stance, State
from reports.models import Assignment, Outcome
from reports.rules import ALREADY_PUBLIC, PUBLISH_WITHIN, WITHOUT_REASON, needs_reason
from reports.store.listed import each_page, has_against, list_against
from reports.store.snapshots import latest_snapshot, summary_of
from reports.store.theme_outcomes import list_open_themes
from reports.summary import ClauseFigures

NOT_SUMMARISED = _l("Chưa có bản tổng hợp cuối cùng nên chưa công khai được.")
UNANSWERED = _l(
    "Còn mục có ý kiến mà nhà trường chưa trả lời, hoặc chưa ghi ý kiến không đồng ý đã xem xét. "
    "Xin trả lời đủ rồi mới công khai."
)


THEMES_UNANSWERED = _l("Còn chủ đề đã giao mà chưa trả lời. Xin trả lời, hoặc bỏ giao, rồi mới công khai.")


@dataclass(frozen=True)
class Waiting:
    """What has no outcome yet: contested clauses, and whether the whole draft was spoken of.

    undissented: clauses decided though nobody has said which opinion against it was weighed.
    """

    clauses: tuple[ClauseFigures, ...]
    whole_draft: bool
    undissented: tuple[ClauseFigures, ...] = ()

    def __bool__(self):
        return bool(self.clauses or self.undissented) or self.whole_draft

    @property
    def number(self):
        return len(self.clauses) + len(self.undissented) + self.whole_draft


def list_outcomes(consultation):
    """{clause_id or None: Outcome}."""
    return outcomes_of(consultation.id)


def outcomes_of(consultation_id):
    """{clause_id or None: Outcome}."""
    rows = db.session.scalars(select(Outcome).where(Outcome.consultation_id == consultation_id))
    return {outcome.clause_id: outcome for outcome in rows}


def waiting(summary, outcomes):
    """Waiting, of a Summary and {clause_id: Outcome}."""
    unweighed = [
        clause
        for clause in summary.contested
        if clause.clause_id in outcomes and outcomes[clause.clause_id].dissent_id is None
    ]
    return Waiting(
        tuple(clause for clause in summary.contested if clause.clause_id not in outcomes),
        bool(summary.general) and None not in outcomes,
        tuple(
            clause
            for clause in unweighed
            if clause.stances.disagree and has_against(summary, clause.clause_id, Stance.DISAGREE)
        ),
    )


def list_dissent(summary, clause_id):
    """Rows of listed comments that disagree with a clause, as they may be read now; of the same words one,
    those that most gave first."""
    clause = summary.clause(clause_id)
    if clause is None or not (clause.is_contested and clause.stances.disagree):
        return []
    against = list_against(summary, clause_id, Stance.DISAGREE)
    alike = Counter(row.kin_id for row in against)
    first = {row.kin_id: row for row in reversed(against)}
    return [first[kin] for kin, _number in alike.most_common()]


def list_shown_dissent(consultation, outcomes):
    """{clause_id: row of words against it that other respondents may read}: those that were weighed, where
    these are approved, else the first that are. Empty where respondents do not read each other."""
    if not consultation.shows_comments:
        return {}
    approved = (State.APPROVED,)
    against = (Submission.consultation_id == consultation.id, Comment.stance == Stance.DISAGREE)
    firsts = (
        select(func.min(Comment.id))
        .join(Submission, Submission.id == Comment.submission_id)
        .join(DeskLine, DeskLine.comment_id == Comment.id)
        .where(*feedback.stands(approved), *against, Comment.clause_id.is_not(None))
        .group_by(Comment.clause_id)
    )
    weighed = {one.dissent_id for one in outcomes.values()} - {None}
    wanted = Comment.id.in_(weighed) | Comment.id.in_(firsts)
    rows = db.session.execute(feedback.standing(approved).where(*against, wanted)).all()
    # The last one stays.
    return {row.clause_id: row for row in sorted(rows, key=lambda row: row.id in weighed)}


def list_assignments(consultation):
    """{clause_id or None: Assignment}."""
    rows = db.session.scalars(select(Assignment).where(Assignment.consultation_id == consultation.id))
    return {one.clause_id: one for one in rows}


def assign(consultation, clause_ids, person, due_on):
    """Let `person` answer these clauses (None: the whole draft) by `due_on`, a day."""
    db.session.refresh(consultation, with_for_update=True)
    known = list_assignments(consultation)
    for clause_id in clause_ids:
        one = known.get(clause_id) or Assignment(
            school_id=consultation.school_id, consultation_id=consultation.id, clause_id=clause_id
        )
        one.person_id, one.due_on = person.id, due_on
        db.session.add(one)
    db.session.flush()


def publish_by(consultation, outcomes):
    """The last day for publishing: working days count from the day of the last decision; None without any."""
    if not outcomes:
        return None
    decided_on = max(clock.local(one.decided_at).date() for one in outcomes.values())
    return accounts.calendar_of(consultation.school_id, decided_on).after(decided_on, PUBLISH_WITHIN)


def said_alike(summary, clause, waiting):
    """Clauses of `waiting` of which the very same was said as of `clause`."""
    if clause is None:
        return []
    own = {_bare(row) for rows in each_page(summary, clause.clause_id) for row in rows}
    others = {one.clause_id: one for one in waiting.clauses if one.clause_id != clause.clause_id}
    alike = {
        one for one in others if any(_bare(row) in own for rows in each_page(summary, one) for row in rows)
    }
    return [one for one in others.values() if one.clause_id in alike]


def _bare(row):
    """The words of a comment without dấu, capitals and stops at the end."""
    return " ".join(fold(f"{row.proposed} {row.reason}").split()).strip(" .,;:!?-–")


def put_outcome(consultation, clause_id, *, decision, reason, decided_by, dissent_id=None):
    """Write or replace the outcome of a clause (None: the whole draft). Raises Refused, NoResultFound.

    dissent_id: of the opinion against it that was weighed; of `list_dissent`, the first of them when None.
    """
    if needs_reason(decision) and not reason:
        raise Refused(WITHOUT_REASON, 422)
    if consultation.published_at is not None:
        raise Refused(ALREADY_PUBLIC)
    db.session.refresh(consultation, with_for_update=True)
    outcome = list_outcomes(consultation).get(clause_id) or Outcome(
        school_id=consultation.school_id, consultation_id=consultation.id, clause_id=clause_id
    )
    outcome.decision, outcome.reason = decision, reason
    outcome.decided_by_id, outcome.decided_at = decided_by.id, clock.now()
    outcome.dissent_id = _weighed(consultation, clause_id, dissent_id)
    db.session.add(outcome)
    db.session.flush()
    return outcome


def _weighed(consultation, clause_id, wanted):
    """Id of the opinion against a clause that `wanted` names, else of the one most gave; None without any."""
    snapshot = latest_snapshot(consultation)
    if snapshot is None or clause_id is None:
        return None
    ids = [row.id for row in list_dissent(summary_of(snapshot), clause_id)]
    return wanted if wanted in ids else next(iter(ids), None)


def publish(consultation):
    """Show the results to all who were asked.

    Raises Refused while it is open, without a final summary, or while a contested clause waits.
    """
    snapshot = latest_snapshot(consultation)
    if snapshot is None or not (summary := summary_of(snapshot)).is_final:
        raise Refused(NOT_SUMMARISED)
    if waiting(summary, list_outcomes(consultation)):
        raise Refused(UNANSWERED)
    if list_open_themes(consultation.id):
        raise Refused(THEMES_UNANSWERED)
    consultations.set_published(consultation, clock.now())


def get_open_to_all(consultation_id):
    """A published consultation that had an open link, of any school: its results are for everybody.

    Raises NoResultFound.
    """
    return db.session.scalars(
        select(Consultation).where(
            Consultation.id == consultation_id,
            Consultation.published_at.is_not(None),
            Consultation.open_token.is_not(None),
        )
    ).one()
