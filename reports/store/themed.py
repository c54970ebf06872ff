"""Which themes comments speak of, for a summary: what a person approved, of what stands now."""

from collections import defaultdict

from sqlalchemy import select

from accounts.rules import Audience
from core.db import db
from feedback import store as feedback
from feedback.models import Comment, Submission
from feedback.moderation import DeskLine
from feedback.rules import Stance
from reports import tally
from reports.models import CommentTheme
from reports.store import codebooks, samples
from reports.summary import ClauseThemes, Portion, Stances, ThemeFigures
from reports.themes import codebook as rules
from reports.themes import quotes

#: What an author is for, as far as quotes are concerned.
SIDES = {Stance.AGREE: "for", Stance.AGREE_CHANGES: "for", Stance.DISAGREE: "against", Stance.OTHER: "other"}


def count_themes(consultation, speakers, order):
    """{"themes", "theme_quality"} of a Summary. speakers: its Groups; order: its clauses' ids."""
    codebook = codebooks.find_codebook(consultation.school_id, consultation.id)
    if codebook is None:
        return {}
    found = codebooks.list_themes(codebook)
    leads, by_id = rules.standing(found), {one.id: one for one in found}
    rows, waiting = defaultdict(lambda: defaultdict(list)), defaultdict(int)
    for row in _comments(consultation):
        if row.theme_id is None:
            waiting[row.clause_id] += 1
        else:
            rows[row.clause_id][leads[row.theme_id]].append(row)
    if not rows:
        return {}
    return {
        "themes": tuple(
            ClauseThemes(
                clause_id,
                tuple(
                    _figures(by_id[theme_id], own, speakers)
                    for theme_id, own in sorted(
                        rows[clause_id].items(), key=lambda one: (-len(one[1]), one[0])
                    )
                ),
                waiting[clause_id],
            )
            for clause_id in (None, *order)
            if clause_id in rows or clause_id in waiting
        ),
        "theme_quality": samples.quality_of(codebook),
    }


def _comments(consultation):
    """Rows (id, clause_id, stance, audience, group, theme_id or None) of comments that stand, by id."""
    return db.session.execute(
        select(
            Comment.id, Comment.clause_id, Comment.stance, Submission.audience, Submission.group,
            CommentTheme.theme_id,
        )
        .select_from(Comment)
        .join(Submission, Submission.id == Comment.submission_id)
        .join(DeskLine, DeskLine.comment_id == Comment.id)
        .outerjoin(
            CommentTheme,
            (CommentTheme.comment_id == Comment.id) & CommentTheme.person_id.is_not(None),
        )
        .where(Submission.consultation_id == consultation.id, *codebooks.STANDS)
        .order_by(Comment.id)
    )  # fmt: skip


def _figures(theme, rows, speakers):
    asked = [row for row in rows if row.audience is not Audience.COMMUNITY]
    chosen, dissent = quotes.choose(_told(rows))
    # Labels that span audiences stand side by side, see `groups.places`.
    is_labelled = any(kind != "audience" for group in speakers for kind, _value in group.names)
    return ThemeFigures(
        theme_id=theme.id, kind=theme.kind.value, own_name=theme.name, asked=_portion(asked),
        community=_portion(row for row in rows if row.audience is Audience.COMMUNITY),
        groups=tuple(_portion(row for row in asked if _is_in(row, group, is_labelled)) for group in speakers),
        quotes=chosen, dissent=dissent,
    )  # fmt: skip


def _portion(rows):
    stances = [row.stance and row.stance.value for row in rows]
    taken = [(stance, 1) for stance in stances if stance]
    return Portion(len(stances), Stances(**tally.zero_filled([one.value for one in Stance], taken)))


def _is_in(row, group, is_labelled):
    """Whether its author is among `group`, one of Summary.speakers."""
    audience, label = row.audience and row.audience.value, row.group
    if not is_labelled:
        return ("audience", audience) in group.names
    key = ("label", label) if audience is None else ("class", label) if label else ("audience", audience)
    return key in group.names


def _told(rows):
    """What quotes.choose reads: of each side the first by their ids."""
    kept, seen = [], defaultdict(int)
    for row in rows:
        side = SIDES.get(row.stance)
        seen[side] += 1
        if seen[side] <= quotes.LOOKED_AT:
            kept.append(row.id)
    return [
        (row.id, f"{row.proposed}\n{row.reason}".strip(), SIDES.get(row.stance))
        for row in feedback.list_standing(kept)
    ]
