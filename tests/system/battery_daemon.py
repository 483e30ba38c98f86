"""The demo's daemon on a machine whose kernel shows its hardware clock below ``OTHER_SYS``."""

import os
import sys
from functools import partial
from pathlib import Path

from kiosk import running
from kiosk.clock.battery import BatteryClock
from kiosk.demo.daemon import main

if __name__ == "__main__":
    vars(running)["BatteryClock"] = partial(BatteryClock, sys=Path(os.environ["OTHER_SYS"]))
    sys.exit(main())
