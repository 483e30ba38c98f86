"""What is kept beside the database, so that an older copy of it is noticed and a lost one can be begun anew.

Two small files: who this kiosk is at the centre (no secret), and which ledger was last written, how far.
"""

import hashlib
import logging
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.domain.ledger_starts import Marker
from kiosk.ports import Enrolment
from kiosk.private_files import read_private, write_private

_HARDWARE_SERIAL = Path("/sys/firmware/devicetree/base/serial-number")
_MACHINE_ID = Path("/etc/machine-id")
_DIGITS = 32
T = TypeVar("T", Marker, Enrolment)

_log = logging.getLogger(__name__)


class Beside:
    """The two files, in the daemon's state folder. A file that can't be read counts as missing."""

    def __init__(self, state_dir: Path) -> None:
        """Remember where they are."""
        self._marker = state_dir / "ledger.mark"
        self._enrolment = state_dir / "enrolment.json"

    def marker(self) -> Marker | None:
        """Return what was last marked."""
        return _read(self._marker, Marker)

    def mark(self, marker: Marker) -> None:
        """Mark anew, durably; a disk that refuses leaves the mark before, which is logged."""
        _write(self._marker, marker)

    def enrolment(self) -> Enrolment | None:
        """Return who this kiosk was at the centre, as far as it was kept."""
        return _read(self._enrolment, Enrolment)

    def keep_enrolment(self, enrolment: Enrolment) -> None:
        """Keep who this kiosk is, durably; a disk that refuses leaves what was kept before, which is logged."""
        if self.enrolment() != enrolment:
            _write(self._enrolment, enrolment)


def machine_mark(serial: Path = _HARDWARE_SERIAL, machine_id: Path = _MACHINE_ID) -> str:
    """Return a text that is the same for this machine at every start, and tells nobody its serial number.

    A Raspberry Pi has a number in hardware: a card that moves to another Pi is noticed. Elsewhere it is the system's.
    """
    for path in (serial, machine_id):
        try:
            content = path.read_bytes().strip(b"\0\n ")
        except OSError:
            continue
        if content:
            return hashlib.blake2b(content, person=b"hubtap-machine").hexdigest()[:_DIGITS]
    return ""


def _read(path: Path, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(read_private(path), type=kind)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        _log.warning("%s can't be read: %s", path.name, type(error).__name__)
        return None


def _write(path: Path, content: Marker | Enrolment) -> None:
    try:
        write_private(path, msgspec.json.encode(content))
    except OSError as error:
        _log.error("%s was not written: %s", path.name, error.strerror)
