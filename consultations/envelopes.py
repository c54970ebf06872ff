"""How large the envelopes of a consultation without names must be: all of one size, whoever says how much.

Reckoned from the limits of what may be said, so that everything allowed has room: a letter may take four
bytes, and an id, a step or a place no more than PART_BYTES with what stands around it.
"""

from consultations.rules import TEXTS, WITH_OTHER, QuestionKind

LETTER_BYTES = 4
#: One answer of a survey besides its words, or the stance on one clause.
PART_BYTES = 64
#: Who is counted where, the receipt, and the frame of it all.
FRAME_BYTES = 700
#: What the words of a comment may take: of one comment all that is allowed, of many together no more than
#: about 24 000 letters of Vietnamese. Else an envelope of a draft with 40 clauses would be a megabyte.
COMMENT_BYTES = 32_000 + 300
COMMENTS_BYTES_MOST = 36_000
#: Sizes are multiples of this.
STEP_BYTES = 512


def envelope_bytes(paper):
    """Bytes of every envelope for `paper` (consultations.paper.Paper)."""
    clauses = len(paper.commentable)
    survey = sum(map(_of_question, paper.questions))
    # What was sent stays as it is while it is being changed page by page.
    survey *= 2 if len(paper.survey_pages) > 1 else 1
    draft = clauses * PART_BYTES + min((clauses + 1) * COMMENT_BYTES, COMMENTS_BYTES_MOST) if clauses else 0
    needed = FRAME_BYTES + draft + survey
    return -(-needed // STEP_BYTES) * STEP_BYTES


def _of_question(question):
    letters = question.maximum or TEXTS[question.kind] if question.kind in TEXTS else 0
    if question.kind in WITH_OTHER and question.has_other:
        letters = TEXTS[QuestionKind.SHORT]
    return (1 + len(question.options)) * PART_BYTES + letters * LETTER_BYTES
