"""Where each key of a TOML text stands: tomllib keeps no line numbers, and a problem without its line is a riddle."""

import re
import tomllib
from collections.abc import Iterator, Mapping

KeyPath = tuple[str, ...]

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_AT_END = " (at end of document)"


def lines_of(text: str) -> Mapping[KeyPath, int]:
    """Return the first line, counted from 1, of every table and key of ``text``, which must be valid TOML."""
    found: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for line, statement in _statements(text):
        parsed = tomllib.loads(statement)
        is_header = statement.lstrip().startswith("[")
        paths = list(_paths(parsed, () if is_header else table))
        for path in paths:
            found.setdefault(path, line)
        if is_header:
            table = max(paths, key=len)
    return found


def syntax_fault(text: str, error: Exception) -> tuple[int | None, str]:
    """Return the line, if known, and the words of what tomllib could not read; the words never quote a value."""
    if not isinstance(error, tomllib.TOMLDecodeError):
        return None, "holds a value that is too long or nested too deeply"
    words = str(error)
    if words.endswith(_AT_END):
        return len(text.rstrip().split("\n")), words.removesuffix(_AT_END)
    match = _AT_LINE.search(words)
    return (int(match[1]), words[: match.start()]) if match else (None, words)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement with its first line: the fewest lines that are valid TOML by themselves."""
    lines = text.replace("\r\n", "\n").split("\n")
    start = 0
    for end in range(1, len(lines) + 1):
        statement = "\n".join(lines[start:end])
        try:
            tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue  # a value that goes on in the next line
        yield start + 1, statement
        start = end


def _paths(value: object, prefix: KeyPath) -> Iterator[KeyPath]:
    if isinstance(value, list):  # an array of tables
        for item in value:
            yield from _paths(item, prefix)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*prefix, key)
            yield from _paths(inner, (*prefix, key))
