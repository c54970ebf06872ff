"""What may be said, by whom and when; who a respondent is."""

from calendar import monthrange
from dataclasses import dataclass

from accounts.rules import Audience
from core.i18n import Labelled, _l

COMMENT_MAX_CHARS = 4000
BATCH_TITLE_MAX_CHARS = 120
#: Sheets a pile may be said to hold.
PILE_MAX = 5000
NOTE_MAX_CHARS = 300
PLACE_MAX_CHARS = 120
MINUTES_MAX_CHARS = 20_000
PHOTO_MAX_BYTES = 5 * 1024 * 1024
#: How the file of minutes may end → its media type.
MINUTES_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Stance(Labelled):
    """`label` is the letter's word; `plain` the word parents see."""

    AGREE = "agree", _l("Nhất trí")
    AGREE_CHANGES = "agree_changes", _l("Nhất trí, có đề nghị sửa đổi")
    DISAGREE = "disagree", _l("Không nhất trí")
    OTHER = "other", _l("Ý kiến khác")

    @property
    def plain(self):
        return PLAIN[self]


PLAIN = {
    Stance.AGREE: _l("Đồng ý"),
    Stance.AGREE_CHANGES: _l("Đồng ý nhưng cần sửa"),
    Stance.DISAGREE: _l("Không đồng ý"),
    Stance.OTHER: _l("Ý kiến khác"),
}


class Answerer(Labelled):
    """Who of a household answers, where the unit is the person."""

    MOTHER = "mother", _l("Mẹ")
    FATHER = "father", _l("Bố")
    GRANDPARENT = "grandparent", _l("Ông, bà")
    GUARDIAN = "guardian", _l("Người giám hộ")


class Channel(Labelled):
    WEB = "web", _l("Trang thông tin điện tử")
    ZALO = "zalo", _l("Zalo")
    FACEBOOK = "facebook", _l("Facebook")
    BOX = "box", _l("Hòm thư góp ý")
    PAPER = "paper", _l("Phiếu giấy")
    MEETING = "meeting", _l("Họp, hội nghị")
    PHONE = "phone", _l("Đường dây nóng")
    DIRECT = "direct", _l("Gặp trực tiếp")


#: Ways by which papers come in, a pile at a time.
ON_PAPER = [Channel.PAPER, Channel.BOX]


class Erasure(Labelled):
    """Why the words of a counted submission were deleted after the end."""

    AUTHOR = "author", _l("Người góp ý tự xóa bằng mã tiếp nhận")
    REQUEST = "request", _l("Nhà trường xóa theo yêu cầu của người góp ý")
    RETENTION = "retention", _l("Nhà trường xóa vì hết thời hạn lưu giữ")


class Sign(Labelled):
    """What the words of a comment may point to, beside an opinion."""

    DENUNCIATION = "denunciation", _l("Có dấu hiệu tố cáo")
    DANGER = "danger", _l("Có thể có trẻ gặp nguy hiểm")


class State(Labelled):
    """Where a comment stands on the reading desk."""

    WAITING = "waiting", _l("Chờ duyệt")
    APPROVED = "approved", _l("Đã duyệt")
    HIDDEN = "hidden", _l("Không hiển thị")
    SUSPECTED = "suspected", _l("Có dấu hiệu tố cáo, chờ xem")
    DIVERTED = "diverted", _l("Đã chuyển riêng vì có dấu hiệu tố cáo")


#: Printed and shown to the staff that reads summaries; to other respondents only what is approved.
PRINTED = (State.WAITING, State.APPROVED)


class HideReason(Labelled):
    OFF_TOPIC = "off_topic", _l("Không nói về dự thảo đang lấy ý kiến")
    INSULT = "insult", _l("Lời lẽ xúc phạm người khác")
    PRIVATE = "private", _l("Nêu chuyện riêng của người khác, che đi thì không còn nội dung")
    ADVERTISING = "advertising", _l("Quảng cáo, tin rác")
    NOTHING = "nothing", _l("Không có nội dung góp ý")
    UNLAWFUL = "unlawful", _l("Nội dung pháp luật không cho đăng")


class DeskAct(Labelled):
    """What was done with a comment on the desk, as the log names it."""

    APPROVED = "approved", _l("Duyệt")
    COVERED = "covered", _l("Sửa chỗ che")
    HIDDEN = "hidden", _l("Không hiển thị")
    SHOWN = "shown", _l("Cho chờ duyệt lại")
    CLEARED = "cleared", _l("Xem và thấy không phải tố cáo")
    SPLIT = "split", _l("Tách khỏi các ý kiến giống nhau")
    DIVERTED = "diverted", _l("Chuyển riêng vì có dấu hiệu tố cáo")
    OPENED = "opened", _l("Mở xem nội dung được chuyển riêng")
    FORWARDED = "forwarded", _l("Ghi đã chuyển nơi có thẩm quyền")
    RETURNED = "returned", _l("Trả về bàn đọc: không phải tố cáo")


class Refusal(Labelled):
    NOT_ASKED = "not_asked", _l("Đợt lấy ý kiến này không hỏi gia đình hoặc tài khoản đang dùng.")
    NOT_OPEN = "not_open", _l("Đợt lấy ý kiến chưa mở.")
    CLOSED = "closed", _l("Đợt lấy ý kiến đã đóng.")
    HAS_TAKEN_PART = (
        "has_taken_part",
        _l("Đã có ý kiến từ trước. Muốn sửa, xin mở bằng mã tiếp nhận; ý kiến đã gửi vẫn được giữ nguyên."),
    )
    WHY = "why", _l("Xin ghi đề nghị sửa hoặc lý do, một trong hai ô là đủ.")
    CHANGED = "changed", _l("Câu hỏi đã thay đổi. Xin mở lại trang và trả lời câu mới.")
    REPLACES = (
        "replaces",
        _l(
            "Gia đình đã có ý kiến ở đây, có thể do người khác trong nhà gửi. "
            "Nếu muốn thay, xin đánh dấu vào ô bên dưới rồi gửi lại."
        ),
    )
    NOT_COUNTED = (
        "not_counted",
        _l("Số liệu đang được chốt nên chưa xóa được. Xin trở lại sau ít phút."),
    )
    NEEDS_CODE = "needs_code", _l("Việc này cần mã tiếp nhận. Xin mở bằng mã tiếp nhận rồi làm lại.")
    WHO = "who", _l("Xin chọn ai đang trả lời rồi gửi lại.")
    FULL = (
        "full",
        _l(
            "Phiếu không nêu tên có độ dài chung cho mọi người và phiếu này đã đầy. "
            "Xin viết ngắn hơn ở mục này hoặc ở mục đã góp ý."
        ),
    )
    OTHER_UNIT = (
        "other_unit",
        _l(
            "Trang này được mở khi máy đang dùng mã hoặc tài khoản khác. Nội dung vẫn còn; "
            "nếu đúng là ý kiến của gia đình hoặc tài khoản đang dùng, xin gửi lại."
        ),
    )


@dataclass(frozen=True)
class Respondent:
    """Who answers in one consultation, in plain values."""

    school_id: int
    consultation_id: int
    audience: Audience
    is_named: bool
    #: Name of the class, of parents: what the submission carries, or without names may come to carry.
    group: str = ""
    #: The entry of the roll; None: the open link, or a receipt code alone.
    roll_entry_id: int | None = None
    #: Where the unit is the person: who of the household.
    answerer: Answerer | None = None
    #: A member of the staff, to whom the sign-in itself shows their own words in a named consultation.
    is_person: bool = False
    #: Came with a receipt code and nothing else: may change what is there, begins nothing.
    by_code_alone: bool = False
    #: How what is begun came in; kept where names are.
    channel: Channel = Channel.WEB

    @property
    def has_unit(self):
        return self.roll_entry_id is not None


def group_of(*, audience, class_name):
    """The group a submission is counted in, besides its audience: of parents the class."""
    return class_name if audience is Audience.PARENTS else ""


def needs_words(stance):
    """Whether `stance` says nothing without words of its own."""
    return stance in (Stance.AGREE_CHANGES, Stance.OTHER)


def asks_before_replacing(*, has_stance, holds_receipt):
    """A second member of a household is asked before the family's stance is replaced."""
    return has_stance and not holds_receipt


def sheet_number(entry_id):
    """The number printed on a unit's own paper form: its entry of the roll and a check digit.

    The check digit is Luhn's (US patent 2,950,048): one wrong digit, or two neighbours swapped, is noticed.
    """
    return f"{entry_id}{_check_digit(str(entry_id))}"


def read_sheet_number(typed):
    """The entry of the roll whose sheet_number was `typed`, or None."""
    digits = typed.strip()
    if not (digits.isascii() and digits.isdigit()) or not 2 <= len(digits) <= 12:
        return None
    return int(digits[:-1]) if digits[-1] == _check_digit(digits[:-1]) else None


def _check_digit(digits):
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return str(-sum(number - 9 if number > 9 else number for number in doubled) % 10)


def months_before(day, months):
    """The same day of the month so many months earlier; the last of that month when it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(years, month + 1)[1]
    return day.replace(year=years, month=month + 1, day=min(day.day, last))
