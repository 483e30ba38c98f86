"""Every screen from canned snapshots: what the picture book and the tests look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTranslator
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.local_api.messages import Message
from ui import canned
from ui.canned import PAGES
from ui.canned_staff import STAFF_PAGES
from ui.canned_work import LOCKED, Canned
from ui.i18n.pseudo import PseudoTranslator
from ui.languages import LANGUAGES, Language, known
from ui.scene import MAIN, Look, Scene
from ui.translations import Translations
from ui.viewmodels.public_screen import Alarm, PublicScreen
from ui.viewmodels.showing import Patience
from ui.viewmodels.staff_models import StaffModels
from ui.viewmodels.staff_showing import StaffPatience
from ui.wording import Wording


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of showing all screens. ``made_up_language`` shows texts that grew by two fifths."""

    name: str
    width_px: int = 800
    height_px: int = 480
    look: Look = field(default_factory=Look)
    language: str = "en"
    made_up_language: bool = False
    direction: Qt.LayoutDirection | None = None


VARIANTS = (
    Variant("7-inch Touch Display"),
    Variant("Touch Display 2", 1280, 720, Look(reader_side="right")),
    Variant("Touch Display 2, upright", 720, 1280, Look(rotate_degrees=90)),
    Variant("High contrast", look=Look(high_contrast=True)),
    Variant("Large text", look=Look(large_text=True)),
    Variant("Polish", language="pl"),
    Variant("Long texts", made_up_language=True),
    Variant("Right to left", made_up_language=True, direction=Qt.LayoutDirection.RightToLeft),
)


class Time(Alarm, Protocol):
    """A clock and its alarm."""

    def now_ms(self) -> int:
        """Return a steady time in milliseconds."""


class Exhibit:
    """All screens in one variant, drawn offscreen one after the other. Close it at the end."""

    def __init__(
        self,
        app: QGuiApplication,
        variant: Variant,
        *,
        window: tuple[str, str] = MAIN,
        more: Mapping[str, QObject] | None = None,
        staff_time: Time | None = None,
    ) -> None:
        """Open ``window``, a QML module and type, in the variant's size; ``more``: further view models for it.

        For the staff screens time stands still, unless ``staff_time`` moves it on.
        """
        self._app = app
        time = staff_time or _NoTime()
        self.said: list[Message] = []
        self._hands = _NoTime()
        self._visitors = known(variant.language)
        self.screen = PublicScreen(self._hands.now_ms, self._hands, variant.language, _PATIENCE)
        self.staff = StaffModels(self._say, time.now_ms, time, StaffPatience())
        self.scene = Scene(self.screen, self.staff, variant.look, window=window, more=more)
        self.scene.window.resize(variant.width_px, variant.height_px)
        self._translations = Translations(app, self.scene.engine)
        self._wording = Wording(self._translations, self.screen, self.staff.frame, variant.language)
        if variant.made_up_language:
            translator: QTranslator = PseudoTranslator(app)
            self._translations.put(translator, variant.direction or Qt.LayoutDirection.LeftToRight)

    def speak(self, language: Language) -> None:
        """Show the pages that follow as to a visitor who chose this language."""
        self._visitors = language

    def show(self, page: str) -> None:
        """Show one of ``IN_ORDER``, or of ``STAFF_IN_ORDER``."""
        self.staff.frame.hear(LOCKED)
        self.staff.frame.leave()
        self.screen.choose(LANGUAGES.index(self._visitors))
        if page in PAGES:
            self.screen.hear(PAGES[page])
        elif page in BY_HAND:
            self.screen.hear(canned.IDLE)
            self._bring_about(page)
        elif page in STAFF_PAGES:
            self.screen.hear(canned.IDLE)
            self._show_staff(STAFF_PAGES[page])
        elif page == "away":
            self.screen.lose()
            self.screen.ring()
        self._app.processEvents()

    def _bring_about(self, page: str) -> None:
        """Bring about what the daemon doesn't ask for: a finger does, or time."""
        if page == "languages":
            self.screen.offer_languages()
        elif page == "checking":
            self.screen.judge()
            self._hands.ms += _PATIENCE.checking_ms
            self.screen.touch()
        elif page == "dark":
            self._hands.ms += _PATIENCE.dim_ms
            self.screen.hear(canned.IDLE)

    def _show_staff(self, its: Canned) -> None:
        if its.at_pin:
            self.staff.frame.enter()
        self.staff.frame.hear(its.snapshot)
        for page in its.trail:
            self.staff.frame.go(page)
        self.staff.frame.hear(its.snapshot)
        its.then(self.staff)

    def _say(self, message: Message) -> bool:
        """Keep what staff ask for: no daemon is there."""
        self.said.append(message)
        return True

    def picture(self) -> QImage:
        """Return what is shown."""
        return self.scene.window.grabWindow()

    def close(self) -> None:
        """Leave the application as it was."""
        self._translations.put(None, Qt.LayoutDirection.LeftToRight)
        self.scene.close()


class _NoTime:
    """Time that stands still, as in a picture, unless someone moves its hands."""

    ms = 0

    def now_ms(self) -> int:
        """Return the moment there is."""
        return self.ms

    def set(self, delay_ms: int | None, call: Callable[[], None]) -> None:
        """Forget it."""


_PATIENCE = Patience()
BY_HAND = ("languages", "checking", "dark")
"""Public pages that a finger or time brings about."""
IN_ORDER = ("starting", *PAGES, *BY_HAND, "away")
"""Every public page: the daemon has not spoken yet, it speaks, it went away."""
STAFF_IN_ORDER = tuple(STAFF_PAGES)
"""Every staff page."""
