"""The demo's control socket as Qt signals: one answer for each request, in order."""

from collections import deque

import msgspec
from PySide6.QtCore import QObject, Signal

from kiosk.demo.messages import CastWanted, Message, ToTray, decoder, encode
from ui.lines import Lines


class Control(QObject):
    """Asks, and hands on answers.

    ``answered`` carries a request and its answer. ``closed`` follows a connection's loss; the next comes by itself.
    """

    answered = Signal(object, object)
    closed = Signal()

    def __init__(self, lines: Lines) -> None:
        """Speak over ``lines``; whenever they open, ask for the cast."""
        super().__init__()
        self._lines = lines
        self._decoder = decoder(ToTray)
        self._waiting: deque[Message] = deque()
        lines.opened.connect(self._opened)
        lines.closed.connect(self.closed)
        lines.received.connect(self._received)

    def ask(self, request: Message) -> None:
        """Ask; without a connection nothing happens."""
        if self._lines.send(encode(request)):
            self._waiting.append(request)

    def _opened(self) -> None:
        self._waiting.clear()
        self.ask(CastWanted())

    def _received(self, lines: list[bytes]) -> None:
        for line in lines:
            try:
                answer = self._decoder.decode(line)
            except msgspec.DecodeError:
                self._lines.drop()
                return
            if self._waiting:
                self.answered.emit(self._waiting.popleft(), answer)
