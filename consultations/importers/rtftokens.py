"""The words of an RTF file, one after the other. Source: Rich Text Format Specification 1.9.1."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consultations.importers.symbols import symbol

MAGIC = rb"{\rtf"

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n\0]+)|[\r\n\0]+|\\",
    re.S,
)
_CHARSETS = {
    77: "mac_roman", 161: "cp1253", 162: "cp1254", 163: "cp1258", 186: "cp1257", 204: "cp1251", 238: "cp1250",
}  # fmt: skip
_DEFAULT_CHARSET, _SYMBOLS = 1, 2
_PAGES = {f"cp{page}" for page in (437, 850, *range(1250, 1259))}


@dataclass(frozen=True)
class Token:
    """word: a control word or sign, or "{" or "}", with its number; else `raw`, bytes of text."""

    word: str = ""
    number: int | None = None
    raw: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        word, number, code, sign, brace, text = found.groups()
        if word == b"bin":
            at += max(int(number or 0), 0)
        elif word:
            yield Token(word.decode(), None if number is None else int(number))
        elif code:
            yield Token(raw=bytes([int(code, 16)]))
        elif sign or brace:
            yield Token((sign or brace).decode("latin-1"))
        elif text:
            yield Token(raw=text)


@dataclass(frozen=True)
class Font:
    name: str = ""
    charset: int = _DEFAULT_CHARSET

    def decoded(self, raw: bytes, page: str, *, is_old: bool) -> str:
        """page: the code page of the file. is_old: the letters stand on Western codes."""
        if self.charset == _SYMBOLS:
            return "".join(symbol(f"{0xF000 | code:x}", self.name) for code in raw)
        chosen = page if self.charset == _DEFAULT_CHARSET else _CHARSETS.get(self.charset, "cp1252")
        return _decoded(raw, "cp1252" if is_old else chosen)


def code_page(number: int) -> str:
    return f"cp{number}" if f"cp{number}" in _PAGES else "cp1252"


def _decoded(raw: bytes, page: str) -> str:
    try:
        return raw.decode(page)
    except UnicodeDecodeError:
        # A code the page leaves open: the control character of that number, as Windows reads it.
        return "".join(_one(raw[at : at + 1], page) for at in range(len(raw)))


def _one(code: bytes, page: str) -> str:
    try:
        return code.decode(page)
    except UnicodeDecodeError:
        return code.decode("latin-1")
