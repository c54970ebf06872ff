"""Everyone's first page: what waits for them."""

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask_login import current_user

from accounts import store as accounts
from accounts.access import open_to_all
from accounts.rules import Ability, Role, may
from consultations import store as consultations
from consultations.models import Consultation
from consultations.paper import Paper
from consultations.rules import Status
from core import clock
from feedback import store as feedback
from reports import store
from reports.rules import STEP_NEEDS
from reports.views.blueprint import bp

#: From this many days before the deadline on a card is gold.
HOT_DAYS = 2
#: Published results that a home page lists.
PUBLISHED_SHOWN = 5


@dataclass(frozen=True)
class Card:
    """An open consultation as the home page shows it to one who is asked."""

    consultation: Consultation
    paper: Paper
    has_taken_part: bool
    #: What was said is about words that have changed since.
    is_outdated: bool = False

    @property
    def is_hot(self):
        return self.consultation.days_left <= HOT_DAYS and not self.has_taken_part


@bp.get("/")
@open_to_all
def home():
    if not current_user.is_authenticated:
        if not accounts.has_school():
            return redirect(url_for("accounts.first_run"))
        return render_template("reports/front.html")
    if current_user.role is Role.PARENT:
        return render_template("reports/home.html", **_asked(current_user))
    return render_template("reports/board.html", **_asked(current_user), **_board(current_user))


def _asked(who):
    """What is open for `who`, the nearest deadline first; what was closed; what was published."""
    own = [row[0] for row in consultations.list_for_unit(who)] if may(who.role, Ability.ANSWER) else []
    taken_part = feedback.list_taken_part(who) if own else set()
    open_ = sorted((one for one in own if one.status is Status.OPEN), key=lambda one: (one.closes_at, one.id))
    outdated = _outdated(who, [one for one in open_ if one.version > 1 and one.id in taken_part])
    return {
        "cards": [
            Card(one, consultations.get_paper(one), one.id in taken_part, one.id in outdated) for one in open_
        ],
        "closed": [one for one in own if one.status is Status.CLOSED],
        "published": [one for one in own if one.status is Status.PUBLISHED][:PUBLISHED_SHOWN],
    }


def _outdated(who, changed):
    """Ids of those of the Consultations `changed` in which what `who` said is about words changed since."""
    said = feedback.list_versions_of(who, [one.id for one in changed]) if changed else {}
    return {one.id for one in changed if consultations.changed_since(one, said.get(one.id, {}))}


def _board(person):
    """What the school has to do, as far as it is this person's."""
    standings = []
    if may(person.role, Ability.READ) or may(person.role, Ability.RUN):
        standings = store.list_standings(person.school_id)
    tasks = [
        (standing, step)
        for standing in standings
        for step in standing.steps
        if may(person.role, STEP_NEEDS[step]) or (may(person.role, Ability.READ) and step.value != "prepare")
    ]
    settings = accounts.settings_of(person.school_id)
    return {
        "tasks": tasks,
        "unconfirmed": may(person.role, Ability.MANAGE_SCHOOL)
        and (settings is None or not settings.is_confirmed),
        "requests": (
            accounts.list_open_requests(person.school_id) if may(person.role, Ability.TAKE_REQUESTS) else []
        ),
        "today": clock.today(),
        "done": [one for one in standings if one.consultation.status is Status.PUBLISHED][:PUBLISHED_SHOWN],
    }
