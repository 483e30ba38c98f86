"""The attendance daemon's composition root: ``python -m kiosk.main --settings FILE``."""

import argparse
import asyncio
import logging
import os
import pwd
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kiosk.daemon import Daemon
from kiosk.domain.errors import HubtapError, SettingsError
from kiosk.feedback.silent import SilentSignals
from kiosk.feedback.sound import SoundSignals, find_player
from kiosk.intake import Answered
from kiosk.keys import KeyRing
from kiosk.local_api import messages
from kiosk.local_api.server import Door, LineServer
from kiosk.loop import ReaderThreads, ReportQueue, run
from kiosk.ports import CardReader, Signals
from kiosk.settings import DaemonSettings, read_settings
from kiosk.store.unit_of_work import SqliteStore, open_store
from kiosk.system import RandomIds, SystemClock, boot_id
from kiosk.watchdog import Supervisor

_log = logging.getLogger("kiosk")
_DATABASE = "attendance.db"


def program_version() -> str:
    """Return the installed version of Hubtap."""
    try:
        return version("hubtap")
    except PackageNotFoundError:  # a checkout that was not installed
        return "0+checkout"


def run_daemon(
    settings: DaemonSettings,
    readers: Sequence[CardReader],
    signals: Signals,
    *,
    answered: Callable[[Answered], None] = lambda _: None,
) -> None:
    """Run until told to stop. ``answered`` is called on the loop's thread after every answered tap.

    Raises:
        StoreError: the database can't be used; nothing else was started.

    """
    for folder in (settings.state_dir, settings.run_dir):
        folder.mkdir(mode=0o755 if folder is settings.run_dir else 0o700, parents=True, exist_ok=True)
    with open_store(settings.state_dir / _DATABASE) as store:
        asyncio.run(_serve(settings, store, readers, signals, answered))


async def _serve(
    settings: DaemonSettings,
    store: SqliteStore,
    readers: Sequence[CardReader],
    signals: Signals,
    answered: Callable[[Answered], None],
) -> None:
    daemon = Daemon(
        version=program_version(),
        store=store,
        sqlite_version=store.sqlite_version(),
        clock=SystemClock(boot_id()),
        ids=RandomIds(),
        keys=KeyRing(settings.state_dir),
        signals=signals,
        times=settings.result_times(),
        state_dir=settings.state_dir,
        answered=answered,
    )
    queue = ReportQueue(asyncio.get_running_loop(), daemon.report)
    roles = (
        ("screen.sock", settings.screen_user, daemon.screen_desk, messages.FromScreen),
        ("worker.sock", settings.worker_user, daemon.worker_desk, messages.FromWorker),
        ("administrator.sock", settings.administrator_user, daemon.administrator_desk, messages.FromAdministrator),
    )
    await run(
        servers=[
            LineServer(_door(settings.run_dir / name, user), desk, messages.decoder(kinds), before_each=queue.drain)
            for name, user, desk, kinds in roles
        ],
        queue=queue,
        readers=ReaderThreads(readers, queue.put),
        tick=daemon.tick,
        minute=daemon.minute,
        supervisor=Supervisor(),
    )


def _door(path: Path, user: str) -> Door:
    """Return who may use the socket at ``path``: the daemon's own user, root, and ``user`` if one is set."""
    own = {os.getuid(), 0}
    if not user:
        return Door(path, frozenset(own))
    try:
        entry = pwd.getpwnam(user)
    except KeyError:
        raise SettingsError((f"there is no system user {user!r}, which may use {path.name}",)) from None
    return Door(path, frozenset(own | {entry.pw_uid}), entry.pw_gid)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the daemon with whatever PC/SC readers there are; return the exit code (2: settings, 1: database)."""
    parser = argparse.ArgumentParser(prog="hubtap daemon", description="Take taps and record attendance.")
    parser.add_argument("--settings", type=Path, default=Path("/etc/hubtap/hubtap.toml"), metavar="FILE")
    chosen = parser.parse_args(arguments)
    try:
        settings = read_settings(chosen.settings)
        logging.basicConfig(level=settings.log_level.upper(), format="level=%(levelname)s logger=%(name)s %(message)s")
        # The reader's driver is loaded here and not with this module: a demo or a test needs none.
        from kiosk.readers.pcsc import PcscReaders  # noqa: PLC0415

        with _signals(settings) as signals:
            run_daemon(settings, [PcscReaders()], signals)
    except (SettingsError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201  the only way to tell whoever started it
        return 2
    except HubtapError as error:
        print(f"{error.code}: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


@contextmanager
def _signals(settings: DaemonSettings) -> Iterator[Signals]:
    """Hold whatever this machine can signal with."""
    player = find_player() if settings.sounds else None
    if player is None:
        yield SilentSignals()
        return
    sounds = SoundSignals(settings.run_dir / "sounds", player)
    sounds.start()
    try:
        yield sounds
    finally:
        sounds.stop()


if __name__ == "__main__":
    sys.exit(main())
