"""How soon the daemon is ready, and how much memory the kiosk's programs hold."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import Figure, median_of_rounds, spread
from tests.bench.whole_house import House, badge_service, command, daemon, running

_ROUNDS = 5
_KIB_PER_MIB = 1_024
_READY_WITHIN_S = 30.0


def figures() -> list[Figure]:
    """Measure an enrolled kiosk that has nothing to do."""
    Path("build").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="build") as folder, badge_service(Path(folder).resolve()) as house:
        with daemon(house), running(command("sync.main", house)):
            house.until_enrolled()
        starts = [_start(house) for _ in range(_ROUNDS)]
        together = [_kiosk_mib(house) for _ in range(_ROUNDS)]
    ready_s, alone_mib = zip(*starts, strict=True)
    return [
        Figure("daemon.ready_s", median_of_rounds(ready_s), "s", 0.8, f"start to READY=1; {spread(ready_s)}"),
        Figure("daemon.pss_mib", median_of_rounds(alone_mib), "MiB", 55.0, f"PSS, running alone; {spread(alone_mib)}"),
        Figure(
            "kiosk.pss_mib",
            median_of_rounds(together),
            "MiB",
            190.0,
            f"PSS of daemon, worker and touchscreen (offscreen) together; {spread(together)}",
        ),
    ]


def pss_mib(process: int) -> float:
    """Return the proportional set size of ``process``: shared pages count by their share."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / _KIB_PER_MIB


def _start(house: House) -> tuple[float, float]:
    """Return seconds from start to ready, and MiB of the daemon alone."""
    began = time.perf_counter()
    with notified(command("kiosk.main", house)) as process:
        ready_s = time.perf_counter() - began
        return ready_s, pss_mib(process.pid)


def _kiosk_mib(house: House) -> float:
    with (
        notified(command("kiosk.main", house)) as attendance,
        notified(command("sync.main", house)) as worker,
        notified(command("ui.main", house), QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software") as screen,
    ):
        house.until_settled()
        return sum(pss_mib(process.pid) for process in (attendance, worker, screen))


@contextmanager
def notified(argv: list[str], **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program and enter the block once it told systemd's socket that it is ready."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        path = f"{folder}/notify"
        listener.bind(path)
        listener.settimeout(_READY_WITHIN_S)
        with running(argv, environment={**os.environ, **environment, "NOTIFY_SOCKET": path}) as process:
            while b"READY=1" not in listener.recv(4_096):
                pass
            yield process


if __name__ == "__main__":
    for figure in figures():
        sys.stdout.write(f"{figure}\n")
