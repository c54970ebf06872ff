"""Forms that are sent: a clause, the survey, agreement with the rest. Nothing typed is lost on the way."""

from collections import OrderedDict

from flask import (
    current_app,
    get_template_attribute,
    make_response,
    redirect,
    render_template,
    request,
    session,
)
from sqlalchemy.exc import NoResultFound

from consultations.rules import SCALE
from core.errors import Refused
from core.i18n import choose_locale
from feedback import access, store
from feedback.forms import ClauseForm
from feedback.rules import Answerer, Refusal, Stance
from feedback.sheet import Sheet

#: Blank surveys a process keeps.
SHEETS_KEPT = 24


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
    if answer := _turned_away(seat):
        return answer
    form = ClauseForm(about_whole=piece is None)
    refusal = None
    if request.method == "POST":
        refusal = _refusal(seat, lambda: _put_clause(seat, form, clause_id or None))
    if refusal is DONE:
        return _sent(seat)
    stance, comment = store.get_words(seat.submission, clause_id or None)
    if request.method == "GET" and seat.holds_receipt and stance:
        form.stance.data = stance
        if comment:
            form.proposed.data, form.reason.data = comment.proposed, comment.reason
    asks = stance is not None and not seat.holds_receipt
    return _form_page(
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


def survey(seat):
    """The whole survey on one page."""
    questions = seat.paper.questions
    if not questions:
        raise NoResultFound
    if answer := _turned_away(seat):
        return answer
    sheet = Sheet(questions)
    refusal = None
    if request.method == "POST":
        sheet.read(request.form)
        refusal = _refusal(seat, lambda: _put_answers(seat, sheet))
        if refusal is DONE:
            return _sent(seat)
    earlier = store.list_answers(seat.submission)
    if request.method == "GET" and seat.holds_receipt:
        sheet = Sheet.of_rows(questions, earlier)
    return _form_page(
        seat, "feedback/survey.html", refusal, sheet.errors, sheet=sheet, fields=_fields(seat, sheet),
        asks=bool(earlier) and not seat.holds_receipt,
    )  # fmt: skip


def _fields(seat, sheet):
    """The questions as HTML. Untouched they look the same to everybody, so a process keeps them."""
    kept = current_app.extensions.setdefault("blank_sheets", OrderedDict())
    key = (seat.consultation.id, seat.consultation.opened_at, choose_locale())
    is_blank = not (sheet.values or sheet.errors) and seat.consultation.opened_at is not None
    if is_blank and key in kept:
        return kept[key]
    scale = [(step, str(word)) for step, word in SCALE]
    fields = get_template_attribute("components/paper.html", "questions")(sheet.questions, sheet, scale)
    if is_blank:
        kept[key] = fields
        while len(kept) > SHEETS_KEPT:
            kept.popitem(last=False)
    return fields


def _put_answers(seat, sheet):
    if sheet.has_changed:
        raise Refused(Refusal.CHANGED)
    if sheet.errors:
        return False
    store.put_answers(seat.respondent, seat.given, sheet.rows, replace="replace" in request.form)
    return True


def agree(seat):
    """AGREE on every clause that has no stance yet."""
    if seat.asks_who:
        raise Refused(Refusal.WHO)
    seat.check_post()
    clause_ids = [piece.id for piece in seat.paper_read.commentable]
    store.agree_with_rest(seat.respondent, seat.given, clause_ids, version=seat.version_read)
    return _sent(seat)


DONE = object()


def _refusal(seat, put):
    """DONE when `put` stored what was sent; the Refused that kept it out; None when the form is wrong."""
    try:
        seat.check_post()
        return DONE if put() else None
    except Refused as refused:
        return refused


def _turned_away(seat):
    """Where to go when no form can be shown: choose who answers, or find the code first."""
    if seat.asks_who and request.method == "POST":
        raise Refused(Refusal.WHO)
    if request.method == "POST" or seat.is_preview:
        return None
    if seat.asks_who or seat.is_locked_out or not seat.takes_answers:
        return redirect(seat.url())
    return None


def _form_page(seat, template, refusal, errors, **context):
    status = refusal.status if refusal else 422 if errors else 200
    response = make_response(
        render_template(template, seat=seat, consultation=seat.consultation, refusal=refusal, **context),
        status,
    )
    return response if seat.is_preview or seat.is_locked_out else seat.keep_code(response)


def _sent(seat):
    return seat.keep_code(redirect(seat.url("receipt"), 303))
