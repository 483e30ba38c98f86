"""The first boot: a code that is typed here enrols the kiosk, and whoever typed it may set the first PIN here."""

from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

from kiosk.desks.centre_news import CentreNews
from kiosk.desks.network import NetworkNews
from kiosk.display import Display
from kiosk.local_api.messages import AnswerCode, SetupPage
from kiosk.ports import Clock, Store
from kiosk.staff_room.status_bar import reader_state
from kiosk.usecases.situation import Situation

_BOOTS = "staff_boots"
_TYPED_IN = "staff_code_typed"
_STEP = "staff_setup"
_TEST = "test"
_ENROLLED = "enrolled"


class Enroller(Protocol):
    """Whoever has the worker enrol this kiosk."""

    @property
    def news(self) -> CentreNews:
        """What the worker told last."""

    def enrol_with(self, code: str) -> bool:
        """Try a code; return whether a worker is there."""


class FirstBoot:
    """How far it is. A code counts as typed here in the boot in which it enrolled the kiosk, and in the next one."""

    def __init__(  # noqa: PLR0913  it looks at much and holds little
        self,
        *,
        store: Store,
        clock: Clock,
        enroller: Enroller,
        situation: Callable[[], Situation | None],
        network: Callable[[], NetworkNews],
        display: Display,
    ) -> None:
        """Nothing is read or written before ``begin``."""
        self._store = store
        self._clock = clock
        self._enroller = enroller
        self._situation = situation
        self._network = network
        self._display = display
        self._typed = False
        self._trusted = False
        self._testing = False

    def begin(self) -> None:
        """Note which boot it is, and look how far the first boot was.

        Raises:
            StoreError: the database refused; then nothing may be set up here.

        """
        boot = self._clock.read().boot
        with self._store.transaction() as transaction:
            marks = transaction.marks
            boots = msgspec.json.decode(marks.get(_BOOTS) or "[]", type=list[str])
            if boots[:1] != [boot]:
                boots = [boot, *boots[:1]]
                marks.put(_BOOTS, msgspec.json.encode(boots).decode())
            self._trusted = marks.get(_TYPED_IN) in boots
            self._testing = marks.get(_STEP) == _TEST

    @property
    def trusted_here(self) -> bool:
        """Whether the first PIN may be set here."""
        return self._trusted

    def type_code(self, code: str) -> AnswerCode:
        """Try to enrol with a code that was typed here; where no worker is there, as soon as one is."""
        if self._situation() is not None:
            return "not_allowed"
        self._typed = True
        return "done" if self._enroller.enrol_with(code) else "no_worker"

    def heard(self) -> None:
        """Hear what the worker told of the code; raises StoreError where it can't be kept that it was typed here."""
        told = self._enroller.news.enrolment
        if self._typed and told is not None and told.done:
            self._typed = False
            if told.outcome == _ENROLLED:
                self._put(_TYPED_IN, self._clock.read().boot)
                self._trusted = True

    def has_lead(self) -> None:
        """Go on to reader and sound; nobody may set a first PIN here any more."""
        self._put(_STEP, _TEST)
        self._testing, self._trusted = True, False

    def done(self) -> None:
        """End the first boot."""
        self._put(_STEP, "done")
        self._testing = False

    def page(self, *, unset: bool, is_open: bool) -> SetupPage | None:
        """Return how far it is, or None once it is over. ``unset``: nobody has a PIN. ``is_open``: someone is in."""
        if not unset and not (self._testing and is_open):
            return None
        network, told = self._network(), self._enroller.news.enrolment
        refused = told.outcome if told is not None and told.done and told.outcome != _ENROLLED else None
        ready, _ = reader_state(self._display)
        return SetupPage(
            step=self._step() if unset else "test",
            network=network.state,
            network_detail=network.detail,
            code_refused=refused,
            trusted_here=self._trusted,
            reader="ready" if ready else "missing",
        )

    def _step(self) -> Literal["enrol", "enrolling", "pin"]:
        if self._situation() is not None:
            return "pin"
        return "enrolling" if self._typed else "enrol"

    def _put(self, mark: str, word: str) -> None:
        with self._store.transaction() as transaction:
            transaction.marks.put(mark, word)
