"""The card tray's view model."""

from enum import Enum

from PySide6.QtCore import Property, QAbstractListModel, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.demo.messages import Cast, CastWanted, Message, Network, Reader, TakeAway
from ui.tray.players import Players
from ui.tray.telling import Gesture, about, lying_after, request_of, told

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the composition root")
class CardTray(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """Who and what can be tapped, how, and how the switches stand. ``asked`` carries each request to the demo."""

    changed = Signal()
    asked = Signal(object)

    @QEnum
    class Gesture(Enum):
        """``ui.tray.telling.Gesture``, spelt out once more because QML's tools read it from this source."""

        TAP = 0
        TWICE = 1
        LAY = 2

    def __init__(self) -> None:
        """Begin without a connection to the demo."""
        super().__init__()
        self._players = Players()
        self._open = False
        self._network = True
        self._reader = True
        self._gesture = Gesture.TAP
        self._lying = ""
        self._news = ""
        self._team = ""

    @Slot(object, object)
    def hear(self, request: Message, answer: Message) -> None:
        """Take in an answer of the demo."""
        if isinstance(answer, Cast):
            self._open = True
            self._players.replace(answer.players)
            self._network, self._reader, self._team = answer.network, answer.reader, answer.team
        else:
            self._lying = lying_after(request, answer, self._lying)
            self._news = told(request, answer)
        if isinstance(request, Network | Reader):
            self.asked.emit(CastWanted())
        self.changed.emit()

    @Slot()
    def lose(self) -> None:
        """Take in that the demo is gone."""
        self._open = False
        self.changed.emit()

    @Slot(int)
    def choose(self, gesture: int) -> None:
        """Choose what a touch on a card does."""
        self._gesture = Gesture(gesture)
        self._news = ""
        self.changed.emit()

    @Slot(str)
    def present(self, name: str) -> None:
        """Do the chosen gesture with a card."""
        self.asked.emit(request_of(self._gesture, name))

    @Slot()
    def clear(self) -> None:
        """Take away whatever lies on the reader."""
        self.asked.emit(TakeAway())

    @Slot()
    def toggle_network(self) -> None:
        """Switch the kiosk's network."""
        self.asked.emit(Network(on=not self._network))

    @Slot()
    def toggle_reader(self) -> None:
        """Plug the reader in, or pull it out."""
        self.asked.emit(Reader(plugged=not self._reader))

    @Property(QObject, constant=True)
    def players(self) -> QAbstractListModel:
        """Return the cards."""
        return self._players

    @Property(bool, notify=changed)
    def open(self) -> bool:
        """Return whether the demo answers."""
        return self._open

    @Property(bool, notify=changed)
    def network(self) -> bool:
        """Return whether the kiosk has a network."""
        return self._network

    @Property(bool, notify=changed)
    def reader(self) -> bool:
        """Return whether the reader is plugged in."""
        return self._reader

    @Property(int, notify=changed)
    def gesture(self) -> int:
        """Return what a touch on a card does, one of ``Gesture``."""
        return self._gesture.value

    @Property(str, notify=changed)
    def lying(self) -> str:
        """Return the name of the card that lies on the reader, or nothing."""
        return self._lying

    @Property(str, notify=changed)
    def team(self) -> str:
        """Return how the team gets in."""
        return self._team

    @Property(str, notify=changed)
    def hint(self) -> str:
        """Return one sentence: what just happened, or what a touch will do."""
        if not self._open:
            return "Waiting for the demo …"
        return self._news or about(self._gesture)
