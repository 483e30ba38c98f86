"""Findings about the clock and the disk. Pure."""

from collections.abc import Iterator

from kiosk.doctor.facts import ClockState, Disk
from kiosk.doctor.findings import Finding, fault, passed, warning

_BYTES_PER_MIB = 1024**2
_BYTES_PER_GIB = 1024**3
_LEAST_FREE_BYTES = 100 * _BYTES_PER_MIB
_GOOD_FREE_BYTES = 1024 * _BYTES_PER_MIB
_FIRST_YEAR = 2026


def check_clock(facts: ClockState, *, daemon_trusts: bool | None) -> Iterator[Finding]:
    """Yield what there is to say; ``daemon_trusts``: the daemon's own judgement, None where it doesn't tell."""
    if facts.year < _FIRST_YEAR:
        yield fault(
            "clock",
            f"The clock says {facts.year}.",
            'Let a time server through, or confirm the date: `hubtap clock set "YEAR-MONTH-DAY HOUR:MINUTE"`.',
        )
    elif facts.synchronised:
        yield passed("clock", "Set by a time server.")
    elif daemon_trusts:
        yield passed("clock", "No time server, but the kiosk was told the time: `hubtap clock` says by whom.")
    else:
        yield warning(
            "clock",
            "No time server has set it. Taps are recorded, and dated once the time is known.",
            "Let a time server (NTP) through, bring the kiosk online, or confirm the date with `hubtap clock set`.",
        )
    if facts.battery:
        yield passed("hardware clock", "There is one.")
    else:
        yield passed(
            "hardware clock", "There is none: after a power cut the time is unknown until the network is back."
        )


def check_disk(facts: Disk | None) -> Iterator[Finding]:
    """Yield what there is to say; None: the disk can't be looked at."""
    if facts is None:
        yield warning("disk", "You may not look at it.", "Run the doctor as root.")
        return
    if facts.read_only:
        yield fault(
            "disk",
            f"{facts.folder} can't be written to: no tap is saved.",
            "The SD card may be worn out. Copy it, replace it, and look at `dmesg`.",
        )
    free = f"{facts.free_bytes / _BYTES_PER_GIB:.1f} GiB are free at {facts.folder}."
    remedy = "Remove what doesn't belong to the kiosk, such as old logs (`journalctl --vacuum-size=50M`)."
    if facts.free_bytes < _LEAST_FREE_BYTES:
        yield fault("disk space", free, remedy)
    elif facts.free_bytes < _GOOD_FREE_BYTES:
        yield warning("disk space", free, remedy)
    else:
        yield passed("disk space", free)
