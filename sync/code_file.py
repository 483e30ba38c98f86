"""One-time codes: typed at the kiosk, put into a file, or handed over by systemd as a credential."""

import logging
from pathlib import Path

_MOST_CHARACTERS = 200

_log = logging.getLogger(__name__)


class CodeFile:
    """The codes to enrol with. One that is done with is left alone until the file says something else."""

    def __init__(self, path: Path, given: Path | None = None) -> None:
        """Read nothing yet. ``given``: a credential, which stays where it is: it counts only before an enrolment."""
        self._path = path
        self._given = given
        self._done: str | None = None
        self._tried: str | None = None
        self._typed: str | None = None

    def type(self, code: str) -> None:
        """Take a code that a person typed at the kiosk: it goes before the file's, even if it was tried already."""
        self._typed = code
        self._done = self._tried = None

    def is_typed(self, code: str) -> bool:
        """Tell whether ``code`` is the one that was typed last."""
        return code == self._typed

    def written(self, *, enrolled: bool = True) -> str | None:
        """Return what was typed, or else what the file holds, or before the kiosk is ``enrolled`` the credential."""
        if self._typed is not None:
            return self._typed
        code = _read(self._path)
        if code is None and not enrolled and self._given is not None:
            return _read(self._given)
        return code

    def to_try(self, *, enrolled: bool = True) -> str | None:
        """Return the code to enrol with, or None."""
        code = self.written(enrolled=enrolled)
        return None if code == self._done else code

    def is_new(self, *, enrolled: bool = True) -> bool:
        """Tell whether there is a code that was never tried."""
        return self.to_try(enrolled=enrolled) not in {None, self._tried}

    def tried(self, code: str) -> None:
        """Note an attempt."""
        self._tried = code

    def done(self, code: str) -> None:
        """Leave ``code`` alone from now on: it was accepted, or never will be."""
        self._done = code
        if code == self._typed:
            self._typed = None

    def clear(self) -> None:
        """Remove the file, or empty it where its folder belongs to someone else."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            try:
                self._path.write_bytes(b"")
            except OSError:
                _log.warning("event=code_file_kept reason=not_writable")


def _read(path: Path) -> str | None:
    try:
        words = path.read_text(encoding="utf-8", errors="replace")[:_MOST_CHARACTERS].split()
    except OSError:
        return None
    return words[0] if words else None
