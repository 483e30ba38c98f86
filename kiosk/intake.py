"""From a reader's report to an answer: watch, debounce, record, then show. Used from the loop's thread only."""

import hashlib
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.display import PHRASE_OF, SIGNAL_OF, Display, kind_of
from kiosk.domain.cards import CardSeen, RegionKey, canonical, identifies, token
from kiosk.domain.debounce import Quiet
from kiosk.domain.errors import StoreError
from kiosk.domain.ids import CardToken
from kiosk.domain.outcomes import NotOpen
from kiosk.local_api.messages import ResultKind
from kiosk.ports import (
    CardForStaff,
    CardGone,
    CardPresent,
    Clock,
    Misread,
    ReaderChanged,
    ReaderHealth,
    ReaderReport,
    Saying,
    Signals,
    StaffCardSeen,
    TapNotSaved,
    TapResult,
    TapTaken,
)
from kiosk.readers import watch

_log = logging.getLogger(__name__)
_QUIET_AFTER_RESULT_US = 3_000_000
_NAME_BYTES = 16


@dataclass(frozen=True, slots=True)
class Answered:
    """A tap was dealt with and answered: what it came to, and how long after the reader's report, in microseconds."""

    result: TapResult
    took_us: int


TakeTap = Callable[[tuple[CardToken, ...]], TapTaken | StaffCardSeen | CardForStaff]
"""Records a tap, unless it is a staff card's; raises StoreError where nothing was recorded."""
AwaitedCard = Callable[[tuple[CardToken, ...]], CardForStaff | None]
"""Takes a card for the one that staff wait for; None where it is a tap as always."""


class Intake:
    """The way of a tap through the daemon."""

    def __init__(  # noqa: PLR0913  this is where the tap's way is put together
        self,
        *,
        clock: Clock,
        display: Display,
        signals: Signals,
        keys: Callable[[], tuple[RegionKey, ...]],
        take_tap: TakeTap,
        awaited_card: AwaitedCard,
        answered: Callable[[Answered], None],
    ) -> None:
        """``keys`` tells the active region keys; while there are none, no tap is taken."""
        self._clock = clock
        self._display = display
        self._signals = signals
        self._keys = keys
        self._take_tap = take_tap
        self._awaited_card = awaited_card
        self._answered = answered
        self._quiet = Quiet()
        self._watches: dict[str, watch.Watch] = {}
        self._begun_name = hashlib.blake2b(key=secrets.token_bytes(_NAME_BYTES), digest_size=_NAME_BYTES)

    def report(self, report: ReaderReport) -> None:
        """Handle one report of a reader."""
        match report:
            case ReaderChanged(reader, health, cause):
                _log.info("reader=%r health=%s cause=%r", reader, health.value, cause.value)
                self._display.reader_changed(reader, health, cause)
            case CardPresent(reader, card, seen_us):
                name = self._name(card)
                notice = self._step(reader, watch.Present(name, seen_us))
                if isinstance(notice, watch.Arrival):
                    self._arrival(reader, card, name, seen_us)
            case CardGone(reader, seen_us):
                self._step(reader, watch.Gone(seen_us))
            case Misread(reader, seen_us):
                if isinstance(self._step(reader, watch.Misread(seen_us)), watch.HoldStill):
                    self._show("misread", reader=reader)

    def tick(self) -> None:
        """Tell whoever left a card lying, once no result is in the way; call it some times a second."""
        if self._display.is_showing:
            return
        for reader in filter(self._reads, list(self._watches)):
            if isinstance(self._step(reader, watch.Tick(self._clock.boottime_us())), watch.LeftLying):
                self._show("take_card", reader=reader)

    def help_asked(self) -> None:
        """Ring a team member: someone has no card."""
        self._show("help")

    def _reads(self, reader: str) -> bool:
        """Tell whether ``reader`` is there to know what lies on it; one that never said how it is counts as there."""
        health, _ = self._display.readers.get(reader, (ReaderHealth.READY, ""))
        return health is ReaderHealth.READY

    def _name(self, card: CardSeen) -> str:
        """Return what the watch knows a card by: a hash under a key of this process, so that no UID stays in memory."""
        name = self._begun_name.copy()
        name.update(canonical(card))
        return name.hexdigest()

    def _step(self, reader: str, seen: watch.Observation) -> watch.Notice | None:
        self._watches[reader], notice = watch.step(self._watches.get(reader, watch.Watch()), seen)
        return notice

    def _arrival(self, reader: str, card: CardSeen, name: str, seen_us: int) -> None:
        keys = self._keys()
        if not keys:
            return
        tokens = tuple(token(card, key) for key in keys) if identifies(card) else ()
        result: TapResult | None = self._awaited_card(tokens)
        if result is None and self._quiet.repeats(name, seen_us):
            return
        result = self._take(tokens) if result is None else result
        shown_us = self._answer(result, reader)
        took_us = self._clock.boottime_us() - seen_us
        quiet_us = shown_us + _QUIET_AFTER_RESULT_US
        if not isinstance(result, TapNotSaved):  # a tap that was not saved may be tried again at once
            self._quiet = self._quiet.after(name, seen_us, quiet_us=quiet_us)
        self._answered(Answered(result, took_us))

    def _take(self, tokens: tuple[CardToken, ...]) -> TapResult:
        self._display.judging()
        try:
            return self._take_tap(tokens)
        except StoreError as error:
            _log.error("a tap was not saved: code=%s %s", error.code, error)
            return TapNotSaved(error.code)

    def _answer(self, result: TapResult, reader: str) -> int:
        """Show, light and sound what a card came to; return for how long it is shown, in microseconds."""
        if isinstance(result, CardForStaff):
            self._display.judged()
            self._signals.give(result.signal, reader=reader)
            return 0
        return self._display.shown_us(self._show_result(result, reader))

    def _show_result(self, result: TapTaken | StaffCardSeen | TapNotSaved, reader: str) -> ResultKind:
        if isinstance(result, TapNotSaved):
            return self._show("not_saved", reader=reader)
        if isinstance(result, StaffCardSeen):
            return self._show("staff", reader=reader)
        opens_us = result.outcome.opens_us if isinstance(result.outcome, NotOpen) else None
        kind = kind_of(result.outcome)
        return self._show(kind, name=result.shown_name, language=result.language, opens_us=opens_us, reader=reader)

    def _show(
        self,
        kind: ResultKind,
        *,
        name: str | None = None,
        language: str | None = None,
        opens_us: int | None = None,
        reader: str | None = None,
    ) -> ResultKind:
        """Show it, and only then light and sound it: a reader is deaf while it blinks."""
        self._display.show(kind, name=name, language=language, opens_us=opens_us)
        phrase = PHRASE_OF.get(kind)
        saying = None if phrase is None else Saying(phrase, language)
        self._signals.give(SIGNAL_OF[kind], reader=reader, saying=saying)
        return kind
