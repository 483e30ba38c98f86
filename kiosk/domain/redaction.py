"""A person's right to be forgotten: what is blanked of a record, and how one whom nobody may name is recognised."""

import hashlib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, NewType

from kiosk.domain.records import REDACTED, Body

SubjectDigest = NewType("SubjectDigest", str)
"""SHA-256 (64 hex digits) of a card token or a member's reference. It tells nobody which; it recognises it again."""

_NOBODY: Mapping[str, Any] = {"tokens": [], "token": None, "member": None}
"""The fields that say whose a record is, and what they say once nobody may know."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """One person is to be forgotten. ``at_us``: when that was asked for; what a card does later is a stranger's."""

    id: str
    at_us: int
    subjects: frozenset[SubjectDigest]


def digest_of(subject: str) -> SubjectDigest:
    """Return by what ``subject``, a card token or a member's reference, is recognised."""
    return SubjectDigest(hashlib.sha256(b"hubtap subject v1\0" + subject.encode()).hexdigest())


def digests_in(body: Body) -> frozenset[SubjectDigest]:
    """Return the digests of every text in ``body``, at any depth: a newer kind may name a person anywhere."""
    return frozenset(digest_of(text) for text in _texts(body))


def blanked(body: Body, subjects: AbstractSet[SubjectDigest]) -> dict[str, Any] | None:
    """Return ``body`` with nobody as its subject where it names one of ``subjects``, else None."""
    if subjects.isdisjoint(digests_in(body)):
        return None
    known = {name: value for name, value in body.items() if digest_of(name) not in subjects}
    return of_nobody({name: _without(value, subjects) for name, value in known.items()})


def of_nobody(body: Body) -> dict[str, Any]:
    """Return ``body`` with nobody as its subject: a record has one, so whatever stands for it goes."""
    return {**body} | {name: nobody for name, nobody in _NOBODY.items() if name in body} | {REDACTED: True}


def reaches(at_us: int, earliest_us: int | None) -> bool:
    """Tell whether a record may be from before a redaction at ``at_us``: it was not taken before ``earliest_us``.

    None where nobody knows: then the person's right goes before a later stranger's tap.
    """
    return earliest_us is None or earliest_us <= at_us


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield name
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _without(value: object, subjects: AbstractSet[SubjectDigest]) -> object:
    """Return ``value`` with None for each text that stands for one of ``subjects``."""
    if isinstance(value, str):
        return None if digest_of(value) in subjects else value
    if isinstance(value, Mapping):
        return {name: _without(each, subjects) for name, each in value.items() if digest_of(name) not in subjects}
    if isinstance(value, list):
        return [_without(each, subjects) for each in value]
    return value
