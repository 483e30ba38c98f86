"""Where a kiosk stands in its hub's feed of changes: opaque to the kiosk, checked by the service."""

from dataclasses import dataclass

from kiosk.domain.base64url import as_bytes, as_text
from kiosk.domain.ids import HubId

_BEYOND = 2**63
"""No database has such a position."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in one hub's feed. ``generation`` names the database: another one's cursors mean nothing here.

    ``level``: the protocol level at which everything up to here was told; at a higher one there is more to tell.
    """

    generation: str
    hub: HubId
    position: int
    level: int


def written(cursor: Cursor) -> str:
    """Return the cursor as the kiosk keeps it."""
    text = f"{cursor.generation}\n{cursor.hub}\n{cursor.position}\n{cursor.level}"
    return as_text(text.encode())


def read(text: str) -> Cursor | None:
    """Return the cursor that ``text`` stands for, or None where it isn't one of ours."""
    try:
        generation, hub, position, level = as_bytes(text).decode().split("\n")
        cursor = Cursor(generation, HubId(hub), int(position), int(level))
    except ValueError:
        return None
    return cursor if 0 <= cursor.position < _BEYOND and written(cursor) == text else None
