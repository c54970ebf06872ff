"""The sample that is coded again blind, and what it says of the themes given."""

from sqlalchemy import delete, func, or_, select

from core.db import db
from core.errors import Refused
from core.i18n import _l
from feedback.models import Comment, Submission
from feedback.moderation import DeskLine
from reports.models import CommentTheme, Recoding
from reports.rules import MEASURED_FROM, SAMPLE, Maker
from reports.store.codebooks import STANDS, coded, list_themes, lock
from reports.themes import codebook as rules
from reports.themes import quality

TOO_FEW = _l("Cần ít nhất %(num)d ý kiến đã có chủ đề để đo chất lượng.", num=MEASURED_FROM)


def count_measurable(codebook):
    """Comments that have a theme, suggested or decided: what a sample is drawn from."""
    return db.session.scalar(coded(codebook, func.count()))


def draw_sample(codebook):
    """Draw a new sample by lot; the one before goes. Raises Refused."""
    lock(codebook)
    if count_measurable(codebook) < MEASURED_FROM:
        raise Refused(TOO_FEW)
    db.session.execute(delete(Recoding).where(Recoding.codebook_id == codebook.id))
    drawn = db.session.scalars(coded(codebook, CommentTheme).order_by(func.random()).limit(SAMPLE)).all()
    db.session.add_all(
        Recoding(
            comment_id=one.comment_id, school_id=one.school_id, codebook_id=codebook.id,
            theme_id=one.theme_id, maker=one.maker, coder_id=one.person_id, place=place,
        )
        for place, one in enumerate(drawn)
    )  # fmt: skip
    db.session.flush()


def _open(codebook, person):
    """Of the sample, what this person may judge and nobody has: not their own coding."""
    return (
        Recoding.codebook_id == codebook.id,
        Recoding.chosen_id.is_(None),
        or_(Recoding.maker == Maker.ASSISTANT, Recoding.coder_id != person.id),
        *STANDS,
    )


def next_to_recode(codebook, person):
    """Row (comment_id, clause_id, stance, proposed, reason, audience, place), or None."""
    return db.session.execute(
        select(
            Recoding.comment_id, Comment.clause_id, Comment.stance, DeskLine.proposed, DeskLine.reason,
            Submission.audience, Recoding.place,
        )
        .select_from(Recoding)
        .join(Comment, Comment.id == Recoding.comment_id)
        .join(Submission, Submission.id == Comment.submission_id)
        .join(DeskLine, DeskLine.comment_id == Comment.id)
        .where(*_open(codebook, person))
        .order_by(Recoding.place)
        .limit(1)
    ).one_or_none()  # fmt: skip


def count_sample(codebook):
    """(coded blind, drawn) of what still stands."""
    return db.session.execute(_standing(codebook, func.count(Recoding.chosen_id), func.count())).one()


def _standing(codebook, *columns):
    return (
        select(*columns)
        .select_from(Recoding)
        .join(Comment, Comment.id == Recoding.comment_id)
        .join(Submission, Submission.id == Comment.submission_id)
        .join(DeskLine, DeskLine.comment_id == Comment.id)
        .where(Recoding.codebook_id == codebook.id, *STANDS)
    )


def recode(codebook, comment_id, theme_id, person):
    """Write the blind choice; a second one changes nothing. Raises NoResultFound, Refused."""
    lock(codebook)
    if theme_id not in {one.id for one in list_themes(codebook)}:
        raise Refused(_l("Xin chọn một chủ đề."), 422)
    own = db.session.scalars(
        select(Recoding).where(Recoding.codebook_id == codebook.id, Recoding.comment_id == comment_id)
    ).one()
    if own.maker is Maker.PERSON and own.coder_id == person.id:
        raise Refused(_l("Ý kiến này do chính ông/bà mã hóa nên cần người khác kiểm tra."))
    if own.chosen_id is None:
        own.chosen_id, own.person_id = theme_id, person.id
        db.session.flush()


def quality_of(codebook, maker=None):
    """Quality of the codebook's sample (of what `maker` chose; None: of all), or None of fewer than 30."""
    themes = list_themes(codebook)
    leads, named = rules.standing(themes), {one.id: one.name for one in themes}
    rows = db.session.execute(
        _standing(codebook, Recoding.theme_id, Recoding.chosen_id, Recoding.maker).where(
            Recoding.chosen_id.is_not(None)
        )
    )
    pairs = [
        (named[leads[stood]], named[leads[chosen]]) for stood, chosen, own in rows if maker in (None, own)
    ]
    return quality.measure(sorted(pairs), count_measurable(codebook))
