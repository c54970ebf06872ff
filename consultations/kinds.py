"""What a piece of a draft can be; the words for people are given in `consultations.rules`."""

import enum


class ClauseKind(enum.StrEnum):
    PART = "part"  # Phần; I.
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"  # Điều
    ITEM = "item"  # khoản; 1.
    SUBITEM = "subitem"  # 1.1.
    POINT = "point"  # điểm; a)
    BULLET = "bullet"
    TEXT = "text"
    ANNEX = "annex"
