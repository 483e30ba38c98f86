"""Which rows of a damaged database are worth keeping: a failing disk garbles rows without SQLite noticing."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import BigInteger, Boolean, Integer, Table

from kiosk.domain.attendance import CardStanding
from kiosk.domain.delivery import Exceptional
from kiosk.domain.events import EventMode
from kiosk.domain.ledger_starts import Began, Span
from kiosk.domain.letters import Setting
from kiosk.domain.staff import Role
from kiosk.ports import NameKind

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLAIN = re.compile(r"[\x21-\x7e]{1,64}")


def fit(table: Table, row: Mapping[str, Any]) -> bool:
    """Tell whether ``row`` can be a row of ``table``: every value there, of its column's type and sense."""
    return _is_typed(table, row) and _makes_sense(table, row)


def _is_typed(table: Table, row: Mapping[str, Any]) -> bool:
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
            if not isinstance(value, int) or (isinstance(column.type, Boolean) and value not in {0, 1}):
                return False
        elif not isinstance(value, str):
            return False
    return True


def _makes_sense(table: Table, row: Mapping[str, Any]) -> bool:
    try:
        return all(holds(tidy(table, row)) for holds in _MORE.get(table.name, ()))
    except (ValueError, OSError, LookupError, msgspec.MsgspecError):  # what a rule calls may refuse a value so
        return False


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
    "ledgers": (
        lambda row: row["number"] >= 1 and _PLAIN.fullmatch(row["id"]) is not None,
        lambda row: min(row["settled_mark"], row["confirmed_mark"], row["purged_mark"]) >= 0,
        lambda row: Began(row["began"]) in Began,
        lambda row: msgspec.json.decode(row["lost"], type=tuple[Span, ...]) is not None,
    ),
    "delivery_exceptions": (
        lambda row: Exceptional(row["state"]) in Exceptional,
        lambda row: msgspec.json.decode(row["refused_by"], type=frozenset[str]) is not None,
    ),
    "enrolment": (
        lambda row: msgspec.json.decode(row["settings"], type=dict[str, Setting]) is not None,
        lambda row: ZoneInfo(row["zone"]) is not None,
    ),
    "events": (
        lambda row: EventMode(row["mode"]) in EventMode,
        lambda row: (row["opens_us"] is None) == (row["closes_us"] is None),
    ),
    "made_events": (
        lambda row: EventMode(row["mode"]) in EventMode,
        lambda row: (row["opens_us"] is None) == (row["closes_us"] is None),
    ),
    "names": (lambda row: NameKind(row["kind"]) in NameKind,),
    "card_words": (lambda row: row["standing"] is None or CardStanding(row["standing"]) in CardStanding,),
    "staff": (lambda row: Role(row["role"]) in Role,),
    "redactions": (lambda row: msgspec.json.decode(row["subjects"], type=frozenset[str]) is not None,),
    "cards": (lambda row: CardStanding(row["standing"]) in CardStanding,),
}
"""What more is asked of a row of a table; a rule that raises refuses it, too."""
