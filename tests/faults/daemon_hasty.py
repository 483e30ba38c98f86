"""The demo's daemon with a fault: it shows the tick and commits a moment later. The rigs must catch it."""

import asyncio
import sqlite3
import sys
from typing import Any

from kiosk.demo.daemon import main
from kiosk.store import unit_of_work

_LATE_S = 0.05


class _Hasty(unit_of_work._Immediate):
    """A transaction whose commit waits for the next one, or for a moment."""

    late: bool = False

    def __enter__(self) -> Any:  # noqa: ANN401  as the one that it stands for
        _commit(self._driver)
        return super().__enter__()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: object) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = None
        if error is not None or loop is None:
            super().__exit__(kind, error, traceback)
        else:
            loop.call_later(_LATE_S, _commit, self._driver)


def _commit(driver: sqlite3.Connection) -> None:
    if driver.in_transaction:
        driver.execute("COMMIT")


if __name__ == "__main__":
    unit_of_work._Immediate = _Hasty  # type: ignore[misc]  # on purpose
    sys.exit(main())
