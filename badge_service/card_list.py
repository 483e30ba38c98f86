"""The file of ``init --cards``: made-up members whose cards' UIDs a demonstration knows. UIDs are never stored."""

from collections.abc import Collection
from pathlib import Path

import msgspec

from badge_service.seed import CardToLink
from kiosk.domain.cards import CardSeen, Technology, identifies
from kiosk.domain.errors import SettingsError
from kiosk.domain.ids import HubId


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One card. ``uid``: hexadecimal. ``hubs``: all of them unless named."""

    name: str
    technology: Technology
    uid: str
    member: bool = False
    hubs: list[str] | None = None


def read_card_list(path: Path, hubs: Collection[HubId]) -> tuple[CardToLink, ...]:
    """Return the cards of members in the file; cards of nobody (``member`` false) are left out.

    Raises:
        SettingsError: with every problem at once; no UID is told.

    """
    try:
        entries = msgspec.json.decode(path.read_bytes(), type=list[_Entry])
    except OSError as error:
        raise SettingsError((f"{path}: {error.strerror}",)) from error
    except msgspec.MsgspecError as error:
        raise SettingsError((f"{path}: {error}",)) from error
    wanted = [(number, entry) for number, entry in enumerate(entries, 1) if entry.member]
    problems = [f"{path}: card {number}: {fault}" for number, entry in wanted if (fault := _fault(entry, hubs))]
    if problems:
        raise SettingsError(tuple(problems))
    return tuple(
        CardToLink(entry.name, _card(entry), tuple(HubId(hub) for hub in entry.hubs or hubs)) for _, entry in wanted
    )


def _card(entry: _Entry) -> CardSeen:
    return CardSeen(entry.technology, bytes.fromhex(entry.uid))


def _fault(entry: _Entry, hubs: Collection[HubId]) -> str | None:
    try:
        card = _card(entry)
    except ValueError:
        return "its uid is not hexadecimal"
    if not card.uid or not identifies(card):
        return "its uid can't identify anyone"
    unknown = [hub for hub in entry.hubs or () if hub not in hubs]
    return f"unknown hub {', '.join(unknown)}; the hubs are {', '.join(hubs)}" if unknown else None
