"""The file of ``init --cards``: cards of made-up members, and of the team. No UID and no number is stored."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import msgspec

from badge_service.seed import CardToLink
from kiosk.domain.barcodes import barcode_card
from kiosk.domain.cards import CardSeen, Technology, identifies
from kiosk.domain.errors import SettingsError
from kiosk.domain.ids import HubId


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One card: ``technology`` and ``uid`` in hexadecimal, or ``library`` and the number of its ``barcode``.

    ``name``: a member's. ``hubs``: all of them unless named. ``staff``: a team member's card; it has neither.
    """

    name: str | None = None
    technology: Technology | None = None
    uid: str | None = None
    library: str | None = None
    barcode: str | None = None
    member: bool = False
    staff: bool = False
    hubs: list[str] | None = None


@dataclass(frozen=True, slots=True)
class CardList:
    """What the file holds."""

    members: tuple[CardToLink, ...]
    staff: tuple[CardSeen, ...]


def read_card_list(path: Path, hubs: Collection[HubId]) -> CardList:
    """Return the cards in the file; cards of nobody (neither ``member`` nor ``staff``) are left out.

    Raises:
        SettingsError: with every problem at once; no UID and no number is told.

    """
    try:
        entries = msgspec.json.decode(path.read_bytes(), type=list[_Entry])
    except OSError as error:
        raise SettingsError((f"{path}: {error.strerror}",)) from error
    except msgspec.MsgspecError as error:
        raise SettingsError((f"{path}: {error}",)) from error
    wanted = [(number, entry) for number, entry in enumerate(entries, 1) if entry.member or entry.staff]
    problems = [f"{path}: card {number}: {fault}" for number, entry in wanted if (fault := _fault(entry, hubs))]
    if problems:
        raise SettingsError(tuple(problems))
    return CardList(
        tuple(
            CardToLink(entry.name or "", _card(entry), tuple(HubId(hub) for hub in entry.hubs or hubs))
            for _, entry in wanted
            if entry.member
        ),
        tuple(_card(entry) for _, entry in wanted if entry.staff),
    )


def _card(entry: _Entry) -> CardSeen:
    """Raise ValueError, whose text says what is wrong and doesn't tell the card."""
    match entry:
        case _Entry(technology=Technology() as technology, uid=str(uid), library=None, barcode=None):
            return _chip(technology, uid)
        case _Entry(technology=None, uid=None, library=str(library), barcode=str(number)):
            return barcode_card(library, number)
        case _:
            message = "it needs technology and uid, or else library and barcode"
            raise ValueError(message)


def _chip(technology: Technology, uid: str) -> CardSeen:
    try:
        card = CardSeen(technology, bytes.fromhex(uid))
    except ValueError:
        message = "its uid is not hexadecimal"
        raise ValueError(message) from None
    if technology is Technology.BARCODE:
        message = "a barcode has no uid: give its library and barcode"
        raise ValueError(message)
    if not card.uid or not identifies(card):
        message = "its uid can't identify anyone"
        raise ValueError(message)
    return card


def _fault(entry: _Entry, hubs: Collection[HubId]) -> str | None:
    if entry.staff and (entry.member or entry.name is not None or entry.hubs is not None):
        return "a staff card has no member, no name and no hubs"
    if entry.member and not entry.name:
        return "a member's card needs a name"
    try:
        _card(entry)
    except ValueError as error:
        return str(error)
    unknown = [hub for hub in entry.hubs or () if hub not in hubs]
    return f"unknown hub {', '.join(unknown)}; the hubs are {', '.join(hubs)}" if unknown else None
