"""Figures for funders: who came, how often, and what was not counted. Nobody counts twice on any line."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from kiosk.domain.events import Event
from kiosk.domain.ids import HubId, MemberRef, ProgrammeId, Subject

K = TypeVar("K", HubId, ProgrammeId)


class Level(StrEnum):
    """What a line of figures is of."""

    EVENT = "event"
    HUB = "hub"
    PROGRAMME = "programme"
    TOTAL = "total"


@dataclass
class Tally:
    """What was counted of something; tallies of parts add up, and people who are in several count once.

    ``dwell_s``: how long each stay was whose goodbye was said; ``no_goodbye``: how many ended without one.
    """

    subjects: set[Subject] = field(default_factory=set)
    arrivals: int = 0
    headcount: int = 0
    no_goodbye: int = 0
    dwell_s: list[int] = field(default_factory=list)
    held: int = 0
    not_counted: int = 0

    def add(self, other: "Tally") -> None:
        """Add another tally to this one."""
        self.subjects |= other.subjects
        self.arrivals += other.arrivals
        self.headcount += other.headcount
        self.no_goodbye += other.no_goodbye
        self.dwell_s += other.dwell_s
        self.held += other.held
        self.not_counted += other.not_counted

    @property
    def median_dwell_s(self) -> int | None:
        """How long people stayed, as many longer as shorter; None where nobody said goodbye."""
        return round(statistics.median(self.dwell_s)) if self.dwell_s else None

    @property
    def members(self) -> int:
        """How many different members came."""
        return sum(1 for subject in self.subjects if isinstance(subject, MemberRef))

    @property
    def unlinked_cards(self) -> int:
        """How many different cards came that nobody has linked to a member."""
        return len(self.subjects) - self.members


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one event at one hub; ``event`` is None for what belongs to no known event."""

    hub: HubId
    event: Event | None
    tally: Tally

    @property
    def programme(self) -> ProgrammeId | None:
        """The programme that the event is part of."""
        return None if self.event is None else self.event.programme


@dataclass(frozen=True, slots=True)
class Line:
    """One line of figures; what it is not of is None."""

    level: Level
    hub: HubId | None
    programme: ProgrammeId | None
    event: Event | None
    tally: Tally


def lines(counted: Sequence[Counted]) -> list[Line]:
    """Return a line for each event, then for each hub, each programme, and everything."""
    found = [
        Line(Level.EVENT, each.hub, each.programme, each.event, each.tally) for each in sorted(counted, key=_order)
    ]
    for hub, tally in _summed(counted, lambda each: each.hub):
        found.append(Line(Level.HUB, hub, None, None, tally))
    for programme, tally in _summed(counted, lambda each: each.programme):
        found.append(Line(Level.PROGRAMME, None, programme, None, tally))
    total = Tally()
    for each in counted:
        total.add(each.tally)
    return [*found, Line(Level.TOTAL, None, None, None, total)]


def _order(counted: Counted) -> tuple[str, int, str]:
    event = counted.event
    opens_us = -1 if event is None or event.window is None else event.window.opens_us
    return counted.hub, opens_us, "" if event is None else event.id


def _summed(counted: Iterable[Counted], name: Callable[[Counted], K | None]) -> list[tuple[K, Tally]]:
    sums: dict[K, Tally] = defaultdict(Tally)
    for each in counted:
        key = name(each)
        if key is not None:
            sums[key].add(each.tally)
    return sorted(sums.items())
