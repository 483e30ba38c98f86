"""The demo's daemon with a fault: it says that a tap is saved, and saves it a moment later. The rigs must catch it."""

import sys
import time

import msgspec

from kiosk.daemon import Daemon
from kiosk.demo import daemon as demo
from kiosk.demo.told import TapTold
from kiosk.domain.ids import CardToken
from kiosk.intake import Answered
from kiosk.ports import CardForStaff, StaffCardSeen, TapTaken

_LATE_S = 0.03
_take_tap = Daemon._take_tap


def _hasty(self: Daemon, tokens: tuple[CardToken, ...]) -> TapTaken | StaffCardSeen | CardForStaff:
    sys.stdout.buffer.write(msgspec.json.encode(TapTold(code="arrived", took_us=0, saved=True)) + b"\n")
    sys.stdout.buffer.flush()
    time.sleep(_LATE_S)
    return _take_tap(self, tokens)


def _already_told(answered: Answered) -> None:
    del answered


if __name__ == "__main__":
    Daemon._take_tap = _hasty  # type: ignore[method-assign]  # on purpose
    demo._tell = _already_told
    sys.exit(demo.main())
