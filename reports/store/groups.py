"""Cross-tables: the groups a school knows, put together by the disclosure control, and what each said."""

from collections import defaultdict

from accounts.rules import AgeGroup, Audience
from consultations.rules import QuestionKind
from feedback.rules import Stance
from reports import disclosure, tally
from reports.answers import CLOSED, NO, OTHER, YES, slice_of, together
from reports.disclosure import Node
from reports.heard import SILENT, picking_question
from reports.summary import Cut, Group, Stances


def places(sizes, ages):
    """Nodes of the audiences with their age groups and classes.

    sizes: {(audience value or "", label): people}; ages: {class name: AgeGroup or None}. Where a released
    label spans audiences no audience is whole, so the labels stand side by side.
    """
    if any(not audience for audience, _label in sizes):
        return tuple(Node(atom, n) for atom, n in sizes.items() if n and atom[0] != Audience.COMMUNITY.value)
    nodes = []
    for audience in Audience:
        own = {label: n for (whose, label), n in sizes.items() if whose == audience.value and n}
        if own and audience is not Audience.COMMUNITY:
            children = () if set(own) == {""} else _ages(audience.value, own, ages)
            key = ("audience", audience.value) if children else (audience.value, "")
            nodes.append(Node(key, sum(own.values()), children))
    return tuple(nodes)


def _ages(audience, own, ages):
    """Age groups with their classes; classes of no known age, and labels of several, stand beside them."""
    nodes = []
    for age in AgeGroup:
        classes = tuple(Node((audience, name), own[name]) for name in own if ages.get(name) is age)
        if classes:
            nodes.append(Node(("age", age.value), sum(node.size for node in classes), classes))
    return (*nodes, *(Node((audience, name), own[name]) for name in own if ages.get(name) is None))


def names_of(node):
    """(kind, value) of a Node of places."""
    kind, value = node.key
    if kind in ("audience", "age"):
        return node.key
    if not kind:
        return "label", value
    return ("class", value) if value else ("audience", kind)


def cut_places(levels, rows, questions, counted, people):
    """Cuts by audience, age group and class: one per level that shows something new.

    rows: {clause_id: [(atom, stance, n)] on its present wording}; counted: {atom: {question_id: Counted}}.
    An atom is the key of a smallest group; people: {atom: how many there are}.
    """
    cuts, shown = [], set()
    for level in _distinct(levels):
        kept = [block for block in level if block.keys not in shown or _is_of_parents(block)]
        if len(level) > 1 and any(block.keys not in shown for block in kept):
            cuts.append(_cut(_kind(kept), 0, kept, rows, questions, counted, people=people))
            shown |= {block.keys for block in kept}
    return tuple(cuts)


def _distinct(levels):
    """Without an age group level that is the same as that of the classes."""
    first, *rest = levels
    same = {at for at in range(len(rest) - 1) if _keys(rest[at]) == _keys(rest[at + 1])}
    return [first, *(level for at, level in enumerate(rest) if at not in same)]


def _keys(level):
    return {block.keys for block in level}


def _is_of_parents(block):
    return any(names_of(node)[0] in ("age", "class") for node in block.nodes)


def _kind(blocks):
    kinds = {names_of(node)[0] for block in blocks for node in block.nodes}
    return next((kind for kind in ("class", "label", "age") if kind in kinds), "audience")


def _cut(kind, number, blocks, rows, questions, counted, *, names=None, people=None):
    return Cut(
        kind=kind,
        number=number,
        groups=tuple(group_of(block, names, people) for block in blocks),
        clauses=tuple(
            (clause, tuple(_stances(block, own) for block in blocks)) for clause, own in rows.items()
        ),
        questions=tuple(
            (item.id, tuple(slice_of(item, _counted(block, item, counted), block.size) for block in blocks))
            for item in questions
        ),
    )


def group_of(block, names=None, people=None):
    named = (names[node.key] if names else names_of(node) for node in block.nodes)
    is_known = people is not None and block.keys <= people.keys()
    return Group(tuple(named), block.size, sum(people[key] for key in block.keys) if is_known else None)


def _stances(block, rows):
    counts = defaultdict(lambda: defaultdict(int))
    for atom, stance, n in rows:
        counts[atom][stance] += n
    return Stances(
        **tally.zero_filled([one.value for one in Stance], disclosure.summed(block, counts).items())
    )


def _counted(block, item, counted):
    return together([counted[atom][item.id] for atom in block.keys if atom in counted])


def cut_answers(heard, paper, is_now, speaking, smallest):
    """The Cut by the picking_question, in a tuple; () without one.

    That question itself is told apart by no other: with the places of those who gave a rare answer, what they
    said elsewhere could be worked out. Nor are questions that hang on an answer. is_now(clause_id, version).
    """
    picking = picking_question(paper)
    if picking is None:
        return ()
    names = _answer_names(picking)
    # Who said "no opinion" is among the silent.
    sizes = heard.picked | {SILENT: speaking - sum(n for key, n in heard.picked.items() if key != SILENT)}
    nodes = tuple(Node(key, sizes.get(key, 0)) for key in names)
    found = disclosure.levels(nodes, smallest)
    if not found or len(found[0]) < 2:
        return ()
    rows = {
        clause: [(pick, stance, n) for pick, stance, n, version in own if is_now(clause, version)]
        for clause, own in sorted(heard.stances_by_pick().items())
    }
    rows = {clause: own for clause, own in rows.items() if own}
    cut = _cut("answer", picking.number, found[0], rows, told_apart(paper), heard.by_pick(), names=names)
    return (cut,)


def told_apart(paper):
    """Questions whose answers are told apart by groups, of whatever kind these are."""
    picking = picking_question(paper)
    open_to_all = [item for item in paper.questions if item.kind in CLOSED and not item.tests]
    return [item for item in open_to_all if item is not picking]


def _answer_names(item):
    """{pick: (kind, text)} of every way to answer `item`, silence last."""
    if item.kind is QuestionKind.YES_NO:
        names = {("number", 1): ("option", YES), ("number", 0): ("option", NO)}
    else:
        names = {("option", option.id): ("option", option.text) for option in item.options}
    if item.has_other:
        names["text", 1] = ("option", OTHER)
    return names | {SILENT: SILENT}
