"""A database that can't be opened for now."""

from typing import NoReturn

from kiosk.domain.errors import StoreDiskError


class ClosedStore:
    """``kiosk.ports.Store`` that refuses everything, in the words of ``trouble``."""

    def __init__(self, trouble: str) -> None:
        """Say ``trouble`` whenever asked."""
        self._trouble = trouble

    def transaction(self) -> NoReturn:
        """Refuse."""
        raise StoreDiskError(self._trouble)

    def reopen(self) -> NoReturn:
        """Refuse."""
        raise StoreDiskError(self._trouble)

    def scrub(self) -> NoReturn:
        """Refuse."""
        raise StoreDiskError(self._trouble)
