"""Between daemon and administrator."""

from typing import Literal

from kiosk.local_api.messages.basics import Message
from kiosk.local_api.messages.health import Health


class StatusWanted(Message, frozen=True, kw_only=True):
    """Ask for the daemon's state. Answered ``Status``."""


class Status(Message, frozen=True, kw_only=True):
    """The daemon's state, without anything personal."""

    health: Health
    kiosk: str | None
    hub: str | None
    event: str | None
    network_state: str
    network_detail: str
    last_success_us: int | None
    sqlite: str


CardVerdict = Literal["identifies", "random_number", "book_tag", "foreign_barcode", "unread"]


class WatchCards(Message, frozen=True, kw_only=True):
    """Ask to be told of every card that is laid on a reader, until the connection ends. Answered ``Noted``."""


class CardNoticed(Message, frozen=True, kw_only=True):
    """Unasked, after ``WatchCards``: a card was laid on ``reader``. Nothing in it tells the card's number.

    ``at_us``: the kiosk's wall clock. ``technology``: None for a card that could not be read; ``uid_bytes``: also None
    for a barcode. ``verdict``: ``identifies``; ``random_number``, ``book_tag`` or ``foreign_barcode`` (it identifies
    nobody); ``unread``. ``ends_in``: the last four digits of the card's token, None where it has none.
    ``mark``: the same for the same card on every reader while this connection lasts, and meaningless outside of it.
    """

    at_us: int
    reader: str
    verdict: CardVerdict
    technology: str | None = None
    uid_bytes: int | None = None
    ends_in: str | None = None
    mark: str | None = None
