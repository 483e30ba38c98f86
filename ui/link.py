"""The daemon's screen socket as Qt signals."""

import logging

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from kiosk.local_api.messages import (
    VERSION,
    Hello,
    Judging,
    Message,
    Refused,
    ScreenSnapshot,
    StaffAnswer,
    StaffSnapshot,
    ToScreen,
    decoder,
    encode,
)
from ui.lines import Lines

_log = logging.getLogger(__name__)


class Link(QObject):
    """Says hello on every connection and hands on what the daemon tells.

    ``heard`` carries a ``ScreenSnapshot``, ``staff_heard`` a ``StaffSnapshot``: of those that lie ready the latest of
    each kind counts. ``answered`` carries every ``StaffAnswer``, after the snapshots. ``lost`` follows the loss of a
    connection; the next comes by itself. ``judging``: a tap is being judged, and what it came to is yet to be heard.
    """

    heard = Signal(object)
    judging = Signal()
    staff_heard = Signal(object)
    answered = Signal(object)
    lost = Signal()

    def __init__(self, lines: Lines) -> None:
        """Speak over ``lines``."""
        super().__init__()
        self._lines = lines
        self._decoder = decoder(ToScreen)
        self._trouble = ""
        lines.opened.connect(self._hello)
        lines.closed.connect(self.lost)
        lines.received.connect(self._received)

    def send(self, message: Message) -> bool:
        """Send one message; tell whether there was a connection to send it on."""
        return self._lines.send(encode(message))

    @Slot()
    def _hello(self) -> None:
        self.send(Hello(version=VERSION))

    @Slot(object)
    def _received(self, lines: list[bytes]) -> None:
        try:
            messages = [self._decoder.decode(line) for line in lines]
        except msgspec.DecodeError:
            self._tell("the daemon says something this screen does not understand")
            self._lines.drop()
            return
        self._hand_on(messages)

    def _hand_on(self, messages: list[Message]) -> None:
        """Hand on what counts: what visitors see goes first."""
        latest = {type(message): message for message in messages}
        for kind, signal in ((ScreenSnapshot, self.heard), (StaffSnapshot, self.staff_heard)):
            if kind in latest:
                self._trouble = ""
                signal.emit(latest[kind])
        if self._is_at_a_tap(messages):
            self.judging.emit()
        for message in messages:
            if isinstance(message, StaffAnswer):
                self.answered.emit(message)
            elif isinstance(message, Refused):
                self._tell(f"the daemon refused this screen: code={message.code}")

    def _is_at_a_tap(self, messages: list[Message]) -> bool:
        """Tell whether the last word on taps is that one is being judged."""
        of_taps = [message for message in messages if isinstance(message, ScreenSnapshot | Judging)]
        return bool(of_taps) and isinstance(of_taps[-1], Judging)

    def _tell(self, trouble: str) -> None:
        """Log what is wrong once, however often it comes back."""
        if trouble != self._trouble:
            self._trouble = trouble
            _log.warning(trouble)
