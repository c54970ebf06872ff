"""By which door a respondent comes in, and what they hold: a place on the roll, a receipt code, a link."""

import enum
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache

from flask import abort, current_app, g, redirect, request, session, url_for
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer

from accounts import store as accounts
from accounts.rules import Audience
from consultations import store as consultations
from consultations.models import Consultation
from consultations.rules import Mode, Unit
from core import clock, codes
from core.errors import Refused
from feedback import store
from feedback.rules import Answerer, Refusal, Respondent, group_of

CODE_KEPT_SECONDS = 300 * 86400
WHO = "answerer"


class Door(enum.Enum):
    """Which addresses the participant's pages stand under; the value begins the names of their routes."""

    ROLL = ""
    CODE = "own_"
    LINK = "community_"
    PREVIEW = "preview_"

    def route(self, page):
        """Name of the route of `page`; the first page of these two is known to others by the door's name."""
        if page == "consultation" and self in (Door.LINK, Door.PREVIEW):
            return self.value.rstrip("_")
        return self.value + page


@dataclass
class Seat:
    """One respondent (None: nobody yet, or a preview) before one consultation."""

    door: Door
    consultation: Consultation | consultations.Asked
    #: What url_for needs besides the page: the consultation's id or the open link's token.
    address: dict
    respondent: Respondent | None
    #: The unit is the person, and it is not known yet who of the household answers.
    asks_who: bool = False
    _urls: dict = field(default_factory=dict, repr=False)

    def url(self, page="consultation", **more):
        if more:
            return url_for("feedback." + self.door.route(page), **self.address, **more)
        if page not in self._urls:
            self._urls[page] = url_for("feedback." + self.door.route(page), **self.address)
        return self._urls[page]

    def url_of(self, piece):
        """Where `piece` (None: the whole draft) stands on the page; a long draft has a page per chapter."""
        if piece is None:
            return self.url()
        chapters = self.paper.chapters if self.paper.is_long else ()
        number = next((one.number for one in chapters if piece in one.pieces), None)
        return self.url(chuong=number, _anchor=f"m{piece.id}")

    @cached_property
    def paper(self):
        return consultations.get_paper(self.consultation)

    @cached_property
    def version_read(self):
        """Number of the draft version that stood on the form which came back; else of the present one."""
        try:
            number, _unit, _seconds, version = _signer("shown").loads(_posted("shown"))
        except (BadSignature, ValueError, TypeError):
            return self.consultation.version
        known = number == self.consultation.id and 0 < version <= self.consultation.version
        return version if known else self.consultation.version

    @cached_property
    def paper_read(self):
        """The Paper a form was filled in by: what is sent is about its words, even if newer ones exist."""
        return consultations.get_paper(self.consultation, self.version_read)

    @property
    def is_named(self):
        return self.consultation.mode is Mode.NAMED

    @property
    def is_preview(self):
        return self.door is Door.PREVIEW

    @property
    def label(self):
        """The narrowest label that what is said here may come to carry; None where it is not known yet."""
        who = self.respondent
        if who is None or who.audience is None:
            return None
        group = who.group or getattr(self.submission, "group", "")
        return f"{who.audience.label}, {group}" if group else str(who.audience.label)

    @property
    def speaks_as_family(self):
        return self.is_preview or self.respondent is None or self.respondent.audience is Audience.PARENTS

    @cached_property
    def _unit(self):
        """Tells units that share a phone apart, for the phone only."""
        who = self.respondent
        if who is None or not who.has_unit or self.door is Door.CODE:
            return self.door.value
        about = f"unit:{who.roll_entry_id}:{who.answerer.value if who.answerer else ''}"
        return codes.tag(current_app.config["HASH_KEY"], about)[:10]

    @cached_property
    def cookie(self):
        """Name of the cookie that keeps the receipt code: one per consultation and unit."""
        return f"ma-{self.consultation.id}-{self._unit}".rstrip("-_")

    @cached_property
    def kept_code(self):
        return read_cookie(self.cookie)

    @cached_property
    def posted_code(self):
        return codes.read(_posted("receipt"), codes.RECEIPT_LENGTH)

    @cached_property
    def code(self):
        """The receipt code of this form: as it was first shown, else the phone's, else a new one."""
        return self.posted_code or self.kept_code or codes.draw()

    @property
    def _known_codes(self):
        return list(dict.fromkeys(filter(None, [self.posted_code, self.kept_code])))

    def settle_code(self):
        """Without names the code that came first stays the only one: a released submission with two would
        be known by it. What was sent from a form that showed another is found by the first."""
        if not self.is_named and len(self._known_codes) > 1:
            self.__dict__["code"] = store.find_submission(self.respondent, self._known_codes).code

    @property
    def given(self):
        """The codes that may lead to what was said before, the one to keep first."""
        return self._known_codes or [self.code]

    @cached_property
    def own(self):
        """What this respondent said before, and by what right it is shown."""
        if self.respondent is None:
            return store.NOTHING
        return store.find_submission(self.respondent, self._known_codes)

    @property
    def submission(self):
        return self.own.submission

    @property
    def holds_receipt(self):
        return self.own.holds_receipt

    @cached_property
    def versions(self):
        """{thread: number of the version that what was said is about}."""
        return store.list_versions(self.submission)

    @cached_property
    def outdated(self):
        """Threads this respondent spoke on whose words have changed since."""
        if self.consultation.version == 1 or self.submission is None:
            return frozenset()
        return consultations.changed_since(self.consultation, self.versions)

    @cached_property
    def is_locked_out(self):
        """Has taken part without a name, and the code that leads to it is not here."""
        if self.is_named or self.submission is not None or self.respondent is None:
            return False
        return store.participation_of(self.respondent) is not None

    @property
    def takes_answers(self):
        return self.is_preview or self.consultation.takes_answers()

    @property
    def shown(self):
        """What the form carries to be judged by when it comes back: by whom and when it was opened."""
        now = int(clock.now().timestamp())
        return _signer("shown").dumps([self.consultation.id, self._unit, now, self.version_read])

    def pack(self, values):
        """`values` (JSON) as a field that a form carries along, for this unit and consultation only."""
        return _signer("carried").dumps([self.consultation.id, self._unit, values])

    def unpack(self, name):
        """What `pack` put into the field `name`; {} when there is nothing, or it was somebody else's."""
        try:
            number, unit, values = _signer("carried").loads(_posted(name))
        except (BadSignature, ValueError, TypeError):
            return {}
        return values if (number, unit) == (self.consultation.id, self._unit) else {}

    def check_post(self):
        """Raises Refused unless what was sent may be taken now, from this unit."""
        shown_at = None
        try:
            number, unit, seconds, _version = _signer("shown").loads(_posted("shown"))
        except (BadSignature, ValueError, TypeError):
            number = unit = None
        if unit is not None and number == self.consultation.id:
            if unit != self._unit:
                self.__dict__["posted_code"] = None
                raise Refused(Refusal.WHO if self.asks_who else Refusal.OTHER_UNIT)
            shown_at = datetime.fromtimestamp(seconds, UTC)
        if self.respondent is None:
            raise Refused(Refusal.WHO)
        if not self.consultation.takes_answers(shown_at):
            raise Refused(Refusal.CLOSED if self.consultation.opened_at else Refusal.NOT_OPEN)

    def keep_code(self, response):
        """Keep the code on the phone. The database holds its keyed hash only, and the session nothing."""
        return set_cookie(response, self.cookie, self.code)

    def drop_code(self, response):
        response.delete_cookie(self.cookie, httponly=True, samesite="Lax")
        return response


def _posted(name):
    """The field `name` of what was sent. A GET sends nothing, and is not looked through for it."""
    return request.form.get(name, "") if request.method == "POST" else ""


def _signer(salt):
    return _signer_of(current_app.config["SECRET_KEY"], salt)


@lru_cache(maxsize=256)
def _signer_of(key, salt):
    return URLSafeSerializer(key, salt)


def read_cookie(name):
    try:
        return codes.read(_signer(name).loads(request.cookies.get(name, "")), codes.RECEIPT_LENGTH)
    except BadSignature:
        return None


def set_cookie(response, name, code):
    response.set_cookie(
        name, _signer(name).dumps(code), max_age=CODE_KEPT_SECONDS, httponly=True, samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )  # fmt: skip
    return response


def sit_by_roll(consultation_id):
    """The seat of who is signed in. Raises Refused when they are not asked, NoResultFound."""
    consultation = consultations.get_asked(current_user.school_id, consultation_id)
    seat = roll_seat(consultation)
    if seat is None:
        raise Refused(Refusal.NOT_ASKED, 403)
    return seat


def roll_seat(consultation):
    """The seat of who is signed in, or None when they are not asked."""
    entry = consultations.find_roll_entry(consultation, current_user)
    if entry is None:
        return None
    is_household = current_user.is_household
    answerer, asks_who = None, False
    if is_household and consultation.unit is Unit.PERSON:
        answerer = _answerer()
        asks_who = answerer is None
    is_named = consultation.mode is Mode.NAMED
    respondent = Respondent(
        school_id=consultation.school_id, consultation_id=consultation.id, audience=entry.audience,
        is_named=is_named, roll_entry_id=entry.id, answerer=answerer, is_person=not is_household,
        group=group_of(audience=entry.audience, class_name=entry.class_name),
    )  # fmt: skip
    return Seat(
        Door.ROLL,
        consultation,
        {"consultation_id": consultation.id},
        None if asks_who else respondent,
        asks_who,
    )


def _answerer():
    try:
        return Answerer(session.get(WHO))
    except ValueError:
        return None


def sit_by_code(consultation_id):
    """The seat of the holder of a receipt code, wherever they come from; else the page to type it on."""
    seat = code_seat(consultation_id)
    if seat is None:
        abort(redirect(url_for(".look_up")))
    return seat


def code_seat(consultation_id):
    """The seat of the receipt code this phone keeps, or None."""
    code = read_cookie(f"ma-{consultation_id}-own")
    found = store.receipt_leads_to(code) if code else None
    if found is None and code and (begun := store.unfinished_leads_to(code)):
        return _seat_of_unfinished(begun, consultation_id)
    if found is None or found.consultation_id != consultation_id:
        return None
    consultation = consultations.get_asked(found.school_id, consultation_id)
    _show_school(consultation)
    return _code_seat(consultation, found)


def _code_seat(consultation, lead):
    respondent = Respondent(
        school_id=consultation.school_id, consultation_id=consultation.id, audience=lead.audience,
        is_named=consultation.mode is Mode.NAMED, by_code_alone=True,
    )  # fmt: skip
    return Seat(Door.CODE, consultation, {"consultation_id": consultation.id}, respondent)


def _seat_of_unfinished(begun, consultation_id):
    """Who began a survey goes on with it by its code alone, as the unit they were then; without names the
    envelope itself knows which."""
    if begun.consultation_id != consultation_id:
        abort(redirect(url_for(".look_up")))
    consultation = consultations.get_asked(begun.school_id, consultation_id)
    _show_school(consultation)
    if consultation.mode is Mode.ANONYMOUS:
        return _code_seat(consultation, begun)
    respondent = Respondent(
        school_id=begun.school_id, consultation_id=begun.consultation_id, audience=begun.audience,
        is_named=True, group=begun.group_label, roll_entry_id=begun.roll_entry_id,
        answerer=Answerer(begun.answerer) if begun.answerer else None,
    )  # fmt: skip
    return Seat(Door.CODE, consultation, {"consultation_id": consultation_id}, respondent)


def sit_by_link(token):
    """The seat of anybody who has the open link."""
    return link_seat(consultations.get_by_token(token))


def link_seat(consultation):
    """The seat of anybody before a consultation that has an open link."""
    _show_school(consultation)
    respondent = Respondent(
        school_id=consultation.school_id, consultation_id=consultation.id, audience=Audience.COMMUNITY,
        is_named=consultation.mode is Mode.NAMED,
    )  # fmt: skip
    return Seat(Door.LINK, consultation, {"token": consultation.open_token}, respondent)


def _show_school(consultation):
    """Let the page bear the name of the school that asks, though nobody is signed in."""
    g.school_on_page = accounts.name_of(consultation.school_id)


def sit_for_preview(consultation_id):
    """What a parent will see, for who runs consultations: nothing can be sent."""
    consultation = consultations.get_asked(current_user.school_id, consultation_id)
    return Seat(Door.PREVIEW, consultation, {"consultation_id": consultation_id}, None)
