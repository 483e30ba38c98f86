"""What is left of a stored or arriving body once a person in it was forgotten."""

import re
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec

from kiosk.domain.records import REDACTED
from kiosk.domain.redaction import SubjectDigest, blanked, digest_of, digests_in, of_nobody

_WORD = re.compile(rb'[^\s"\'\\,\[\]{}()<>\x00-\x1f\x7f-\xff]+')
_decode = msgspec.json.Decoder(dict[str, Any]).decode
_encode = msgspec.json.Encoder().encode


def subjects_in(body: bytes) -> frozenset[SubjectDigest]:
    """Return the digests of everything in ``body`` that may be a subject, also where it is no JSON object."""
    read = _read(body)
    if read is not None:
        return digests_in(read)
    return frozenset(digest_of(word.decode("ascii")) for word in _WORD.findall(body))


def left_of(body: bytes, subjects: AbstractSet[SubjectDigest]) -> bytes | None:
    """Return what is left of ``body`` without ``subjects``, or None where it names none of them."""
    read = _read(body)
    if read is not None:
        left = blanked(read, subjects)
        return None if left is None else _encode(left)
    return None if subjects.isdisjoint(subjects_in(body)) else _encode({REDACTED: True})


def nobodys(body: bytes) -> bytes:
    """Return ``body`` with nobody as its subject, whoever that was."""
    read = _read(body)
    return _encode({REDACTED: True} if read is None else of_nobody(read))


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        return _decode(body)
    except (msgspec.MsgspecError, RecursionError):
        return None
