"""What was acknowledged in a house, held against what is stored there in the end."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.faults.chaos_house import ChaosHouse, Stored
from tests.faults.ledger_book import gaps


@dataclass
class Reckoning:
    """What was acknowledged against what is stored; ``timeline`` tells what happened when."""

    acknowledged: int = 0
    records: int = 0
    kills: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)
    """Ledgers with a number missing, records never settled, cards that were never answered."""
    timeline: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """What is wrong, and what happened before it."""
        wrong = [*self.missing, *self.doubled, *self.incomplete]
        return [*self.timeline, *wrong] if wrong else []


def reckon(house: ChaosHouse, timeline: list[str], *, settled: bool) -> Reckoning:
    """Hold what the daemon acknowledged in ``house``, which has ended, against what is stored."""
    at_kiosk, at_service = house.at_kiosk(), house.at_service()
    arrived = {record.id for record in at_service}
    taps = Counter(name for record in at_service for name in record.tokens)
    found = Reckoning(
        acknowledged=len(house.daemon.acknowledged),
        records=len(at_service),
        kills={each.name: each.kills for each in house.programs},
        timeline=timeline,
    )
    for number in range(1, house.daemon.laid + 1):
        times = max(taps[name] for name in house.tokens_of(number))
        if times > 1:
            found.doubled.append(f"card {number} is there {times} times")
        elif times == 0 and number in house.daemon.acknowledged:
            found.missing.append(f"card {number} was acknowledged")
    found.missing += [f"record {each.seq} is only at the kiosk" for each in at_kiosk if each.id not in arrived]
    places = {"kiosk": at_kiosk, "service": at_service}
    found.incomplete += [f"numbers are missing at the {place}" for place, stored in places.items() if _has_gaps(stored)]
    found.incomplete += [f"card {number} was not answered" for number in house.daemon.unanswered]
    if not settled:
        found.incomplete.append("the kiosk never settled all its records")
    return found


def _has_gaps(stored: Iterable[Stored]) -> bool:
    return bool(gaps((record.ledger, record.seq) for record in stored))
