"""What staff see, and what they do that makes no record of its own: only the audit of it is kept."""

from kiosk.domain.audit import Act
from kiosk.usecases.by_staff.deeds import Hand, record
from kiosk.usecases.situation import Situation


def note(hand: Hand, did: Act) -> Situation:
    """Record that someone of the team did or saw this.

    Raises:
        StoreError: nothing was recorded; what personal data it was about must not be shown then.

    """
    with hand.store.transaction() as transaction:
        situation, _ = record(transaction, hand, did, ())
    return situation
