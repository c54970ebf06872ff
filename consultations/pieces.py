"""A draft under correction: its pieces in reading order, and what merging, splitting, lifting make of them.

Everything here is plain values in and out. No word is lost but those an officer types over.
"""

from dataclasses import dataclass, replace

from consultations import cutting
from consultations.rules import CLAUSE_MAX_CHARS, HEADINGS, LABEL_MAX_CHARS, READ_WITH_PARENT, Kind
from core.i18n import _l

#: Id of a piece that is not stored yet; one operation makes at most one.
NEW = 0
TOO_LONG = _l("Một mục dài hơn 60.000 chữ cái. Xin ngắt mục đó thành nhiều đoạn rồi thử lại.")


class Impossible(Exception):
    """An operation that makes no sense here. `reason`: a sentence for the officer."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause while it is corrected. Lines: of the source, from 1; None when it never had one."""

    id: int
    parent: int | None
    kind: Kind
    label: str = ""
    heading: str = ""
    text: str = ""
    is_left_out: bool = False
    first_line: int | None = None
    last_line: int | None = None
    #: Its thread in an earlier version (models.Clause.origin_id).
    origin: int | None = None

    @property
    def words(self):
        return cutting.words_of(self.label, self.heading, self.text)


def place_of(pieces, piece_id):
    """Index of the piece with `piece_id`. Raises KeyError."""
    for at, piece in enumerate(pieces):
        if piece.id == piece_id:
            return at
    raise KeyError(piece_id)


def settle(pieces, moved=None, *, seeks=True):
    """`pieces` with a parent that stands open above each of them; who has one keeps it.

    moved: id of a piece with a new kind: what it cannot hold any more looks for its parent anew, and so
    does the piece itself if it `seeks`.
    """
    by_id = {piece.id: piece for piece in pieces}
    path, settled = [], []
    for piece in pieces:
        open_ids = {one.id for one in path}
        keeps = piece.parent is None or piece.parent in open_ids
        if (
            piece.parent == moved
            and moved is not None
            and not cutting.can_hold(by_id[moved].kind, piece.kind)
        ):
            keeps = False
        if not keeps or (seeks and piece.id == moved):
            piece = replace(piece, parent=_holder(path, piece.kind))
        while path and path[-1].id != piece.parent:
            path.pop()
        path.append(piece)
        settled.append(piece)
    return tuple(settled)


def _holder(path, kind):
    return next((one.id for one in reversed(path) if cutting.can_hold(one.kind, kind)), None)


def above(pieces, piece_id):
    """The piece that a merge would add to: the nearest one before that is not left out, or None."""
    before = pieces[: place_of(pieces, piece_id)]
    return next((piece for piece in reversed(before) if not piece.is_left_out), None)


def merge(pieces, piece_id):
    """Add the words of a piece to the one above it."""
    at, upper = place_of(pieces, piece_id), above(pieces, piece_id)
    if upper is None:
        raise Impossible(_l("Đây là mục đầu tiên, phía trên không có mục nào để gộp."))
    gone = pieces[at]
    if upper.kind in HEADINGS and not upper.heading and not upper.text:
        joined = replace(upper, heading=gone.words)
    else:
        joined = replace(upper, text=cutting.join(upper.text, gone.words))
    if len(joined.text) > CLAUSE_MAX_CHARS:
        raise Impossible(TOO_LONG)
    joined = _with_lines(joined, upper, gone)
    return settle(tuple(joined if one is upper else one for one in pieces if one is not gone))


def _with_lines(joined, first, second):
    lines = [one for one in (first.first_line, second.first_line, first.last_line, second.last_line) if one]
    return replace(joined, first_line=min(lines), last_line=max(lines)) if lines else joined


def split(pieces, piece_id, offset):
    """Cut the text of a piece before character `offset`; the second half becomes a piece of its own (NEW)."""
    at = place_of(pieces, piece_id)
    old = pieces[at]
    if not cutting.may_split(old.text, offset):
        raise Impossible(
            _l("Chỗ tách phải nằm giữa hai từ. Xin đặt lại con trỏ, hoặc chọn câu trong danh sách.")
        )
    first, second = old.text[:offset].strip(), old.text[offset:].strip()
    kind, label, text = cutting.read_opening(second) or (cutting.kind_of_rest(old.kind), "", second)
    if len(label) > LABEL_MAX_CHARS:
        kind, label, text = cutting.kind_of_rest(old.kind), "", second
    end, begin = _lines_at(old, offset)
    upper = replace(old, text=first, last_line=end)
    new = Piece(NEW, old.id, kind, label, "", text, old.is_left_out, begin, old.last_line)
    below = tuple(
        replace(one, parent=NEW) if one.parent == old.id and cutting.can_hold(kind, one.kind) else one
        for one in pieces[at + 1 :]
    )
    return settle((*pieces[:at], upper, new, *below), moved=NEW)


def _lines_at(piece, offset):
    """(last line of what stands before `offset` in the text, first line of what stands after it)."""
    if piece.first_line is None:
        return None, None
    text_line = piece.first_line + bool(piece.heading)
    begin = min(text_line + piece.text[:offset].count("\n"), piece.last_line)
    return max(begin - (piece.text[offset - 1] == "\n"), piece.first_line), begin


def change(pieces, piece_id, **fields):
    """Correct kind, label, heading or text; a new kind moves the piece and what follows it in the tree."""
    at = place_of(pieces, piece_id)
    old, new = pieces[at], replace(pieces[at], **fields)
    pieces = (*pieces[:at], new, *pieces[at + 1 :])
    if new.kind is old.kind:
        return pieces
    return settle(_adopt(pieces, at, old.parent), moved=piece_id)


def _adopt(pieces, at, old_parent):
    """What follows on the same level goes below the piece at `at` as far as it can hold it."""
    new, taken, holds = pieces[at], [], True
    for one in pieces[at + 1 :]:
        if one.parent == old_parent and holds:
            holds = cutting.can_hold(new.kind, one.kind)
            one = replace(one, parent=new.id) if holds else one
        taken.append(one)
    return (*pieces[: at + 1], *taken)


def lift(pieces, piece_id):
    """One level up: the piece becomes what its parent is, and stands after it."""
    piece = pieces[place_of(pieces, piece_id)]
    if piece.parent is None:
        raise Impossible(_l("Mục này đã ở cấp ngoài cùng."))
    parent = pieces[place_of(pieces, piece.parent)]
    return _hang(pieces, replace(piece, kind=parent.kind, parent=parent.parent))


def lower(pieces, piece_id):
    """One level down: the piece goes below the one before it on its level, as what already stands there."""
    at = place_of(pieces, piece_id)
    piece = pieces[at]
    holder = next((one for one in reversed(pieces[:at]) if one.parent == piece.parent), None)
    kind = holder and _kind_below(pieces, holder, piece.kind)
    if kind is None:
        raise Impossible(_l("Phía trên không có mục nào cùng cấp để đưa mục này vào trong."))
    return _hang(pieces, replace(piece, kind=kind, parent=holder.id))


def _hang(pieces, moved):
    """`moved` in the place of the piece with its id, below the parent it names."""
    return settle(tuple(moved if one.id == moved.id else one for one in pieces), moved=moved.id, seeks=False)


def _kind_below(pieces, holder, kind):
    """The kind `holder` has below it already; else that of the piece itself, else the nearest it may hold."""
    kinds = [one.kind for one in pieces if one.parent == holder.id] + [
        kind,
        *_USUAL_BELOW.get(holder.kind, []),
    ]
    return next((one for one in kinds if cutting.can_hold(holder.kind, one)), None)


_USUAL_BELOW = {
    Kind.ANNEX: [Kind.PART], Kind.PART: [Kind.CHAPTER], Kind.CHAPTER: [Kind.SECTION],
    Kind.SECTION: [Kind.ARTICLE], Kind.SUBSECTION: [Kind.ARTICLE], Kind.ARTICLE: [Kind.ITEM],
    Kind.ITEM: [Kind.POINT], Kind.SUBITEM: [Kind.POINT], Kind.POINT: [Kind.BULLET], Kind.TEXT: [Kind.BULLET],
}  # fmt: skip


def leave_out(pieces, ids, is_left_out):
    """Take pieces, and all below them, out of what is read and commented on; or in again."""
    reached = set(ids)
    changed = []
    for one in pieces:
        if one.id in reached or one.parent in reached:
            reached.add(one.id)
            one = replace(one, is_left_out=is_left_out) if one.is_left_out != is_left_out else one
        changed.append(one)
    return tuple(changed)


def retype(pieces, ids, kind):
    """Give several pieces one kind, from the first to the last."""
    for piece_id in [one.id for one in pieces if one.id in set(ids)]:
        pieces = change(pieces, piece_id, kind=kind)
    return pieces


def restore(pieces, piece_id, source, openings):
    """Give a piece the words of its lines in the source again.

    source: its lines. openings: {line: (kind, label, heading)}, how each piece began when it was read.
    """
    piece = pieces[place_of(pieces, piece_id)]
    if piece.first_line is None:
        raise Impossible(_l("Mục này không có chỗ trong lời văn gốc."))
    lines = range(piece.first_line, piece.last_line + 1)
    for other in pieces:
        if other is not piece and other.first_line and _overlap(other, lines):
            raise Impossible(
                _l("Lời văn gốc của mục này đang nằm ở hai mục. Xin gộp lại, hoặc hoàn tác, rồi thử lại.")
            )
    words = "\n".join(source[lines.start - 1 : lines.stop - 1])
    kind, label, heading = openings.get(piece.first_line, (piece.kind, piece.label, piece.heading))
    opening = cutting.words_of(label, heading, "")
    if not words.startswith(opening):
        label = heading = opening = ""
    text = words[len(opening) :].strip()
    if len(text) > CLAUSE_MAX_CHARS:
        raise Impossible(TOO_LONG)
    return change(pieces, piece_id, kind=kind, label=label, heading=heading, text=text)


def _overlap(piece, lines):
    return piece.first_line < lines.stop and piece.last_line >= lines.start


def take_in(pieces, text, lines, *, at_front):
    """Make the head or the foot a paragraph of the draft (NEW). lines: (first, last) of the source."""
    if not text:
        raise Impossible(_l("Phần này không có chữ nào."))
    if len(text) > CLAUSE_MAX_CHARS:
        raise Impossible(TOO_LONG)
    new = Piece(NEW, None, Kind.TEXT, "", "", text, False, *lines)
    return (new, *pieces) if at_front else (*pieces, new)


def is_sound(pieces):
    """Whether every parent stands open above its piece (what a reader's eye takes for granted)."""
    return settle(pieces) == tuple(pieces)


def is_point(piece):
    """Whether the piece is read and answered together with the one above it."""
    return piece.kind in READ_WITH_PARENT
