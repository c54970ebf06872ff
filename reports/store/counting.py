"""From rows to a Summary: SQL groups and counts, Python fills in the zeros and the order."""

from collections import defaultdict
from dataclasses import replace

from accounts.rules import Audience
from consultations import store as consultations
from consultations.rules import Mode
from core import clock
from core.text import shorten
from feedback import store as feedback
from feedback.rules import Stance
from reports import disclosure, tally
from reports.answers import figures_of, together
from reports.heard import Heard
from reports.store import groups, themed
from reports.summary import (
    ClauseFigures,
    EarlierFigures,
    Listing,
    RollLine,
    Stances,
    Summary,
)

SHORT_CHARS = 160
SUMMED = ("asked", "answered", "persons", "joined", "left")
_COMMUNITY = Audience.COMMUNITY.value


def count_again(consultation, number, earlier):
    """The Summary of `consultation` as it stands now, by itself: no register is made with it."""
    paper = consultations.get_paper(consultation)
    heard = Heard(paper)
    for _batch in heard.each(feedback.each_batch(consultation.id)):
        pass
    return count(consultation, number, paper, heard, ids_of(consultation, heard), earlier)


def ids_of(consultation, heard):
    """{(clause_id or None, version of an older wording or None): ids of the comments, in their order, which
    tells nothing of time}."""
    found = {}
    if None in heard.comments:
        found[None, None] = sorted(one for own in heard.comments[None].values() for one in own)
    papers = consultations.list_papers(consultation)
    for thread in consultations.list_threads(consultation):
        wordings = _wordings(papers, thread)
        for version, own in heard.comments.get(thread.piece.id, {}).items():
            found.setdefault((thread.piece.id, wordings[version]), []).extend(own)
    return {key: sorted(own) for key, own in found.items()}


def count(consultation, number, paper, heard, listed, earlier, *, root="", counted=0):
    """The Summary with this number of what was `heard` (a Heard) of it. listed: see ids_of; earlier: the
    Summaries before it, the oldest first; root, counted: of its register."""
    listings = {key: Listing.of(ids) for key, ids in listed.items()}
    audiences, classes = _roll(consultation)
    persons = sum(line.persons for line in audiences)
    silent = sum(line.asked - line.answered for line in audiences)
    sizes, withdrawn = _submissions(consultation)
    community = sum(n for (audience, _label), n in sizes.items() if audience == _COMMUNITY)
    answers = _answers(consultation, paper, heard)
    stances = heard.stances()
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
        clauses=_clauses(consultation, stances, listings, persons, silent),
        general=listings.get((None, None), Listing()),
        version=paper.version,
        questions=_questions(paper, answers, persons, silent),
        community_questions=_community_questions(paper, answers, community),
        smallest=consultation.smallest_group,
        speaking=sum(sizes.values()) - community,
        **_told_apart(
            consultation, paper, heard, sizes, stances, answers, _people((*audiences, *classes)), earlier
        ),
    )  # fmt: skip
    order = [clause.clause_id for clause in summary.clauses]
    summary = replace(summary, **themed.count_themes(consultation, summary.speakers, order))
    summary = disclosure.after(summary, earlier)
    return withheld(summary, earlier) if consultation.mode is Mode.ANONYMOUS else summary


def withheld(summary, earlier):
    """`summary` as it may be told. earlier: the Summaries before it."""
    own = next((one for one in earlier if one.number == summary.carried_from), None)
    return disclosure.withheld(summary, own and withheld(own, earlier))


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


def _told_apart(consultation, paper, heard, sizes, stances, counted, people, earlier):
    """speakers, cuts and partition of a Summary."""
    ages = {row.class_name: row.age_group for row in consultations.count_roll(consultation.id)}
    levels = disclosure.levels(
        groups.places(sizes, ages), consultation.smallest_group, disclosure.together(earlier)
    )
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
        "partition": disclosure.partition(levels[-1]),
        "cuts": cuts + groups.cut_answers(heard, paper, now, speaking, consultation.smallest_group),
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


def _clauses(consultation, stances, listings, persons, silent):
    """Figures of the newest version's clauses, and of those taken out of which something was said.

    persons: respondents; silent: units asked that did not take part. Both are silent on a clause.
    """
    papers = consultations.list_papers(consultation)
    figures = []
    for thread in consultations.list_threads(consultation):
        own = stances.get(thread.piece.id, ())
        words = {about: one for (clause, about), one in listings.items() if clause == thread.piece.id}
        is_there = thread.removed_in is None and papers[-1].piece(thread.piece.id)
        if is_there or own or words:
            figures.append(_clause(thread, papers, own, words, persons + silent))
    return tuple(figures)


def _clause(thread, papers, rows, listings, units):
    """ClauseFigures of a Thread. rows: (atom, stance, n, version); listings: {version of an older wording or
    None: Listing}."""
    piece, wordings = thread.piece, _wordings(papers, thread)
    now = [row for row in rows if wordings[row[3]] is None]
    earlier = _earlier(papers, piece.id, wordings, rows, listings)
    asked = _asked(now)
    return ClauseFigures(
        clause_id=piece.id, name=piece.name, label=piece.label, heading=piece.heading, short=_short(piece),
        stances=asked, no_answer=max(0, units - asked.said - sum(old.stances.said for old in earlier)),
        community=_community(now),
        comments=listings.get(None, Listing()), earlier=earlier,
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


def _earlier(papers, clause_id, wordings, rows, listings):
    """EarlierFigures of each older wording on which something was said and not confirmed."""
    spoken = {wordings[row[3]] for row in rows} | set(listings)
    figures = []
    for version in sorted(spoken - {None}):
        own = [row for row in rows if wordings[row[3]] == version]
        figures.append(
            EarlierFigures(
                version=version, short=_short(papers[version - 1].piece(clause_id)), stances=_asked(own),
                community=_community(own),
                comments=listings.get(version, Listing()),
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


def _answers(consultation, paper, heard):
    """{atom: {question_id: Counted}}, as Heard.by_place, with how many were led to each question."""
    counted = heard.by_place()
    for item in paper.questions:
        if item.tests:
            # Where nobody was led to it there is no row to say so.
            for audience in ("", _COMMUNITY):
                counted[audience, ""][item.id].shown = 0
            for row in feedback.count_shown(consultation.id, item):
                side = _COMMUNITY if row.audience is Audience.COMMUNITY else ""
                counted[side, ""][item.id].shown += row.n
    return counted
