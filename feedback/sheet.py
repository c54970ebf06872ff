"""The survey as one respondent fills it in, read against its frozen questions."""

import re
from decimal import Decimal, InvalidOperation

from consultations.rules import SCALE, WITH_OPTIONS, QuestionKind
from core.i18n import _
from core.text import one_line, tidy
from feedback.rules import LONG_ANSWER_MAX_CHARS, SHORT_ANSWER_MAX_CHARS

#: Room of the column: 12 digits before the comma, 2 after it.
NUMBER_MAX = Decimal(10) ** 12
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_NAME = re.compile(r"q(\d+)(?:-(\d+))?")


class Sheet:
    """A filled-in survey: `values` to show again, `rows` to store, `errors` by the name of the field.

    Written by hand, not as WTForms fields: the questions are known when the school has asked them, and
    a phone in a weak network waits for nothing here.
    """

    def __init__(self, questions, values=None):
        self.questions = questions
        self.values = values or {}
        self.rows, self.errors, self.lost = [], {}, []

    @classmethod
    def of_rows(cls, questions, rows):
        """The sheet as it was answered before."""
        values = {}
        for question_id, slot, option_id, number, text in rows:
            name = f"q{question_id}"
            if text is not None:
                values[name] = text
            elif option_id is not None and slot:
                values.setdefault(name, []).append(str(option_id))
            elif option_id is not None:
                values[name] = str(option_id)
            else:
                values[f"{name}-{slot}" if slot else name] = _plain(number)
        return cls(questions, values)

    def read(self, posted):
        """Read `posted` (a MultiDict). What fits no question any more goes to `lost`. Gives self."""
        known = {question.id: question for question in self.questions}
        for name in posted:
            if (parts := _NAME.fullmatch(name)) and int(parts[1]) not in known:
                self.lost += [value for value in posted.getlist(name) if value]
        for question in self.questions:
            READERS[question.kind](self, question, f"q{question.id}", posted)
        if not (self.rows or self.errors or self.lost) and self.questions:
            self.errors[first_field(self.questions[0])] = _(
                "Chưa có câu trả lời nào. Xin trả lời ít nhất một câu."
            )
        return self

    @property
    def has_changed(self):
        return bool(self.lost)

    def error_list(self):
        """(field, number of the question, message), in the order of the questions."""
        numbers = {f"q{question.id}": question.number for question in self.questions}
        return [(field, numbers[field.split("-")[0]], message) for field, message in self.errors.items()]

    def spoken(self):
        """(number, text, lines said) of each answered question, in words."""
        steps = dict(SCALE)
        for question in self.questions:
            name = f"q{question.id}"
            chosen = self.values.get(name, [])
            if question.kind is QuestionKind.MATRIX:
                rows = [(option.text, self.values.get(f"{name}-{option.id}")) for option in question.options]
                lines = [f"{text}: {step} – {steps[int(step)]}" for text, step in rows if step]
            elif question.kind in WITH_OPTIONS:
                ids = chosen if isinstance(chosen, list) else [chosen]
                lines = [option.text for option in question.options if str(option.id) in ids]
            elif question.kind is QuestionKind.SCALE and chosen:
                lines = [f"{chosen} – {steps[int(chosen)]}"]
            else:
                lines = [chosen] if chosen else []
            if lines:
                yield question.number, question.text, lines

    def _add(self, question, *, slot=0, option_id=None, number=None, text=None):
        self.rows.append((question.id, slot, option_id, number, text))

    def _missing(self, question, name, message):
        if question.is_required:
            self.errors[name] = message

    def read_single(self, question, name, posted):
        value = posted.get(name, "")
        if not value:
            return self._missing(question, name, _("Xin chọn một câu trả lời."))
        self.values[name] = value
        option = _option(question, value)
        if option is None:
            self.lost.append(question.text)
        else:
            self._add(question, option_id=option)

    def read_several(self, question, name, posted):
        chosen = list(dict.fromkeys(filter(None, posted.getlist(name))))
        if not chosen:
            return self._missing(question, name, _("Xin chọn ít nhất một câu trả lời."))
        self.values[name] = chosen
        for value in chosen:
            option = _option(question, value)
            if option is None:
                self.lost.append(question.text)
            else:
                self._add(question, slot=option, option_id=option)

    def read_scale(self, question, name, posted):
        self._read_step(question, name, posted, slot=0)

    def _read_step(self, question, name, posted, *, slot):
        value = posted.get(name, "")
        if not value:
            return self._missing(question, name, _("Xin chọn một mức từ 1 đến 5."))
        self.values[name] = value
        if value in ("1", "2", "3", "4", "5"):
            self._add(question, slot=slot, number=Decimal(value))
        else:
            self.errors[name] = _("Xin chọn một mức từ 1 đến 5.")

    def read_matrix(self, question, name, posted):
        rows = {f"{name}-{option.id}": option for option in question.options}
        for posted_name in posted:
            if posted_name.startswith(f"{name}-") and posted_name not in rows:
                self.lost.append(question.text)
        for row_name, option in rows.items():
            self._read_step(question, row_name, posted, slot=option.id)

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

    def read_short(self, question, name, posted):
        self._read_text(question, name, one_line(posted.get(name, "")), SHORT_ANSWER_MAX_CHARS)

    def read_long(self, question, name, posted):
        self._read_text(question, name, tidy(posted.get(name, "")), LONG_ANSWER_MAX_CHARS)

    def _read_text(self, question, name, text, limit):
        if not text:
            return self._missing(question, name, _("Xin viết câu trả lời."))
        self.values[name] = text
        if len(text) > limit:
            self.errors[name] = _("Xin viết ngắn hơn: nhiều nhất %(max)d chữ cái.", max=limit)
        else:
            self._add(question, text=text)


READERS = {
    QuestionKind.SINGLE: Sheet.read_single,
    QuestionKind.SEVERAL: Sheet.read_several,
    QuestionKind.SCALE: Sheet.read_scale,
    QuestionKind.MATRIX: Sheet.read_matrix,
    QuestionKind.NUMBER: Sheet.read_number,
    QuestionKind.SHORT: Sheet.read_short,
    QuestionKind.LONG: Sheet.read_long,
}


def first_field(question):
    """Name of the field where an error about the whole of `question` leads to."""
    return f"q{question.id}" + (f"-{question.options[0].id}" if question.kind is QuestionKind.MATRIX else "")


def bounds_of(question):
    if question.minimum is None:
        return _("Xin ghi số không lớn hơn %(most)s.", most=question.maximum)
    if question.maximum is None:
        return _("Xin ghi số không nhỏ hơn %(least)s.", least=question.minimum)
    return _("Xin ghi số từ %(least)s đến %(most)s.", least=question.minimum, most=question.maximum)


def read_number(typed):
    """The Decimal somebody `typed` the Vietnamese way ("1.200", "12,5"), or None; at most two decimals."""
    if _THOUSANDS.fullmatch(typed):
        typed = typed.replace(".", "")
    try:
        number = Decimal(typed.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= NUMBER_MAX or number != round(number, 2):
        return None
    return number


def _option(question, value):
    return next((option.id for option in question.options if str(option.id) == value), None)


def _plain(number):
    """12.50 as "12,5" and 3.00 as "3": as a person types it."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")
