"""The forms of a clause, a receipt code, a pile, a deletion; the survey's own is feedback.sheet."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from accounts.rules import ABOUT_MAX_CHARS, WISH_MAX_CHARS, RequestKind
from core import clock, codes
from core.forms import Form, Line, Text, at_most, choices_of, coerce_to, required
from core.i18n import _, _l
from core.text import shorten
from feedback import photos
from feedback.rules import (
    BATCH_TITLE_MAX_CHARS,
    COMMENT_MAX_CHARS,
    MINUTES_MAX_CHARS,
    NOTE_MAX_CHARS,
    ON_PAPER,
    PHOTO_MAX_BYTES,
    PILE_MAX,
    PLACE_MAX_CHARS,
    Answerer,
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


class OpinionForm(Form):
    """One opinion that somebody said or sent another way."""

    channel = RadioField(
        _l("Đến bằng cách nào"),
        choices=choices_of(Channel, only=[one for one in Channel if one is not Channel.WEB]),
        coerce=coerce_to(Channel), default=Channel.PHONE,
    )  # fmt: skip
    who = Line(_l("Của ai, nếu biết"))
    answerer = RadioField(_l("Ai trả lời"), choices=choices_of(Answerer), coerce=coerce_to(Answerer))
    clause = SelectField(_l("Về mục nào"), coerce=int, validators=[InputRequired()])
    stance = RadioField(
        _l("Quan điểm"), choices=choices_of(Stance), coerce=coerce_to(Stance),
        validators=[InputRequired(_l("Xin chọn một trong bốn ý kiến."))],
    )  # fmt: skip
    words = Text(_l("Lời góp ý"), validators=[_too_long])
    is_read_back = BooleanField(_l("Đã đọc lại cho người góp ý nghe"))
    photo = FileField(_l("Ảnh chụp phiếu hoặc tin nhắn"))
    replace = BooleanField(_l("Thay ý kiến đã có ở mục này"))
    receipt = StringField()

    def __init__(self, *args, pieces, by_person, in_meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.clause.choices = [
            *((piece.id, shorten(f"{piece.name} – {piece.heading or piece.text}", 80)) for piece in pieces),
            (0, _("Cả dự thảo")),
        ]
        if not by_person:
            del self.answerer
        if in_meeting:
            del self.channel

    @property
    def code(self):
        """The receipt code that the form was shown with: a second tap is the same opinion."""
        if not hasattr(self, "_code"):
            self._code = codes.read(self.receipt.data, codes.RECEIPT_LENGTH) or codes.draw()
        return self._code

    def validate_words(self, field):
        stance = self.stance.data
        if not field.data and isinstance(stance, Stance) and (needs_words(stance) or not self.clause.data):
            raise ValidationError(_l("Xin ghi lời góp ý."))

    def validate_photo(self, field):
        self.photo_bytes = None
        if not field.data:
            return
        data = field.data.stream.read(PHOTO_MAX_BYTES + 1)
        if len(data) > PHOTO_MAX_BYTES:
            raise ValidationError(_l("Ảnh lớn hơn 5 MB. Xin chụp lại cỡ nhỏ hơn."))
        if data and photos.kind_of(data) is None:
            raise ValidationError(_l("Xin chọn ảnh JPEG hoặc PNG."))
        try:
            self.photo_bytes = photos.bare(data) if data else None
        except photos.Damaged as error:
            raise ValidationError(_l("Ảnh bị hỏng. Xin chụp lại.")) from error


def document_kind(data):
    """ "pdf" or "docx" by what is in it, whatever it is called, or None."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    try:
        with ZipFile(BytesIO(data)) as package:
            return "docx" if "word/document.xml" in package.namelist() else None
    except BadZipFile:
        return None


class MeetingForm(Form):
    """A meeting where the draft was talked about, and its minutes."""

    title = Line(_l("Cuộc họp"), [required(), at_most(BATCH_TITLE_MAX_CHARS)])
    held_on = DateField(_l("Họp ngày"), [required(_l("Xin chọn ngày họp."))])
    place = Line(_l("Địa điểm"), [required(), at_most(PLACE_MAX_CHARS)])
    attended = IntegerField(
        _l("Số người dự"),
        [
            InputRequired(_l("Xin ghi số người dự.")),
            NumberRange(1, PILE_MAX, message=_l("Xin ghi số người từ 1 đến %(max)d.", max=PILE_MAX)),
        ],
    )
    chair = Line(_l("Chủ trì"), [required(), at_most(PLACE_MAX_CHARS)])
    secretary = Line(_l("Thư ký"), [required(), at_most(PLACE_MAX_CHARS)])
    minutes = Text(_l("Diễn biến cuộc họp"), [at_most(MINUTES_MAX_CHARS)])
    file = FileField(_l("Tệp biên bản, nếu đã có (Word hoặc PDF)"))

    DETAILS = ("held_on", "place", "attended", "chair", "secretary", "minutes")

    def details(self):
        """What the store takes; without a new file the one that is there stays."""
        told = {name: self[name].data for name in self.DETAILS}
        return told | {"minutes_file": self._read[0], "minutes_kind": self._read[1]} if self._read else told

    def validate_file(self, field):
        self._read = None
        if not field.data:
            return
        data = field.data.stream.read(PHOTO_MAX_BYTES + 1)
        if len(data) > PHOTO_MAX_BYTES:
            raise ValidationError(_l("Tệp lớn hơn 5 MB. Xin chọn tệp nhỏ hơn."))
        if data:
            kind = document_kind(data)
            if kind is None:
                raise ValidationError(_l("Xin chọn tệp Word (.docx) hoặc PDF."))
            self._read = data, kind

    def validate_held_on(self, field):
        if field.data > clock.today():
            raise ValidationError(_l("Ngày họp không thể ở phía trước."))


class ImportForm(Form):
    """A table of answers collected elsewhere: a file, or messages copied out of a group."""

    file = FileField(_l("Tệp Excel hoặc CSV"))
    pasted = Text(_l("Hoặc dán tin nhắn Zalo vào đây"))
    channel = RadioField(
        _l("Các ý kiến này đến bằng cách nào"), choices=choices_of(Channel), coerce=coerce_to(Channel),
        default=Channel.ZALO,
    )  # fmt: skip

    def validate_file(self, field):
        if not field.data and not self.pasted.data:
            raise ValidationError(_l("Xin chọn một tệp, hoặc dán tin nhắn."))


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


class AskForm(Form):
    """A request about personal data, by the holder of a receipt code."""

    kind = RadioField(
        _l("Anh/chị muốn gì"), choices=choices_of(RequestKind), coerce=coerce_to(RequestKind),
        validators=[InputRequired(_l("Xin chọn một mục."))],
    )  # fmt: skip
    wish = Text(_l("Xin nói rõ"), validators=[required(), at_most(WISH_MAX_CHARS)])
    who = Line(_l("Trả lời cho ai, bằng cách nào"), validators=[required(), at_most(ABOUT_MAX_CHARS)])
