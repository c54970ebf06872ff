"""What was answered, shown again: as the values of a form, and in words."""

from consultations.rules import SCALE, TEXTS, WITH_OPTIONS, QuestionKind
from core.i18n import _, day
from feedback.typed import day_of_number, plain

#: What a form sends for "no opinion" and for "other".
NONE, OTHER = "none", "other"
YES, NO = "1", "0"
#: Kinds that are typed, so that "no opinion" is a box of its own beside the field.
TYPED = {QuestionKind.NUMBER, QuestionKind.DATE, *TEXTS}


def show(values, kind, question_id, slot, option_id, number, text):
    """Put one stored row among the `values` of a form."""
    name = f"q{question_id}"
    if option_id is None and number is None and text is None:
        _show_no_opinion(values, kind, name, slot)
    elif kind is QuestionKind.SEVERAL:
        values.setdefault(name, []).append(OTHER if text is not None else str(option_id))
        if text is not None:
            values[f"{name}-{OTHER}"] = text
    elif kind is QuestionKind.SINGLE and text is not None:
        values[name], values[f"{name}-{OTHER}"] = OTHER, text
    elif text is not None:
        values[name] = text
    elif number is None:
        values[name] = str(option_id)
    elif kind is QuestionKind.DATE:
        values[name] = day(day_of_number(number))
    else:
        values[f"{name}-{slot}" if slot else name] = plain(number)


def _show_no_opinion(values, kind, name, slot):
    if kind in TYPED:
        values[f"{name}-{NONE}"] = "y"
    elif kind is QuestionKind.SEVERAL:
        values[name] = [NONE]
    else:
        values[f"{name}-{slot}" if slot else name] = NONE


def words_of_steps():
    """{value of a step: its words}, "no opinion" among them, in the language of the page."""
    return {str(step): f"{step} – {word}" for step, word in SCALE} | {NONE: _("Không có ý kiến")}


def lines(question, name, values, steps):
    """What `values` say to `question`, in words; `steps` as words_of_steps gives them."""
    nothing = steps[NONE]
    chosen = values.get(name, "")
    if chosen == NONE or values.get(f"{name}-{NONE}"):
        yield nothing
    elif question.kind is QuestionKind.MATRIX:
        for option in question.options:
            if step := values.get(f"{name}-{option.id}"):
                yield f"{option.text}: {steps[step]}"
    elif question.kind is QuestionKind.RANKING:
        placed = [(values.get(f"{name}-{option.id}"), option.text) for option in question.options]
        yield from (
            f"{place}. {text}" for place, text in sorted(placed, key=lambda one: int(one[0] or 0)) if place
        )
    elif question.kind in WITH_OPTIONS:
        ids = chosen if isinstance(chosen, list) else [chosen]
        yield from (option.text for option in question.options if str(option.id) in ids)
        yield from [nothing] if NONE in ids else []
        yield from [values.get(f"{name}-{OTHER}", "")] if OTHER in ids else []
    elif question.kind is QuestionKind.SCALE and chosen:
        yield steps[chosen]
    elif question.kind is QuestionKind.YES_NO and chosen:
        yield _("Có") if chosen == YES else _("Không")
    elif chosen:
        yield chosen
