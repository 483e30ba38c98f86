"""Which page staff look at, and what is on it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from kiosk.domain.audit import Act
from kiosk.domain.clock import ClockReading, Now
from kiosk.domain.events import local_day
from kiosk.domain.ids import EventId, MemberRef
from kiosk.local_api.messages import (
    AnswerCode,
    MembersPage,
    OtherKiosk,
    ShowPage,
    StaffPageShown,
    StickPage,
)
from kiosk.ports import Store
from kiosk.staff_room import event_pages, people_pages
from kiosk.staff_room.entrance import team_of
from kiosk.staff_room.event_list import event_list
from kiosk.staff_room.event_rows import Place, is_of_today, place_now, place_of
from kiosk.staff_room.kiosk_pages import Diagnostics, team_page
from kiosk.staff_room.lock import Session
from kiosk.staff_room.member_search import search
from kiosk.staff_room.people_pages import Elsewhere
from kiosk.staff_room.permissions import to_show
from kiosk.staff_room.rosters import Rosters
from kiosk.staff_room.shown_cards import ShownCards
from kiosk.staff_room.status_bar import Queue
from kiosk.staff_room.stick import StickFile
from kiosk.usecases.sheets import Derived
from kiosk.usecases.situation import Situation

_SAW = {
    "arrivals": Act.SAW_ARRIVALS,
    "here": Act.SAW_WHO_IS_HERE,
    "cards": Act.SAW_UNLINKED_CARDS,
    "staff": Act.SAW_STAFF,
}


class StickDesk(Protocol):
    """Sending by USB stick, as far as the staff screens go."""

    def page(self) -> StickPage:
        """Return what its page shows."""

    def is_in(self) -> bool:
        """Tell whether there is a stick."""

    def write_records(self) -> AnswerCode:
        """Begin to write what waits."""

    def read_answer(self) -> AnswerCode:
        """Begin to read the service's answer."""

    def write_list(self, file: StickFile) -> AnswerCode:
        """Begin to write an event's list."""


class View:
    """The page that was asked for last; Staff home where none was."""

    def __init__(  # noqa: PLR0913  there are many pages
        self,
        *,
        store: Store,
        rosters: Rosters,
        diagnostics: Diagnostics,
        stick: StickDesk,
        others: Callable[[], Sequence[OtherKiosk]],
        shown_cards: ShownCards,
    ) -> None:
        """``others`` tells who is in at the hub's other kiosks."""
        self._store = store
        self._rosters = rosters
        self._diagnostics = diagnostics
        self._stick = stick
        self._others = others
        self._shown_cards = shown_cards
        self._wanted: ShowPage | None = None
        self._found: MembersPage | None = None

    def close(self) -> None:
        """Forget the page and everyone on it."""
        self._wanted = None
        self.forget()

    def forget(self) -> None:
        """Forget everyone who was on it."""
        self._found = None
        self._shown_cards.forget()

    def people_changed(self) -> None:
        """Look for members anew."""
        self._found = None

    def to_note(self, wanted: ShowPage, current: Place | None) -> Act | None:
        """Return what looking at ``wanted`` is noted as; None for what is no list of people or is looked at already."""
        before = self._wanted
        if wanted.page == "members":
            searched = before is not None and before.page == "members" and before.query != ""
            return Act.SEARCHED_MEMBERS if wanted.query and not searched else None
        if before is not None and (before.page, before.event) == (wanted.page, wanted.event):
            return None
        if wanted.page == "arrivals" and wanted.event not in (None, None if current is None else current.event.id):
            return Act.SAW_PAST_EVENT
        return _SAW.get(wanted.page)

    def show(self, wanted: ShowPage) -> None:
        """Show it from now on."""
        if self._wanted is None or (self._wanted.page, self._wanted.query) != (wanted.page, wanted.query):
            self._found = None
        self._wanted = wanted

    def passing(self) -> bool:
        """Return what may change on the page without anybody's doing here: whether a stick is in, on its page."""
        return self._wanted is not None and self._wanted.page == "stick" and self._stick.is_in()

    def page(  # noqa: PLR0911  one answer a page
        self, situation: Situation, reading: ClockReading, session: Session, queue: Queue
    ) -> StaffPageShown | None:
        """Return the page; None for Staff home, and where an event is gone or they may not see it (any more).

        Raises:
            StoreError: the database refused.

        """
        wanted = self._wanted
        if wanted is None or not self._may_see(wanted, situation, reading, session):
            return None
        match wanted.page:
            case "home":
                return None
            case "staff":
                return team_page(team_of(self._store), session.who)
            case "diagnostics":
                return self._diagnostics.page(situation)
            case "stick":
                return self._stick.page()
            case "past" | "cards":
                derived = self._rosters.past(situation, reading)
                now = situation.now(reading)
                return event_pages.past(derived, now) if wanted.page == "past" else people_pages.unlinked(derived)
            case _:
                return self._of_event(wanted, situation, reading, queue)

    def _may_see(self, wanted: ShowPage, situation: Situation, reading: ClockReading, session: Session) -> bool:
        """Tell whether whoever is in may see it now, also where it was someone else who asked for it."""
        now = situation.now(reading)
        current = place_now(situation, now)
        on = None if current is None else current.event.id
        event = None if wanted.event is None else EventId(wanted.event)
        place = None if event is None else place_of(event, situation, now)
        stays = place is not None and is_of_today(place, situation, now)
        needed = to_show(wanted.page, on if stays else event, on)
        return needed is None or session.unlocked.may(needed)

    def event_list(self, situation: Situation, reading: ClockReading, event: str | None) -> StickFile | None:
        """Return an event's list, of the one that is on where none is named; None where it is gone.

        Raises:
            StoreError: the database refused.
            StillReading: it needs more than was read by now.

        """
        now = situation.now(reading)
        place = place_now(situation, now) if event is None else place_of(event, situation, now)
        if place is None:
            return None
        self._derived(place, situation, reading)
        self._rosters.require_all(situation)
        return event_list(self._derived(place, situation, reading), place, now)

    def _of_event(  # noqa: PLR0911  one answer a page
        self, wanted: ShowPage, situation: Situation, reading: ClockReading, queue: Queue
    ) -> StaffPageShown | None:
        now = situation.now(reading)
        place = place_now(situation, now) if wanted.event is None else place_of(wanted.event, situation, now)
        derived = self._derived(place, situation, reading)
        match wanted.page:
            case "chooser":
                return event_pages.chooser(derived, now)
            case "here":
                return people_pages.here(derived, now, self._elsewhere())
            case "members":
                return self._members(wanted.query, derived, now)
            case "headcount":
                return event_pages.headcount(derived, place)
            case "arrivals" if place is not None:
                return people_pages.arrivals(derived, place, now)
            case "end" if place is not None:
                return event_pages.end(derived, place, now, queue.waiting)
            case _:
                return None

    def _derived(self, place: Place | None, situation: Situation, reading: ClockReading) -> Derived:
        """Return what the records tell: today's, and those of the last days for an event that was before today."""
        now = situation.now(reading)
        if place is not None and now.trusted:
            window = place.event.window
            day = place.day if window is None else local_day(window.closes_us, situation.zone)
            if day is not None and day < local_day(now.at_us, situation.zone):
                return self._rosters.past(situation, reading)
        return self._rosters.today(situation, reading)

    def _members(self, query: str, derived: Derived, now: Now) -> MembersPage:
        if self._found is None:
            here = {each.member for each in derived.here(now) if each.member is not None}
            self._found = search(self._store, query, here, self._shown_cards)
        return self._found

    def _elsewhere(self) -> Elsewhere:
        kiosks = self._others()
        members = [MemberRef(each) for kiosk in kiosks for each in kiosk.members]
        return Elsewhere(kiosks, self._names(members))

    def _names(self, members: Sequence[MemberRef]) -> Mapping[MemberRef, str]:
        if not members:
            return {}
        with self._store.transaction() as transaction:
            known = transaction.people.known(members)
        return {member: entry.shown_name or "" for member, entry in known.items()}
