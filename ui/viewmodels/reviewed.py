"""Which languages of the screen a native reader has reviewed, for staff."""

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.reviews import Review
from ui.viewmodels.directions import isolated

QML_IMPORT_NAME = "Hubtap.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by StaffModels")
class Reviewed(QObject):  # type: ignore[operator]  # the stubs lack QmlUncreatable.__call__
    """The languages in two lists, as text: each by its own name."""

    def __init__(self, reviews: Sequence[Review]) -> None:
        """Tell of these."""
        super().__init__()
        self._reviews = tuple(reviews)

    @Property(str, constant=True)
    def waiting(self) -> str:
        """Return the languages that nobody has reviewed yet."""
        return ", ".join(isolated(each.language.name) for each in self._reviews if each.on is None)

    @Property(str, constant=True)
    def done(self) -> str:
        """Return the languages that someone has reviewed, with who it was and when."""
        told = [each for each in self._reviews if each.on is not None]
        return ", ".join(f"{isolated(each.language.name)} ({each.reader}, {each.on})" for each in told)
