"""The daemon with its database, clocks, sockets and readers: everything but the choice of readers and signals."""

import asyncio
import logging
import os
import pwd
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kiosk.beside import machine_mark
from kiosk.clock.battery import BatteryClock
from kiosk.clock.setter import ClockSetter
from kiosk.clock_keeper import ClockKeeper
from kiosk.daemon import Daemon
from kiosk.domain.errors import HubtapError, LinkError, StoreError
from kiosk.feedback.gpio import GpioSignals
from kiosk.feedback.gpio_patterns import Output
from kiosk.feedback.gpio_setting import Pin, read_pin
from kiosk.feedback.several import SeveralSignals
from kiosk.feedback.silent import SilentSignals
from kiosk.feedback.sound import Loudness, SoundSignals, find_player
from kiosk.ground import Ground, is_read_only, opened, read_only
from kiosk.intake import Answered
from kiosk.keys import KeyRing
from kiosk.local_api import messages
from kiosk.local_api.server import Door, LineServer
from kiosk.loop import ReportQueue, run
from kiosk.machine import machine_health
from kiosk.opening import open_state
from kiosk.ports import CardReader, Clock, IdSource, Signals
from kiosk.ports.sticks import Sticks
from kiosk.reader_threads import ReaderThreads
from kiosk.settings import DaemonSettings
from kiosk.staff_room.furnish import StaffMeans
from kiosk.staff_room.log_ring import LogRing
from kiosk.staff_room.one_thread import OneThread
from kiosk.staff_room.open_note import OpenNote
from kiosk.staff_room.pins import Pins
from kiosk.stick.usb import UsbSticks
from kiosk.system import RandomIds, SystemClock, boot_id
from kiosk.upkeep import Keeping, Pace, Upkeep
from kiosk.version import program_version
from kiosk.watchdog import Systemd

_USUAL = Pace()
_BATTERY_MARK = "hardware-clock.json"
_log = logging.getLogger(__name__)


def run_daemon(  # noqa: PLR0913  what a daemon may be given
    settings: DaemonSettings,
    readers: Sequence[CardReader],
    signals: Signals,
    *,
    sticks: Sticks | None = None,
    answered: Callable[[Answered], None] = lambda _: None,
    pace: Pace = _USUAL,
) -> None:
    """Run until told to stop. ``answered`` is called on the loop's thread after every answered tap.

    ``sticks``: what stands for this machine's USB sticks.

    Raises:
        StoreDamagedError: the database proved damaged and was set aside; a daemon that starts goes on with another.
        StoreError: the database can't be used, and nothing else was started; or the disk was read-only at the start and
            no longer is.
        LinkError: the sockets can't be made.

    """
    _make(settings.state_dir, 0o700, StoreError)
    _make(settings.run_dir, 0o755, LinkError)
    clock, ids = SystemClock(boot_id()), RandomIds()
    with _ground(settings, clock, ids, pace) as ground:
        asyncio.run(
            _serve(
                settings,
                ground,
                clock=clock,
                ids=ids,
                readers=readers,
                signals=signals,
                sticks=sticks or UsbSticks(settings.stick_socket),
                answered=answered,
            )
        )


@contextmanager
def _ground(settings: DaemonSettings, clock: Clock, ids: IdSource, pace: Pace) -> Iterator[Ground]:
    with ExitStack() as held:
        try:
            state = held.enter_context(open_state(settings.state_dir, clock, ids, machine_mark()))
        except StoreError as error:
            if not is_read_only(settings.state_dir):
                raise
            _log.error("the disk is read-only: no tap is saved: code=%s %s", error.code, error)
            ground = read_only(settings.state_dir, pace.trouble_s)
        else:
            keeping = Keeping(settings.keep_days, settings.keep_copies)
            ground = opened(state, Upkeep(state, clock, keeping, pace))
        yield ground


def start_log(level: str) -> None:
    """Log to standard error from ``level`` on. Alembic speaks of each migration step: only its warnings count here."""
    logging.basicConfig(level=level.upper(), format="level=%(levelname)s logger=%(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)


def _make(folder: Path, mode: int, trouble: type[HubtapError]) -> None:
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        message = f"the folder {folder} can't be made: {error.strerror}"
        raise trouble(message) from error


@contextmanager
def signals_of(settings: DaemonSettings) -> Iterator[Signals]:
    """Hold whatever this machine can signal with, as far as the settings want it."""
    ways: list[SoundSignals | GpioSignals] = []
    player = find_player() if settings.sounds else None
    if player is not None:
        ways.append(SoundSignals(settings.run_dir / "sounds", player, Loudness(settings.volume, settings.spoken)))
    if pins := _pins(settings):
        ways.append(GpioSignals(pins, buzzer=settings.sounds))
    with ExitStack() as started:
        for way in ways:
            way.start()
            started.callback(way.stop)
        yield SeveralSignals(ways) if ways else SilentSignals()


def _pins(settings: DaemonSettings) -> dict[Output, Pin]:
    wired = {
        Output.GREEN: read_pin(settings.green_lamp),
        Output.AMBER: read_pin(settings.amber_lamp),
        Output.BUZZER: read_pin(settings.buzzer),
    }
    return {output: pin for output, pin in wired.items() if pin is not None}


async def _serve(  # noqa: PLR0913  all that the daemon is made of
    settings: DaemonSettings,
    ground: Ground,
    *,
    clock: SystemClock,
    ids: RandomIds,
    readers: Sequence[CardReader],
    signals: Signals,
    sticks: Sticks,
    answered: Callable[[Answered], None],
) -> None:
    store = ground.store
    stick_jobs, pin_jobs = OneThread(asyncio.get_running_loop()), OneThread(asyncio.get_running_loop())
    log_ring = LogRing()
    logging.getLogger().addHandler(log_ring)
    daemon = Daemon(
        version=program_version(),
        store=store,
        known=ground.known,
        sqlite_version=sqlite3.sqlite_version,
        clock=clock,
        clock_keeper=ClockKeeper(
            store=store,
            clock=clock,
            ids=ids,
            battery=BatteryClock(settings.state_dir / _BATTERY_MARK),
            setter=ClockSetter(settings.clock_socket),
        ),
        ids=ids,
        keys=KeyRing(settings.state_dir),
        signals=signals,
        times=settings.result_times(),
        state_dir=settings.state_dir,
        reserve=ground.reserve,
        remember=ground.remember,
        storage=ground.storage,
        sticks=sticks,
        stick_jobs=stick_jobs,
        staff_means=StaffMeans(
            pins=Pins(),
            jobs=pin_jobs,
            note=OpenNote(settings.run_dir),
            machine=machine_health,
            log_lines=log_ring.lines,
        ),
        answered=answered,
    )
    queue = ReportQueue(asyncio.get_running_loop(), daemon.report)
    roles = (
        ("screen.sock", settings.screen_user, daemon.screen_desk, messages.FromScreen),
        ("worker.sock", settings.worker_user, daemon.worker_desk, messages.FromWorker),
        ("administrator.sock", settings.administrator_user, daemon.administrator_desk, messages.FromAdministrator),
    )
    try:
        await run(
            servers=[
                LineServer(
                    _door(settings.run_dir / name, user),
                    desk,
                    messages.decoder(kinds),
                    before_each=queue.drain,
                    latest_only=desk is daemon.screen_desk,
                )
                for name, user, desk, kinds in roles
            ],
            queue=queue,
            readers=ReaderThreads(readers, queue.put),
            tick=daemon.tick,
            upkeep=lambda: ground.upkeep(daemon),
            supervisor=Systemd(),
        )
    finally:
        logging.getLogger().removeHandler(log_ring)
        stick_jobs.stop()
        pin_jobs.stop()


def _door(path: Path, user: str) -> Door:
    """Return who may use the socket at ``path``: the daemon's own user, root, and ``user`` if one is set."""
    own = {os.getuid(), 0}
    if not user:
        return Door(path, frozenset(own))
    entry = pwd.getpwnam(user)  # the settings have been checked for it
    return Door(path, frozenset(own | {entry.pw_uid}), entry.pw_gid)
