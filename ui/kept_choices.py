"""What people chose at the first boot, in a small file of the screen's own: it goes before the settings file."""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from ui.languages import BY_CODE

_log = logging.getLogger(__name__)
_NAME = "choices.json"
_TURNS = frozenset({0, 90, 180, 270})


@dataclass(frozen=True, slots=True)
class Choices:
    """``language``: the kiosk's own. ``rotate_degrees``: as in the settings. None: nobody chose.

    ``touch_degrees``: how far clockwise the panel reports a finger from where it is.
    """

    language: str | None = None
    rotate_degrees: int | None = None
    touch_degrees: int | None = None


class KeptChoices:
    """The file. What can't be read counts as not chosen; what can't be written holds until the screen ends."""

    def __init__(self, state_dir: Path) -> None:
        """Keep it in ``state_dir``."""
        self._path = state_dir / _NAME

    def read(self) -> Choices:
        """Return what was chosen."""
        try:
            kept = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return Choices()
        except (OSError, ValueError):
            _log.warning("what was chosen at the first boot can't be read")
            return Choices()
        return _checked(kept) if isinstance(kept, dict) else Choices()

    def write(self, choices: Choices) -> None:
        """Keep ``choices``, whole or not at all."""
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.write_text(json.dumps(asdict(choices)), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            _log.warning("what was chosen at the first boot can't be kept: %s", error.strerror)


def _checked(kept: dict[str, object]) -> Choices:
    language, rotate, touch = (kept.get(name) for name in ("language", "rotate_degrees", "touch_degrees"))
    return Choices(
        language if isinstance(language, str) and language in BY_CODE else None,
        rotate if isinstance(rotate, int) and rotate in _TURNS else None,
        touch if isinstance(touch, int) and touch in _TURNS else None,
    )
