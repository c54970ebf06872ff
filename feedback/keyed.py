"""Answers by their printed numbers: what stands beside the boxes of the paper form is what staff type.

"3" chooses the third option, "13" or "1 3" the first and the third, "45-2" the rows of a matrix in order
with one left out. Where words are asked for, words are typed.
"""

from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from consultations.rules import SCALE, TEXTS, QuestionKind
from core.i18n import _
from core.text import fold, one_line, tidy
from feedback.rules import COMMENT_MAX_CHARS, Answerer, Stance, read_sheet_number
from feedback.said import NO, NONE, OTHER, YES
from feedback.sheet import Sheet, too_long

#: Typed for a row or a place that was left out.
SKIPPED = "-"
#: Typed for "no opinion" where a number or words are asked for.
NO_OPINION = "kyk"
_SEPARATORS = str.maketrans(",;.+/", "     ")


@dataclass(frozen=True)
class Key:
    """One box of the paper form: the sign beside it, its words, and what the survey's own form sends."""

    sign: str
    words: str
    value: str


def keys_of(question):
    """The Keys of one choice (of a matrix: of one row), as printed; () where something is written."""
    found = []
    if question.kind in (QuestionKind.SCALE, QuestionKind.MATRIX):
        found = [Key(str(step), str(word), str(step)) for step, word in SCALE]
    elif question.kind is QuestionKind.YES_NO:
        found = [Key("1", _("Có"), YES), Key("2", _("Không"), NO)]
    elif question.kind in (QuestionKind.SINGLE, QuestionKind.SEVERAL):
        found = [Key(str(at), option.text, str(option.id)) for at, option in enumerate(question.options, 1)]
        if question.has_other:
            found.append(Key(str(len(found) + 1), _("Ý khác"), OTHER))
    if question.has_no_opinion:
        sign = NO_OPINION if question.kind in _WRITTEN else "0"
        found.append(Key(sign, _("Không có ý kiến"), NONE))
    return found


_WRITTEN = {QuestionKind.NUMBER, QuestionKind.DATE, *TEXTS}
STANCE_KEYS = {str(at): stance for at, stance in enumerate(Stance, 1)}
ANSWERER_KEYS = {str(at): answerer for at, answerer in enumerate(Answerer, 1)}


def split(text, *, one_sign_each):
    """The signs in what was typed: "13" (where each is one sign), "1 3" or "1,3"."""
    parts = text.translate(_SEPARATORS).split()
    if len(parts) == 1 and one_sign_each:
        return list(parts[0])
    return parts


class Unfit(ValueError):
    """What was typed fits no printed number; its text is the sentence that says so."""


class TypedSheet:
    """A paper form as it was typed: `said` and `rows` to store, `errors` {field: sentence}.

    posted: {"k12": "13", "k12-o": words of "other", "c5": stance, "w5": words on clause 5, 0 for the
    whole draft}. On paper a needed question may have been left out, and a stance may stand without words.
    """

    def __init__(self, paper, posted):
        self.errors = {}
        self.said = list(self._stances(paper, posted)) if paper.pieces else []
        questions = tuple(replace(one, is_required=False) for one in paper.questions)
        fields = MultiDict()
        for question in questions:
            try:
                self._read(question, posted, fields)
            except Unfit as unfit:
                self.errors[f"k{question.id}"] = str(unfit)
        sheet = Sheet(questions).read(fields, may_be_empty=True)
        for field, message in sheet.errors.items():
            self.errors.setdefault("k" + field.split("-")[0][1:], message)
        self.rows = sheet.rows
        if not (self.said or self.rows or self.errors):
            self.errors[first_field(paper)] = _("Phiếu còn trống. Xin gõ ít nhất một câu trả lời.")

    def _stances(self, paper, posted):
        """(clause id or None, Stance, words) of all that was said; ticked "agrees with the rest" fills up."""
        for clause_id in [*(piece.id for piece in paper.commentable), 0]:
            sign = one_line(posted.get(f"c{clause_id}", ""))
            words = tidy(posted.get(f"w{clause_id}", ""))
            if len(words) > COMMENT_MAX_CHARS:
                self.errors[f"w{clause_id}"] = too_long(COMMENT_MAX_CHARS)
            elif sign and sign not in STANCE_KEYS:
                self.errors[f"c{clause_id}"] = _("Xin gõ một số từ 1 đến 4.")
            elif sign or words:
                # Words beside which no box was ticked are an opinion of their own kind.
                yield clause_id or None, STANCE_KEYS.get(sign, Stance.OTHER), words
            elif posted.get("rest") and clause_id:
                yield clause_id, Stance.AGREE, ""

    def _read(self, question, posted, fields):
        name, field = f"q{question.id}", f"k{question.id}"
        typed = tidy(posted.get(field, ""))
        if question.kind in (QuestionKind.SINGLE, QuestionKind.SEVERAL):
            fields[f"{name}-{OTHER}"] = posted.get(f"{field}-o", "")
        if not typed:
            return
        if question.kind in _WRITTEN:
            is_none = question.has_no_opinion and fold(typed) == NO_OPINION
            fields[f"{name}-{NONE}" if is_none else name] = "y" if is_none else typed
        elif question.kind is QuestionKind.MATRIX:
            self._read_rows(question, typed, fields, {key.sign: key.value for key in keys_of(question)})
        elif question.kind is QuestionKind.RANKING:
            if question.has_no_opinion and typed == "0":
                fields[name] = NONE
                return
            places = [str(at) for at in range(1, len(question.options) + 1)]
            self._read_rows(question, typed, fields, dict(zip(places, places, strict=True)))
        else:
            fields.setlist(name, _chosen(question, typed))

    def _read_rows(self, question, typed, fields, values):
        """One sign per row, in the order printed."""
        signs = split(typed, one_sign_each=len(question.options) < 10)
        if len(signs) != len(question.options):
            raise Unfit(
                _("Câu này có %(n)d dòng: xin gõ %(n)d số, dòng bỏ trống thì gõ -", n=len(question.options))
            )
        for option, sign in zip(question.options, signs, strict=True):
            if sign == SKIPPED:
                continue
            if sign not in values:
                raise Unfit(_("Câu này không có số %(sign)s.", sign=sign))
            fields[f"q{question.id}-{option.id}"] = values[sign]


def _chosen(question, typed):
    """Values of the keys that were typed for a question of choices."""
    keys = {key.sign: key.value for key in keys_of(question)}
    signs = split(typed, one_sign_each=len(keys) < 10 and question.kind is QuestionKind.SEVERAL)
    if unknown := next((sign for sign in signs if sign not in keys), None):
        raise Unfit(_("Câu này không có số %(sign)s.", sign=unknown))
    if question.kind is not QuestionKind.SEVERAL and len(signs) > 1:
        raise Unfit(_("Câu này chỉ chọn một. Nếu phiếu đánh dấu nhiều ô, xin để trống."))
    return [keys[sign] for sign in signs]


def first_field(paper):
    if paper.pieces:
        return f"c{paper.commentable[0].id if paper.commentable else 0}"
    return f"k{paper.questions[0].id}"


def whose(typed, asked):
    """(the one of `asked` that was meant, what is wrong). Neither: nothing typed, so not identified.

    typed: a number off the printed form ("1234"), as a list offers it ("1234 – Bé An"), or a name.
    asked: each with entry_id, name and names (of the children of a household).
    """
    text = one_line(typed)
    if not text:
        return None, None
    if (entry_id := read_sheet_number(text.split(" ")[0])) is not None:
        found = [one for one in asked if one.entry_id == entry_id]
    elif text[0].isdigit():
        return None, _("Số trên phiếu gõ chưa đúng. Xin xem lại từng chữ số, hoặc gõ tên.")
    else:
        wanted = fold(text)
        found = [one for one in asked if wanted in map(fold, (one.name, *one.names))]
    if len(found) > 1:
        return None, _(
            "Có %(n)d người tên này trong danh sách. Xin chọn trong danh sách gợi ý.", n=len(found)
        )
    if not found:
        return None, _("Không có trong danh sách được hỏi. Xin xem lại, hoặc để trống nếu không rõ của ai.")
    return found[0], None
