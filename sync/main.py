"""The sync worker: ``python -m sync.main --settings FILE``.

SIGTERM or SIGINT ends it within a second, whatever it is doing; SIGHUP means "send now". To enrol a kiosk, write the
one-time code into the file that the setting ``enrolment_code_file`` names.
"""

import argparse
import logging
import random
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from sdnotify import SystemdNotifier

from kiosk.domain.errors import SettingsError
from sync.enrol import CodeFile
from sync.errors import IdentityError
from sync.health import machine_health, machine_model
from sync.identity import load_or_make
from sync.network_watch import NetworkWatch
from sync.reporter import Reporter
from sync.rounds import Cadence, Surroundings
from sync.settings import SyncSettings, read_settings
from sync.transport import Transport
from sync.waiting import Waiter
from sync.worker import Worker

_BAD_SETTINGS = 2
_LONGEST_END_S = 0.7
_NS_PER_US = 1_000

_log = logging.getLogger("sync")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until told to stop; return the exit code."""
    parser = argparse.ArgumentParser(prog="hubtap sync", description="Carry records to the badge service.")
    parser.add_argument("--settings", type=Path, required=True, metavar="FILE", help="the settings file (TOML)")
    try:
        settings = read_settings(parser.parse_args(arguments).settings)
    except SettingsError as error:
        print(*error.problems, sep="\n", file=sys.stderr)  # noqa: T201  for the person who started it
        return _BAD_SETTINGS
    _log_to_stderr(settings.log_level)
    try:
        return _run(settings)
    except IdentityError as error:
        _log.critical("event=identity_unusable reason=%r", str(error))
        return 1


def _run(settings: SyncSettings) -> int:
    notifier = SystemdNotifier()
    transport = Transport(settings.service_url, ca_file=settings.ca_file, proxy=settings.proxy)
    waiter = Waiter(now_s=_boottime_s, alive=lambda: notifier.notify("WATCHDOG=1"), network=NetworkWatch())
    around = Surroundings(
        daemon_socket=settings.daemon_socket,
        exchange=transport.exchange,
        identity=load_or_make(settings.key_file),
        codes=CodeFile(settings.enrolment_code_file),
        waiter=waiter,
        reporter=Reporter(_wall_us, status=lambda words: notifier.notify(f"STATUS={words}")),
        now_s=_boottime_s,
        draw=random.SystemRandom().uniform,
        machine=machine_health,
        model=machine_model(),
        alive=lambda: notifier.notify("WATCHDOG=1"),
    )
    worker = Worker(around, Cadence(settings.heartbeat_every_s, settings.pull_every_s))
    stop = _stopping(waiter, transport)
    signal.signal(signal.SIGHUP, lambda *_: waiter.nudge())
    notifier.notify("READY=1")
    _log.info("event=started service=%s", settings.service_url)
    ended_well = _work_until(stop, worker)
    _log.info("event=stopped")
    return 0 if ended_well else 1


def _stopping(waiter: Waiter, transport: Transport) -> threading.Event:
    """Return a flag that SIGTERM and SIGINT set, with everything that blocks ended first."""
    stop = threading.Event()

    def end(*_: object) -> None:
        waiter.stop()
        transport.cut()
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    return stop


def _work_until(stop: threading.Event, worker: Worker) -> bool:
    """Run ``worker`` in a thread of its own, which can be left behind in a name look-up that nothing ends.

    Being left behind is safe at any point: that is what surviving a power cut means. Returns False if it failed.
    """
    ended_well = False

    def work() -> None:
        nonlocal ended_well
        try:
            worker.run()
            ended_well = True
        finally:  # a failure is shown by the thread's own hook
            stop.set()

    thread = threading.Thread(target=work, name="worker", daemon=True)
    thread.start()
    stop.wait()
    thread.join(_LONGEST_END_S)
    return ended_well or thread.is_alive()


def _log_to_stderr(level: str) -> None:
    logging.basicConfig(
        stream=sys.stderr, level=level.upper(), format="level=%(levelname)s logger=%(name)s %(message)s"
    )
    logging.getLogger("urllib3").setLevel(logging.ERROR)


def _boottime_s() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _wall_us() -> int:
    return time.time_ns() // _NS_PER_US


if __name__ == "__main__":
    sys.exit(main())
