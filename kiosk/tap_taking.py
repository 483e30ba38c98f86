"""A tap is recorded, whatever is wrong with the database or with what it is judged by. Loop thread only."""

import logging
from collections.abc import Callable

from kiosk.domain.errors import StoreDamagedError, StoreError, StoreFullError
from kiosk.domain.ids import CardToken
from kiosk.faults import place_of
from kiosk.ports import Clock, IdSource, StaffCardSeen, Store, TapTaken
from kiosk.reserve import Reserve
from kiosk.usecases.situation import Situation
from kiosk.usecases.take_tap import keep_unjudged, take_tap

_log = logging.getLogger(__name__)


class TapTaking:
    """Tries once more after a refusal, and keeps unjudged what can't be judged."""

    def __init__(  # noqa: PLR0913  what it takes to go on
        self,
        *,
        store: Store,
        clock: Clock,
        ids: IdSource,
        reserve: Reserve,
        situation: Callable[[], Situation | None],
        keep: Callable[[Situation], None],
        recover: Callable[[], None],
    ) -> None:
        """``keep`` is told the situation that a tap left. ``recover`` opens the database anew; raises StoreError."""
        self._store = store
        self._clock = clock
        self._ids = ids
        self._reserve = reserve
        self._situation = situation
        self._keep = keep
        self._recover = recover

    def take(self, tokens: tuple[CardToken, ...]) -> TapTaken | StaffCardSeen:
        """Record a tap at a kiosk that is enrolled, unless it is a staff card's.

        Raises:
            StoreError: nothing was recorded.

        """
        try:
            return self._record(tokens)
        except StoreDamagedError:
            raise
        except StoreError as error:
            if isinstance(error, StoreFullError) and not self._reserve.release():
                raise
            self._recover()
        return self._record(tokens)

    def _record(self, tokens: tuple[CardToken, ...]) -> TapTaken | StaffCardSeen:
        known = self._situation()
        if known is None:
            message = "a tap before enrolment"
            raise AssertionError(message)
        given = (self._store, self._ids, known, tokens, self._clock.read())
        result: TapTaken | StaffCardSeen
        try:
            situation, result = take_tap(*given)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  whatever went wrong, the tap is kept
            _log.error("a tap could not be judged: fault=%s place=%s", type(error).__name__, place_of(error))
            situation, result = keep_unjudged(*given)
        self._keep(situation)
        return result
