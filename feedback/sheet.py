"""The survey as one respondent fills it in, read against its frozen questions.

A row is (question_id, slot, option_id, number, text), as feedback.models.Answer keeps it. A row with
nothing in its last three places is "no opinion", which is an answer and no silence.
"""

import re
from decimal import Decimal

from consultations.conditions import holds
from consultations.rules import TEXTS, QuestionKind
from core.i18n import _
from core.text import one_line, tidy
from feedback.said import NO, NONE, OTHER, TYPED, YES, lines, show, words_of_steps
from feedback.typed import day_as_number, read_day, read_number

_NAME = re.compile(r"q(\d+)(?:-(\w+))?")
_STEPS = ("1", "2", "3", "4", "5")


class Sheet:
    """A filled-in survey: `values` to show again, `rows` to store, `errors` by the name of the field.

    Written by hand, not as WTForms fields: the questions are known when the school has asked them, and
    a phone in a weak network waits for nothing here.
    """

    def __init__(self, questions, values=None):
        self.questions = questions
        self.values = values or {}
        self.rows, self.errors, self.lost = [], {}, []
        #: Ids of the questions that are not shown; nothing of them is kept.
        self.hidden = {question.id for question in questions if question.tests}
        self._said = {}

    @classmethod
    def of_rows(cls, questions, rows):
        """The sheet as it was answered before."""
        by_question = {}
        for row in rows:
            by_question.setdefault(row[0], []).append(row)
        sheet = cls(questions)
        for question in questions:
            if sheet._decide(question):
                for row in by_question.get(question.id, ()):
                    show(sheet.values, question.kind, *row)
                    sheet._add(
                        question, **dict(zip(("slot", "option_id", "number", "text"), row[1:], strict=True))
                    )
        return sheet

    def _decide(self, question):
        """Whether `question` is shown, from what was said to those before it."""
        is_shown = holds(question.tests, on_any=question.shows_on_any, said=self._said)
        (self.hidden.discard if is_shown else self.hidden.add)(question.id)
        return is_shown

    def read(self, posted, *, may_be_empty=False):
        """Read `posted` (a MultiDict). What fits no question any more goes to `lost`. Gives self."""
        known = {question.id: question for question in self.questions}
        for name in posted:
            if (parts := _NAME.fullmatch(name)) and int(parts[1]) not in known:
                self.lost += [value for value in posted.getlist(name) if value]
        for question in self.questions:
            if self._decide(question):
                self._read(question, posted)
        if not may_be_empty:
            self.miss_any()
        return self

    def miss_any(self):
        """An error where nothing at all was answered."""
        if self.questions and not (self.rows or self.errors or self.lost):
            self.errors[first_field(self.questions[0])] = _(
                "Chưa có câu trả lời nào. Xin trả lời ít nhất một câu."
            )

    def _read(self, question, posted):
        name = f"q{question.id}"
        if question.has_no_opinion and question.kind in TYPED and posted.get(f"{name}-{NONE}"):
            self.values[f"{name}-{NONE}"] = "y"
            if typed := tidy(posted.get(name, "")):
                self.values[name] = typed
                self.errors[name] = _("Xin trả lời hoặc chọn “Không có ý kiến”, một trong hai.")
            else:
                self._add(question)
            return
        READERS[question.kind](self, question, name, posted)

    @property
    def has_changed(self):
        return bool(self.lost)

    def error_list(self):
        """(field, number of the question, message), in the order of the questions."""
        numbers = {f"q{question.id}": question.number for question in self.questions}
        return [(field, numbers[field.split("-")[0]], message) for field, message in self.errors.items()]

    def spoken(self):
        """(number, text, lines said) of each answered question, in words."""
        steps = words_of_steps()
        for question in self.questions:
            if said := list(lines(question, f"q{question.id}", self.values, steps)):
                yield question.number, question.text, said

    def hinges(self, question, page):
        """When `question` is shown, for the script: "all q12:is:34 =1". A test on another page than this
        `page` of questions is settled already: =1 holds, =0 does not."""
        here = {one.id for one in page}
        words = ["any" if question.shows_on_any else "all"]
        for check in question.tests:
            wanted = check.number if check.option_id is None else check.option_id
            spelled = f"q{check.source_id}:{check.how.value}:{wanted}"
            words.append(spelled if check.source_id in here else f"={int(check.holds(self._said))}")
        return " ".join(words)

    def of(self, questions):
        """{field: value} of those `questions` alone."""
        ids = {question.id for question in questions}
        return {name: value for name, value in self.values.items() if _question_of(name) in ids}

    def forget_errors(self, but=()):
        """Keep only the errors at the questions `but`: the others are on another page."""
        ids = {question.id for question in but}
        self.errors = {name: error for name, error in self.errors.items() if _question_of(name) in ids}

    def _add(self, question, *, slot=0, option_id=None, number=None, text=None):
        if option_id is not None or number is not None or text is not None:
            self._said.setdefault(question.id, []).append((option_id, number))
        self.rows.append((question.id, slot, option_id, number, text))

    def _missing(self, question, name, message):
        if question.is_required:
            self.errors[name] = message

    def read_single(self, question, name, posted):
        value = posted.get(name, "")
        other = self._other_words(question, name, posted)
        if not value and other:
            value = OTHER
        if not value:
            return self._missing(question, name, _("Xin chọn một câu trả lời."))
        self.values[name] = value
        self._read_choice(question, name, value, other, slot_of=lambda _option: 0)

    def read_several(self, question, name, posted):
        chosen = list(dict.fromkeys(filter(None, posted.getlist(name))))
        other = self._other_words(question, name, posted)
        if other and OTHER not in chosen:
            chosen.append(OTHER)
        if not chosen:
            return self._missing(question, name, _("Xin chọn ít nhất một câu trả lời."))
        self.values[name] = chosen
        if NONE in chosen and len(chosen) > 1:
            self.errors[name] = _("Xin bỏ “Không có ý kiến”, hoặc bỏ các lựa chọn khác.")
        elif NONE not in chosen and (wrong := too_few_or_many(question, len(chosen))):
            self.errors[name] = wrong
        else:
            for value in chosen:
                self._read_choice(question, name, value, other, slot_of=lambda option: option)

    def _other_words(self, question, name, posted):
        words = one_line(posted.get(f"{name}-{OTHER}", "")) if question.has_other else ""
        if words:
            self.values[f"{name}-{OTHER}"] = words
        return words

    def _read_choice(self, question, name, value, other, *, slot_of):
        """A ticked `value`: an option's id, "other" with its words, or "no opinion"."""
        if value == NONE and question.has_no_opinion:
            self._add(question)
        elif value == OTHER and question.has_other:
            limit = TEXTS[QuestionKind.SHORT]
            if not other:
                self.errors[f"{name}-{OTHER}"] = _("Xin ghi rõ ý khác là gì.")
            elif len(other) > limit:
                self.errors[f"{name}-{OTHER}"] = too_long(limit)
            else:
                self._add(question, text=other)
        elif (option := _option(question, value)) is None:
            self.lost.append(question.text)
        else:
            self._add(question, slot=slot_of(option), option_id=option)

    def read_scale(self, question, name, posted):
        self._read_step(question, name, posted, slot=0)

    def _read_step(self, question, name, posted, *, slot):
        value = posted.get(name, "")
        if not value:
            return self._missing(question, name, _("Xin chọn một mức từ 1 đến 5."))
        self.values[name] = value
        if value in _STEPS:
            self._add(question, slot=slot, number=Decimal(value))
        elif value == NONE and question.has_no_opinion:
            self._add(question, slot=slot)
        else:
            self.errors[name] = _("Xin chọn một mức từ 1 đến 5.")

    def _parts(self, question, name, posted):
        """{field: option} of a matrix or a ranking; a field of a row that is gone makes the sheet changed."""
        parts = {f"{name}-{option.id}": option for option in question.options}
        for posted_name in posted:
            if posted_name.startswith(f"{name}-") and posted_name not in parts:
                self.lost.append(question.text)
        return parts

    def read_matrix(self, question, name, posted):
        for row_name, option in self._parts(question, name, posted).items():
            self._read_step(question, row_name, posted, slot=option.id)

    def read_ranking(self, question, name, posted):
        parts = self._parts(question, name, posted)
        places = {field: value for field in parts if (value := posted.get(field, ""))}
        self.values |= places
        if posted.get(name) == NONE and question.has_no_opinion:
            self.values[name] = NONE
            if not places:
                return self._add(question)
            self.errors[name] = _("Xin xếp thứ tự, hoặc chọn “Không có ý kiến”, một trong hai.")
        elif not places:
            self._missing(question, name, _("Xin xếp thứ tự các điều này, 1 là trước hết."))
        elif sorted(places.values()) != sorted(str(at) for at in range(1, len(parts) + 1)):
            self.errors[name] = _("Xin xếp đủ các điều, mỗi điều một thứ tự khác nhau.")
        else:
            for field, place in places.items():
                option = parts[field].id
                self._add(question, slot=option, option_id=option, number=Decimal(place))

    def read_yes_no(self, question, name, posted):
        value = posted.get(name, "")
        if not value:
            return self._missing(question, name, _("Xin chọn một câu trả lời."))
        self.values[name] = value
        if value in (YES, NO):
            self._add(question, number=Decimal(value))
        elif value == NONE and question.has_no_opinion:
            self._add(question)
        else:
            self.errors[name] = _("Xin chọn một câu trả lời.")

    def read_number(self, question, name, posted):
        typed = one_line(posted.get(name, ""))
        if not typed:
            return self._missing(question, name, _("Xin ghi một số."))
        self.values[name] = typed
        number = read_number(typed)
        if number is None:
            self.errors[name] = _("Xin ghi một số, ví dụ 12 hoặc 12,5.")
        elif (question.minimum is not None and number < question.minimum) or (
            question.maximum is not None and number > question.maximum
        ):
            self.errors[name] = bounds_of(question)
        else:
            self._add(question, number=number)

    def read_date(self, question, name, posted):
        typed = one_line(posted.get(name, ""))
        if not typed:
            return self._missing(question, name, _("Xin ghi một ngày."))
        self.values[name] = typed
        when = read_day(typed)
        if when is None:
            self.errors[name] = _("Xin ghi ngày/tháng/năm, ví dụ 05/09/2026.")
        else:
            self._add(question, number=day_as_number(when))

    def read_short(self, question, name, posted):
        self._read_text(question, name, one_line(posted.get(name, "")))

    def read_long(self, question, name, posted):
        self._read_text(question, name, tidy(posted.get(name, "")))

    def _read_text(self, question, name, text):
        if not text:
            return self._missing(question, name, _("Xin viết câu trả lời."))
        self.values[name] = text
        limit = question.maximum or TEXTS[question.kind]
        if len(text) > limit:
            self.errors[name] = too_long(limit)
        elif question.minimum and len(text) < question.minimum:
            self.errors[name] = _("Xin viết rõ hơn: ít nhất %(min)d chữ cái.", min=question.minimum)
        else:
            self._add(question, text=text)


READERS = {
    QuestionKind.SINGLE: Sheet.read_single,
    QuestionKind.SEVERAL: Sheet.read_several,
    QuestionKind.SCALE: Sheet.read_scale,
    QuestionKind.MATRIX: Sheet.read_matrix,
    QuestionKind.RANKING: Sheet.read_ranking,
    QuestionKind.YES_NO: Sheet.read_yes_no,
    QuestionKind.NUMBER: Sheet.read_number,
    QuestionKind.DATE: Sheet.read_date,
    QuestionKind.SHORT: Sheet.read_short,
    QuestionKind.LONG: Sheet.read_long,
}


def _question_of(field):
    parts = _NAME.fullmatch(field)
    return int(parts[1]) if parts else None


def first_field(question):
    """Name of the field where an error about the whole of `question` leads to."""
    return f"q{question.id}" + (f"-{question.options[0].id}" if question.kind is QuestionKind.MATRIX else "")


def bounds_of(question):
    if question.minimum is None:
        return _("Xin ghi số không lớn hơn %(most)s.", most=question.maximum)
    if question.maximum is None:
        return _("Xin ghi số không nhỏ hơn %(least)s.", least=question.minimum)
    return _("Xin ghi số từ %(least)s đến %(most)s.", least=question.minimum, most=question.maximum)


def too_few_or_many(question, number):
    """What is wrong with choosing `number` of several, as a sentence, or None."""
    if question.minimum and number < question.minimum:
        return _("Xin chọn ít nhất %(least)d mục.", least=question.minimum)
    if question.maximum and number > question.maximum:
        return _("Xin chọn nhiều nhất %(most)d mục.", most=question.maximum)
    return None


def too_long(limit):
    return _("Xin viết ngắn hơn: nhiều nhất %(max)d chữ cái.", max=limit)


def _option(question, value):
    return next((option.id for option in question.options if str(option.id) == value), None)
