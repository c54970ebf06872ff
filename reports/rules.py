"""Outcomes, when results may be published, and the letter's limits."""

from core.i18n import Labelled, _l

REASON_MAX_CHARS = 4000


class Decision(Labelled):
    ACCEPTED = "accepted", _l("Tiếp thu")
    PARTLY = "partly", _l("Tiếp thu một phần")
    KEPT = "kept", _l("Giữ nguyên như dự thảo")


def needs_reason(decision):
    """Keeping the draft, wholly or in part, must be explained (Luật 10/2022/QH15, Điều 55: giải trình)."""
    return decision in (Decision.PARTLY, Decision.KEPT)


def is_contested(counts):
    """Whether a clause got anything but plain agreement. counts: {Stance value: units}."""
    return any(number for stance, number in counts.items() if stance != "agree")
