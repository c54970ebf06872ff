"""Envelopes: sealed with the key of their consultation, all of one size, found by a keyed hash of the code.

AES-256-GCM with a random nonce; consultation and tag are authenticated with it, so that an envelope can be
neither exchanged for another one nor read without the key.
"""

import os

from core import codes

NONCE_BYTES = 12
#: In front of the contents: how long they are. What is behind them is zeros.
LENGTH_BYTES = 4
#: Letters of the hash that stands for a unit inside.
UNIT_CHARS = 20


class TooFull(Exception):
    """The contents have no room in an envelope of this size."""


class Damaged(Exception):
    """Not sealed with this key under this tag, or changed since."""


class Sealer:
    """What the key of one consultation can do."""

    def __init__(self, consultation_id, key, size):
        self.consultation_id = consultation_id
        self.size = size
        self._tags, self._units, inside = (
            bytes.fromhex(codes.tag(key, use)) for use in ("tags", "units", "contents")
        )
        # Late: a server without such consultations never loads it.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(inside)

    def tag(self, code):
        """What the receipt `code` is found by. Nobody without the key can compute it."""
        return codes.tag(self._tags, code)

    def unit(self, roll_entry_id, answerer):
        """Stands for a unit inside an envelope, so that a code is used by who got it."""
        return codes.tag(self._units, f"{roll_entry_id}:{answerer}")[:UNIT_CHARS]

    def seal(self, tag, contents):
        """`contents` (bytes) in an envelope. Raises TooFull."""
        if len(contents) > self.size - LENGTH_BYTES:
            raise TooFull
        padded = (len(contents).to_bytes(LENGTH_BYTES) + contents).ljust(self.size, b"\0")
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, padded, self._about(tag))

    def open(self, tag, sealed):
        """The contents. Raises Damaged."""
        from cryptography.exceptions import InvalidTag

        try:
            padded = self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], self._about(tag))
        except (InvalidTag, ValueError) as error:
            raise Damaged from error
        length = int.from_bytes(padded[:LENGTH_BYTES])
        return padded[LENGTH_BYTES : LENGTH_BYTES + length]

    def _about(self, tag):
        return f"{self.consultation_id}:{tag}".encode()
