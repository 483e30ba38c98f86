"""The one statement that both databases know but SQLAlchemy spells twice."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert


def insert_if_absent(connection: Connection, table: Table) -> Insert:
    """Return an insert that leaves a row alone that is there already; its ``rowcount`` tells whether it was new."""
    make: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement: Insert = make(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return statement
