"""The demo's daemon with a fault: it syncs its commits only now and then. The rigs must catch it."""

import sys

from kiosk.demo.daemon import main
from kiosk.store import engine

_FAULTY = {"synchronous": ("synchronous", "NORMAL", 1)}

if __name__ == "__main__":
    faulty = tuple(_FAULTY.get(pragma[0], pragma) for pragma in engine._PRAGMAS)
    engine._PRAGMAS = faulty  # type: ignore[assignment]  # on purpose
    sys.exit(main())
