"""The published outcome, for those who were asked: "Ý kiến đã làm thay đổi gì"."""

from datetime import timedelta

from flask import render_template
from flask_login import current_user
from sqlalchemy.exc import NoResultFound

from accounts.access import open_to_all
from accounts.rules import Ability, may
from consultations import store as consultations
from consultations.rules import Status
from core import clock
from feedback import access as feedback_access
from feedback import store as feedback
from feedback.rules import State
from reports import store
from reports.printers import opinions, themed, words
from reports.printers.answered import answered_clauses
from reports.rules import PUBLIC_FOR, Decision
from reports.store.theme_outcomes import list_theme_outcomes
from reports.views.blueprint import bp


@bp.get("/dot/<int:consultation_id>/ket-qua")
@open_to_all
def results(consultation_id):
    consultation, seat = _published(consultation_id)
    summary = store.outer_summary_of(store.get_snapshot(consultation))
    outcomes = store.list_outcomes(consultation)
    made = [outcome.decision for outcome in outcomes.values()]
    return render_template(
        "reports/results.html",
        public_until=_public_until(consultation), consultation=consultation, summary=summary, words=words,
        seat=seat,
        parts=answered_clauses(summary, outcomes, *_said(seat)),
        led=_led(consultation, summary, outcomes),
        themed=themed,
        theme_outcomes=list_theme_outcomes(consultation.id) if summary.themes else {},
        quotes=_quotes(consultation, summary),
        dissent=store.list_shown_dissent(consultation, outcomes),
        sums=[(decision, made.count(decision)) for decision in Decision],
    )  # fmt: skip


def _public_until(consultation):
    return clock.local(consultation.published_at).date() + timedelta(days=PUBLIC_FOR)


def _led(consultation, summary, outcomes):
    """What changed in the final text, each with the opinions that led to it; empty without one."""
    if consultations.find_final(consultation) is None:
        return []
    final, found = store.get_final_changes(consultation)
    return opinions.led_to(found, store.list_causes(final), outcomes, summary, store.list_some)


def _quotes(consultation, summary):
    """Quotes of themes: where participants read each other, and of what was approved for that."""
    if not (consultation.shows_comments and summary.quoted):
        return {}
    return themed.quotes_of(summary, feedback.list_standing(summary.quoted, (State.APPROVED,)), is_plain=True)


def _said(seat):
    """({clause_id: Stance}, {clause_id or None: Comment}) of what may be shown to who sits here."""
    if seat is None:
        return {}, {}
    words_of = seat.submission if seat.holds_receipt else None
    return feedback.list_stances(seat.submission), feedback.list_words(words_of)


def _published(consultation_id):
    """(Consultation, Seat of who spoke or None), when published and this visitor was asked, reads summaries,
    holds a receipt code, or there was an open link.

    Raises NoResultFound: who was not asked does not learn that it exists.
    """
    by_code = feedback_access.code_seat(consultation_id)
    if current_user.is_authenticated and not (by_code and _is_elsewhere(by_code.consultation)):
        consultation, seat = _for_signed_in(consultation_id, by_code)
    elif by_code:
        consultation, seat = by_code.consultation, by_code
    else:
        consultation = store.get_open_to_all(consultation_id)
        seat = feedback_access.link_seat(consultation)
    if consultation.status is not Status.PUBLISHED:
        raise NoResultFound
    return consultation, seat if seat and seat.submission else None


def _is_elsewhere(consultation):
    return consultation.school_id != current_user.school_id


def _for_signed_in(consultation_id, by_code):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    seat = feedback_access.roll_seat(consultation)
    if seat is None and by_code is None and not may(current_user.role, Ability.READ):
        raise NoResultFound
    # Whose code the phone keeps matters only where the sign-in does not say who speaks.
    return consultation, by_code if seat is None or seat.asks_who else seat
