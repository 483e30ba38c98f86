"""What the worker takes away and what it brings back. Reads are pure; verdicts are idempotent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.domain.delivery import Answer, reopen, settle
from kiosk.domain.ids import LedgerId, RecordId
from kiosk.domain.ledger_starts import spans
from kiosk.domain.records import Record
from kiosk.ports import Ledger, Store, Transaction


@dataclass(frozen=True, slots=True)
class Pending:
    """Pending records of one ledger, in seq order. ``waiting``: how many are pending in all ledgers."""

    ledger: Ledger
    records: tuple[Record, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class SettleResult:
    """``settled``: answers applied; ``ignored``: ids that this kiosk doesn't know; ``waiting``: still pending."""

    settled: int
    ignored: int
    waiting: int


def pending_after(store: Store, *, ledger_number: int, seq: int, most: int) -> Pending | None:
    """Return up to ``most`` pending records after (``ledger_number``, ``seq``), or None where nothing is pending."""
    with store.transaction() as transaction:
        ledgers = transaction.ledgers.all()
        waiting = _waiting(transaction, ledgers)
        for ledger in ledgers:
            if ledger.number < ledger_number:
                continue
            start = seq if ledger.number == ledger_number else 0
            records = _pending_of(transaction, ledger, start, most)
            if records:
                return Pending(ledger, records, waiting)
    return None


def apply_answers(store: Store, answers: Mapping[RecordId, Answer], service: str = "") -> SettleResult:
    """Apply the answers of this version of the service, all in one transaction."""
    with store.transaction() as transaction:
        by_ledger: dict[int, dict[int, Answer]] = defaultdict(dict)
        places = transaction.records.places(tuple(answers))
        for record_id, (number, seq) in places.items():
            by_ledger[number][seq] = answers[record_id]
        ledgers = transaction.ledgers.all()
        for ledger in ledgers:
            if ledger.number in by_ledger:
                given = by_ledger[ledger.number]
                before = transaction.ledgers.delivery(ledger, range(min(given), max(given) + 1))
                transaction.ledgers.save_delivery(ledger, before, settle(before, given, service))
        return SettleResult(len(places), len(answers) - len(places), _waiting(transaction, ledgers))


def reopen_missing(store: Store, ledger_id: LedgerId, missing: range) -> None:
    """Make records pending again that the service says it lacks, as far as they are still here.

    A service that lost records lost names too, and doesn't say which: where a record goes again, all names do.
    """
    with store.transaction() as transaction:
        for ledger in transaction.ledgers.all():
            if ledger.id == ledger_id:
                known = range(max(missing.start, 1), min(missing.stop, ledger.highest + 1))
                before = after = transaction.ledgers.delivery(ledger, known)
                for first, last in spans(transaction.records.present(ledger, (known.start, known.stop - 1))):
                    after = reopen(after, range(first, last + 1))
                transaction.ledgers.save_delivery(ledger, before, after)
                if after != before:
                    transaction.names.send_again()


def _waiting(transaction: Transaction, ledgers: Iterable[Ledger]) -> int:
    return sum(transaction.ledgers.outstanding(ledger).waiting for ledger in ledgers)


def _pending_of(transaction: Transaction, ledger: Ledger, seq: int, most: int) -> tuple[Record, ...]:
    again = transaction.ledgers.waiting_after(ledger, seq, most=most)
    records = transaction.records.at(ledger, again) if again else ()
    if len(records) < most:
        mark = transaction.ledgers.delivery(ledger, range(0)).mark
        records += transaction.records.after(ledger, max(seq, mark), most=most - len(records))
    return records
