"""The clauses as they grow: what lies inside what, under which id, and where loose words go."""

from dataclasses import dataclass, field

from consultations.importers.attached import Segment
from consultations.importers.draft import ParsedClause
from consultations.importers.openings import ARTICLE, ITEM, PAREN_ITEM, Opening
from consultations.kinds import ClauseKind

# After these marks a paragraph goes on with the bullet above it.
_GOES_ON = (":", ",")


@dataclass
class Node:
    """A clause still growing. The root of the text itself has no id and is no clause.

    depth: its rank, unless its list is nested in an unusual way. style: what its list looks like.
    holds: the depth of lists that lie in it against their rank.
    """

    id: str
    parent: "Node | None"
    kind: ClauseKind
    rank: int
    number: int = 0
    label: str = ""
    heading: str = ""
    texts: list[str] = field(default_factory=list)
    letter: str = ""
    depth: int = 0
    style: tuple = ()
    bullets: int = 0
    paragraphs: int = 0
    holds: dict[tuple, int] = field(default_factory=dict)

    def frozen(self) -> ParsedClause:
        parent = self.parent.id if self.parent and self.parent.id else None
        return ParsedClause(self.id, parent, self.kind, self.label, self.heading, "\n".join(self.texts))


class Tree:
    """path: the clauses open at the moment, outermost first; the first is the segment's root."""

    def __init__(self):
        self.path: list[Node] = []
        self._nodes: list[Node] = []
        self._ids: dict[str, int] = {}
        self._table: Node | None = None

    def clauses(self) -> tuple[ParsedClause, ...]:
        return tuple(node.frozen() for node in self._nodes)

    def begin(self, segment: Segment) -> None:
        root = Node("", None, ClauseKind.TEXT, 0)
        if segment.kind:
            root = self._add(Node(segment.key, None, segment.kind, 0, 0, segment.label, segment.heading))
        self.path = [root]
        self._table = None

    def open(self, opening: Opening) -> Node:
        while self.path[-1].depth >= opening.place:
            self.path.pop()
        parent = self.path[-1]
        kind = opening.kind
        if opening.rank == PAREN_ITEM and all(node.rank != ITEM for node in self.path):
            kind = ClauseKind.ITEM
        node = self._add(
            Node(
                self._id_for(opening, kind),
                parent,
                kind,
                opening.rank,
                opening.number,
                opening.label,
                letter=opening.letter,
                depth=opening.place,
                style=opening.style,
            )  # fmt: skip
        )
        self.path.append(node)
        self._table = None
        return node

    def add_paragraph(self, text: str) -> Node:
        """Unnumbered words: they go on with a clause that has running text, else stand alone.

        Returns the clause that has them now.
        """
        self._table = None
        last = self.path[-1]
        ended = bool(last.texts) and not last.texts[-1].endswith(_GOES_ON) and not text[0].islower()
        if ended and last.kind is ClauseKind.BULLET:
            self.path = [node for node in self.path if node.kind is not ClauseKind.BULLET]
            return self._stand_alone(text)
        if not self._has_running_text():
            return self._stand_alone(text)
        last.texts.append(text)
        return last

    def leave(self, style: tuple) -> None:
        """Close the list of that look, so that what comes now stands beside it."""
        places = [at for at, node in enumerate(self.path) if node.style == style]
        if places:
            del self.path[places[0] :]

    def add_row(self, text: str) -> None:
        """The rows of a table stay together."""
        if self._table:
            self._table.texts.append(text)
        elif self._has_running_text():
            self._table = self.path[-1]
            self._table.texts.append(text)
        else:
            self._table = self._stand_alone(text)

    def add_closing(self, text: str) -> None:
        del self.path[1:]
        self._stand_alone(text)

    def _has_running_text(self) -> bool:
        """Whether words that come now can be added to the innermost clause without changing order."""
        last = self.path[-1]
        if not self._nodes or self._nodes[-1] is not last:
            return False
        if any(node.rank == ARTICLE for node in self.path) or last.texts:
            return True
        # "1." alone on its line.
        return last.rank > ARTICLE and not last.heading

    def _stand_alone(self, text: str) -> Node:
        parent = self.path[-1]
        parent.paragraphs += 1
        clause_id = self._child_id(parent, f"t{parent.paragraphs}")
        return self._add(Node(clause_id, parent, ClauseKind.TEXT, 0, texts=[text]))

    def _add(self, node: Node) -> Node:
        """A duplicate of "I" becomes "I-2", so that its children's ids are their own too."""
        wanted = node.id
        while node.id in self._ids:
            self._ids[wanted] += 1
            node.id = f"{wanted}-{self._ids[wanted]}"
        self._ids[node.id] = 1
        self._nodes.append(node)
        return node

    def _id_for(self, opening: Opening, kind: ClauseKind) -> str:
        parent, key = self.path[-1], opening.key
        if opening.number == 0:
            parent.bullets += 1
            key += str(parent.bullets)
        if opening.rank == ARTICLE:
            # Điều runs through the chapters, so its id does not name them.
            parent = self.path[0]
        elif kind is ClauseKind.ITEM and any(node.rank == ARTICLE for node in self.path):
            key = "K" + key
        elif opening.above and opening.above[-1] != parent.number:
            key = ".".join(map(str, (*opening.above, opening.number)))
        return self._child_id(parent, key)

    @staticmethod
    def _child_id(parent: Node, key: str) -> str:
        return f"{parent.id}.{key}" if parent.id else key
