"""The forms of a clause, a receipt code, a pile, a deletion; the survey's own is feedback.sheet."""

from wtforms import BooleanField, IntegerField, RadioField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from core import codes
from core.forms import Form, Line, Text, at_most, choices_of, coerce_to, required
from core.i18n import _l
from feedback.rules import (
    BATCH_TITLE_MAX_CHARS,
    COMMENT_MAX_CHARS,
    NOTE_MAX_CHARS,
    ON_PAPER,
    PILE_MAX,
    Channel,
    Erasure,
    Refusal,
    Stance,
    needs_words,
)

_too_long = at_most(COMMENT_MAX_CHARS)


class ClauseForm(Form):
    stance = RadioField(
        _l("Ý kiến về mục này"), choices=choices_of(Stance), coerce=coerce_to(Stance),
        validators=[InputRequired(_l("Xin chọn một trong bốn ý kiến."))],
    )  # fmt: skip
    proposed = Text(_l("Đề nghị sửa thành"), validators=[_too_long])
    reason = Text(_l("Lý do"), validators=[_too_long])
    replace = BooleanField(_l("Thay ý kiến đã có bằng ý kiến này"))

    def __init__(self, *args, about_whole=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.about_whole = about_whole

    def validate_reason(self, field):
        if self.proposed.data or field.data or not isinstance(self.stance.data, Stance):
            return
        if self.about_whole or needs_words(self.stance.data):
            raise ValidationError(Refusal.WHY.label)


class ReceiptForm(Form):
    code = Line(_l("Mã tiếp nhận"))

    def validate_code(self, field):
        self.read = codes.read(field.data, codes.RECEIPT_LENGTH)
        if self.read is None:
            raise ValidationError(
                _l("Mã tiếp nhận có 12 chữ và số. Xin xem lại ảnh chụp màn hình rồi gõ lại.")
            )


class BatchForm(Form):
    title = Line(_l("Tên chồng phiếu"), [required(), at_most(BATCH_TITLE_MAX_CHARS)])
    pile = IntegerField(
        _l("Số tờ, đếm bằng tay"),
        [
            Optional(),
            NumberRange(
                1, PILE_MAX, message=_l("Xin ghi số tờ từ 1 đến %(max)d, hoặc để trống.", max=PILE_MAX)
            ),
        ],
    )
    channel = RadioField(
        _l("Nhận bằng cách nào"), choices=choices_of(Channel, only=ON_PAPER), coerce=coerce_to(Channel),
        default=Channel.PAPER,
    )  # fmt: skip


class EraseForm(Form):
    unit = Line(_l("Mã gia đình hoặc mã nhân viên trong danh sách"), validators=[required()])
    reason = RadioField(
        _l("Vì sao xóa"), choices=choices_of(Erasure, only=[Erasure.REQUEST, Erasure.RETENTION]),
        coerce=coerce_to(Erasure), validators=[InputRequired(_l("Xin chọn một lý do."))],
    )  # fmt: skip
    note = Line(_l("Căn cứ"), validators=[required(), at_most(NOTE_MAX_CHARS)])
    is_sure = BooleanField(
        _l("Đã đối chiếu đúng người yêu cầu; biết rằng xóa rồi không lấy lại được"),
        validators=[required(_l("Xin đối chiếu rồi đánh dấu vào ô này."))],
    )
