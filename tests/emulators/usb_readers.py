"""Card readers at the USB, as nfcpy meets them: an SCL3711, which is a bare PN533, and an ACR122U with a PN532."""

import struct
from collections.abc import Iterator

from tests.emulators.acr122u import Acr122u
from tests.emulators.pn532 import ACK, ERROR_FRAME, Chip, framed, frames
from tests.emulators.usb_device import Identity

_EEPROM = 0xA000
_REFUSED = b"\x63\x00"
_DONE = b"\x90\x00"


class Pn533(Chip):
    """Differs from a PN532 in its version, and in that it tells with registers whether all went well."""

    def answer(self, code: int, data: bytes) -> bytes | None:
        answer = super().answer(code, data)
        if code == 0x02:
            return bytes.fromhex("33020707")
        if code == 0x06 and struct.unpack_from(">H", data)[0] >= _EEPROM:
            return b"\x10"  # it has none
        return b"\x00" + (answer or b"") if code in {0x06, 0x08} else answer


class Scl3711:
    """The PN533's frames go over the USB as they are."""

    identity = Identity(0x04E6, 0x5591, "SCM Micro", "SCL3711-NFC&RW", 0xFF, 0x04, 0x04)

    def __init__(self) -> None:
        self.chip = Pn533()

    def switch_on(self) -> None:
        self.chip.switch_on()

    def switch_off(self) -> None:
        self.chip.switch_off()

    def obey(self, frame: bytes) -> Iterator[bytes]:
        for command, _ in frames(frame):
            yield ACK
            answer = self.chip.answer(command[1], command[2:])
            yield ERROR_FRAME if answer is None else framed(bytes([0xD5, command[1] + 1]) + answer)


class Acr122uUsb:
    """The PN532's commands travel inside the smart card protocol of USB (CCID), as commands to the reader itself."""

    identity = Identity(0x072F, 0x2200, "ACS", "ACR122U PICC Interface", 0x0B, 0x02, 0x02)

    def __init__(self) -> None:
        self.chip = Chip()
        self.itself = Acr122u()

    def switch_on(self) -> None:
        self.chip.switch_on()

    def switch_off(self) -> None:
        self.chip.switch_off()

    def obey(self, frame: bytes) -> Iterator[bytes]:
        kind, size, slot, sequence = struct.unpack_from("<BIBB", frame)
        said = self._block(frame[10 : 10 + size]) if kind == 0x6F else b"\x3b\x00"
        yield struct.pack("<BIBBBBB", 0x80, len(said), slot, sequence, 0, 0, 0) + said

    def _block(self, command: bytes) -> bytes:
        if self.itself.is_meant(command):
            return self.itself.answer(command)
        if command[:4] != bytes.fromhex("FF000000") or command[5:6] != b"\xd4":
            return _REFUSED
        answer = self.chip.answer(command[6], command[7 : 5 + command[4]])
        return _REFUSED if answer is None else bytes([0xD5, command[6] + 1]) + answer + _DONE
