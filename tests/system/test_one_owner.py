"""The daemon is the only process that ever opens the database."""

import subprocess
import sys
from pathlib import Path

from tests.system.house import MEMBERS, House
from tests.system.traced import Trace

_OPENING = "open,openat,openat2,creat,rename,renameat2,link,linkat,truncate"
_ROOT = Path(__file__).parents[2]


def holders(database: Path) -> set[int]:
    """Return which processes of this machine hold the database or a file beside it."""
    found = set()
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            target = descriptor.readlink()
        except OSError:  # it was closed meanwhile, or its process ended
            continue
        if str(target).startswith(str(database)):
            found.add(int(descriptor.parts[2]))
    return found


def test_no_other_process_ever_opens_the_database(empty_house: House) -> None:
    house = empty_house
    programs = (house.service, house.daemon, house.worker, house.touchscreen)
    names = (*(program.name for program in programs), "status")
    traces = {name: Trace(house.folder / f"{name}.trace", _OPENING) for name in names}
    house.set_up_service()
    for program in programs:
        program.start(under=traces[program.name].under)
    house.until_at_home()
    seen = holders(house.database)
    for member in MEMBERS[:5]:
        house.tap(member.card)
        seen |= holders(house.database)
    house.until_settled()
    subprocess.run(
        [*traces["status"].under, sys.executable, "-m", "kiosk.cli", "status", "--settings", str(house.settings)],
        cwd=_ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    assert seen == {house.daemon.pid}
    opened = {
        name: sum(str(house.database) in call.text for call in trace.until(*_FIRST_OPENED))
        for name, trace in traces.items()
    }
    assert opened.pop("daemon") > 0
    assert opened == dict.fromkeys(opened, 0)


_FIRST_OPENED = ("openat", "/etc/ld.so.cache")
"""Every program opens it: a trace without it would show nothing at all."""
