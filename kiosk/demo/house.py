"""Where a demo lives on disk: data, logs and sockets under one folder, kept from one start to the next."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from kiosk.domain.errors import HubtapError

_MARK = "hubtap-demo.json"
_LONGEST_SOCKET = "administrator.sock"
_SOCKET_PATH_BYTES = 107
"""What Linux allows for the path of a Unix socket."""


class HouseError(HubtapError):
    """The folder can't hold a demo; the text says why and what to do."""

    code: ClassVar[str] = "demo_folder"


@dataclass(frozen=True, slots=True)
class House:
    """The folder of a demo and what lies where in it."""

    root: Path

    @property
    def data(self) -> Path:
        """Databases and keys of all programs."""
        return self.root / "data"

    @property
    def run(self) -> Path:
        """Sockets."""
        return self.root / "run"

    @property
    def logs(self) -> Path:
        """What each program says."""
        return self.root / "logs"

    @property
    def settings(self) -> Path:
        """The settings file of all programs, written at each start."""
        return self.root / "hubtap.toml"

    @property
    def control(self) -> Path:
        """The control socket."""
        return self.run / "control.sock"

    @property
    def reader(self) -> Path:
        """The simulated reader's socket."""
        return self.run / "reader.sock"

    @property
    def stick(self) -> Path:
        """The folder that stands for a USB stick, as long as it is there."""
        return self.root / "stick"

    @property
    def database(self) -> Path:
        """The badge service's database."""
        return self.data / "service.db"

    @property
    def is_settled(self) -> bool:
        """Whether an earlier start got as far as an enrolled kiosk."""
        try:
            mark = json.loads((self.root / _MARK).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return isinstance(mark, dict) and mark.get("enrolled") is True

    def note_settled(self) -> None:
        """Remember that the kiosk is enrolled: the next start goes on from here."""
        self._mark(enrolled=True)

    @contextmanager
    def occupied(self, *, fresh: bool) -> Iterator[None]:
        """Hold the folder while a demo runs; ``fresh``, or a first start that was cut short, empties it first.

        Raises:
            HouseError: another demo runs here, the folder holds something else, or its path is too long.

        """
        self._check()
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (self.root / _MARK).exists():
            self._mark(enrolled=False)
        with (self.root / "lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                message = f"A demo is already running in {self.root}. End it first, or choose another folder: --dir DIR"
                raise HouseError(message) from None
            if fresh or not self.is_settled:
                self._empty()
            shutil.rmtree(self.run, ignore_errors=True)
            for folder in (self.data, self.run, self.logs):
                folder.mkdir(mode=0o700, exist_ok=True)
            yield

    def _check(self) -> None:
        longest = self.run / _LONGEST_SOCKET
        if len(os.fsencode(longest)) > _SOCKET_PATH_BYTES:
            message = (
                f"{self.root} is too long a path: sockets go in there, and Linux allows each {_SOCKET_PATH_BYTES} "
                "bytes. Choose a shorter one: --dir DIR"
            )
            raise HouseError(message)
        foreign = self.root.exists() and not (self.root / _MARK).exists() and any(self.root.iterdir())
        if foreign:
            message = f"{self.root} holds something that is not a demo. Choose another folder: --dir DIR"
            raise HouseError(message)

    def _empty(self) -> None:
        for folder in (self.data, self.run, self.logs):
            shutil.rmtree(folder, ignore_errors=True)
        self._mark(enrolled=False)

    def _mark(self, *, enrolled: bool) -> None:
        (self.root / _MARK).write_text(json.dumps({"enrolled": enrolled}) + "\n", encoding="utf-8")


def usual_root() -> Path:
    """Return where the demo lives unless told otherwise."""
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "hubtap-demo"
