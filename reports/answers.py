"""From counted rows to the figures of one question."""

from dataclasses import dataclass, field
from decimal import Decimal

from consultations.rules import TEXTS, WITH_OTHER, QuestionKind
from feedback.typed import day_of_number
from reports import intervals, tally
from reports.summary import (
    ChoiceFigures,
    DayFigures,
    NumberFigures,
    QuestionFigures,
    RankFigures,
    ScaleFigures,
    Slice,
)

#: Frozen with the figures beside the school's own questions, so in the school's language.
YES, NO, OTHER = "Có", "Không", "Ý khác"
#: Days are counted by month, and by year when they lie further apart.
MONTHS_TOLD_APART = 24


#: Answered in one row each, so that rows count people.
IN_ONE_ROW = set(QuestionKind) - {QuestionKind.SEVERAL, QuestionKind.MATRIX, QuestionKind.RANKING}
#: Kinds that are told apart by groups.
CLOSED = {
    QuestionKind.SINGLE, QuestionKind.SEVERAL, QuestionKind.SCALE, QuestionKind.MATRIX, QuestionKind.YES_NO,
}  # fmt: skip


@dataclass
class Counted:
    """What the database counted of one question.

    people: submissions with any answer; answered: those that say more than "no opinion".
    rows: (slot, option_id, number, has_text, n). shown: submissions that were led to the question; None:
    all were.
    """

    people: int = 0
    answered: int = 0
    rows: list = field(default_factory=list)
    shown: int | None = None

    def add(self, kind, row):
        """Take in a row (slot, option_id, number, has_text, n)."""
        self.rows.append(row)
        if kind in IN_ONE_ROW:
            _slot, option, number, has_text, n = row
            self.people += n
            self.answered += n if option is not None or number is not None or has_text else 0


def together(several):
    """The Counted of everybody in `several` of them, of the same question."""
    shown = [one.shown for one in several if one.shown is not None]
    return Counted(
        sum(one.people for one in several), sum(one.answered for one in several),
        [row for one in several for row in one.rows], sum(shown) if shown else None,
    )  # fmt: skip


def slice_of(item, counted, persons):
    """The Slice of a group of `persons` who answered so."""
    made = figures_of(item, counted, persons)
    scales = tuple(scale.counts for scale in made.scales)
    counts = scales or (tuple(choice.number for choice in made.choices),)
    return Slice(made.answered, made.no_opinion, made.no_answer, counts)


def figures_of(item, counted, persons, population=None):
    """QuestionFigures of a paper's Item; persons: those who took part. population: see QuestionFigures."""
    made = FIGURES.get(item.kind)
    not_shown = 0 if counted.shown is None else max(0, persons - counted.shown)
    persons -= not_shown
    other = sum(n for *_row, has_text, n in counted.rows if has_text)
    return QuestionFigures(
        question_id=item.id, number=item.number, section=item.section, kind=item.kind.value, text=item.text,
        answered=counted.answered, no_answer=max(0, persons - counted.people),
        no_opinion=counted.people - counted.answered, not_shown=not_shown,
        population=None if item.tests else population,
        has_texts=bool(other) and (item.kind in TEXTS or item.kind in WITH_OTHER),
        **(made(item, counted.rows, persons) if made else {}),
    )  # fmt: skip


def _choices(item, rows, _persons):
    chosen = tally.zero_filled(
        [option.id for option in item.options], [(row[1], row[4]) for row in rows if row[1] is not None]
    )
    choices = [ChoiceFigures(option.text, chosen[option.id]) for option in item.options]
    if item.has_other:
        choices.append(ChoiceFigures(OTHER, sum(row[4] for row in rows if row[3])))
    return {"choices": tuple(choices)}


def _yes_no(_item, rows, _persons):
    said = tally.zero_filled([1, 0], _numbers(rows))
    return {"choices": (ChoiceFigures(YES, said[1]), ChoiceFigures(NO, said[0]))}


def _scale(_item, rows, persons):
    return {"scales": (_steps("", rows, persons),)}


def _matrix(item, rows, persons):
    own = {option.id: [row for row in rows if row[0] == option.id] for option in item.options}
    return {"scales": tuple(_steps(option.text, own[option.id], persons) for option in item.options)}


def _steps(text, rows, persons):
    counts = tally.zero_filled(range(1, 6), _numbers(rows))
    no_opinion = sum(row[4] for row in rows if row[2] is None)
    silent = max(0, persons - sum(counts.values()) - no_opinion)
    return ScaleFigures(text, tuple(counts.values()), silent, no_opinion)


def _ranking(item, rows, _persons):
    places = range(1, len(item.options) + 1)
    return {
        "ranks": tuple(
            RankFigures(
                option.text,
                tuple(
                    tally.zero_filled(places, _numbers(row for row in rows if row[1] == option.id)).values()
                ),
            )
            for option in item.options
        )
    }


def _number(_item, rows, _persons):
    counts = _zero_filled_numbers(rows)
    if not counts:
        return {}
    spread = intervals.deviation(counts)
    return {
        "numbers": NumberFigures(
            tally.mean(counts), Decimal(min(counts)), Decimal(max(counts)),
            None if spread is None else Decimal(f"{spread:.4f}"),
        )
    }  # fmt: skip


def _date(_item, rows, _persons):
    counts = {}
    for number, n in _zero_filled_numbers(rows).items():
        counts[day_of_number(number)] = n
    if not counts:
        return {}
    first, last = min(counts), max(counts)
    by_year = (last.year - first.year) * 12 + last.month - first.month >= MONTHS_TOLD_APART
    choices = {}
    for when in sorted(counts):
        name = f"Năm {when.year}" if by_year else f"{when.month:02d}/{when.year}"
        choices[name] = choices.get(name, 0) + counts[when]
    return {
        "days": DayFigures(first, tally.middle(counts), last),
        "choices": tuple(ChoiceFigures(name, n) for name, n in choices.items()),
    }


def _numbers(rows):
    """(number, n) of those `rows` that hold one."""
    return [(int(row[2]), row[4]) for row in rows if row[2] is not None]


def _zero_filled_numbers(rows):
    known = [(row[2], row[4]) for row in rows if row[2] is not None]
    return tally.zero_filled(dict.fromkeys(number for number, _n in known), known)


#: Of open questions there is nothing to count but how many there are.
FIGURES = {
    QuestionKind.SINGLE: _choices,
    QuestionKind.SEVERAL: _choices,
    QuestionKind.SCALE: _scale,
    QuestionKind.MATRIX: _matrix,
    QuestionKind.RANKING: _ranking,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
}
