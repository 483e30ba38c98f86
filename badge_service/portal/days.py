"""Pages that show one hub on one day: which, as the address says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from litestar import Request

from badge_service.store.engine import Database
from badge_service.store.hubs import Hub

_US_PER_S = 1_000_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """A hub and a day, and all hubs to choose from."""

    hub: Hub
    day: date
    hubs: Sequence[Hub]


@dataclass(frozen=True, slots=True)
class Days:
    """Tells what a page's address chose."""

    database: Database
    now_us: Callable[[], int]

    def chosen(self, hub: str, day: str) -> Chosen:
        """Return the hub and the day of that name; what makes no sense is the first hub, or its today."""
        hubs = self.database.read(lambda unit: unit.hubs.all())
        found = next((each for each in hubs if each.id == hub), hubs[0])
        return Chosen(found, _day(day) or self._today(found), hubs)

    def asked(self, request: Request[Any, Any, Any]) -> Chosen:
        """Return what the request's address chose."""
        return self.chosen(request.query_params.get("hub", ""), request.query_params.get("day", ""))

    def _today(self, hub: Hub) -> date:
        return datetime.fromtimestamp(self.now_us() / _US_PER_S, UTC).astimezone(ZoneInfo(hub.zone)).date()


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(2020, 1, 1) <= day <= date(2999, 12, 31) else None
