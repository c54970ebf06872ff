"""What was said, counted while it is read: one pass serves the figures and the register.

Rows are counted as they come, by where a submission stands and what it picked; what they mean for a question
is worked out once at the end, from counts.
"""

from collections import Counter, defaultdict
from decimal import Decimal

from accounts.rules import Audience
from consultations.rules import QuestionKind
from reports.answers import CLOSED, IN_ONE_ROW, Counted

#: Who answered the picking question in none of its ways.
SILENT = ("silent", "")
_COMMUNITY = Audience.COMMUNITY.value


class Heard:
    """Counts of all that passed through `each`. An atom is (audience or "", label): a smallest group."""

    def __init__(self, paper):
        self._kinds = {item.id: item.kind for item in paper.questions}
        self._several = {one for one, kind in self._kinds.items() if kind not in IN_ONE_ROW}
        picking = picking_question(paper)
        self._picking_id = picking and picking.id
        #: {(atom, pick): {(clause_id, stance, version): n}}
        self._stances = defaultdict(Counter)
        #: {(atom, pick): {(question_id, slot, option_id, number times 100, has_text): n}}
        self._answers = defaultdict(Counter)
        #: {(atom, pick): {question_id: [people, those that say more than "no opinion"]}}, of several rows.
        self._people = defaultdict(lambda: defaultdict(lambda: [0, 0]))
        #: {pick: people}, of those who were asked.
        self.picked = Counter()
        #: {clause_id or None: {version: [comment id]}}
        self.comments = defaultdict(lambda: defaultdict(list))

    def each(self, batches):
        """The `batches` of feedback.store.each_batch, counted as they pass."""
        for batch in batches:
            self._take(batch)
            yield batch

    def _take(self, batch):
        stances, answers = defaultdict(list), defaultdict(list)
        for slip in batch:
            pick = self._pick(slip.answers)
            where = (slip.audience or "", slip.group), pick
            stances[where] += slip.stances
            answers[where] += slip.answers
            if slip.audience != _COMMUNITY:
                self.picked[pick] += 1
            if self._several:
                self._count_people(where, slip.answers)
            for key, clause_id, version in slip.comments:
                self.comments[clause_id][version].append(key)
        for where, rows in stances.items():
            self._stances[where].update(rows)
        for (atom, pick), rows in answers.items():
            for (question_id, *said, text), n in Counter(rows).items():
                # Numbers and days differ so much that each group would have rows of its own for them.
                where = (atom, pick) if self._kinds.get(question_id) in CLOSED else ((atom[0], ""), None)
                self._answers[where][question_id, *said, int(text is not None)] += n

    def _pick(self, rows):
        for question_id, _slot, option_id, number, text in rows:
            if question_id == self._picking_id:
                return pick_of(option_id, number, text)
        return SILENT

    def _count_people(self, where, rows):
        says = defaultdict(bool)
        for question_id, _slot, option_id, number, text in rows:
            if question_id in self._several:
                says[question_id] |= option_id is not None or number is not None or text is not None
        for question_id, says_more in says.items():
            own = self._people[where][question_id]
            own[0] += 1
            own[1] += says_more

    def stances(self):
        """{clause_id: [(atom, stance, n, version)]}."""
        rows = Counter()
        for (atom, _pick), own in self._stances.items():
            for (clause_id, stance, version), n in own.items():
                rows[clause_id, atom, stance, version] += n
        found = defaultdict(list)
        for (clause_id, atom, stance, version), n in sorted(rows.items()):
            found[clause_id].append((atom, stance, n, version))
        return found

    def stances_by_pick(self):
        """{clause_id: [(pick, stance, n, version)]} of those who were asked."""
        found = defaultdict(list)
        for (atom, pick), own in self._stances.items():
            if atom[0] != _COMMUNITY:
                for (clause_id, stance, version), n in own.items():
                    found[clause_id].append((pick, stance, n, version))
        return found

    def by_place(self):
        """{atom: {question_id: Counted}}; numbers, days, rankings and words by audience only, with an empty
        label."""
        return self._counted(lambda atom, _pick: atom)

    def by_pick(self):
        """{pick: {question_id: Counted}} of those who were asked."""
        return self._counted(lambda atom, pick: None if atom[0] == _COMMUNITY else pick)

    def _counted(self, key_of):
        rows, found = Counter(), defaultdict(lambda: defaultdict(Counted))
        for where, own in self._answers.items():
            for row, n in own.items():
                rows[key_of(*where), row] += n
        for (key, (question_id, slot, option_id, number, has_text)), n in rows.items():
            kind = self._kinds.get(question_id)
            number = None if number is None else Decimal(number).scaleb(-2)
            if key is not None and kind is not None:
                found[key][question_id].add(kind, (slot, option_id, number, has_text, n))
        for (atom, pick), own in self._people.items():
            for question_id, (people, answered) in own.items():
                is_told_apart = self._kinds[question_id] in CLOSED
                key = key_of(*((atom, pick) if is_told_apart else ((atom[0], ""), None)))
                if key is not None:
                    found[key][question_id].people += people
                    found[key][question_id].answered += answered
        return found


def picking_question(paper):
    """The first question of one choice that is put to everybody, or None."""
    kinds = QuestionKind.SINGLE, QuestionKind.YES_NO
    return next((item for item in paper.questions if item.kind in kinds and not item.tests), None)


def pick_of(option_id, number, text):
    """What stands for an answer to the picking question; number times 100."""
    if option_id is not None:
        return "option", option_id
    if number is not None:
        return "number", number // 100
    return SILENT if text is None else ("text", 1)
