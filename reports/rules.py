"""Outcomes, when results may be published, and the letter's limits."""

from accounts.rules import Ability
from consultations.rules import Status
from core.i18n import Labelled, _l

REASON_MAX_CHARS = 4000
#: Working days from the decision to publishing, and consecutive days it then stays (Luật 10/2022/QH15,
#: Điều 47 and 48).
PUBLISH_WITHIN, PUBLIC_FOR = 5, 20
OFFICE_MAX_CHARS = 200
#: Days a link for the office above may last.
LINK_MAX_DAYS, LINK_DAYS = 90, 14


class Decision(Labelled):
    ACCEPTED = "accepted", _l("Tiếp thu")
    PARTLY = "partly", _l("Tiếp thu một phần")
    KEPT = "kept", _l("Giữ nguyên như dự thảo")


WITHOUT_REASON = _l("Xin ghi lý do: người góp ý cần biết vì sao không tiếp thu, hoặc chỉ tiếp thu một phần.")
ALREADY_PUBLIC = _l("Kết quả đã công khai nên câu trả lời không sửa được nữa.")


def needs_reason(decision):
    """Keeping the draft, wholly or in part, must be explained (Luật 10/2022/QH15, Điều 55: giải trình)."""
    return decision in (Decision.PARTLY, Decision.KEPT)


def is_contested(counts):
    """Whether a clause got anything but plain agreement. counts: {Stance value: units}."""
    return any(number for stance, number in counts.items() if stance != "agree")


class Step(Labelled):
    """What the school has to do next with a consultation."""

    PREPARE = "prepare", _l("Soạn tiếp và mở lấy ý kiến")
    WATCH = "watch", _l("Theo dõi số đã trả lời")
    SUMMARISE = "summarise", _l("Chờ bản tổng hợp")
    ANSWER = "answer", _l("Trả lời tiếp thu, giải trình")
    WRITE = "write", _l("Lập báo cáo gửi cấp trên")
    PUBLISH = "publish", _l("Công khai kết quả")


#: Who is reminded of a step; who may only read sees where things stand.
STEP_NEEDS = {
    Step.PREPARE: Ability.RUN,
    Step.WATCH: Ability.READ,
    Step.SUMMARISE: Ability.READ,
    Step.ANSWER: Ability.DECIDE,
    Step.WRITE: Ability.REPORT,
    Step.PUBLISH: Ability.PUBLISH,
}


def next_steps(*, status, is_summarised, waiting, has_letter):
    """The Steps a consultation waits for, the most pressing first; waiting: clauses without an outcome."""
    if status is Status.PREPARING:
        return [Step.PREPARE]
    if status is Status.OPEN:
        return [Step.WATCH]
    if not is_summarised:
        return [Step.SUMMARISE]
    if waiting:
        return [Step.ANSWER]
    steps = [] if has_letter else [Step.WRITE]
    return steps + ([Step.PUBLISH] if status is Status.CLOSED else [])


THEME_NAME_MAX_CHARS = 80
SEEDS_MAX_CHARS = 2000
#: More themes than a person keeps in mind; ThemeFinder (UK i.AI) stops there too.
THEMES_MAX = 70


class ThemeKind(Labelled):
    """Two themes are in every codebook and stay there, so that every comment has a place."""

    PLAIN = "plain", _l("Chủ đề")
    OTHER = "other", _l("Khác")
    NO_REASON = "no_reason", _l("Không nêu lý do")


class Maker(Labelled):
    """Who chose the theme of a comment. What the assistant chose counts once a person has approved it."""

    PERSON = "person", _l("Người mã hóa")
    ASSISTANT = "assistant", _l("Máy gợi ý")


class Stage(Labelled):
    """Where the assistant stands with its suggestions."""

    IDLE = "idle", _l("Chưa chạy")
    WAITING = "waiting", _l("Đang chờ máy")
    LEARNING = "learning", _l("Máy đang đọc và học")
    WRITING = "writing", _l("Máy đang ghi gợi ý")
    DONE = "done", _l("Đã gợi ý xong")
    FAILED = "failed", _l("Chưa gợi ý được")


#: A comment that was coded is learnt from at the next run; a run is asked for after so many.
LEARN_AFTER = 5
#: Suggestions at least so sure may be approved all at once, by a person who says so.
SURE = 0.9
#: With fewer comments quality is not measured; with fewer of them coded blind it is not shown.
MEASURED_FROM, MEASURE_LEAST, SAMPLE = 100, 30, 60


def is_sealed(*, is_anonymous, closes_at, now, grace):
    """Whether nobody may look at comments yet: where no names are given, until the end."""
    return is_anonymous and (closes_at is None or now < closes_at + grace)
