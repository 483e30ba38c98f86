"""Ledgers that are not what they should be: numbers that are missing, and numbers that two records claim."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from badge_service.domain.ledgers import Missing, parted
from badge_service.store.held import Clash
from badge_service.store.ledgers import Gap, Ledger
from badge_service.store.unit import Unit
from kiosk.domain.ids import KioskId, LedgerId
from sync.protocol import HeartbeatRequest, LedgerHealth

MOST_CLASHES = 200
MOST_SHOWN = 20
"""The most gaps, and the most clashes, of one ledger that a person is shown at once."""


@dataclass(frozen=True, slots=True)
class GapLine:
    """Missing numbers, and for how long; ``lost``: the kiosk says that it has them no more."""

    first: int
    last: int
    for_us: int | None
    lost: bool


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One ledger with gaps or a second history. ``missing`` and ``clashing`` count all of it, shown or not."""

    id: LedgerId
    kiosk: KioskId
    hub: str
    complete_through: int
    highest: int
    closed: bool
    missing: int
    clashing: int
    gaps: tuple[GapLine, ...]
    clashes: tuple[Clash, ...]


def ledger_lines(unit: Unit, said: Mapping[KioskId, HeartbeatRequest], now_us: int) -> tuple[LedgerLine, ...]:
    """Return every ledger with gaps or a second history. ``said``: the latest heartbeat of each kiosk."""
    told = {LedgerId(each.ledger): each for beat in said.values() for each in beat.ledgers}
    gaps = unit.ledgers.gaps()
    clashes: dict[LedgerId, list[Clash]] = defaultdict(list)
    for clash in unit.held.clashes(MOST_CLASHES):
        clashes[clash.ledger].append(clash)
    names: dict[str, str] = {hub.id: hub.name for hub in unit.hubs.all()}
    lines = (
        _line(ledger, names, gaps.get(ledger.id, []), clashes[ledger.id], told=told.get(ledger.id), now_us=now_us)
        for ledger in unit.ledgers.all()
    )
    return tuple(line for line in lines if line.missing or line.clashing)


def _line(  # noqa: PLR0913  a line is put together from all of these
    ledger: Ledger,
    names: Mapping[str, str],
    gaps: list[Gap],
    clashes: list[Clash],
    *,
    told: LedgerHealth | None,
    now_us: int,
) -> LedgerLine:
    shown = [*_told_lost_behind(ledger, told), *gaps]
    lines = [line for gap in sorted(shown, key=lambda gap: gap.first) for line in _pieces(gap, told, now_us)]
    return LedgerLine(
        id=ledger.id,
        kiosk=ledger.kiosk,
        hub=names.get(ledger.hub, ledger.hub),
        complete_through=gaps[0].first - 1 if gaps else ledger.highest,
        highest=ledger.highest,
        closed=told is not None and told.closed,
        missing=sum(line.last - line.first + 1 for line in lines),
        clashing=len({clash.seq for clash in clashes}),
        gaps=tuple(lines[:MOST_SHOWN]),
        clashes=tuple(clashes[:MOST_SHOWN]),
    )


def _told_lost_behind(ledger: Ledger, health: LedgerHealth | None) -> Iterable[Gap]:
    """Yield what the kiosk lost behind everything that ever came: nothing that comes later would show the gap."""
    for gap in () if health is None else health.lost:
        if gap.last > ledger.highest:
            yield Gap(max(gap.first, ledger.highest + 1), gap.last, None)


def _pieces(gap: Gap, health: LedgerHealth | None, now_us: int) -> Iterable[GapLine]:
    lost = [] if health is None else [Missing(each.first, each.last) for each in health.lost]
    for_us = None if gap.since_us is None else max(0, now_us - gap.since_us)
    for piece, is_lost in parted(Missing(gap.first, gap.last), lost):
        yield GapLine(piece.first, piece.last, for_us, is_lost)
