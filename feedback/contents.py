"""What lies in an envelope: one submission without a name, as it is being said. Plain values, no database."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from accounts.rules import Audience
from feedback.rules import Stance


class Words(NamedTuple):
    """A comment, as feedback.store.list_words gives one."""

    clause_id: int | None
    stance: Stance | None
    proposed: str
    reason: str
    version: int = 1


@dataclass
class Contents:
    audience: Audience
    #: Name of the class, of parents; else empty.
    group: str
    #: What the released submission will be found by. Until then it stands nowhere else.
    receipt_tag: str
    #: sealing.Sealer.unit of who began it; empty: the open link, or a ballot.
    unit: str = ""
    #: (roll entry, value of the answerer) until it is sent: whose participation sending is. Then None.
    owner: tuple[int, str] | None = None
    #: False: begun only. It counts as nothing, and is destroyed at the close.
    is_sent: bool = False
    is_withdrawn: bool = False
    #: {clause: Stance}
    stances: dict = field(default_factory=dict)
    #: {clause or None: Words}
    words: dict = field(default_factory=dict)
    #: Rows (question_id, slot, option_id, number, text).
    answers: list = field(default_factory=list)
    #: ({field: value}, page) of a survey answered in part.
    begun: tuple[dict, int] | None = None

    def put_comment(self, clause_id, stance, proposed, reason, version):
        """The latest words stand; nobody has read the earlier ones."""
        if clause_id is not None:
            self.stances[clause_id] = stance
        self.words.pop(clause_id, None)
        if proposed or reason:
            self.words[clause_id] = Words(clause_id, stance, proposed, reason, version)

    def agree_with_rest(self, clause_ids):
        for clause_id in clause_ids:
            self.stances.setdefault(clause_id, Stance.AGREE)

    def take_back(self, clause_id):
        """Whether there was anything to take back."""
        self.words.pop(clause_id, None)
        return self.stances.pop(clause_id, None) is not None

    def put_answers(self, rows):
        self.answers = [tuple(row) for row in rows]
        self.begun = None

    def empty(self):
        """By the wish of its author: a withdrawn one says nothing."""
        self.stances, self.words, self.answers, self.begun = {}, {}, [], None
        self.is_withdrawn = True

    @property
    def says_anything(self):
        return bool(self.stances or self.words or self.answers)

    def pack(self):
        """As bytes, to be sealed: a line that is enough to count it, and one of all the rest."""
        head = {
            "audience": self.audience.value, "group": self.group, "sent": self.is_sent,
            "withdrawn": self.is_withdrawn,
        }  # fmt: skip
        rest = {
            "receipt": self.receipt_tag, "unit": self.unit, "owner": self.owner,
            "stances": [[clause_id, stance.value] for clause_id, stance in self.stances.items()],
            "words": [
                [one.clause_id, one.stance and one.stance.value, one.proposed, one.reason, one.version]
                for one in self.words.values()
            ],
            "answers": [[*row[:3], None if row[3] is None else str(row[3]), row[4]] for row in self.answers],
            "begun": self.begun,
        }  # fmt: skip
        # JSON has no line break of its own.
        lines = [json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (head, rest)]
        return "\n".join(lines).encode()

    @classmethod
    def unpack(cls, data):
        """The inverse of pack."""
        state = plain(data)
        return cls(
            audience=Audience(state["audience"]), group=state["group"], receipt_tag=state["receipt"],
            unit=state["unit"], owner=state["owner"] and tuple(state["owner"]), is_sent=state["sent"],
            is_withdrawn=state["withdrawn"],
            stances={clause_id: Stance(value) for clause_id, value in state["stances"]},
            words={
                one[0]: Words(one[0], one[1] and Stance(one[1]), *one[2:]) for one in state["words"]
            },
            answers=[
                (*row[:3], None if row[3] is None else Decimal(row[3]), row[4]) for row in state["answers"]
            ],
            begun=state["begun"] and tuple(state["begun"]),
        )  # fmt: skip


def plain(data):
    """What `pack` wrote, as plain values: for the release, which copies them into rows by the thousand."""
    head, rest = data.split(b"\n")
    return _head(head) | json.loads(rest.decode())


def plain_head(data):
    """Of those only what tells where it is counted."""
    return _head(data.partition(b"\n")[0])


@lru_cache(maxsize=1000)
def _head(line):
    """Of a few thousand classes at most there are heads; nobody changes what this gives."""
    return json.loads(line)
