"""For each kind of reader, the reader and a hand over it."""

from pathlib import Path
from typing import Protocol

from kiosk.domain.cards import CardSeen, Technology
from kiosk.domain.typed_uids import UidSpelling, Unclear, card_of
from kiosk.ports import CardReader
from kiosk.readers.nfc import NfcReader
from kiosk.readers.pcsc import PcscReaders
from kiosk.readers.simulated import SimulatedReader
from kiosk.readers.wedge import WedgeReader
from tests.emulators import cards
from tests.emulators.field import wait_until_empty
from tests.emulators.hand import Hand
from tests.emulators.keyboard import Keyboard, open_pipe
from tests.emulators.pcscd import VirtualPcscd
from tests.emulators.pn532 import Pn532, Tag
from tests.emulators.reader_elsewhere import ReaderElsewhere
from tests.emulators.usb_device import UsbPort, UsbRoom
from tests.emulators.usb_readers import Acr122uUsb, Scl3711

FOUR = CardSeen(Technology.ISO14443A, bytes.fromhex("C0FFEE01"), 0x08)
OTHER_FOUR = CardSeen(Technology.ISO14443A, bytes.fromhex("C0FFEE02"), 0x08)
SEVEN = CardSeen(Technology.ISO14443A, bytes.fromhex("04C0FFEE010203"), 0x00)
TEN = CardSeen(Technology.ISO14443A, bytes.fromhex("88C0FFEE010203040506"), 0x00)
TYPE_B = CardSeen(Technology.ISO14443B, bytes.fromhex("C0FFEE04"))
RANDOM = CardSeen(Technology.ISO14443A, bytes.fromhex("08C0FFEE"), 0x20)


class Rig(Protocol):
    """A reader and a hand over it."""

    @property
    def reader(self) -> CardReader: ...
    def lay(self, card: CardSeen) -> None: ...
    def lay_before_start(self, card: CardSeen) -> None: ...
    def after_start(self) -> None: ...
    def take_away(self) -> None: ...
    def swap_without_waiting(self, card: CardSeen) -> None: ...
    def brush(self) -> None: ...
    def lose(self) -> None: ...
    def bring_back(self) -> None: ...
    def close(self) -> None: ...


class SimulatedRig:
    def __init__(self, path: Path) -> None:
        self.reader = SimulatedReader(path)
        self._path = path
        self._hand: Hand | None = None
        self._early: CardSeen | None = None
        self._pending = 0

    @property
    def hand(self) -> Hand:
        if self._hand is None:
            self._hand = Hand(self._path)
        return self._hand

    def lay(self, card: CardSeen) -> None:
        self._begin(card)
        self._settle()

    def lay_before_start(self, card: CardSeen) -> None:
        """Its socket opens with the reader, so the card is laid while the reader is unplugged."""
        self._early = card

    def after_start(self) -> None:
        assert self._early is not None
        self.lose()
        self.lay(self._early)
        self.bring_back()

    def take_away(self) -> None:
        self._settle()
        self.hand.make("gone")

    def swap_without_waiting(self, card: CardSeen) -> None:
        self.hand.begin("gone")
        self._pending += 1
        self._begin(card)

    def brush(self) -> None:
        self.hand.make("misread")

    def lose(self) -> None:
        self._settle()
        self.hand.make("unplug")

    def bring_back(self) -> None:
        self.hand.make("plug")

    def close(self) -> None:
        if self._hand is not None:
            self._hand.close()

    def _begin(self, card: CardSeen) -> None:
        self.hand.begin("present", technology=card.technology.value, uid=card.uid.hex(), sak=card.sak)
        self._pending += 1

    def _settle(self) -> None:
        while self._pending:
            assert self.hand.answer() == b'{"ok":true}\n'
            self._pending -= 1


class PcscRig:
    def __init__(self, pcscd: VirtualPcscd, how_lost: str) -> None:
        self.reader = PcscReaders()
        self._pcscd = pcscd
        self._how_lost = how_lost
        self._lost = False

    def lay(self, card: CardSeen) -> None:
        kinds = {0x08: cards.mifare_classic, 0x00: cards.ultralight, 0x20: cards.desfire}
        kind = cards.type_b if card.sak is None else kinds[card.sak]
        self._pcscd.lay(kind(card.uid.hex()))

    def lay_before_start(self, card: CardSeen) -> None:
        self.lay(card)

    def after_start(self) -> None:
        pass

    def take_away(self) -> None:
        self._pcscd.clear()
        wait_until_empty()

    def swap_without_waiting(self, card: CardSeen) -> None:
        self.take_away()
        self.lay(card)

    def brush(self) -> None:
        self._pcscd.lay(cards.fleeing("C0FFEE03"))

    def lose(self) -> None:
        self._pcscd.stop(self._how_lost)
        self._lost = True

    def bring_back(self) -> None:
        self._pcscd.start()
        self._lost = False

    def close(self) -> None:
        if self._lost:
            self.bring_back()
        self.take_away()


class NfcRig:
    def __init__(self, path: Path, how_lost: str) -> None:
        self._pn532 = Pn532(path)
        self.reader = NfcReader(f"tty:{path}")
        self._how_lost = how_lost

    def lay(self, card: CardSeen) -> None:
        self._pn532.chip.lay(Tag(card))

    def lay_before_start(self, card: CardSeen) -> None:
        self.lay(card)

    def after_start(self) -> None:
        pass

    def take_away(self) -> None:
        self._pn532.chip.take_away()

    def swap_without_waiting(self, card: CardSeen) -> None:
        self.lay(card)

    def brush(self) -> None:
        self._pn532.chip.lay(Tag(OTHER_FOUR, shy=1, leaves=True))

    def lose(self) -> None:
        if self._how_lost == "unplugged":
            self._pn532.unplug()
        else:
            self._pn532.silent = True

    def bring_back(self) -> None:
        self._pn532.silent = False
        self._pn532.plug()

    def close(self) -> None:
        self._pn532.unplug()


class UsbRig:
    """The reader's process sees an emulated USB."""

    def __init__(self, folder: Path, device: str, how_lost: str) -> None:
        folder.mkdir()
        room = UsbRoom(folder)
        self._device: Acr122uUsb | Scl3711 = Acr122uUsb() if device == "acr122u" else Scl3711()
        self._port = UsbPort(room, self._device)
        self.reader = ReaderElsewhere("nfc:usb", folder / "reader.log", room)
        self._how_lost = how_lost

    def lay(self, card: CardSeen) -> None:
        self._device.chip.lay(Tag(card))

    def lay_before_start(self, card: CardSeen) -> None:
        self.lay(card)

    def after_start(self) -> None:
        pass

    def take_away(self) -> None:
        self._device.chip.take_away()

    def swap_without_waiting(self, card: CardSeen) -> None:
        self.lay(card)

    def brush(self) -> None:
        self._device.chip.lay(Tag(OTHER_FOUR, shy=1, leaves=True))

    def lose(self) -> None:
        if self._how_lost == "unplugged":
            self._port.unplug()
        else:
            self._port.silent = True

    def bring_back(self) -> None:
        self._port.silent = False
        self._port.plug()

    def close(self) -> None:
        self._port.unplug()
        assert "c0ffee" not in self.reader.logged().lower()


class WedgeRig:
    """A keyboard can't tell a SAK, so what understands its text adds the one that each test card has."""

    def __init__(self, path: Path) -> None:
        self._keyboard = Keyboard(path)
        self.reader = WedgeReader("scanner", path, self._card_of, open_node=open_pipe)

    def lay(self, card: CardSeen) -> None:
        self._keyboard.type(f"{card.uid.hex()}\n")

    def lay_before_start(self, card: CardSeen) -> None:
        raise NotImplementedError

    def after_start(self) -> None:
        raise NotImplementedError

    def take_away(self) -> None:
        pass

    def swap_without_waiting(self, card: CardSeen) -> None:
        self.lay(card)

    def brush(self) -> None:
        self._keyboard.type("88C0FFEE\n")

    def lose(self) -> None:
        self._keyboard.unplug()

    def bring_back(self) -> None:
        self._keyboard.plug()

    def close(self) -> None:
        self._keyboard.close()

    @staticmethod
    def _card_of(text: str) -> CardSeen | Unclear:
        typed = card_of(text, UidSpelling.HEX)
        known = {card.uid: card for card in (FOUR, OTHER_FOUR, SEVEN, RANDOM)}
        return known[typed.uid] if isinstance(typed, CardSeen) else typed
