"""A PN532 on a serial port, for ``nfc_device``: opened by its real name, and found at whatever speed it talks.

nfcpy is loaded when a port is opened, and not before: see ``nfc_device``.
"""

import contextlib
import errno
import os
import re
import termios
from typing import Any

_PORT = re.compile(r"/dev/[A-Za-z0-9._/-]+")
"""nfcpy hands the name to a shell."""
_FAST = (921_600, 460_800, 230_400)
"""What nfcpy changes the PN532 to, where the port can do it."""
_ANSWERS_WITHIN_MS = 30
"""A PN532 acknowledges within 15 ms."""
_ACK = bytes.fromhex("0000ff00ff00")
_WAKE_UP = bytes(10)
_BACK_TO_115200 = bytes.fromhex("0000ff03fdd410041800")
_GOING_BACK = bytes.fromhex("0000ff02fed5111a00")


def open_serial(path: str) -> Any:  # noqa: ANN401  nfcpy has no types
    """Return nfcpy's device for the PN532 at ``path``, a link to a port or its name.

    Links are resolved first: nfcpy treats a Raspberry Pi's mini UART and USB serial ports with care, but knows them by
    their exact names only. A PN532 that nobody reset to its first speed, since its program was killed, is called back.

    Raises:
        OSError: the port can't be opened, or no PN532 answers. nfcpy raises many other errors besides.

    """
    port = os.path.realpath(path)
    if not _PORT.fullmatch(port):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    try:
        return _open(port)
    except OSError as error:
        if error.errno not in {errno.ENODEV, errno.ETIMEDOUT} or not _call_back(port):
            raise
    return _open(port)


def shut(line: Any) -> None:  # noqa: ANN401  nfcpy has no types
    """Close ``line``, nfcpy's transport, for good: nfcpy itself stumbles over a port that was unplugged."""
    port, line.tty = line.tty, None
    if port is not None:
        with contextlib.suppress(OSError, termios.error):
            port.close()


def _open(port: str) -> Any:  # noqa: ANN401  nfcpy has no types
    from nfc.clf import pn532, transport  # noqa: PLC0415  see above

    line = transport.TTY(port)
    try:
        line.tty.exclusive = True  # another program at the same port would take every second answer
        device = pn532.init(line)
        line.tty.exclusive = True  # nfcpy has opened it anew
    except BaseException:
        shut(line)
        raise
    return device


def _call_back(port: str) -> bool:
    """Ask a PN532 that may listen at a higher speed to come back; tell whether one answered."""
    return any(_answers_at(speed, port) for speed in _FAST)


def _answers_at(speed: int, port: str) -> bool:
    from nfc.clf import transport  # noqa: PLC0415  see above

    line = transport.TTY(port)
    try:
        line.open(port, speed)
        line.write(_WAKE_UP + _BACK_TO_115200)
        acknowledged = line.read(_ANSWERS_WITHIN_MS) == _ACK
        if not acknowledged or line.read(_ANSWERS_WITHIN_MS) != _GOING_BACK:
            return False
        line.write(_ACK)
        line.tty.flush()
    except (OSError, ValueError, IndexError, termios.error):  # the port can't do this speed, or noise answers
        return False
    else:
        return True
    finally:
        shut(line)
