"""What is signed between badge service and kiosk besides requests: the bytes only. Pure; used alike by both sides.

The sync worker carries these letters and can't write one: a worker that was taken over could otherwise enrol its
daemon with a service of its own, whose card keys it knows.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

Setting: TypeAlias = str | int | bool


class Enrolment(Protocol):
    """Who a kiosk is at the centre, as either side keeps it."""

    @property
    def kiosk(self) -> str:
        """Its id."""

    @property
    def hub(self) -> str:
        """The hub's id."""

    @property
    def hub_name(self) -> str:
        """The hub's name."""

    @property
    def zone(self) -> str:
        """IANA name of the hub's local time."""

    @property
    def settings(self) -> Mapping[str, Setting]:
        """What the centre set for it."""


@dataclass(frozen=True, slots=True)
class KeyLetter:
    """The region's card keys, sealed to one daemon.

    ``issued_us``: when the service wrote it, by its own clock; the daemon takes no older letter than the last one.
    ``service_key``: the service's Ed25519 public key. ``proof``: its signature; None from a service that signs none.
    Everything but the time is base64url without padding.
    """

    sealed_keys: str
    issued_us: int
    service_key: str | None
    proof: str | None


def enrolment_statement(who: Enrolment, letter: KeyLetter, *, sealing_key: str) -> bytes:
    """Return what the service signs at an enrolment.

    ``sealing_key``: the public key of the daemon that it is meant for, so that it is of no use to another one.
    """
    said = {"kiosk": who.kiosk, "hub": who.hub, "hub_name": who.hub_name, "zone": who.zone}
    return _statement("enrolment", {**said, "settings": dict(who.settings), **_addressed(letter, sealing_key)})


def keys_statement(letter: KeyLetter, *, sealing_key: str) -> bytes:
    """Return what the service signs when the region's keys changed."""
    return _statement("region keys", _addressed(letter, sealing_key))


def new_key_statement(kiosk: str, key: str) -> bytes:
    """Return what a kiosk signs with the key that it wants to register: that it holds its private half."""
    return _statement("new key", {"kiosk": kiosk, "key": key})


def _addressed(letter: KeyLetter, sealing_key: str) -> dict[str, str | int]:
    return {"sealed_keys": letter.sealed_keys, "issued_us": letter.issued_us, "sealing_key": sealing_key}


def _statement(sort: str, said: Mapping[str, object]) -> bytes:
    """Return bytes that no two statements share: their sort, then canonical JSON."""
    return f"hubtap {sort} v1\0".encode() + json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
