"""PINs by real argon2id, quickly."""

from collections.abc import ItemsView, Iterator
from typing import Any

from kiosk.domain.ids import StaffRef
from kiosk.staff_room.pins import LANES, MEMORY_KIB, PASSES, Pins
from tests.fakes.staff_means import QUICK_PINS

MAYA, BEN = StaffRef("s-maya"), StaffRef("s-ben")


class NotedHashes(dict[StaffRef, str]):
    """Notes whose hash was looked at."""

    def __init__(self, *given: Any) -> None:  # noqa: ANN401  as a dict takes it
        super().__init__(*given)
        self.seen: list[StaffRef] = []

    def items(self) -> Any:  # noqa: ANN401  a view, one by one
        return self._each(super().items())

    def _each(self, items: ItemsView[StaffRef, str]) -> Iterator[tuple[StaffRef, str]]:
        for staff, kept in items:
            self.seen.append(staff)
            yield staff, kept


def test_a_pin_is_found_and_another_is_nobodys() -> None:
    hashes = {MAYA: QUICK_PINS.hashed("493817"), BEN: QUICK_PINS.hashed("270564")}
    assert QUICK_PINS.whose("270564", hashes) == BEN
    assert QUICK_PINS.whose("118822", hashes) is None


def test_every_hash_is_tried_whichever_fits() -> None:
    for pin in ("493817", "118822"):
        hashes = NotedHashes({MAYA: QUICK_PINS.hashed("493817"), BEN: QUICK_PINS.hashed("270564")})
        QUICK_PINS.whose(pin, hashes)
        assert hashes.seen == [MAYA, BEN]


def test_a_hash_that_a_failing_disk_garbled_fits_nothing_and_hides_nobody() -> None:
    hashes = {MAYA: "$argon2id$v=19$m=8", BEN: QUICK_PINS.hashed("270564")}
    assert QUICK_PINS.whose("270564", hashes) == BEN
    assert QUICK_PINS.whose("", {MAYA: ""}) is None


def test_a_new_pin_is_refused_where_someone_has_it() -> None:
    others = [QUICK_PINS.hashed("493817")]
    assert QUICK_PINS.new("493817", others) is None
    pin_hash = QUICK_PINS.new("270564", others)
    assert pin_hash is not None
    assert QUICK_PINS.whose("270564", {BEN: pin_hash}) == BEN


def test_a_kiosk_hashes_at_the_cost_that_is_documented_and_knows_what_was_hashed_at_another() -> None:
    pin_hash = Pins().hashed("493817")
    assert f"$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}$" in pin_hash
    assert Pins().whose("270564", {MAYA: pin_hash, BEN: QUICK_PINS.hashed("270564")}) == BEN
