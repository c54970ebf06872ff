"""Tables of a PDF by the lines drawn around their cells."""

from bisect import bisect_right
from dataclasses import dataclass

from consultations.importers.pdflayout import Page, Rule, Run, visual_lines

# Lines that meet or continue each other do so within that many points.
NEAR = 3.0
SHORTEST_RULE = 6.0


@dataclass(frozen=True)
class Table:
    """rows: the lines of words of each cell. top: where it begins on the page."""

    top: float
    rows: list[list[list[str]]]


def tables_of(page: Page) -> tuple[list[Table], list[Run]]:
    """The tables with at least two columns, and the words outside of them."""
    rest, tables = page.runs, []
    for rules in _grids([rule for rule in page.rules if _length(rule) >= SHORTEST_RULE]):
        xs = _places([rule.x0 for rule in rules if rule.is_upright])
        ys = _places([rule.y0 for rule in rules if not rule.is_upright])
        if len(xs) < 3 or len(ys) < 2:
            continue
        inside = [run for run in rest if _is_inside(run, xs, ys)]
        if not inside:
            continue
        chosen = set(map(id, inside))
        rest = [run for run in rest if id(run) not in chosen]
        tables.append(Table(ys[-1], _rows(inside, rules, xs, ys)))
    return tables, rest


def _length(rule: Rule) -> float:
    return max(rule.x1 - rule.x0, rule.y1 - rule.y0)


def _grids(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch each other, from the top down."""
    groups: list[tuple[list[float], list[Rule]]] = []
    for rule in sorted(rules, key=lambda rule: -rule.y1):
        box, members = [rule.x0, rule.y0, rule.x1, rule.y1], [rule]
        apart = []
        for other_box, others in groups:
            if _touch(box, other_box):
                box = [
                    min(box[0], other_box[0]),
                    min(box[1], other_box[1]),
                    max(box[2], other_box[2]),
                    max(box[3], other_box[3]),
                ]
                members = others + members
            else:
                apart.append((other_box, others))
        groups = [*apart, (box, members)]
    return [members for _, members in groups]


def _touch(one, other) -> bool:
    return (
        one[0] <= other[2] + NEAR
        and other[0] <= one[2] + NEAR
        and one[1] <= other[3] + NEAR
        and other[1] <= one[3] + NEAR
    )


def _places(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _is_inside(run: Run, xs: list[float], ys: list[float]) -> bool:
    middle = (run.x0 + run.x1) / 2
    return xs[0] - NEAR <= middle <= xs[-1] + NEAR and ys[0] - NEAR <= run.y <= ys[-1] + NEAR


def _rows(runs: list[Run], rules: list[Rule], xs: list[float], ys: list[float]) -> list[list[list[str]]]:
    rows: dict[int, list[Run]] = {}
    for run in runs:
        rows.setdefault(bisect_right(ys, run.y), []).append(run)
    return [_cells(rows[at], rules, xs, ys, at) for at in sorted(rows, reverse=True)]


def _cells(runs: list[Run], rules: list[Rule], xs, ys, row: int) -> list[list[str]]:
    """Columns that have no line between them in this row are one cell."""
    bottom, top = ys[max(row - 1, 0)], ys[min(row, len(ys) - 1)]
    middle = (bottom + top) / 2
    walls = [rule.x0 for rule in rules if rule.is_upright and rule.y0 - NEAR <= middle <= rule.y1 + NEAR]
    edges = [x for x in xs if any(abs(x - wall) <= NEAR for wall in walls)] or xs
    cells: dict[int, list[Run]] = {}
    for run in runs:
        cells.setdefault(bisect_right(edges, (run.x0 + run.x1) / 2), []).append(run)
    columns = range(1, max(len(edges), max(cells) + 1)) if cells else ()
    return [_words(cells.get(at, [])) for at in ([0] if 0 in cells else []) + list(columns)]


def _words(runs: list[Run]) -> list[str]:
    return [" ".join(segment.text for segment in line) for line in visual_lines(runs)]
