"""Records that the service refused: visible with their reason until a person or a new service has them sent again."""

from collections import Counter
from dataclasses import dataclass

from kiosk.domain.delivery import Delivery, Exceptional, Standing, offered_to
from kiosk.domain.records import Record
from kiosk.ports import Ledger, Store


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """Refused records of one ledger in seq order, each with the service's reason code."""

    ledger: Ledger
    records: tuple[tuple[Record, str | None], ...]


def refused_after(store: Store, *, ledger_number: int, seq: int, most: int) -> RefusedPage | None:
    """Return up to ``most`` refused records after (``ledger_number``, ``seq``), or None where there is none."""
    with store.transaction() as transaction:
        for ledger in transaction.ledgers.all():
            start = seq if ledger.number == ledger_number else 0
            if ledger.number < ledger_number:
                continue
            refused = {at: why for at, why in _refused(transaction.ledgers.delivery(ledger)).items() if at > start}
            first = sorted(refused)[:most]
            if first:
                records = transaction.records.at(ledger, first)
                return RefusedPage(ledger, tuple((record, refused[record.seq]) for record in records))
    return None


def reasons(store: Store) -> Counter[str | None]:
    """Return how many records were refused, by the service's reason code."""
    with store.transaction() as transaction:
        deliveries = [transaction.ledgers.delivery(ledger) for ledger in transaction.ledgers.all()]
    return Counter(why for delivery in deliveries for why in _refused(delivery).values())


def ask_again(store: Store) -> int:
    """Make every refused record pending again; return how many those are."""
    count = 0
    with store.transaction() as transaction:
        for ledger in transaction.ledgers.all():
            before = transaction.ledgers.delivery(ledger)
            again = {seq: Standing(Exceptional.WAITING) for seq in _refused(before)}
            transaction.ledgers.save_delivery(ledger, before, Delivery(before.mark, {**before.exceptions, **again}))
            count += len(again)
    return count


def offer_to(store: Store, service: str) -> int:
    """Make pending again what this version of the service hasn't refused; return how many records those are."""
    count = 0
    with store.transaction() as transaction:
        for ledger in transaction.ledgers.all():
            if transaction.ledgers.outstanding(ledger).refused:
                before = transaction.ledgers.delivery(ledger)
                after = offered_to(before, service)
                transaction.ledgers.save_delivery(ledger, before, after)
                count += len(_refused(before)) - len(_refused(after))
    return count


def _refused(delivery: Delivery) -> dict[int, str | None]:
    return {seq: it.reason for seq, it in delivery.exceptions.items() if it.state is Exceptional.REFUSED}
