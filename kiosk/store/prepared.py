"""Core statements whose SQL is made once and which the driver runs: the tap's path pays for nothing else.

SQLAlchemy's own execution costs about 0.2 ms a statement on a processor that has just woken up, three statements a tap.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Insert, Select, Text, Update, bindparam, func, select
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

_DIALECT = SQLiteDialect_pysqlite(paramstyle="qmark")


class Prepared:
    """A Core statement ready to run. Values pass to the driver as they are: no bind types, no result types."""

    def __init__(self, statement: Select[Any] | Insert | Update) -> None:
        """Compile ``statement``."""
        compiled = statement.compile(dialect=_DIALECT)
        assert isinstance(compiled, SQLiteCompiler)  # noqa: S101  the dialect's own compiler
        self._sql = str(compiled)
        self._names = tuple(compiled.positiontup or ())
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}

    def rows(self, driver: sqlite3.Connection, values: Mapping[str, object]) -> list[sqlite3.Row]:
        """Run it with ``values`` by parameter name; return all rows, whose columns are found by name."""
        given = {**self._fixed, **values} if self._fixed else values
        return driver.execute(self._sql, [given[name] for name in self._names]).fetchall()

    def each(self, driver: sqlite3.Connection, rows: Iterable[Mapping[str, object]]) -> None:
        """Run it once for each of ``rows``, values by parameter name."""
        names = self._names
        driver.executemany(self._sql, [[row[name] for name in names] for row in rows])


def each_of(name: str) -> Select[tuple[str]]:
    """Return a query of the texts that the parameter ``name`` lists: for IN with any number of them."""
    return select(func.json_each(bindparam(name, type_=Text)).table_valued("value").c.value)


def listed(texts: Iterable[str]) -> str:
    """Return ``texts`` as the value of a parameter of ``each_of``."""
    return msgspec.json.encode(list(texts)).decode()
