"""A note in the run folder while the staff screens are open: it tells a daemon that begins anew that they were."""

import logging
from pathlib import Path

_log = logging.getLogger(__name__)
_NAME = "staff-open"


class OpenNote:
    """The note. It goes with the run folder when the machine is switched off."""

    def __init__(self, run_dir: Path) -> None:
        """Keep it in ``run_dir``."""
        self._path = run_dir / _NAME

    def there(self) -> bool:
        """Tell whether they were open when the daemon ended."""
        return self._path.exists()

    def write(self) -> None:
        """Note that they are open; where that can't be, a draft may be lost."""
        try:
            self._path.touch(mode=0o600)
        except OSError as error:
            _log.warning("the note that staff are at work was not written: %s", error.strerror)

    def remove(self) -> None:
        """They are locked, and not because the daemon ended."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("the note that staff are at work was not removed: %s", error.strerror)
