"""What a record costs on the wire: bytes inside TCP, TLS and all headers included."""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.drain import lay_up
from tests.bench.figures import Figure
from tests.bench.in_front import Counter, counter_in_front, tls_in_front
from tests.bench.whole_house import House, badge_service, command, daemon, running

_BATCHES = 10
_BATCH = 100
_QUIET_S = 1.0


def figures() -> list[Figure]:
    """Let the worker send batches of 100 different cards through a relay that counts."""
    Path("build").mkdir(exist_ok=True)
    with (
        TemporaryDirectory(dir="build") as folder,
        badge_service(Path(folder).resolve()) as house,
        tls_in_front(house),
        counter_in_front(house) as counter,
    ):
        with daemon(house), running(command("sync.main", house)):
            house.until_enrolled()
        without = _sent(house, counter, 0)
        with_records = _sent(house, counter, _BATCHES * _BATCH)
    came, went = (more - less for more, less in zip(with_records, without, strict=True))
    records = _BATCHES * _BATCH
    how = f"in batches of {_BATCH} different cards over TLS; the answer to it takes {went / records:.0f} more"
    return [Figure("sync.bytes_per_record", came / records, "B", 90.0, how)]


def _sent(house: House, counter: Counter, number: int) -> tuple[int, int]:
    """Return what a worker's start takes in bytes with so many records waiting, until it falls quiet."""
    lay_up(house, number)
    before = counter.bytes_so_far()
    with daemon(house), running(command("sync.main", house)):
        house.until_settled()
        now, since = counter.bytes_so_far(), time.monotonic()
        while time.monotonic() < since + _QUIET_S or now == before:
            time.sleep(_QUIET_S / 10)
            then, now = now, counter.bytes_so_far()
            if now != then:
                since = time.monotonic()
    return now[0] - before[0], now[1] - before[1]


if __name__ == "__main__":
    for _figure_found in figures():
        sys.stdout.write(f"{_figure_found}\n")
