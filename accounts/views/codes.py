"""Classes and the codes of their families: slips to print, and a lost code issued again at the gate."""

from flask import abort, redirect, render_template, url_for
from flask_login import current_user

from accounts import rules, store
from accounts.access import base_url, needs
from accounts.forms import EmptyForm
from accounts.printers.qr import qr_svg
from accounts.printers.slips import slips_pdf
from accounts.rules import Ability
from accounts.views.blueprint import bp
from core import files
from core.text import fold


def _may_see(class_):
    return rules.may_reissue(current_user.role, teaches_class=class_ in current_user.classes)


def _class(class_id):
    """The class, of the visitor's school (else 404) and one whose codes they may hand out (else 403)."""
    class_ = store.get_class(current_user.school_id, class_id)
    if not _may_see(class_):
        abort(403)
    return class_


@bp.get("/lop")
@needs(Ability.HAND_OUT_CODES)
def classes():
    return render_template(
        "accounts/classes.html",
        classes=[class_ for class_ in store.list_classes(current_user.school_id) if _may_see(class_)],
        households=store.count_households(current_user.school_id),
    )


@bp.get("/lop/<int:class_id>")
@needs(Ability.HAND_OUT_CODES)
def class_codes(class_id):
    class_ = _class(class_id)
    households = store.list_households(current_user.school_id, class_id)
    return render_template("accounts/class_codes.html", class_=class_, households=households)


@bp.get("/lop/<int:class_id>/phieu")
@needs(Ability.HAND_OUT_CODES)
def slips(class_id):
    class_ = _class(class_id)
    slips = store.list_slips(current_user.school_id, class_id, base_url=base_url())
    return render_template("accounts/slips.html", class_=class_, slips=slips, qr_svg=qr_svg)


@bp.get("/lop/<int:class_id>/phieu.pdf")
@needs(Ability.HAND_OUT_CODES)
def slips_file(class_id):
    class_ = _class(class_id)
    slips = store.list_slips(current_user.school_id, class_id, base_url=base_url())
    if not slips:
        abort(404)
    name = "-".join(fold(class_.name).split())
    return files.download(slips_pdf(slips), f"phieu-ma-gia-dinh-{name}.pdf", "application/pdf")


@bp.get("/lop/<int:class_id>/gia-dinh/<int:household_id>")
@needs(Ability.HAND_OUT_CODES)
def household_code(class_id, household_id):
    """One family's code, large: to be shown to them or photographed."""
    class_ = _class(class_id)
    household = store.get_household_in_class(current_user.school_id, class_id, household_id)
    slip = store.slip_of(household, base_url=base_url())
    return render_template(
        "accounts/household_code.html", class_=class_, household=household, slip=slip, qr=qr_svg(slip.url)
    )


@bp.route("/lop/<int:class_id>/gia-dinh/<int:household_id>/cap-lai", methods=["GET", "POST"])
@needs(Ability.HAND_OUT_CODES)
def reissue(class_id, household_id):
    class_ = _class(class_id)
    household = store.get_household_in_class(current_user.school_id, class_id, household_id)
    form = EmptyForm()
    if form.validate_on_submit():
        store.reissue_code(household)
        return redirect(url_for(".household_code", class_id=class_id, household_id=household_id))
    return render_template("accounts/reissue.html", form=form, class_=class_, household=household)
