"""``hubtap service bundle``: a kiosk's file from a USB stick, and the answer for it."""

from collections.abc import Callable
from pathlib import Path

from badge_service.store.engine import Database
from badge_service.store.schema import require_current
from badge_service.usecases.bundles import Imported
from kiosk.domain.errors import SettingsError
from kiosk.private_files import new_private
from sync.bundle_protocol import MOST_FILE_BYTES, BundleError


def take_in(database: Database, take: Callable[[bytes], Imported], file: Path, answer: Path) -> str:
    """Read ``file``, write the new file ``answer``, and return what to tell.

    Raises:
        SettingsError: one of the files can't be used, or what is in it. ``answer`` is not there then.

    """
    require_current(database)
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_FILE_BYTES + 1)
        with new_private(answer) as write:
            imported = take(content)
            write(imported.answer)
    except OSError as error:
        raise SettingsError((f"{error.filename or answer}: {error.strerror}",)) from None
    except BundleError as error:
        raise SettingsError((f"{file}: {error}",)) from None
    return _in_words(imported, answer)


def _in_words(imported: Imported, answer: Path) -> str:
    """Return what a file came to, for a person."""
    if imported.enrolled:
        return f"{imported.kiosk} is enrolled. Bring {answer} back to it."
    counts = f"{imported.accepted} new, {imported.duplicates} known already, {imported.held} held"
    refused = f", {imported.refused} refused" if imported.refused else ""
    return f"{imported.kiosk}: {imported.records} records, {counts}{refused}. Bring {answer} back to the kiosk."
