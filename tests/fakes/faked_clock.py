"""A wall clock that is wrong for one process, as a Raspberry Pi's is at boot: libfaketime in front of the real one."""

from pathlib import Path

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))


class FakedClock:
    """The clock of the processes that are started with ``environment``: it goes on; CLOCK_BOOTTIME is the real one."""

    def __init__(self, folder: Path, begins: str) -> None:
        """Begin at ``begins``, such as ``2001-01-01 00:00:00``, for each process when it starts."""
        self._file = folder / "clock"
        self._file.write_text(f"@{begins}\n", encoding="ascii")
        self.environment = {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def set_right(self) -> None:
        """Let the clock be what it should be, at once."""
        self._file.write_text("+0\n", encoding="ascii")
