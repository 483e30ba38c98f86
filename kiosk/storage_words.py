"""How records are kept, in words: for ``hubtap status``."""

from collections.abc import Iterator
from datetime import datetime

from kiosk.local_api.messages import Health, LedgerStatus, SetAsideStatus, StorageStatus

_US_PER_S = 1_000_000
_RESERVE = {
    "laid": "room for 5,000 taps is kept",
    "spent": "given up: the disk is full. Make room",
    "none": "none: the disk has too little room for it",
}
BEGAN = {
    "enrolled": "this kiosk was enrolled",
    "moved": "the kiosk was enrolled for another hub",
    "restored": "the database was an older copy of itself",
    "cloned": "the database came from another machine",
    "salvaged": "the database before it was damaged or gone",
}

REMAINS = "may still be in the database's file. Make room and restart the daemon: it then writes the file anew"


def storage_facts(health: Health) -> Iterator[tuple[str, str]]:
    """Yield what a person wants to know: a name and words for each fact."""
    storage = health.storage
    if storage.trouble is not None:
        yield "Database", f"TAPS ARE NOT SAVED: {storage.trouble}"
    for ledger in health.ledgers:
        if not ledger.closed and ledger.began != "enrolled":
            yield "Ledger began", BEGAN.get(ledger.began, ledger.began)
    lost = [words for ledger in health.ledgers if (words := _lost(ledger))]
    if lost:
        yield "Lost", "; ".join(lost)
    for each in storage.set_aside:
        yield "Set aside", set_aside_in_words(each)
    if storage.remains:
        yield "Deleted data", REMAINS
    yield "Reserve", _RESERVE[storage.reserve]
    yield "Last copy", copy_in_words(storage)


def copy_in_words(storage: StorageStatus) -> str:
    """Return when the database was last copied."""
    if storage.last_copy_us is None:
        return "none yet"
    doubt = "" if storage.last_copy_trusted else " by a clock that may have been wrong"
    return f"{_moment(storage.last_copy_us)}{doubt}, {storage.copies} kept"


def set_aside_in_words(each: SetAsideStatus) -> str:
    """Return what came of a damaged database."""
    came = f"{each.records} records carried over, {each.lost} lost" if each.done else "being read; taps go on meanwhile"
    return f"{each.folder}: {came}"


def _lost(ledger: LedgerStatus) -> str:
    ranges = ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in ledger.lost)
    return f"records {ranges} of ledger {ledger.ledger}" if ranges else ""


def _moment(at_us: int) -> str:
    return datetime.fromtimestamp(at_us / _US_PER_S).astimezone().strftime("%Y-%m-%d %H:%M:%S")
