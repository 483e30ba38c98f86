"""Carrying over what can be read of a damaged database, while taps go on: read on a thread, stored between taps."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from kiosk.domain.ledger_starts import Marker, Span
from kiosk.ports import Enrolment, IdSource, Store
from kiosk.store.salvage import OldLedger, Piece, Salvage, missing, note_missing, put
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.start import begin_salvaged

COPIES_ONLY = "copies"
"""In the place of a folder's name: the database was gone, and only its copies are left."""
_MARK = "set-aside "
_REST_S = 0.01

_log = logging.getLogger(__name__)


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a database that was set aside. ``at_us``: when, by the wall clock. ``folder``: its name.

    ``marker``: what was marked beside it last. ``enrolment``: who the kiosk was.
    """

    folder: str
    at_us: int
    done: bool = False
    records: int = 0
    lost: int = 0
    marker: Marker | None = None
    enrolment: Enrolment | None = None


def begin_salvage(  # noqa: PLR0913  whatever may still know something
    store: SqliteStore,
    ids: IdSource,
    folder: Path,
    copies: Sequence[Path],
    *,
    earlier: Sequence[Path] = (),
    kept: Enrolment | None,
    marker: Marker | None,
    wall_us: int,
) -> None:
    """Begin a new ledger in the new ``store`` if this kiosk was enrolled before; a kiosk that never was stays new.

    ``earlier``: what was set aside before ``folder``, the oldest first; of some not everything was carried over yet.
    """
    salvage = Salvage(folder / "attendance.db", copies, marker, kept)
    try:
        enrolment = kept or salvage.enrolment()
        if enrolment is None:
            return
        store.run(salvage.begin)
        for place, each in enumerate(earlier):
            _begin_earlier(store, salvage, each, copies, SetAside(folder=each.name, at_us=place, enrolment=enrolment))
        above = max(salvage.highest_number, 0 if marker is None else marker.number)
        done = not salvage.can_be_read
        _save(store, SetAside(folder=folder.name, at_us=wall_us, done=done, marker=marker, enrolment=enrolment))
        begin_salvaged(store, ids, enrolment, above=above)
    finally:
        salvage.close()
    _log.error("a new ledger began in a new database; what can be read of the old one follows")


def _begin_earlier(store: SqliteStore, salvage: Salvage, folder: Path, copies: Sequence[Path], new: SetAside) -> None:
    """Go on with ``folder`` where the database that came after it was damaged before everything was carried over."""
    try:
        known = _decode(salvage.marks().get(_MARK + folder.name, ""))
    except msgspec.DecodeError:
        known = new
    if not known.done:
        old = Salvage(folder / "attendance.db", copies, known.marker, known.enrolment)
        try:
            store.run(old.begin)
        finally:
            old.close()
    _save(store, known)


def unfinished(store: Store) -> tuple[str, ...]:
    """Return the names of the folders from which there is still something to carry over."""
    return tuple(each.folder for each in all_set_aside(store) if not each.done)


def all_set_aside(store: Store) -> list[SetAside]:
    """Return what came of each database that was set aside, the oldest first."""
    with store.transaction() as transaction:
        found = transaction.marks.all(_MARK)
    return sorted((_decode(value) for value in found.values()), key=lambda each: each.at_us)


async def carry_over(store: SqliteStore, shelf: Path, folder: str, copies: Sequence[Path]) -> SetAside:
    """Carry over everything that can be read, a little at a time; return what came of it.

    Raises:
        StoreError: the new database refused; doing it again goes on.

    """
    loop = asyncio.get_running_loop()
    (begun,) = [each for each in all_set_aside(store) if each.folder == folder]
    database = shelf / folder / "attendance.db"
    salvage = await loop.run_in_executor(None, Salvage, database, copies, begun.marker, begun.enrolment)
    try:
        carried = await _pour(store, salvage.pieces())
        lost: list[Span] = []
        for old in salvage.ledgers:
            found, gone = await _close(store, salvage, old)
            carried += found
            lost += gone
    finally:
        await loop.run_in_executor(None, salvage.close)
    count = sum(last - first + 1 for first, last in lost)
    done = msgspec.structs.replace(begun, done=True, records=carried, lost=count)
    _save(store, done)
    _log.error("salvaged from %s: records=%d lost=%d", folder, done.records, done.lost)
    return done


async def _close(store: SqliteStore, salvage: Salvage, old: OldLedger) -> tuple[int, Sequence[Span]]:
    """Look in the copies for what the damaged database lacked, and note what is lost after that."""
    carried = await _pour(store, salvage.from_copies(old, store.run(lambda it: missing(it, old))))
    lost = store.run(lambda it: missing(it, old))
    store.run(lambda it: note_missing(it, old, lost))
    return carried, lost


async def _pour(store: SqliteStore, pieces: Iterator[Piece]) -> int:
    """Store all pieces; return how many records were news."""
    loop = asyncio.get_running_loop()
    carried = 0
    while (piece := await loop.run_in_executor(None, next, pieces, None)) is not None:
        news = store.run(partial(put, piece=piece))
        carried += news if piece.ledger is not None else 0
        await asyncio.sleep(_REST_S)
    return carried


def _save(store: SqliteStore, state: SetAside) -> None:
    with store.transaction() as transaction:
        transaction.marks.put(_MARK + state.folder, msgspec.json.encode(state).decode())


_decode = msgspec.json.Decoder(SetAside).decode
