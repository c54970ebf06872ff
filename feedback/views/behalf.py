"""One opinion that somebody said or sent another way, and meetings where several were said."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts import store as accounts
from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from consultations.rules import Mode
from core import clock, codes, files
from core.errors import Refused
from core.forms import form_page
from core.i18n import _, _l
from core.text import shorten
from feedback import photos, store
from feedback.forms import MeetingForm, OpinionForm
from feedback.keyed import whose
from feedback.rules import MINUTES_KINDS, Channel, Refusal, sheet_number
from feedback.views.entering import asks_who, get_opened

WITHOUT_NAMES = _l(
    "Đợt này không nêu tên, nên ý kiến nói với ai đó không ghi hộ được. Xin mời người góp ý tự gửi, "
    "hoặc điền phiếu giấy rồi bỏ vào hòm."
)


def _named(consultation_id):
    consultation = get_opened(consultation_id)
    if consultation.mode is not Mode.NAMED:
        raise Refused(WITHOUT_NAMES)
    return consultation


# One opinion


@needs(Ability.ENTER)
def opinion(consultation_id):
    """Enter one opinion: how it came, from whom if known, on which clause, and the words."""
    return _opinion(_named(consultation_id), None)


@needs(Ability.ENTER)
def meeting_opinion(consultation_id, batch_id):
    """The same, said in a meeting."""
    consultation = _named(consultation_id)
    return _opinion(consultation, _meeting(consultation, batch_id))


def _opinion(consultation, meeting):
    paper = consultations.get_paper(consultation)
    form = OpinionForm(pieces=paper.commentable, by_person=asks_who(consultation), in_meeting=meeting)
    if request.method == "GET" and (kept := request.args.get("kenh")) in {one.value for one in Channel}:
        form.channel.data = Channel(kept)
    asked, refusal = store.list_asked(consultation), None
    if form.validate_on_submit():
        one, wrong = whose(form.who.data, asked)
        if wrong:
            form.who.errors = [wrong]
        elif asks_who(consultation) and one and one.household_id and form.answerer.data is None:
            form.answerer.errors = [str(Refusal.WHO.label)]
        else:
            try:
                _put(consultation, meeting, form, one, paper.version)
            except Refused as refused:
                refusal = refused
            else:
                return _done(consultation, meeting, form, one)
    page = _page(consultation, meeting, form, asked, refusal)
    return page, refusal.status if refusal else 422 if form.errors else 200


def _put(consultation, meeting, form, one, version):
    if not consultation.takes_paper():
        raise Refused(Refusal.CLOSED)
    photo = form.photo_bytes
    channel = Channel.MEETING if meeting else form.channel.data
    store.put_entry(
        store.respondent_of(consultation, one, form.answerer and form.answerer.data, channel), form.code,
        said=[(form.clause.data or None, form.stance.data, form.words.data)], rows=[], by=current_user,
        batch=meeting, replace=form.replace.data, version=version,
        extra={"is_read_back": form.is_read_back.data, "photo": photo},
    )  # fmt: skip


def _done(consultation, meeting, form, one):
    name = shorten(one.name, 60) if one else _("chưa rõ của ai")
    flash(_("Đã ghi: %(name)s. Mã tiếp nhận %(code)s.", name=name, code=codes.show(form.code)))
    if meeting:
        to = url_for(".meeting_opinion", consultation_id=consultation.id, batch_id=meeting.id)
    else:
        to = url_for(".opinion", consultation_id=consultation.id, kenh=form.channel.data.value)
    return redirect(to, 303)


def _page(consultation, meeting, form, asked, refusal):
    names = {one.entry_id: one for one in asked}
    return render_template(
        "feedback/opinion.html", consultation=consultation, meeting=meeting, form=form, refusal=refusal,
        code=form.code, may_replace=refusal is not None and refusal.reason == Refusal.REPLACES.label,
        asked=[(sheet_number(one.entry_id), one) for one in asked],
        latest=[
            (row, names.get(row.roll_entry_id)) for row in store.list_latest(consultation, meeting)
        ],
    )  # fmt: skip


@needs(Ability.ENTER)
def entry_photo(consultation_id, tag):
    """The photo of the paper, for who checks the entry; nobody else ever gets it."""
    consultation = _named(consultation_id)
    photo = store.get_photo(consultation, tag)
    if photo is None:
        abort(404)
    mimetype, ending = photos.kind_of(photo)
    return files.download(photo, f"anh-phieu.{ending}", mimetype)


# Meetings


@needs(Ability.ENTER)
def meeting_new(consultation_id):
    consultation = _named(consultation_id)
    form = MeetingForm()
    if request.method == "GET":
        form.held_on.data = clock.today()
    if form.validate_on_submit():
        made = store.add_batch(
            consultation, current_user, channel=Channel.MEETING, title=form.title.data, pile=None,
            **form.details(),
        )  # fmt: skip
        return redirect(url_for(".meeting", consultation_id=consultation.id, batch_id=made.id), 303)
    return form_page("feedback/meeting_edit.html", form, consultation=consultation, meeting=None)


def _meeting(consultation, batch_id):
    found = store.get_batch(consultation, batch_id)
    if found.channel is not Channel.MEETING:
        abort(404)
    return found


@needs(Ability.ENTER)
def meeting_edit(consultation_id, batch_id):
    consultation = _named(consultation_id)
    meeting = _meeting(consultation, batch_id)
    form = MeetingForm(obj=meeting)
    if form.validate_on_submit():
        store.change_batch(meeting, title=form.title.data, **form.details())
        return redirect(url_for(".meeting", consultation_id=consultation.id, batch_id=meeting.id), 303)
    return form_page("feedback/meeting_edit.html", form, consultation=consultation, meeting=meeting)


@needs(Ability.ENTER)
def minutes_file(consultation_id, batch_id):
    """The minutes that were uploaded, for who enters; nobody else ever gets them."""
    consultation = _named(consultation_id)
    found = _meeting(consultation, batch_id)
    if found.minutes_file is None:
        abort(404)
    name = f"bien-ban-{found.id}.{found.minutes_kind}"
    return files.download(found.minutes_file, name, MINUTES_KINDS[found.minutes_kind])


@dataclass(frozen=True)
class Spoken:
    """What was said in a meeting on one piece; piece None: on the whole draft."""

    name: str
    lines: tuple


@needs(Ability.ENTER)
def meeting(consultation_id, batch_id):
    """The minutes (biên bản), as far as they are written: to be printed and signed."""
    consultation = _named(consultation_id)
    found = _meeting(consultation, batch_id)
    paper = consultations.get_paper(consultation)
    names = {piece.id: piece.name[:1].upper() + piece.name[1:] for piece in paper.commentable}
    spoken = {}
    for row in store.list_said(found):
        spoken.setdefault(row.clause_id, []).append(row)
    order = [*(piece.id for piece in paper.commentable), None]
    settings = accounts.settings_of(consultation.school_id)
    return render_template(
        "feedback/meeting.html", consultation=consultation, meeting=found, settings=settings,
        entered=store.count_entered(found),
        spoken=[
            Spoken(names.get(clause_id, _("Cả dự thảo")), tuple(spoken[clause_id]))
            for clause_id in order
            if clause_id in spoken
        ],
    )  # fmt: skip
