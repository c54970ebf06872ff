"""What an officer fills in: the plan, its times, the draft, a clause, a question."""

from dataclasses import replace

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    validators,
)
from wtforms.fields import SelectChoice

from accounts.rules import Audience
from consultations import conditions, pieces, rules
from consultations.rules import Act, Kind, Mode, QuestionKind, Unit
from core import clock
from core.forms import Form, Line, Text, at_most, choices_of, coerce_to, required
from core.i18n import _l
from core.text import one_line, tidy

#: How opinions are taken, as most schools would put it; the officer may change it.
USUAL_METHOD = _l(
    "Góp ý trên trang của nhà trường bằng mã gia đình hoặc tài khoản. Ai không dùng điện thoại thì góp ý "
    "trực tiếp với giáo viên chủ nhiệm hoặc qua phiếu giấy."
)


class TextsForm(Form):
    """What may still be put better while it is open."""

    COLUMNS = (
        "title", "summary", "purpose", "method", "reference", "issuing_office", "paper_days",
        "responsible_id",
    )  # fmt: skip

    title = Line(_l("Tên đợt lấy ý kiến"), [required(), at_most(rules.TITLE_MAX_CHARS)])
    summary = Text(_l("Tóm tắt cho người được hỏi"), [required(), at_most(rules.SUMMARY_MAX_CHARS)])
    purpose = Text(_l("Mục đích, yêu cầu"), [required(), at_most(rules.SUMMARY_MAX_CHARS)])
    method = Text(
        _l("Hình thức, cách thức lấy ý kiến"),
        [required(), at_most(rules.SUMMARY_MAX_CHARS)],
        default=USUAL_METHOD,
    )
    reference = Line(_l("Số, ký hiệu văn bản yêu cầu lấy ý kiến"), [at_most(200)])
    issuing_office = Line(_l("Cơ quan ban hành văn bản đó"), [at_most(200)])
    paper_days = IntegerField(
        _l("Sau hạn, còn nhập phiếu giấy đã thu thêm mấy ngày"), default=0,
        filters=[lambda number: number or 0],
        validators=[
            validators.Optional(),
            validators.NumberRange(
                min=0, max=rules.PAPER_DAYS_MAX,
                message=_l("Xin ghi một số từ 0 đến %(max)d.", max=rules.PAPER_DAYS_MAX),
            ),
        ],
    )  # fmt: skip
    responsible_id = SelectField(_l("Người phụ trách"), coerce=int, validators=[required()])

    def offer(self, *, staff, classes):
        """Fill in what this school has to choose from."""
        self.responsible_id.choices = [SelectChoice(value=one.id, label=one.full_name) for one in staff]

    def columns(self):
        """{column: value} for the store."""
        return {name: self[name].data for name in self.COLUMNS}


class PlanForm(TextsForm):
    """The whole plan, until it is opened. Its mandatory parts are those of Luật 10/2022/QH15, Điều 55."""

    COLUMNS = (
        *TextsForm.COLUMNS, "mode", "smallest_group", "unit", "counts_unfinished", "shows_comments",
        "deadline",
    )  # fmt: skip

    audiences = SelectMultipleField(
        _l("Hỏi ai"), choices=choices_of(Audience), coerce=coerce_to(Audience),
        validators=[required(_l("Xin chọn ít nhất một đối tượng."))],
    )  # fmt: skip
    class_ids = SelectMultipleField(_l("Chỉ hỏi cha mẹ trẻ các lớp"), coerce=int)
    mode = RadioField(
        _l("Nêu tên hay không"), choices=choices_of(Mode), coerce=coerce_to(Mode),
        validators=[required(_l("Xin chọn một cách."))],
    )  # fmt: skip
    unit = RadioField(
        _l("Với cha mẹ trẻ, tính ý kiến theo"), choices=choices_of(Unit), coerce=coerce_to(Unit),
        default=Unit.HOUSEHOLD, validators=[required(_l("Xin chọn một cách."))],
    )  # fmt: skip
    smallest_group = IntegerField(
        _l("Nhóm nhỏ nhất"), default=rules.SMALLEST_GROUP,
        validators=[
            required(_l("Xin ghi một số từ 3 trở lên.")),
            validators.NumberRange(
                min=rules.SMALLEST_GROUP_EVER, max=1000, message=_l("Xin ghi một số từ 3 trở lên.")
            ),
        ],
    )  # fmt: skip
    counts_unfinished = BooleanField(_l("Khảo sát trả lời dở vẫn được tính khi hết hạn"))
    shows_comments = BooleanField(
        _l("Cho những người được hỏi đọc ý kiến của nhau, sau khi nhà trường duyệt")
    )
    deadline = DateField(_l("Thời hạn góp ý"), [required(_l("Xin chọn ngày cuối cùng nhận ý kiến."))])

    def offer(self, *, staff, classes):
        super().offer(staff=staff, classes=classes)
        self.class_ids.choices = [SelectChoice(value=one.id, label=one.name) for one in classes]

    def validate_deadline(self, field):
        if field.data < clock.today():
            raise validators.ValidationError(_l("Thời hạn phải là hôm nay hoặc một ngày sau."))


class OpenAtForm(Form):
    opens_at = DateTimeLocalField(
        _l("Tự mở vào lúc"),
        [required(_l("Xin chọn ngày và giờ."))],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )

    @property
    def moment(self):
        """The chosen wall-clock time in Viet Nam."""
        return self.opens_at.data.replace(tzinfo=clock.VIETNAM)


class ExtendForm(Form):
    new_deadline = DateField(_l("Thời hạn mới"), [required(_l("Xin chọn ngày cuối cùng nhận ý kiến."))])
    reason = Text(_l("Lý do gia hạn"), [required(), at_most(500)])

    def __init__(self, deadline, **kwargs):
        super().__init__(**kwargs)
        self._deadline = deadline

    def validate_new_deadline(self, field):
        if field.data <= self._deadline:
            raise validators.ValidationError(_l("Thời hạn mới phải sau thời hạn đang có."))


class DraftForm(Form):
    file = FileField(_l("Tệp dự thảo"))
    pasted = Text(_l("Hoặc dán nội dung vào đây"))
    replaces = BooleanField(_l("Thay dự thảo đang có. Các mục đã sửa khi rà soát sẽ mất."))

    def __init__(self, has_draft, **kwargs):
        super().__init__(**kwargs)
        self._has_draft = has_draft

    def validate_pasted(self, field):
        if not field.data and not self.file.data:
            raise validators.ValidationError(_l("Xin chọn tệp, hoặc dán nội dung dự thảo."))

    def validate_replaces(self, field):
        if self._has_draft and not field.data:
            raise validators.ValidationError(_l("Xin đánh dấu ô này nếu muốn thay dự thảo đang có."))


class VersionForm(Form):
    """What respondents read about a new version; which clause goes on with which is read by the view."""

    note = Text(_l("Đã thay đổi gì và vì sao"), [required(), at_most(rules.NOTE_MAX_CHARS)])


class ClauseForm(Form):
    kind = SelectField(_l("Loại"), [required()], choices=choices_of(Kind), coerce=coerce_to(Kind))
    label = Line(_l("Số, ký hiệu"), [at_most(rules.LABEL_MAX_CHARS)])
    heading = Line(_l("Tên mục"), [at_most(2000)])
    text = Text(_l("Nội dung"), [at_most(rules.CLAUSE_MAX_CHARS)])

    def columns(self):
        """{field of a piece: value}."""
        return {name: self[name].data for name in ("kind", "label", "heading", "text")}

    def validate_text(self, field):
        if not (field.data or self.heading.data or self.label.data):
            raise validators.ValidationError(
                _l("Mục phải có chữ. Muốn bỏ mục này, xin bấm “Không lấy ý kiến”.")
            )


def seen_revisions(posted):
    """{clause id: revision} that the page showed, from its fields `on` ("512:3"). Skips what is no pair."""
    pairs = (value.split(":") for value in posted.getlist("on"))
    return {int(pair[0]): int(pair[1]) for pair in pairs if len(pair) == 2 and all(map(str.isdecimal, pair))}


class SeveralForm(Form):
    """What is done to all clauses that are ticked."""

    do = RadioField(
        choices=choices_of(Act, only=[Act.LEAVE_OUT, Act.TAKE_IN, Act.RETYPE]), coerce=coerce_to(Act),
        validators=[required()],
    )  # fmt: skip
    kind = SelectField(_l("Loại"), choices=choices_of(Kind), coerce=coerce_to(Kind), default=Kind.TEXT)

    @property
    def act(self):
        return self.do.data

    def operation(self):
        """What gives new pieces of (pieces, ids)."""
        if self.act is Act.RETYPE:
            return lambda found, ids: pieces.retype(found, ids, self.kind.data)
        return lambda found, ids: pieces.leave_out(found, ids, self.act is Act.LEAVE_OUT)


class QuestionForm(Form):
    COLUMNS = (
        "text", "kind", "minimum", "maximum", "is_required", "has_other", "has_no_opinion", "section", "help",
    )  # fmt: skip

    text = Text(_l("Câu hỏi"), [required(), at_most(rules.QUESTION_MAX_CHARS)])
    kind = SelectField(
        _l("Cách trả lời"), [required()], choices=choices_of(QuestionKind), coerce=coerce_to(QuestionKind)
    )
    options = Text(_l("Các lựa chọn"), [at_most(rules.OPTIONS_MAX * (rules.OPTION_MAX_CHARS + 1))])
    has_other = BooleanField(_l("Thêm “Ý khác” để người trả lời tự ghi"))
    minimum = IntegerField(
        _l("Ít nhất (từ)"), [validators.Optional(), validators.NumberRange(-(10**9), 10**9)]
    )
    maximum = IntegerField(
        _l("Nhiều nhất (đến)"), [validators.Optional(), validators.NumberRange(-(10**9), 10**9)]
    )
    is_required = BooleanField(_l("Bắt buộc trả lời"))
    has_no_opinion = BooleanField(_l("Cho chọn “Không có ý kiến”"))
    section = Line(_l("Tên phần bắt đầu từ câu này"), [at_most(200)])
    help = Text(_l("Giải thích thêm"), [at_most(rules.QUESTION_MAX_CHARS)])
    shows_on_any = RadioField(
        _l("Khi có nhiều điều kiện"),
        choices=[
            SelectChoice(value="", label=_l("Phải đúng tất cả")),
            SelectChoice(value="y", label=_l("Đúng một là đủ")),
        ],
        default="",
        validators=[validators.Optional()],
    )
    show_if_1 = SelectField(_l("Chỉ hiện câu này khi"), [validators.Optional()])
    show_if_2 = SelectField(_l("Điều kiện thứ hai"), [validators.Optional()])
    show_if_3 = SelectField(_l("Điều kiện thứ ba"), [validators.Optional()])
    number_1 = IntegerField(_l("Số của điều kiện"), [validators.Optional()])
    number_2 = IntegerField(_l("Số của điều kiện thứ hai"), [validators.Optional()])
    number_3 = IntegerField(_l("Số của điều kiện thứ ba"), [validators.Optional()])

    def offer(self, earlier, tests=()):
        """Let it hang on questions that stand `earlier`. tests: those it has, shown when nothing is sent."""
        none = {"": [SelectChoice(value="", label=_l("Luôn hiện"))]}
        groups = {
            name: [SelectChoice(value=value, label=said) for value, said in checks]
            for name, checks in conditions.offers(earlier)
        }
        numbers = {one.id for one in earlier if one.kind is QuestionKind.NUMBER}
        for at, (choice, number) in enumerate(self._hinges):
            choice.choices = none | groups
            if at < len(tests) and not self.is_submitted():
                bare = replace(tests[at], number=None) if tests[at].source_id in numbers else tests[at]
                choice.data = conditions.spell(bare)
                number.data = tests[at].number if tests[at].source_id in numbers else None

    @property
    def _hinges(self):
        return (
            (self.show_if_1, self.number_1),
            (self.show_if_2, self.number_2),
            (self.show_if_3, self.number_3),
        )

    @property
    def checks(self):
        """The chosen conditions.Checks."""
        chosen = []
        for choice, number in self._hinges:
            if choice.data:
                check = conditions.read(choice.data)
                is_bare = check.option_id is None and check.number is None
                chosen.append(replace(check, number=number.data) if is_bare else check)
        return tuple(chosen)

    def validate_show_if_1(self, field):
        for choice, number in self._hinges:
            if choice.data and choice.data.endswith("::") and number.data is None:
                raise validators.ValidationError(_l("Xin ghi con số của điều kiện vào ô bên cạnh."))

    @property
    def option_lines(self):
        return [line for line in map(one_line, tidy(self.options.data).split("\n")) if line]

    def validate_options(self, field):
        if self.kind.data not in rules.WITH_OPTIONS:
            return
        if reason := rules.wrong_with_options(self.kind.data, self.option_lines):
            raise validators.ValidationError(reason)

    def validate(self, extra_validators=None):
        """Also the bounds, which an empty field of theirs would leave unjudged."""
        is_right = super().validate(extra_validators)
        choices = len(self.option_lines) + bool(self.has_other.data)
        bounds = self.minimum, self.maximum
        if any(bound.errors for bound in bounds) or self.kind.errors:
            return is_right
        reason = rules.wrong_with_bounds(self.kind.data, *(bound.data for bound in bounds), choices=choices)
        if reason:
            self.maximum.errors = [*self.maximum.errors, reason]
        return is_right and not reason

    def columns(self):
        """{column: value} for the store."""
        return {name: self[name].data for name in self.COLUMNS} | {
            "shows_on_any": self.shows_on_any.data == "y"
        }


class KeepForm(Form):
    title = Line(_l("Tên mẫu"), [required(), at_most(rules.TITLE_MAX_CHARS)])
