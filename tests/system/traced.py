"""What a program asks of the kernel, taken down by strace while the program stays our child."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.system.program import until

_LINE = re.compile(r"^(?P<thread>\d+) +(?:<\.\.\. (?P<resumed>\w+) resumed>|(?P<name>\w+)\()(?P<rest>.*)$")
_UNFINISHED = " <unfinished ...>"
_EVERYTHING = "1000000"


@dataclass(frozen=True)
class Call:
    """One system call. ``text``: its arguments and its result; a descriptor is followed by its path."""

    thread: int
    name: str
    text: str


class Trace:
    """strace's account of one program."""

    def __init__(self, path: Path, calls: str) -> None:
        """Write to ``path``; ``calls`` as strace's ``-e trace=`` takes them."""
        self._path = path
        self._calls = calls

    @property
    def under(self) -> tuple[str, ...]:
        """Return the command line to run the program under."""
        options = ("-D", "-f", "-y", "-qq", "-s", _EVERYTHING, "-e", "signal=none", "-e", f"trace={self._calls}")
        return ("strace", *options, "-o", str(self._path))

    def calls(self) -> list[Call]:
        """Return what was taken down so far, each call where it ended; in one thread that is also how they began."""
        begun: dict[tuple[int, str], str] = {}
        calls = []
        for line in self._path.read_text(errors="replace").splitlines():
            found = _LINE.match(line)
            if found is None:
                continue
            thread, name, text = int(found["thread"]), found["name"] or found["resumed"], found["rest"]
            if text.endswith(_UNFINISHED):
                begun[thread, name] = text.removesuffix(_UNFINISHED)
            else:
                calls.append(Call(thread, name, begun.pop((thread, name), "") + text))
        return calls

    def until(self, name: str, text: str) -> list[Call]:
        """Wait until a call of ``name`` with ``text`` was taken down; return all up to then."""
        until(lambda: any(call.name == name and text in call.text for call in self.calls()), f"{name} of {text}")
        return self.calls()
