"""What a heartbeat says of ledgers, and what its answer means for each. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kiosk.local_api.messages import Confirmed, LedgerStatus, Reopen
from sync.protocol import Gap, LedgerAnswer, LedgerHealth

_MOST_LEDGERS = 100
"""The most that a service lets one heartbeat name."""
_MOST_GAPS = 500
"""The most that one answer names: of what is behind the last of them it says nothing."""
_LARGEST = 2**53
_PIECE = 1_000
"""The most records to reopen at once: between two pieces the daemon takes a tap."""


def told(ledgers: Sequence[LedgerStatus]) -> list[LedgerHealth]:
    """Return what a heartbeat says of ``ledgers``, oldest first; of very many the latest."""
    return [
        LedgerHealth(
            ledger=each.ledger,
            highest=each.highest,
            closed=each.closed,
            began=each.began,
            lost=[Gap(first=first, last=last) for first, last in each.lost[:_MOST_GAPS]],
            purged=each.purged,
        )
        for each in ledgers[-_MOST_LEDGERS:]
    ]


def told_plainly(ledgers: Iterable[LedgerHealth]) -> list[LedgerHealth]:
    """Return what a service below level 3 understands of ``told``."""
    return [LedgerHealth(ledger=each.ledger, highest=each.highest) for each in ledgers]


def lacking(
    answers: Iterable[LedgerAnswer], highest: Mapping[str, int], lost: Collection[tuple[str, int, int]] = ()
) -> Iterator[Reopen]:
    """Yield what the service lacks of the ledgers in ``highest`` (each with its highest seq), and nothing beyond.

    ``lost``: ledger, first and last of what the kiosk has no longer.
    """
    for answer in answers:
        for first, last in _missing(answer, highest.get(answer.ledger, 0)):
            if (answer.ledger, first, last) in lost:
                continue
            for start in range(first, last + 1, _PIECE):
                yield Reopen(ledger=answer.ledger, first=start, last=min(start + _PIECE - 1, last))


def confirmed(answers: Iterable[LedgerAnswer], ledgers: Iterable[LedgerStatus]) -> Iterator[Confirmed]:
    """Yield how far the service has each of ``ledgers``."""
    known = {each.ledger: each for each in ledgers}
    for answer in answers:
        status = known.get(answer.ledger)
        if status is None:
            continue
        cut = len(answer.gaps) >= _MOST_GAPS
        yield Confirmed(
            ledger=answer.ledger,
            has_through=_count(answer.complete_through),
            told_through=_count(answer.gaps[-1].last) if cut else status.highest,
            missing=_missing(answer, status.highest),
        )


def _missing(answer: LedgerAnswer, highest: int) -> list[tuple[int, int]]:
    """Return what the service lacks, and nothing beyond the ledger.

    An answer without gaps that ends early lacks the rest: a centre restored from an old copy.
    """
    gaps = answer.gaps or [Gap(first=answer.complete_through + 1, last=highest)]
    clipped = ((max(gap.first, 1), min(gap.last, highest)) for gap in gaps)
    return sorted((first, last) for first, last in clipped if first <= last)


def _count(number: int) -> int:
    """Return ``number`` as one that can be: the daemon hangs up on whoever says another."""
    return min(max(number, 0), _LARGEST)
