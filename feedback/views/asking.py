"""Who holds a receipt code asks the school something about their data; it goes into the school's register."""

from flask import flash, redirect

from accounts import store as accounts
from core.forms import form_page
from core.i18n import _, day
from feedback.forms import AskForm


def ask(seat):
    """Kept apart from the submission: what somebody asks must not lead to what they said."""
    if seat.submission is None or not seat.holds_receipt:
        return redirect(seat.url("receipt"))
    form = AskForm()
    if form.validate_on_submit():
        made = accounts.add_request(
            seat.consultation.school_id, form.kind.data, who=form.who.data, wish=form.wish.data,
            about=seat.consultation.title[:200],
        )  # fmt: skip
        flash(
            _(
                "Nhà trường đã nhận yêu cầu số %(number)d và trả lời trước hết ngày %(day)s.",
                number=made.id, day=day(made.due_on),
            )
        )  # fmt: skip
        return redirect(seat.url("receipt"), 303)
    return form_page("feedback/ask.html", form, seat=seat, consultation=seat.consultation)
