"""How long records stay at the kiosk: what the service has confirmed goes once its time is over."""

from collections.abc import Sequence

from kiosk.domain.clock import ClockReading, FixSource, TimeLine, time_line
from kiosk.domain.delivery import Exceptional
from kiosk.domain.ids import LedgerId
from kiosk.domain.ledger_starts import Began, Span
from kiosk.domain.retention import over_through, removable
from kiosk.ports import IdSource, Ledger, LedgerStory, Store, Transaction
from kiosk.usecases.situation import Situation

_LOOKED_AT = 2_000
_AT_ONCE = 100
"""Records removed in one step: some milliseconds, also on a Pi."""


def note_confirmed(  # noqa: PLR0913  a heartbeat's answer says this much of a ledger
    store: Store, ids: IdSource, ledger_id: LedgerId, *, has_through: int, told_through: int, missing: Sequence[Span]
) -> bool:
    """Keep how far the service has ``ledger_id``; return whether a new ledger began.

    ``has_through``: it has everything up to here. ``told_through``: what it lacks up to here is ``missing``. A service
    that has more of the open ledger than was ever written here shows that this database is an older copy.

    Raises:
        StoreError: nothing was changed.

    """
    with store.transaction() as transaction:
        for story in transaction.ledgers.stories():
            ledger = story.ledger
            if ledger.id != ledger_id:
                continue
            could_send = _could_send(transaction, ledger, missing)
            settled = transaction.ledgers.delivery(ledger, range(0)).mark
            through = min([told_through, settled, *(seq - 1 for seq in could_send)])
            if through != story.confirmed:
                transaction.ledgers.confirm(ledger, through)
            if has_through > ledger.highest and not story.closed:
                transaction.ledgers.note_lost(ledger, [*story.lost, (ledger.highest + 1, has_through)])
                transaction.ledgers.open_new(ids.ledger_id(), ledger.kiosk, ledger.hub, began=Began.RESTORED)
                return True
    return False


def remove_some(store: Store, situation: Situation, reading: ClockReading, keep_days: int) -> bool:
    """Remove a few records whose time is over, and then names whose records are gone; return whether there were any.

    Only a time service's word counts: a person mistypes a date, a battery fails, and the badge service's time comes
    through the worker, which must not be able to empty this database.

    Raises:
        StoreError: nothing was changed.

    """
    line = time_line(fix for fix in situation.line.fixes.values() if fix.source is FixSource.KERNEL)
    if not line.now(reading).trusted:
        return False
    with store.transaction() as transaction:
        if any(_remove_from(transaction, story, line, reading, keep_days) for story in transaction.ledgers.stories()):
            return True
        transaction.people.drop_outlived_words()
        return transaction.names.drop_outlived(most=_AT_ONCE) > 0


def _remove_from(
    transaction: Transaction, story: LedgerStory, line: TimeLine, reading: ClockReading, keep_days: int
) -> bool:
    ledger = story.ledger
    stamps = transaction.records.stamps(ledger, 0, most=_LOOKED_AT)
    may_go = min(story.confirmed, transaction.ledgers.delivery(ledger, range(0)).mark)
    through = over_through((each for each in stamps if each.seq <= may_go), line, line.now(reading), keep_days)
    if not through:
        return False
    kept = transaction.ledgers.delivery(ledger, range(through + 1)).exceptions
    going = removable(stamps, through, kept=kept, boot=reading.boot)[:_AT_ONCE]
    if not going:
        return False
    transaction.records.remove(ledger, going)
    transaction.ledgers.note_purged(ledger, max(story.purged, going[-1]))
    return True


def _could_send(transaction: Transaction, ledger: Ledger, missing: Sequence[Span]) -> Sequence[int]:
    """Return the first numbers in ``missing`` whose records are here and not refused."""
    for span in missing:
        exceptions = transaction.ledgers.delivery(ledger, range(span[0], span[1] + 1)).exceptions
        refused = {seq for seq, it in exceptions.items() if it.state is Exceptional.REFUSED}
        found = [seq for seq in transaction.records.present(ledger, span) if seq not in refused]
        if found:
            return found
    return ()
