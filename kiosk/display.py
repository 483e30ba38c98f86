"""What the public screen shows now, and who watches it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.domain.outcomes import AlreadyHere, Arrived, HelpNeeded, Left, NotOpen, Outcome
from kiosk.local_api.messages import ResultKind, ScreenSnapshot, ShownResult
from kiosk.ports import Clock, Phrase, ReaderCause, ReaderHealth, Signal
from kiosk.usecases.situation import Situation

_US_PER_MS = 1_000
_US_PER_S = 1_000_000


@dataclass(frozen=True, slots=True)
class ResultTimes:
    """How long each result is shown, in milliseconds."""

    arrived_ms: int = 4_000
    already_here_ms: int = 4_500
    left_ms: int = 4_000
    help_ms: int = 8_000
    misread_ms: int = 2_500
    not_open_ms: int = 5_000

    def of(self, kind: ResultKind) -> int:
        """Return how long a result of ``kind`` is shown."""
        match kind:
            case "arrived":
                return self.arrived_ms
            case "already_here" | "staff":
                return self.already_here_ms
            case "left":
                return self.left_ms
            case "misread" | "take_card":
                return self.misread_ms
            case "not_open":
                return self.not_open_ms
            case "help" | "not_saved":
                return self.help_ms


SIGNAL_OF: Mapping[ResultKind, Signal] = {
    "arrived": Signal.IN,
    "already_here": Signal.ALREADY,
    "staff": Signal.ALREADY,
    "left": Signal.GOODBYE,
    "help": Signal.HELP,
    "misread": Signal.MISREAD,
    "take_card": Signal.MISREAD,
    "not_open": Signal.NOT_OPEN,
    "not_saved": Signal.NOT_SAVED,
}

PHRASE_OF: Mapping[ResultKind, Phrase] = {
    "arrived": Phrase.IN,
    "already_here": Phrase.ALREADY,
    "left": Phrase.GOODBYE,
    "help": Phrase.HELP,
    "misread": Phrase.MISREAD,
    "not_saved": Phrase.NOT_SAVED,
}
"""The others have a sound alone."""


def kind_of(outcome: Outcome) -> ResultKind:
    """Return the public kind of an outcome; it is the same for every reason to see a team member."""
    match outcome:
        case Arrived():
            return "arrived"
        case AlreadyHere():
            return "already_here"
        case Left():
            return "left"
        case HelpNeeded():
            return "help"
        case NotOpen():
            return "not_open"


@dataclass(frozen=True, slots=True)
class _Shown:
    serial: int
    kind: ResultKind
    name: str | None
    language: str | None
    opens: str | None
    at_us: int


@dataclass(frozen=True, slots=True)
class _Idle:
    """What stays as it is from tap to tap, so that a tap's answer doesn't wait for it."""

    enrolled: bool = False
    hub_name: str | None = None
    zone: str | None = None
    event_title: str | None = None
    clock_us: int | None = None
    looked_us: int = 0


class Display:
    """The last result and the readers' health, as snapshots. Used from the loop's thread only."""

    def __init__(self, clock: Clock, times: ResultTimes, situation: Callable[[], Situation | None]) -> None:
        """Ask ``situation`` for what is known whenever a snapshot is made."""
        self._clock = clock
        self._times = times
        self._situation = situation
        self._idle = self._look()
        self._readers: dict[str, tuple[ReaderHealth, ReaderCause]] = {}
        self._any_ready = False
        self._shown: _Shown | None = None
        self._number = 0
        self._watchers: list[Callable[[ScreenSnapshot], None]] = []
        self._heralds: list[Callable[[], None]] = []

    def watch(self, watcher: Callable[[ScreenSnapshot], None]) -> None:
        """Call ``watcher`` with every new snapshot."""
        self._watchers.append(watcher)

    def herald(self, herald: Callable[[], None]) -> None:
        """Call ``herald`` whenever a tap is about to be judged; the snapshot with what it came to is next."""
        self._heralds.append(herald)

    def judging(self) -> None:
        """Tell that a tap is about to be judged."""
        for herald in self._heralds:
            herald()

    def judged(self) -> None:
        """Tell that what was about to be judged was no tap: everything is shown as before."""
        self._announce()

    def shown_us(self, kind: ResultKind) -> int:
        """Return how long a result of ``kind`` is shown, in microseconds."""
        return self._times.of(kind) * _US_PER_MS

    def show(
        self, kind: ResultKind, *, name: str | None = None, language: str | None = None, opens_us: int | None = None
    ) -> None:
        """Show a result instead of whatever was shown."""
        serial = 1 if self._shown is None else self._shown.serial + 1
        self._shown = _Shown(serial, kind, name, language, self._local_time(opens_us), self._clock.boottime_us())
        self._announce()

    def reader_changed(self, name: str, health: ReaderHealth, cause: ReaderCause) -> None:
        """Take note of a reader's health."""
        self._readers[name] = (health, cause)
        self._any_ready = any(health is ReaderHealth.READY for health, _ in self._readers.values())
        self._announce()

    @property
    def is_showing(self) -> bool:
        """Whether the last result's time is not over."""
        shown = self._shown
        return shown is not None and self._clock.boottime_us() < shown.at_us + self.shown_us(shown.kind)

    @property
    def readers(self) -> Mapping[str, tuple[ReaderHealth, ReaderCause]]:
        """Every reader that was heard of, with its health and why."""
        return self._readers

    def refresh(self) -> None:
        """Look again at what is on and what time it is, and give every watcher a new snapshot."""
        self._idle = self._look()
        self._announce()

    def snapshot(self) -> ScreenSnapshot:
        """Return what the screen shows now."""
        idle = self._idle
        now_us = self._clock.boottime_us()
        return ScreenSnapshot(
            number=self._number,
            enrolled=idle.enrolled,
            hub_name=idle.hub_name,
            zone=idle.zone,
            event_title=idle.event_title,
            reader="ready" if self._any_ready else "missing",
            clock_us=None if idle.clock_us is None else idle.clock_us + now_us - idle.looked_us,
            result=self._result(now_us),
        )

    def _announce(self) -> None:
        self._number += 1
        snapshot = self.snapshot()
        for watcher in self._watchers:
            watcher(snapshot)

    def _look(self) -> _Idle:
        situation = self._situation()
        if situation is None:
            return _Idle()
        reading = self._clock.read()
        now = situation.now(reading)
        current = situation.agenda(now).current
        return _Idle(
            enrolled=True,
            hub_name=situation.enrolment.hub_name,
            zone=situation.enrolment.zone,
            event_title=None if current is None else current.title,
            clock_us=now.at_us if now.trusted else None,
            looked_us=reading.boottime_us,
        )

    def _result(self, now_us: int) -> ShownResult | None:
        shown = self._shown
        if shown is None:
            return None
        return ShownResult(
            serial=shown.serial,
            kind=shown.kind,
            name=shown.name,
            language=shown.language,
            opens=shown.opens,
            age_ms=(now_us - shown.at_us) // _US_PER_MS,
            shown_ms=self._times.of(shown.kind),
        )

    def _local_time(self, at_us: int | None) -> str | None:
        situation = None if at_us is None else self._situation()
        if at_us is None or situation is None:
            return None
        return f"{datetime.fromtimestamp(at_us / _US_PER_S, UTC).astimezone(situation.zone):%H:%M}"
