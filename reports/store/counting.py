"""From rows to a Summary: SQL groups and counts, Python fills in the zeros and the order."""

from collections import defaultdict

from sqlalchemy import func, select

from accounts.rules import Audience
from consultations import store as consultations
from consultations.rules import GRACE, Mode
from core import clock
from core.db import db
from core.text import shorten
from feedback import store as feedback
from feedback.models import ClauseStance, Comment, Submission
from feedback.rules import Stance
from reports import tally
from reports.answers import Counted, figures_of
from reports.summary import (
    ClauseFigures,
    EarlierFigures,
    RollLine,
    Stances,
    Summary,
)

SHORT_CHARS = 160
SUMMED = ("asked", "answered", "persons", "joined", "left")
_COMMUNITY = Audience.COMMUNITY.value


def count(consultation, number, *, root="", counted=0):
    """The Summary of `consultation` as it stands now, with this number; root, counted: of its register."""
    paper = consultations.get_paper(consultation)
    audiences, classes = _roll(consultation)
    persons = sum(line.persons for line in audiences)
    silent = sum(line.asked - line.answered for line in audiences)
    community, withdrawn = _submissions(consultation)
    comments = _comments(consultation)
    answers = _answers(consultation, paper)
    return Summary(
        consultation_id=consultation.id,
        number=number,
        made_at=clock.now(),
        title=consultation.title,
        reference=consultation.reference,
        issuing_office=consultation.issuing_office,
        method=consultation.method,
        mode=consultation.mode.value,
        unit=consultation.unit.value,
        opened_on=clock.local(consultation.opened_at).date(),
        closed_on=consultation.deadline
        if consultation.closes_at >= clock.end_of(consultation.deadline)
        else clock.local(consultation.closes_at).date(),
        is_final=clock.now() >= consultation.closes_at + GRACE,
        extensions=tuple((one.old_deadline, one.new_deadline, one.reason) for one in consultation.extensions),
        audiences=audiences,
        classes=classes,
        channels=tuple((row.channel.value, row.n) for row in feedback.count_channels(consultation.id)),
        withdrawn=withdrawn,
        community=community,
        unfinished=feedback.count_unfinished(consultation.id),
        unidentified=feedback.count_unidentified(consultation.id),
        root=root,
        counted=counted,
        clauses=_clauses(consultation, comments, persons, silent),
        general=tuple(one for _version, one in comments.get(None, ())),
        version=paper.version,
        questions=tuple(figures_of(item, answers["asked"][item.id], persons) for item in paper.questions),
        community_questions=tuple(
            figures_of(item, answers["community"][item.id], community) for item in paper.questions
        )
        if community
        else (),
    )


def _roll(consultation):
    """RollLines of the audiences, and those of the parents' classes."""
    units, persons = (
        {(row.audience, row.class_name): row.n for row in rows}
        for rows in (
            feedback.count_households(consultation.id),
            feedback.count_participation(consultation.id),
        )
    )
    lines = []
    for row in consultations.count_roll(consultation.id):
        key = row.audience, row.class_name
        lines.append(
            RollLine(
                audience=row.audience.value,
                class_name=row.class_name,
                asked=row.asked,
                answered=units.get(key, 0),
                persons=persons.get(key, 0),
                joined=row.added,
                left=row.left,
            )
        )
    return _per_audience(lines), tuple(line for line in lines if line.class_name)


def _per_audience(lines):
    kept = []
    for audience in Audience:
        own = [line for line in lines if line.audience == audience.value]
        if own:
            sums = [sum(getattr(line, name) for line in own) for name in SUMMED]
            kept.append(RollLine(audience.value, "", *sums))
    return tuple(kept)


def _submissions(consultation):
    """(by the open link, withdrawn)."""
    rows = feedback.count_submissions(consultation.id)
    community = sum(n for audience, gone, n in rows if audience is Audience.COMMUNITY and not gone)
    withdrawn = sum(n for _, gone, n in rows if gone) + feedback.count_erased(consultation.id)
    return community, withdrawn


def _comments(consultation):
    """{clause_id or None: [(version its stance is about, comment id)]} of what stands, ordered by the ids,
    which tell nothing of time."""
    about = func.coalesce(ClauseStance.version, Comment.version).label("about")
    rows = db.session.execute(
        select(Comment.clause_id, about, Comment.id)
        .select_from(Comment)
        .join(Submission, Submission.id == Comment.submission_id)
        .outerjoin(
            ClauseStance,
            (ClauseStance.submission_id == Comment.submission_id)
            & (ClauseStance.clause_id == Comment.clause_id),
        )
        .where(
            Submission.consultation_id == consultation.id,
            Submission.is_withdrawn.is_(False),
            Comment.is_superseded.is_(False),
            (Comment.proposed != "") | (Comment.reason != ""),
        )
        .order_by(Comment.id)
    )
    ids = defaultdict(list)
    for clause_id, version, comment_id in rows:
        ids[clause_id].append((version, comment_id))
    return ids


def _clauses(consultation, comments, persons, silent):
    """Figures of the newest version's clauses, and of those taken out of which something was said.

    persons: respondents; silent: units asked that did not take part. Both are silent on a clause.
    """
    rows = defaultdict(list)
    for row in feedback.count_stances(consultation.id):
        audience = row.audience and row.audience.value
        rows[row.clause_id].append((audience, row.stance.value, row.n, row.version))
    papers = consultations.list_papers(consultation)
    figures = []
    for thread in consultations.list_threads(consultation):
        own, words = rows[thread.piece.id], comments.get(thread.piece.id, ())
        is_there = thread.removed_in is None and papers[-1].piece(thread.piece.id)
        if is_there or own or words:
            figures.append(_clause(consultation, thread, papers, own, words, persons + silent))
    return tuple(figures)


def _clause(consultation, thread, papers, rows, comments, units):
    """ClauseFigures of a Thread. rows: (audience, stance, n, version); comments: (version, id)."""
    piece, wordings = thread.piece, _wordings(papers, thread)
    now = [row for row in rows if wordings[row[3]] is None]
    earlier = _earlier(papers, piece.id, wordings, rows, comments)
    asked = _asked(now)
    return ClauseFigures(
        clause_id=piece.id, name=piece.name, label=piece.label, heading=piece.heading, short=_short(piece),
        stances=asked, no_answer=max(0, units - asked.said - sum(old.stances.said for old in earlier)),
        by_audience=_by_audience(now) if consultation.mode is Mode.NAMED else (), community=_community(now),
        comments=tuple(one for version, one in comments if wordings[version] is None), earlier=earlier,
        removed_in=thread.removed_in,
    )  # fmt: skip


def _wordings(papers, thread):
    """{version: None where the clause reads as it does now, else the first version that reads like it}."""
    first, found = {}, {}
    for paper in papers:
        piece = paper.piece(thread.piece.id)
        is_now = piece is None or piece.words == thread.piece.words
        found[paper.version] = None if is_now else first.setdefault(piece.words, paper.version)
    return found


def _earlier(papers, clause_id, wordings, rows, comments):
    """EarlierFigures of each older wording on which something was said and not confirmed."""
    spoken = {wordings[row[3]] for row in rows} | {wordings[version] for version, _one in comments}
    figures = []
    for version in sorted(spoken - {None}):
        own = [row for row in rows if wordings[row[3]] == version]
        figures.append(
            EarlierFigures(
                version=version, short=_short(papers[version - 1].piece(clause_id)), stances=_asked(own),
                community=_community(own),
                comments=tuple(one for about, one in comments if wordings[about] == version),
            )
        )  # fmt: skip
    return tuple(figures)


def _short(piece):
    return shorten(" ".join([piece.text, *(text for _, text in piece.points)]), SHORT_CHARS)


def _asked(rows):
    return _stances(row for row in rows if row[0] != _COMMUNITY)


def _community(rows):
    return _stances(row for row in rows if row[0] == _COMMUNITY)


def _stances(rows):
    return Stances(
        **tally.zero_filled([one.value for one in Stance], [(stance, n) for _, stance, n, *_version in rows])
    )


def _by_audience(rows):
    present = {row[0] for row in rows}
    return tuple(
        (one.value, _stances(row for row in rows if row[0] == one.value))
        for one in Audience
        if one.value in present and one is not Audience.COMMUNITY
    )


def _answers(consultation, paper):
    """{"asked"|"community": {question_id: reports.answers.Counted}}."""
    answers = {"asked": defaultdict(Counted), "community": defaultdict(Counted)}
    for row in feedback.count_answering(consultation.id):
        own = _side(answers, row.audience)[row.question_id]
        own.people += row.people
        own.answered += row.answered
    for row in feedback.count_answers(consultation.id):
        own = _side(answers, row.audience)[row.question_id]
        own.rows.append((row.slot, row.option_id, row.number, row.has_text, row.n))
    for item in paper.questions:
        if item.tests:
            for side in answers.values():
                side[item.id].shown = 0
            for row in feedback.count_shown(consultation.id, item):
                _side(answers, row.audience)[item.id].shown += row.n
    return answers


def _side(answers, audience):
    return answers["community" if audience is Audience.COMMUNITY else "asked"]
