"""The daemon's screen socket as Qt signals."""

import logging

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from kiosk.local_api.messages import VERSION, Hello, Message, Refused, ToScreen, decoder, encode
from ui.lines import Lines

_log = logging.getLogger(__name__)


class Link(QObject):
    """Says hello on every connection and hands on the latest snapshot; older ones that lie ready are passed over.

    ``heard`` carries a ``ScreenSnapshot``. ``lost`` follows the loss of a connection; the next comes by itself.
    """

    heard = Signal(object)
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
            message = self._decoder.decode(lines[-1])
        except msgspec.DecodeError:
            self._tell("the daemon says something this screen does not understand")
            self._lines.drop()
            return
        if isinstance(message, Refused):
            self._tell(f"the daemon refused this screen: code={message.code}")
        else:
            self._trouble = ""
            self.heard.emit(message)

    def _tell(self, trouble: str) -> None:
        """Log what is wrong once, however often it comes back."""
        if trouble != self._trouble:
            self._trouble = trouble
            _log.warning(trouble)
