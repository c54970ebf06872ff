"""Random codes for people to read and type, and the keyed hashes that stand for them in the database."""

import hashlib
import hmac
import secrets
import unicodedata

#: 32 signs without I, O, 0 and 1, which look alike on paper and on a cracked screen.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RECEIPT_LENGTH = 12
HOUSEHOLD_LENGTH = 8


def draw(length=RECEIPT_LENGTH):
    """A random code of `length` signs, 5 bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def spell(key, *parts, length=HOUSEHOLD_LENGTH):
    """The code that `key` gives to `parts`: the same slip can be printed again without storing it."""
    digest = hmac.new(key, "\x1f".join(map(str, parts)).encode(), hashlib.sha256).digest()
    return "".join(ALPHABET[byte & 31] for byte in digest[:length])


def tag(key, code):
    """Keyed hash of `code` (64 hex digits): what the database holds in its place."""
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()


def read(typed, length):
    """The code that somebody `typed`; None when it cannot be one.

    Small and wide letters, blanks, dots and dashes of any kind are allowed, and so is the whole address that
    a scanner shows: its last part is the code.
    """
    last = unicodedata.normalize("NFKC", typed or "").rstrip("/ ").rpartition("/")[2]
    code = "".join(sign for sign in last.upper() if sign.isalnum())
    return code if len(code) == length and all(sign in ALPHABET for sign in code) else None


def show(code):
    """`code` in groups of four: ABCD-EFGH."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def token():
    """An unguessable name for an address, 128 bits."""
    return secrets.token_urlsafe(16)


def random_id():
    """A random 128-bit id as 32 hex digits: tells nothing of order or time."""
    return secrets.token_hex(16)
