"""What the centre changed comes down, a checked page at a time; the daemon stores page and cursor together."""

from dataclasses import dataclass
from urllib.parse import quote

import msgspec

from kiosk.local_api.messages import (
    ApplyChanges,
    ChangesApplied,
    StartOver,
    WireCard,
    WireEvent,
    WireMember,
    WorkerWelcome,
)
from sync.answers import Answered, Problem
from sync.network_state import UNREADABLE, Failed, failed, fault
from sync.ports import Daemon, Service
from sync.protocol import CHANGES_PATH, LEVEL, ChangesAnswer, page_checksum, page_count


@dataclass(frozen=True, slots=True)
class Pulled:
    """One page was pulled, or nothing had changed. ``more``: another page waits."""

    more: bool


class Puller:
    """Keeps the place where the next pull goes on, as the daemon told it."""

    def __init__(self, daemon: Daemon, service: Service, welcome: WorkerWelcome) -> None:
        """Go on where the daemon is."""
        self._daemon = daemon
        self._service = service
        self._cursor = welcome.cursor
        self._generation = welcome.generation

    def step(self) -> Pulled | Failed:
        """Pull one page."""
        target = f"{CHANGES_PATH}?since={quote(self._cursor or '', safe='')}&level={LEVEL}"
        result = self._service.call("GET", target)
        match result:
            case Answered(status=200):
                return self._apply(result)
            case Answered(status=304):
                return Pulled(more=False)
            case Problem(status=410, code="cursor_gone") if self._cursor is not None:
                self._go_on_from(self._daemon.ask(StartOver(), ChangesApplied))
                return Pulled(more=True)
            case _:
                return failed(result)

    def _apply(self, answered: Answered) -> Pulled | Failed:
        try:
            page = _decode(answered.body)
        except msgspec.DecodeError:
            return failed(UNREADABLE)
        if page.count != page_count(page) or page.checksum != page_checksum(page):
            return Failed(fault("A page of changes arrived damaged."), isolated=True)
        if page.more and page.cursor == self._cursor:
            return Failed(fault("The changes never end."), isolated=True)
        try:
            changes = _checked(_changes(page, self._generation))
        except (ValueError, msgspec.ValidationError):
            return Failed(fault("A page of changes makes no sense to this kiosk."), isolated=True)
        self._go_on_from(self._daemon.ask(changes, ChangesApplied))
        return Pulled(more=page.more)

    def _go_on_from(self, place: ChangesApplied) -> None:
        self._cursor, self._generation = place.cursor, place.generation


def _changes(page: ChangesAnswer, generation: int) -> ApplyChanges:
    return ApplyChanges(
        cursor=page.cursor,
        generation=generation,
        last=not page.more,
        events=[WireEvent(**msgspec.structs.asdict(each)) for each in page.events],
        members=[WireMember(**msgspec.structs.asdict(each)) for each in page.members],
        cards=[WireCard(**msgspec.structs.asdict(each)) for each in page.cards],
        gone_events=page.gone_events,
        gone_members=page.gone_members,
        gone_cards=page.gone_cards,
    )


def _checked(changes: ApplyChanges) -> ApplyChanges:
    """Return ``changes`` as the daemon will read them: it hangs up on whoever says what it can't read."""
    return _read(msgspec.json.encode(changes))


_decode = msgspec.json.Decoder(ChangesAnswer).decode
_read = msgspec.json.Decoder(ApplyChanges).decode
