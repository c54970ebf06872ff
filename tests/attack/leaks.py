"""Programs that are less careful than ours, one leak each: the attack must find every one of them."""

import logging
from datetime import UTC, datetime, timedelta
from importlib import import_module

from sqlalchemy import delete, insert, select

import backup
from accounts.rules import Audience
from core.codes import random_id
from core.db import db, step
from feedback import sealing
from feedback.labels import Label
from feedback.models import Authorship, Envelope, Receipt, Submission
from feedback.rules import Channel
from feedback.store import sealed, unfinished
from tests.attack.acting import Way

#: The module; the package calls its function so.
release = import_module("feedback.store.release")
_log = logging.getLogger(__name__)
#: channel → (its leak, the ways in which people take part then); the leak is a function of monkeypatch and
#: the World, called before anybody answers.
LEAKS = {}


def leaks(channel, *ways):
    def put(leak):
        LEAKS[channel] = leak, ways or (Way.COMMENT,)
        return leak

    return put


def _unshuffled(monkeypatch, order):
    """Let the release write in an `order` of the tags instead of a random one."""

    class InOrder:
        def shuffle(self, tags):
            tags.sort(key=order)

    monkeypatch.setattr(release.random, "SystemRandom", InOrder)


@leaks("row order")
def written_as_they_came(monkeypatch, world):
    _unshuffled(monkeypatch, lambda tag: world.came[tag])


@leaks("order by tag")
def written_by_tag(monkeypatch, world):
    _unshuffled(monkeypatch, lambda tag: tag)


@leaks("transaction id")
def released_one_by_one(monkeypatch, world):
    """Each in a transaction of its own, as they came."""
    write = release._write

    def one_by_one(consultation, labelled, ids):
        own = {state["receipt"]: (label, state) for label, state in labelled}
        for tag in sorted(own, key=lambda tag: world.came_by_receipt[tag]):
            write(consultation, [own[tag]], ids)
            db.session.commit()
        return len(own)

    monkeypatch.setattr(release, "_write", one_by_one)


@leaks("receipt tag")
def the_envelopes_tag_is_kept(monkeypatch, world):
    batches = release._Release._batches

    def with_tag(self, tags, read):
        for batch in batches(self, tags, read):
            for tag, state in batch:
                state["receipt"] = tag
            yield batch

    monkeypatch.setattr(release._Release, "_batches", with_tag)


@leaks("size")
def envelopes_as_long_as_their_contents(monkeypatch, world):
    seal = sealing.Sealer.seal

    def as_long(self, tag, contents):
        self.size = len(contents) + sealing.LENGTH_BYTES
        return seal(self, tag, contents)

    monkeypatch.setattr(sealing.Sealer, "seal", as_long)


@leaks("label")
def the_class_however_small(monkeypatch, world):
    monkeypatch.setattr(
        release, "merge", lambda counts, k: {one: Label(one.audience, one.class_name) for one in counts}
    )


@leaks("batches")
def released_two_by_two(monkeypatch, world):
    """Under a label that says nothing, so that only the moment tells."""
    monkeypatch.setattr(
        release, "merge", lambda counts, k: dict.fromkeys(counts, Label(Audience.PARENTS, ""))
    )

    def after_each(world):
        if len(world.events) % 2 == 0:
            with step():
                tags = db.session.scalars(select(Envelope.tag)).all()
                release._Release(world.consultation, tags).write()
                db.session.execute(delete(Envelope))
            world.taken.copy(len(world.events) - 1)

    world.after_each = after_each


@leaks("time")
def the_time_is_kept(monkeypatch, world):
    write = release._write

    def with_time(consultation, labelled, ids):
        number = write(consultation, labelled, ids)
        start = datetime(2026, 10, 12, tzinfo=UTC)
        for _label, state in labelled:
            own = db.session.scalar(select(Receipt.submission_id).where(Receipt.tag == state["receipt"]))
            at = start + timedelta(minutes=world.came_by_receipt[state["receipt"]])
            db.session.add(Authorship(submission_id=own, channel=Channel.WEB, sent_at=at, changed_at=start))
        db.session.flush()
        return number

    monkeypatch.setattr(release, "_write", with_time)


@leaks("log")
def a_line_too_much_is_logged(monkeypatch, world):
    put = sealed._put

    def logged(sealer, respondent, contents, held, code):
        _log.info("stored %s", contents.receipt_tag)
        return put(sealer, respondent, contents, held, code)

    monkeypatch.setattr(sealed, "_put", logged)


@leaks("key")
def the_key_is_backed_up(monkeypatch, world):
    out = backup._out
    monkeypatch.setattr(backup, "_out", lambda value: out(value) if value != "Nội quy" else world.key.hex())


@leaks("words")
def envelopes_of_glass(monkeypatch, world):
    monkeypatch.setattr(sealing.Sealer, "seal", lambda self, tag, contents: contents.ljust(self.size))
    monkeypatch.setattr(sealing.Sealer, "open", lambda self, tag, sealed: sealed)


@leaks("paper", Way.COMMENT, Way.PAPER)
def sheets_keep_the_order_of_the_pile(monkeypatch, world):
    """Nobody's name is on them, so they are put behind the others as they were entered."""

    class LastInOrder:
        def shuffle(self, tags):
            world.rng.shuffle(tags)
            tags.sort(key=lambda tag: world.came[tag] if tag in world.sheets else -1)

    monkeypatch.setattr(release.random, "SystemRandom", LastInOrder)


@leaks("withdrawal", Way.COMMENT, Way.CHANGES, Way.WITHDRAWS, Way.WITHDRAWS)
def the_empty_one_is_written_at_once(monkeypatch, world):
    """There is nothing in it to be sealed."""
    put = sealed._put

    def at_once(sealer, respondent, contents, held, code):
        if not contents.is_withdrawn:
            return put(sealer, respondent, contents, held, code)
        row = {
            "id": random_id(), "school_id": world.school.id, "consultation_id": world.id, "audience": None,
            "group_label": "", "is_withdrawn": True, "is_finished": True,
        }  # fmt: skip
        db.session.execute(insert(Submission.__table__).values(row))
        db.session.add(Receipt(tag=contents.receipt_tag, submission_id=row["id"]))
        db.session.execute(delete(Envelope).where(Envelope.tag == held.tag))

    monkeypatch.setattr(sealed, "_put", at_once)


@leaks("unfinished", Way.COMMENT, Way.SURVEY, Way.UNFINISHED)
def what_is_begun_lies_open(monkeypatch, world):
    """As where names are kept: it is no submission yet."""
    put_begun = sealed.put_begun

    def kept(respondent, code, values, page):
        put_begun(respondent, code, values, page)
        unfinished.put_unfinished(respondent, code, values, page)

    monkeypatch.setattr(sealed, "put_begun", kept)
