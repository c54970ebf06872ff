"""The holder of a receipt checks that what they said was counted: slip, leaf, list, root."""

from tempfile import TemporaryFile
from typing import NamedTuple

from flask import redirect, render_template, send_file
from sqlalchemy.exc import NoResultFound

from accounts.access import open_to_all
from core.files import download
from feedback import proof, store


class Counted(NamedTuple):
    """How a submission stands in the final register: its leaf, and whether the register lists it."""

    #: Row of the newest register.
    register: tuple
    slip: str
    leaf: str
    is_listed: bool


def counted(seat, said=None):
    """Counted of what this respondent said; None before the end, and without the right to read it.

    said: (stances, words, answers) as the store lists them, where the page has them already.
    """
    if seat.takes_answers or seat.consultation.is_sealed or not seat.holds_receipt:
        return None
    own = seat.submission
    stances, words, answers = said or (
        store.list_stances(own),
        store.list_words(own),
        store.list_answers(own),
    )
    with_versions = [(clause_id, stance, seat.versions[clause_id]) for clause_id, stance in stances.items()]
    slip = proof.slip(own.id, own.audience, own.group_label, with_versions, words.values(), answers)
    leaf = proof.leaf(slip)
    register = store.find_register_with(seat.consultation.id, leaf)
    if register is None or not register.is_final:
        return None
    return Counted(register, slip, leaf, bool(register.is_listed))


def check(seat):
    """How to see with one's own eyes that the submission is among those counted."""
    found = counted(seat)
    if found is None:
        return redirect(seat.url("receipt"))
    return render_template("feedback/check.html", seat=seat, consultation=seat.consultation, counted=found)


def slip(seat):
    """What was said, exactly as it was hashed."""
    found = counted(seat)
    if found is None:
        raise NoResultFound
    return download(found.slip.encode(), "phieu.txt", "text/plain; charset=utf-8")


@open_to_all
def register(consultation_id, number):
    """The list of leaves, one a line: it says nothing to who does not hold a slip."""
    found = store.find_register(consultation_id)
    if found is None or not found.is_final or not 0 < number <= found.number:
        raise NoResultFound
    # On disk, not in memory: a province's list has a million lines.
    lines = TemporaryFile()  # noqa: SIM115 - the response closes it
    lines.writelines(f"{leaf}\n".encode() for leaf in store.each_leaf(consultation_id, number))
    lines.seek(0)
    name = f"so-kiem-phieu-{consultation_id}-{number}.txt"
    return send_file(lines, mimetype="text/plain", as_attachment=True, download_name=name)
