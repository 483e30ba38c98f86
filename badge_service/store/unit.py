"""One transaction's repositories."""

from functools import cached_property

from sqlalchemy import Connection

from badge_service.store.boots import Boots
from badge_service.store.codes import Codes
from badge_service.store.decisions import Decisions
from badge_service.store.events import Events
from badge_service.store.feed import Feed
from badge_service.store.heartbeats import Heartbeats
from badge_service.store.held import Held
from badge_service.store.hubs import Hubs
from badge_service.store.keyring import Keyring
from badge_service.store.kiosks import Kiosks
from badge_service.store.ledgers import Ledgers
from badge_service.store.links import Links
from badge_service.store.made_here import MadeHere
from badge_service.store.merges import Merges
from badge_service.store.people import People
from badge_service.store.records import Records
from badge_service.store.redaction import Redactions
from badge_service.store.same_cards import SameCards
from badge_service.store.staff_acts import StaffActs
from badge_service.store.tally import Tally
from kiosk.domain.clock_bounds import History
from kiosk.domain.ids import LedgerId


class Unit:
    """What one transaction works with; it ends when ``Database.write`` or ``read`` returns."""

    def __init__(self, connection: Connection) -> None:
        """Take the connection, inside its transaction."""
        self._connection = connection

    @cached_property
    def boots(self) -> Boots:
        """When kiosks' boots were."""
        return Boots(self._connection)

    @cached_property
    def histories(self) -> dict[LedgerId, History]:
        """What was worked out of boots' times in this transaction; whoever changes boots or fixes clears it."""
        return {}

    @cached_property
    def codes(self) -> Codes:
        """Enrolment codes."""
        return Codes(self._connection)

    @cached_property
    def decisions(self) -> Decisions:
        """What operators decided."""
        return Decisions(self._connection)

    @cached_property
    def events(self) -> Events:
        """Programmes and events."""
        return Events(self._connection)

    @cached_property
    def feed(self) -> Feed:
        """What changed, hub by hub."""
        return Feed(self._connection)

    @cached_property
    def heartbeats(self) -> Heartbeats:
        """The latest of each kiosk."""
        return Heartbeats(self._connection)

    @cached_property
    def held(self) -> Held:
        """What a person must decide about."""
        return Held(self._connection)

    @cached_property
    def hubs(self) -> Hubs:
        """Library hubs."""
        return Hubs(self._connection)

    @cached_property
    def keyring(self) -> Keyring:
        """The service's and the region's keys, and the database's generation."""
        return Keyring(self._connection)

    @cached_property
    def kiosks(self) -> Kiosks:
        """Enrolled kiosks."""
        return Kiosks(self._connection)

    @cached_property
    def ledgers(self) -> Ledgers:
        """Ledgers and how complete they are."""
        return Ledgers(self._connection)

    @cached_property
    def links(self) -> Links:
        """Whose cards are, by what kiosks said."""
        return Links(self._connection)

    @cached_property
    def made_here(self) -> MadeHere:
        """Events and members that staff made at kiosks."""
        return MadeHere(self._connection)

    @cached_property
    def merges(self) -> Merges:
        """Events that are the same."""
        return Merges(self._connection)

    @cached_property
    def people(self) -> People:
        """Members and their cards."""
        return People(self._connection)

    @cached_property
    def records(self) -> Records:
        """Activity records."""
        return Records(self._connection)

    @cached_property
    def redactions(self) -> Redactions:
        """Who was forgotten."""
        return Redactions(self._connection)

    @cached_property
    def same_cards(self) -> SameCards:
        """Which tokens are one card's."""
        return SameCards(self._connection)

    @cached_property
    def staff_acts(self) -> StaffActs:
        """What staff did and saw."""
        return StaffActs(self._connection)

    @cached_property
    def tally(self) -> Tally:
        """Counts over everything."""
        return Tally(self._connection)
