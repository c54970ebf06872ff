"""The draft changed: what did, and whether what one said about a changed clause still applies."""

from flask import abort, flash, make_response, redirect, render_template, request
from sqlalchemy.exc import NoResultFound

from consultations import store as consultations
from consultations.rules import Status
from core.errors import Refused
from core.i18n import _, _l
from feedback import store
from feedback.rules import Refusal

WHICH = _l("Xin chọn giữ hay rút ý kiến này.")


def changes(seat):
    """?tu=1&den=2: between two versions; without them the last change people were asked about."""
    drafts = visible(seat.consultation)
    numbers = {draft.version for draft in drafts}
    if len(numbers) < 2:
        return redirect(seat.url())
    newest = max(numbers)
    old, new = request.args.get("tu", newest - 1, type=int), request.args.get("den", newest, type=int)
    if not {old, new} <= numbers:
        abort(404)
    may_send = seat.takes_answers and not seat.asks_who and not seat.is_locked_out
    return render_template(
        "feedback/changes.html", seat=seat, consultation=seat.consultation, drafts=drafts, old=old, new=new,
        found=consultations.changes_between(seat.consultation, old, new), may_send=may_send,
    )  # fmt: skip


def visible(consultation):
    """The Drafts that respondents see, the newest first; the final text from the day of the results on."""
    is_done = consultation.status is Status.PUBLISHED
    return [
        one for one in consultations.list_versions(consultation)
        if is_done or one.version <= consultation.version
    ]  # fmt: skip


def still(seat):
    """One by one: keep, change or take back what was said on words that have changed since."""
    if seat.asks_who or seat.submission is None:
        return redirect(seat.url())
    if request.method == "POST":
        return _decide(seat)
    if not seat.outdated or not seat.takes_answers:
        return redirect(seat.url("receipt"))
    return _page(seat)


def _page(seat, refusal=None):
    versions = seat.versions
    stances, words = store.list_stances(seat.submission), store.list_words(seat.submission)
    listed = [
        (change, stances[change.id], words.get(change.id), versions[change.id])
        for change in outdated_changes(seat)
    ]
    response = make_response(
        render_template(
        "feedback/still.html", seat=seat, consultation=seat.consultation, listed=listed, refusal=refusal,
        drafts=visible(seat.consultation), since=min(versions.values(), default=1),
        ),
        refusal.status if refusal else 200,
    )  # fmt: skip
    return seat.keep_code(response)


def outdated_changes(seat):
    """Changes, in the order of the draft, of the clauses whose words are other ones than those spoken of."""
    versions = {thread: seat.versions[thread] for thread in seat.outdated}
    found = {}
    for version in set(versions.values()):
        between = consultations.changes_between(seat.consultation, version, seat.consultation.version)
        found |= {one.id: one for one in between.changes if versions.get(one.id) == version}
    order = consultations.changes_between(seat.consultation, 1, seat.consultation.version).changes
    places = {change.id: at for at, change in enumerate(order)}
    return sorted(found.values(), key=lambda change: places.get(change.id, len(places)))


def _decide(seat):
    try:
        seat.check_post()
        wish, clause_id = request.form.get("wish"), request.form.get("clause", type=int)
        if wish == "keep":
            store.keep_stance(seat.respondent, seat.given, clause_id, version=seat.version_read)
            flash(_("Đã ghi: ý kiến này vẫn còn đúng với lời văn mới."))
        elif wish == "take-back":
            if not store.take_back(seat.respondent, seat.given, clause_id):
                return _nothing_left(seat)
            flash(_("Đã rút ý kiến về mục này."))
        else:
            raise Refused(WHICH, 422)
    except Refused as refused:
        return _page(seat, refused)
    except NoResultFound:
        raise Refused(Refusal.CHANGED) from None
    return seat.keep_code(redirect(seat.url("still"), 303))


def _nothing_left(seat):
    """What was taken back was all there was: then nothing was said, and the unit may answer again."""
    if store.withdraw(seat.respondent, seat.given):
        flash(_("Đã rút ý kiến. Đến hết thời hạn, anh/chị vẫn có thể gửi ý kiến mới."))
        return seat.drop_code(redirect(seat.url(), 303))
    flash(_("Đã rút ý kiến. Nội dung đã được xóa."))
    return redirect(seat.url("receipt"), 303)
