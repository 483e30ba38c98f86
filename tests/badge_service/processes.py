"""Real processes of the badge service on one database."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

_PROGRAM = (sys.executable, "-m", "badge_service.main")
_DEADLINE_S = 30


@contextmanager
def service_process(url: str) -> Iterator[str]:
    """Run a service on the database at ``url``, which was set up; yield its address."""
    argv = [*_PROGRAM, "run", "--database", url, "--listen", "127.0.0.1:0"]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        found = re.search(rb"http://\S+", process.stdout.readline())
        assert found is not None, "the badge service did not say where it listens"
        try:
            yield found[0].decode()
        finally:
            process.terminate()
            process.wait(_DEADLINE_S)


@contextmanager
def service_processes(url: str, number: int) -> Iterator[list[str]]:
    """Run several services on one database; yield their addresses."""
    with ExitStack() as stack:
        yield [stack.enter_context(service_process(url)) for _ in range(number)]


def command(name: str, url: str, *arguments: str) -> str:
    """Run a command of the badge service on the database at ``url``; return what it printed."""
    argv = [*_PROGRAM, name, "--database", url, *arguments]
    return subprocess.run(argv, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
