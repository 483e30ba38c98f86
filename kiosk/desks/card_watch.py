"""Who watches cards, and the little that they are told: enough to see what a reader does, never a card's number."""

import secrets
from collections.abc import Callable

from kiosk.domain.cards import CardSeen, RegionKey, Technology, identifies, token
from kiosk.local_api.messages import CardNoticed, CardVerdict
from kiosk.local_api.server import Client
from kiosk.ports import CardGone, CardPresent, Clock, Misread, ReaderChanged, ReaderReport

_SHOWN_DIGITS = 4
_KEY_BYTES = 32


class CardWatch:
    """Administrators at the administrator's socket who watch cards. Used from the loop's thread only."""

    def __init__(self, *, clock: Clock, keys: Callable[[], tuple[RegionKey, ...]]) -> None:
        """``keys`` tells the active region keys, the primary one first; none before enrolment."""
        self._clock = clock
        self._keys = keys
        self._watchers: dict[Client, RegionKey] = {}

    def add(self, client: Client) -> None:
        """Tell ``client`` of every card from now on. Its marks are made under a key of its own."""
        self._watchers[client] = RegionKey("watch", secrets.token_bytes(_KEY_BYTES))

    def discard(self, client: Client) -> None:
        """Forget ``client``, and with it the key of its marks."""
        self._watchers.pop(client, None)

    def report(self, report: ReaderReport) -> None:
        """Pass on what a reader saw, masked. With nobody watching this does nothing."""
        for client, key in self._watchers.items():
            match report:
                case CardPresent(reader, card, _):
                    client.send(self._noticed(reader, card, key))
                case Misread(reader, _):
                    client.send(CardNoticed(at_us=self._clock.read().wall_us, reader=reader, verdict="unread"))
                case CardGone() | ReaderChanged():
                    pass

    def _noticed(self, reader: str, card: CardSeen, key: RegionKey) -> CardNoticed:
        keys = self._keys() if identifies(card) else ()
        return CardNoticed(
            at_us=self._clock.read().wall_us,
            reader=reader,
            verdict=_verdict(card),
            technology=card.technology.value,
            uid_bytes=None if card.technology is Technology.BARCODE else len(card.uid),
            ends_in=token(card, keys[0]).value[-_SHOWN_DIGITS:] if keys else None,
            mark=token(card, key).value.partition(":")[2],
        )


def _verdict(card: CardSeen) -> CardVerdict:
    if identifies(card):
        return "identifies"
    match card.technology:
        case Technology.ISO15693:
            return "book_tag"
        case Technology.BARCODE:
            return "foreign_barcode"
        case _:
            return "random_number"
