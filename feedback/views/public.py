"""What stands outside the house: link previews with their picture, the feed, and the list for a web page."""

import re
from collections import OrderedDict
from dataclasses import dataclass

from flask import Response, abort, current_app, make_response, render_template

from accounts import store as accounts
from accounts.access import open_to_all
from accounts.rules import Audience
from consultations import printers as consultations_printers
from consultations import store as consultations
from consultations.rules import Status
from core import clock
from core.i18n import _, long_day
from core.text import shorten
from feedback.printers import card_png

#: How long others may keep the list, the feed and a picture.
KEPT_SECONDS = 300
PICTURES_KEPT = 32
DESCRIPTION_CHARS = 200
_ROLL_PATH = re.compile(r"/y-kien/(\d{1,9})(?:/|\?|$)")


@dataclass(frozen=True)
class Card:
    """A link as Zalo and Facebook show it."""

    title: str
    description: str
    url: str
    image: str


def is_public(consultation):
    """Whether strangers may know of it: parents or the community are asked, and it has been opened."""
    asks = {choice.audience for choice in consultation.audiences}
    return consultation.opened_at is not None and bool(asks & {Audience.PARENTS, Audience.COMMUNITY})


def card_of(path):
    """The Card of the consultation that `path` (where a visitor was going) leads to, or None."""
    found = _ROLL_PATH.match(path or "")
    consultation = consultations.find_any(int(found[1])) if found else None
    return card(consultation) if consultation is not None and is_public(consultation) else None


def card(consultation):
    minutes = consultations.get_paper(consultation).minutes
    if consultation.status is Status.OPEN:
        term = _("Góp ý đến hết ngày %(day)s, mất khoảng %(minutes)s phút.",
                 day=long_day(consultation.deadline), minutes=minutes)  # fmt: skip
    else:
        term = _("Đã hết thời hạn góp ý.")
    return Card(
        title=consultation.title, description=f"{term} {shorten(consultation.summary, DESCRIPTION_CHARS)}",
        url=address_of(consultation),
        image=consultations_printers.public_address("feedback.picture", consultation_id=consultation.id),
    )  # fmt: skip


def address_of(consultation):
    """Where people answer: the open link where there is one, else by family code."""
    asks = {choice.audience for choice in consultation.audiences}
    if consultation.open_token and Audience.PARENTS not in asks:
        return consultations_printers.public_address("feedback.community", token=consultation.open_token)
    return consultations_printers.public_address("feedback.consultation", consultation_id=consultation.id)


@open_to_all
def picture(consultation_id):
    """The picture of a link: what is asked, by whom, until when; drawn once per process."""
    consultation = consultations.find_any(consultation_id)
    if consultation is None or not is_public(consultation):
        abort(404)
    school_name = accounts.name_of(consultation.school_id).school_name
    day = long_day(consultation.deadline)
    kept = current_app.extensions.setdefault("pictures", OrderedDict())
    key = (consultation.id, school_name, consultation.title, consultation.deadline)
    if key not in kept:
        kept[key] = card_png(school_name, consultation.title, _("Góp ý đến hết ngày %(day)s", day=day))
        while len(kept) > PICTURES_KEPT:
            kept.popitem(last=False)
    return _for_others(Response(kept[key], mimetype="image/png"))


def _school(slug):
    """The School in the address, else 404; and its name."""
    school = accounts.get_school_called(slug)
    return school, accounts.name_of(school.id).school_name


def _open_to_public(school):
    return [
        one
        for one in consultations.list_consultations(school.id)
        if one.status is Status.OPEN and is_public(one)
    ]


@open_to_all
def feed(slug):
    """Atom (RFC 4287): the open consultations, the newest first."""
    school, name = _school(slug)
    found = [(one, card(one)) for one in _open_to_public(school)]
    updated = max((one.opened_at for one, _card in found), default=school.made_at)
    body = render_template(
        "feedback/feed.xml", school=school, name=name, found=found, updated=updated,
        own=consultations_printers.public_address("feedback.feed", slug=school.slug),
        home=consultations_printers.public_address("reports.home"), stamp=_stamp,
    )  # fmt: skip
    return _for_others(Response(body, mimetype="application/atom+xml"))


def _stamp(moment):
    return clock.local(moment).isoformat(timespec="seconds")


@open_to_all
def embedded(slug):
    """The open consultations as a part of the school's own web page: the one page others may frame.

    It shows what is public anyway, and has nothing to press but links that open a page of their own.
    """
    school, name = _school(slug)
    response = make_response(
        render_template(
            "feedback/embedded.html", name=name, found=[card(one) for one in _open_to_public(school)]
        )
    )
    policy = current_app.extensions["policy"]
    response.headers["Content-Security-Policy"] = policy.replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    )
    return _for_others(response)


def _for_others(response):
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
