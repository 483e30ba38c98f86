"""What an ACR122U does with the commands that are meant for itself: it answers in the card's stead, as on its bus."""

import threading

_ITS_OWN = (bytes.fromhex("FF0040"), bytes.fromhex("FF0048"), bytes.fromhex("FF0051"), bytes.fromhex("FF0052"))
_LIGHTS, _VERSION, _POLL, _BEEP = _ITS_OWN
_UNKNOWN = b"\x63\x00"
PATIENCE_S = 10.0


class Acr122u:
    """Takes down its commands; may be asked from any thread.

    ``deaf``: how long a lights command takes is up to the test, as it takes the real one its blinking's length.
    ``refuses``: it is a clone that knows none of this.
    """

    def __init__(self, *, deaf: threading.Event | None = None, refuses: bool = False) -> None:
        self.commands: list[bytes] = []
        self._deaf = deaf
        self._refuses = refuses
        self._news = threading.Condition()

    def is_meant(self, command: bytes) -> bool:
        """Tell whether a command is for the reader."""
        return command[:3] in _ITS_OWN

    def answer(self, command: bytes) -> bytes:
        """Return what it says; lights last."""
        with self._news:
            self.commands.append(command)
            self._news.notify_all()
        if self._refuses:
            return _UNKNOWN
        if command[:3] == _VERSION:
            return b"ACR122U207"
        if command[:3] == _POLL:
            return b"\x90" + command[3:4]
        if command[:3] == _LIGHTS and self._deaf is not None:
            self._deaf.wait(PATIENCE_S)
        return b"\x90\x02" if command[:3] == _LIGHTS else b"\x90\x00"

    def until(self, count: int) -> list[bytes]:
        """Wait for that many commands; return all."""
        with self._news:
            assert self._news.wait_for(lambda: len(self.commands) >= count, PATIENCE_S), self.commands
            return list(self.commands)
