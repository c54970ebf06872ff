"""Types Unicode text as people did in the years before it."""

import re

from consultations.importers.fonts import TABLES, Encoding, to_unicode


def _keys(encoding):
    """{letter: code}; of two spellings of a capital, the one whose mark is a capital too."""
    keys = {}
    for code, letter in TABLES[encoding].items():
        if letter not in keys or code.isupper():
            keys[letter] = code
    return keys


_KEYS = {encoding: _keys(encoding) for encoding in Encoding}


def typed(text, encoding):
    keys = _KEYS[encoding]
    return re.sub("[^\0-\x7f]", lambda found: keys.get(found[0], found[0]), text)


def writable(letter, encoding):
    """Whether a text in `encoding` can hold it: other fonts, or none, show what it cannot."""
    return letter in _KEYS[encoding] or to_unicode(letter, encoding) == letter
