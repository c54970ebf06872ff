"""What the tests of themes do with the fixture `told`."""

from accounts.rules import Role
from core.db import db
from feedback.moderation import DeskLine
from reports import jobs
from reports.models import CommentTheme, Theme
from reports.store import codebooks
from reports.themes import codebook as rules


def theme(told, name):
    return db.session.scalars(
        db.select(Theme).where(Theme.codebook_id == told.codebook.id, Theme.name == name)
    ).one()


def line(told, name):
    wanted = theme(told, name)
    return next(one for one in rules.lines(codebooks.list_themes(told.codebook)) if wanted.id in one.ids)


def person(told, role=Role.OFFICER):
    return told.school.people[role]


def run(told, **kwargs):
    codebooks.ask_for_suggestions(told.codebook, **kwargs)
    db.session.commit()
    assert jobs.suggest_themes()
    db.session.expire_all()
    return {one.comment_id: one for one in db.session.scalars(db.select(CommentTheme))}


def line_of(comment_id):
    return db.session.scalars(db.select(DeskLine).where(DeskLine.comment_id == comment_id)).one()
