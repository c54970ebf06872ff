"""The tables of `flask themes suggest`: texts, labels and seed words in, suggestions out."""

from accounts import sheets
from core.errors import Refused
from core.i18n import _
from core.text import fold, tidy

#: Column → other headings for it, folded.
HEADINGS = {
    "id": ("id", "ma", "stt"),
    "text": ("text", "y kien", "noi dung", "gop y"),
    "theme": ("theme", "chu de"),
    "word": ("word", "tu", "tu khoa"),
}
HEAD = ("id", "theme", "confidence")
_LOST = "\N{REPLACEMENT CHARACTER}"


def read(data, name, *columns):
    """Rows of `columns` as tidy texts with their line: [(line, (cell, …)), …]; empty lines are left out.

    data: the bytes of a CSV (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1258) or XLSX file.
    name: what to call the file in a refusal. Raises Refused when it is no such table.
    """
    try:
        tables = sheets.read_tables(data)
    except (Refused, UnicodeError) as error:
        raise _wrong(name, str(error) if isinstance(error, Refused) else _("Không đọc được.")) from None
    rows = (
        [(line, row) for line, row in enumerate(tables[0].rows, 1) if any(map(_cell, row))] if tables else []
    )
    if not rows:
        raise _wrong(name, _("Tệp trống."))
    if _LOST.encode() not in data and any(_LOST in _cell(cell) for _line, row in rows for cell in row):
        raise _wrong(name, _("Không đọc được dấu tiếng Việt. Xin lưu tệp bằng bảng mã UTF-8."))
    head = [fold(_cell(cell)) for cell in rows[0][1]]
    places = []
    for column in columns:
        place = next((head.index(heading) for heading in HEADINGS[column] if heading in head), None)
        if place is None:
            raise _wrong(name, _("Dòng đầu thiếu cột %(column)s.", column=column))
        places.append(place)
    return [
        (line, tuple(_cell(row[place]) if place < len(row) else "" for place in places))
        for line, row in rows[1:]
    ]


def read_texts(data, name):
    """{id: text}. Raises Refused, also where an id is missing or stands twice."""
    texts = {}
    for line, (id_, text) in read(data, name, "id", "text"):
        if not id_:
            raise _wrong(name, _("Dòng %(line)d không có mã (cột id).", line=line))
        if id_ in texts:
            raise _wrong(name, _("Dòng %(line)d: mã %(id)s đã có ở dòng trên.", line=line, id=id_[:40]))
        texts[id_] = text
    if not texts:
        raise _wrong(name, _("Tệp không có ý kiến nào."))
    return texts


def read_labels(data, name, texts):
    """{id: theme} of ids in `texts`; rows without a theme are not labelled. Raises Refused.

    A table that names none of the texts belongs to another file and is refused.
    """
    labels = {}
    for line, (id_, theme) in read(data, name, "id", "theme"):
        if theme and labels.setdefault(id_, theme) != theme:
            raise _wrong(name, _("Dòng %(line)d: mã %(id)s có hai chủ đề.", line=line, id=id_[:40]))
    known = {id_: theme for id_, theme in labels.items() if id_ in texts}
    if labels and not known:
        raise _wrong(name, _("Không mã nào trong tệp này có trong tệp ý kiến."))
    return known


def read_seeds(data, name):
    """[(theme, word)]; rows without either are left out. Raises Refused when none is left."""
    seeds = [pair for _line, pair in read(data, name, "theme", "word") if all(pair)]
    if not seeds:
        raise _wrong(name, _("Tệp không có từ khóa nào."))
    return seeds


def _cell(value):
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else tidy(str(value))


def _wrong(name, reason):
    return Refused(f"{name}: {reason}", 422)
