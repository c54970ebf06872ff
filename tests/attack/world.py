"""A school that is asked without names, answers by the real pages in a known order, and is released."""

import gzip
import random
from collections import Counter
from datetime import date, timedelta

import backup
from accounts.models import Child, Household, SchoolClass
from accounts.rules import AgeGroup, Audience, Role
from consultations import store as consultations
from consultations.conditions import Check, How
from consultations.models import RollEntry
from consultations.rules import GRACE, Mode, QuestionKind, Unit
from core import clock, codes
from core.db import db, step
from feedback import store
from feedback.labels import Place, merge
from feedback.store.own import tag_of
from tests.attack import acting
from tests.attack.acting import Family, Way
from tests.attack.guessing import MATCHERS
from tests.attack.matching import PAPER, Said, Step, links, right
from tests.attack.taken import HEX, Copies, Listening, take_from
from tests.consultations.conftest import add_draft

RELEASED = ("submission", "receipt", "comment", "clause_stance", "answer", "authorship")
MARKER_CHARS = 16
#: The group that sheets of paper would be in by themselves.
SHEETS = Place(Audience.PARENTS)
#: Children of a large class.
LARGE = 20
#: Every so many copies are backups as well.
BACKUPS = 60


class World:
    """people: all who are asked, in the order of their first steps. said: what was released. taken: the
    database's; logs: the rest. events: [(number of one of `people`, Step)], with a copy after each.

    alone: classes of one child each, which must be merged. large: classes that need not be.
    ways: how people take part, turn about.
    """

    def __init__(self, school, url, rng, folder, *, alone, large, ways):
        self.school, self.rng, self.folder, self._ways = school, rng, folder, ways
        self._class_sizes = [1] * alone + [LARGE] * large
        self.taken, self.logs = take_from(url), Copies()
        self.people, self.events, self.said = [], [], []
        #: Texts that were taken back or never sent.
        self.gone = []
        #: {tag of the envelope: number}, {tag of the receipt: number}: what only a leak knows.
        self.came, self.came_by_receipt = {}, {}
        #: Tags of the envelopes of sheets.
        self.sheets = set()
        self._counts, self._labels = Counter(), {}
        self.consultation = self._ask()
        self.id = self.consultation.id
        self.key = consultations.read_key(self.id, self.consultation.key_check)
        #: Let a leak act after every step.
        self.after_each = lambda world: None

    @property
    def humans(self):
        """Who has taken part, as the ticks tell at the end."""
        return [one for one in self.people if one.has_part]

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
        late = self._question(made, QuestionKind.YES_NO, "Có khi đón muộn?", "Đón trẻ")
        why = self._question(made, QuestionKind.SHORT, "Vì sao?", "")
        how = self._question(made, QuestionKind.SCALE, "Giờ đón", "Khác", Check(late, How.IS, number=1))
        self.questions = late, why, how
        consultations.open_consultation(made)
        db.session.commit()
        self.classes = classes
        return made

    def _question(self, consultation, kind, text, section, *checks):
        fields = {
            "kind": kind, "text": text, "section": section, "help": "", "is_required": False,
            "has_other": False, "has_no_opinion": False, "minimum": None, "maximum": None,
        }  # fmt: skip
        return consultations.add_question(consultation, fields, [], checks).id

    def _family(self, name, class_):
        household = Household(school_id=self.school.id, family_code=name, code_tag=name)
        db.session.add(household)
        db.session.add(
            Child(
                school_id=self.school.id, household=household, class_=class_, child_code=name, full_name=name
            )
        )  # fmt: skip

    def answer(self):
        """All asked take part, in random orders that the attacker knows: first steps, then second ones.

        Sheets of paper are entered in the order of their ticks, the worst that a clerk can do.
        """
        self._invite()
        self.taken.copy(-1)
        self._known = {table: set() for table in ("participation", "envelope")}
        self._start = clock.now()
        with Listening(self):
            for family in self.people:
                self._step(family, family.way.value[0])
            if any(family.way is Way.PAPER for family in self.people):
                acting.open_the_box(self)
            for family in self._who_come_back():
                self._step(family, family.way.value[1])

    def _invite(self):
        entries = db.session.scalars(
            db.select(RollEntry).where(RollEntry.consultation_id == self.id).order_by(RollEntry.id)
        ).all()
        self.rng.shuffle(entries)
        for number, entry in enumerate(entries):
            way = self._ways[number % len(self._ways)]
            self.people.append(
                Family(
                    number=number, class_name=PAPER if way is Way.PAPER else entry.class_name, way=way,
                    marker=f"DAU-{self.rng.getrandbits(48):012X}", household_id=entry.household_id,
                    entry_id=entry.id, code=codes.draw(),
                )
            )  # fmt: skip
            self.came_by_receipt[tag_of(self.people[-1].code)] = number

    def _who_come_back(self):
        sheets = iter([family for family in self.people if family.way is Way.PAPER])
        back = [family for family in self.people if family.way.value[1]]
        self.rng.shuffle(back)
        return [next(sheets) if family.way is Way.PAPER else family for family in back]

    def _step(self, family, step):
        number = len(self.events)
        self.events.append((family.number, step))
        with clock.stopped(self._start + timedelta(minutes=number)):
            acting.DO[step](self, family)
        name = "order" if family.way.value[0] is step else "order of the return"
        family.seen |= {name: number, f"length of the change, {name}": self.taken.copy(number)}
        self._see(family, step)
        if step in (Step.WITHDRAW, Step.CHANGE):
            family.has_returned = True
        if step is Step.WITHDRAW:
            self.gone.append(family.marker)
            family.marker, family.is_empty = _mark_of_empty(tag_of(family.code)), True
        if number % BACKUPS == BACKUPS - 1:
            self._back_up(number)
        self.after_each(self)

    def words(self, family, most=900):
        return f"{family.marker} {'ý ' * self.rng.randrange(most)}"

    def post(self, client, address, status=303, **fields):
        reply, line = acting.post(client, address, status, fields)
        self.logs.add(len(self.events) - 1, line)
        return reply

    def _see(self, family, step):
        """What one copy after another tells: the rows that were not there before."""
        for table, key in (("participation", "id"), ("envelope", "tag")):
            rows = self.taken.rows(table)
            known, self._known[table] = self._known[table], {row[key] for row in rows}
            for row in rows:
                if row[key] in known:
                    continue
                if table == "envelope":
                    self.came[row["tag"]] = family.number
                    self.sheets |= {row["tag"]} if step is Step.SHEET else set()
                family.seen |= {f"{table} {name}": value for name, value in _numbers(row).items()}

    def _back_up(self, number):
        path = self.folder / f"{number}.backup"
        backup.write(path)
        self.taken.copies.add(number, gzip.decompress(path.read_bytes()))
        path.unlink()

    def release(self):
        """As the clock does it, and what lies there right after the commit and when all is swept."""
        last = len(self.events)
        self._settle()
        with clock.stopped(self.consultation.closes_at + GRACE):
            with step():
                assert store.release(self.id)
            found = [self.taken.places()]
            self.taken.copy(last)
            store.destroy_dead_keys()
            found.append(self.taken.places())
            self.taken.copy(last)
            self._back_up(last)
        self._read(found)

    def _settle(self):
        """Who has a tick, which groups k makes of them, and whose texts must be nowhere to be found."""
        ticked = {row["roll_entry_id"] for row in self.taken.rows("participation")}
        ages = {class_.name: at % 4 for at, class_ in enumerate(self.classes)}
        for family in self.people:
            family.has_part = family.entry_id in ticked
            if not family.has_part:
                self.gone.append(family.marker)
            elif not family.is_empty:
                named = family.class_name
                place = SHEETS if named is PAPER else Place(Audience.PARENTS, ages[named], named)
                self._counts[place] += 1
        self._labels = merge(self._counts, self.consultation.smallest_group)

    def _read(self, found):
        """The released rows with all that can be told of each: places, transactions, offsets, lengths."""
        tables = {name: self.taken.rows(name) for name in RELEASED}
        beside, words, ids = {}, {}, {}
        for name, rows in tables.items():
            for row in rows:
                own = row["id"] if name == "submission" else row["submission_id"]
                beside.setdefault(own, {}).update(
                    {f"{name} {key}": value for key, value in _numbers(row).items()}
                )
                words[own] = row.get("reason") or row.get("text") or words.get(own, "")
                ids.setdefault(own, {})[name] = row.get("id") or row.get("tag")
        for row in tables["submission"]:
            own = row["id"]
            self.said.append(self._one(row, words[own], ids[own], beside[own], found))

    def _one(self, row, words, ids, seen, found):
        is_empty = bool(row["is_withdrawn"])
        marker = _mark_of_empty(ids["receipt"]) if is_empty else words[:MARKER_CHARS]
        classes = frozenset() if is_empty else self._classes(row["group_label"])
        one = Said(marker, classes, is_empty, seen)
        named = {"id": ids["submission"], "tag": ids["receipt"], "comment": ids.get("comment")}
        one.tokens = {kind: value.encode() for kind, value in named.items() if value}
        one.seen["first seen"] = self.taken.copies.first(one.tokens["id"])
        if words:
            one.tokens["marker"] = one.marker.encode()
            one.seen["length of the words"] = len(words.encode())
            for at, places in enumerate(found):
                for name, data in places.items():
                    if (offset := data.find(one.marker.encode())) >= 0:
                        one.seen[f"offset in the {name} {at}"] = offset
        return one

    def _classes(self, label):
        """Which classes a label names. One that names none is that of the sheets, if they stand alone."""
        without = {place for place, label in self._labels.items() if not label.text}
        return frozenset(filter(None, label.split(", "))) or frozenset({PAPER} if without == {SHEETS} else ())

    @property
    def sizes(self):
        """Of the groups that k allows: the chance of a guess is one over each. Empty ones are one group."""
        groups = Counter()
        for place, label in self._labels.items():
            groups[label] += self._counts[place]
        empty = sum(one.is_withdrawn for one in self.said)
        return [size for size in (*groups.values(), empty) if size]


def _mark_of_empty(tag):
    """What tells one empty submission from the other: nobody wrote it, so nobody's words are in it."""
    return f"RÚT-{tag}"


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


def attack(world, seed):
    """[(channel, matcher, right links)] of every matcher, the best first. seed: how ties are broken."""
    places = {"words": world.taken.copies.first, "log": world.logs.first}
    found = list(links(world.humans, world.said, places, world.events, random.Random(seed)))
    has_key = world.taken.copies.contain(world.key) or world.logs.contain(world.key)
    found.append(("key", "key found", {one.number: one.marker for one in world.humans} if has_key else {}))
    assert len(found) <= MATCHERS / 2
    scored = [(channel, name, right(world.humans, guess)) for channel, name, guess in found]
    return sorted(scored, key=lambda one: -one[2])
