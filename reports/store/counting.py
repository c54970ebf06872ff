"""From rows to a Summary: SQL groups and counts, Python fills in the zeros and the order."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import func, select

from accounts.rules import Audience
from consultations import store as consultations
from consultations.rules import Mode
from core import clock
from core.db import db
from core.text import shorten
from feedback import store as feedback
from feedback.models import ClauseStance, Comment, Submission
from feedback.rules import Stance
from reports import disclosure, tally
from reports.answers import CLOSED, IN_ONE_ROW, Counted, figures_of, together
from reports.store import groups, themed
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
    sizes, withdrawn = _submissions(consultation)
    community = sum(n for (audience, _label), n in sizes.items() if audience == _COMMUNITY)
    comments = _comments(consultation)
    answers = _answers(consultation, paper)
    stances = _stance_rows(consultation)
    summary = Summary(
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
        is_final=clock.now() >= consultation.final_at,
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
        clauses=_clauses(consultation, stances, comments, persons, silent),
        general=tuple(one for _version, one in comments.get(None, ())),
        version=paper.version,
        questions=_questions(paper, answers, persons, silent),
        community_questions=_community_questions(paper, answers, community),
        smallest=consultation.smallest_group,
        speaking=sum(sizes.values()) - community,
        **_told_apart(consultation, paper, sizes, stances, answers, _people((*audiences, *classes))),
    )
    order = [clause.clause_id for clause in summary.clauses]
    summary = replace(summary, **themed.count_themes(consultation, summary.speakers, order))
    return disclosure.withheld(summary) if consultation.mode is Mode.ANONYMOUS else summary


def _questions(paper, answers, persons, silent):
    return tuple(
        figures_of(item, together(_of(answers, item, asked=True)), persons, persons + silent)
        for item in paper.questions
    )


def _community_questions(paper, answers, community):
    if not community:
        return ()
    return tuple(
        figures_of(item, together(_of(answers, item, asked=False)), community) for item in paper.questions
    )


def _of(counted, item, *, asked):
    """Counted of a question, of those asked or of the open link's."""
    return [own[item.id] for atom, own in counted.items() if (atom[0] != _COMMUNITY) is asked]


def _told_apart(consultation, paper, sizes, stances, counted, people):
    """speakers and cuts of a Summary."""
    ages = {row.class_name: row.age_group for row in consultations.count_roll(consultation.id)}
    levels = disclosure.levels(groups.places(sizes, ages), consultation.smallest_group)
    if not levels:
        return {}
    now = _present_wording(consultation)
    rows = {
        clause: [(atom, stance, n) for atom, stance, n, version in own if now(clause, version)]
        for clause, own in stances.items()
    }
    speaking = sum(block.size for block in levels[0])
    cuts = groups.cut_places(levels, rows, groups.told_apart(paper), counted, people)
    return {
        "speakers": tuple(groups.group_of(block) for block in levels[0]),
        "cuts": cuts + groups.cut_answers(consultation.id, paper, now, speaking, consultation.smallest_group),
    }


def _people(lines):
    """{atom: who answered and who did not} of RollLines."""
    return {(line.audience, line.class_name): line.asked - line.answered + line.persons for line in lines}


def _present_wording(consultation):
    """now(clause_id, version): whether the clause of that version reads as it does now."""
    papers = consultations.list_papers(consultation)
    wordings = {
        thread.piece.id: _wordings(papers, thread) for thread in consultations.list_threads(consultation)
    }
    return lambda clause_id, version: wordings[clause_id][version] is None


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
    """({(audience value or "", label): submissions that speak}, how many are withdrawn)."""
    sizes, withdrawn = defaultdict(int), 0
    for row in feedback.count_submissions(consultation.id):
        if row.is_withdrawn:
            withdrawn += row.n
        else:
            sizes[_atom(row)] += row.n
    return sizes, withdrawn + feedback.count_erased(consultation.id)


def _atom(row):
    return row.audience.value if row.audience else "", row.group


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


def _stance_rows(consultation):
    """{clause_id: [(atom, stance, n, version)]}."""
    rows = defaultdict(list)
    for row in feedback.count_stances(consultation.id):
        rows[row.clause_id].append((_atom(row), row.stance.value, row.n, row.version))
    return rows


def _clauses(consultation, stances, comments, persons, silent):
    """Figures of the newest version's clauses, and of those taken out of which something was said.

    persons: respondents; silent: units asked that did not take part. Both are silent on a clause.
    """
    papers = consultations.list_papers(consultation)
    figures = []
    for thread in consultations.list_threads(consultation):
        own, words = stances.get(thread.piece.id, ()), comments.get(thread.piece.id, ())
        is_there = thread.removed_in is None and papers[-1].piece(thread.piece.id)
        if is_there or own or words:
            figures.append(_clause(thread, papers, own, words, persons + silent))
    return tuple(figures)


def _clause(thread, papers, rows, comments, units):
    """ClauseFigures of a Thread. rows: (atom, stance, n, version); comments: (version, id)."""
    piece, wordings = thread.piece, _wordings(papers, thread)
    now = [row for row in rows if wordings[row[3]] is None]
    earlier = _earlier(papers, piece.id, wordings, rows, comments)
    asked = _asked(now)
    return ClauseFigures(
        clause_id=piece.id, name=piece.name, label=piece.label, heading=piece.heading, short=_short(piece),
        stances=asked, no_answer=max(0, units - asked.said - sum(old.stances.said for old in earlier)),
        community=_community(now),
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
    return _stances(row for row in rows if row[0][0] != _COMMUNITY)


def _community(rows):
    return _stances(row for row in rows if row[0][0] == _COMMUNITY)


def _stances(rows):
    return Stances(
        **tally.zero_filled([one.value for one in Stance], [(stance, n) for _, stance, n, *_version in rows])
    )


def _answers(consultation, paper):
    """{atom: {question_id: Counted}}; numbers, days and words by audience only, with an empty label."""
    kinds = {item.id: item.kind for item in paper.questions}
    counted = defaultdict(lambda: defaultdict(Counted))
    for is_closed in (True, False):
        own = [one for one, kind in kinds.items() if (kind in CLOSED) is is_closed]
        for row in feedback.count_answers(consultation.id, own, by_group=is_closed) if own else ():
            values = row.slot, row.option_id, row.number, row.has_text, row.n
            counted[_atom(row)][row.question_id].add(kinds[row.question_id], values)
    several = [one for one, kind in kinds.items() if kind not in IN_ONE_ROW]
    for row in feedback.count_answering(consultation.id, several) if several else ():
        own = counted[_atom(row)][row.question_id]
        own.people += row.people
        own.answered += row.answered
    for item in paper.questions:
        if item.tests:
            # Where nobody was led to it there is no row to say so.
            for audience in ("", _COMMUNITY):
                counted[audience, ""][item.id].shown = 0
            for row in feedback.count_shown(consultation.id, item):
                side = _COMMUNITY if row.audience is Audience.COMMUNITY else ""
                counted[side, ""][item.id].shown += row.n
    return counted
