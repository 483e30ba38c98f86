"""What the centre changed comes down, a checked page at a time; its cursor is stored with the last of the page."""

from collections.abc import Iterator
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
    WireRedaction,
    WorkerWelcome,
)
from sync.answers import Answered, Problem
from sync.errors import DaemonRefusedError
from sync.network_state import UNREADABLE, Failed, failed, fault
from sync.ports import Daemon, Service
from sync.protocol import CHANGES_PATH, LEVEL, MOST_CHANGES, ChangesAnswer, page_checksum, page_count

_MOST_AT_ONCE = 60
_FULL = "store_full"
_MANY = ("members", "cards", "gone_members", "gone_cards")


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
        self._hub = welcome.hub
        self._cursor = welcome.cursor
        self._generation = welcome.generation
        self._passed: set[str] = set()
        self._started_over = False

    def step(self) -> Pulled | Failed:
        """Pull one page."""
        target = f"{CHANGES_PATH}?since={quote(self._cursor or '', safe='')}&level={LEVEL}"
        result = self._service.call("GET", target)
        match result:
            case Answered(status=200):
                return self._apply(result)
            case Answered(status=304):
                return self._pulled(more=False)
            case Problem(status=410, code="cursor_gone") if self._cursor is not None and not self._started_over:
                self._started_over = True
                self._go_on_from(self._daemon.ask(StartOver(), ChangesApplied))
                return Pulled(more=True)
            case _:
                self._begin_a_run()
                return failed(result)

    def _apply(self, answered: Answered) -> Pulled | Failed:
        try:
            page = _decode(answered.body)
        except msgspec.DecodeError:
            return failed(UNREADABLE)
        wrong = self._wrong_with(page)
        if wrong is not None:
            return self._refused(wrong)
        try:
            changes = _checked(_changes(page, self._generation))
        except (ValueError, msgspec.ValidationError):
            return self._refused("A page of changes makes no sense to this kiosk.")
        self._passed.add(page.cursor)
        try:
            for part in _parts(changes):
                self._go_on_from(self._daemon.ask(part, ChangesApplied))
        except DaemonRefusedError as error:
            if error.refusal != _FULL:
                raise
            return self._refused("This kiosk's disk is full: what changed at the centre is not taken in.")
        return self._pulled(more=page.more)

    def _wrong_with(self, page: ChangesAnswer) -> str | None:
        if page.count != page_count(page) or page.checksum != page_checksum(page):
            return "A page of changes arrived damaged."
        if page.count > MOST_CHANGES:
            return "A page of changes is larger than agreed."
        if page.more and (page.cursor == self._cursor or page.cursor in self._passed):
            return "The changes never end."
        if any(event.hub != self._hub for event in page.events):
            return "A page of changes is another hub's."
        return None

    def _refused(self, detail: str) -> Failed:
        self._begin_a_run()
        return Failed(fault(detail), isolated=True)

    def _pulled(self, *, more: bool) -> Pulled:
        if not more:
            self._begin_a_run()
        return Pulled(more=more)

    def _begin_a_run(self) -> None:
        """Forget by which cursors the last run of pages went: only within one run they must not come again."""
        self._passed.clear()
        self._started_over = False

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
        redactions=tuple(WireRedaction(**msgspec.structs.asdict(each)) for each in page.redactions or ()),
    )


def _parts(changes: ApplyChanges) -> Iterator[ApplyChanges]:
    """Yield ``changes`` in parts that the daemon stores in a moment each: a tap may come in between.

    Only the last one has the cursor; with it comes whatever never comes in great numbers.
    """
    if sum(len(getattr(changes, name)) for name in _MANY) <= _MOST_AT_ONCE:
        yield changes
        return
    nothing: dict[str, list[object]] = {name: [] for name in _MANY}
    bare = msgspec.structs.replace(changes, **nothing)
    part = msgspec.structs.replace(bare, cursor=None, last=False, events=[], gone_events=[], redactions=())
    for name in _MANY:
        entries = getattr(changes, name)
        for first in range(0, len(entries), _MOST_AT_ONCE):
            yield msgspec.structs.replace(part, **{name: entries[first : first + _MOST_AT_ONCE]})
    yield bare


def _checked(changes: ApplyChanges) -> ApplyChanges:
    """Return ``changes`` as the daemon will read them: it hangs up on whoever says what it can't read.

    Raises:
        ValueError: it can't.

    """
    return _read(msgspec.json.encode(changes))


_decode = msgspec.json.Decoder(ChangesAnswer).decode
_read = msgspec.json.Decoder(ApplyChanges).decode
