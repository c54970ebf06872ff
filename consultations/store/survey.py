"""The questions of a survey and their options; both are fixed once people are asked."""

from sqlalchemy import select

from consultations import conditions
from consultations.models import Option, Question, ShowIf
from consultations.rules import QUESTIONS_MAX, WITH_BOUNDS, WITH_OPTIONS, WITH_OTHER, QuestionKind
from consultations.store.consultations import refuse_when_opened
from consultations.store.papers import list_questions
from core.db import db
from core.errors import Refused
from core.i18n import _, _l

#: Kinds whose conditions name an option; one may become the other.
CHOICES = {QuestionKind.SINGLE, QuestionKind.SEVERAL}
#: Columns that make a question what it is; its place and its options stand apart.
COPIED = (
    "section", "kind", "text", "help", "is_required", "has_other", "has_no_opinion", "minimum", "maximum",
)  # fmt: skip


def get_question(consultation, question_id):
    """Raises NoResultFound."""
    return db.session.scalars(
        select(Question).where(Question.id == question_id, Question.consultation_id == consultation.id)
    ).one()


def add_question(consultation, fields, options, checks=()):
    """A new last question of `fields` ({column: value}) with `options` (texts), shown when the `checks`
    (conditions.Check) hold. Raises Refused."""
    questions = _questions_to_change(consultation)
    if len(questions) >= QUESTIONS_MAX:
        raise Refused(_l("Phiếu khảo sát có nhiều nhất 200 câu hỏi."), 422)
    question = Question(
        school_id=consultation.school_id, consultation_id=consultation.id, position=len(questions) + 1
    )
    db.session.add(question)
    _fill(question, fields, options)
    db.session.flush()
    _refuse_wrong_checks([*questions, question], {question.id: checks})
    _put_checks(question, checks)
    return question


def put_question(consultation, question, fields, options, checks=None):
    """checks None: as they were. Raises Refused, also when other questions hang on what would go."""
    questions = _questions_to_change(consultation)
    checks = question.tests if checks is None else checks
    _refuse_wrong_checks(questions, {question.id: checks})
    _refuse_when_hung_on(questions, question, fields["kind"], options)
    _fill(question, fields, options)
    _put_checks(question, checks)


def _put_checks(question, checks):
    kept = dict(zip(question.tests, question.show_if, strict=True))
    question.show_if = [
        kept.get(check)
        or ShowIf(
            source_id=check.source_id, how=check.how, option_id=check.option_id, number=check.number
        )
        for check in dict.fromkeys(checks)
    ]  # fmt: skip
    db.session.flush()


def _refuse_wrong_checks(questions, changed=None):
    """Raises Refused when one of `questions`, in this order, hangs on a later one, a lost one or itself.

    changed: {question id: checks it is to get}.
    """
    tests_of = {question.id: question.tests for question in questions} | (changed or {})
    if wrong := conditions.wrong([question.id for question in questions], tests_of):
        raise Refused(" ".join(sentence for _question, sentence in wrong), 422)


def _refuse_when_hung_on(questions, question, kind, texts):
    """Raises Refused when a question hangs on what `question` would lose as a `kind` with options `texts`."""
    kept = {option.id for option in _matched(question, texts).values()} if kind in WITH_OPTIONS else set()
    lost = {option.id: option.text for option in question.options if option.id not in kept}
    for number, other in enumerate(questions, 1):
        own = [check for check in other.tests if check.source_id == question.id]
        if own and kind is not question.kind and not {kind, question.kind} <= CHOICES:
            raise Refused(
                _("Câu %(number)d chỉ hiện theo câu này, nên cách trả lời không đổi được. "
                  "Xin bỏ điều kiện ở câu đó trước.", number=number), 422,
            )  # fmt: skip
        if gone := [lost[check.option_id] for check in own if check.option_id in lost]:
            raise Refused(
                _("Câu %(number)d chỉ hiện theo lựa chọn “%(option)s”. Xin bỏ điều kiện ở câu đó trước.",
                  number=number, option=gone[0]), 422,
            )  # fmt: skip


def _fill(question, fields, options):
    for name, value in fields.items():
        setattr(question, name, value)
    if question.kind not in WITH_BOUNDS:
        question.minimum = question.maximum = None
    if question.kind not in WITH_OTHER:
        question.has_other = False
    texts = options if question.kind in WITH_OPTIONS else []
    known = _matched(question, texts)
    kept = []
    for position, text in enumerate(texts, 1):
        option = known.get(text) or Option()
        option.position, option.text = position, text
        kept.append(option)
    question.options = kept


def _matched(question, texts):
    """{text: the option that becomes it}: options keep their id, for conditions name them by it."""
    same = {option.text: option for option in question.options if option.text in texts}
    rest = [option for option in question.options if option.text not in texts]
    new = [text for text in texts if text not in same]
    # As many as before: those that changed were put in other words.
    return same | (dict(zip(new, rest, strict=True)) if len(new) == len(rest) else {})


def copy_question(consultation, question):
    """The same question once more, right below."""
    fields = {name: getattr(question, name) for name in COPIED} | {"section": ""}
    fields["shows_on_any"] = question.shows_on_any
    copy = add_question(consultation, fields, [option.text for option in question.options], question.tests)
    order = [row for row in list_questions(consultation) if row is not copy]
    order.insert(order.index(question) + 1, copy)
    _number(order)
    return copy


def remove_question(consultation, question):
    """A section that began with it begins with the next one. Raises Refused when another hangs on it."""
    questions = _questions_to_change(consultation)
    if number := next((n for n, one in enumerate(questions, 1) if _hangs_on(one, question)), None):
        raise Refused(
            _("Câu %(number)d chỉ hiện theo câu này. Xin bỏ điều kiện ở câu đó trước, rồi xóa câu này.",
              number=number), 422,
        )  # fmt: skip
    _leave_section(questions, questions.index(question))
    db.session.delete(question)
    _number([row for row in questions if row is not question])


def _leave_section(questions, at):
    """Before the question at `at` goes elsewhere: let the section it begins begin with the next one."""
    if at + 1 < len(questions) and not questions[at + 1].section:
        questions[at + 1].section, questions[at].section = questions[at].section, ""


def _hangs_on(question, source):
    return any(check.source_id == source.id for check in question.tests)


def move_question(consultation, question, *, steps=0, place=None):
    """Move by `steps` (-1 up, 1 down) or to `place`, from 1; at the ends of the list it stays.

    A section that began with it begins with the next one. Raises Refused when conditions stand against it.
    """
    questions = _questions_to_change(consultation)
    at = questions.index(question)
    moved = [one for one in questions if one is not question]
    moved.insert(max(0, at + steps if place is None else place - 1), question)
    _refuse_before_its_source(moved)
    _leave_section(questions, at)
    _number(moved)


def _refuse_before_its_source(moved):
    """Raises Refused, in the numbers of now, when one of `moved` would stand before what it hangs on."""
    for at, question in enumerate(moved):
        later = [one for one in moved[at + 1 :] if _hangs_on(question, one)]
        if later:
            raise Refused(
                _("Câu %(number)d hiện theo câu %(source)d nên phải đứng sau câu ấy.",
                  number=question.position, source=later[0].position), 422,
            )  # fmt: skip


def _questions_to_change(consultation):
    refuse_when_opened(consultation)
    return list_questions(consultation)


def _number(questions):
    for position, question in enumerate(questions, 1):
        question.position = position
    db.session.flush()
