"""After an upgrade or new events: held records are read again, and those that can be are accepted."""

from collections.abc import Callable
from dataclasses import dataclass

from badge_service.domain.holds import Standing
from badge_service.domain.intake import READ_AGAIN, stated
from badge_service.store.chunks import chunks
from badge_service.store.engine import Database
from badge_service.store.unit import Unit
from badge_service.usecases.on_the_spot import make_events
from badge_service.usecases.reconsider import Reconsider

_MET = "members_met"


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """Reads again what an older program, or one that knew fewer events, held."""

    database: Database
    now_us: Callable[[], int]

    def __call__(self) -> int:
        """Return how many held records are accepted now."""
        return self.database.write(self._read)

    def _read(self, unit: Unit) -> int:
        _meet_members(unit, self.now_us())
        return read_again(unit, self.now_us())


def _meet_members(unit: Unit, now_us: int) -> None:
    """Once: know the members of whom an older program took in what staff said, but kept nothing else."""
    if unit.keyring.mark(_MET) is not None:
        return
    unit.links.take_turn(alone=True)
    again = Reconsider(unit, now_us)
    for some in chunks(unit.made_here.said_of_members()):
        again.records(some)
    again.tell()
    unit.keyring.set_mark_once(_MET, "yes")


def read_again(unit: Unit, now_us: int) -> int:
    """Read again what is held for want of an event or of a newer program; return how many are accepted now."""
    unit.links.take_turn(alone=True)
    for each in unit.held.openings():
        if not each.wrong_hub:
            make_events(unit, each.hub, [(each.id, stated(each.record))])
    again = Reconsider(unit, now_us)
    accepted = 0
    for some in chunks(unit.held.held_for(READ_AGAIN)):
        accepted += sum(1 for each in again.records(some).values() if each.standing is Standing.ACCEPTED)
    again.tell()
    return accepted
