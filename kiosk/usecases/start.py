"""What the daemon does with a database that it has just opened: go on with its ledger, or begin another."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.ledger_starts import COPY_MARK, Began, Marker, OnFile, surroundings, why_anew
from kiosk.ports import Enrolment, IdSource, Ledger, Store, Transaction

_STARTS_MARK = "starts"
_BEGUN_IN_MARK = "begun in"


@dataclass(frozen=True, slots=True)
class Started:
    """``ledger``: the open one, None before enrolment. ``starts``: how often this database was started, with this time.

    ``anew``: why a ledger was begun just now, if one was.
    """

    ledger: Ledger | None
    starts: int
    enrolment: Enrolment | None
    anew: Began | None = None


def start(store: Store, ids: IdSource, marker: Marker | None, machine: str) -> Started:
    """Count this start, and begin a new ledger where the database is not the one that was last used here.

    Raises:
        StoreError: nothing was changed.

    """
    with store.transaction() as transaction:
        on_file = _on_file(transaction)
        anew = why_anew(on_file, marker, machine)
        if anew is not None:
            _begin_anew(transaction, ids, marker, anew)
            transaction.marks.put(_BEGUN_IN_MARK, surroundings(marker, machine))
        elif on_file.begun_in != surroundings(marker, machine):
            transaction.marks.drop(_BEGUN_IN_MARK)
        starts = _starts(on_file, marker, anew)
        transaction.marks.put(_STARTS_MARK, str(starts))
        transaction.marks.drop(COPY_MARK)
        return Started(transaction.ledgers.current(), starts, transaction.directory.enrolment(), anew)


def begin_salvaged(store: Store, ids: IdSource, enrolment: Enrolment, *, above: int) -> None:
    """In a new database: say who this kiosk is, and begin a ledger behind those of the database that is gone.

    ``above``: the highest number of any ledger that is known of.
    """
    with store.transaction() as transaction:
        transaction.directory.save_enrolment(enrolment)
        transaction.ledgers.open_new(ids.ledger_id(), enrolment.kiosk, enrolment.hub, began=Began.SALVAGED, above=above)


def begin_after_loss(store: Store, ids: IdSource, known: Ledger) -> bool:
    """After the database was opened anew: make sure that ``known`` is still there as far as it had got.

    Where acknowledged records are gone, its ledger is closed with what is lost, and another begins; returns whether.
    What is known to be lost already, because reading everything again failed after that, begins no other.
    """
    with store.transaction() as transaction:
        here = next((each for each in transaction.ledgers.stories() if each.ledger.id == known.id), None)
        if here is not None:
            accounted = max([here.ledger.highest, *(last for _, last in here.lost)])
            if accounted >= known.highest:
                return False
            transaction.ledgers.note_lost(here.ledger, [*here.lost, (accounted + 1, known.highest)])
        transaction.ledgers.open_new(ids.ledger_id(), known.kiosk, known.hub, began=Began.SALVAGED, above=known.number)
        return True


def _on_file(transaction: Transaction) -> OnFile:
    starts = transaction.marks.get(_STARTS_MARK)
    highest = {ledger.id: ledger.highest for ledger in transaction.ledgers.all()}
    current = transaction.ledgers.current()
    unused = current is not None and current.highest == 0
    return OnFile(
        highest,
        None if starts is None else int(starts),
        is_copy=transaction.marks.get(COPY_MARK) is not None,
        begun_in=transaction.marks.get(_BEGUN_IN_MARK) if unused else None,
    )


def _starts(on_file: OnFile, marker: Marker | None, anew: Began | None) -> int:
    """Return which start of this database it is.

    While the marker can't be written, or a kill came before it was, the count stays one ahead of it: further ahead, the
    database would seem to be another at every start.
    """
    if marker is not None and anew is None:
        return marker.starts + 1
    return max(on_file.starts or 0, 0 if marker is None else marker.starts) + 1


def _begin_anew(transaction: Transaction, ids: IdSource, marker: Marker | None, anew: Began) -> None:
    current = transaction.ledgers.current()
    if current is None:
        return
    if marker is not None:
        for ledger in _marked(transaction.ledgers.all(), marker):
            if marker.highest > ledger.highest:
                transaction.ledgers.note_lost(ledger, [(ledger.highest + 1, marker.highest)])
    transaction.ledgers.open_new(
        ids.ledger_id(), current.kiosk, current.hub, began=anew, above=0 if marker is None else marker.number
    )


def _marked(ledgers: Sequence[Ledger], marker: Marker) -> Sequence[Ledger]:
    return [ledger for ledger in ledgers if ledger.id == marker.ledger]
