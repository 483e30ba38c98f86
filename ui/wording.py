"""Whose language is on: visitors' on the public screen, the team's on the staff screens."""

from PySide6.QtCore import QObject, Slot

from ui.languages import for_staff
from ui.translations import Translations
from ui.viewmodels.public_screen import PublicScreen
from ui.viewmodels.staff_screen import StaffScreen
from ui.viewmodels.staff_showing import Cover

_AT_THE_DOOR = frozenset({Cover.PIN, Cover.RESCUE})
"""Covers that make way for what a tap came to."""


class Wording(QObject):
    """Follows both screens. ``language``: the kiosk's own."""

    def __init__(self, translations: Translations, screen: PublicScreen, staff: StaffScreen, language: str) -> None:
        """Begin with what is shown now."""
        super().__init__()
        self._translations = translations
        self._screen = screen
        self._staff = staff
        self._team_language = for_staff(language).code
        screen.language_changed.connect(self.follow)
        screen.changed.connect(self.follow)
        staff.changed.connect(self.follow)
        self.follow()

    def speak(self, language: str) -> None:
        """Make another language the kiosk's own."""
        self._team_language = for_staff(language).code
        self._screen.speak(language)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Use the language of whoever the screen speaks to now."""
        cover = self._staff.view.cover
        is_public = cover is Cover.NOTHING or (cover in _AT_THE_DOOR and self._screen.view.serial != 0)
        self._translations.use(self._screen.view.language if is_public else self._team_language)
