"""What both databases know but spell differently."""

from typing import Any

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, Table, any_, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

_TURN = 4_851_902
"""Any number: the same for all processes of this program, and for nothing else."""


def insert_if_absent(connection: Connection, table: Table) -> Insert:
    """Return an insert that leaves a row alone that is there already; its ``rowcount`` tells whether it was new."""
    make: Any = postgresql.insert if _postgresql(connection) else sqlite.insert
    statement: Insert = make(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return statement


def holds_bytes(connection: Connection, column: Column[bytes], wanted: bytes) -> ColumnElement[bool]:
    """Return the condition that ``wanted`` stands somewhere in ``column``."""
    if _postgresql(connection):
        return func.position(literal(wanted).op("IN")(column)) > 0
    return func.instr(column, wanted) > 0


def is_one_of(connection: Connection, column: Column[Any], values: list[Any]) -> ColumnElement[bool]:
    """Return the condition that ``column`` is one of ``values``; however many, the statement is the same."""
    if _postgresql(connection):
        return column == any_(literal(values, postgresql.ARRAY(column.type)))
    handed = func.json_each(msgspec.json.encode(values).decode()).table_valued("value")
    return column.in_(select(handed.c.value))


def take_turn(connection: Connection, *, alone: bool) -> None:
    """Wait, until the transaction ends, for those who are ``alone``; being that, for everyone. SQLite's writers are."""
    if _postgresql(connection):
        lock = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
        connection.execute(select(lock(_TURN)))


def _postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
