"""The latest lines of the daemon's log, for staff: a log without names, so nothing is hidden here."""

import logging
from collections import deque
from datetime import UTC, datetime

KEPT_LINES = 40
_LONGEST = 200


class LogRing(logging.Handler):
    """Keeps some lines in memory."""

    def __init__(self, *, most: int = KEPT_LINES) -> None:
        """Keep ``most`` lines from INFO on."""
        super().__init__(logging.INFO)
        self._lines = deque[str](maxlen=most)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        at = datetime.fromtimestamp(record.created, UTC)
        words = " ".join(record.getMessage().split())[:_LONGEST]
        self._lines.append(f"{at:%H:%M:%S} UTC {record.levelname.lower()} {words}")

    def lines(self) -> tuple[str, ...]:
        """Return them, oldest first."""
        return tuple(self._lines)
