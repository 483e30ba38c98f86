"""A kiosk that is told to forget a person, and what is on its disk."""

from pathlib import Path

from kiosk import remains
from kiosk.domain.clock import UNFIXED, ClockReading
from kiosk.domain.ids import BootId, CardToken
from kiosk.domain.records import Record, Tap, lookup_key
from kiosk.domain.redaction import Redaction, digest_of
from kiosk.ports import PulledPage
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.situation import Situation, append, load
from kiosk.usecases.tidy import Tidying
from tests.fakes.house import (
    AMIRA,
    AMIRAS_CARD,
    AMIRAS_OTHER_CARD,
    BOOT,
    DROP_IN,
    HOUR_US,
    NOON_US,
    CountingIds,
    furnish,
)

HERS = (AMIRA.value, AMIRAS_CARD.value, AMIRAS_OTHER_CARD.value)
TOLD = Redaction("forgotten-1", NOON_US, frozenset(digest_of(each) for each in HERS))
PAGE = PulledPage(cursor="page-2", generation=1, sweep=True, redactions=(TOLD,))


class Kiosk:
    """A store with a situation, and what tidies it up."""

    def __init__(self, store: SqliteStore, folder: Path, at_once: int = 400) -> None:
        self.store = store
        self.folder = folder
        self.ids = CountingIds()
        furnish(store, ids=self.ids)
        known = load(store)
        assert known is not None
        self.situation: Situation = known
        self.still_carrying_over = False
        self.tidying = Tidying(store, expire_copies=self.expire, at_once=at_once)

    def expire(self) -> bool:
        if not self.still_carrying_over:
            remains.expire(self.folder)
        return not self.still_carrying_over

    def tap(self, card: CardToken, at_us: int = NOON_US - HOUR_US, *, synchronised: bool = True) -> None:
        taken = ClockReading(at_us, synchronised, BOOT if synchronised else BootId("dark"), 1)
        with self.store.transaction() as transaction:
            fact = Tap((card,), DROP_IN.id, "arrived")
            lookup = lookup_key(card)
            self.situation, _ = append(transaction, self.situation, self.ids, fact, taken=taken, lookup=lookup)

    def pull(self, page: PulledPage = PAGE) -> None:
        with self.store.transaction() as transaction:
            transaction.directory.apply(page)
        self.tidying.more_may_be_due()

    def tidy(self) -> int:
        """Go on until nothing is due; return how many steps that took."""
        for step in range(10_000):
            self.tidying.step(UNFIXED)
            with self.store.transaction() as transaction:
                if not transaction.redactions.due():
                    return step + 1
        raise AssertionError

    @property
    def records(self) -> tuple[Record, ...]:
        with self.store.transaction() as transaction:
            return transaction.records.after(self.situation.ledger, 0, most=10_000)

    def tokens(self) -> list[list[str]]:
        return [each.body["tokens"] for each in self.records]

    def on_disk(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())

    def held(self, *texts: str) -> list[str]:
        held = self.on_disk()
        return [text for text in texts if text.encode() in held]
