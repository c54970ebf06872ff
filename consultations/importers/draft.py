"""What every importer hands over, whatever it read."""

from dataclasses import dataclass, field

from consultations.importers.warnings import REFUSALS, RefusalCode, WarningCode, worded
from consultations.kinds import ClauseKind


class UnreadableDraft(Exception):
    """A file that gives no draft; the message tells people in Vietnamese what to do."""

    def __init__(self, code: RefusalCode):
        super().__init__(code)
        self.code = code

    def __str__(self):
        return str(REFUSALS[self.code])


@dataclass(frozen=True)
class Warning_:
    """at: the id of the clause concerned, "" when it is the whole draft. values: plain, for JSON."""

    code: WarningCode
    at: str = ""
    values: dict = field(default_factory=dict)

    def message(self):
        return worded(self.code, self.values)


@dataclass(frozen=True)
class ParsedClause:
    """id: a path such as "D5.K2.Pa" or "II.1.2", unique in its draft. label: as printed."""

    id: str
    parent: str | None
    kind: ClauseKind
    label: str
    heading: str
    text: str


@dataclass(frozen=True)
class ParsedDraft:
    """head: what stands before the title. foot: signatures and recipients, wherever they stood.

    Clauses are in reading order, a parent before its children.
    """

    head: str
    title: str
    clauses: tuple[ParsedClause, ...]
    foot: str
    warnings: tuple[Warning_, ...]

    def as_dict(self):
        return {
            "title": self.title,
            "head": self.head,
            "foot": self.foot,
            "clauses": [
                {
                    "id": clause.id,
                    "parent": clause.parent,
                    "kind": clause.kind.value,
                    "label": clause.label,
                    "heading": clause.heading,
                    "text": clause.text,
                }
                for clause in self.clauses
            ],
            "warnings": [
                {
                    "code": warning.code.value,
                    "at": warning.at,
                    "values": warning.values,
                    "message": warning.message(),
                }
                for warning in self.warnings
            ],
        }
