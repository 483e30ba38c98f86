"""Pages about the team and about the kiosk itself."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from kiosk.desks.health import HealthReport
from kiosk.domain.staff import Permission, allowed
from kiosk.local_api.messages import DiagnosticsPage, Health, ReaderRow, ReaderStatus, StaffPage, StaffRow
from kiosk.ports import ReaderCause, Teammate
from kiosk.usecases.situation import Situation


def team_page(team: Iterable[Teammate], me: Teammate) -> StaffPage:
    """Return the team; whoever may not look after it sees themselves only."""
    everyone = allowed(me.account.role, Permission.STAFF)
    rows = [
        StaffRow(
            staff=each.account.ref,
            name=each.name,
            role=each.account.role.value,
            cards=each.cards,
            me=each.account.ref == me.account.ref,
        )
        for each in team
        if everyone or each.account.ref == me.account.ref
    ]
    return StaffPage(rows=rows)


class Machine(Protocol):
    """How the machine itself is; None where it can't tell."""

    @property
    def temperature_c(self) -> float | None:
        """Its temperature."""

    @property
    def undervoltage(self) -> bool | None:
        """Whether it gets too little voltage."""


class Diagnostics:
    """How the kiosk is, for staff."""

    def __init__(
        self,
        health: HealthReport,
        sqlite_version: str,
        machine: Callable[[], Machine],
        log_lines: Callable[[], Sequence[str]],
    ) -> None:
        """``log_lines``: the latest lines of the log, which has no names."""
        self._health = health
        self._machine = machine
        self._sqlite_version = sqlite_version
        self._log_lines = log_lines

    def page(self, situation: Situation | None) -> DiagnosticsPage:
        """Return how it is now."""
        health, machine = self._health.make(), self._machine()
        return DiagnosticsPage(
            version=health.version,
            kiosk=None if situation is None else situation.enrolment.kiosk,
            hub=None if situation is None else situation.enrolment.hub_name,
            readers=[_reader(each) for each in health.readers],
            waiting=sum(each.waiting for each in health.ledgers),
            refused=sum(each.refused for each in health.ledgers),
            disk_free_bytes=health.disk_free_bytes,
            storage=_storage(health),
            temperature_c=machine.temperature_c,
            undervoltage=machine.undervoltage,
            clock_source=None if health.clock is None else health.clock.source,
            database=f"SQLite {self._sqlite_version}",
            log=list(self._log_lines()),
        )


def _reader(reader: ReaderStatus) -> ReaderRow:
    return ReaderRow(name=reader.name, health=reader.health, cause=ReaderCause(reader.cause).code)


def _storage(health: Health) -> str:
    return health.storage.trouble or health.storage.reserve
