"""The survey, on one page or page by page. What was answered travels on in the form until it is sent;
each page is also stored, so that it can be gone on with elsewhere: without names in an envelope."""

from collections import OrderedDict

from flask import current_app, flash, get_template_attribute, redirect, request
from sqlalchemy.exc import NoResultFound
from werkzeug.datastructures import MultiDict

from consultations.rules import SCALE
from core.errors import Refused
from core.i18n import _, choose_locale
from feedback import store
from feedback.rules import Refusal
from feedback.sheet import Sheet
from feedback.views.writing import DONE, form_page, refusal_of, sent, turned_away

#: Blank pages of surveys a process keeps.
SHEETS_KEPT = 48


def survey(seat):
    """One page of the survey; the last one sends it."""
    if not seat.paper.questions:
        raise NoResultFound
    if answer := turned_away(seat):
        return answer
    if request.method == "POST":
        return _take(seat)
    if begun := _begun(seat):
        sheet = Sheet(seat.paper.questions).read(store.values_of(begun), may_be_empty=True)
        page = _page(seat, request.args.get("phan", begun.page, type=int))
        return _show(seat, sheet, page, begun=begun)
    sheet = Sheet(seat.paper.questions)
    if seat.holds_receipt:
        sheet = Sheet.of_rows(seat.paper.questions, store.list_answers(seat.submission))
    return _show(seat, sheet, _page(seat, request.args.get("phan", 1, type=int)))


def _begun(seat):
    """What was answered page by page and not sent yet, or None."""
    if seat.respondent is None or len(seat.paper.survey_pages) == 1:
        return None
    return store.find_unfinished(seat.respondent, seat.given)


def _take(seat):
    """A page that was sent: shown again, followed by the next one, or stored with all the others."""
    if "forget" in request.form:
        seat.check_post()
        store.forget_unfinished(seat.respondent, seat.given)
        flash(_("Đã xóa phần trả lời dở. Chưa có gì được gửi."))
        return redirect(seat.url(), 303)
    page = _page(seat, request.form.get("phan", 1, type=int))
    sheet = Sheet(seat.paper.questions).read(_posted(seat, page), may_be_empty=True)
    if "back" in request.form:
        return _show(seat, sheet, _before(seat, sheet, page))
    if sheet.has_changed:
        return _show(seat, sheet, page, Refused(Refusal.CHANGED))
    if _newly_shown(sheet, page):
        return _show(seat, sheet, page, is_grown=True)
    following = _after(seat, sheet, page)
    if following is not None:
        return _turn(seat, sheet, page, following)
    return _finish(seat, sheet, page)


def _turn(seat, sheet, page, following):
    """From `page` to the `following` one, when nothing is wrong on it."""
    wrong = Sheet(seat.paper.questions)
    wrong.errors = dict(sheet.errors)
    wrong.forget_errors(page.questions)
    if wrong.errors:
        return _show(seat, sheet, page)
    refusal = refusal_of(seat, lambda: _keep(seat, sheet, following))
    return _show(seat, sheet, following if refusal is DONE else page, None if refusal is DONE else refusal)


def _keep(seat, sheet, following):
    """Store what was answered so far, and the page to go on with."""
    store.put_unfinished(seat.respondent, seat.given[0], sheet.values, following.number)
    return True


def _finish(seat, sheet, page):
    """All pages together; what is wrong leads to the first page that has it."""
    sheet.miss_any()
    refusal = refusal_of(seat, lambda: _put_answers(seat, sheet))
    if refusal is DONE:
        return sent(seat)
    bad = {number for _field, number, _message in sheet.error_list()}
    pages = seat.paper.survey_pages
    first = next((one for one in pages if bad & {question.number for question in one.questions}), page)
    return _show(seat, sheet, first, refusal)


def _put_answers(seat, sheet):
    if sheet.errors:
        return False
    store.put_answers(seat.respondent, seat.given, sheet.rows, replace="replace" in request.form)
    if seat.is_named and len(seat.paper.survey_pages) > 1:  # an envelope sees to it by itself
        store.forget_unfinished(seat.respondent, seat.given)
    return True


def _page(seat, number):
    pages = seat.paper.survey_pages
    return pages[min(max(number, 1), len(pages)) - 1]


def _after(seat, sheet, page):
    """The next page with a question to show, or None."""
    return next((one for one in seat.paper.survey_pages[page.number :] if _shows(sheet, one)), None)


def _before(seat, sheet, page):
    earlier = seat.paper.survey_pages[: page.number - 1]
    return next((one for one in reversed(earlier) if _shows(sheet, one)), page)


def _shows(sheet, page):
    return any(question.id not in sheet.hidden for question in page.questions)


def _posted(seat, page):
    """What was sent on `page`, with what the form carried of the other pages."""
    posted = MultiDict(request.form)
    own = {f"q{question.id}" for question in page.questions}
    for name, value in seat.unpack("carried").items():
        if name.split("-")[0] not in own:
            posted.setlist(name, value if isinstance(value, list) else [value])
    return posted


def _newly_shown(sheet, page):
    """Whether answers on `page` call for questions on it that the phone could not show by itself."""
    if "live" in request.form:
        return False
    seen = request.form.get("seen", "").split()
    return any(question.id not in sheet.hidden and str(question.id) not in seen for question in _hung(page))


def _hung(page):
    return [question for question in page.questions if question.tests]


def _show(seat, sheet, page, refusal=None, *, is_grown=False, begun=None):
    sheet.forget_errors([] if is_grown else page.questions)
    others = [question for question in seat.paper.questions if question not in page.questions]
    asks = bool(store.list_answers(seat.submission)) and not seat.holds_receipt
    return form_page(
        seat, "feedback/survey.html", refusal, {} if request.method == "GET" else sheet.errors,
        sheet=sheet, page=page, pages=len(seat.paper.survey_pages), is_grown=is_grown, begun=begun,
        fields=_fields(seat, sheet, page), carried=seat.pack(sheet.of(others)) if others else "",
        seen=" ".join(str(question.id) for question in _hung(page) if question.id not in sheet.hidden),
        is_live=bool(_hung(page)), asks=asks,
    )  # fmt: skip


def _fields(seat, sheet, page):
    """The questions as HTML. Untouched they look the same to everybody, so a process keeps them."""
    kept = current_app.extensions.setdefault("blank_sheets", OrderedDict())
    key = (seat.consultation.id, seat.consultation.opened_at, choose_locale(), page.number)
    here = {question.id for question in page.questions}
    hung = _hung(page)
    is_blank = (
        seat.consultation.opened_at is not None
        and not sheet.of(page.questions)
        and not sheet.errors
        and all(question.id in sheet.hidden for question in hung)
        and all(check.source_id in here for question in hung for check in question.tests)
    )
    if is_blank and key in kept:
        return kept[key]
    scale = [(step, str(word)) for step, word in SCALE]
    fields = get_template_attribute("components/paper.html", "questions")(page.questions, sheet, scale)
    if is_blank:
        kept[key] = fields
        while len(kept) > SHEETS_KEPT:
            kept.popitem(last=False)
    return fields
