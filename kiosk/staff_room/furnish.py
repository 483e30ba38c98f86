"""Puts the staff room together."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.desks.network import NetworkNews
from kiosk.display import Display
from kiosk.domain.errors import StoreError
from kiosk.local_api.messages import TimeJudged
from kiosk.ports import Clock, IdSource, Signals, Store, Teammate
from kiosk.staff_room.awaiting import Awaiting
from kiosk.staff_room.bulletin import Bulletin
from kiosk.staff_room.card_use import CardUse
from kiosk.staff_room.deeds import Deeds
from kiosk.staff_room.entrance import Entrance
from kiosk.staff_room.first_boot import Enroller, FirstBoot
from kiosk.staff_room.kiosk_pages import Diagnostics, Machine
from kiosk.staff_room.lock import StaffLock
from kiosk.staff_room.new_pins import NewPins
from kiosk.staff_room.one_thread import SideJobs
from kiosk.staff_room.open_note import OpenNote
from kiosk.staff_room.pins import Pins
from kiosk.staff_room.rescue import RescueCodes
from kiosk.staff_room.room import Furniture, StaffRoom
from kiosk.staff_room.rosters import Rosters
from kiosk.staff_room.shown_cards import ShownCards
from kiosk.staff_room.view import StickDesk, View
from kiosk.staff_room.work import Work
from kiosk.usecases.situation import Situation

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StaffMeans:
    """What the staff room gets for itself. ``jobs``: a thread for PINs, which are slow on purpose.

    ``note`` tells whether staff were at work when the daemon ended. ``machine`` tells how the machine is, ``log_lines``
    the latest of the daemon's log.
    """

    pins: Pins
    jobs: SideJobs
    note: OpenNote
    machine: Callable[[], Machine]
    log_lines: Callable[[], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What of the daemon the staff room uses.

    ``keep`` is told the situation that an act left. ``confirm_time`` takes a person's word of the time. ``enroller``
    is whoever speaks with the worker.
    """

    store: Store
    clock: Clock
    ids: IdSource
    signals: Signals
    display: Display
    situation: Callable[[], Situation | None]
    keep: Callable[[Situation], None]
    network: Callable[[], NetworkNews]
    confirm_time: Callable[[int], TimeJudged]
    enroller: Enroller
    diagnostics: Diagnostics
    stick: StickDesk
    means: StaffMeans


def furnish(around: Surroundings) -> StaffRoom:
    """Return the staff room, locked."""
    store, clock, means = around.store, around.clock, around.means
    lock, rosters = StaffLock(store, clock, means.note), Rosters(store)
    bulletin, awaiting, shown_cards = Bulletin(clock), Awaiting(clock), ShownCards()
    deeds = Deeds(
        store=store,
        clock=clock,
        ids=around.ids,
        situation=around.situation,
        keep=around.keep,
        rosters=rosters,
        bulletin=bulletin,
        shown_cards=shown_cards,
    )
    first_boot = _first_boot(around)
    view = View(
        store=store,
        rosters=rosters,
        diagnostics=around.diagnostics,
        stick=around.stick,
        others=lambda: around.enroller.news.others,
        shown_cards=shown_cards,
    )
    work = Work(
        store=store,
        clock=clock,
        signals=around.signals,
        situation=around.situation,
        confirm_time=around.confirm_time,
        deeds=deeds,
        view=view,
        bulletin=bulletin,
        awaiting=awaiting,
        first_boot=first_boot,
        stick=around.stick,
    )

    def admit(who: Teammate) -> None:
        room.admit(who)

    entrance = Entrance(
        store=store,
        lock=lock,
        pins=means.pins,
        jobs=means.jobs,
        rescue=RescueCodes(store, clock),
        first_boot=first_boot,
        deeds=deeds,
        admit=admit,
    )
    furniture = Furniture(
        lock=lock,
        entrance=entrance,
        new_pins=NewPins(store=store, lock=lock, pins=means.pins, jobs=means.jobs, deeds=deeds),
        first_boot=first_boot,
        deeds=deeds,
        work=work,
        view=view,
        rosters=rosters,
        bulletin=bulletin,
        awaiting=awaiting,
        card_use=CardUse(store=store, awaiting=awaiting, deeds=deeds, bulletin=bulletin),
    )
    room = StaffRoom(
        furniture,
        store=store,
        clock=clock,
        display=around.display,
        situation=around.situation,
        network=around.network,
    )
    around.enroller.news.watch(room.enrolment_told)
    return room


def _first_boot(around: Surroundings) -> FirstBoot:
    first_boot = FirstBoot(
        store=around.store,
        clock=around.clock,
        enroller=around.enroller,
        situation=around.situation,
        network=around.network,
        display=around.display,
    )
    try:
        first_boot.begin()
    except StoreError as error:  # then no first PIN is set here
        _log.error("how far the first boot was can't be read: code=%s", error.code)
    return first_boot
