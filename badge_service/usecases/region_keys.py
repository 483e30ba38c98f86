"""The region's keys follow one another: a new one joins, both are used until the cards are known, the old one goes."""

from collections.abc import Callable
from dataclasses import dataclass

from badge_service.store.engine import Database
from badge_service.store.feed import Sort
from badge_service.store.keyring import Key, Purpose
from badge_service.store.unit import Unit
from kiosk.domain.ids import KioskId

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Left:
    """What would be lost if a key went now.

    ``cards``: known cards that no kiosk has seen under another key. ``kiosks``: those that hold no other key.
    """

    cards: int
    kiosks: tuple[KioskId, ...]

    @property
    def anything(self) -> bool:
        """Whether it is too early."""
        return bool(self.cards or self.kiosks)


@dataclass(frozen=True, slots=True)
class RegionKeys:
    """Changes the region's keys."""

    database: Database
    now_us: Callable[[], int]
    random_bytes: Callable[[int], bytes]

    def add(self) -> str:
        """Make one more key and return its id. Kiosks get it with their next heartbeat."""
        return self.database.write(self._add)

    def active(self) -> list[str]:
        """Return the ids of the keys in use, the newest first."""
        return self.database.read(lambda unit: [key.key_id for key in unit.keyring.active_region_keys()])

    def left(self, key_id: str) -> Left:
        """Return what would be lost if ``key_id``, which is in use, went now."""
        return self.database.read(lambda unit: _left(unit, key_id))

    def retire(self, key_id: str) -> None:
        """Take ``key_id``, which is not the last one, out of use; kiosks forget its tokens and the key."""
        self.database.write(lambda unit: self._retire(unit, key_id))

    def _add(self, unit: Unit) -> str:
        taken = unit.keyring.ids(Purpose.REGION)
        number = next(number for number in range(1, len(taken) + 2) if f"r{number}" not in taken)
        unit.keyring.add(Purpose.REGION, Key(f"r{number}", self.random_bytes(_KEY_BYTES)), self.now_us())
        return f"r{number}"

    def _retire(self, unit: Unit, key_id: str) -> None:
        unit.keyring.retire(Purpose.REGION, key_id, self.now_us())
        gone = [(Sort.CARD, token.value) for token in unit.same_cards.made_with(key_id)]
        for hub in unit.hubs.all():
            unit.feed.append(hub.id, gone, self.now_us())


def _left(unit: Unit, key_id: str) -> Left:
    others = {key.key_id for key in unit.keyring.active_region_keys()} - {key_id}
    kiosks = [each for each in unit.kiosks.all() if each.revoked_us is None]
    without = tuple(each.id for each in kiosks if others.isdisjoint(each.region_keys.split(",")))
    return Left(unit.same_cards.unseen_under_another(key_id), without)
