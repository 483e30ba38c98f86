"""The cards of the tray as a list model."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QPersistentModelIndex, Qt

from kiosk.demo.messages import Player

_FIELDS = ("name", "title", "kind")
_FIRST_ROLE = int(Qt.ItemDataRole.UserRole)


class Players(QAbstractListModel):
    """Roles: ``name``, ``title`` and ``kind`` of each player."""

    def __init__(self, players: Sequence[Player] = ()) -> None:
        """Begin with ``players``."""
        super().__init__()
        self._players = tuple(players)

    def replace(self, players: Sequence[Player]) -> None:
        """Show these players instead."""
        if tuple(players) == self._players:
            return
        self.beginResetModel()
        self._players = tuple(players)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802  Qt's name
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._players)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> str:
        """Return one field of one player."""
        text: str = getattr(self._players[index.row()], _FIELDS[role - _FIRST_ROLE])
        return text

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802  Qt's name
        """Return the roles."""
        return {_FIRST_ROLE + number: QByteArray(name.encode()) for number, name in enumerate(_FIELDS)}
