"""What an operator runs once: set up, make a code, revoke a kiosk, audit."""

import sys
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from badge_service.card_list import read_card_list
from badge_service.domain import codes
from badge_service.seed import Seed
from badge_service.store.codes import Code
from badge_service.store.engine import Database
from badge_service.store.hubs import Hub
from badge_service.store.kiosks import Kiosk
from badge_service.store.schema import bring_up_to_date, require_current
from badge_service.store.unit import Unit
from badge_service.usecases.forget import Forget, Forgotten
from badge_service.usecases.read_again import ReadAgain
from kiosk.domain.errors import SettingsError
from kiosk.domain.ids import MemberRef

_US_PER_HOUR = 3_600_000_000
_US_PER_MS = 1_000
_CODE_BYTES = 16

Clock = Callable[[], int]
RandomBytes = Callable[[int], bytes]


def init(database: Database, cards: Path | None, now_us: Clock, random_bytes: RandomBytes) -> None:
    """Create or migrate the database and plant what is missing. Nothing that is there is changed.

    Raises:
        SettingsError: the card list is wrong; the rest is done all the same.

    """
    bring_up_to_date(database)
    seed = Seed(now_us, random_bytes)
    database.write(seed.plant)
    ReadAgain(database, now_us)()
    if cards is not None:
        hubs = database.read(lambda unit: unit.hubs.all())
        wanted = read_card_list(cards, [hub.id for hub in hubs])
        database.write(lambda unit: seed.link_all(unit, wanted.members))
        database.write(lambda unit: seed.make_staff(unit, wanted.staff))


def make_code(  # noqa: PLR0913  the command line says all of this
    database: Database, hub: str, hours: int, now_us: Clock, random_bytes: RandomBytes, *, kiosk: str | None = None
) -> tuple[str, Hub]:
    """Return a new one-time enrolment code for ``hub`` (its name or id, in any case) and the hub that it is for.

    ``kiosk``: the known kiosk that it lets in again, though that has lost its key; its records stay its own.

    Raises:
        SettingsError: no such hub, no such kiosk.

    """
    require_current(database)
    spelled = codes.spelled(random_bytes(_CODE_BYTES))

    def add(unit: Unit) -> Hub:
        chosen = chosen_hub(unit.hubs.all(), hub)
        meant_for = None if kiosk is None else known_kiosk(unit, kiosk).id
        expires_us = now_us() + hours * _US_PER_HOUR
        unit.codes.add(Code(codes.digest(spelled), chosen.id, expires_us, meant_for=meant_for))
        return chosen

    return spelled, database.write(add)


def chosen_hub(hubs: Collection[Hub], wanted: str) -> Hub:
    """Return the hub of this name or id, in any case.

    Raises:
        SettingsError: there is none.

    """
    plain = wanted.strip().casefold()
    for hub in hubs:
        if plain in {hub.id.casefold(), hub.name.casefold()}:
            return hub
    names = ", ".join(hub.name for hub in hubs)
    message = f"unknown hub {wanted!r}; the hubs are {names}"
    raise SettingsError((message,))


def revoke(database: Database, kiosk: str, now_us: Clock) -> None:
    """Let a kiosk in no more, from its next request on.

    Raises:
        SettingsError: no such kiosk.

    """
    require_current(database)

    def write(unit: Unit) -> None:
        known = known_kiosk(unit, kiosk)
        if known.revoked_us is None:
            unit.kiosks.revoke(known.id, now_us())

    database.write(write)


def known_kiosk(unit: Unit, kiosk: str) -> Kiosk:
    """Return the kiosk.

    Raises:
        SettingsError: there is none of this id.

    """
    known = unit.kiosks.get(kiosk)
    if known is None:
        names = ", ".join(each.id for each in unit.kiosks.all()) or "none yet"
        message = f"unknown kiosk {kiosk!r}; the kiosks are {names}"
        raise SettingsError((message,))
    return known


def forget(database: Database, member: str, now_us: Clock, random_bytes: RandomBytes) -> Forgotten:
    """Forget a person: see ``badge_service.usecases.forget``.

    Raises:
        SettingsError: there is no such member, and never was one that was forgotten.

    """
    require_current(database)
    done = Forget(database, now_us, random_bytes)(MemberRef(member))
    if done is None:
        raise SettingsError(("nobody is known by that reference; nothing was changed",))
    return done


def audit(database: Database) -> bytes:
    """Return what the service has, as one JSON object: see ``AuditReport``."""
    require_current(database)
    return msgspec.json.encode(database.read(_report))


class LedgerReport(msgspec.Struct, frozen=True):
    """How complete one ledger is; ``gaps`` are pairs of first and last, inclusive."""

    ledger: str
    kiosk: str
    hub: str
    highest: int
    complete_through: int
    gaps: list[tuple[int, int]]


class AuditReport(msgspec.Struct, frozen=True):
    """Everything received so far. ``duplicates`` and ``refused`` count answers.

    ``redacted``: records whose subject was forgotten; they count as records, and nobody's stay follows from them.
    The lags are from a tap's wall time at the kiosk to its receipt, None before the first tap.
    """

    records: int
    distinct_ids: int
    accepted: int
    held: int
    set_aside: int
    held_by_reason: dict[str, int]
    duplicates: int
    refused: int
    redacted: int
    receive_lag_p50_ms: float | None
    receive_lag_p99_ms: float | None
    ledgers: list[LedgerReport]


def _report(unit: Unit) -> AuditReport:
    counts = unit.tally.counts()
    gaps = unit.ledgers.all_missing()
    reasons: dict[str, int] = {}
    for each in unit.tally.held():
        reasons[each.reason] = reasons.get(each.reason, 0) + each.count
    return AuditReport(
        records=counts.records,
        distinct_ids=counts.distinct_ids,
        accepted=counts.accepted,
        held=counts.held,
        set_aside=counts.set_aside,
        held_by_reason=reasons,
        duplicates=counts.duplicates,
        refused=counts.refused,
        redacted=unit.redactions.blank_records(),
        receive_lag_p50_ms=_ms(unit.tally.tap_lag_us(0.50)),
        receive_lag_p99_ms=_ms(unit.tally.tap_lag_us(0.99)),
        ledgers=[
            LedgerReport(
                ledger=ledger.id,
                kiosk=ledger.kiosk,
                hub=ledger.hub,
                highest=ledger.highest,
                complete_through=gaps[ledger.id][0].first - 1 if ledger.id in gaps else ledger.highest,
                gaps=[(gap.first, gap.last) for gap in gaps.get(ledger.id, [])],
            )
            for ledger in unit.ledgers.all()
        ],
    )


def _ms(span_us: int | None) -> float | None:
    return None if span_us is None else span_us / _US_PER_MS


def say(line: str) -> None:
    """Print one line and flush it: whoever started this may be reading along."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
