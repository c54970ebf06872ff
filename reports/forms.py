"""Forms of outcomes, of the letter, of the reading desk and of themes."""

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from accounts.rules import Audience
from core import clock
from core.forms import Form, Line, SelectChoice, Text, at_most, choices_of, coerce_to, required
from core.i18n import _l
from core.text import one_line
from feedback.rules import COMMENT_MAX_CHARS, Channel, Stance, State
from reports.rules import (
    LINK_DAYS,
    LINK_MAX_DAYS,
    OFFICE_MAX_CHARS,
    REASON_MAX_CHARS,
    SEEDS_MAX_CHARS,
    THEME_NAME_MAX_CHARS,
    WITHOUT_REASON,
    Decision,
    needs_reason,
)
from reports.store.desk import Sieve
from reports.store.letters import LetterPlan

LETTER_PART_MAX_CHARS = 4000


def _number_or_none(value):
    return int(value) if value not in ("", None, "None") else None


class OutcomeForm(Form):
    decision = RadioField(
        _l("Nhà trường quyết định"),
        choices=choices_of(Decision),
        coerce=coerce_to(Decision),
        validators=[InputRequired(_l("Xin chọn một cách trả lời."))],
    )
    reason = Text(_l("Đã sửa gì, hoặc vì sao"), validators=[at_most(REASON_MAX_CHARS)])
    dissent_id = RadioField(_l("Ý kiến không đồng ý đã xem xét"), coerce=str, validators=[Optional()])
    also = SelectMultipleField(
        _l("Trả lời luôn mục khác có cùng ý kiến"), coerce=int, widget=ListWidget(),
        option_widget=CheckboxInput(),
    )  # fmt: skip

    def __init__(self, *args, dissent=(), alike=(), **kwargs):
        """dissent: [(comment id, text)] against the clause. alike: clauses of which the same was said."""
        super().__init__(*args, **kwargs)
        self.dissent_id.choices = [SelectChoice(value=one, label=text) for one, text in dissent]
        self.also.choices = [SelectChoice(value=one.clause_id, label=one.title) for one in alike]

    def validate_reason(self, field):
        if not field.data and self.decision.data and needs_reason(self.decision.data):
            raise ValidationError(WITHOUT_REASON)


class ThemeOutcomeForm(Form):
    """What becomes of one theme of a clause, or who says so by when."""

    decision = RadioField(
        _l("Nhà trường quyết định"),
        choices=[SelectChoice(value="", label=_l("Chưa quyết định")), *choices_of(Decision)],
        coerce=lambda value: Decision(value) if value else None,
    )
    reason = Text(_l("Đã sửa gì, hoặc vì sao"), validators=[at_most(REASON_MAX_CHARS)])
    person_id = SelectField(_l("Người trả lời"), coerce=_number_or_none)
    due_on = DateField(_l("Trả lời trước hết ngày"), [Optional()])

    def __init__(self, *args, staff, known, **kwargs):
        """staff: Persons who may answer. known: what stands so far, which may be taken back, or None."""
        super().__init__(*args, **kwargs)
        self.is_new = known is None
        self.person_id.choices = [("", _l("Chưa giao cho ai")), *((one.id, one.full_name) for one in staff)]

    def validate_decision(self, field):
        if self.is_new and not field.data and not self.person_id.data:
            raise ValidationError(_l("Xin chọn một cách trả lời, hoặc giao cho một người."))

    def validate_reason(self, field):
        if not field.data and self.decision.data and needs_reason(self.decision.data):
            raise ValidationError(WITHOUT_REASON)

    def validate_person_id(self, field):
        # Here, not at the day: an empty day is not looked at further.
        if bool(field.data) != bool(self.due_on.data):
            raise ValidationError(_l("Xin ghi cả người trả lời và hạn, hoặc để trống cả hai."))


class AssignForm(Form):
    """Who answers what, by when."""

    clauses = SelectMultipleField(
        _l("Mục chờ trả lời"), coerce=int, widget=ListWidget(), option_widget=CheckboxInput(),
        validators=[InputRequired(_l("Xin chọn ít nhất một mục."))],
    )  # fmt: skip
    person_id = SelectField(_l("Người trả lời"), coerce=int)
    due_on = DateField(_l("Trả lời trước hết ngày"), [InputRequired(_l("Xin chọn ngày."))])

    def __init__(self, *args, waiting, staff, **kwargs):
        """waiting: [(clause id or 0, title)]; staff: Persons who may answer."""
        super().__init__(*args, **kwargs)
        self.clauses.choices = [SelectChoice(value=one, label=title) for one, title in waiting]
        self.person_id.choices = [SelectChoice(value=one.id, label=one.full_name) for one in staff]

    def validate_due_on(self, field):
        if field.data and field.data < clock.today():
            raise ValidationError(_l("Hạn trả lời không thể ở trước hôm nay."))


class LetterForm(Form):
    """The words of a letter; a part left as we wrote it, or empty, gets ours."""

    WORDS = ("opening", "organised", "remarks", "replies", "proposals")

    opening = Text(_l("Câu mở đầu"), validators=[at_most(LETTER_PART_MAX_CHARS)])
    organised = Text(_l("Phần I. Hình thức, thời gian"), validators=[at_most(LETTER_PART_MAX_CHARS)])
    remarks = Text(_l("Phần II. Nhận xét sau số liệu"), validators=[at_most(LETTER_PART_MAX_CHARS)])
    replies = Text(_l("Phần III. Nói thêm về tiếp thu, giải trình"), [at_most(LETTER_PART_MAX_CHARS)])
    proposals = Text(_l("Phần IV. Kiến nghị, đề xuất"), validators=[at_most(LETTER_PART_MAX_CHARS)])
    beside = SelectMultipleField(
        _l("Báo cáo chung với đợt khác"), coerce=int, widget=ListWidget(), option_widget=CheckboxInput()
    )
    is_short = BooleanField(_l("Dùng bản một trang, không phụ lục"))
    replaces_last = BooleanField(_l("Báo cáo này thay cho lần lập gần nhất"))
    revision = HiddenField(default="0")

    def __init__(self, *args, ours, others, **kwargs):
        """ours: {part: what we write}. others: Consultations that the letter may speak of besides."""
        super().__init__(*args, **kwargs)
        self.ours = ours
        self.beside.choices = [SelectChoice(value=one.id, label=one.title) for one in others]

    @property
    def plan(self):
        said = {name: self[name].data or "" for name in self.WORDS}
        return LetterPlan(
            words={name: text for name, text in said.items() if text and text != self.ours.get(name)},
            beside=tuple(self.beside.data or ()),
            is_short=self.is_short.data,
            replaces_last=self.replaces_last.data,
        )

    @property
    def known_revision(self):
        return int(self.revision.data) if (self.revision.data or "").isdecimal() else 0


class LinkForm(Form):
    office = Line(_l("Gửi cho cơ quan nào"), validators=[required(), at_most(OFFICE_MAX_CHARS)])
    days = IntegerField(
        _l("Mở được trong bao nhiêu ngày"),
        default=LINK_DAYS,
        validators=[
            InputRequired(_l("Xin ghi số ngày.")),
            NumberRange(1, LINK_MAX_DAYS, _l("Xin ghi từ 1 đến %(max)d ngày.", max=LINK_MAX_DAYS)),
        ],
    )


class NumberForm(Form):
    number = Line(_l("Số của văn thư"), validators=[required(), at_most(60)])
    day = DateField(_l("Ngày ký"), validators=[required(_l("Xin ghi ngày ký."))])

    def validate_day(self, field):
        if field.data and field.data > clock.today():
            raise ValidationError(_l("Ngày ký không thể ở phía sau hôm nay."))


NO_WORD_LEFT = _l("Không còn chữ nào cho người khác đọc. Nếu phải che hết, xin bấm “Không hiển thị”.")


class CoverForm(Form):
    """A comment as others may read it. What was covered makes it longer than its author could write."""

    proposed = Text(_l("Đề nghị sửa thành"), validators=[at_most(2 * COMMENT_MAX_CHARS)])
    reason = Text(_l("Lý do"), validators=[at_most(2 * COMMENT_MAX_CHARS)])

    def validate_reason(self, field):
        if not field.data and not self.proposed.data:
            raise ValidationError(NO_WORD_LEFT)


class CoverAnswerForm(Form):
    """An answer in words as others may read it."""

    text = Text(_l("Bản cho người khác đọc"), validators=[at_most(2 * COMMENT_MAX_CHARS)])

    def validate_text(self, field):
        if not field.data:
            raise ValidationError(NO_WORD_LEFT)


#: Name in the address → field of a Sieve, and what reads it.
_SIEVED = {
    "muc": ("clause", int), "doi-tuong": ("audience", Audience), "lop": ("group", one_line),
    "quan-diem": ("stance", Stance), "kenh": ("channel", Channel), "tinh-trang": ("state", State),
    "chua-doc": ("is_unread", bool), "tim": ("words", one_line), "chu-de": ("theme", int),
}  # fmt: skip


def read_sieve(args):
    """Sieve of an address; what it does not understand it leaves out."""
    found = {}
    for name, (field, read) in _SIEVED.items():
        try:
            if value := args.get(name, ""):
                found[field] = read(value[:200])
        except ValueError:
            continue
    return Sieve(**found)


def sieve_as_query(sieve):
    """{name in the address: value} that read_sieve reads again."""
    values = {name: getattr(sieve, field) for name, (field, _read) in _SIEVED.items()}
    return {
        name: "1" if value is True else getattr(value, "value", value)
        for name, value in values.items()
        if value is not None and value != "" and value is not False
    }


class ThemeForm(Form):
    name = Line(_l("Tên chủ đề"), validators=[required(), at_most(THEME_NAME_MAX_CHARS)])
    seeds = Text(_l("Từ khóa"), validators=[at_most(SEEDS_MAX_CHARS)])
    parent = SelectField(_l("Thuộc chủ đề"), coerce=_number_or_none)

    def __init__(self, *args, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.parent.choices = [("", _l("Không thuộc chủ đề nào")), *parents]


class MergeForm(Form):
    into = RadioField(
        _l("Gộp vào"), coerce=_number_or_none, validators=[InputRequired(_l("Xin chọn một chủ đề."))]
    )

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.into.choices = others
