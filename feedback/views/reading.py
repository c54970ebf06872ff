"""The page of one consultation: what it is about, the draft, and where one stands."""

from flask import make_response, render_template, request

from consultations import store as consultations
from consultations.rules import Status
from feedback import store
from feedback.rules import Answerer


def consultation(seat):
    submission = seat.submission
    may_send = seat.takes_answers and not seat.asks_who and not seat.is_locked_out
    stances = store.list_stances(submission)
    response = make_response(
        render_template(
            "feedback/consultation.html",
            seat=seat,
            consultation=seat.consultation,
            paper=seat.paper,
            chapter=_chapter(seat.paper),
            stances=stances,
            news=consultations.get_draft(seat.consultation) if seat.consultation.version > 1 else None,
            rest=sum(piece.id not in stances for piece in seat.paper.commentable),
            has_answered=bool(store.list_answers(submission)) if seat.paper.questions else False,
            may_send=may_send,
            audiences=_audiences(seat.consultation.id),
            is_published=seat.consultation.status is Status.PUBLISHED,
            answerers=list(Answerer) if seat.asks_who else [],
        )
    )
    # Without names one code is all there is: every form of a phone shows the same.
    is_shown = may_send and not seat.is_named and not seat.is_preview
    return seat.keep_code(response) if is_shown else response


def _chapter(paper):
    """The chapter asked for; None: the whole draft, or of a long one its front page."""
    number = request.args.get("chuong", type=int)
    if not paper.is_long or number is None:
        return None
    return next((chapter for chapter in paper.chapters if chapter.number == number), None)


def _audiences(consultation_id):
    """[(audience, names of its classes that are asked; none: all)]."""
    classes = {}
    for audience, class_name in store.list_audiences(consultation_id):
        classes.setdefault(audience, []).extend([class_name] if class_name else [])
    return list(classes.items())
