"""How many new PINs each of the team may try in a day, in all sessions and over restarts together."""

from kiosk.domain.events import local_day
from kiosk.usecases.by_staff.deeds import Hand


def count_new_pin(hand: Hand, *, own: bool) -> bool:
    """Count a new PIN before anyone looks whether it can be one; return False where there were too many today.

    Raises:
        StoreError: it is not counted, and may not be tried.

    """
    day = local_day(hand.now.at_us, hand.situation.zone).isoformat() if hand.now.trusted else None
    with hand.store.transaction() as transaction:
        tried = transaction.team.new_pins().on(day).one_more(hand.staff, own=own)
        if tried is None:
            return False
        transaction.team.keep_new_pins(tried)
    return True
