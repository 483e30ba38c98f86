"""What staff ask for at an event, done by the use cases: everything but PINs, the lock and what is shown."""

from collections.abc import Callable
from typing import assert_never

from kiosk.domain.audit import Act
from kiosk.domain.events import EventMode
from kiosk.domain.ids import MemberRef, RecordId, StaffRef
from kiosk.domain.shown_names import tidied
from kiosk.local_api.messages import (
    AddPerson,
    AnswerCode,
    CheckIn,
    CheckOut,
    CopyFromPaper,
    CountHeads,
    EndEvent,
    LinkCard,
    MakeEvent,
    MoveArrivals,
    OpenEvent,
    RemoveStaff,
    RemoveStaffCards,
    ReportLost,
    Undo,
)
from kiosk.ports import Clock, IdSource, Store
from kiosk.staff_room.bulletin import Bulletin
from kiosk.staff_room.event_rows import event_in
from kiosk.staff_room.local_times import moment_of
from kiosk.staff_room.member_search import name_of_member
from kiosk.staff_room.people_pages import name_at, names_here
from kiosk.staff_room.rosters import Rosters
from kiosk.staff_room.shown_cards import ShownCards
from kiosk.staff_room.team_change import Reversible, TeamChange
from kiosk.usecases.by_staff import attendance, cards, events, team
from kiosk.usecases.by_staff.deeds import Did, Hand, Outcome, Refusal
from kiosk.usecases.by_staff.move import move_arrivals
from kiosk.usecases.by_staff.newcomers import add_person
from kiosk.usecases.by_staff.notes import note
from kiosk.usecases.by_staff.paper import Line, copy_from_paper
from kiosk.usecases.by_staff.undo import is_presence, undo
from kiosk.usecases.sheets import Derived
from kiosk.usecases.situation import Situation

Deed = (
    OpenEvent
    | MakeEvent
    | EndEvent
    | MoveArrivals
    | CheckIn
    | CheckOut
    | AddPerson
    | Undo
    | ReportLost
    | LinkCard
    | CountHeads
    | CopyFromPaper
    | RemoveStaff
    | RemoveStaffCards
)
Answer = tuple[AnswerCode, str | None]
_CODES: dict[Refusal, AnswerCode] = {
    Refusal.NOTHING_OPEN: "nothing_open",
    Refusal.GONE: "gone",
    Refusal.DUPLICATE: "duplicate",
    Refusal.ALREADY_HERE: "done",  # they are in, as was wished
    Refusal.NOT_HERE: "done",
    Refusal.NO_NAME: "gone",
    Refusal.TAKEN: "gone",
    Refusal.TAPPED_LATELY: "gone",
    Refusal.STAFF_CARD: "gone",
    Refusal.CANNOT_IDENTIFY: "gone",
    Refusal.BAD_TIME: "bad_time",
    Refusal.LAST_LEAD: "last_lead",
}


def code_of(outcome: Did | Refusal) -> Answer:
    """Return what the screen is answered."""
    if isinstance(outcome, Did):
        return "done", outcome.record
    return _CODES[outcome], None


class Deeds:
    """Does what was asked, remembers the new situation, and offers to undo it."""

    def __init__(  # noqa: PLR0913  acts need all that the room has
        self,
        *,
        store: Store,
        clock: Clock,
        ids: IdSource,
        situation: Callable[[], Situation | None],
        keep: Callable[[Situation], None],
        rosters: Rosters,
        bulletin: Bulletin,
        shown_cards: ShownCards,
    ) -> None:
        """``keep`` is told the situation that an act left."""
        self._store = store
        self._clock = clock
        self._ids = ids
        self._situation = situation
        self._keep = keep
        self._rosters = rosters
        self._bulletin = bulletin
        self._shown_cards = shown_cards
        self._change: TeamChange | None = None

    def hand(self, staff: StaffRef) -> Hand | None:
        """Return ``staff`` at work; None at a kiosk that is not enrolled."""
        situation = self._situation()
        return None if situation is None else Hand(self._store, self._ids, situation, staff, self._clock.read())

    def was_last(self, record: RecordId) -> bool:
        """Tell whether ``record`` is what the last act came to that can be undone, since they got in."""
        return self._bulletin.was_last(record)

    def settle(self, outcome: Outcome, *, about_cards: bool = False) -> Did | Refusal:
        """Keep the situation that an act left; return what it came to. ``about_cards``: whose a card is may differ."""
        situation, came = outcome
        if isinstance(came, Did):
            self._keep(situation)
            if about_cards:
                self._rosters.people_changed()
        return came

    def change_team(self, hand: Hand, what: Reversible, name: str, did: Act) -> Did | Refusal:
        """Do ``what`` about ``name``, and offer to undo it.

        Raises:
            StoreError: nothing was recorded.

        """
        came = self.settle(what.do(hand), about_cards=True)
        if isinstance(came, Did) and came.record is not None:
            self._change = TeamChange(came.record, what, name)
            self._bulletin.offer(did, name, came.record)
        return came

    def change_pin(self, hand: Hand, whose: StaffRef, pin_hash: str, did: Act) -> Did | Refusal:
        """Set someone's PIN; nobody who was taken off the team can come back now, for it might be theirs.

        Raises:
            StoreError: nothing was recorded.

        """
        came = self.settle(team.change_pin(hand, whose, pin_hash, did))
        if isinstance(came, Did):
            self._withdraw_change()
        return came

    def forget(self) -> None:
        """Keep no change of the team in memory: the staff screens are locked."""
        self._change = None

    def note(self, staff: StaffRef, did: Act) -> None:
        """Record that ``staff`` saw or did this.

        Raises:
            StoreError: nothing was recorded; what it was about must not be shown.

        """
        hand = self.hand(staff)
        if hand is not None:
            self._keep(note(hand, did))

    def do(self, staff: StaffRef, deed: Deed) -> Answer:
        """Do it.

        Raises:
            StoreError: nothing was recorded.
            StillReading: nothing was recorded; it needs more than was read by now.

        """
        hand = self.hand(staff)
        if hand is None:
            return "not_saved", None
        name = self._name(hand, deed)
        came = self.settle(self._done(hand, deed), about_cards=isinstance(deed, ReportLost | LinkCard | Undo))
        did = _AUDITED.get(type(deed))
        if isinstance(came, Did) and came.record is not None and did is not None:
            self._bulletin.offer(did, name, came.record)
        removed = deed.staff if isinstance(deed, RemoveStaff | RemoveStaffCards) and isinstance(came, Did) else None
        if self._change is not None and self._change.what.staff == removed:
            self._withdraw_change()
        return code_of(came)

    # ------------------------------------------------------------- inside

    def _done(self, hand: Hand, deed: Deed) -> Outcome:  # noqa: C901, PLR0911, PLR0912  one use case a kind
        match deed:
            case OpenEvent(event=event):
                return events.open_event(hand, event_in(event))
            case MakeEvent(title=title, mode=mode):
                return events.make_event(hand, title, EventMode(mode))
            case EndEvent(event=event):
                return events.end_event(hand, event_in(event))
            case MoveArrivals():
                return self._move(hand, deed)
            case CheckIn(member=member):
                return attendance.check_in(hand, MemberRef(member))
            case CheckOut(member=member):
                return attendance.check_out(hand, MemberRef(member))
            case AddPerson(name=name, although=although):
                return add_person(hand, name, here=() if although else self._names_here(hand))
            case Undo(record=record):
                return self._undo(hand, RecordId(record))
            case ReportLost(member=member, place=place):
                return self._report_lost(hand, MemberRef(member), place)
            case LinkCard(tap=tap, member=member):
                return cards.link_tapped_card(hand, RecordId(tap), MemberRef(member))
            case CountHeads(count=count, label=label):
                return attendance.count_heads(hand, count, label)
            case CopyFromPaper():
                return _copy(hand, deed)
            case RemoveStaff(staff=staff):
                return team.remove_staff(hand, StaffRef(staff))
            case RemoveStaffCards(staff=staff):
                return team.remove_staff_cards(hand, StaffRef(staff))
            case _:
                assert_never(deed)

    def _move(self, hand: Hand, deed: MoveArrivals) -> Outcome:
        wanted = {RecordId(each) for each in deed.records}
        derived = self._with_stays(hand, wanted)
        signs, heads = derived.signs_of(wanted), derived.heads_of(wanted)
        return move_arrivals(hand, signs, event_in(deed.event), heads=heads)

    def _undo(self, hand: Hand, record: RecordId) -> Outcome:
        """Take it back; with an arrival, everything of that stay, so that nobody is left who never came."""
        if self._change is not None and self._change.record == record:
            return self._turn(hand, self._change)
        if not is_presence(hand, record):
            return undo(hand, record)
        return undo(hand, record, together=self._with_stays(hand, {record}).signs_of({record}))

    def _report_lost(self, hand: Hand, member: MemberRef, place: int) -> Outcome:
        with self._store.transaction() as transaction:
            card = self._shown_cards.at(transaction, member, place)
        return hand.refused(Refusal.GONE) if card is None else cards.report_lost(hand, member, card)

    def _withdraw_change(self) -> None:
        """Offer no longer to undo what was done last to the team."""
        if self._change is not None:
            self._bulletin.withdraw(self._change.record)
            self._change = None

    def _turn(self, hand: Hand, change: TeamChange) -> Outcome:
        outcome = change.turn(hand)
        if isinstance(outcome[1], Did) and outcome[1].record is not None:
            self._change = change.turned(outcome[1].record)
        return outcome

    def _with_stays(self, hand: Hand, arrivals: set[RecordId]) -> Derived:
        """Return what follows from today's records or, where those are not the stays of today, of the last days."""
        derived = self._whole(hand)
        if arrivals <= {stay.arrival for stay in derived.stays}:
            return derived
        self._rosters.past(hand.situation, hand.taken)
        self._rosters.require_all(hand.situation)
        return self._rosters.past(hand.situation, hand.taken)

    def _names_here(self, hand: Hand) -> list[str]:
        return names_here(self._whole(hand).here(hand.now))

    def _whole(self, hand: Hand) -> Derived:
        self._rosters.today(hand.situation, hand.taken)
        self._rosters.require_all(hand.situation)
        return self._rosters.today(hand.situation, hand.taken)

    def _name(self, hand: Hand, deed: Deed) -> str:  # noqa: PLR0911  one answer a kind
        """Return whom or what it is about, as the Undo bar says it."""
        match deed:
            case CheckIn(member=member) | CheckOut(member=member) | ReportLost(member=member) | LinkCard(member=member):
                return name_of_member(self._store, MemberRef(member))
            case CopyFromPaper(member=str(member)):
                return name_of_member(self._store, MemberRef(member))
            case AddPerson(name=name) | CopyFromPaper(name=str(name)):
                return tidied(name) or ""
            case Undo(record=record) if self._change is not None and self._change.record == record:
                return self._change.name
            case Undo(record=record):
                name = self._bulletin.name_of(RecordId(record))
                return name or name_at(self._rosters.today(hand.situation, hand.taken), RecordId(record))
            case MakeEvent(title=title):
                return tidied(title) or ""
            case OpenEvent(event=event) | EndEvent(event=event) | MoveArrivals(event=event):
                return next((each.title for each in hand.situation.events if each.id == event_in(event)), "")
            case _:
                return ""


_AUDITED: dict[type[Deed], Act] = {
    OpenEvent: Act.OPENED_EVENT,
    MakeEvent: Act.MADE_EVENT,
    MoveArrivals: Act.MOVED,
    CheckIn: Act.CHECKED_IN,
    CheckOut: Act.CHECKED_OUT,
    AddPerson: Act.ADDED_PERSON,
    Undo: Act.UNDID,
    ReportLost: Act.REPORTED_CARD_LOST,
    LinkCard: Act.LINKED_CARD,
    CountHeads: Act.COUNTED_HEADS,
    CopyFromPaper: Act.COPIED_FROM_PAPER,
}
"""What Undo is offered for, once it is done."""


def _copy(hand: Hand, deed: CopyFromPaper) -> Outcome:
    zone = hand.situation.zone
    came_us = moment_of(deed.at, zone)
    left_us = None if deed.left is None else moment_of(deed.left, zone)
    if came_us is None or (deed.left is not None and left_us is None):
        return hand.refused(Refusal.BAD_TIME)
    who = MemberRef(deed.member) if deed.member is not None else deed.name or ""
    return copy_from_paper(hand, Line(event_in(deed.event), who, came_us, left_us))
