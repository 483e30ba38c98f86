"""Findings on how records are kept: a disk that refuses, damaged databases, the reserve, the copies. Pure."""

from collections.abc import Iterator

from kiosk.doctor.findings import Finding, fault, passed, warning
from kiosk.local_api.messages import Health, StorageStatus
from kiosk.storage_words import BEGAN, REMAINS, copy_in_words, set_aside_in_words

_US_PER_DAY = 24 * 3_600 * 1_000_000
_OLD_DAYS = 7
_GUIDE = 'docs/it.md, "When the disk fails", says what to do.'


def check_storage(health: Health) -> Iterator[Finding]:
    """Yield what there is to say."""
    storage = health.storage
    if storage.trouble is not None:
        yield fault("database", f"Taps are not saved: {storage.trouble}.", f"Write names down. {_GUIDE}")
    yield _reserve(storage)
    yield from _ledgers(health)
    for each in storage.set_aside:
        subject, words = "damaged database", f"{set_aside_in_words(each)}."
        if each.done:
            yield warning(subject, words, f"Replace the memory card. {_GUIDE}")
        else:
            yield warning(subject, words, "Leave the kiosk on until it is read.")
    if storage.remains:
        yield warning("deleted data", f"Deleted data {REMAINS}.", _GUIDE)
    yield _copies(health)


def _reserve(storage: StorageStatus) -> Finding:
    match storage.reserve:
        case "laid":
            return passed("reserve", "Room for 5,000 taps is kept on the disk.")
        case "spent":
            return fault("reserve", "The disk is full, and the reserve for taps is in use.", f"Make room. {_GUIDE}")
        case "none":
            return warning("reserve", "No room is kept for taps: the disk has too little.", f"Make room. {_GUIDE}")


def _ledgers(health: Health) -> Iterator[Finding]:
    for ledger in health.ledgers:
        if not ledger.closed and ledger.began in {"restored", "cloned", "salvaged"}:
            yield warning("ledger", f"A new ledger began, since {BEGAN[ledger.began]}.", _GUIDE)
        if ledger.lost:
            count = sum(last - first + 1 for first, last in ledger.lost)
            remedy = "The badge service knows. Look for paper lists of those days."
            yield warning("lost records", f"{count} records of ledger {ledger.ledger} are lost here.", remedy)


def _copies(health: Health) -> Finding:
    storage = health.storage
    words = f"Last copy of the database: {copy_in_words(storage)}."
    known = health.clock_trusted and storage.last_copy_trusted and storage.last_copy_us is not None
    if known and health.reading.wall_us - (storage.last_copy_us or 0) > _OLD_DAYS * _US_PER_DAY:
        return warning("copies", words, f"Make room on the disk. {_GUIDE}")
    return passed("copies", words)
