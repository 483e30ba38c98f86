"""The smart card service (pcscd), typed: the only module that knows pyscard."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import Any

from smartcard import scard

from kiosk.domain.cards import CardSeen, Technology
from kiosk.domain.errors import ReaderError
from kiosk.readers.pcsc_atr import CardType, card_type
from kiosk.readers.pcsc_field import Field

_PLUG_AND_PLAY = r"\\?PnP?\Notification"
_GET_UID = bytes.fromhex("FFCA000000")
_GET_HISTORICAL_BYTES = bytes.fromhex("FFCA010000")
_DONE = [0x90, 0x00]
_FAILED = [0x63, 0x00]
"""The card was there, but the radio link failed."""
_TOOK_NOTE = 0x90
"""How a reader's own answers begin, whatever they tell after that."""
_TO_THE_READER = scard.SCARD_CTL_CODE(1)
_MAX_UID_BYTES = 10
_ANY_PROTOCOL = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
"""One driver refuses either alone."""
_TRIES = 2
"""A card that is still arriving often answers to the second try."""

_LEFT = {
    scard.SCARD_E_NO_SMARTCARD,
    scard.SCARD_W_REMOVED_CARD,
    scard.SCARD_E_READER_UNAVAILABLE,
    scard.SCARD_E_UNKNOWN_READER,
}
_UNREADABLE = {
    scard.SCARD_W_UNRESPONSIVE_CARD,
    scard.SCARD_W_UNPOWERED_CARD,
    scard.SCARD_W_UNSUPPORTED_CARD,
    scard.SCARD_W_RESET_CARD,
    scard.SCARD_E_NOT_TRANSACTED,
    scard.SCARD_E_PROTO_MISMATCH,
    scard.SCARD_E_COMM_DATA_LOST,
    scard.SCARD_E_NOT_READY,
    scard.SCARD_E_CARD_UNSUPPORTED,
}


class ServiceError(ReaderError):
    """The service failed, or went away: only a new connection helps. ``denied``: it doesn't let this program in."""

    def __init__(self, call: str, result: int) -> None:
        """Keep which call got which PC/SC result code."""
        super().__init__(f"{call}: {result & 0xFFFFFFFF:#010x}")
        self.denied = result in {scard.SCARD_W_SECURITY_VIOLATION, scard.SCARD_E_NO_ACCESS}


class Unread(Enum):
    """Why a card could not be read."""

    LEFT = "left"
    UNREADABLE = "unreadable"
    NO_UID = "no uid"
    BUSY = "busy"
    """Another program has the reader to itself."""


class Instructed(Enum):
    """What came of a command for the reader itself."""

    DONE = "done"
    REFUSED = "refused"
    NO_CARD = "no card"
    """pcscd passes such commands only along with a card, and none that can be used lies there."""


class _CardError(Exception):
    def __init__(self, unread: Unread) -> None:
        super().__init__(unread.value)
        self.unread = unread


class Service:
    """A connection to pcscd. Used from one thread, except for ``cancel``."""

    def __init__(self, context: int) -> None:
        """Take over an established context."""
        self._context = context

    def readers(self) -> tuple[str, ...]:
        """Return the names of all readers, as pcscd gives them.

        Raises:
            ServiceError: the service is gone.

        """
        result, names = _call(scard.SCardListReaders, self._context, [])
        if result == scard.SCARD_E_NO_READERS_AVAILABLE:
            return ()
        _check("SCardListReaders", result)
        return tuple(names)

    def look(self, known: Mapping[str, Field | None], timeout_ms: int) -> dict[str, Field]:
        """Wait until a field is no longer as ``known``, a reader comes or goes, ``cancel``, or the timeout.

        Returns how all of them are now; None as ``known`` returns at once. A reader that went is left out.

        Raises:
            ServiceError: the service is gone.

        """
        asked = [(name, _known_state(field)) for name, field in known.items()]
        result, states = _call(scard.SCardGetStatusChange, self._context, timeout_ms, [*asked, (_PLUG_AND_PLAY, 0)])
        if result in {scard.SCARD_E_CANCELLED, scard.SCARD_E_UNKNOWN_READER, scard.SCARD_E_READER_UNAVAILABLE}:
            return {}
        if result != scard.SCARD_E_TIMEOUT:
            _check("SCardGetStatusChange", result)
        return {name: _field(state) for name, state, _atr in states if name != _PLUG_AND_PLAY and not _went(state)}

    def read(self, reader: str) -> CardSeen | Unread:
        """Return the card on ``reader``.

        Raises:
            ServiceError: the service is gone.

        """
        unread = Unread.UNREADABLE
        for _ in range(_TRIES):
            try:
                return self._read(reader)
            except _CardError as error:
                unread = error.unread
            if unread is not Unread.UNREADABLE:
                break
        return unread

    def instruct(self, reader: str, command: bytes) -> Instructed:
        """Give ``reader`` itself a command, and wait for as long as it takes.

        Raises:
            ServiceError: the service is gone.

        """
        try:
            with self._connected(reader, scard.SCARD_SHARE_DIRECT, scard.SCARD_PROTOCOL_UNDEFINED) as (handle, _):
                result, answer = _call(scard.SCardControl, handle, _TO_THE_READER, list(command))
                if result == scard.SCARD_S_SUCCESS:
                    return _what_came_of(answer)
            with self._connected(reader) as (card, protocol):
                answer = _exchange(card, protocol, command)
                return _what_came_of(answer)
        except _CardError:
            return Instructed.NO_CARD

    def cancel(self) -> None:
        """Make a ``look`` in another thread return. One that is only about to start is not reached: repeat it."""
        scard.SCardCancel(self._context)

    def _read(self, reader: str) -> CardSeen:
        with self._connected(reader) as (card, protocol):
            result, _name, _state, _protocol, atr = _call(scard.SCardStatus, card)
            _check_card("SCardStatus", result)
            kind = card_type(bytes(atr))
            uid = _transmit(card, protocol, _GET_UID)
            if kind is None or uid is None or not 0 < len(uid) <= _MAX_UID_BYTES:
                raise _CardError(Unread.NO_UID)
            if kind.perhaps_b and _transmit(card, protocol, _GET_HISTORICAL_BYTES) is None:
                kind = CardType(Technology.ISO14443B, None)
            return CardSeen(kind.technology, uid, kind.sak)

    @contextmanager
    def _connected(
        self, reader: str, mode: int = scard.SCARD_SHARE_SHARED, protocols: int = _ANY_PROTOCOL
    ) -> Iterator[tuple[Any, int]]:
        result, card, protocol = _call(scard.SCardConnect, self._context, reader, mode, protocols)
        _check_card("SCardConnect", result)
        try:
            yield card, protocol
        finally:
            scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)


@contextmanager
def connected() -> Iterator[Service]:
    """Connect to pcscd.

    Raises:
        ServiceError: it isn't there, or doesn't let this program in.

    """
    result, context = _call(scard.SCardEstablishContext, scard.SCARD_SCOPE_SYSTEM)
    _check("SCardEstablishContext", result)
    try:
        yield Service(context)
    finally:
        scard.SCardReleaseContext(context)


def _transmit(card: Any, protocol: int, command: bytes) -> bytes | None:  # noqa: ANN401  pyscard has no types
    """Return the answer's data, or None if the reader doesn't know the command for this card."""
    answer = _exchange(card, protocol, command)
    if answer[-2:] == _FAILED:
        raise _CardError(Unread.UNREADABLE)
    return bytes(answer[:-2]) if answer[-2:] == _DONE else None


def _exchange(card: Any, protocol: int, command: bytes) -> list[int]:  # noqa: ANN401  pyscard has no types
    header = scard.SCARD_PCI_T0 if protocol == scard.SCARD_PROTOCOL_T0 else scard.SCARD_PCI_T1
    result, answer = _call(scard.SCardTransmit, card, header, list(command))
    _check_card("SCardTransmit", result)
    return list(answer)


def _what_came_of(answer: list[int]) -> Instructed:
    return Instructed.DONE if answer[:-1][-1:] == [_TOOK_NOTE] else Instructed.REFUSED


def _call(function: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401  pyscard has no types
    """Call pyscard. Where the service is gone, it may trip over the memory that nobody filled."""
    try:
        return function(*arguments)
    except (SystemError, UnicodeError):
        raise ServiceError(function.__name__, scard.SCARD_F_COMM_ERROR) from None


def _check(call: str, result: int) -> None:
    if result != scard.SCARD_S_SUCCESS:
        raise ServiceError(call, result)


def _check_card(call: str, result: int) -> None:
    if result == scard.SCARD_E_SHARING_VIOLATION:
        raise _CardError(Unread.BUSY)
    if result in _LEFT:
        raise _CardError(Unread.LEFT)
    if result in _UNREADABLE:
        raise _CardError(Unread.UNREADABLE)
    _check(call, result)


def _known_state(field: Field | None) -> int:
    if field is None:
        return int(scard.SCARD_STATE_UNAWARE)
    return (field.count << 16) | int(scard.SCARD_STATE_PRESENT if field.present else scard.SCARD_STATE_EMPTY)


def _field(state: int) -> Field:
    return Field(present=bool(state & scard.SCARD_STATE_PRESENT), count=(state >> 16) & 0xFFFF)


def _went(state: int) -> bool:
    return bool(state & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE))
