"""The paper form as one frozen object, which the A4 page and the PDF lay out; and the totals of a pile."""

from dataclasses import dataclass

from consultations.conditions import in_words
from consultations.rules import SCALE, TEXTS, QuestionKind, Unit
from core.i18n import _, long_day
from core.text import shorten
from feedback.keyed import ANSWERER_KEYS, STANCE_KEYS, Key, keys_of
from feedback.rules import sheet_number
from feedback.said import NONE, OTHER

#: A longer draft is not printed again in full: it would be a book in every bag.
DRAFT_MAX_CHARS = 9000
CLAUSE_SHORT_CHARS = 160
#: Ruled lines to write on.
LINES = {QuestionKind.LONG: 3, QuestionKind.SHORT: 1, QuestionKind.NUMBER: 1, QuestionKind.DATE: 1}
LINES_BELOW_A_CLAUSE = 1


@dataclass(frozen=True)
class Box:
    """One thing to answer. rows: of a matrix or a ranking, each answered by `keys` (none: by a place)."""

    number: str
    title: str
    #: Words of the clause, or the question's own help.
    text: str
    #: When it is to be answered, where that is not always.
    condition: str
    keys: tuple[Key, ...]
    rows: tuple[str, ...]
    lines: int
    #: The keys are steps of one scale, and stand in a line.
    is_scale: bool = False


@dataclass(frozen=True)
class Blank:
    """The form. `of` names whose it is; empty where it names nobody."""

    school_name: str
    title: str
    deadline: str
    summary: str
    naming: str
    answerers: tuple[Key, ...]
    clauses: tuple[Box, ...]
    questions: tuple[tuple[str, tuple[Box, ...]], ...]
    contact: str
    address: str
    is_named: bool


@dataclass(frozen=True)
class Addressee:
    """Whose form it is: the number that staff type, and what the family reads."""

    number: str
    name: str
    class_name: str

    @classmethod
    def of(cls, asked):
        return cls(sheet_number(asked.entry_id), asked.name, asked.class_name)


def blank_of(consultation, paper, *, school_name, contact, address):
    is_named = consultation.mode.value == "named"
    by_person = consultation.unit is Unit.PERSON and is_named
    return Blank(
        school_name=school_name,
        title=consultation.title,
        deadline=long_day(consultation.deadline) if consultation.deadline else "",
        summary=consultation.summary,
        naming=_("Nhà trường biết ý kiến của gia đình nào để trả lời. Bản công khai không ghi tên ai.")
        if is_named
        else _("Xin không ghi tên lên phiếu. Khi nộp, tên được đánh dấu riêng, phiếu bỏ vào hòm."),
        answerers=tuple(Key(sign, str(one), one.value) for sign, one in ANSWERER_KEYS.items())
        if by_person
        else (),
        clauses=tuple(_clauses(paper)),
        questions=tuple(_sections(paper.questions)),
        contact=contact,
        address=address,
        is_named=is_named,
    )  # fmt: skip


def _clauses(paper):
    keys = tuple(Key(sign, str(stance.plain), stance.value) for sign, stance in STANCE_KEYS.items())
    length = sum(len(piece.words) for piece in paper.commentable)
    for piece in paper.commentable:
        words = "\n".join([piece.text, *(f"{label} {text}" for label, text in piece.points)]).strip()
        text = words if length <= DRAFT_MAX_CHARS else shorten(words, CLAUSE_SHORT_CHARS)
        name = f"{piece.name[:1].upper()}{piece.name[1:]}."
        yield Box(name, piece.heading, text, "", keys, (), LINES_BELOW_A_CLAUSE)
    if paper.commentable:
        yield Box("", _("Ý kiến chung về cả dự thảo"), "", "", keys, (), LINES[QuestionKind.LONG])


def _sections(questions):
    """(title, Boxes) of each stretch of questions under one title."""
    stretches = []
    for question in questions:
        if question.section or not stretches:
            stretches.append((question.section, []))
        stretches[-1][1].append(_question(question, questions))
    return [(title, tuple(boxes)) for title, boxes in stretches]


def _question(question, questions):
    has_rows = question.kind in (QuestionKind.MATRIX, QuestionKind.RANKING)
    return Box(
        number=f"{question.number}.",
        title=question.text,
        text="\n".join(filter(None, [question.help, _hint(question)])),
        condition=_condition(question, questions),
        keys=tuple(keys_of(question)),
        rows=tuple(option.text for option in question.options) if has_rows else (),
        lines=1 if question.has_other else LINES.get(question.kind, 0),
        is_scale=question.kind in (QuestionKind.SCALE, QuestionKind.MATRIX),
    )


def _hint(question):
    if question.kind is QuestionKind.RANKING:
        return _("Ghi thứ tự vào ô: 1 là trước hết.")
    if question.kind is QuestionKind.SEVERAL:
        return _("Có thể đánh dấu nhiều ô.")
    if question.kind in (QuestionKind.SCALE, QuestionKind.MATRIX):
        return _("1: %(worst)s; 5: %(best)s.", worst=SCALE[0][1], best=SCALE[-1][1])
    if question.kind is QuestionKind.DATE:
        return _("Ngày/tháng/năm, ví dụ 05/09/2026")
    return ""


def _condition(question, questions):
    if not question.tests:
        return ""
    tests = [str(in_words(test, questions)) for test in question.tests]
    joined = (_(" hoặc ") if question.shows_on_any else _(" và ")).join(tests)
    return _("Chỉ trả lời nếu %(tests)s.", tests=joined)


# What a pile says so far


@dataclass(frozen=True)
class Total:
    """One clause or question (of a matrix or ranking: one row) and how often each key was typed."""

    title: str
    counts: tuple[tuple[str, str, int], ...]


def totals(paper, stances, answers):
    """Totals to count the pile by. stances, answers: as store.count_batch_stances and _answers give them."""
    for piece in paper.commentable:
        counts = [
            (sign, str(stance.plain), stances.get((piece.id, stance), 0))
            for sign, stance in STANCE_KEYS.items()
        ]
        yield Total(piece.name[:1].upper() + piece.name[1:], tuple(counts))
    by_question = {}
    for row in answers:
        by_question.setdefault(row.question_id, []).append(row)
    for question in paper.questions:
        yield from _totals_of(question, by_question.get(question.id, []))


def _totals_of(question, rows):
    title = _("Câu %(number)s. %(text)s", number=question.number, text=shorten(question.text, 80))
    if question.kind in TEXTS or question.kind in (QuestionKind.NUMBER, QuestionKind.DATE):
        written = sum(row.n for row in rows if row.has_text or row.number is not None)
        yield Total(title, (("", _("có ghi"), written),))
    elif question.kind in (QuestionKind.MATRIX, QuestionKind.RANKING):
        for option in question.options:
            own = [row for row in rows if row.slot == option.id]
            yield Total(f"{title} – {option.text}", tuple(_counts(_keys_of_row(question), own)))
    else:
        yield Total(title, tuple(_counts(keys_of(question), rows)))


def _keys_of_row(question):
    if question.kind is QuestionKind.MATRIX:
        return keys_of(question)
    return [Key(str(at), "", str(at)) for at in range(1, len(question.options) + 1)]


def _counts(keys, rows):
    for key in keys:
        yield key.sign, key.words, sum(row.n for row in rows if _value(row) == key.value)


def _value(row):
    """What `row` says, as a Key's value."""
    if row.has_text:
        return OTHER
    if row.number is not None:
        return str(int(row.number))
    return str(row.option_id) if row.option_id is not None else NONE
