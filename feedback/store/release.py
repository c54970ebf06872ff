"""The release: after the close all envelopes of a consultation are opened at once and shuffled.

One transaction under a lock: a crash before its commit changes nothing, after it everything is done but
the destruction of the key, which every tick of the clock catches up on.
"""

import random
from collections import Counter
from itertools import zip_longest

from sqlalchemy import bindparam, delete, select

from accounts.rules import AgeGroup, Audience
from consultations import store as consultations
from consultations.models import Consultation, RollEntry
from consultations.rules import release_due_at
from core import clock
from core.codes import random_id
from core.db import add_rows, db, read_plain, roomy, sweep
from core.errors import Refused
from core.i18n import _l
from core.text import fold
from feedback.contents import plain, plain_head
from feedback.labels import Label, Place, merge
from feedback.models import Answer, ClauseStance, Comment, Envelope, Participation, Receipt, Submission
from feedback.sealing import Damaged, Sealer

#: Envelopes opened at a time.
AT_ONCE = 200
_envelope = Envelope.__table__.c
#: AT_ONCE of them by their tags, put together once.
_TAGS = [f"tag_{at}" for at in range(AT_ONCE)]
_SOME = select(_envelope.tag, _envelope.sealed).where(_envelope.tag.in_([bindparam(one) for one in _TAGS]))
#: What is written, and in which columns.
_NEW = {
    Submission: (
        "id", "school_id", "consultation_id", "audience", "group_label", "is_withdrawn", "is_finished",
    ),
    Receipt: ("tag", "submission_id"),
    ClauseStance: ("submission_id", "clause_id", "stance", "version"),
    Comment: (
        "id", "school_id", "submission_id", "clause_id", "stance", "proposed", "reason", "folded", "version",
        "is_superseded",
    ),
    Answer: ("submission_id", "question_id", "slot", "option_id", "number", "text"),
}  # fmt: skip
_AGE_GROUPS = list(AgeGroup)


def release(consultation_id):
    """Open the envelopes and write the submissions. Gives whether there was anything to do.

    The caller commits, and destroys the key after that. Raises Refused when the key is missing.
    """
    consultation = db.session.get(Consultation, consultation_id, with_for_update=True, populate_existing=True)
    if not consultation.is_sealed or clock.now() < release_due_at(consultation.closes_at):
        return False
    tags = db.session.scalars(select(Envelope.tag).where(Envelope.consultation_id == consultation.id)).all()
    if len(tags) < consultation.smallest_group:
        consultation.destroyed_unread = len(tags)
    else:
        with roomy():
            _Release(consultation, tags).write()
    db.session.execute(delete(Envelope).where(Envelope.consultation_id == consultation.id))
    consultation.released_at = clock.now()
    db.session.flush()
    return True


def forget_unopenable(consultation):
    """Remove envelopes whose key is lost, with the ticks that came with them, so that people can be asked
    again: the one exception to "nothing acknowledged is ever lost". Gives how many envelopes there were.

    An open one gets a new key and goes on; a closed one stays empty. Raises Refused while the key is there.
    """
    db.session.refresh(consultation, with_for_update=True)
    if not consultation.is_sealed:
        raise Refused(_l("Đợt này không có phiếu niêm phong nào."))
    if consultations.has_key(consultation):
        raise Refused(_l("Khóa của đợt này vẫn còn, các phiếu mở được khi đến hạn; không xóa."))
    number = db.session.execute(delete(Envelope).where(Envelope.consultation_id == consultation.id)).rowcount
    db.session.execute(delete(Participation).where(Participation.consultation_id == consultation.id))
    if clock.now() < consultation.closes_at:
        consultations.make_key(consultation)
    else:
        consultation.released_at = clock.now()
    return number


def destroy_dead_keys():
    """After the commit of a release: what protects is the dead key, the rest is sweeping up after it."""
    if consultations.destroy_dead_keys():
        sweep(Envelope)


class _Release:
    """Two readings of the envelopes: how large the groups are, then what is written under which label."""

    def __init__(self, consultation, tags):
        self.consultation = consultation
        self._sealer = Sealer(
            consultation.id, consultations.read_key(consultation.id, consultation.key_check),
            consultation.envelope_bytes,
        )  # fmt: skip
        rows = db.session.execute(
            select(RollEntry.class_name, RollEntry.age_group)
            .where(RollEntry.consultation_id == consultation.id, RollEntry.age_group.is_not(None))
            .distinct()
        )
        self._ages = {row.class_name: _AGE_GROUPS.index(row.age_group) for row in rows}
        self._places = {}
        self._damaged = 0
        self._sent = []
        # Counted as they lie in the table, whose pages then are read once.
        self._labels = self._label(self._count(tags))
        # The fresh order: that of the writing has nothing to do with any order there was.
        random.SystemRandom().shuffle(self._sent)

    def write(self):
        # The envelopes are shuffled, so which id falls to which is chance; in the order of the ids the
        # database only ever adds at the end.
        ids, kept = iter(sorted(random_id() for _ in self._sent)), 0
        for batch in self._batches(self._sent, plain):
            kept += _write(self.consultation, [pair for pair in map(self._labelled, batch) if pair], ids)
        self.consultation.destroyed_unread = len(self._sent) - kept + self._damaged

    def _count(self, tags):
        """How many there are in each Place; a withdrawn one hides nobody."""
        counts = Counter()
        for batch in self._batches(tags, plain_head):
            for tag, state in batch:
                if state["sent"]:
                    self._sent.append(tag)
                    counts[self._place(state)] += not state["withdrawn"]
        return counts

    def _label(self, counts):
        """{Place: Label or None}. Who came by the open link is counted apart, so is merged with nobody."""
        labels = dict.fromkeys(counts)
        for is_open in (False, True):
            own = {
                place: number
                for place, number in counts.items()
                if (place.audience is Audience.COMMUNITY) is is_open
            }
            labels |= merge(own, self.consultation.smallest_group) or {}
        return labels

    def _labelled(self, pair):
        """(Label, state), or None for one of too few to be read."""
        _tag, state = pair
        place = self._place(state)
        label = self._labels[place]
        if state["withdrawn"]:
            return Label(place.audience if place.audience is Audience.COMMUNITY else None, ""), state
        return label and (label, state)

    def _place(self, state):
        known = state["audience"], state["group"]
        if known not in self._places:
            audience = Audience(known[0])
            is_parent = audience is Audience.PARENTS
            where = (self._ages.get(known[1], -1), known[1]) if is_parent else ()
            self._places[known] = Place(audience, *where)
        return self._places[known]

    def _batches(self, tags, read):
        """Lists of (tag, contents as `read` gives them), in the order of `tags`; the damaged are counted."""
        for at in range(0, len(tags), AT_ONCE):
            wanted = tags[at : at + AT_ONCE]
            sealed = dict(read_plain(_SOME, dict(zip_longest(_TAGS, wanted))))
            batch = []
            for tag in wanted:
                try:
                    batch.append((tag, read(self._sealer.open(tag, sealed[tag]))))
                except Damaged:
                    self._damaged += 1
            yield batch


def _write(consultation, labelled, ids):
    """Write these (Label, contents) as submissions under the next of `ids`; gives how many.

    What was packed goes in as it is, a tuple per row: values as the database holds them.
    """
    rows = {model: [] for model in _NEW}
    school_id, version = consultation.school_id, consultation.version
    for label, state in labelled:
        own = next(ids)
        audience = label.audience and label.audience.value
        rows[Submission].append(
            (own, school_id, consultation.id, audience, label.text, state["withdrawn"], True)
        )
        rows[Receipt].append((state["receipt"], own))
        rows[ClauseStance] += [(own, *stance, version) for stance in state["stances"]]
        rows[Comment] += [
            (
                random_id(), school_id, own, clause_id, stance, proposed, reason,
                fold(f"{proposed}\n{reason}"), version, False,
            )
            for clause_id, stance, proposed, reason, _version in state["words"]
        ]  # fmt: skip
        rows[Answer] += [(own, *answer) for answer in state["answers"]]
    for model, values in rows.items():
        if values:
            add_rows(model, _NEW[model], values)
    return len(labelled)
