"""What staff are told in passing: visitors' taps, calls for a team member, what can be undone, a tap that was lost."""

from dataclasses import dataclass

from kiosk.domain.audit import Act
from kiosk.domain.ids import RecordId
from kiosk.local_api.messages import ResultKind, StaffNotice, UndoOffer
from kiosk.ports import Clock

UNDO_US = 10_000_000
NOTICE_US = 8_000_000
_US_PER_MS = 1_000


@dataclass(frozen=True, slots=True)
class _Notice:
    serial: int
    kind: str
    name: str
    at_us: int


@dataclass(frozen=True, slots=True)
class _Offer:
    serial: int
    did: Act
    name: str
    record: RecordId
    at_us: int


class Bulletin:
    """The latest of each; what is over is not told any more."""

    def __init__(self, clock: Clock) -> None:
        """Nothing has happened yet."""
        self._clock = clock
        self._serial = 0
        self._notice: _Notice | None = None
        self._offer: _Offer | None = None
        self.help_wanted = 0
        self.paper = False

    def shown(self, kind: ResultKind) -> None:
        """Count what the public screen showed, with nobody's name: also while the staff screens are locked."""
        if kind == "help":
            self.help_wanted += 1
        if kind == "not_saved":
            self.paper = True
        elif kind not in ("misread", "take_card", "help", "staff"):
            self.paper = False

    def notice(self, kind: str, name: str = "") -> None:
        """Tell staff at work of a visitor's tap, or with ``wanted`` of someone who asked for them."""
        self._serial += 1
        self._notice = _Notice(self._serial, kind, name, self._clock.boottime_us())

    def offer(self, did: Act, name: str, record: RecordId) -> None:
        """Let the last act be undone for a while."""
        self._serial += 1
        self._offer = _Offer(self._serial, did, name, record, self._clock.boottime_us())

    def withdraw(self, record: RecordId) -> None:
        """Offer it no longer."""
        if self.was_last(record):
            self._offer = None

    def was_last(self, record: RecordId) -> bool:
        """Tell whether ``record`` is what the last act came to that was offered to be undone, since they got in."""
        return self._offer is not None and self._offer.record == record

    def name_of(self, record: RecordId) -> str:
        """Return whom or what the last act was about, where ``record`` is what it came to; else empty."""
        return self._offer.name if self._offer is not None and self.was_last(record) else ""

    def clear(self) -> None:
        """Forget everything with a name in it."""
        self._notice = self._offer = None

    def told_notice(self) -> StaffNotice | None:
        """Return the notice, as long as it is news."""
        notice = self._notice
        if notice is None:
            return None
        age_us = self._clock.boottime_us() - notice.at_us
        if age_us >= NOTICE_US:
            return None
        return StaffNotice(serial=notice.serial, kind=notice.kind, name=notice.name, age_ms=age_us // _US_PER_MS)

    def told_offer(self) -> UndoOffer | None:
        """Return what can be undone, as long as it is offered."""
        offer = self._offer
        if offer is None:
            return None
        left_us = offer.at_us + UNDO_US - self._clock.boottime_us()
        if left_us <= 0:
            return None
        left_ms = left_us // _US_PER_MS
        return UndoOffer(
            serial=offer.serial, did=offer.did.value, name=offer.name, record=offer.record, left_ms=left_ms
        )
