"""Which boots of a ledger must be looked at together to tell when some of them were: a run, not the whole ledger."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from badge_service.domain.boots import Boot
from badge_service.store.unit import Unit
from kiosk.domain.clock_bounds import BootSeen, ends_before, has_evidence
from kiosk.domain.ids import BootId, LedgerId

_AT_FIRST = 4
"""How many neighbours are looked up first, each time four times as many: the nearest mostly knew the time."""


@dataclass(frozen=True, slots=True)
class Run:
    """Boots in the order of a ledger. ``seen``: what to work out times from; ``sure``: those whose times it tells."""

    seen: list[BootSeen]
    sure: list[BootId]


def run_of(unit: Unit, ledger: LedgerId, named: Collection[BootId]) -> Run:
    """Return those of ``named`` that are in ``ledger`` with all boots that bear on their times.

    On either side it goes on to a boot with evidence that what lies beyond can't make any closer.
    """
    numbers = [boot.first_seq for boot in unit.boots.some(ledger, named).values()]
    if not numbers:
        return Run([], [])
    first, last = min(numbers), max(numbers)
    run = _seen(unit, ledger, unit.boots.between(ledger, first, last))
    before, sure_before = _side(
        run[0], _outwards(unit, ledger, first, unit.boots.before), lambda near, far: (far, near)
    )
    after, sure_after = _side(run[-1], _outwards(unit, ledger, last, unit.boots.after), lambda near, far: (near, far))
    sure = [*reversed(before[:sure_before]), *run, *after[:sure_after]]
    return Run([*reversed(before), *run, *after], [each.boot for each in sure])


def _side(
    edge: BootSeen, outwards: Iterable[BootSeen], in_order: Callable[[BootSeen, BootSeen], tuple[BootSeen, BootSeen]]
) -> tuple[list[BootSeen], int]:
    """Return the boots on one side of ``edge`` that are needed, and of how many of them the times can be told."""
    found: list[BootSeen] = []
    barrier, sure = (edge if has_evidence(edge) else None), 0
    between_us = 0
    for each in outwards:
        found.append(each)
        if not has_evidence(each):
            between_us += each.last_us
            continue
        if barrier is not None and ends_before(*in_order(barrier, each), between_us):
            return found, sure
        barrier, sure, between_us = each, len(found), 0
    return found, len(found)


def _outwards(
    unit: Unit, ledger: LedgerId, seq: int, look: Callable[[LedgerId, int, int], list[Boot]]
) -> Iterator[BootSeen]:
    most = _AT_FIRST
    while found := look(ledger, seq, most):
        yield from _seen(unit, ledger, found)
        if len(found) < most:
            break
        seq, most = found[-1].first_seq, 4 * most


def _seen(unit: Unit, ledger: LedgerId, boots: Sequence[Boot]) -> list[BootSeen]:
    fixes = unit.boots.fixes(ledger, {each.boot for each in boots})
    return [each.seen(fixes[each.boot]) for each in boots]
