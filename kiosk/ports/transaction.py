"""The database as a whole: one transaction at a time, and everything that it keeps inside it."""

from contextlib import AbstractContextManager
from typing import Protocol

from kiosk.ports.forgetting import Redactions
from kiosk.ports.names import Names
from kiosk.ports.people import People
from kiosk.ports.store import Directory, Ledgers, Marks, Records
from kiosk.ports.team import Team


class Transaction(Protocol):
    """The repositories inside one writing transaction."""

    @property
    def records(self) -> Records:
        """Activity records."""

    @property
    def ledgers(self) -> Ledgers:
        """Ledgers and delivery."""

    @property
    def directory(self) -> Directory:
        """What was pulled."""

    @property
    def marks(self) -> Marks:
        """What is said of the whole database."""

    @property
    def redactions(self) -> Redactions:
        """What is taken out again."""

    @property
    def people(self) -> People:
        """Members and their cards."""

    @property
    def names(self) -> Names:
        """What people typed, to be erased in time."""

    @property
    def team(self) -> Team:
        """Who may unlock the staff screens."""


class Store(Protocol):
    """The one owner of the database. Used from the daemon's loop thread only."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open ``BEGIN IMMEDIATE``; commits on a clean exit, rolls back on an exception.

        Raises:
            StoreFullError: no room.
            StoreError: any other refusal. Nothing of the transaction is stored.

        """

    def reopen(self) -> None:
        """After a failing disk: open the database anew; otherwise do nothing. Then read again what was read before.

        Raises:
            StoreError: it can't be opened; every transaction is refused until it can.

        """

    def scrub(self) -> bool:
        """Leave nothing of what was overwritten in the file or its log; return False where it must be tried again.

        Outside any transaction.

        Raises:
            StoreError: the database refused, or is from an older program and could not be written anew yet.

        """
