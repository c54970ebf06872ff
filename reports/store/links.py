"""Links by which the office above reads one consultation: kept as hashes, over after some days."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from consultations.models import Consultation
from core import clock, codes
from core.db import db
from reports.models import ShareLink


def make_link(consultation, office, days, made_by):
    """The token of a new link for `office`, good for so many days. It is shown now and never again."""
    token = codes.token()
    db.session.add(
        ShareLink(
            school_id=consultation.school_id, consultation_id=consultation.id, tag=_tag(token), office=office,
            made_by_id=made_by.id, made_at=clock.now(), expires_at=clock.end_of(_last_day(days)),
        )
    )  # fmt: skip
    db.session.flush()
    return token


def _last_day(days):
    return clock.today() + timedelta(days=days)


def list_links(consultation):
    """The newest first, those that are over too."""
    return db.session.scalars(
        select(ShareLink)
        .where(ShareLink.consultation_id == consultation.id)
        .order_by(ShareLink.made_at.desc(), ShareLink.id.desc())
    ).all()


def end_link(consultation, link_id):
    """Raises NoResultFound."""
    link = db.session.scalars(
        select(ShareLink).where(ShareLink.consultation_id == consultation.id, ShareLink.id == link_id)
    ).one()
    link.expires_at = min(link.expires_at, clock.now())


def get_shared(token):
    """(ShareLink, Consultation) that `token` opens. Raises NoResultFound: unknown, over, not public."""
    link = db.session.scalars(select(ShareLink).where(ShareLink.tag == _tag(token))).one()
    consultation = db.session.get(Consultation, link.consultation_id)
    if not link.is_open or consultation.published_at is None:
        raise NoResultFound
    return link, consultation


def _tag(token):
    return codes.tag(current_app.config["HASH_KEY"], f"share {token}")
