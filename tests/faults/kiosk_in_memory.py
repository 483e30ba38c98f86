"""The kiosk's own store and use cases over a disk in memory, and everything that they do there, drawn from a seed.

A step is a function of what the database holds and of its dice, so that the same steps on a twin come to the same.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, cast

import apsw
from sqlalchemy import Dialect, Engine, create_engine, make_url
from sqlalchemy.pool import StaticPool

from kiosk.domain.attendance import CardStanding
from kiosk.domain.clock import ClockReading
from kiosk.domain.delivery import Answer, Verdict
from kiosk.domain.events import Event
from kiosk.domain.ids import BootId, CardToken, EventId, HubId, KioskId, LedgerId, MemberRef, RecordId, StaffRef
from kiosk.domain.redaction import Redaction, digest_of
from kiosk.ports import CardEntry, Enrolment, MemberEntry, PulledPage, Store, Transaction
from kiosk.store import engine as store_engine
from kiosk.store.migrate import bring_up_to_date
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases import deliver, enrol, keep_time, situation
from kiosk.usecases.situation import Situation
from kiosk.usecases.take_tap import take_tap
from kiosk.usecases.tidy import Tidying
from tests.faults.apsw_driver import Connection

DATABASE = "/attendance.db"

_HUBS = ("hub-ely", "hub-march")
_CARDS = 60
_FORGOTTEN_SHARE = 0.2
_AT_ONCE = 40
_SECOND_US = 1_000_000
_BEGAN_US = 1_794_571_200 * _SECOND_US


@dataclass(frozen=True, slots=True)
class Safety:
    """How SQLite writes. ``synchronous`` None: as the product sets it; any other is there to be caught."""

    synchronous: str | None = None
    checkpoint_pages: int = 1_000


@contextmanager
def opened(vfs: str, safety: Safety) -> Iterator[SqliteStore]:
    """Open and migrate the database as the daemon does, but with its file in ``vfs``."""
    driver = Connection(apsw.Connection(DATABASE, vfs=vfs))
    driver.execute("PRAGMA locking_mode = EXCLUSIVE")  # apsw's files can't share memory
    store_engine._set(cast("Any", driver))
    driver.execute(f"PRAGMA wal_autocheckpoint = {safety.checkpoint_pages}")
    if safety.synchronous is not None:
        driver.execute(f"PRAGMA synchronous = {safety.synchronous}")
    with over(driver) as store:
        yield store


@contextmanager
def over(driver: Connection) -> Iterator[SqliteStore]:
    """Give the store over ``driver``, migrated; close it at the end."""
    engine = Engine(StaticPool(cast("Any", lambda: driver)), _dialect(), make_url("sqlite://"))
    try:
        with engine.execution_options(compiled_cache=_compiled).connect() as connection:
            bring_up_to_date(connection)
            yield SqliteStore(connection)
    finally:
        engine.dispose()


_compiled: dict[Any, Any] = {}
"""The library's statements as SQL, which thousands of connections share."""


@cache
def _dialect() -> Dialect:
    engine = create_engine("sqlite://")
    with engine.connect():
        return engine.dialect


@dataclass
class Watched:
    """A store that tells of each transaction that was committed."""

    store: SqliteStore
    committed: Callable[[], None] = lambda: None

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open one."""
        with self.store.transaction() as transaction:
            yield transaction
        self.committed()

    def reopen(self) -> None:
        """Open the database anew."""
        self.store.reopen()

    def scrub(self) -> bool:
        """Leave nothing of what was overwritten."""
        return self.store.scrub()


@dataclass
class Ids:
    """Ids drawn from dice."""

    dice: random.Random

    def record_id(self) -> RecordId:
        """Mint one."""
        return RecordId(f"01900000-0000-7000-8000-{self.dice.getrandbits(48):012x}")

    def ledger_id(self) -> LedgerId:
        """Mint one."""
        return LedgerId(f"{self.dice.getrandbits(128):032x}")

    def member_ref(self) -> MemberRef:
        """Mint one."""
        return MemberRef(f"m-{self.dice.getrandbits(64):016x}")

    def event_id(self) -> EventId:
        """Mint one."""
        return EventId(f"e-{self.dice.getrandbits(64):016x}")

    def staff_ref(self) -> StaffRef:
        """Mint one."""
        return StaffRef(f"s-{self.dice.getrandbits(64):016x}")


@dataclass
class Kiosk:
    """A kiosk over ``store``. ``acknowledged``: the taps that people were told of, as (ledger, seq)."""

    store: Store
    known: Situation | None = None
    tidying: Tidying = field(init=False)
    acknowledged: list[tuple[str, int]] = field(default_factory=list)

    def start(self) -> None:
        """Read what the database knows."""
        self.known = situation.load(self.store)
        self.tidying = Tidying(
            self.store,
            expire_copies=lambda: True,
            at_once=_AT_ONCE,
            monotonic_s=lambda: 0.0,  # the twin must go as far in a step
        )

    def step(self, seed: int) -> None:
        """Do one of the things that a kiosk does."""
        dice = random.Random(seed)  # noqa: S311
        known = self.known
        if known is None:
            self._enrol(dice)
            return
        (doing,) = dice.choices(tuple(_DOINGS), tuple(_DOINGS.values()))
        doing(self, known, dice)

    def _enrol(self, dice: random.Random) -> None:
        hub = dice.choice(_HUBS)
        enrol.accept_enrolment(
            self.store, Ids(dice), Enrolment(KioskId("kiosk-1"), HubId(hub), hub.title(), "Europe/London")
        )
        self.start()

    def _tap(self, known: Situation, dice: random.Random) -> None:
        tokens = (_token(dice.randrange(2 * _CARDS)),)
        self.known, _ = take_tap(self.store, Ids(dice), known, tokens, _reading(dice))
        if self.known.ledger.highest > known.ledger.highest:
            self.acknowledged.append((self.known.ledger.id, self.known.ledger.highest))

    def _fix_time(self, known: Situation, dice: random.Random) -> None:
        reading = _reading(dice)
        self.known = keep_time.note_kernel_time(self.store, Ids(dice), known, replace(reading, synchronised=True))

    def _settle(self, _: Situation, dice: random.Random) -> None:
        pending = deliver.pending_after(self.store, ledger_number=0, seq=0, most=dice.choice((1, 10, 100)))
        if pending is not None:
            verdicts = dice.choices(tuple(Verdict), (20, 5, 5, 1, 1), k=len(pending.records))
            answers = {record.id: Answer(it, "why") for record, it in zip(pending.records, verdicts, strict=True)}
            deliver.apply_answers(self.store, answers)

    def _lack(self, known: Situation, dice: random.Random) -> None:
        first = dice.randint(1, known.ledger.highest + 1)
        deliver.reopen_missing(self.store, known.ledger.id, range(first, first + dice.randint(1, 9)))

    def _pull(self, known: Situation, dice: random.Random) -> None:
        with self.store.transaction() as transaction:
            position = transaction.directory.position()
            transaction.directory.apply(_page(known.enrolment.hub, position.generation, dice))
        self.start()

    def _tidy(self, known: Situation, _: random.Random) -> None:
        self.tidying.step(known.line)

    def _pull_anew(self, _: Situation, __: random.Random) -> None:
        with self.store.transaction() as transaction:
            transaction.directory.start_over()

    def _enrol_again(self, _: Situation, dice: random.Random) -> None:
        self._enrol(dice)


_DOINGS: dict[Callable[[Kiosk, Situation, random.Random], None], int] = {
    Kiosk._tap: 60,
    Kiosk._settle: 10,
    Kiosk._pull: 10,
    Kiosk._tidy: 10,
    Kiosk._lack: 3,
    Kiosk._fix_time: 3,
    Kiosk._pull_anew: 1,
    Kiosk._enrol_again: 1,
}


def _token(number: int) -> CardToken:
    return CardToken(f"k1:{number:032x}")


def _reading(dice: random.Random) -> ClockReading:
    at_us = dice.randrange(10**9) * _SECOND_US
    boot = BootId(f"boot-{dice.randrange(3)}")
    return ClockReading(_BEGAN_US + at_us, synchronised=False, boot=boot, boottime_us=at_us)


def _forgotten(dice: random.Random) -> Redaction:
    number = dice.randrange(_CARDS)
    subjects = frozenset({digest_of(_token(number).value), digest_of(f"m{number}")})
    return Redaction(f"r{dice.getrandbits(32)}", _BEGAN_US + 10**9 * _SECOND_US, subjects)


def _page(hub: HubId, generation: int, dice: random.Random) -> PulledPage:
    """Return a page whose cursor tells which rows came with it."""
    numbers = dice.sample(range(_CARDS), dice.choice((1, 5, 50)))
    mark = dice.getrandbits(32)
    return PulledPage(
        cursor=f"c{mark}",
        generation=generation,
        sweep=dice.random() < 0.2,
        events=[Event(EventId(f"drop-in-{hub}"), hub, f"Drop-in {mark}")],
        members={MemberRef(f"m{number}"): MemberEntry(f"Zebedee {mark}", None) for number in numbers},
        cards={_token(number): CardEntry(CardStanding.LINKED, MemberRef(f"m{number}")) for number in numbers},
        gone_cards=[_token(number) for number in range(_CARDS) if dice.random() < 0.02],
        redactions=[_forgotten(dice)] if dice.random() < _FORGOTTEN_SHARE else [],
    )
