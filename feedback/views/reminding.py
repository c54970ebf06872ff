"""Who of the roll has not taken part: per class for its teacher, with a message and slips to hand out."""

from dataclasses import dataclass

from flask import abort, render_template
from flask_login import current_user

from accounts import store as accounts
from accounts.access import base_url, needs
from accounts.printers.slips import slips_pdf
from accounts.rules import Ability, Audience, Role
from consultations import printers as consultations_printers
from consultations import store as consultations
from consultations.rules import Mode, Status
from core import files
from core.errors import Refused
from core.text import fold
from feedback import store
from feedback.printers import reminder_text
from feedback.rules import Refusal


@dataclass(frozen=True)
class Part:
    """A class, or an audience of the staff. silent: the Asked who have not taken part; None: unnamed."""

    name: str
    asked: int
    answered: int
    silent: tuple | None
    class_id: int | None = None
    message: str = ""

    @property
    def missing(self):
        return self.asked - self.answered


def _open(consultation_id):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    if consultation.status is not Status.OPEN:
        raise Refused(Refusal.CLOSED if consultation.opened_at else Refusal.NOT_OPEN)
    return consultation


def _own_classes():
    """Ids of the classes a class teacher sees; None: all."""
    if current_user.role is not Role.TEACHER:
        return None
    return {class_.id for class_ in current_user.classes}


@needs(Ability.REMIND)
def reminder_list():
    """The open consultations, for who has no other way to them."""
    found = [
        one for one in consultations.list_consultations(current_user.school_id) if one.status is Status.OPEN
    ]
    return render_template("feedback/reminder_list.html", consultations=found)


@needs(Ability.REMIND)
def reminders(consultation_id):
    consultation = _open(consultation_id)
    return render_template(
        "feedback/reminders.html", consultation=consultation, parts=list(_parts(consultation))
    )


def _parts(consultation):
    """Parts by class, then by audience of the staff; a class teacher gets their own classes only."""
    own = _own_classes()
    asked = store.list_asked(consultation)
    address = consultations_printers.public_address("feedback.consultation", consultation_id=consultation.id)
    families = [one for one in asked if one.audience is Audience.PARENTS]
    for class_id, name in dict.fromkeys((one.class_id, one.class_name) for one in families):
        if own is not None and class_id not in own:
            continue
        here = [one for one in families if one.class_id == class_id]
        silent = tuple(one for one in here if not one.has_taken_part)
        message = reminder_text(consultation, name, len(here), len(here) - len(silent), address)
        yield Part(name, len(here), len(here) - len(silent), silent, class_id, message)
    for audience in Audience if own is None else ():
        here = [one for one in asked if one.audience is audience]
        if here and audience is not Audience.PARENTS:
            silent = tuple(one for one in here if not one.has_taken_part)
            # Colleagues know each other: without names nobody learns who has not been to the box.
            shown = silent if consultation.mode is Mode.NAMED else None
            yield Part(str(audience), len(here), len(here) - len(silent), shown)


@needs(Ability.REMIND)
def reminder_slips(consultation_id, class_id):
    """Slips with the code, for the families of a class who have not answered."""
    consultation = _open(consultation_id)
    own = _own_classes()
    if own is not None and class_id not in own:
        abort(403)
    class_ = accounts.get_class(consultation.school_id, class_id)
    silent = {
        one.household_id
        for one in store.list_asked(consultation, [Audience.PARENTS])
        if one.class_id == class_id and not one.has_taken_part
    }
    slips = accounts.list_slips(consultation.school_id, base_url=base_url(), only=silent)
    if not slips:
        abort(404)
    name = "-".join(fold(class_.name).split())
    return files.download(slips_pdf(slips), f"phieu-ma-chua-tra-loi-{name}.pdf", "application/pdf")
