"""When a question is shown: tests on earlier answers. Evaluated on the server; a script only mirrors it.

A test on a question that was left out, hidden or answered with "no opinion" does not hold, whatever it
asks: so hiding one question hides those that hang on it, and nothing has to be worked out twice.
"""

from dataclasses import dataclass

from consultations.rules import QuestionKind
from core.i18n import Labelled, _, _l

#: Tests of one question.
TESTS_MAX = 3


class How(Labelled):
    IS = "is", _l("là")
    IS_NOT = "is_not", _l("không phải là")
    AT_LEAST = "at_least", _l("từ")
    AT_MOST = "at_most", _l("đến")


#: Kinds a question may hang on: their answers are few, or numbers.
SOURCES = {
    QuestionKind.SINGLE, QuestionKind.SEVERAL, QuestionKind.SCALE, QuestionKind.YES_NO, QuestionKind.NUMBER,
}  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One test. `number` counts for a scale, a number, or yes (1) and no (0); else `option_id`."""

    source_id: int
    how: How
    option_id: int | None = None
    number: int | None = None

    def holds(self, said):
        """said: {question_id: [(option_id, number)]} of what was answered and is shown."""
        rows = said.get(self.source_id)
        if not rows:
            return False
        if self.how is How.AT_LEAST:
            return any(number is not None and number >= self.number for _option, number in rows)
        if self.how is How.AT_MOST:
            return any(number is not None and number <= self.number for _option, number in rows)
        wanted = 0 if self.option_id is not None else 1
        is_said = any(row[wanted] == (self.option_id, self.number)[wanted] for row in rows)
        return is_said is (self.how is How.IS)


def holds(tests, *, on_any, said):
    """Whether a question with `tests` is shown; one without tests always is."""
    if not tests:
        return True
    return (any if on_any else all)(test.holds(said) for test in tests)


def wrong(order, tests_of):
    """[(question id, sentence)]: what is wrong with the tests of questions in this `order` of ids.

    tests_of: {question id: tests}. A test may only ask about a question that stands before.
    """
    places = {question_id: at for at, question_id in enumerate(order)}
    found = []
    for question_id in order:
        for test in tests_of.get(question_id, ()):
            if sentence := _wrong(question_id, test.source_id, places, tests_of):
                found.append((question_id, sentence))
                break
    return found


def _wrong(question_id, source_id, places, tests_of):
    number = places[question_id] + 1
    if source_id not in places:
        return _("Câu %(number)d chỉ hiện theo một câu không còn trong phiếu.", number=number)
    source = places[source_id] + 1
    if question_id == source_id or _hangs_on(source_id, question_id, tests_of):
        return _("Câu %(number)d và câu %(source)d chờ nhau để được hiện.", number=number, source=source)
    if source > number:
        return _("Câu %(number)d hiện theo câu %(source)d, là câu đứng sau nó.", number=number, source=source)
    return None


def _hangs_on(question_id, wanted, tests_of):
    """Whether showing `question_id` depends, over however many steps, on `wanted`."""
    seen, waiting = set(), [question_id]
    while waiting:
        for test in tests_of.get(waiting.pop(), ()):
            if test.source_id == wanted:
                return True
            if test.source_id not in seen:
                seen.add(test.source_id)
                waiting.append(test.source_id)
    return False


def spell(test):
    """`test` as the value of a form's choice: "12:is:34:", "12:at_least::4"."""
    return f"{test.source_id}:{test.how.value}:{_shown(test.option_id)}:{_shown(test.number)}"


def read(value):
    """The Check of a form's choice. Raises ValueError."""
    source, how, option, number = value.split(":")
    return Check(int(source), How(how), int(option) if option else None, int(number) if number else None)


def _shown(value):
    return "" if value is None else value


def offers(questions):
    """[(name of the question, [(value, label)])]: the tests that can be asked of `questions`.

    A number question offers tests without their number, which is typed beside them.
    """
    listed = []
    for at, question in enumerate(questions, 1):
        if question.kind in SOURCES:
            tests = [(spell(test), said) for test, said in _tests_of(question)]
            listed.append((_("Câu %(number)d. %(text)s", number=at, text=question.text), tests))
    return listed


def _tests_of(question):
    if question.kind is QuestionKind.YES_NO:
        return [
            (Check(question.id, How.IS, number=number), word)
            for number, word in ((1, _("Có")), (0, _("Không")))
        ]
    if question.kind is QuestionKind.SCALE:
        at_most = [
            (Check(question.id, How.AT_MOST, number=n), _("từ %(n)d trở xuống", n=n)) for n in range(1, 5)
        ]
        at_least = [
            (Check(question.id, How.AT_LEAST, number=n), _("từ %(n)d trở lên", n=n)) for n in range(2, 6)
        ]
        return at_most + at_least
    if question.kind is QuestionKind.NUMBER:
        return [
            (Check(question.id, How.AT_LEAST), _("từ số ghi bên cạnh trở lên")),
            (Check(question.id, How.AT_MOST), _("từ số ghi bên cạnh trở xuống")),
        ]
    return [
        (Check(question.id, how, option.id), _("%(how)s “%(option)s”", how=how.label, option=option.text))
        for how in (How.IS, How.IS_NOT)
        for option in question.options
    ]


def in_words(test, questions):
    """`test` as a part of a sentence: "câu 3 là “Mẹ”". questions: all of the survey, in order."""
    found = next(((at, one) for at, one in enumerate(questions, 1) if one.id == test.source_id), None)
    if found is None:
        return _("một câu không còn trong phiếu")
    at, source = found
    for known, said in _tests_of(source):
        if known == test:
            return _("câu %(number)d: %(said)s", number=at, said=said)
    word = _("từ %(n)d trở lên", n=test.number) if test.how is How.AT_LEAST else _(
        "từ %(n)d trở xuống", n=test.number
    )  # fmt: skip
    return _("câu %(number)d: %(said)s", number=at, said=word)
