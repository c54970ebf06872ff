"""RTF files and web pages made for one test."""

from html import escape


def escaped(text):
    """As Word writes it: what is no ASCII as a number, with a question mark for older readers."""
    return "".join(
        letter if " " <= letter < "\x7f" and letter not in "{}\\" else _numbers(letter) for letter in text
    )


def _numbers(letter):
    raw = letter.encode("utf-16-le")
    units = (int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2))
    return "".join(f"\\u{unit - 0x10000 if unit > 0x7FFF else unit}?" for unit in units)


def rtf(*paragraphs, head=""):
    body = "".join(f"\\pard\\plain {one}\\par\n" for one in paragraphs)
    return f"{{\\rtf1\\ansi\\deff0{head}{body}}}".encode("latin-1")


def page(*paragraphs, head=""):
    body = "".join(f"<p>{one}</p>\n" for one in paragraphs)
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def rtf_of(paper, typed):
    """The paper as RTF; typed(line): its words with its number."""
    return rtf(*(_rtf_line(one, typed) for one in paper.lines))


def _rtf_line(one, typed):
    if one.cells:
        cells = "".join(f"\\pard\\intbl {escaped(cell)}\\cell" for cell in one.cells)
        return f"\\trowd\\clbrdrt\\brdrs {cells}\\row\n\\pard\\plain{{}}"
    look = ("\\qc" if one.centered else "") + ("\\b" if one.bold else "")
    label = f"{{\\listtext\\plain {escaped(one.label)}\\tab}}" if one.auto else ""
    return f"{look} {label}{escaped(typed(one))}"


def page_of(paper, typed):
    return page(*(_page_line(one, typed) for one in paper.lines))


def _page_line(one, typed):
    if one.cells:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in one.cells)
        return f"</p><table border=1><tr>{cells}</tr></table><p>"
    words = escape(f"{one.label} {one.words}" if one.auto else typed(one))
    words = f"<b>{words}</b>" if one.bold else words
    return f"<center>{words}</center>" if one.centered else words
