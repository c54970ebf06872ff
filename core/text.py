"""Text as we keep it: NFC and tidy; and folded, as people type it without dấu."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x2060, 0xFEFF])
_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
#: A joiner makes one family of four faces; anywhere else nobody sees it.
_STRAY_JOINER = re.compile(f"(?<![{_PICTURE}\ufe0f])\u200d|\u200d(?![{_PICTURE}])")
_SPACES = re.compile(r"[^\S\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Bare(dict):
    """{code of a sign: what stands for it without marks}, learnt as signs come: there are not many."""

    def __missing__(self, code):
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_BARE = _Bare({ord("đ"): "d"})


def nfc(text):
    return unicodedata.normalize("NFC", text)


def tidy(text):
    """`text` as it is stored: NFC, LF line ends, no control characters, no trailing or doubled blanks.

    Forms send CR LF and phones send decomposed accents: a limit counted before this would count
    a line break twice and a marked letter up to three times.
    """
    text = nfc(text or "").replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    text = _SPACES.sub(" ", _STRAY_JOINER.sub("", _CONTROL.sub("", text)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def one_line(text):
    """`text` tidied and on one line."""
    return " ".join(tidy(text).split())


def fold(text):
    """`text` without dấu and capitals, for search and comparison only: "Đường" gives "duong".

    Neither SQLite's `lower` nor its FTS folds đ, so the folded copy is made here and stored.
    """
    return unicodedata.normalize(
        "NFC", unicodedata.normalize("NFD", (text or "").casefold()).translate(_BARE)
    )


def shorten(text, limit):
    """The beginning of `text` on one line, cut at a word, at most `limit` characters."""
    flat = " ".join((text or "").split())
    if len(flat) <= limit:
        return flat
    return flat[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
