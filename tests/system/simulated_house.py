"""The whole house with the simulated reader, and a folder for a USB stick: for what is not about readers."""

import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self, cast

import msgspec

from kiosk.domain.cards import Technology
from kiosk.local_api.messages import ShownResult
from kiosk.readers.simulated import Gesture, Gone, Present, encode
from tests.emulators.cards import Card
from tests.system.house import House
from tests.system.program import PATIENCE_S
from tests.system.staff_screen import StaffScreen

_SAK = 0x08


class SimulatedField:
    """What ``House`` wants of pcscd: cards come and go."""

    environment: Mapping[str, str] = {}

    def __init__(self, path: Path) -> None:
        self._path = path

    def lay(self, card: Card) -> None:
        self._make(Present(technology=Technology.ISO14443A, uid=card.uid.hex(), sak=_SAK))

    def clear(self) -> None:
        if self._path.exists():
            self._make(Gone())

    def _make(self, gesture: Gesture) -> None:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(PATIENCE_S)
            link.connect(str(self._path))
            link.sendall(encode(gesture))
            assert msgspec.json.decode(link.makefile("rb").readline())["ok"]


class SimulatedHouse(House):
    """``House`` with the demo's daemon. Its screen is one on which staff can work."""

    def __init__(self, folder: Path) -> None:
        """``folder``: empty, with a short path."""
        field = SimulatedField(folder / "run/reader.sock")
        super().__init__(folder, cast("Any", field))  # of a pcscd only this is asked
        self.stick = folder / "stick"
        self.daemon = self._program("daemon", "-m", "kiosk.demo.daemon", "--settings", str(self.settings))

    def __enter__(self) -> Self:
        super().__enter__()
        return self

    @property
    def screen(self) -> StaffScreen:
        if self._screen is None:
            self._screen = StaffScreen(self.run_dir)
        assert isinstance(self._screen, StaffScreen)
        return self._screen

    def until_at_home(self) -> None:
        self.screen.until(lambda now: now.enrolled and now.event_title is not None, "what is on")
        self.screen.until(lambda now: now.reader == "ready", "a reader")

    def tap(self, card: Card) -> ShownResult:
        screen = self.screen
        self._pcscd.lay(card)
        try:
            return screen.next_result()
        finally:
            self._pcscd.clear()

    def brush(self, card: Card) -> None:
        """Hold ``card`` to the reader for a moment, whatever the screen says."""
        self._pcscd.lay(card)
        self._pcscd.clear()
