"""What is said on the demo's control socket: one JSON object a line, one answer for each."""

from typing import Any

import msgspec


class Message(msgspec.Struct, tag_field="type", tag=True, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A message: ``type`` names it."""


class Tap(Message, frozen=True, kw_only=True):
    """Present a card for a moment and take it away."""

    name: str


class TapTwice(Message, frozen=True, kw_only=True):
    """Present a card twice within a second: it counts once."""

    name: str


class Lay(Message, frozen=True, kw_only=True):
    """Leave a card lying on the reader."""

    name: str


class TakeAway(Message, frozen=True, kw_only=True):
    """Take away whatever lies on the reader."""


class Network(Message, frozen=True, kw_only=True):
    """Switch the kiosk's network."""

    on: bool


class Reader(Message, frozen=True, kw_only=True):
    """Plug the reader in or pull it out."""

    plugged: bool


class CastWanted(Message, frozen=True, kw_only=True):
    """Ask who and what can be tapped."""


class Player(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One card in the tray. ``kind``: ``member``, ``unlinked``, ``staff`` or ``phone``."""

    name: str
    title: str
    kind: str


class Cast(Message, frozen=True, kw_only=True):
    """Who and what can be tapped, and how the switches stand. ``team``: how the team gets in, one sentence."""

    players: list[Player]
    network: bool
    reader: bool
    team: str = ""


class Done(Message, frozen=True, kw_only=True):
    """It was done."""


class NotDone(Message, frozen=True, kw_only=True):
    """It was not done; ``reason`` is one sentence for a person."""

    reason: str


FromTray = Tap | TapTwice | Lay | TakeAway | Network | Reader | CastWanted
ToTray = Cast | Done | NotDone


def encode(message: Message) -> bytes:
    """Return one line."""
    return msgspec.json.encode(message) + b"\n"


def decoder(kinds: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401  a union of types is not a type to mypy
    """Return a strict decoder for one direction."""
    return msgspec.json.Decoder(kinds)
