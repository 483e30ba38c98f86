"""One settings file, one table a program: every problem at once, each with its line and a suggestion.

A program's settings are a frozen dataclass. A field's type is ``str``, ``int``, ``float``, ``bool``, a ``Path``,
``tuple[str, ...]`` or one of them ``| None``; a field without default must be given. Its metadata may say more:

``at_least``, ``at_most``: bounds of a number, inclusive.
``one_of``: the values that are allowed.
``check``: called with the value; returns None, or what is wrong with it as a clause: ``"must begin with https://"``.
``secret``: True where the value must never be shown.
"""

import difflib
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from pathlib import PurePath
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from kiosk.domain.errors import SettingsError
from kiosk.domain.toml_lines import KeyPath, lines_of, syntax_fault

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

_BOM = "\ufeff"
_SHOWN_LENGTH = 60
_WORDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: 'text in quotes ("…")',
    list: "a list",
    dict: "a table",
}

_Problem = tuple[KeyPath, str]


def read_table(text: str | bytes, table: str, into: type[T], *, source: str, known_tables: frozenset[str]) -> T:
    """Return ``[table]`` of the settings file ``text`` as ``into``; what isn't given keeps its default.

    ``source`` names the file in problems. Other known tables are left to their own programs.

    Raises:
        SettingsError: with every problem, in the order of their lines.

    """
    text = _decoded(text, source).removeprefix(_BOM)
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError((_located(source, *syntax_fault(text, error)),)) from None
    values: dict[str, Any] = {}
    problems = [*_stray(document, table, into, known_tables), *_fill(document.get(table, {}), table, into, values)]
    if problems:
        lines = lines_of(text)
        placed = sorted(((_line(lines, path), words) for path, words in problems), key=lambda problem: problem[0] or 0)
        raise SettingsError(tuple(_located(source, line, words) for line, words in placed))
    return into(**values)


def _decoded(text: str | bytes, source: str) -> str:
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise SettingsError((_located(source, line, "is not UTF-8 text"),)) from None


def _located(source: str, line: int | None, words: str) -> str:
    return f"{source}: {words}" if line is None else f"{source} line {line}: {words}"


def _line(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """Return the line of ``path``, or of the table that it is missing from, if that is there."""
    return next((lines[path[:size]] for size in range(len(path), 0, -1) if path[:size] in lines), None)


def _stray(document: Mapping[str, Any], table: str, into: type, known_tables: frozenset[str]) -> Iterator[_Problem]:
    """Yield what stands in the file but in no known table."""
    own = {field.name for field in fields(into)}
    for name, value in document.items():
        if name == table and not isinstance(value, dict):
            yield (name,), f"{name} should be a table: write [{name}] on a line of its own"
        elif name in known_tables | {table}:
            continue
        elif isinstance(value, dict):
            yield (name,), f"unknown table [{_shown_key(name)}]{_suggestion(name, known_tables, '[{}]')}"
        elif name in own:
            yield (name,), f"{name} stands outside any table; did you mean it under [{table}]?"
        else:
            yield (name,), f"{_shown_key(name)} stands outside any table"


def _fill(given: object, table: str, into: type, values: dict[str, Any]) -> Iterator[_Problem]:
    """Put what is right of ``given`` into ``values``; yield what is wrong."""
    if not isinstance(given, dict):
        return
    known = {field.name: field for field in fields(into)}
    types = get_type_hints(into)
    for key, value in given.items():
        if key not in known:
            name = _shown_key(key)
            yield (table, key), f"unknown setting {name} in [{table}]{_suggestion(key, known, '{}')}"
        elif fault := _fault(value, types[key], known[key].metadata):
            yield (table, key), f"[{table}] {key} {fault}"
        else:
            values[key] = _converted(value, types[key])
    for name, field in known.items():
        if name not in given and _is_required(field):
            yield (table, name), f"[{table}] {name} is missing: it has no default"


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _fault(value: object, hint: Any, metadata: Mapping[str, Any]) -> str | None:  # noqa: ANN401  a type hint has no type
    """Return what is wrong with ``value``, as a clause that follows the setting's name."""
    shown = "" if metadata.get("secret") else f"is {_shown(value)}; "
    wanted = _bare(hint)
    if not _fits(value, wanted):
        found = f"is {_WORDS.get(type(value), 'a date or time')}; " if metadata.get("secret") else shown
        return f"{found}it should be {_described(wanted)}"
    if (least := metadata.get("at_least")) is not None and value < least:
        return f"{shown}it should be at least {least}"
    if (most := metadata.get("at_most")) is not None and value > most:
        return f"{shown}it should be at most {most}"
    if (allowed := metadata.get("one_of")) is not None and value not in allowed:
        hint_words = _suggestion(value, allowed, "{}") if isinstance(value, str) and shown else ""
        return f"{shown}it should be one of {', '.join(map(_shown, allowed))}{hint_words}"
    words = metadata["check"](_converted(value, hint)) if "check" in metadata else None
    return f"{shown}it {words}" if words else None


def _bare(hint: Any) -> Any:  # noqa: ANN401  a type hint has no type
    """Return ``hint`` without ``| None``."""
    if get_origin(hint) not in {Union, UnionType}:
        return hint
    (inner,) = (choice for choice in get_args(hint) if choice is not NoneType)
    return inner


def _fits(value: object, wanted: Any) -> bool:  # noqa: ANN401  a type hint has no type
    if get_origin(wanted) is tuple:
        inner = get_args(wanted)[0]
        return isinstance(value, list) and all(_fits(item, inner) for item in value)
    if wanted is float:
        return type(value) in {int, float} and _is_finite(value)
    return type(value) is (str if _is_path(wanted) else wanted)


def _is_finite(value: Any) -> bool:  # noqa: ANN401  an int or a float
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number that no float can hold
        return False


def _is_path(wanted: object) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, PurePath)


def _described(wanted: Any) -> str:  # noqa: ANN401  a type hint has no type
    if get_origin(wanted) is tuple:
        return f"a list, each of it {_described(get_args(wanted)[0])}"
    return _WORDS[str if _is_path(wanted) else wanted]


def _converted(value: Any, hint: Any) -> Any:  # noqa: ANN401  the caller's dataclass says what it is
    wanted = _bare(hint)
    if get_origin(wanted) is tuple:
        return tuple(_converted(item, get_args(wanted)[0]) for item in value)
    return wanted(value) if wanted is float or _is_path(wanted) else value


def _suggestion(word: str, known: Any, form: str) -> str:  # noqa: ANN401  any iterable of names
    close = difflib.get_close_matches(word.lower().replace("-", "_"), sorted(known), n=1)
    return f"; did you mean {form.format(close[0])}?" if close else ""


def _shown_key(key: str) -> str:
    return key if key.isascii() and key.replace("-", "_").isidentifier() else _shown(key)


def _shown(value: object) -> str:
    """Return ``value`` as TOML would write it, on one line and not too long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value[:3]))}{', …' if len(value) > 3 else ''}]"  # noqa: PLR2004  enough to find it
    words = f'"{repr(value)[1:-1]}"' if isinstance(value, str) else _WORDS.get(type(value), str(value))
    if isinstance(value, int | float):
        words = repr(value) if abs(value) < 10**_SHOWN_LENGTH else "a very long number"
    return words if len(words) <= _SHOWN_LENGTH else words[: _SHOWN_LENGTH - 1] + "…"
