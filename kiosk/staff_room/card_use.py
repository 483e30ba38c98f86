"""What a card that is laid on a reader does for staff: it opens their screens, locks them, or is the one they await."""

import logging
from collections.abc import Sequence

from kiosk.domain.audit import Act
from kiosk.domain.errors import StoreError
from kiosk.domain.ids import CardToken, MemberRef
from kiosk.faults import place_of
from kiosk.ports import CardForStaff, Signal, Store, Teammate
from kiosk.staff_room.awaiting import Awaiting, Wish
from kiosk.staff_room.bulletin import Bulletin
from kiosk.staff_room.deeds import Deeds
from kiosk.staff_room.entrance import team_of
from kiosk.staff_room.lock import Session
from kiosk.staff_room.team_change import NewCard
from kiosk.usecases.by_staff.cards import link_card
from kiosk.usecases.by_staff.deeds import Did, Refusal

_log = logging.getLogger(__name__)
_TOLD = frozenset({Refusal.TAKEN, Refusal.TAPPED_LATELY, Refusal.STAFF_CARD, Refusal.CANNOT_IDENTIFY})


class CardUse:
    """Looks at a card before it is taken for a tap."""

    def __init__(self, *, store: Store, awaiting: Awaiting, deeds: Deeds, bulletin: Bulletin) -> None:
        """Look only where a card is awaited."""
        self._store = store
        self._awaiting = awaiting
        self._deeds = deeds
        self._bulletin = bulletin

    def awaited(self, session: Session, tokens: Sequence[CardToken]) -> CardForStaff | None:
        """Use the card as the one that is awaited; None where it is none of it, but a tap as always."""
        wish = self._awaiting.wish
        if wish is None:
            return None
        try:
            return self._used(session, wish, tokens)
        except StoreError as error:
            _log.error("an awaited card was not saved: code=%s", error.code)
        except Exception as error:  # noqa: BLE001  whatever went wrong, the card is a tap as always
            fault = type(error).__name__
            _log.error("an awaited card could not be used: fault=%s place=%s", fault, place_of(error))
        self._awaiting.came_to("not_saved")
        return None

    def _used(self, session: Session, wish: Wish, tokens: Sequence[CardToken]) -> CardForStaff | None:
        hand = self._deeds.hand(session.who.account.ref)
        if hand is None:
            return None
        if isinstance(wish.whose, MemberRef):
            came = self._deeds.settle(link_card(hand, tokens, wish.whose), about_cards=True)
        else:
            came = self._deeds.change_team(hand, NewCard(wish.whose, tuple(tokens)), wish.name, Act.ADDED_STAFF_CARD)
        self._awaiting.came_to("done" if isinstance(came, Did) else came.value if came in _TOLD else "not_saved")
        if came is Refusal.STAFF_CARD:
            return CardForStaff(Signal.MISREAD)
        if not isinstance(came, Did):
            return None
        if isinstance(wish.whose, MemberRef):
            if came.record is None:  # it is theirs already: they came with it
                return None
            self._bulletin.offer(Act.LINKED_CARD, wish.name, came.record)
        return CardForStaff(Signal.IN)

    def teammate(self, tokens: Sequence[CardToken]) -> Teammate | None:
        """Return whose staff card it is; None where nobody's of this team, or where the database refuses."""
        try:
            with self._store.transaction() as transaction:
                account = transaction.team.by_card(tokens)
            return next((each for each in team_of(self._store) if each.account == account), None)
        except Exception as error:  # noqa: BLE001  whatever went wrong, taps go on
            _log.error(
                "whose staff card it is could not be read: fault=%s place=%s", type(error).__name__, place_of(error)
            )
            return None
