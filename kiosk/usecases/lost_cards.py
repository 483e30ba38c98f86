"""What is known of someone without the taps of lost cards that wait for a person at the centre."""

from kiosk.domain.attendance import CardStanding
from kiosk.domain.clock import Clocks
from kiosk.domain.lost_cards import answered_lost, waiting_taps
from kiosk.domain.records import Record
from kiosk.ports import Transaction


def without_waiting(transaction: Transaction, records: tuple[Record, ...], clocks: Clocks) -> tuple[Record, ...]:
    """Return ``records``, all that are known of someone's cards, without those taps."""
    tokens = {token for _, tap in answered_lost(records) for token in tap.tokens}
    if not tokens:
        return records
    cards = transaction.people.cards(sorted(tokens))
    lost = {token for token, entry in cards.items() if entry.standing is CardStanding.LOST}
    waiting = waiting_taps(records, lost, clocks)
    return tuple(each for each in records if each.id not in waiting)
