"""Receipts: what was said, to be read, changed and taken back by who holds the code."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts.rules import Ability, may
from consultations import store as consultations
from core.i18n import _, _l
from feedback import access, store
from feedback.forms import ReceiptForm
from feedback.rules import Sign, State
from feedback.sheet import Sheet
from feedback.signs import signs_of
from feedback.views.checking import counted

UNKNOWN = _l(
    "Chưa tìm thấy ý kiến nào có mã này. Xin xem lại từng chữ; "
    "nếu ý kiến đã được rút thì mã không còn dùng được."
)


def receipt(seat):
    """The receipt code and what was said, or the way to it."""
    if seat.asks_who or (seat.submission is None and not seat.is_locked_out):
        return redirect(seat.url())
    submission = seat.submission
    stances = store.list_stances(submission)
    words = store.list_words(submission) if seat.holds_receipt else {}
    answers = store.list_answers(submission) if seat.paper.questions else []
    said = [f"{one.proposed}\n{one.reason}" for one in words.values()]
    if seat.holds_receipt:
        said += _written(answers)
    return render_template(
        "feedback/receipt.html",
        seat=seat,
        consultation=seat.consultation,
        code=seat.own.code,
        stances=stances,
        words=words,
        pieces=_pieces(seat),
        has_answered=bool(answers),
        sheet=Sheet.of_rows(seat.paper.questions, answers if seat.holds_receipt else []),
        is_withdrawn=bool(submission and submission.is_withdrawn),
        counted=counted(seat, (stances, words, answers)),
        rulings=store.list_rulings(submission) if words and not seat.consultation.is_sealed else {},
        ruled_answers=_ruled_answers(seat, answers),
        signs=signs_of("\n".join(said)),
        Sign=Sign,
        State=State,
    )


def _written(answers):
    """The words among rows (question_id, slot, option_id, number, text): plain tuples out of an envelope."""
    return [row[4] for row in answers if row[4]]


def _ruled_answers(seat, answers):
    """[(number of the question, Row (state, hide_reason))] of answers in words hidden or put aside."""
    if seat.consultation.is_sealed or not seat.holds_receipt or not _written(answers):
        return []
    numbers = {question.id: question.number for question in seat.paper.questions}
    return [
        (numbers[question_id], ruling)
        for (question_id, _slot), ruling in store.list_rulings_on_answers(seat.submission).items()
        if ruling.state in (State.HIDDEN, State.DIVERTED)
    ]


def _pieces(seat):
    """[(Piece, Piece as it was when spoken of; None: unchanged)], with what is gone where it stood."""
    if not seat.outdated:
        return [(piece, None) for piece in seat.paper.commentable]
    rows = []
    for thread in consultations.list_threads(seat.consultation):
        piece = thread.piece
        if piece.id in seat.outdated:
            paper = consultations.get_paper(seat.consultation, seat.versions[piece.id])
            rows.append((piece, paper.piece(piece.id) or piece))
        elif seat.paper.piece(piece.id):
            rows.append((piece, None))
    return rows


def withdraw(seat):
    """Asks first. Closed means closed: frozen figures stay, and what is deleted then leaves a tombstone."""
    if seat.asks_who or seat.submission is None:
        return redirect(seat.url())
    if request.method == "GET":
        if not seat.consultation.takes_answers():
            return redirect(seat.url("receipt"))
        return render_template("feedback/withdraw.html", seat=seat, consultation=seat.consultation)
    seat.check_post()
    if store.withdraw(seat.respondent, seat.given):
        flash(_("Đã rút ý kiến. Đến hết thời hạn, anh/chị vẫn có thể gửi ý kiến mới."))
        return seat.drop_code(redirect(seat.url(), 303))
    flash(_("Đã rút ý kiến. Nội dung đã được xóa."))
    return redirect(seat.url("receipt"), 303)


def look_up():
    """From a receipt code to what it stands for; the code goes into a cookie, never into an address."""
    form = ReceiptForm()
    if not form.validate_on_submit():
        return render_template("feedback/look_up.html", form=form), 422 if form.errors else 200
    found = store.receipt_leads_to(form.read)
    if found is None and (begun := store.unfinished_leads_to(form.read)):
        to = redirect(url_for(".own_survey", consultation_id=begun.consultation_id), 303)
        return access.set_cookie(to, f"ma-{begun.consultation_id}-own", form.read)
    if found is None:
        form.code.errors = [UNKNOWN]
        return render_template("feedback/look_up.html", form=form), 422
    seat = _own_seat(found, form.read)
    if seat is not None:
        return access.set_cookie(redirect(seat.url("receipt"), 303), seat.cookie, form.read)
    to = redirect(url_for(".own_receipt", consultation_id=found.consultation_id), 303)
    return access.set_cookie(to, f"ma-{found.consultation_id}-own", form.read)


def _own_seat(found, code):
    """The seat of who is signed in, when the code is theirs as far as can be known; else None."""
    if not current_user.is_authenticated or not may(current_user.role, Ability.ANSWER):
        return None
    if current_user.school_id != found.school_id:
        return None
    seat = access.roll_seat(consultations.get_asked(found.school_id, found.consultation_id))
    if seat is None or seat.respondent is None or store.participation_of(seat.respondent) is None:
        return None
    return seat if store.find_submission(seat.respondent, [code]).code else None
