"""The life cycle of a consultation, what a clause and a question are, and their limits."""

from datetime import timedelta

from core import clock
from core.i18n import Labelled, _l

TITLE_MAX_CHARS = 200
SUMMARY_MAX_CHARS = 1500
QUESTION_MAX_CHARS = 400
OPTION_MAX_CHARS = 200
CLAUSE_MAX_CHARS = 60_000
NOTE_MAX_CHARS = 3000
LABEL_MAX_CHARS = 60
QUESTIONS_MAX = 200
OPTIONS_MAX = 30
#: A form shown before the close is taken this much longer.
GRACE = timedelta(minutes=15)
#: Days that paper may still be entered after the close, at most.
PAPER_DAYS_MAX = 10
#: A longer survey, or one whose questions hang on each other, is answered page by page.
QUESTIONS_ON_ONE_PAGE = 20
#: A longer draft is read chapter by chapter.
CLAUSES_ON_ONE_PAGE = 40
#: Where no names are given: submissions are told apart by groups of at least so many, at first and at least.
SMALLEST_GROUP, SMALLEST_GROUP_EVER = 5, 3
SHORT_ANSWER_MAX_CHARS = 300
LONG_ANSWER_MAX_CHARS = 2000


class Mode(Labelled):
    NAMED = "named", _l("Nêu tên")
    ANONYMOUS = "anonymous", _l("Không nêu tên")


class Unit(Labelled):
    HOUSEHOLD = "household", _l("Mỗi gia đình một ý kiến")
    PERSON = "person", _l("Mỗi người một ý kiến")


class Status(Labelled):
    PREPARING = "preparing", _l("Đang soạn")
    OPEN = "open", _l("Đang lấy ý kiến")
    CLOSED = "closed", _l("Đã đóng, đang tổng hợp")
    PUBLISHED = "published", _l("Đã công khai kết quả")


class NextStep(Labelled):
    WRITE = "write", _l("Việc tiếp theo: tải dự thảo lên, hoặc thêm câu hỏi khảo sát.")
    COMPLETE = "complete", _l("Việc tiếp theo: bổ sung những mục còn thiếu.")
    OPEN = "open", _l("Việc tiếp theo: xem trước như người được hỏi, rồi mở lấy ý kiến.")
    WAIT = "wait", _l("Đã hẹn giờ mở. Đến giờ, trang tự mở; không cần làm gì thêm.")
    SHARE = "share", _l("Việc tiếp theo: gửi địa chỉ và mã QR cho các lớp, theo dõi số đã trả lời.")
    REPORT = (
        "report",
        _l(
            "Việc tiếp theo: đọc bản tổng hợp, trả lời tiếp thu hoặc giải trình từng mục,"
            " lập báo cáo, rồi công khai."
        ),
    )
    KEEP = "keep", _l("Kết quả đã công khai. Việc còn lại: giữ kết quả trên trang ít nhất 20 ngày liên tục.")


AFTER_OPENING = {
    Status.OPEN: NextStep.SHARE,
    Status.CLOSED: NextStep.REPORT,
    Status.PUBLISHED: NextStep.KEEP,
}


class Kind(Labelled):
    """Kind of a clause; the values are those of consultations.kinds and of `flask draft parse`."""

    PART = "part", _l("Phần")
    CHAPTER = "chapter", _l("Chương")
    SECTION = "section", _l("Mục")
    SUBSECTION = "subsection", _l("Tiểu mục")
    ARTICLE = "article", _l("Điều")
    ITEM = "item", _l("Khoản")
    SUBITEM = "subitem", _l("Tiết")
    POINT = "point", _l("Điểm")
    BULLET = "bullet", _l("Gạch đầu dòng")
    TEXT = "text", _l("Đoạn")
    ANNEX = "annex", _l("Phụ lục")


class Act(Labelled):
    """What an officer does to a draft on the review screen, in the words of the undo button."""

    EDIT = "edit", _l("sửa %(one)s")
    MERGE = "merge", _l("gộp %(one)s với %(other)s")
    SPLIT = "split", _l("tách %(one)s")
    LIFT = "lift", _l("đưa %(one)s lên một cấp")
    LOWER = "lower", _l("đưa %(one)s xuống một cấp")
    LEAVE_OUT = "leave_out", _l("không lấy ý kiến %(one)s")
    TAKE_IN = "take_in", _l("lấy lại %(one)s")
    RETYPE = "retype", _l("đổi loại %(one)s")
    RESTORE = "restore", _l("lấy lại lời văn gốc của %(one)s")
    SEE = "see", _l("đánh dấu đã xem %(one)s")


#: Kinds that are read as part of the clause above them: on a phone one button serves the whole.
READ_WITH_PARENT = {Kind.POINT, Kind.BULLET}
HEADINGS = {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ANNEX}


class QuestionKind(Labelled):
    SINGLE = "single", _l("Chọn một")
    SEVERAL = "several", _l("Chọn nhiều")
    SCALE = "scale", _l("Thang 1-5")
    MATRIX = "matrix", _l("Bảng thang 1-5")
    RANKING = "ranking", _l("Xếp thứ tự")
    YES_NO = "yes_no", _l("Có hoặc không")
    NUMBER = "number", _l("Số")
    DATE = "date", _l("Ngày")
    SHORT = "short", _l("Trả lời ngắn")
    LONG = "long", _l("Trả lời dài")


WITH_OPTIONS = {QuestionKind.SINGLE, QuestionKind.SEVERAL, QuestionKind.MATRIX, QuestionKind.RANKING}
#: Kinds that may take "other" with words of one's own.
WITH_OTHER = {QuestionKind.SINGLE, QuestionKind.SEVERAL}
#: Kinds with a least and a most: of the number, of how many are chosen, of the letters written.
WITH_BOUNDS = {QuestionKind.SEVERAL, QuestionKind.NUMBER, QuestionKind.SHORT, QuestionKind.LONG}
TEXTS = {QuestionKind.SHORT: SHORT_ANSWER_MAX_CHARS, QuestionKind.LONG: LONG_ANSWER_MAX_CHARS}
OPTIONS_FEW = {
    QuestionKind.SINGLE: _l("Xin ghi ít nhất hai lựa chọn, mỗi dòng một lựa chọn."),
    QuestionKind.SEVERAL: _l("Xin ghi ít nhất hai lựa chọn, mỗi dòng một lựa chọn."),
    QuestionKind.MATRIX: _l("Xin ghi các nội dung cần đánh giá, mỗi dòng một nội dung."),
    QuestionKind.RANKING: _l("Xin ghi ít nhất hai điều để xếp thứ tự, mỗi dòng một điều."),
}
SCALE = [
    (1, _l("Rất không hài lòng")),
    (2, _l("Không hài lòng")),
    (3, _l("Bình thường")),
    (4, _l("Hài lòng")),
    (5, _l("Rất hài lòng")),
]


def status_of(*, opened_at, closes_at, published_at, now):
    """Where a consultation stands. Derived from dates and the clock, never stored."""
    if published_at is not None:
        return Status.PUBLISHED
    if opened_at is None:
        return Status.PREPARING
    return Status.OPEN if now < closes_at else Status.CLOSED


def takes_answers(*, opened_at, closes_at, published_at, now, shown_at=None):
    """Whether a form may be stored now: while open, and GRACE longer when it was shown before the close."""
    if opened_at is None or published_at is not None:
        return False
    return now < closes_at or (shown_at is not None and shown_at < closes_at and now < closes_at + GRACE)


def paper_until(*, closes_at, mode, paper_days):
    """Until when staff may enter paper that was handed in before the close; never where it is sealed."""
    return closes_at + timedelta(days=paper_days) if mode is Mode.NAMED else closes_at


def final_at(*, closes_at, mode, paper_days):
    """From when on nothing more comes in: forms shown in time have had their chance, and so has paper."""
    return max(closes_at + GRACE, paper_until(closes_at=closes_at, mode=mode, paper_days=paper_days))


def days_left(*, closes_at, now):
    """Whole days until the deadline's day is over, counted on the calendar: 0 on the last day."""
    last = clock.local(closes_at - timedelta(seconds=1)).date()
    return (last - clock.local(now).date()).days


def missing_before_opening(
    *, has_audience, asked, clauses, questions, responsible, deadline, today, too_few=None
):
    """Sentences about what still stands between a consultation and its opening; empty when nothing does.

    asked: how many would be asked; an open link counts as one. too_few: see too_few_to_hide.
    """
    missing = []
    if not has_audience:
        missing.append(_l("Chưa chọn hỏi ai."))
    elif not asked:
        missing.append(_l("Đối tượng đã chọn hiện không có ai trong danh sách của nhà trường."))
    if too_few:
        missing.append(too_few)
    if not clauses and not questions:
        missing.append(_l("Chưa có dự thảo và chưa có câu hỏi nào."))
    if responsible is None:
        missing.append(_l("Chưa ghi người phụ trách."))
    if deadline is None:
        missing.append(_l("Chưa đặt thời hạn góp ý."))
    elif deadline < today:
        missing.append(_l("Thời hạn góp ý đã qua."))
    return missing


def too_few_to_hide(*, mode, on_roll, smallest_group):
    """Why so few cannot be asked without names, as a sentence; None when they can.

    on_roll: how many would be asked by name of the roll; 0: the open link alone.
    """
    if mode is not Mode.ANONYMOUS or not 0 < on_roll < smallest_group:
        return None
    return _l(
        "Đợt không nêu tên phải hỏi ít nhất %(least)d nơi trong danh sách; đối tượng đã chọn chỉ có %(n)d. "
        "Xin hỏi thêm đối tượng khác, hoặc chọn cách nêu tên.",
        least=smallest_group,
        n=on_roll,
    )


def wrong_with_smallest_group(number):
    """Why no group may be as small as `number`, as a sentence; None when it may."""
    return None if number >= SMALLEST_GROUP_EVER else _l("Xin ghi một số từ 3 trở lên.")


def release_due_at(closes_at):
    """When the envelopes are opened: once the last form shown in time has had its chance."""
    return closes_at + GRACE


def wrong_with_new_version(*, status, mode):
    """Why no new version of the draft can be put before people now, as a sentence; None when one can.

    An anonymous consultation is closed and another opened: nobody could be asked whether what they
    said still holds.
    """
    if status is Status.PREPARING:
        return _l("Đợt chưa mở: dự thảo còn sửa thẳng được, chưa cần phiên bản mới.")
    if status is Status.OPEN and mode is Mode.ANONYMOUS:
        return _l(
            "Đợt không nêu tên không đổi dự thảo khi đang mở: không thể hỏi lại ai xem ý kiến còn đúng"
            " không. Xin đóng đợt này rồi mở đợt mới với dự thảo mới."
        )
    return None


def next_step(*, status, is_scheduled, has_content, is_complete):
    """What comes next, as a NextStep; there is one at every status."""
    if status is not Status.PREPARING:
        return AFTER_OPENING[status]
    if not has_content:
        return NextStep.WRITE
    if not is_complete:
        return NextStep.COMPLETE
    return NextStep.WAIT if is_scheduled else NextStep.OPEN


def wrong_with_options(kind, options):
    """What is wrong with the texts of a question's `options`, as a sentence; None when nothing is."""
    if len(options) < (1 if kind is QuestionKind.MATRIX else 2):
        return OPTIONS_FEW[kind]
    if len(options) > OPTIONS_MAX:
        return _l("Nhiều nhất 30 lựa chọn.")
    if any(len(option) > OPTION_MAX_CHARS for option in options):
        return _l("Mỗi lựa chọn dài nhiều nhất 200 chữ cái.")
    if len(set(options)) < len(options):
        return _l("Có hai lựa chọn giống hệt nhau.")
    return None


def wrong_with_bounds(kind, least, most, *, choices=0):
    """What is wrong with the bounds of a question as a sentence; None when nothing is.

    choices: how many a question of several choices offers.
    """
    if kind not in WITH_BOUNDS:
        return None
    if (
        least is not None
        and most is not None
        and (most < least or (kind is QuestionKind.NUMBER and most == least))
    ):
        return _l("Số lớn nhất phải lớn hơn số nhỏ nhất.")
    known = [bound for bound in (least, most) if bound is not None]
    if kind is QuestionKind.NUMBER:
        return None
    if any(bound < 1 for bound in known):
        return _l("Số ít nhất và nhiều nhất tính từ 1.")
    if kind is QuestionKind.SEVERAL:
        return _l("Không có đủ lựa chọn để chọn nhiều như vậy.") if max(known, default=0) > choices else None
    if max(known, default=0) > TEXTS[kind]:
        return _l("Câu trả lời dài nhiều nhất %(max)d chữ cái.", max=TEXTS[kind])
    return None


def minutes_to_answer(*, characters, questions):
    """About how long reading and answering takes, in whole minutes, at least 1.

    900 characters a minute is slow, attentive reading on a phone; 15 seconds a question.
    """
    return max(1, round(characters / 900 + questions / 4))


def clause_name(label, kind, parents):
    """How a clause is called in a sentence: "khoản 2 Điều 5", "điểm a khoản 2 Điều 5", "mục 1.2 phần II".

    parents: (kind, label) from the nearest outward.
    Source of small and capital letters: Nghị định 30/2020/NĐ-CP, Phụ lục II.
    """
    names = [_name(kind, label)] + [_name(*parent) for parent in parents]
    kept = []
    for (the_kind, _label), name in zip([(kind, label), *parents], names, strict=True):
        if not name:
            continue
        kept.append(name)
        if the_kind is Kind.ARTICLE or (the_kind in HEADINGS and len(kept) > 1):
            break
    return " ".join(kept)


def _name(kind, label):
    number = label.strip().rstrip(".):/ ")
    if not number or kind in (Kind.TEXT, Kind.BULLET):
        return ""
    if kind in (Kind.POINT, Kind.ITEM, Kind.SUBITEM):
        word = {Kind.POINT: _l("điểm"), Kind.ITEM: _l("khoản"), Kind.SUBITEM: _l("mục")}[kind]
        return f"{word} {number}"
    if number[0].isdigit() or set(number) <= set("IVXLC"):
        return f"{kind.label} {number}"
    return number
