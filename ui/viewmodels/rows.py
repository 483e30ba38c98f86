"""Rows of a list, updated by what differs: what is on the glass stays where it is, and a finger finds what it saw."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import islice, takewhile
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QPersistentModelIndex, Qt

RowT = TypeVar("RowT")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FIRST_ROLE = int(Qt.ItemDataRole.UserRole)


class Rows(QAbstractListModel, Generic[RowT]):
    """Frozen dataclasses as a list model. Each field is a role of its name; ``key`` names a row and is unique."""

    def __init__(self, kind: type[RowT], key: str) -> None:
        """Begin empty. ``key``: the field that names a row."""
        super().__init__()
        self._names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # a dataclass, as documented
        self._key = key
        self._rows: list[RowT] = []

    @property
    def rows(self) -> Sequence[RowT]:
        """What is in the list."""
        return self._rows

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802  Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802  Qt's name
        """Return the fields."""
        return {_FIRST_ROLE + number: QByteArray(name.encode()) for number, name in enumerate(self._names)}

    def data(self, index: _Index, role: int = _FIRST_ROLE) -> Any:  # noqa: ANN401  whatever the field holds
        """Return one field of one row."""
        number = role - _FIRST_ROLE
        if not (index.isValid() and 0 <= number < len(self._names)):
            return None
        return getattr(self._rows[index.row()], self._names[number])

    def put(self, rows: Iterable[RowT]) -> None:
        """Make the list these rows: take out what is gone, move what moved, put in what is new, change what differs."""
        wanted = list(rows)
        self._take_out({self._name(row) for row in wanted})
        there = set(self.names())
        at = 0
        while at < len(wanted):
            new = list(takewhile(lambda row: self._name(row) not in there, islice(wanted, at, None)))
            if new:
                self._put_in(at, new)
            else:
                self._place(at, wanted[at])
            at += len(new) or 1

    def names(self) -> list[Any]:
        """Return what names each row."""
        return [self._name(row) for row in self._rows]

    def _name(self, row: RowT) -> Any:  # noqa: ANN401  whatever names a row
        return getattr(row, self._key)

    def _take_out(self, staying: set[Any]) -> None:
        end = len(self._rows)
        while end:
            begin = end
            while begin and self._name(self._rows[begin - 1]) not in staying:
                begin -= 1
            if begin < end:
                self.beginRemoveRows(_NOWHERE, begin, end - 1)
                del self._rows[begin:end]
                self.endRemoveRows()
            end = max(begin - 1, 0)

    def _put_in(self, at: int, new: list[RowT]) -> None:
        self.beginInsertRows(_NOWHERE, at, at + len(new) - 1)
        self._rows[at:at] = new
        self.endInsertRows()

    def _place(self, at: int, row: RowT) -> None:
        """Have ``row``, which is in the list, at ``at``, where everything before it is in place already."""
        name = self._name(row)
        found = next(n for n in range(at, len(self._rows)) if self._name(self._rows[n]) == name)
        if found != at:
            self.beginMoveRows(_NOWHERE, found, found, _NOWHERE, at)
            self._rows.insert(at, self._rows.pop(found))
            self.endMoveRows()
        if self._rows[at] != row:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))
