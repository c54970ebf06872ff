"""A school that is asked without names, answers by the real pages in a known order, and is released."""

import contextvars
import gzip
import logging
import random
from datetime import date, timedelta

import backup
from accounts.models import Child, Household, SchoolClass
from accounts.rules import AgeGroup, Audience, Role
from consultations import store as consultations
from consultations.models import RollEntry
from consultations.rules import GRACE, Mode, Unit
from core import clock, codes
from core.db import db, step
from feedback import store
from feedback.labels import Place, merge
from feedback.store.own import tag_of
from tests.attack.guessing import MATCHERS
from tests.attack.matching import Human, Said, links, right
from tests.attack.taken import HEX, Copies, take_from
from tests.consultations.conftest import add_draft

RELEASED = ("submission", "receipt", "comment", "clause_stance", "authorship")
#: Children of a large class.
LARGE = 20
#: Every so many come back and change their words; every so many copies are backups as well.
CHANGES, BACKUPS = 9, 40


class World:
    """humans: in the order they took part. said: what was released. taken: the database's; logs: the rest.

    alone: classes of one child each, which must be merged. large: classes that need not be.
    """

    def __init__(self, school, url, rng, folder, *, alone, large):
        self.school, self.rng, self.folder = school, rng, folder
        self._class_sizes = [1] * alone + [LARGE] * large
        self.taken, self.logs = take_from(url), Copies()
        self.humans, self.said = [], []
        #: {tag of the envelope: number}, {tag of the receipt: number}: what only a leak knows.
        self.came, self.came_by_receipt = {}, {}
        self.consultation = self._ask()
        self.key = consultations.read_key(self.consultation.id, self.consultation.key_check)
        #: Let a leak act after every submission.
        self.after_each = lambda world: None

    def _ask(self):
        classes = [
            SchoolClass(school_id=self.school.id, name=f"Lớp {at:03}", age_group=list(AgeGroup)[at % 4])
            for at in range(len(self._class_sizes))
        ]
        db.session.add_all(classes)
        db.session.flush()
        for at, (class_, size) in enumerate(zip(classes, self._class_sizes, strict=True)):
            for child in range(size):
                self._family(f"N{at:03}-{child:02}", class_)
        fields = {
            "title": "Nội quy", "summary": "Giờ đón", "purpose": "An toàn", "method": "Trên trang",
            "mode": Mode.ANONYMOUS, "unit": Unit.HOUSEHOLD, "deadline": date(2026, 10, 21),
            "responsible_id": self.school.people[Role.OFFICER].id,
        }  # fmt: skip
        made = consultations.make_consultation(
            self.school.id, fields, audiences=[Audience.PARENTS], class_ids=[one.id for one in classes]
        )
        self.clause_id = add_draft(made).clauses[0].id
        consultations.open_consultation(made)
        db.session.commit()
        self.classes = classes
        return made

    def _family(self, name, class_):
        household = Household(school_id=self.school.id, family_code=name, code_tag=name)
        db.session.add(household)
        db.session.add(
            Child(
                school_id=self.school.id, household=household, class_=class_, child_code=name, full_name=name
            )
        )  # fmt: skip

    def answer(self):
        """All asked answer one after another, in a random order that the attacker knows."""
        entries = db.session.scalars(
            db.select(RollEntry)
            .where(RollEntry.consultation_id == self.consultation.id)
            .order_by(RollEntry.id)
        ).all()
        families = [(entry.household_id, entry.class_name) for entry in entries]
        self.rng.shuffle(families)
        self.taken.copy(-1)
        known = {table: set() for table in ("participation", "envelope")}
        start = clock.now()
        with _Listening(self):
            for number, (household_id, class_name) in enumerate(families):
                human = Human(number, class_name, f"DAU-{self.rng.getrandbits(48):012X}")
                self.humans.append(human)
                code = codes.draw()
                self.came_by_receipt[tag_of(code)] = number
                with clock.stopped(start + timedelta(minutes=number)):
                    for _time in range(2 if number % CHANGES == 0 else 1):
                        self._send(number, household_id, code, self._words(human))
                human.seen = {"order": number, "length of the change": self.taken.copy(number)}
                self._see(human, known)
                if number % BACKUPS == BACKUPS - 1:
                    self._back_up(number)
                self.after_each(self)

    def _words(self, human):
        return f"{human.marker} {'ý ' * self.rng.randrange(900)}"

    def _send(self, number, household_id, code, reason):
        client = self.school.app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = Household(id=household_id, code_issue=1).get_id(), True
        address = f"/y-kien/{self.consultation.id}/muc/{self.clause_id}"
        db.session.rollback()
        reply = contextvars.Context().run(
            lambda: client.post(address, data={"stance": "disagree", "reason": reason, "receipt": code})
        )
        assert reply.status_code == 303, (reply.status_code, reply.text[-900:])
        line = f"{clock.now()} POST {address} {reply.status_code} {len(reply.data)}"
        self.logs.add(number, line.encode())

    def _see(self, human, known):
        """What one copy after another tells: the rows that were not there before."""
        for table, key in (("participation", "id"), ("envelope", "tag")):
            rows = self.taken.rows(table)
            fresh = [row for row in rows if row[key] not in known[table]]
            known[table] |= {row[key] for row in rows}
            for row in fresh:
                if table == "envelope":
                    self.came[row["tag"]] = human.number
                human.seen |= {f"{table} {name}": value for name, value in _numbers(row).items()}

    def _back_up(self, number):
        path = self.folder / f"{number}.backup"
        backup.write(path)
        self.taken.copies.add(number, gzip.decompress(path.read_bytes()))
        path.unlink()

    def release(self):
        """As the clock does it, and what lies there right after the commit and when all is swept."""
        last = len(self.humans)
        with clock.stopped(self.consultation.closes_at + GRACE):
            with step():
                assert store.release(self.consultation.id)
            found = [self.taken.places()]
            self.taken.copy(last)
            store.destroy_dead_keys()
            found.append(self.taken.places())
            self.taken.copy(last)
            self._back_up(last)
        self._read(found)

    def _read(self, found):
        """The released rows with all that can be told of each: places, transactions, offsets, lengths."""
        tables = {name: self.taken.rows(name) for name in RELEASED}
        beside = {}
        for name, rows in tables.items():
            for row in rows:
                own = beside.setdefault(
                    row.get("submission_id", row["id"] if name == "submission" else None), {}
                )
                own |= {f"{name} {key}": value for key, value in _numbers(row).items()}
        labels = {row["id"]: row["group_label"] for row in tables["submission"]}
        tags = {row["submission_id"]: row["tag"] for row in tables["receipt"]}
        for row in tables["comment"]:
            words, own = row["reason"], row["submission_id"]
            one = Said(words[:16], frozenset(filter(None, labels[own].split(", "))), dict(beside[own]))
            one.seen["length of the words"] = len(words.encode())
            one.seen["first seen"] = self.taken.copies.first(one.marker.encode())
            for at, places in enumerate(found):
                for name, data in places.items():
                    if (offset := data.find(one.marker.encode())) >= 0:
                        one.seen[f"offset in the {name} {at}"] = offset
            one.tokens = {
                "marker": one.marker.encode(), "id": own.encode(), "tag": tags[own].encode(),
                "comment": row["id"].encode(),
            }  # fmt: skip
            self.said.append(one)

    @property
    def sizes(self):
        """Of the groups that k allows: the chance of a guess is one over each."""
        counts = {}
        ages = {class_.name: at % 4 for at, class_ in enumerate(self.classes)}
        for human in self.humans:
            place = Place(Audience.PARENTS, ages[human.class_name], human.class_name)
            counts[place] = counts.get(place, 0) + 1
        groups = {}
        for place, label in merge(counts, self.consultation.smallest_group).items():
            groups[label] = groups.get(label, 0) + counts[place]
        return list(groups.values())


def _numbers(row):
    """{column: number}: what a row can be ordered by. Hex becomes the number it is, a time its digits."""
    found = {}
    for name, value in row.items():
        if isinstance(value, str) and HEX.fullmatch(value.encode()):
            found[name] = int(value[:32], 16)
        elif isinstance(value, bytes):
            found[f"{name} length"] = len(value)
        elif name.endswith("_at") and value is not None:
            found[f"{name} time"] = int("".join(sign for sign in str(value) if sign.isdigit())[:14])
        elif isinstance(value, int) and name in ("id", "place", "transaction"):
            found[name] = value
    return found


class _Listening(logging.Handler):
    """All that is logged meanwhile, at the finest level, becomes part of the evidence."""

    def __init__(self, world):
        super().__init__(logging.DEBUG)
        self._world = world

    def emit(self, record):
        self._world.logs.add(len(self._world.humans) - 1, self.format(record).encode())

    def __enter__(self):
        self._level = logging.root.level
        logging.root.addHandler(self)
        logging.root.setLevel(logging.DEBUG)

    def __exit__(self, *_failure):
        logging.root.removeHandler(self)
        logging.root.setLevel(self._level)


def attack(world, seed):
    """[(channel, matcher, right links)] of every matcher, the best first. seed: how ties are broken."""
    places = {"words": world.taken.copies.first, "log": world.logs.first}
    found = list(links(world.humans, world.said, places, random.Random(seed)))
    has_key = world.taken.copies.contain(world.key) or world.logs.contain(world.key)
    found.append(("key", "key found", {one.number: one.marker for one in world.humans} if has_key else {}))
    assert len(found) <= MATCHERS / 2
    scored = [(channel, name, right(world.humans, guess)) for channel, name, guess in found]
    return sorted(scored, key=lambda one: -one[2])
