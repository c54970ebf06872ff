"""Opening, extending, closing, and the way to respondents."""

from flask import abort, flash, redirect, render_template, request, url_for

from accounts import store as accounts
from accounts.access import needs
from accounts.rules import Ability, Audience
from consultations import printers, store
from consultations.forms import ExtendForm, OpenAtForm
from consultations.rules import Status
from consultations.views.blueprint import bp, get
from consultations.views.plans import control_page
from core import files
from core.errors import Refused
from core.forms import form_page
from core.i18n import _, _l
from core.text import fold


def _back(consultation, message):
    flash(message)
    return redirect(url_for(".page", consultation_id=consultation.id))


@bp.get("/dot/<int:consultation_id>/mo", endpoint="open")
@needs(Ability.RUN)
def open_(consultation_id):
    """Asks once more, as it cannot be taken back."""
    consultation = get(consultation_id)
    return render_template(
        "consultations/open.html", consultation=consultation,
        missing=store.missing_before_opening(consultation), paper=store.get_paper(consultation),
        asked=store.count_who_would_be_asked(consultation),
    )  # fmt: skip


@bp.post("/dot/<int:consultation_id>/mo-ngay")
@needs(Ability.RUN)
def open_now(consultation_id):
    consultation = get(consultation_id)
    store.open_consultation(consultation)
    flash(_("Đã mở lấy ý kiến."))
    return redirect(url_for(".share", consultation_id=consultation.id))


@bp.post("/dot/<int:consultation_id>/hen-gio")
@needs(Ability.RUN)
def open_at(consultation_id):
    consultation = get(consultation_id)
    form = OpenAtForm()
    if not form.validate_on_submit():
        return control_page(consultation, form)
    try:
        store.plan_opening(consultation, form.moment)
    except Refused as refused:
        form.opens_at.errors = [refused.reason]
        return control_page(consultation, form)
    return _back(consultation, _("Đã hẹn giờ mở."))


@bp.post("/dot/<int:consultation_id>/bo-hen-gio")
@needs(Ability.RUN)
def forget_open_at(consultation_id):
    consultation = get(consultation_id)
    store.plan_opening(consultation, None)
    return _back(consultation, _("Đã bỏ hẹn giờ. Xin bấm mở khi sẵn sàng."))


@bp.route("/dot/<int:consultation_id>/gia-han", methods=["GET", "POST"])
@needs(Ability.RUN)
def extend(consultation_id):
    consultation = get(consultation_id)
    _refuse_unless_open(consultation)
    form = ExtendForm(consultation.deadline)
    if form.validate_on_submit():
        store.extend(consultation, form.new_deadline.data, form.reason.data)
        return _back(consultation, _("Đã gia hạn. Lý do được hiện trên trang của người được hỏi."))
    return form_page("consultations/extend.html", form, consultation=consultation)


@bp.get("/dot/<int:consultation_id>/dong")
@needs(Ability.RUN)
def close(consultation_id):
    consultation = get(consultation_id)
    _refuse_unless_open(consultation)
    return render_template("consultations/close.html", consultation=consultation)


@bp.post("/dot/<int:consultation_id>/dong-ngay")
@needs(Ability.RUN)
def close_now(consultation_id):
    consultation = get(consultation_id)
    store.close_now(consultation)
    return _back(consultation, _("Đã đóng lấy ý kiến."))


def _refuse_unless_open(consultation):
    if consultation.status is not Status.OPEN:
        raise Refused(_l("Chỉ làm được khi đang lấy ý kiến."))


@bp.get("/dot/<int:consultation_id>/xem-truoc")
@needs(Ability.RUN)
def preview(consultation_id):
    """What respondents see is shown by the package that shows it to them."""
    return redirect(url_for("feedback.preview", consultation_id=get(consultation_id).id))


@bp.get("/dot/<int:consultation_id>/chia-se")
@needs(Ability.RUN)
def share(consultation_id):
    consultation = get(consultation_id)
    minutes = store.get_paper(consultation).minutes
    address = printers.public_address("feedback.consultation", consultation_id=consultation.id)
    open_address = consultation.open_token and printers.public_address(
        "feedback.community", token=consultation.open_token
    )
    return render_template(
        "consultations/share.html", consultation=consultation, address=address, open_address=open_address,
        qr=printers.qr_svg(address, _("Mã QR của đợt lấy ý kiến")),
        open_qr=open_address and printers.qr_svg(open_address, _("Mã QR dành cho người dân")),
        text=printers.share_text(consultation, minutes, address),
        classes=[row.class_name for row in store.count_roll(consultation.id) if row.class_name],
        feed=printers.public_address("feedback.feed", slug=_slug(consultation)),
        embedded=printers.public_address("feedback.embedded", slug=_slug(consultation)),
        open_text=open_address and printers.community_text(consultation, minutes, open_address),
    )  # fmt: skip


def _slug(consultation):
    return accounts.get_school(consultation.school_id).slug


@bp.get("/dot/<int:consultation_id>/thong-bao.pdf")
@needs(Ability.RUN)
def notice(consultation_id):
    """A notice with a large QR code, for the gate; ?lop=…: for the door of one class."""
    consultation = get(consultation_id)
    if consultation.deadline is None:
        raise Refused(_l("Xin ghi thời hạn góp ý trong kế hoạch trước."))
    class_name = request.args.get("lop", "")
    if class_name and class_name not in {row.class_name for row in store.count_roll(consultation.id)}:
        abort(404)
    asks_parents = any(choice.audience is Audience.PARENTS for choice in consultation.audiences)
    address = (
        printers.public_address("feedback.community", token=consultation.open_token)
        if consultation.open_token and not asks_parents
        else printers.public_address("feedback.consultation", consultation_id=consultation.id)
    )
    settings = accounts.settings_of(consultation.school_id)
    made = printers.notice_pdf(
        consultation, address=address, school_name=settings.school_name, contact=settings.contact,
        class_name=class_name,
    )  # fmt: skip
    name = "-".join(fold(f"thong bao {class_name}").split())
    return files.download(made, f"{name}.pdf", "application/pdf")
