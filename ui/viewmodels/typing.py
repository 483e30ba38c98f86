"""What is typed on the staff keyboard; a page's view model has one of its own."""

from enum import Enum

from PySide6.QtCore import Property, QEnum, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.viewmodels import keys

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1

MOST_CHARACTERS = 40


@QmlElement
@QmlUncreatable("made by a page's view model")
class Typing(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """A text and the keys to type it. ``edited`` follows every change of the text by a finger."""

    changed = Signal()
    keys_changed = Signal()
    edited = Signal()

    @QEnum
    class Layer(Enum):
        """Which keys are shown. ``VARIANTS``: those of the last letter, one of which replaces it."""

        LETTERS = 0
        SIGNS = 1
        VARIANTS = 2

    def __init__(self, most: int = MOST_CHARACTERS) -> None:
        """Begin empty. ``most``: how many characters there may be."""
        super().__init__()
        self._most = most
        self._text = ""
        self._layer = self.Layer.LETTERS

    @property
    def said(self) -> str:
        """What was typed."""
        return self._text

    def put(self, text: str) -> None:
        """Have ``text`` instead of what was typed."""
        self._text = text
        self._layer = self.Layer.LETTERS
        self.keys_changed.emit()
        self.changed.emit()

    @Slot(str)
    def strike(self, key: str) -> None:
        """Take one of ``keys``, or a space."""
        if self._layer is self.Layer.VARIANTS:
            self._edit(keys.varied(self._text, key))
        else:
            self._edit(keys.typed(self._text, key, self._most))

    @Slot()
    def erase(self) -> None:
        """Take the last character away."""
        self._edit(keys.erased(self._text))

    @Slot()
    def clear(self) -> None:
        """Take everything away."""
        self._edit("")

    @Slot()
    def vary(self) -> None:
        """Show what the last letter may also be, or the letters again."""
        self._show(self.Layer.VARIANTS if keys.variants(self._text) else self.Layer.LETTERS)

    @Slot()
    def sign(self) -> None:
        """Show digits and signs, or the letters again."""
        self._show(self.Layer.SIGNS)

    def _show(self, layer: Layer) -> None:
        self._layer = self.Layer.LETTERS if layer is self._layer else layer
        self.keys_changed.emit()

    def _edit(self, text: str) -> None:
        self._text = text
        if self._layer is self.Layer.VARIANTS:
            self._show(self.Layer.LETTERS)
        self.changed.emit()
        self.edited.emit()

    @Property(str, notify=changed)
    def text(self) -> str:
        """Return what was typed."""
        return self.said

    @Property(int, notify=keys_changed)
    def layer(self) -> int:
        """Return which keys are shown, one of ``Layer``."""
        return self._layer.value

    @Property(bool, notify=changed)
    def varies(self) -> bool:
        """Tell whether the last letter may also be another."""
        return bool(keys.variants(self._text))

    @Property("QVariantList", notify=keys_changed)  # type: ignore[arg-type]  # the stubs know no names of Qt's types
    def keys(self) -> list[str]:
        """Return the keys that are shown."""
        if self._layer is self.Layer.LETTERS:
            return list(keys.LETTERS)
        return list(keys.SIGNS if self._layer is self.Layer.SIGNS else keys.variants(self._text))
