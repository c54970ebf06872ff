"""Forms of outcomes and of the letter."""

from wtforms import DateField, RadioField
from wtforms.validators import InputRequired, ValidationError

from core import clock
from core.forms import Form, Line, Text, at_most, choices_of, coerce_to, required
from core.i18n import _l
from reports.rules import REASON_MAX_CHARS, Decision, needs_reason
from reports.store.outcomes import WITHOUT_REASON

PROPOSALS_MAX_CHARS = 4000


class OutcomeForm(Form):
    decision = RadioField(
        _l("Nhà trường quyết định"),
        choices=choices_of(Decision),
        coerce=coerce_to(Decision),
        validators=[InputRequired(_l("Xin chọn một cách trả lời."))],
    )
    reason = Text(_l("Đã sửa gì, hoặc vì sao"), validators=[at_most(REASON_MAX_CHARS)])

    def validate_reason(self, field):
        if not field.data and self.decision.data and needs_reason(self.decision.data):
            raise ValidationError(WITHOUT_REASON)


class LetterForm(Form):
    proposals = Text(_l("Kiến nghị, đề xuất"), validators=[at_most(PROPOSALS_MAX_CHARS)])


class NumberForm(Form):
    number = Line(_l("Số của văn thư"), validators=[required(), at_most(60)])
    day = DateField(_l("Ngày ký"), validators=[required(_l("Xin ghi ngày ký."))])

    def validate_day(self, field):
        if field.data and field.data > clock.today():
            raise ValidationError(_l("Ngày ký không thể ở phía sau hôm nay."))
