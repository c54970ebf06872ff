"""Which theme a comment has: suggested, chosen, approved. A person's choice is never overwritten unasked."""

from dataclasses import dataclass

from sqlalchemy import func, select, tuple_, update

from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l
from feedback.models import Comment, Submission
from feedback.moderation import DeskLine
from reports.models import CommentTheme, Theme
from reports.rules import LEARN_AFTER, SURE, Maker, Stage
from reports.store.codebooks import STANDS, ask_for_suggestions, coded, list_themes, lock
from reports.themes import codebook as rules

#: Of the most doubtful comments the one to ask about is drawn, so that two coders seldom meet.
DRAWN_FROM = 12
_COLUMNS = (
    Comment.id, Comment.clause_id, Comment.stance, DeskLine.proposed, DeskLine.reason, Submission.audience,
    CommentTheme.theme_id, CommentTheme.maker, CommentTheme.confidence, CommentTheme.person_id,
    CommentTheme.decided_at,
)  # fmt: skip
MOVED_ON = _l("Máy vừa gợi ý lại. Xin xem danh sách mới rồi duyệt.")


@dataclass(frozen=True)
class Coded:
    """What came of a choice. theme: the one that now stands; other: what somebody else had chosen
    meanwhile, so that nothing was written; was_merged: the chosen theme had gone into `theme`; alike: further
    comments in the same words that nobody had decided and that got it too."""

    theme: Theme
    other: Theme | None = None
    was_merged: bool = False
    alike: int = 0


def _rows(codebook, *conditions):
    return (
        select(*_COLUMNS)
        .select_from(Comment)
        .join(Submission, Submission.id == Comment.submission_id)
        .join(DeskLine, DeskLine.comment_id == Comment.id)
        .outerjoin(CommentTheme, CommentTheme.comment_id == Comment.id)
        .where(Submission.consultation_id == codebook.consultation_id, *STANDS, *conditions)
    )


def get_comment(codebook, comment_id):
    """Row (id, clause_id, stance, proposed, reason, audience, theme_id, maker, confidence, person_id,
    decided_at). Raises NoResultFound."""
    return db.session.execute(_rows(codebook, Comment.id == comment_id)).one()


def next_to_code(codebook, person_id, after=None):
    """The comment to ask about next, as get_comment gives it, or None: those without a suggestion first, then
    the least sure. after: (confidence, id) of one that was put off."""
    sure = func.coalesce(CommentTheme.confidence, 0.0)
    conditions = [CommentTheme.person_id.is_(None)]
    if after is not None:
        conditions.append(tuple_(sure, Comment.id) > after)
    found = db.session.execute(
        _rows(codebook, *conditions).order_by(sure, Comment.id).limit(DRAWN_FROM if after is None else 1)
    ).all()
    return found[person_id % len(found)] if found else None


def count_waiting(codebook):
    """Comments that no person has decided."""
    undecided = _rows(codebook, CommentTheme.person_id.is_(None))
    return db.session.scalar(undecided.with_only_columns(func.count()))


def code(codebook, comment_id, theme_id, *, person, seen):
    """Coded: let `person` give the comment this theme. seen: when the choice on their screen was made (""
    without one). Raises NoResultFound, also for a comment withdrawn meanwhile."""
    lock(codebook)
    themes = {one.id: one for one in list_themes(codebook)}
    leads = rules.standing(themes.values())
    if theme_id not in themes:
        raise Refused(_l("Xin chọn một chủ đề."), 422)
    chosen = themes[leads[theme_id]]
    row = get_comment(codebook, comment_id)
    is_news = row.person_id is not None and stamp(row) != seen
    if is_news and leads[row.theme_id] != chosen.id and row.person_id != person.id:
        return Coded(chosen, other=themes[leads[row.theme_id]])
    same = _same_words(codebook, comment_id)
    for one in (row, *same):
        _put(codebook, one, chosen.id, person)
    return Coded(chosen, was_merged=chosen.id != theme_id, alike=len(same))


def _same_words(codebook, comment_id):
    """Other comments in the same words, whatever their dấu, that no person has decided."""
    words = select(Comment.folded).where(Comment.id == comment_id).scalar_subquery()
    return db.session.execute(
        _rows(codebook, Comment.folded == words, Comment.id != comment_id, CommentTheme.person_id.is_(None))
    ).all()


def stamp(row):
    """What a form carries to tell whether somebody else has decided since."""
    return row.decided_at.isoformat() if row.decided_at else ""


def _put(codebook, row, theme_id, person):
    own = db.session.get(CommentTheme, row.id)
    if own is None:
        own = CommentTheme(comment_id=row.id, school_id=codebook.school_id, codebook_id=codebook.id)
        db.session.add(own)
    own.theme_id, own.maker = theme_id, Maker.PERSON
    own.person_id, own.decided_at = person.id, clock.now()
    own.confidence = own.run = None
    _learnt(codebook, 1)


def _learnt(codebook, number):
    """So many were decided: the assistant learns from them at its next run, asked for here when due."""
    codebook.corrections += number
    db.session.flush()
    if codebook.corrections >= LEARN_AFTER and codebook.stage in (Stage.DONE, Stage.FAILED):
        ask_for_suggestions(codebook)


def list_of_theme(codebook, line, *, waiting, after="", limit=50):
    """Comments of a Line, as get_comment gives them, by id: those that wait, or those decided."""
    decided = CommentTheme.person_id.is_(None) if waiting else CommentTheme.person_id.is_not(None)
    return db.session.execute(
        _rows(codebook, CommentTheme.theme_id.in_(line.ids), decided, Comment.id > after)
        .order_by(Comment.id)
        .limit(limit)
    ).all()


def _still_stands():
    """Of a CommentTheme: who approves saw the list; what was hidden or diverted since is not approved."""
    return (
        select(Comment.id)
        .join(Submission, Submission.id == Comment.submission_id)
        .join(DeskLine, DeskLine.comment_id == Comment.id)
        .where(Comment.id == CommentTheme.comment_id, *STANDS)
        .exists()
    )


def approve(codebook, line, comment_ids, person):
    """Approve what the assistant suggested for these comments of a Line; gives how many were."""
    lock(codebook)
    done = db.session.execute(
        update(CommentTheme)
        .where(
            CommentTheme.codebook_id == codebook.id,
            CommentTheme.comment_id.in_(comment_ids),
            CommentTheme.theme_id.in_(line.ids),
            CommentTheme.person_id.is_(None),
            _still_stands(),
        )
        .values(person_id=person.id, decided_at=clock.now())
    ).rowcount
    _learnt(codebook, done)
    return done


def approve_sure(codebook, line, run, person):
    """Approve every suggestion of a Line that is at least SURE; gives how many. Raises Refused when the
    assistant has suggested anew since the person looked."""
    lock(codebook)
    if run != codebook.run:
        raise Refused(MOVED_ON)
    done = db.session.execute(
        update(CommentTheme)
        .where(
            CommentTheme.codebook_id == codebook.id,
            CommentTheme.theme_id.in_(line.ids),
            CommentTheme.person_id.is_(None),
            CommentTheme.confidence >= SURE,
            _still_stands(),
        )
        .values(person_id=person.id, decided_at=clock.now())
    ).rowcount
    _learnt(codebook, done)
    return done


def count_sure(codebook, line):
    return db.session.scalar(
        coded(codebook, func.count()).where(
            CommentTheme.theme_id.in_(line.ids),
            CommentTheme.person_id.is_(None),
            CommentTheme.confidence >= SURE,
        )
    )


def move(codebook, comment_ids, theme, person):
    """Give these comments another theme, whoever had decided: the person sees what they take over."""
    lock(codebook)
    rows = db.session.execute(_rows(codebook, Comment.id.in_(comment_ids))).all()
    for row in rows:
        _put(codebook, row, theme.id, person)
    return len(rows)
