"""What staff see at a glance."""

from dataclasses import dataclass

from kiosk.desks.network import NetworkNews
from kiosk.display import Display
from kiosk.domain.clock import ClockReading, Now
from kiosk.local_api.messages import StatusBar
from kiosk.ports import ReaderHealth, Store
from kiosk.staff_room.bulletin import Bulletin
from kiosk.staff_room.event_rows import place_now, row_of
from kiosk.staff_room.local_times import day_word, hour_and_minute
from kiosk.staff_room.people_pages import unlinked_since
from kiosk.usecases.deliver import pending_after
from kiosk.usecases.sheets import Derived

LATE_US = 300_000_000


@dataclass(frozen=True, slots=True)
class Queue:
    """How many records were not sent yet, and whether the oldest has waited for more than five minutes."""

    waiting: int
    late: bool


def queue(store: Store, reading: ClockReading) -> Queue:
    """Look what waits.

    Raises:
        StoreError: the database refused.

    """
    pending = pending_after(store, ledger_number=0, seq=0, most=1)
    if pending is None:
        return Queue(0, late=False)
    oldest = pending.records[0].taken
    late = oldest.boot != reading.boot or reading.boottime_us - oldest.boottime_us > LATE_US
    return Queue(pending.waiting, late)


def reader_state(display: Display) -> tuple[bool, str]:
    """Return whether a reader is ready, and where none is the code of what is wrong."""
    readers = display.readers.values()
    if any(health is ReaderHealth.READY for health, _ in readers):
        return True, ""
    return False, next((cause.code for _, cause in readers), "")


def status_bar(  # noqa: PLR0913  a glance at everything
    derived: Derived, now: Now, *, queue: Queue, network: NetworkNews, display: Display, bulletin: Bulletin
) -> StatusBar:
    """Return how everything is."""
    situation, place = derived.situation, place_now(derived.situation, now)
    ready, cause = reader_state(display)
    sheet = None if place is None else derived.sheet(place.event, place.day)
    totals = None if sheet is None else sheet.totals
    capacity = None if place is None else place.event.capacity
    sent_us = network.last_success_us
    return StatusBar(
        event=None if sheet is None else row_of(sheet, situation, now),
        opened_by_staff=place is not None and situation.openings.opened == place.event.id,
        headcount=0 if totals is None else totals.heads,
        waiting=queue.waiting,
        last_sent=None if sent_us is None else hour_and_minute(sent_us, situation.zone),
        late=queue.late,
        network=network.state,
        network_detail=network.detail,
        reader="ready" if ready else "missing",
        reader_cause=cause,
        clock=hour_and_minute(now.at_us, situation.zone) if now.trusted else None,
        guess=f"{day_word(now.at_us, situation.zone)}T{hour_and_minute(now.at_us, situation.zone)}",
        unlinked=unlinked_since(derived, place),
        help_wanted=bulletin.help_wanted,
        over_capacity=totals is not None and capacity is not None and totals.here + totals.heads > capacity,
        paper=bulletin.paper,
    )
