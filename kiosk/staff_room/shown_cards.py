"""Which of a member's cards a place on the page means: the same one for as long as staff are in."""

from collections.abc import Sequence

from kiosk.domain.ids import CardToken, MemberRef
from kiosk.ports import HeldCard, Transaction

_NOWHERE: tuple[CardToken, ...] = ()


class ShownCards:
    """Every card keeps the place at which it was first shown; one that is linked meanwhile comes after them."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._tokens = dict[MemberRef, tuple[CardToken, ...]]()

    def forget(self) -> None:
        """Forget all cards."""
        self._tokens.clear()

    def held(self, transaction: Transaction, member: MemberRef) -> Sequence[tuple[int, HeldCard]]:
        """Return the member's cards, each with its place, in that order."""
        cards = transaction.people.cards_of(member)
        known = self._tokens.get(member, _NOWHERE)
        places = known + tuple(card.token for card in cards if card.token not in known)
        self._tokens[member] = places
        return sorted(((places.index(card.token), card) for card in cards), key=lambda placed: placed[0])

    def at(self, transaction: Transaction, member: MemberRef, place: int) -> CardToken | None:
        """Return which of the member's cards is at ``place``, None where none is."""
        return next((card.token for at, card in self.held(transaction, member) if at == place), None)
