"""Which rows of a damaged database are worth keeping: a failing disk garbles rows without SQLite noticing."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer, Table

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLAIN = re.compile(r"[\x21-\x7e]{1,64}")


def fit(table: Table, row: Mapping[str, Any]) -> bool:
    """Tell whether ``row`` can be a row of ``table``: every value there and of its column's type."""
    for column in table.columns:
        if column.name not in row:
            if column.nullable or column.server_default is not None:
                continue
            return False
        value = row[column.name]
        if value is None:
            if not column.nullable:
                return False
        elif isinstance(column.type, Integer | BigInteger | Boolean):
            if not isinstance(value, int):
                return False
        elif not isinstance(value, str):
            return False
    return all(holds(row) for holds in _MORE.get(table.name, ()))


def tidy(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``row`` with the columns that ``table`` has; what an older schema lacked gets its default."""
    return {column.name: row[column.name] if column.name in row else _default(column) for column in table.columns}


def _default(column: Any) -> Any:  # noqa: ANN401  any column, any value
    if column.server_default is None:
        return None
    text = column.server_default.arg
    return int(text) if isinstance(column.type, Integer | BigInteger | Boolean) else text


_MORE: Mapping[str, tuple[Callable[[Mapping[str, Any]], bool], ...]] = {
    "records": (
        lambda row: row["seq"] >= 1 and _UUID.fullmatch(row["id"]) is not None,
        lambda row: _PLAIN.fullmatch(row["kind"]) is not None and _PLAIN.fullmatch(row["boot"]) is not None,
    ),
    "ledgers": (lambda row: row["number"] >= 1 and _PLAIN.fullmatch(row["id"]) is not None,),
}
