"""One-time enrolment codes: easy to read out and to type, hard to guess."""

import hashlib

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0/O, 1/I/L or U: nothing that two people read differently."""
LENGTH = 10
"""Ten of thirty characters: 49 bits, far beyond what limited guessing reaches in a code's life."""


def spelled(random_bytes: bytes) -> str:
    """Return a code made of ``random_bytes`` (at least 16), as it is shown: two groups of five."""
    number = int.from_bytes(random_bytes, "big")
    letters = []
    for _ in range(LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return f"{''.join(letters[:5])}-{''.join(letters[5:])}"


def digest(typed: str) -> bytes:
    """Return what is stored of a code: SHA-256 of its letters, however a person spaced or cased them."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return hashlib.sha256(b"hubtap enrolment code v1\0" + letters.encode()).digest()
