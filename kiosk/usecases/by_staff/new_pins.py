"""How many new PINs each of the team may try in a day, in all sessions and over restarts together."""

import msgspec

from kiosk.domain.events import local_day
from kiosk.domain.staff import OTHERS_NEW_PINS_A_DAY, OWN_NEW_PINS_A_DAY
from kiosk.usecases.by_staff.deeds import Hand

_MARK = "staff_new_pins"


class _Kept(msgspec.Struct, frozen=True):
    """``day``: the hub's local day, None where nobody knew it. ``own``, ``others``: how many, by who tried them."""

    day: str | None = None
    own: dict[str, int] = {}
    others: dict[str, int] = {}


def count_new_pin(hand: Hand, *, own: bool) -> bool:
    """Count a new PIN before anyone looks whether it can be one; return False where there were too many today.

    On a clock that nobody vouches for, the day goes on.

    Raises:
        StoreError: it is not counted, and may not be tried.

    """
    day = local_day(hand.now.at_us, hand.situation.zone).isoformat() if hand.now.trusted else None
    with hand.store.transaction() as transaction:
        text = transaction.marks.get(_MARK)
        kept = _Kept() if text is None else msgspec.json.decode(text, type=_Kept)
        kept = _on(kept, day)
        counts, most = (kept.own, OWN_NEW_PINS_A_DAY) if own else (kept.others, OTHERS_NEW_PINS_A_DAY)
        if counts.get(hand.staff, 0) >= most:
            return False
        counts[hand.staff] = counts.get(hand.staff, 0) + 1
        transaction.marks.put(_MARK, msgspec.json.encode(kept).decode())
    return True


def _on(kept: _Kept, day: str | None) -> _Kept:
    if day is None or day == kept.day:
        return kept
    return _Kept(day=day) if kept.day is not None else _Kept(day, kept.own, kept.others)
