"""What staff enter for others, where names are kept: piles, their sheets, and their totals."""

from typing import NamedTuple

from sqlalchemy import case, func, select, update

from core import clock
from core.db import db, execute
from core.errors import Refused
from core.i18n import _l
from feedback import photos
from feedback.models import (
    Answer,
    Authorship,
    Batch,
    ClauseStance,
    Comment,
    Entry,
    Participation,
    Submission,
)
from feedback.moderation import DeskLine
from feedback.rules import PRINTED, State
from feedback.store.own import tag_of
from feedback.store.writing import forget_submission, say_about, say_answers, write

#: States in which neither words nor photo are for who entered them.
LOCKED = (State.SUSPECTED, State.DIVERTED)
#: Entries that a page shows to be looked at again.
LATEST_SHOWN = 12


def put_entry(respondent, code, *, said, rows, by, batch=None, replace=False, version=1, extra=None):
    """Enter for `respondent` what was `said` [(clause id or None, Stance, words)] and answer `rows`.

    code: a receipt code of its own, to be handed over; sent a second time it is the same entry.
    extra: {column of Entry: value}.
    Raises Refused: the unit has said something there already, and `replace` is not set.
    """
    tag = tag_of(code)
    if db.session.get(Entry, tag) is not None:
        return
    batch_id, by_id = batch and batch.id, by.id

    def say(own):
        say_entry(
            own, respondent, tag, said=said, rows=rows, by_id=by_id, batch_id=batch_id, replace=replace,
            version=version, extra=extra,
        )  # fmt: skip

    write(respondent, [code], say)


def say_entry(own, respondent, tag, *, said, rows, by_id, batch_id, replace, version, extra=None):
    """Write an entry with what it says to the submission `own`, within `write`."""
    is_first = own.is_new
    # What the unit holds is not shown to who enters; so nothing of it is replaced unasked.
    own = own if is_first else own._replace(holds_receipt=False)
    for clause_id, stance, words in said:
        say_about(
            own, respondent, clause_id, stance=stance, proposed="", reason=words, replace=replace,
            version=version,
        )  # fmt: skip
    if rows:
        say_answers(own, rows, replace=replace)
    made = {
        "tag": tag, "school_id": respondent.school_id, "submission_id": own.id, "batch_id": batch_id,
        "channel": respondent.channel, "made_by_id": by_id, "made_at": clock.now(), "is_first": is_first,
        "is_read_back": False, "photo": None,
    }  # fmt: skip
    execute(Entry.__table__.insert(), made | (extra or {}))


def remove_entry(batch, tag):
    """Take out a sheet typed wrong. Raises Refused when the unit had said, or has since said, more."""
    entry = db.session.scalars(select(Entry).where(Entry.tag == tag, Entry.batch_id == batch.id)).one()
    written = db.session.get(Authorship, entry.submission_id)
    others = db.session.scalar(
        select(func.count()).select_from(Entry).where(Entry.submission_id == entry.submission_id)
    )
    if not entry.is_first or others > 1 or written.changed_at > entry.made_at:
        raise Refused(
            _l(
                "Người này còn có ý kiến khác ngoài tờ phiếu, nên không bỏ được. "
                "Xin nhập lại phiếu và chọn thay."
            )
        )
    forget_submission(entry.submission_id, written.participation_id)


def add_batch(consultation, by, *, channel, title, pile, **details):
    """details: of a meeting, as models.Batch has them."""
    batch = Batch(
        school_id=consultation.school_id, consultation_id=consultation.id, channel=channel, title=title,
        pile=pile, made_by_id=by.id, made_at=clock.now(), **details,
    )  # fmt: skip
    db.session.add(batch)
    db.session.flush()
    return batch


def change_batch(batch, **fields):
    for name, value in fields.items():
        setattr(batch, name, value)


def get_batch(consultation, batch_id):
    """Raises NoResultFound."""
    return db.session.scalars(
        select(Batch).where(Batch.id == batch_id, Batch.consultation_id == consultation.id)
    ).one()


class Pile(NamedTuple):
    """A batch and how much of it is entered."""

    batch: Batch
    entered: int

    @property
    def missing(self):
        """Sheets still to enter; below 0: more were entered than lie there. None: not counted."""
        return None if self.batch.pile is None else self.batch.pile - self.entered


def list_piles(consultation):
    """Piles, the newest first."""
    entered = select(Entry.batch_id, func.count().label("n")).group_by(Entry.batch_id).subquery()
    rows = db.session.execute(
        select(Batch, func.coalesce(entered.c.n, 0))
        .outerjoin(entered, entered.c.batch_id == Batch.id)
        .where(Batch.consultation_id == consultation.id)
        .order_by(Batch.id.desc())
    )
    return [Pile(batch, n) for batch, n in rows]


def count_entered(batch):
    return db.session.scalar(select(func.count()).select_from(Entry).where(Entry.batch_id == batch.id))


def list_latest(consultation, batch):
    """Rows (tag, channel, made_at, roll_entry_id, answerer, has_photo) entered last in `batch` (None: in no
    batch), the last first."""
    return db.session.execute(
        select(
            Entry.tag, Entry.channel, Entry.made_at, Participation.roll_entry_id, Authorship.answerer,
            Entry.photo.is_not(None).label("has_photo"),
        )
        .join(Submission, Submission.id == Entry.submission_id)
        .join(Authorship, Authorship.submission_id == Entry.submission_id)
        .outerjoin(Participation, Participation.id == Authorship.participation_id)
        .where(
            Submission.consultation_id == consultation.id,
            Entry.batch_id.is_not_distinct_from(batch and batch.id),
        )
        .order_by(Entry.made_at.desc(), Entry.tag)
        .limit(LATEST_SHOWN)
    ).all()  # fmt: skip


def get_photo(consultation, tag):
    """The bytes of the photo of an entry, or None; None too while what it shows is locked to one person.
    Raises NoResultFound."""
    row = db.session.execute(
        select(Entry.photo, Entry.submission_id)
        .join(Submission, Submission.id == Entry.submission_id)
        .where(Entry.tag == tag, Submission.consultation_id == consultation.id)
    ).one()
    is_locked = db.session.scalar(
        select(DeskLine.id)
        .join(Comment, Comment.id == DeskLine.comment_id)
        .where(Comment.submission_id == row.submission_id, DeskLine.state.in_(LOCKED))
        .limit(1)
    )
    return None if is_locked else row.photo


def strip_photos():
    """Take place, time and device out of photos kept before that was done on arrival.

    (how many were changed, [tag] of those that are no whole pictures and stay as they are)
    """
    changed, damaged = 0, []
    for tag in db.session.scalars(select(Entry.tag).where(Entry.photo.is_not(None))).all():
        # One at a time: each may be of many megabytes.
        photo = db.session.scalar(select(Entry.photo).where(Entry.tag == tag))
        try:
            bare = photos.bare(photo)
        except photos.Damaged:
            damaged.append(tag)
            continue
        if bare != photo:
            db.session.execute(update(Entry).where(Entry.tag == tag).values(photo=bare))
            changed += 1
    return changed, damaged


def list_said(meeting):
    """Rows (clause_id, stance, has_words, words) of what was said in `meeting` and stands. words: as others
    may read them; None while nobody has looked, or where they are held back."""
    words = case((DeskLine.state.in_(PRINTED), DeskLine.reason)).label("words")
    has_words = Comment.id.is_not(None).label("has_words")
    about = (Comment.submission_id == ClauseStance.submission_id) & (
        Comment.clause_id == ClauseStance.clause_id
    )
    stances = (
        select(ClauseStance.clause_id, ClauseStance.stance, has_words, words)
        .outerjoin(Comment, about & Comment.is_superseded.is_(False))
        .outerjoin(DeskLine, DeskLine.comment_id == Comment.id)
        .where(ClauseStance.submission_id.in_(_of(meeting)))
        .order_by(ClauseStance.clause_id, ClauseStance.stance, Comment.id)
    )
    general = (
        select(Comment.clause_id, Comment.stance, has_words, words)
        .outerjoin(DeskLine, DeskLine.comment_id == Comment.id)
        .where(
            Comment.submission_id.in_(_of(meeting)), Comment.clause_id.is_(None),
            Comment.is_superseded.is_(False),
        )
        .order_by(Comment.id)
    )  # fmt: skip
    return [*db.session.execute(stances).all(), *db.session.execute(general).all()]


def count_batch_stances(batch):
    """{(clause id, Stance): n} of the submissions entered in `batch`."""
    columns = ClauseStance.clause_id, ClauseStance.stance
    rows = db.session.execute(
        select(*columns, func.count()).where(ClauseStance.submission_id.in_(_of(batch))).group_by(*columns)
    )
    return {(clause_id, stance): n for clause_id, stance, n in rows}


def count_batch_answers(batch):
    """Rows (question_id, slot, option_id, number, has_text, n) of what the submissions entered in `batch`
    say; a row with none of the three is "no opinion"."""
    has_text = case((Answer.text.is_(None), 0), else_=1).label("has_text")
    columns = Answer.question_id, Answer.slot, Answer.option_id, Answer.number, has_text
    return db.session.execute(
        select(*columns, func.count().label("n"))
        .where(Answer.submission_id.in_(_of(batch)))
        .group_by(*columns)
        .order_by(*columns)
    ).all()


def count_unidentified(consultation_id):
    """Submissions that staff entered and that name nobody of the roll."""
    return db.session.scalar(
        select(func.count(Entry.submission_id.distinct()))
        .join(Authorship, Authorship.submission_id == Entry.submission_id)
        .join(Submission, Submission.id == Entry.submission_id)
        .where(
            Submission.consultation_id == consultation_id,
            Submission.is_withdrawn.is_(False),
            Authorship.participation_id.is_(None),
        )
    )


def _of(batch):
    return select(Entry.submission_id).where(Entry.batch_id == batch.id)
