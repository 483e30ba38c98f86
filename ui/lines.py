"""Lines over a Unix socket that connects, and after every loss connects again, by itself. Owns Qt's local sockets."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

from kiosk.local_api.messages import MAX_LINE_BYTES

_AGAIN_AFTER_MS = 250


class Lines(QObject):
    """A client of a line socket. Lives in the screen's thread.

    ``opened`` follows each connection, ``closed`` each loss of one. ``received`` carries a ``list[bytes]``: the whole
    lines that lay ready, oldest first, without their line ends.
    """

    opened = Signal()
    closed = Signal()
    received = Signal(object)

    def __init__(self, path: str, *, again_after_ms: int = _AGAIN_AFTER_MS) -> None:
        """Prepare to talk to the socket at ``path``; nothing is opened yet."""
        super().__init__()
        self._path = path
        self._rest = b""
        self._is_open = False
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._opened)
        self._socket.readyRead.connect(self._read)
        self._socket.stateChanged.connect(self._state_changed)
        self._again = QTimer(self, interval=again_after_ms, singleShot=True)
        self._again.timeout.connect(self.start)

    def start(self) -> None:
        """Connect, now and after every loss, until ``stop``."""
        self._rest = b""
        self._socket.connectToServer(self._path)

    def stop(self) -> None:
        """Close for good."""
        self._socket.stateChanged.disconnect(self._state_changed)
        self._again.stop()
        self._socket.abort()

    def send(self, line: bytes) -> bool:
        """Send one line, with its line end; tell whether there was a connection to send it on."""
        return self._is_open and self._socket.write(line) == len(line)

    def drop(self) -> None:
        """Close this connection, as after a broken promise; another one follows."""
        self._socket.abort()

    def _opened(self) -> None:
        self._is_open = True
        self.opened.emit()

    def _read(self) -> None:
        *lines, self._rest = (self._rest + self._socket.readAll().data()).split(b"\n")
        if len(self._rest) > MAX_LINE_BYTES:
            self.drop()
        elif lines:
            self.received.emit(lines)

    def _state_changed(self, state: QLocalSocket.LocalSocketState) -> None:
        if state is not QLocalSocket.LocalSocketState.UnconnectedState:
            return
        self._again.start()
        if self._is_open:
            self._is_open = False
            self.closed.emit()
