"""Forms that are sent: a clause, agreement with the rest. Nothing typed is lost on the way."""

from flask import make_response, redirect, render_template, request, session
from sqlalchemy.exc import NoResultFound

from core.errors import Refused
from feedback import access, store
from feedback.forms import ClauseForm
from feedback.rules import Answerer, Refusal, Stance


def who(consultation_id):
    """Remember for this session who of the household answers; "": ask again, the phone goes round."""
    seat = access.sit_by_roll(consultation_id)
    if request.form.get("who") == "":
        session.pop(access.WHO, None)
        return redirect(seat.url())
    try:
        session[access.WHO] = Answerer(request.form.get("who")).value
    except ValueError:
        raise Refused(Refusal.WHO, 422) from None
    return redirect(seat.url())


def clause(seat, clause_id):
    """Stance and words about one clause; 0: about the whole draft."""
    piece = seat.paper_read.piece(clause_id) if clause_id else None
    if clause_id and piece is None:
        raise NoResultFound
    if answer := turned_away(seat):
        return answer
    form = ClauseForm(about_whole=piece is None)
    refusal = None
    if request.method == "POST":
        refusal = refusal_of(seat, lambda: _put_clause(seat, form, clause_id or None))
    if refusal is DONE:
        return sent(seat)
    stance, comment = store.get_words(seat.submission, clause_id or None)
    if request.method == "GET" and seat.holds_receipt and stance:
        form.stance.data = stance
        if comment:
            form.proposed.data, form.reason.data = comment.proposed, comment.reason
    asks = stance is not None and not seat.holds_receipt
    return form_page(
        seat, "feedback/clause.html", refusal, form.errors, form=form, piece=piece, stances=list(Stance),
        known_stance=stance if asks else None,
    )  # fmt: skip


def _put_clause(seat, form, clause_id):
    if not form.validate():
        return False
    store.put_comment(
        seat.respondent, seat.given, clause_id, stance=form.stance.data, proposed=form.proposed.data,
        reason=form.reason.data, replace=form.replace.data, version=seat.version_read,
    )  # fmt: skip
    return True


def agree(seat):
    """AGREE on every clause that has no stance yet."""
    if seat.asks_who:
        raise Refused(Refusal.WHO)
    seat.check_post()
    clause_ids = [piece.id for piece in seat.paper_read.commentable]
    store.agree_with_rest(seat.respondent, seat.given, clause_ids, version=seat.version_read)
    return sent(seat)


DONE = object()


def refusal_of(seat, put):
    """DONE when `put` stored what was sent; the Refused that kept it out; None when the form is wrong."""
    try:
        seat.check_post()
        return DONE if put() else None
    except Refused as refused:
        return refused


def turned_away(seat):
    """Where to go when no form can be shown: choose who answers, or find the code first."""
    if seat.asks_who and request.method == "POST":
        raise Refused(Refusal.WHO)
    if request.method == "POST" or seat.is_preview:
        return None
    if seat.asks_who or seat.is_locked_out or not seat.takes_answers:
        return redirect(seat.url())
    return None


def form_page(seat, template, refusal, errors, **context):
    status = refusal.status if refusal else 422 if errors else 200
    response = make_response(
        render_template(template, seat=seat, consultation=seat.consultation, refusal=refusal, **context),
        status,
    )
    return response if seat.is_preview or seat.is_locked_out else seat.keep_code(response)


def sent(seat):
    seat.settle_code()
    to = redirect(seat.url("receipt"), 303)
    # The form that was sent has just had its cookie renewed.
    return to if seat.kept_code == seat.code else seat.keep_code(to)
