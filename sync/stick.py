"""``hubtap bundle``: writes the file for a USB stick, reads the answer, and says what came of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from kiosk.machine import MachineHealth
from kiosk.private_files import new_private
from sync import bundle
from sync.bundle import MetDaemon, Taken, Written
from sync.bundle_protocol import MOST_FILE_BYTES, BundleError
from sync.code_file import CodeFile
from sync.identity import Identities, Identity


class Stick:
    """One kiosk's files. ``meet``: greets the daemon."""

    def __init__(
        self,
        identity: Identity,
        meet: Callable[[], AbstractContextManager[MetDaemon]],
        machine: Callable[[], MachineHealth],
        model: str,
    ) -> None:
        """Open nothing yet."""
        self._identity = identity
        self._meet = meet
        self._machine = machine
        self._model = model

    def write(self, file: Path) -> str:
        """Write what is undelivered to the new ``file``; return what to tell.

        Raises:
            BundleError: it can't be made or written.
            LinkError: the daemon isn't there.

        """
        with self._meet() as daemon:
            written = bundle.write_bundle(daemon, self._identity, self._machine)
        _write_new(file, written.content)
        return _told_written(written, file)

    def write_enrolment(self, file: Path, codes: CodeFile) -> str:
        """Write the file that enrols this kiosk with the code in ``codes``; return what to tell.

        Raises:
            BundleError: there is no code, or the file can't be written.
            LinkError: the daemon isn't there.

        """
        code = codes.written()
        if code is None:
            message = "There is no enrolment code. Write the code into the file that enrolment_code_file names."
            raise BundleError(message)
        with self._meet() as daemon:
            content = bundle.write_enrolment(daemon, self._identity, self._model, code)
        _write_new(file, content)
        return f"Written to {file}. It holds the one-time code: keep it safe, and have the service's operator read it."

    def read(self, file: Path) -> str:
        """Take over the answer in ``file``; return what to tell.

        Raises:
            BundleError: it can't be used; nothing was changed.
            LinkError: the daemon isn't there, or went away: read it again.

        """
        try:
            with file.open("rb") as opened:
                content = opened.read(MOST_FILE_BYTES + 1)
        except OSError as error:
            message = f"{file} can't be read: {error.strerror}"
            raise BundleError(message) from None
        return _told_taken(bundle.read_answer(content, self._identity, self._meet))


def own_key(path: Path) -> Identity:
    """Return the key that the worker made; made by whoever runs this, it would be of no use to the worker.

    Raises:
        BundleError: there is none yet.
        IdentityError: it can't be used.

    """
    if not path.exists():
        message = f"There is no key yet at {path}. Start the sync worker once, then try again."
        raise BundleError(message)
    return Identities(path).current


def _write_new(file: Path, content: bytes) -> None:
    """Write so that what is told to be there is on the stick; an earlier file is never touched."""
    try:
        with new_private(file) as write:
            write(content)
    except OSError as error:
        message = f"{file} can't be written: {error.strerror}"
        raise BundleError(message) from None


def _told_written(written: Written, file: Path) -> str:
    left = f" {written.left} more go into the next file." if written.left else ""
    return (
        f"{_records(written.records)} written to {file}.{left} They stay on the kiosk until the answer was read. "
        "Take the file to the service's operator, and bring the answer back."
    )


def _told_taken(taken: Taken) -> str:
    enrolled = "This kiosk is enrolled. " if taken.enrolled else ""
    settled = f"{_records(taken.settled)} settled, {taken.waiting} still waiting. " if taken.settled else ""
    changes = "What changed at the centre was taken over." if taken.pages else ""
    return (enrolled + settled + changes).strip() or "Nothing new: all of it was known already."


def _records(count: int) -> str:
    return f"{count} record" if count == 1 else f"{count} records"
