"""The shapes of what is typed on the pages of accounts."""

from wtforms import (
    BooleanField,
    DateField,
    FileField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectMultipleField,
)
from wtforms.validators import EqualTo, InputRequired, Length, NumberRange, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from accounts import rules
from accounts.workdays import NAME_MAX_CHARS, DayKind
from core import clock, codes
from core.forms import Form, Line, SelectChoice, Text, at_most, choices_of, coerce_to, required
from core.i18n import _, _l


class EnterForm(Form):
    code = Line(_l("Mã gia đình"), [required(_l("Xin gõ mã trên phiếu."))])
    carried = HiddenField()
    next = HiddenField()

    def validate_code(self, field):
        if codes.read(field.data, codes.HOUSEHOLD_LENGTH) is None:
            raise ValidationError(
                _("Mã có 8 chữ và số. Mã không có chữ I, O và số 0, 1. Xin nhìn lại trên phiếu.")
            )


class SignInForm(Form):
    login = Line(_l("Tên đăng nhập"), [required(_l("Xin gõ tên đăng nhập."))])
    password = PasswordField(_l("Mật khẩu"), [InputRequired(_l("Xin gõ mật khẩu."))])
    carried = HiddenField()
    next = HiddenField()

    def validate_password(self, field):
        # A longer text is nobody's password, and hashing it would be work for nothing.
        if len(field.data) > rules.PASSWORD_MAX_CHARS:
            raise ValidationError(_("Mật khẩu quá dài."))


class NewPasswordForm(Form):
    password = PasswordField(
        _l("Mật khẩu mới"),
        [
            InputRequired(_l("Xin gõ mật khẩu.")),
            Length(min=rules.PASSWORD_MIN_CHARS, message=rules.SHORT_PASSWORD),
            Length(max=rules.PASSWORD_MAX_CHARS, message=_l("Mật khẩu quá dài.")),
        ],
    )
    password_again = PasswordField(
        _l("Gõ lại mật khẩu"),
        [
            InputRequired(_l("Xin gõ lại mật khẩu.")),
            EqualTo("password", message=_l("Hai lần gõ chưa giống nhau.")),
        ],
    )


class OwnPasswordForm(NewPasswordForm):
    current_password = PasswordField(
        _l("Mật khẩu hiện tại"), [InputRequired(_l("Xin gõ mật khẩu hiện tại."))]
    )

    def validate_current_password(self, field):
        if len(field.data) > rules.PASSWORD_MAX_CHARS:
            raise ValidationError(_("Mật khẩu quá dài."))


class SchoolForm(Form):
    """What letters and pages say about the school."""

    superior_body = Line(_l("Cơ quan cấp trên"), [required(), at_most(200)])
    school_name = Line(_l("Tên trường"), [required(), at_most(200)])
    symbol_suffix = Line(_l("Chữ viết tắt trong số, ký hiệu"), [required(), at_most(30)], default="TrMN")
    place = Line(_l("Địa danh"), [required(), at_most(100)])
    receivers = Text(_l("Nơi kính gửi"), [required(), at_most(1000)])
    copies_to = Text(_l("Nơi nhận thêm"), [at_most(1000)])
    signer_title = Line(_l("Chức vụ người ký"), [required(), at_most(100)], default="HIỆU TRƯỞNG")
    signer_name = Line(_l("Họ và tên người ký"), [at_most(rules.NAME_MAX_CHARS)])
    contact = Line(_l("Cần giúp thì gọi ai"), [at_most(300)])


class SettingsForm(SchoolForm):
    valid_from = DateField(_l("Áp dụng từ ngày"), [InputRequired(_l("Xin chọn ngày."))])
    retention_months = IntegerField(
        _l("Giữ ý kiến bằng lời bao nhiêu tháng"),
        [
            InputRequired(_l("Xin ghi số tháng.")),
            NumberRange(
                rules.RETENTION_MIN_MONTHS, rules.RETENTION_MAX_MONTHS,
                _l("Xin ghi từ %(min)d đến %(max)d tháng.",
                   min=rules.RETENTION_MIN_MONTHS, max=rules.RETENTION_MAX_MONTHS),
            ),
        ],
        default=rules.RETENTION_MONTHS,
    )  # fmt: skip
    is_confirmed = BooleanField(_l("Nhà trường đã xem và xác nhận thông tin này là đúng"))

    def __init__(self, *args, taken_days=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.taken_days = taken_days

    def validate_valid_from(self, field):
        if field.data in self.taken_days:
            raise ValidationError(_("Ngày này đã có một bản thông tin. Xin sửa bản đó."))


class SchoolDayForm(Form):
    day = DateField(_l("Ngày"), [InputRequired(_l("Xin chọn ngày."))])
    kind = RadioField(_l("Loại"), choices=choices_of(DayKind), coerce=coerce_to(DayKind), default=DayKind.OFF)
    name = Line(_l("Tên"), [at_most(NAME_MAX_CHARS)])


class FirstRunForm(SchoolForm, NewPasswordForm):
    setup_token = Line(_l("Mã thiết lập"), [required()])
    admin_name = Line(_l("Họ và tên người quản trị"), [required(), at_most(rules.NAME_MAX_CHARS)])
    admin_login = Line(_l("Tên đăng nhập"), [required()])

    def validate_admin_login(self, field):
        _check_login(field)


def _check_login(field):
    field.data = field.data.lower()
    if not rules.is_login(field.data):
        raise ValidationError(rules.BAD_LOGIN)


class PersonForm(Form):
    full_name = Line(_l("Họ và tên"), [required(), at_most(rules.NAME_MAX_CHARS)])
    staff_code = Line(_l("Mã nhân sự"), [required(), at_most(40)])
    login = Line(_l("Tên đăng nhập"), [required()])
    role = RadioField(
        _l("Vai trò"),
        [InputRequired(_l("Xin chọn một vai trò."))],
        choices=choices_of(rules.Role, only=rules.STAFF_ROLES),
        coerce=coerce_to(rules.Role),
    )
    audience = RadioField(_l("Được hỏi ý kiến với tư cách"), default="", coerce=str)
    class_ids = SelectMultipleField(
        _l("Lớp chủ nhiệm"), coerce=int, widget=ListWidget(), option_widget=CheckboxInput()
    )

    def __init__(self, *args, classes=(), taken=lambda **_: (), **kwargs):
        """classes: to choose from. taken(login=… or staff_code=…) → which of them somebody else has."""
        super().__init__(*args, **kwargs)
        asked = [
            who for who in rules.Audience if who not in (rules.Audience.PARENTS, rules.Audience.COMMUNITY)
        ]
        self.audience.choices = [
            *(SelectChoice(value=who.value, label=who.label) for who in asked),
            SelectChoice(value="", label=_("Không được hỏi")),
        ]
        self.class_ids.choices = [SelectChoice(value=row.id, label=row.name) for row in classes]
        self.taken = taken

    def validate_login(self, field):
        _check_login(field)
        if "login" in self.taken(login=field.data):
            raise ValidationError(rules.LOGIN_TAKEN)

    def validate_staff_code(self, field):
        if "staff_code" in self.taken(staff_code=field.data):
            raise ValidationError(_("Đã có người mang mã nhân sự này."))

    @property
    def values(self):
        """What the store takes."""
        return {
            "staff_code": self.staff_code.data,
            "full_name": self.full_name.data,
            "login": self.login.data,
            "role": self.role.data,
            "audience": rules.Audience(self.audience.data) if self.audience.data else None,
            "class_ids": self.class_ids.data or [],
        }


class RosterForm(Form):
    file = FileField(_l("Tệp danh sách"))


class ApplyRosterForm(Form):
    file_name = HiddenField()
    content = HiddenField()
    mark_left = BooleanField(_l("Ghi là đã nghỉ những người không còn trong tệp"))


class EmptyForm(Form):
    """A button."""


class RequestForm(Form):
    """A request about personal data, as staff write it down."""

    kind = RadioField(
        _l("Yêu cầu gì"), choices=choices_of(rules.RequestKind), coerce=coerce_to(rules.RequestKind),
        validators=[InputRequired(_l("Xin chọn loại yêu cầu."))],
    )  # fmt: skip
    received_on = DateField(_l("Nhận ngày"), validators=[InputRequired(_l("Xin ghi ngày nhận."))])
    who = Line(
        _l("Người yêu cầu, báo lại bằng cách nào"), validators=[required(), at_most(rules.ABOUT_MAX_CHARS)]
    )
    about = Line(_l("Về đợt lấy ý kiến hoặc danh sách nào"), validators=[at_most(rules.ABOUT_MAX_CHARS)])
    wish = Text(_l("Lời yêu cầu"), validators=[required(), at_most(rules.WISH_MAX_CHARS)])

    def validate_received_on(self, field):
        if field.data and not 0 <= (clock.today() - field.data).days <= 366:
            raise ValidationError(_("Ngày nhận là hôm nay hoặc trước đó, trong vòng một năm."))


class AnswerRequestForm(Form):
    end = RadioField(
        _l("Kết quả"), choices=choices_of(rules.RequestEnd), coerce=coerce_to(rules.RequestEnd),
        validators=[InputRequired(_l("Xin chọn kết quả."))],
    )  # fmt: skip
    note = Line(_l("Đã làm gì, hoặc vì sao không"), validators=[required(), at_most(rules.ABOUT_MAX_CHARS)])
