"""The kiosk's screens, wired up: the daemon's word in, a window out. The touchscreen and the card tray both run it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kiosk.local_api.messages import FrameShown, HelpAsked
from ui.frames import Frames, SavedFrames
from ui.kept_choices import Choices, KeptChoices
from ui.lines import Lines
from ui.link import Link
from ui.mounting import Mounting
from ui.scene import MAIN, Look, Scene
from ui.settings import ScreenSettings
from ui.timing import TimerAlarm, now_ms
from ui.translations import Translations
from ui.viewmodels.public_screen import Alarm, PublicScreen
from ui.viewmodels.showing import Patience
from ui.viewmodels.staff_models import StaffModels
from ui.viewmodels.staff_showing import StaffPatience
from ui.wording import Wording

_MS_PER_MINUTE = 60_000


class KioskScreen:
    """A window with the public and the staff screens, talking to the daemon. Runs in an application's main thread."""

    def __init__(  # noqa: PLR0913  this is where the screen is put together
        self,
        app: QGuiApplication,
        settings: ScreenSettings,
        *,
        window: tuple[str, str] = MAIN,
        more: Mapping[str, QObject] | None = None,
        save_frames: Path | None = None,
        clock: Callable[[], int] = now_ms,
        alarm: Callable[[], Alarm] = TimerAlarm,
    ) -> None:
        """Show ``window``, a QML module and type; ``more``: further view models for it, by property name.

        ``save_frames``: a folder for a picture of each result. ``clock``: a steady one, in milliseconds, by which the
        alarms go that ``alarm`` makes.
        """
        self._alarm = alarm()
        patience = Patience(dim_ms=settings.dim_after_min * _MS_PER_MINUTE)
        self._screen = PublicScreen(clock, self._alarm, settings.language, patience)
        self._lines = Lines(str(settings.run_dir / "screen.sock"))
        self._link = Link(self._lines)
        self._staff_alarm = alarm()
        self._staff = StaffModels(self._link.send, clock, self._staff_alarm, StaffPatience())
        self._scene = Scene(self._screen, self._staff, _look(settings), window=window, more=more)
        translations = Translations(app, self._scene.engine)
        self._wording = Wording(translations, self._screen, self._staff.frame, settings.language)
        self._mounting = Mounting(
            self._scene.window, KeptChoices(settings.state_dir), settings.rotate_degrees, self._wording.speak
        )
        self._begin_setup(self._mounting.choices)
        self._staff.frame.changed.connect(self._screen.touch)
        self._link.heard.connect(self._screen.hear)
        self._link.judging.connect(self._screen.judge)
        self._link.lost.connect(self._screen.lose)
        self._link.staff_heard.connect(self._staff.frame.hear)
        self._link.answered.connect(self._staff.frame.answer)
        self._link.lost.connect(self._staff.frame.lose)
        self._screen.asked.connect(lambda: self._link.send(HelpAsked()))
        self.frames = Frames(self._scene.window, self._screen)
        self.frames.drawn.connect(lambda serial: self._link.send(FrameShown(serial=serial)))
        self._saved = None if save_frames is None else SavedFrames(self._scene.window, self._screen, save_frames)
        if self._saved is not None:
            self.frames.drawn.connect(self._saved.save)

    def _begin_setup(self, chosen: Choices) -> None:
        """Have the first boot go on after what was chosen before."""
        setup = self._staff.setup
        setup.language_chosen.connect(self._mounting.choose_language)
        setup.touch_turned.connect(self._mounting.turn_touch)
        setup.picture_turned.connect(self._mounting.turn_picture)
        if chosen.language is not None:
            self._wording.speak(chosen.language)
        steps = (chosen.language, chosen.touch_degrees, chosen.rotate_degrees)
        setup.skip(steps.index(None) if None in steps else len(steps))

    def start(self) -> None:
        """Begin to talk to the daemon."""
        self._lines.start()

    def close(self) -> None:
        """End the talk and delete the window; the view models go last."""
        self._lines.stop()
        for alarm in (self._alarm, self._staff_alarm):
            alarm.set(None, self.start)
        self._scene.close()


def _look(settings: ScreenSettings) -> Look:
    return Look(
        high_contrast=settings.high_contrast,
        large_text=settings.large_text,
        rotate_degrees=settings.rotate_degrees,
        reader_side=settings.reader_side,
        full_screen=settings.full_screen,
    )
