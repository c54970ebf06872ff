"""What a respondent has in hand: the clauses and questions of a consultation as one frozen object.

Nothing in it changes while a consultation is open, so a process builds it once and keeps it.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from consultations.chapters import cut, span
from consultations.conditions import Check
from consultations.rules import (
    CLAUSES_ON_ONE_PAGE,
    HEADINGS,
    QUESTIONS_ON_ONE_PAGE,
    READ_WITH_PARENT,
    Kind,
    QuestionKind,
    clause_name,
    minutes_to_answer,
)


@dataclass(frozen=True)
class Piece:
    """A clause as it is read. `points` are the points and bullets below it, read and answered with it."""

    #: Its thread: the same in every version of the draft.
    id: int
    kind: Kind
    label: str
    heading: str
    text: str
    #: "khoản 2 Điều 5"; for an unnumbered paragraph "đoạn 3" of what it stands in.
    name: str
    depth: int
    points: tuple[tuple[str, str], ...]
    #: Has words of its own to comment on; a bare chapter or article title has not.
    is_commentable: bool

    @property
    def words(self):
        """What one agrees to or not, without the number it stands under: renumbered is not changed."""
        lines = [self.heading, self.text, *(f"{label} {text}" for label, text in self.points)]
        return "\n".join(" ".join(line.split()) for line in lines if line)


@dataclass(frozen=True)
class Choice:
    id: int
    text: str


@dataclass(frozen=True)
class Item:
    """A question of the survey. `number` is its place, from 1."""

    id: int
    number: int
    section: str
    kind: QuestionKind
    text: str
    help: str
    is_required: bool
    minimum: int | None
    maximum: int | None
    has_other: bool
    has_no_opinion: bool
    options: tuple[Choice, ...]
    #: Shown only when all of these hold, or with shows_on_any one of them.
    tests: tuple[Check, ...] = ()
    shows_on_any: bool = False


@dataclass(frozen=True)
class SurveyPage:
    """A stretch of the survey that is sent by itself. title: of the section it belongs to, or empty."""

    number: int
    title: str
    questions: tuple[Item, ...]


@dataclass(frozen=True)
class Chapter:
    """A stretch of the draft that stands on a page of its own when the draft is long."""

    number: int
    title: str
    pieces: tuple[Piece, ...]
    #: Begins with the heading it is called after.
    is_headed: bool


@dataclass(frozen=True)
class Paper:
    title: str
    pieces: tuple[Piece, ...]
    questions: tuple[Item, ...]
    #: Of the draft; it changes only when another version is published.
    version: int = 1

    @property
    def commentable(self):
        return tuple(piece for piece in self.pieces if piece.is_commentable)

    def piece(self, clause_id):
        """The commentable piece with `clause_id`, or None."""
        return self._commentable_by_id.get(clause_id)

    @cached_property
    def _commentable_by_id(self):
        return {piece.id: piece for piece in self.pieces if piece.is_commentable}

    @property
    def minutes(self):
        return minutes_to_answer(
            characters=sum(
                len(piece.text) + sum(len(text) for _, text in piece.points) for piece in self.pieces
            ),
            questions=len(self.questions),
        )

    @cached_property
    def survey_pages(self):
        return survey_pages(self.questions)

    @property
    def is_long(self):
        return len(self.commentable) > CLAUSES_ON_ONE_PAGE

    @cached_property
    def chapters(self):
        """The draft cut at its outermost headings; text before the first one is a chapter without title.

        A stretch of more than CLAUSES_ON_ONE_PAGE clauses is cut further (consultations.chapters).
        """
        cuts = [at for at, piece in enumerate(self.pieces) if piece.kind in HEADINGS and piece.depth == 0]
        starts = sorted({0, *cuts}) if self.pieces else []
        found = []
        for start, end in zip(starts, [*starts[1:], len(self.pieces)], strict=True):
            pieces = self.pieces[start:end]
            parts = cut(pieces, CLAUSES_ON_ONE_PAGE)
            title = _title(pieces[0])
            for part in parts:
                range_ = span(part) if len(parts) > 1 else ""
                whole = f"{title} ({range_})" if title and range_ else title or range_
                found.append(
                    Chapter(len(found) + 1, whole, part, is_headed=part[0] is pieces[0] and bool(title))
                )
        return tuple(found)


def _title(piece):
    return " ".join(filter(None, [piece.label, piece.heading])) if piece.kind in HEADINGS else ""


def build(title, clauses, questions, version=1, *, own_ids=False):
    """The Paper of `clauses` (in order, as in models.Clause) and `questions`.

    own_ids: pieces have the ids of their rows, in place of their threads' (for a draft not yet matched).
    """
    kept = [clause for clause in clauses if not clause.is_left_out]
    by_id = {clause.id: clause for clause in kept}
    readers, points, paragraphs, pieces = {}, {}, {}, []
    for clause in kept:
        reader = _reader(clause, by_id)
        readers[clause.id] = reader
        if reader is not clause:
            points.setdefault(reader.id, []).append(
                (clause.label, " ".join(filter(None, [clause.heading, clause.text])))
            )
    for clause in kept:
        if readers[clause.id] is not clause:
            continue
        parents = _parents(clause, by_id)
        name = str(
            clause_name(clause.label, clause.kind, [(parent.kind, parent.label) for parent in parents])
        )
        if clause.kind is Kind.TEXT or not name:
            paragraphs[clause.parent_id] = number = paragraphs.get(clause.parent_id, 0) + 1
            where = [(parent.kind, parent.label) for parent in parents]
            name = " ".join(
                filter(
                    None,
                    [
                        f"đoạn {number}",
                        str(clause_name(where[0][1], where[0][0], where[1:])) if where else "",
                    ],
                )
            )
        pieces.append(
            Piece(
                id=clause.id if own_ids else clause.thread, kind=clause.kind, label=clause.label,
                heading=clause.heading, text=clause.text, name=name, depth=len(parents),
                points=tuple(points.get(clause.id, ())),
                is_commentable=bool(clause.text or points.get(clause.id))
                or (clause.kind not in HEADINGS and not any(c.parent_id == clause.id for c in kept)),
            )
        )  # fmt: skip
    return Paper(title, tuple(pieces), tuple(_items(questions)), version)


def with_threads(paper, pairs):
    """`paper`, built with own ids, with the threads of `pairs` {id: thread} where there are any."""
    return replace(
        paper, pieces=tuple(replace(piece, id=pairs.get(piece.id, piece.id)) for piece in paper.pieces)
    )


def _reader(clause, by_id):
    """The clause that `clause` is read with: itself, or for a point or bullet the one above."""
    reader = clause
    while (
        reader.kind in READ_WITH_PARENT
        and (parent := by_id.get(reader.parent_id))
        and parent.kind not in HEADINGS
    ):
        reader = parent
    return reader


def _parents(clause, by_id):
    """Those above `clause`, from the nearest outward."""
    parents = []
    while (parent := by_id.get(clause.parent_id)) is not None:
        parents.append(parent)
        clause = parent
    return parents


def survey_pages(questions):
    """SurveyPages of Items: one while the survey is short and no question hangs on another; else a page
    per section, and a long section in pages of QUESTIONS_ON_ONE_PAGE."""
    if len(questions) <= QUESTIONS_ON_ONE_PAGE and not any(item.tests for item in questions):
        return (SurveyPage(1, "", tuple(questions)),)
    stretches = []
    for item in questions:
        title = item.section or (stretches[-1][0] if stretches else "")
        if item.section or not stretches or len(stretches[-1][1]) >= QUESTIONS_ON_ONE_PAGE:
            stretches.append((title, []))
        stretches[-1][1].append(item)
    return tuple(SurveyPage(at, title, tuple(items)) for at, (title, items) in enumerate(stretches, 1))


def _items(questions):
    for number, question in enumerate(questions, 1):
        yield Item(
            id=question.id, number=number, section=question.section, kind=question.kind, text=question.text,
            help=question.help, is_required=question.is_required, minimum=question.minimum,
            maximum=question.maximum, has_other=question.has_other,
            has_no_opinion=question.has_no_opinion,
            options=tuple(Choice(o.id, o.text) for o in question.options),
            tests=question.tests, shows_on_any=question.shows_on_any,
        )  # fmt: skip
