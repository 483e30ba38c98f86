"""Who came, read from the database while staff are at work, a little at a time; nothing is kept when they lock."""

from kiosk.domain.clock import ClockReading
from kiosk.ports import Store
from kiosk.usecases.roster import Roster
from kiosk.usecases.sheets import Derived
from kiosk.usecases.situation import Situation

PAST_DAYS = 7
_US_PER_HOUR = 3_600 * 1_000_000
_US_PER_DAY = 24 * _US_PER_HOUR
_LONGEST_US = (PAST_DAYS + 1) * _US_PER_DAY
_STEPS = 3
"""Steps of reading at once: some milliseconds. A tap may wait for that."""


class StillReading(Exception):  # noqa: N818  nothing went wrong
    """What was asked needs more than was read by now; nothing was done."""


class Rosters:
    """Today's records, and once someone asks for them those of the last days."""

    def __init__(self, store: Store) -> None:
        """Hold nothing."""
        self._store = store
        self._today: Roster | None = None
        self._past: Roster | None = None

    def drop(self) -> None:
        """Forget everything."""
        self._today = self._past = None

    def people_changed(self) -> None:
        """Look everyone up anew."""
        for roster in (self._today, self._past):
            if roster is not None:
                roster.people_changed()

    def read(self, situation: Situation) -> bool:
        """Read what is new and a part of what is missing; return whether more is to be read.

        Raises:
            StoreError: the database refused; what was read before is still here.

        """
        more = False
        for roster in (self._today, self._past):
            if roster is not None:
                more |= _read(roster, situation)
        return more

    def require_all(self, situation: Situation) -> None:
        """Read on, for what needs everything.

        Raises:
            StillReading: there is more; the same may be asked again once ``read`` returns False.
            StoreError: the database refused; what was read before is still here.

        """
        if self.read(situation):
            raise StillReading

    def today(self, situation: Situation, reading: ClockReading) -> Derived:
        """Return what follows from the records since yesterday, or since an event began that is on for longer."""
        now = situation.now(reading)
        self._today = self._reaching(self._today, _needed_today(situation, now.at_us), situation)
        return self._today.derived(situation, now.at_us)

    def past(self, situation: Situation, reading: ClockReading) -> Derived:
        """Return what follows from the records of the last days."""
        now = situation.now(reading)
        self._past = self._reaching(self._past, now.at_us - _LONGEST_US, situation)
        return self._past.derived(situation, now.at_us)

    def _reaching(self, roster: Roster | None, since_us: int, situation: Situation) -> Roster:
        """Return the roster, or another where it doesn't reach back to ``since_us``: a clock may have been put back."""
        if roster is None or since_us < roster.since_us:
            roster = Roster(self._store, since_us - _US_PER_HOUR)
            _read(roster, situation)
        return roster


def _needed_today(situation: Situation, now_us: int) -> int:
    """Return since when records tell who is here: since yesterday, or the beginning of what goes on for longer."""
    windows = [event.window for event in situation.dated if event.window is not None]
    begun_us = [each.opens_us for each in windows if each.holds(now_us)]
    return max(min([now_us - _US_PER_DAY, *begun_us]), now_us - _LONGEST_US)


def _read(roster: Roster, situation: Situation) -> bool:
    steps = 0
    more = roster.step(situation)
    while more and steps < _STEPS:
        more = roster.step(situation)
        steps += 1
    return more
