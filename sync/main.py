"""The sync worker: ``python -m sync.main --settings FILE``.

SIGTERM or SIGINT ends it within a second, whatever it is doing; SIGHUP means "send now". To enrol a kiosk, write the
one-time code into the file that the setting ``enrolment_code_file`` names.
"""

import argparse
import logging
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from sdnotify import SystemdNotifier

from kiosk.domain.errors import LinkError, SettingsError
from kiosk.machine import machine_health, machine_model
from sync.check import check, told
from sync.clock_watch import ClockWatch
from sync.code_file import CodeFile
from sync.daemon_link import DaemonLink
from sync.errors import IdentityError
from sync.identity import Identities
from sync.network_watch import NetworkWatch
from sync.reporter import Reporter
from sync.rounds import Cadence, Surroundings
from sync.settings import SyncSettings, read_settings
from sync.transport import Limits, Transport
from sync.waiting import Waiter
from sync.worker import Worker

_BAD_SETTINGS = 2
_SIGNALS = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
_LONGEST_END_S = 0.7
_LOOK_S = 1.0
_NS_PER_US = 1_000
_CODE_CREDENTIAL = "hubtap.enrolment-code"

_log = logging.getLogger("sync")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until told to stop; return the exit code."""
    parser = argparse.ArgumentParser(prog="hubtap sync", description="Carry records to the badge service.")
    parser.add_argument("--settings", type=Path, required=True, metavar="FILE", help="the settings file (TOML)")
    parser.add_argument("--check", action="store_true", help="only try to reach the service; tell the result as JSON")
    stick = parser.add_argument_group("a USB stick, where there is no network").add_mutually_exclusive_group()
    stick.add_argument("--write-bundle", type=Path, metavar="FILE", help="write undelivered records to a new file")
    stick.add_argument("--write-enrolment", type=Path, metavar="FILE", help="write the enrolment's request to one")
    stick.add_argument("--read-answer", type=Path, metavar="FILE", help="take over the service's answer")
    chosen = parser.parse_args(arguments)
    try:
        settings = read_settings(chosen.settings)
    except SettingsError as error:
        print(*error.problems, sep="\n", file=sys.stderr)  # noqa: T201  for the person who started it
        return _BAD_SETTINGS
    _log_to_stderr(settings.log_level)
    if chosen.check:
        return _check(settings)
    try:
        if chosen.write_bundle or chosen.write_enrolment or chosen.read_answer:
            return _stick(settings, chosen)
        return _run(settings)
    except IdentityError as error:
        _log.critical("event=identity_unusable reason=%r", str(error))
        return 1


def _check(settings: SyncSettings) -> int:
    limits = Limits(connect_s=5.0, read_s=5.0, total_s=10.0)
    transport = Transport(settings.service_url, ca_file=settings.ca_file, proxy=settings.proxy, limits=limits)
    found = check(transport.exchange)
    transport.close()
    print(told(settings.service_url, found))  # noqa: T201  for whoever asked
    return 0


def _stick(settings: SyncSettings, chosen: argparse.Namespace) -> int:
    # PyNaCl is needed for a stick only.
    from sync.bundle_protocol import BundleError  # noqa: PLC0415
    from sync.stick import Stick, own_key  # noqa: PLC0415

    try:
        identity = own_key(settings.key_file)
        stick = Stick(identity, lambda: DaemonLink(settings.daemon_socket), machine_health, machine_model())
        if chosen.write_bundle:
            words = stick.write(chosen.write_bundle)
        elif chosen.write_enrolment:
            codes = CodeFile(settings.enrolment_code_file, _credential(_CODE_CREDENTIAL))
            words = stick.write_enrolment(chosen.write_enrolment, codes)
        else:
            words = stick.read(chosen.read_answer)
    except (BundleError, LinkError) as error:
        print(error, file=sys.stderr)  # noqa: T201  for whoever asked
        return 1
    print(words)  # noqa: T201
    return 0


def _run(settings: SyncSettings) -> int:
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    notifier = SystemdNotifier()

    def alive() -> None:
        notifier.notify("WATCHDOG=1")

    transport = Transport(settings.service_url, ca_file=settings.ca_file, proxy=settings.proxy, alive=alive)
    waiter = Waiter(now_s=_boottime_s, alive=alive, network=_network_watch(), clock=ClockWatch())
    around = Surroundings(
        daemon_socket=settings.daemon_socket,
        exchange=transport.exchange,
        identities=Identities(settings.key_file),
        codes=CodeFile(settings.enrolment_code_file, _credential(_CODE_CREDENTIAL)),
        waiter=waiter,
        reporter=Reporter(_wall_us, status=lambda words: notifier.notify(f"STATUS={words}")),
        now_s=_boottime_s,
        draw=random.SystemRandom().uniform,
        machine=machine_health,
        model=machine_model(),
    )
    worker = Worker(around, Cadence(settings.heartbeat_every_s, settings.pull_every_s))
    thread = threading.Thread(target=worker.run, name="worker", daemon=True)
    thread.start()
    notifier.notify("READY=1")
    _log.info("event=started service=%s", settings.service_url)
    told_to_end = _heed_signals(thread, waiter)
    waiter.stop()
    transport.cut()
    thread.join(_LONGEST_END_S)
    _log.info("event=stopped")
    return 0 if told_to_end else 1


def _credential(name: str) -> Path | None:
    """Return where systemd keeps the credential ``name``, or None where it hands over none."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) / name if folder else None


def _network_watch() -> NetworkWatch | None:
    try:
        return NetworkWatch()
    except OSError as error:  # a sandbox without netlink: back-offs then take their time
        _log.warning("event=network_unwatched reason=%s", error.strerror)
        return None


def _heed_signals(thread: threading.Thread, waiter: Waiter) -> bool:
    """Return True once the program is told to end, or False when its thread failed.

    The thread may then be in a name look-up, which nothing ends. Leaving it behind is safe at any point: that is what
    surviving a power cut means.
    """
    while thread.is_alive():
        came = signal.sigtimedwait(_SIGNALS, _LOOK_S)
        if came is None:
            continue
        if came.si_signo != signal.SIGHUP:
            return True
        waiter.nudge()
    return False


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
