"""Paper: the form to print, piles of sheets, and entering them one after the other by keyboard."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts import store as accounts
from accounts.access import needs
from accounts.rules import Ability, Audience
from consultations import printers as consultations_printers
from consultations import store as consultations
from consultations.rules import Mode, Unit
from core import codes, files
from core.errors import Refused
from core.forms import form_page
from core.i18n import _, _l
from core.text import fold, shorten
from feedback import store
from feedback.blank import Addressee, blank_of, totals
from feedback.forms import BatchForm
from feedback.keyed import ANSWERER_KEYS, STANCE_KEYS, TypedSheet, keys_of, whose
from feedback.printers import form_pdf
from feedback.rules import Channel, Refusal, sheet_number

WHO_ANSWERS = _l("Xin gõ ai trả lời: 1 mẹ, 2 bố, 3 ông bà, 4 người giám hộ.")


def get_opened(consultation_id):
    """One that has been opened, of the visitor's school."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    if consultation.opened_at is None:
        raise Refused(Refusal.NOT_OPEN)
    return consultation


# The form to print


def _blank(consultation):
    settings = accounts.settings_of(consultation.school_id)
    return blank_of(
        consultation, consultations.get_paper(consultation), school_name=settings.school_name,
        contact=settings.contact,
        address=consultations_printers.public_address(
            "feedback.consultation", consultation_id=consultation.id
        ),
    )  # fmt: skip


def _addressees(consultation, class_name, only_silent):
    """Addressees of the families of a class (None: nobody); where names are not kept nobody has a number."""
    if class_name is None or consultation.mode is not Mode.NAMED:
        return []
    asked = store.list_asked(consultation, [Audience.PARENTS])
    chosen = [
        one for one in asked if one.class_name == class_name and not (only_silent and one.has_taken_part)
    ]
    if not chosen:
        abort(404)
    return [Addressee.of(one) for one in chosen]


@needs(Ability.ENTER)
def paper_form(consultation_id):
    """The form as a page of A4, one that names nobody."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    blank = _blank(consultation)
    classes = [row for row in consultations.count_roll(consultation.id) if row.class_name]
    return render_template(
        "feedback/paper_form.html", consultation=consultation, blank=blank, is_named=blank.is_named,
        classes=classes if blank.is_named else [],
        qr=consultations_printers.qr_svg(blank.address, _("Mã QR của đợt lấy ý kiến")),
    )  # fmt: skip


@needs(Ability.ENTER)
def paper_file(consultation_id):
    """?lop=…: one for each family of the class, numbered; &con=1: of those who have not answered."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    class_name = request.args.get("lop")
    addressees = _addressees(consultation, class_name, only_silent="con" in request.args)
    name = "-".join(fold(f"phieu giay {class_name or ''}").split())
    return files.download(form_pdf(_blank(consultation), addressees), f"{name}.pdf", "application/pdf")


# Piles


@needs(Ability.ENTER)
def entries(consultation_id):
    """The piles of a consultation; a new one is begun here."""
    consultation = get_opened(consultation_id)
    form = BatchForm()
    if form.validate_on_submit():
        _refuse_unless_named(consultation)
        batch = store.add_batch(
            consultation, current_user, channel=form.channel.data, title=form.title.data, pile=form.pile.data
        )
        return redirect(url_for(".batch", consultation_id=consultation.id, batch_id=batch.id), 303)
    return form_page(
        "feedback/entries.html", form, consultation=consultation, piles=store.list_piles(consultation),
        is_named=consultation.mode is Mode.NAMED,
    )  # fmt: skip


def _refuse_unless_named(consultation):
    if consultation.mode is not Mode.NAMED:
        raise Refused(_l("Đợt này không nêu tên: phiếu giấy được nhập như bỏ phiếu, không theo chồng phiếu."))


@needs(Ability.ENTER)
def batch(consultation_id, batch_id):
    """One sheet after the other; what lies in the pile so far beside it."""
    consultation = get_opened(consultation_id)
    found = store.get_batch(consultation, batch_id)
    if found.channel is Channel.MEETING:
        return redirect(url_for(".meeting", consultation_id=consultation.id, batch_id=found.id))
    if request.method == "GET":
        return _entry_page(consultation, found, {}, {}, code=codes.draw())
    return _take(consultation, found)


def _take(consultation, batch):
    paper = consultations.get_paper(consultation, _version(consultation))
    asked = store.list_asked(consultation)
    typed = TypedSheet(paper, request.form)
    one, wrong = whose(request.form.get("who", ""), asked)
    answerer = ANSWERER_KEYS.get(request.form.get("answerer", "").strip())
    if wrong:
        typed.errors["who"] = wrong
    if asks_who(consultation) and one and one.household_id and answerer is None:
        typed.errors["answerer"] = str(WHO_ANSWERS)
    code = codes.read(request.form.get("receipt"), codes.RECEIPT_LENGTH) or codes.draw()
    if typed.errors:
        return _entry_page(consultation, batch, request.form, typed.errors, code=code, asked=asked)
    try:
        if not consultation.takes_paper():
            raise Refused(Refusal.CLOSED)
        store.put_entry(
            store.respondent_of(consultation, one, answerer, batch.channel), code, said=typed.said,
            rows=typed.rows, by=current_user, batch=batch, replace="replace" in request.form,
            version=paper.version,
        )  # fmt: skip
    except Refused as refused:
        return _entry_page(consultation, batch, request.form, {}, code=code, refusal=refused)
    name = shorten(one.name, 60) if one else _("chưa rõ của ai")
    flash(_("Đã nhập: %(name)s. Mã tiếp nhận %(code)s.", name=name, code=codes.show(code)))
    return redirect(
        url_for(".batch", consultation_id=consultation.id, batch_id=batch.id, ban=request.form.get("ban")),
        303,
    )


def asks_who(consultation):
    return consultation.unit is Unit.PERSON


def _version(consultation):
    """Of the draft that the sheets were printed from."""
    number = request.values.get("ban", consultation.version, type=int)
    return number if 1 <= number <= consultation.version else consultation.version


def _entry_page(consultation, batch, fields, errors, *, code, asked=None, refusal=None):
    asked = store.list_asked(consultation) if asked is None else asked
    version = _version(consultation)
    paper = consultations.get_paper(consultation, version)
    names = {one.entry_id: one for one in asked}
    status = refusal.status if refusal else 422 if errors else 200
    return render_template(
        "feedback/entry.html", consultation=consultation, batch=batch, paper=paper, fields=fields,
        errors=errors, refusal=refusal, code=code, version=version, asks_who=asks_who(consultation),
        asked=[(sheet_number(one.entry_id), one) for one in asked], keys_of=keys_of,
        stances=list(STANCE_KEYS.items()), answerers=list(ANSWERER_KEYS.items()),
        may_replace=refusal is not None and refusal.reason == Refusal.REPLACES.label,
        entered=store.count_entered(batch),
        latest=[(row, names.get(row.roll_entry_id)) for row in store.list_latest(consultation, batch)],
        totals=list(
            totals(paper, store.count_batch_stances(batch), store.count_batch_answers(batch))
        ),
    ), status  # fmt: skip


@needs(Ability.ENTER)
def remove_entry(consultation_id, batch_id):
    """Take out a sheet typed wrong."""
    consultation = get_opened(consultation_id)
    found = store.get_batch(consultation, batch_id)
    if not consultation.takes_paper():
        raise Refused(Refusal.CLOSED)
    store.remove_entry(found, request.form.get("entry", ""))
    flash(_("Đã bỏ tờ phiếu này ra."))
    return redirect(url_for(".batch", consultation_id=consultation.id, batch_id=found.id), 303)
