"""Codebooks: made, extended, merged; counted. Nothing that was coded is lost by any of it."""

import json
from functools import partial

from sqlalchemy import func, select, update

from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l
from core.text import fold
from feedback import store as feedback
from feedback.models import Comment, Submission
from feedback.moderation import DeskLine
from reports.models import Codebook, CommentTheme, Theme
from reports.rules import Stage, ThemeKind
from reports.themes import codebook as rules
from reports.themes import starter

NAME_TAKEN = _l("Đã có chủ đề tên này. Xin chọn tên khác, hoặc gộp hai chủ đề.")
ALWAYS_THERE = _l("“Khác” và “Không nêu lý do” luôn có sẵn, không đổi tên, không gộp được.")
FULL = _l("Bộ chủ đề đã có quá nhiều chủ đề. Xin gộp bớt.")
GONE = _l("Chủ đề này vừa được gộp vào chủ đề khác. Xin xem lại danh sách.")
#: Of a comment joined with its Submission and its DeskLine: it may leave the named few, and it has words.
STANDS = (*feedback.stands(), (DeskLine.proposed != "") | (DeskLine.reason != ""))


def find_codebook(school_id, consultation_id=None):
    """The Codebook of a consultation, or (None) of the school; None when there is none yet."""
    is_its = (
        Codebook.consultation_id.is_(None)
        if consultation_id is None
        else Codebook.consultation_id == consultation_id
    )
    return db.session.scalars(select(Codebook).where(Codebook.school_id == school_id, is_its)).one_or_none()


def get_codebook(school_id, codebook_id):
    """Raises NoResultFound."""
    return db.session.scalars(
        select(Codebook).where(Codebook.school_id == school_id, Codebook.id == codebook_id)
    ).one()


def lock(codebook):
    """One at a time from here to the commit."""
    # Reading it again forgets what was set and not written yet.
    db.session.flush()
    db.session.refresh(codebook, with_for_update=True)
    return codebook


def make_codebook(school_id, consultation_id, start):
    """The codebook, with "Khác" and "Không nêu lý do"; where there is one already, that one.

    start: "school" (a copy of the school's themes), "starter" (ours), else no further themes.
    """
    if known := find_codebook(school_id, consultation_id):
        return known
    made = Codebook(school_id=school_id, consultation_id=consultation_id, made_at=clock.now())
    db.session.add(made)
    db.session.flush()
    for kind in (ThemeKind.OTHER, ThemeKind.NO_REASON):
        _add(made, kind=kind, name=str(kind.label))
    if start == "starter":
        for name, seeds in starter.THEMES:
            _add(made, name=str(name), seeds="\n".join(rules.seed_words(seeds)))
    if start == "school" and (own := find_codebook(school_id)):
        _copy(own, made)
    return made


def _add(codebook, **columns):
    theme = Theme(school_id=codebook.school_id, codebook_id=codebook.id, **columns)
    db.session.add(theme)
    db.session.flush()
    return theme


def _copy(source, target):
    """Themes that stand in `source` and whose names `target` has not; parents first. Gives their number."""
    there = {fold(one.name): one for one in list_themes(target) if one.merged_into_id is None}
    made = 0
    copied = {}
    for line in rules.lines(list_themes(source)):
        one = line.theme
        if one.kind is not ThemeKind.PLAIN:
            continue
        twin = there.get(fold(one.name))
        if twin is None:
            above = copied.get(one.parent_id) if line.is_child else None
            twin = _add(target, name=one.name, seeds=one.seeds, parent_id=above and above.id)
            made += 1
        copied[one.id] = twin
    return made


def keep_for_school(codebook):
    """Add the themes that the school's codebook has not yet to it; gives how many were added."""
    own = lock(make_codebook(codebook.school_id, None, ""))
    return _copy(codebook, own)


def list_themes(codebook):
    """All Themes, merged ones too, by id."""
    return db.session.scalars(select(Theme).where(Theme.codebook_id == codebook.id).order_by(Theme.id)).all()


def merged_ids(theme_id):
    """Ids of the themes that the same theme stands for as for this one."""
    own = select(Theme.codebook_id).where(Theme.id == theme_id).scalar_subquery()
    leads = rules.standing(db.session.scalars(select(Theme).where(Theme.codebook_id == own)).all())
    return [one for one in leads if leads[one] == leads.get(theme_id)]


def get_theme(codebook, theme_id):
    """Raises NoResultFound."""
    return db.session.scalars(
        select(Theme).where(Theme.codebook_id == codebook.id, Theme.id == theme_id)
    ).one()


def put_theme(codebook, theme, *, name, seeds, parent_id):
    """Change `theme`, or (None) add one. Raises Refused."""
    lock(codebook)
    themes = list_themes(codebook)
    if theme is None and rules.is_full(themes):
        raise Refused(FULL)
    if theme is not None and theme.kind is not ThemeKind.PLAIN:
        raise Refused(ALWAYS_THERE)
    if theme is not None and theme.merged_into_id is not None:
        raise Refused(GONE)
    _refuse_taken(themes, name, but=theme)
    columns = {
        "name": name,
        "seeds": "\n".join(rules.seed_words(seeds)),
        "parent_id": _parent(themes, theme, parent_id),
    }
    if theme is None:
        return _add(codebook, **columns)
    for column, value in columns.items():
        setattr(theme, column, value)
    db.session.flush()
    return theme


def _refuse_taken(themes, name, but=None):
    taken = {fold(one.name) for one in themes if one.merged_into_id is None and one is not but}
    if fold(name) in taken:
        raise Refused(NAME_TAKEN, 422)


def _parent(themes, theme, parent_id):
    """A theme above it that is itself below none: two levels, so that a list stays a list."""
    if parent_id is None:
        return None
    alive = {one.id: one for one in themes if one.merged_into_id is None}
    above = alive.get(parent_id)
    has_own = theme is not None and any(one.parent_id == theme.id for one in alive.values())
    if above is None or above is theme or above.kind is not ThemeKind.PLAIN or above.parent_id or has_own:
        raise Refused(_l("Chủ đề cha phải là một chủ đề không thuộc chủ đề nào khác."), 422)
    return above.id


def merge_theme(codebook, theme, into):
    """Let `into` stand for `theme` too. Who is coding with `theme` now codes `into`. Raises Refused."""
    lock(codebook)
    db.session.refresh(theme)
    db.session.refresh(into)
    if theme.kind is not ThemeKind.PLAIN:
        raise Refused(ALWAYS_THERE)
    if theme.merged_into_id is not None or into.merged_into_id is not None:
        raise Refused(GONE)
    if theme.id == into.id:
        raise Refused(_l("Xin chọn một chủ đề khác để gộp vào."), 422)
    theme.merged_into_id = into.id
    for child in list_themes(codebook):
        if child.parent_id == theme.id:
            child.parent_id = None
    if into.kind is ThemeKind.PLAIN:
        into.seeds = "\n".join(rules.seed_words(f"{into.seeds}\n{theme.seeds}"))
    db.session.flush()


def unmerge_theme(codebook, theme):
    """Let `theme` stand for itself again, with what was coded as it. Raises Refused."""
    lock(codebook)
    db.session.refresh(theme)
    if theme.merged_into_id is None:
        return
    _refuse_taken(list_themes(codebook), theme.name, but=theme)
    theme.merged_into_id = None
    db.session.flush()


def coded(codebook, *columns):
    """A SELECT of `columns` of the comments that stand and have a theme, suggested or decided."""
    return (
        select(*columns)
        .select_from(CommentTheme)
        .join(Comment, Comment.id == CommentTheme.comment_id)
        .join(Submission, Submission.id == Comment.submission_id)
        .join(DeskLine, DeskLine.comment_id == Comment.id)
        .where(CommentTheme.codebook_id == codebook.id, *STANDS)
    )


def count_assigned(codebook):
    """({theme id: approved}, {theme id: suggested}) of comments that stand."""
    rows = db.session.execute(
        coded(
            codebook,
            CommentTheme.theme_id,
            CommentTheme.person_id.is_not(None).label("approved"),
            func.count(),
        ).group_by(CommentTheme.theme_id, "approved")
    )
    counts = {True: {}, False: {}}
    for theme_id, approved, number in rows:
        counts[bool(approved)][theme_id] = number
    return counts[True], counts[False]


def count_comments(consultation):
    """Comments that stand and have words."""
    return db.session.scalar(
        select(func.count())
        .select_from(Comment)
        .join(Submission, Submission.id == Comment.submission_id)
        .join(DeskLine, DeskLine.comment_id == Comment.id)
        .where(Submission.consultation_id == consultation.id, *STANDS)
    )


def ask_for_suggestions(codebook, *, is_grouping=False):
    """Ask the assistant; where it is at work already, nothing more is asked. Gives whether it was asked."""
    lock(codebook)
    if codebook.stage in (Stage.WAITING, Stage.LEARNING, Stage.WRITING):
        return False
    codebook.run += 1
    codebook.stage, codebook.is_grouping = Stage.WAITING, is_grouping
    codebook.placed = codebook.total = codebook.corrections = 0
    codebook.claim, codebook.claimed_until = "", None
    db.session.flush()
    return True


def put_groups(codebook_id, groups):
    kept = json.dumps(groups, ensure_ascii=False)
    db.session.execute(update(Codebook).where(Codebook.id == codebook_id).values(groups=kept))


def forget_unsaid_words():
    """Take out of the groups found every word that no comment says any more: deleted, withdrawn, diverted."""
    asked = select(Codebook.id, Codebook.consultation_id, Codebook.groups).where(Codebook.groups != "[]")
    for codebook_id, consultation_id, groups in db.session.execute(asked).all():
        found = json.loads(groups)
        kept = [rules.left_of(one, partial(_is_said, consultation_id)) for one in found]
        if kept != found:
            put_groups(codebook_id, [one for one in kept if one["words"]])


def _is_said(consultation_id, word):
    parts = [Comment.folded.contains(part, autoescape=True) for part in fold(word).split()]
    return (
        db.session.scalar(
            select(Comment.id)
            .join(Submission, Submission.id == Comment.submission_id)
            .join(DeskLine, DeskLine.comment_id == Comment.id)
            .where(Submission.consultation_id == consultation_id, *STANDS, *parts)
            .limit(1)
        )
        is not None
    )
