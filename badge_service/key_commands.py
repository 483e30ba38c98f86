"""What an operator does about keys: a kiosk's own, and the region's."""

from badge_service.commands import Clock, RandomBytes, known_kiosk
from badge_service.store.engine import Database
from badge_service.store.schema import require_current
from badge_service.store.unit import Unit
from badge_service.usecases.region_keys import Left, RegionKeys
from kiosk.domain.errors import SettingsError


def rotate(database: Database, kiosk: str, now_us: Clock) -> None:
    """Have a kiosk change the key that it signs with, with its next heartbeat.

    Raises:
        SettingsError: no such kiosk.

    """
    require_current(database)

    def write(unit: Unit) -> None:
        unit.kiosks.ask_to_rotate(known_kiosk(unit, kiosk).id, now_us())

    database.write(write)


def new_region_key(database: Database, now_us: Clock, random_bytes: RandomBytes) -> str:
    """Add a key of the region; return its id."""
    require_current(database)
    return RegionKeys(database, now_us, random_bytes).add()


def region_keys(database: Database, now_us: Clock, random_bytes: RandomBytes) -> list[tuple[str, Left]]:
    """Return the ids of the region's keys in use, the newest first, each with what would be lost if it went now."""
    require_current(database)
    keys = RegionKeys(database, now_us, random_bytes)
    return [(key_id, keys.left(key_id)) for key_id in keys.active()]


def retire_region_key(
    database: Database, key_id: str, now_us: Clock, random_bytes: RandomBytes, *, anyway: bool
) -> Left:
    """Take a key of the region out of use; return what went with it.

    Raises:
        SettingsError: there is no such key in use, it is the only one, or something would be lost and that is not
            wanted ``anyway``.

    """
    require_current(database)
    keys = RegionKeys(database, now_us, random_bytes)
    active = keys.active()
    if key_id not in active:
        message = f"unknown key {key_id!r}; the region's keys in use are {', '.join(active)}"
        raise SettingsError((message,))
    if len(active) == 1:
        message = f"{key_id} is the region's only key; make another one first, with `region-key new`"
        raise SettingsError((message,))
    left = keys.left(key_id)
    if left.anything and not anyway:
        raise SettingsError((f"too early: {lost_with(left)}; wait, or retire it --anyway",))
    keys.retire(key_id)
    return left


def lost_with(left: Left) -> str:
    """Return in words what goes with a key."""
    cards = f"{left.cards} known card{'s were' if left.cards != 1 else ' was'} not seen under another key yet"
    if not left.kiosks:
        return cards
    return f"{cards}, and these kiosks hold no other key yet: {', '.join(left.kiosks)}"
