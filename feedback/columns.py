"""What the columns of somebody else's table mean, and what its rows say in our terms. Pure.

A column's target: "" (not read), "time", "code", "who", "class", "stance:5" and "words:5" (a clause; 0 for
the whole draft), "q:12" (a question), "row:12:34" (a row of a matrix or ranking).
"""

import csv
import hashlib
import io
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from werkzeug.datastructures import MultiDict

from consultations.rules import SCALE, QuestionKind
from core import codes
from core.i18n import _, _l, day
from core.text import fold, one_line, shorten, tidy
from feedback.keyed import STANCE_KEYS
from feedback.rules import COMMENT_MAX_CHARS, Stance
from feedback.said import NO, NONE, OTHER, YES
from feedback.sheet import Sheet

#: A header stands for a question when it is at least so much alike (of 100), folded.
ALIKE = 88
HEADER_WITHIN_ROWS = 10
NO_TABLE = _l("Không thấy dòng tiêu đề và dòng trả lời nào trong tệp.")
OTHER_FORM = _l(
    "Không cột nào khớp với câu hỏi hay mục của đợt này: có thể là tệp của biểu mẫu khác. "
    "Xin xem lại tệp, hoặc chọn cột bằng tay."
)
_KNOWN = {
    "time": ("dau thoi gian", "timestamp", "thoi gian", "ngay gui", "thoi diem"),
    "code": ("ma gia dinh", "ma phieu"),
    "who": ("ho va ten", "ho ten", "ten tre", "ho ten tre", "ho va ten tre", "ten", "nguoi gui", "ten be",
            "ho ten be", "nguoi gop y"),
    "class": ("lop", "ten lop", "lop hoc", "lop cua tre"),
    "words:0": ("y kien", "gop y", "y kien gop y", "noi dung", "tin nhan", "y kien khac", "de xuat",
                "kien nghi", "gop y them", "gop y khac", "y kien them", "y kien dong gop", "y kien chung",
                "y kien ve du thao", "gop y cho du thao", "gop y ve du thao"),
}  # fmt: skip
_FORMULA = ("'=", "'+", "'-", "'@", "'\t")
_YES = {"co", "yes", "x", "dung", "1", "true", "dong y"}
_NO = {"khong", "no", "sai", "0", "false", "khong dong y"}
_STANCES = {
    **{fold(str(stance.label)): stance for stance in Stance},
    **{fold(str(stance.plain)): stance for stance in Stance},
    **STANCE_KEYS,
    "dong y mot phan": Stance.AGREE_CHANGES, "nhat tri mot phan": Stance.AGREE_CHANGES,
    "dong y co sua": Stance.AGREE_CHANGES, "khong nhat tri": Stance.DISAGREE, "khac": Stance.OTHER,
}  # fmt: skip


def cell_text(value):
    """What a cell says, as people see it. A formula that was made harmless is plain text again."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{day(value)} {value:%H:%M:%S}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H:%M:%S}"
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = tidy(str(value))
    return text[1:] if text.startswith(_FORMULA) else text


def key(header):
    """A header for comparing: folded, words only."""
    return " ".join(re.findall(r"\w+", fold(header)))


def as_csv(rows):
    """Rows of cells as the bytes of a file that reads back as the same rows."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows(rows)
    return out.getvalue().encode()


@dataclass(frozen=True)
class Table:
    """headers, and rows (number of the line in the file, cells as text)."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def names(self):
        """The headers' keys; one that comes twice is numbered, so that each column keeps its own."""
        found = []
        for header in self.headers:
            name = key(header)
            again = sum(one == name or one.startswith(f"{name} #") for one in found)
            found.append(f"{name} #{again + 1}" if again else name)
        return tuple(found)

    @property
    def fingerprint(self):
        """The same for the same form, in whatever order its columns stand."""
        return hashlib.sha256("\x1f".join(sorted(self.names)).encode()).hexdigest()


def table_of(rows):
    """The Table in `rows` of cells: the first full row is the header. None when there is none."""
    texts = [[cell_text(cell) for cell in row] for row in rows]
    widths = [sum(bool(text) for text in row) for row in texts]
    widest = max(widths[:HEADER_WITHIN_ROWS], default=0)
    start = next((at for at, width in enumerate(widths) if width and width * 2 > widest), None)
    if start is None:
        return None
    headers = texts[start]
    found = [
        (start + at + 2, tuple((row + [""] * len(headers))[: len(headers)]))
        for at, row in enumerate(texts[start + 1 :])
        if any(row)
    ]
    return Table(tuple(headers), tuple(found)) if found else None


def targets_of(paper):
    """[(target, label)] of all that a column may stand for."""
    listed = [
        ("", _("– không dùng –")), ("time", _("Thời gian gửi")), ("code", _("Mã gia đình")),
        ("who", _("Tên trẻ hoặc người góp ý")), ("class", _("Lớp")),
    ]  # fmt: skip
    for piece in paper.commentable:
        name = piece.name[:1].upper() + piece.name[1:]
        listed += [(f"stance:{piece.id}", _("%(name)s: quan điểm", name=name)),
                   (f"words:{piece.id}", _("%(name)s: lời góp ý", name=name))]  # fmt: skip
    listed.append(("words:0", _("Ý kiến chung")))
    for question in paper.questions:
        title = _("Câu %(number)s. %(text)s", number=question.number, text=shorten(question.text, 60))
        if question.kind in (QuestionKind.MATRIX, QuestionKind.RANKING):
            listed += [
                (f"row:{question.id}:{option.id}", f"{title} [{shorten(option.text, 40)}]")
                for option in question.options
            ]
        else:
            listed.append((f"q:{question.id}", title))
    return listed


def guess(table, paper):
    """The targets of the columns of `table`, as far as their headers tell; each target at most once."""
    spelled = list(_spelled(paper))
    taken, found = set(), []
    for header in table.headers:
        target = _guess(key(header), spelled)
        if target in taken:
            target = ""
        taken.add(target)
        found.append(target)
    return found


def _spelled(paper):
    """(target, key) of how a header may be spelled."""
    for question in paper.questions:
        for option in question.options:
            if question.kind in (QuestionKind.MATRIX, QuestionKind.RANKING):
                yield f"row:{question.id}:{option.id}", key(f"{question.text} {option.text}")
        if question.kind not in (QuestionKind.MATRIX, QuestionKind.RANKING):
            yield f"q:{question.id}", key(question.text)
    for piece in paper.commentable:
        for about in (piece.name, f"{piece.label} {piece.heading}"):
            yield f"stance:{piece.id}", key(about)
            for word in ("góp ý", "lý do", "ý kiến", "đề nghị sửa"):
                yield f"words:{piece.id}", key(f"{about} {word}")
                yield f"words:{piece.id}", key(f"{word} {about}")


def _guess(header, spelled):
    if not header:
        return ""
    bare = re.sub(r"^(cau )?\d+ ", "", header)
    exact = next((target for target, name in spelled if name in (header, bare)), None)
    if exact:
        return exact
    if known := next((target for target, names in _KNOWN.items() if header in names), None):
        return known
    # Late: only imports compare headers.
    from rapidfuzz import fuzz

    alike = [(fuzz.ratio(bare, name), target) for target, name in spelled if name]
    best = max(alike, default=(0, ""))
    return best[1] if best[0] >= ALIKE else ""


def says_something(targets):
    return any(target.split(":")[0] in ("stance", "words", "q", "row") for target in targets)


@dataclass(frozen=True)
class Reading:
    """One row: whose it is as far as it says, what it says, and what could not be read."""

    number: int
    #: What it is recognised by when the file is brought in again.
    identity: str
    code: str
    who: str
    class_name: str
    said: tuple
    rows: tuple
    errors: tuple[str, ...]


def read_rows(table, targets, paper, *, is_named=True):
    """Readings of all rows, in the order of the file. is_named False: who wrote it is not looked at."""
    if not is_named:
        targets = ["" if target in ("who", "code", "class") else target for target in targets]
    questions = {one.id: replace(one, is_required=False) for one in paper.questions}
    seen = {}
    for number, cells in table.rows:
        by_target = {}
        for target, text in zip(targets, cells, strict=True):
            if target and text:
                by_target.setdefault(target, text)
        identity = _identity(table, cells, by_target, is_named)
        seen[identity] = at = seen.get(identity, 0) + 1
        yield _read(number, f"{identity}#{at}", by_target, questions, paper)


def _identity(table, cells, by_target, is_named):
    """A row with a time is known by it, though its form may have grown; else by all that it says.

    Without names never by a name and words together: whoever holds the keys could try all names.
    """
    if "time" in by_target:
        return "t:" + " ".join(re.findall(r"\d+|[a-z]+", fold(by_target["time"]))) + "|" + fold(
            by_target.get("who", "")
        )  # fmt: skip
    if not is_named:
        return "s:" + "|".join(sorted(f"{target}={fold(text)}" for target, text in by_target.items()))
    return "r:" + "|".join(sorted(f"{n}={fold(c)}" for n, c in zip(table.names, cells, strict=True) if c))


def _read(number, identity, by_target, questions, paper):
    errors, fields, said = [], MultiDict(), {}
    for target, text in by_target.items():
        kind, _colon, rest = target.partition(":")
        if kind in ("stance", "words"):
            _read_opinion(kind, int(rest), text, said, errors)
        elif kind in ("q", "row"):
            question_id, _colon, option_id = rest.partition(":")
            question = questions[int(question_id)]
            if not _fill(question, option_id, text, fields):
                errors.append(
                    _("Câu %(n)s: không hiểu “%(text)s”.", n=question.number, text=shorten(text, 40))
                )
    sheet = Sheet(tuple(questions.values())).read(fields, may_be_empty=True)
    errors += [_("Câu %(n)s: %(message)s", n=n, message=message) for _field, n, message in sheet.error_list()]
    opinions = tuple(
        (clause_id or None, one.get("stance", Stance.OTHER), one.get("words", ""))
        for clause_id, one in said.items()
    )
    return Reading(
        number, identity, codes.read(by_target.get("code"), codes.HOUSEHOLD_LENGTH) or "",
        one_line(by_target.get("who", "")), one_line(by_target.get("class", "")), opinions,
        tuple(sheet.rows), tuple(map(str, errors)),
    )  # fmt: skip


def _read_opinion(kind, clause_id, text, said, errors):
    if kind == "words":
        if len(text) > COMMENT_MAX_CHARS:
            errors.append(_("Lời góp ý dài quá %(max)d chữ cái, chỉ lấy phần đầu.", max=COMMENT_MAX_CHARS))
        said.setdefault(clause_id, {})["words"] = text[:COMMENT_MAX_CHARS]
    elif (stance := _STANCES.get(fold(one_line(text)).rstrip(" ."))) is not None:
        said.setdefault(clause_id, {})["stance"] = stance
    else:
        # Not one of the four: what was written there is kept as words.
        said.setdefault(clause_id, {}).setdefault("words", text[:COMMENT_MAX_CHARS])


def _fill(question, option_id, text, fields):
    """Put what `text` answers into `fields` as the survey's own form sends it. False: it fits nothing."""
    name = f"q{question.id}" + (f"-{option_id}" if option_id else "")
    plain = fold(one_line(text))
    if question.has_no_opinion and plain in ("khong co y kien", "khong y kien"):
        typed = question.kind in (
            QuestionKind.NUMBER,
            QuestionKind.DATE,
            QuestionKind.SHORT,
            QuestionKind.LONG,
        )
        fields[f"{name}-{NONE}" if typed else name] = "y" if typed else NONE
    elif question.kind in (QuestionKind.SCALE, QuestionKind.MATRIX):
        step = re.match(r"([1-5])(?![\d,.])", plain)
        words = {fold(str(word)): str(n) for n, word in SCALE}
        value = step[1] if step else words.get(plain)
        if value is None:
            return False
        fields[name] = value
    elif question.kind is QuestionKind.YES_NO:
        if plain not in _YES | _NO:
            return False
        fields[name] = YES if plain in _YES else NO
    elif question.kind in (QuestionKind.SINGLE, QuestionKind.SEVERAL):
        return _fill_choice(question, name, text, fields)
    else:
        fields[name] = text
    return True


def _fill_choice(question, name, text, fields):
    options = {fold(one_line(option.text)): str(option.id) for option in question.options}
    parts = [text] if question.kind is QuestionKind.SINGLE else list(_parts(text, options))
    chosen, others = [], []
    for part in parts:
        value = options.get(fold(one_line(part)))
        (chosen if value else others).append(value or one_line(part))
    if others and not question.has_other:
        return False
    if others:
        chosen.append(OTHER)
        fields[f"{name}-{OTHER}"] = ", ".join(others)
    fields.setlist(name, chosen)
    return True


def _parts(text, options):
    """The choices that a form joined by commas, though a choice may hold a comma itself."""
    pieces = [piece.strip() for piece in re.split(r"[;,\n]", text) if piece.strip()]
    at = 0
    while at < len(pieces):
        end = next(
            (end for end in range(len(pieces), at, -1) if fold(", ".join(pieces[at:end])) in options), at + 1
        )
        yield ", ".join(pieces[at:end])
        at = end
