"""``hubtap service bundle``: a kiosk's file from a USB stick, and the answer for it."""

import os
from collections.abc import Callable
from pathlib import Path

from badge_service.store.engine import Database
from badge_service.store.schema import require_current
from badge_service.usecases.bundles import ImportBundle, Imported
from badge_service.usecases.enrol import Enrol
from badge_service.usecases.heartbeat import HearHeartbeat
from badge_service.usecases.ingest import Ingest
from badge_service.usecases.pull import Pull
from kiosk.domain.errors import SettingsError
from sync.bundle_protocol import MOST_FILE_BYTES, BundleError

_PRIVATE_MODE = 0o600


def importer(
    database: Database, version: str, now_us: Callable[[], int], random_bytes: Callable[[int], bytes]
) -> ImportBundle:
    """Return what takes files in."""
    return ImportBundle(
        database=database,
        ingest=Ingest(database, now_us),
        pull=Pull(database),
        hear=HearHeartbeat(database, now_us),
        enrol=Enrol(database, now_us, random_bytes),
        version=version,
    )


def take_in(database: Database, take: ImportBundle, file: Path, answer: Path) -> str:
    """Read ``file``, write the new file ``answer``, and return what to tell.

    Raises:
        SettingsError: one of the files can't be used, or what is in it.

    """
    require_current(database)
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_FILE_BYTES + 1)
        descriptor = os.open(answer, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE_MODE)
    except OSError as error:
        raise SettingsError((f"{error.filename}: {error.strerror}",)) from None
    with os.fdopen(descriptor, "wb") as out:
        try:
            imported = take(content)
        except BundleError as error:
            answer.unlink()
            raise SettingsError((f"{file}: {error}",)) from None
        out.write(imported.answer)
        out.flush()
        os.fsync(out.fileno())
    return in_words(imported, answer)


def in_words(imported: Imported, answer: Path) -> str:
    """Return what a file came to, for a person."""
    if imported.enrolled:
        return f"{imported.kiosk} is enrolled. Bring {answer} back to it."
    counts = f"{imported.accepted} new, {imported.duplicates} known already, {imported.held} held"
    refused = f", {imported.refused} refused" if imported.refused else ""
    return f"{imported.kiosk}: {imported.records} records, {counts}{refused}. Bring {answer} back to the kiosk."
