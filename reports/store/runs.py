"""The assistant's runs: taken by one process at a time, written piece by piece, gone on with after a stop."""

import json
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import or_, select

from core import clock
from core.codes import random_id
from core.db import db
from feedback.models import Comment, Submission
from feedback.moderation import DeskLine
from reports.models import Codebook, CommentTheme
from reports.rules import LEARN_AFTER, Maker, Stage, ThemeKind
from reports.store.codebooks import STANDS, ask_for_suggestions, list_themes
from reports.themes import codebook as rules

#: A process that has not been heard of for so long is taken for dead.
HOLDS = timedelta(seconds=90)


class Lost(Exception):
    """Another process has taken the run over."""


@dataclass(frozen=True)
class Turn:
    codebook_id: int
    run: int
    claim: str


def take_turn():
    """The next run that waits, or whose process died, as this process's Turn; None when there is none."""
    codebook = db.session.scalars(
        select(Codebook)
        .where(
            Codebook.stage.in_([Stage.WAITING, Stage.LEARNING, Stage.WRITING]),
            or_(Codebook.claimed_until.is_(None), Codebook.claimed_until < clock.now()),
        )
        .order_by(Codebook.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if codebook is None:
        return None
    codebook.claim, codebook.stage = random_id(), Stage.LEARNING
    codebook.claimed_until = clock.now() + HOLDS
    return Turn(codebook.id, codebook.run, codebook.claim)


def hold(turn):
    """The Codebook, locked, its claim renewed. Raises Lost."""
    codebook = db.session.scalars(
        select(Codebook).where(Codebook.id == turn.codebook_id).with_for_update()
    ).one()
    if codebook.claim != turn.claim:
        raise Lost
    codebook.claimed_until = clock.now() + HOLDS
    return codebook


def read_task(turn):
    """What reports.themes.process needs; sets how many are done already and how many there are."""
    codebook = hold(turn)
    themes = list_themes(codebook)
    leads, named = rules.standing(themes), {one.id: one.name for one in themes}
    texts, labels, done = {}, {}, 0
    for comment_id, text, assignment in _comments(codebook):
        texts[comment_id] = text
        if assignment and assignment.person_id is not None:
            labels[comment_id] = named[leads[assignment.theme_id]]
        elif assignment and assignment.run == turn.run:
            done += 1
    codebook.placed, codebook.total = done, len(texts) - len(labels)
    kinds = {one.kind: one.name for one in themes}
    seeds = [
        (one.name, word)
        for one in themes
        if one.merged_into_id is None and one.kind is ThemeKind.PLAIN
        for word in rules.seed_words(one.seeds)
    ]
    return {
        "texts": texts, "labels": labels, "seeds": seeds, "is_grouping": codebook.is_grouping,
        "other": kinds[ThemeKind.OTHER], "nothing": kinds[ThemeKind.NO_REASON],
    }  # fmt: skip


def _comments(codebook):
    """(id, text, CommentTheme or None) of every comment that stands."""
    rows = db.session.execute(
        select(Comment.id, DeskLine.proposed, DeskLine.reason, CommentTheme)
        .select_from(Comment)
        .join(Submission, Submission.id == Comment.submission_id)
        .join(DeskLine, DeskLine.comment_id == Comment.id)
        .outerjoin(CommentTheme, CommentTheme.comment_id == Comment.id)
        .where(Submission.consultation_id == codebook.consultation_id, *STANDS)
        .order_by(Comment.id)
    )
    return [(one.id, f"{one.proposed}\n{one.reason}".strip(), one.CommentTheme) for one in rows]


def write_some(turn, found):
    """Store suggestions [(comment id, theme name, confidence)]. What a person decided meanwhile stays."""
    codebook = hold(turn)
    codebook.stage = Stage.WRITING
    themes = list_themes(codebook)
    leads, by_name = rules.standing(themes), {one.name: one.id for one in reversed(themes)}
    other = next(one.id for one in themes if one.kind is ThemeKind.OTHER)
    ids = [one[0] for one in found]
    known = {
        one.comment_id: one
        for one in db.session.scalars(select(CommentTheme).where(CommentTheme.comment_id.in_(ids)))
    }
    there = set(db.session.scalars(select(Comment.id).where(Comment.id.in_(ids))))
    for comment_id, name, confidence in found:
        own = known.get(comment_id)
        if comment_id not in there or (own and (own.person_id is not None or own.run == turn.run)):
            codebook.total -= comment_id not in there or own.person_id is not None
            continue
        if own is None:
            own = CommentTheme(comment_id=comment_id, school_id=codebook.school_id, codebook_id=codebook.id)
            db.session.add(own)
        # A theme renamed since the run began is not found by its old name: its comments wait in "Khác".
        own.theme_id, own.maker = leads[by_name.get(name, other)], Maker.ASSISTANT
        own.confidence, own.run = (confidence if name in by_name else 0.0), turn.run
        codebook.placed += 1
    db.session.flush()


def finish(turn, groups=None):
    """The run is over; when people have coded enough meanwhile, the next one is asked for."""
    codebook = hold(turn)
    codebook.stage, codebook.finished_at = Stage.DONE, clock.now()
    codebook.claim, codebook.claimed_until = "", None
    if groups is not None:
        codebook.groups = json.dumps(groups, ensure_ascii=False)
    if codebook.corrections >= LEARN_AFTER:
        ask_for_suggestions(codebook)


def give_up(turn):
    codebook = hold(turn)
    codebook.stage, codebook.claim, codebook.claimed_until = Stage.FAILED, "", None
