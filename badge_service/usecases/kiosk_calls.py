"""All that a kiosk can ask for, on one database: the same whether it asks over the network or by a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from badge_service.store.engine import Database
from badge_service.usecases.change_key import ChangeKey
from badge_service.usecases.enrol import Enrol
from badge_service.usecases.heartbeat import HearHeartbeat
from badge_service.usecases.ingest import Ingest
from badge_service.usecases.names import TakeNames
from badge_service.usecases.others import Others
from badge_service.usecases.pull import Pull


@dataclass(frozen=True, slots=True)
class KioskCalls:
    """One use case a call."""

    enrol: Enrol
    ingest: Ingest
    pull: Pull
    hear: HearHeartbeat
    change_key: ChangeKey
    names: TakeNames

    @classmethod
    def on(
        cls,
        database: Database,
        now_us: Callable[[], int],
        random_bytes: Callable[[int], bytes],
        key_life_us: int,
    ) -> Self:
        """Put them together. ``key_life_us``: after that time a kiosk should change its own key."""
        return cls(
            enrol=Enrol(database, now_us, random_bytes),
            ingest=Ingest(database, now_us),
            pull=Pull(database),
            hear=HearHeartbeat(database, now_us, key_life_us, Others(database, now_us)),
            change_key=ChangeKey(database),
            names=TakeNames(database, now_us),
        )
