"""What stands in front of the badge service in benchmarks: a reverse proxy that ends TLS, and a counter of bytes."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bench.whole_house import House
from tests.sync.authority import make_chain

_URL = re.compile(r'service_url = "\w+://127\.0\.0\.1:(\d+)"')


@dataclass(frozen=True)
class Counter:
    """A relay's tally: bytes that came from the worker, bytes that went to it."""

    process: subprocess.Popen[str]

    def bytes_so_far(self) -> tuple[int, int]:
        """Return what came and what went since the relay started."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        came, went = self.process.stdout.readline().split()
        return int(came), int(went)


@contextmanager
def tls_in_front(house: House) -> Iterator[None]:
    """Have the worker reach the service of ``house`` over TLS only, with a made-up authority's certificate."""
    chain = make_chain(house.folder)
    with _relay(_port(house), str(chain.certificate), str(chain.key)) as (_, port):
        _point(house, f'service_url = "https://127.0.0.1:{port}"\nca_file = "{chain.authority}"')
        yield


@contextmanager
def counter_in_front(house: House) -> Iterator[Counter]:
    """Count what the worker sends and gets: what travels inside TCP, TLS included where there is some."""
    text = house.settings.read_text(encoding="utf-8")
    scheme = "https" if 'service_url = "https:' in text else "http"
    with _relay(_port(house)) as (counter, port):
        _point(house, f'service_url = "{scheme}://127.0.0.1:{port}"')
        yield counter


@contextmanager
def _relay(target: str, *files: str) -> Iterator[tuple[Counter, int]]:
    argv = [sys.executable, "-m", "tests.bench.relay", target, *files]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Counter(process), int(process.stdout.readline())
        finally:
            process.terminate()


def _port(house: House) -> str:
    found = _URL.search(house.settings.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def _point(house: House, words: str) -> None:
    text = house.settings.read_text(encoding="utf-8")
    house.settings.write_text(_URL.sub(words, text), encoding="utf-8")
