"""Lists as Word numbers them, with the labels that are printed.

The labels were checked against LibreOffice 7.4: `scripts/labels_in_libreoffice` writes each file,
has LibreOffice print it as text, and compares. UNLIKE_LIBREOFFICE names where the two differ.
"""

from tests.consultations.importers.word import WordFile, abstract_num, level, num

LAW = (
    level(0, "Chương %1", "upperRoman"),
    level(1, "Điều %2.", restart=0),
    level(2, "%3."),
    level(3, "%4)", "lowerLetter"),
    level(4, "-", "bullet"),
)
PLAN = (
    level(0, "%1.", "upperRoman"),
    level(1, "%2."),
    level(2, "%2.%3."),
    level(3, "%2.%3.%4."),
    level(4, "%5)", "lowerLetter"),
    level(5, "-", "bullet"),
    level(6, "+", "bullet"),
)
HEADED = (
    level(0, "Chương %1", "upperRoman", style="Chuong"),
    level(1, "Điều %2.", style="Dieu", restart=0),
    level(2, "%3.", style="Khoan"),
)


def override(at, of_level):
    return f'<w:lvlOverride w:ilvl="{at}">{of_level}</w:lvlOverride>'


def listed(definitions, *paragraphs, styles=()):
    """paragraphs: (numId or None, level or None) or a style's name."""
    file = WordFile().numbering(*definitions)
    for name, more in styles:
        file.style(name, **more)
    for at, one in enumerate(paragraphs):
        words = f"Việc của cô {at}"
        if isinstance(one, str):
            file.p(words, style=one)
        else:
            file.p(words, num=one[0], level=one[1])
    return file


def levels(number, *depths):
    return [(number, depth) for depth in depths]


CASES = {
    "a law": (
        listed([abstract_num(1, *LAW), num(1, 1)], *levels(1, 0, 1, 2, 2, 3, 3, 4, 1, 2, 0, 1, 2, 3)),
        "Chương I|Điều 1.|1.|2.|a)|b)|-|Điều 2.|1.|Chương II|Điều 3.|1.|a)",
    ),
    "a plan": (
        listed([abstract_num(1, *PLAN), num(1, 1)], *levels(1, 0, 1, 2, 3, 3, 2, 4, 4, 5, 6, 1, 2, 0, 1)),
        "I.|1.|1.1.|1.1.1.|1.1.2.|1.2.|a)|b)|-|+|2.|2.1.|II.|1.",
    ),
    "styles that number": (
        listed(
            [abstract_num(1, *HEADED), num(1, 1)],
            "Chuong", "Dieu", "Khoan", "Khoan", "Dieu", "Khoan", "Chuong", "Dieu2", "Khoan",
            styles=[
                ("Chuong", {"num": 1}), ("Dieu", {"num": 1, "level": 1}), ("Khoan", {"num": 1, "level": 2}),
                ("Dieu2", {"based_on": "Dieu"}),
            ],
        ),
        "Chương I|Điều 1.|1.|2.|Điều 2.|1.|Chương II|Điều 3.|1.",
    ),
    "a style switched off by one based on it": (
        listed(
            [abstract_num(1, level(0, "Điều %1.", style="Dieu")), num(1, 1)],
            "Dieu", "Khong", "Dieu",
            styles=[("Dieu", {"num": 1}), ("Khong", {"based_on": "Dieu", "num": 0})],
        ),
        "Điều 1.||Điều 2.",
    ),
    "a number switched off": (
        listed([abstract_num(1, *PLAN), num(1, 1)], (1, 1), (0, 1), (1, 1)), "1.||2."
    ),
    "two lists of one definition": (
        listed([abstract_num(1, *PLAN), num(1, 1), num(2, 1)], (1, 1), (2, 1), (1, 1)), "1.|2.|3."
    ),
    "a start anew": (
        listed([abstract_num(1, *PLAN), num(1, 1), num(2, 1, start={1: 1})], (1, 1), (1, 1), (2, 1), (2, 1)),
        "1.|2.|1.|2.",
    ),
    "a start anew at five": (
        listed([abstract_num(1, *PLAN), num(1, 1), num(2, 1, start={1: 5})], (1, 1), (2, 1), (2, 2), (2, 1)),
        "1.|5.|5.1.|6.",
    ),
    "a level put in place of another": (
        listed(
            [abstract_num(1, *PLAN), num(1, 1), num(2, 1, overrides=override(1, level(1, "Điều %2.")))],
            (2, 1), (2, 1), (2, 4),
        ),
        "Điều 1.|Điều 2.|a)",
    ),
    "a list that begins at four": (
        listed([abstract_num(1, level(0, "Điều %1.", start=4)), num(1, 1)], (1, 0), (1, 0)),
        "Điều 4.|Điều 5.",
    ),
    "legal numbers": (
        listed(
            [abstract_num(1, level(0, "%1.", "upperRoman"), level(1, "%1.%2.", legal=True)), num(1, 1)],
            *levels(1, 0, 1, 1, 0, 1),
        ),
        "I.|1.1.|1.2.|II.|2.1.",
    ),
    "a roman number before an arabic one": (
        listed(
            [abstract_num(1, level(0, "%1.", "upperRoman"), level(1, "%1.%2.")), num(1, 1)],
            *levels(1, 0, 1, 1, 0, 1),
        ),
        "I.|I.1.|I.2.|II.|II.1.",
    ),
    "letters past đ": (
        listed([abstract_num(1, level(0, "%1)", "lowerLetter")), num(1, 1)], *levels(1, *[0] * 8)),
        "a)|b)|c)|d)|e)|f)|g)|h)",
    ),
    "a level that restarts only under the outermost": (
        listed(
            [abstract_num(1, level(0, "%1.", "upperRoman"), level(1, "%2."),
                          level(2, "%3)", "lowerLetter", restart=1)), num(1, 1)],
            *levels(1, 0, 1, 2, 1, 2, 0, 1, 2),
        ),
        "I.|1.|a)|2.|b)|II.|1.|a)",
    ),
    "a definition lent by a numbering style": (
        listed(
            [abstract_num(1, *PLAN, named="Muc"), abstract_num(2, link="Muc"), num(1, 1), num(2, 2)],
            (2, 0), (2, 1), (2, 1),
            styles=[("Muc", {"num": 1, "list": True})],
        ),
        "I.|1.|2.",
    ),
    "bullets of picture fonts": (
        listed(
            [abstract_num(1, level(0, "\uf0b7", "bullet", font="Symbol"),
                          level(1, "\uf0a7", "bullet", font="Wingdings")), num(1, 1)],
            *levels(1, 0, 1),
        ),
        "-|-",
    ),
    "parentheses and slashes": (
        listed([abstract_num(1, level(0, "(%1)"), level(1, "%2/")), num(1, 1)], *levels(1, 0, 0, 1, 1)),
        "(1)|(2)|1/|2/",
    ),
    "numbers with leading zeros": (
        listed([abstract_num(1, level(0, "%1.", "decimalZero")), num(1, 1)], *levels(1, *[0] * 10)),
        "01.|02.|03.|04.|05.|06.|07.|08.|09.|10.",
    ),
}  # fmt: skip

# Word follows ISO 29500-1 here (w:lvlRestart, w:isLgl); LibreOffice 7.4 reads neither.
UNLIKE_LIBREOFFICE = {
    "a law",
    "styles that number",
    "legal numbers",
    "a level that restarts only under the outermost",
}
