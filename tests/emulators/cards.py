"""Virtual cards for vpcd: made-up UIDs behind the ATRs and answers of real card types."""

import contextlib
import socket
import struct
import threading
from dataclasses import dataclass, field, replace

from tests.emulators.acr122u import Acr122u

_GET_ATR = b"\x04"
_CONTROLS = {b"\x00", b"\x01", b"\x02"}
"""Power off, power on, reset: vpcd expects no answer."""
_GET_UID = bytes.fromhex("FFCA000000")
_GET_ATS = bytes.fromhex("FFCA010000")
_DONE = b"\x90\x00"
_FAILED = b"\x63\x00"
_NOT_SUPPORTED = b"\x6a\x81"


@dataclass(frozen=True)
class Card:
    """A made-up card. ``historical``: its ATS's historical bytes, None where it has no ATS.

    ``flees``: it is gone as soon as someone wants to read it. ``knows_uid``: the reader can tell its UID.
    ``fails``: how many commands fail before the first that works, as with a card held badly. ``reader``: what it lies
    on, if that answers to commands of its own.
    """

    atr: bytes
    uid: bytes
    historical: bytes | None = None
    flees: bool = False
    knows_uid: bool = True
    fails: int = 0
    reader: Acr122u | None = field(default=None, compare=False)

    def answer(self, command: bytes) -> bytes:
        """Return what the reader answers to ``command`` while this card is in its field."""
        if self.reader is not None and self.reader.is_meant(command):
            return self.reader.answer(command)
        if command == _GET_UID and self.knows_uid:
            return self.uid + _DONE
        if command == _GET_ATS and self.historical is not None:
            return self.historical + _DONE
        return _NOT_SUPPORTED


def _storage_card(name: str, uid: bytes, standard: int = 0x03) -> Card:
    body = bytes.fromhex(f"8F8001804F0CA000000306{standard:02X}{name}00000000")
    return Card(b"\x3b" + body + bytes([_check_byte(body)]), uid)


def _iso_dep(historical: bytes, uid: bytes, *, type_b: bool = False) -> Card:
    body = bytes([0x80 | len(historical)]) + b"\x80\x01" + historical
    return Card(b"\x3b" + body + bytes([_check_byte(body)]), uid, None if type_b else historical)


def _check_byte(body: bytes) -> int:
    check = 0
    for byte in body:
        check ^= byte
    return check


def mifare_classic(uid: str) -> Card:
    """Return a MIFARE Classic 1K."""
    return _storage_card("0001", bytes.fromhex(uid))


def ultralight(uid: str) -> Card:
    """Return a MIFARE Ultralight."""
    return _storage_card("0003", bytes.fromhex(uid))


def desfire(uid: str) -> Card:
    """Return a DESFire; with random ids switched on its UID begins 08."""
    return _iso_dep(b"\x80", bytes.fromhex(uid))


def ten_bytes(uid: str) -> Card:
    """Return a storage card of type A with a triple-size UID."""
    return _storage_card("FF00", bytes.fromhex(uid))


def book_tag(uid: str) -> Card:
    """Return the ISO 15693 tag of a library book, an ICODE SLI; the reader tells its UID as the air does."""
    return _storage_card("0014", bytes.fromhex(uid), standard=0x0B)


def java_card(uid: str) -> Card:
    """Return a type A card with as many historical bytes as a type B card has."""
    return _iso_dep(b"MADE-UP!", bytes.fromhex(uid))


def type_b(uid: str) -> Card:
    """Return an ISO 14443-4 card of type B."""
    return _iso_dep(bytes.fromhex("0000000091717100"), bytes.fromhex(uid), type_b=True)


def contact_card() -> Card:
    """Return a chip card with contacts, as a bank gives out: there is no UID to ask for."""
    return Card(bytes.fromhex("3B6500002063CB6800"), b"", knows_uid=False)


def lying_on(reader: Acr122u, card: Card) -> Card:
    """Return ``card`` on a reader that answers to commands of its own."""
    return replace(card, reader=reader)


def held_badly(card: Card, *, fails: int) -> Card:
    """Return ``card`` so that the first commands fail."""
    return replace(card, fails=fails)


def fleeing(uid: str) -> Card:
    """Return a MIFARE Classic 1K that is gone as soon as someone wants to read it."""
    return replace(mifare_classic(uid), flees=True)


class LaidCard:
    """A virtual card in a reader's field; a thread of its own answers for it until it is taken away."""

    def __init__(self, card: Card, vpcd: socket.socket) -> None:
        """Take over ``vpcd``, a connection to the virtual reader."""
        self.commands: list[bytes] = []
        self._card = card
        self._vpcd = vpcd
        self._fails_left = card.fails
        self._thread = threading.Thread(target=self._answer, name="virtual card")
        self._thread.start()

    def take_away(self) -> None:
        """Remove the card from the field; a second time does nothing."""
        with contextlib.suppress(OSError):
            self._vpcd.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._vpcd.close()

    def _answer(self) -> None:
        with contextlib.suppress(OSError, EOFError):
            while True:
                command = self._read(*struct.unpack(">H", self._read(2)))
                if command in _CONTROLS:
                    continue
                if command != _GET_ATR and self._card.flees:
                    self._vpcd.shutdown(socket.SHUT_RDWR)
                    return
                answer = self._card.atr if command == _GET_ATR else self._answer_to(command)
                self._vpcd.sendall(struct.pack(">H", len(answer)) + answer)

    def _answer_to(self, command: bytes) -> bytes:
        self.commands.append(command)
        if self._fails_left:
            self._fails_left -= 1
            return _FAILED
        return self._card.answer(command)

    def _read(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            # vpcd leaves Nagle on: an acknowledgement that waits would cost 40 ms a command.
            self._vpcd.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = self._vpcd.recv(count - len(got))
            if not part:
                raise EOFError
            got += part
        return got
