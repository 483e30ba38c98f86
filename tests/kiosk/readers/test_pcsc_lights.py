"""An ACR122U's own commands: through a real pcscd with a card that answers for it, and where pcscd lets them pass."""

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import pytest
from smartcard import scard

from kiosk.ports import CardGone, CardPresent, Signal
from kiosk.readers.acr122u import POLL_OFTEN, QUIET, shown
from kiosk.readers.pcsc import PcscReaders
from kiosk.readers.pcsc_lights import ReaderLights
from kiosk.readers.pcsc_service import Instructed, ServiceError
from tests.emulators import cards
from tests.emulators.acr122u import Acr122u
from tests.emulators.field import wait_until_empty
from tests.emulators.pcscd import READERS, VirtualPcscd
from tests.emulators.recorder import Recorder

LEFT, RIGHT = READERS
CARD = cards.mifare_classic("C0FFEE01")
OTHER_CARD = cards.mifare_classic("C0FFEE02")


@pytest.fixture
def pcscd(virtual_pcscd: VirtualPcscd) -> Iterator[VirtualPcscd]:
    yield virtual_pcscd
    virtual_pcscd.clear()
    wait_until_empty()


@pytest.fixture
def lights(pcscd: VirtualPcscd) -> Iterator[ReaderLights]:  # noqa: ARG001  pcscd runs before and after it
    """The lights of virtual readers that are taken for ACR122Us."""
    with ReaderLights(buzzer=True, understands=lambda name: name in READERS) as lights:
        yield lights


@pytest.fixture
def ready(lights: ReaderLights) -> Iterator[Recorder]:
    recorder = Recorder(PcscReaders(attendant=lights))
    recorder.start()
    for _ in READERS:
        recorder.next(CardGone)
    yield recorder
    recorder.stop()


def test_its_beep_is_silenced_with_the_first_card_and_the_card_is_read(pcscd: VirtualPcscd, ready: Recorder) -> None:
    """This pcscd passes nothing to a reader without a card, like Debian's."""
    reader = Acr122u()
    pcscd.lay(cards.lying_on(reader, CARD))
    assert ready.next(CardPresent).card.uid == CARD.uid
    assert reader.until(2) == [QUIET, POLL_OFTEN]


def test_it_is_silenced_once_and_not_with_every_card(
    pcscd: VirtualPcscd, ready: Recorder, lights: ReaderLights
) -> None:
    reader = Acr122u()
    pcscd.lay(cards.lying_on(reader, CARD))
    reader.until(2)
    pcscd.clear()
    ready.next(CardPresent)
    ready.next(CardGone)
    pcscd.lay(cards.lying_on(reader, OTHER_CARD))
    ready.next(CardPresent)
    lights.give(Signal.IN, reader=LEFT)
    assert reader.until(3) == [QUIET, POLL_OFTEN, shown(Signal.IN, buzzer=True)]


def test_it_is_silenced_anew_after_the_service_came_back(pcscd: VirtualPcscd, ready: Recorder) -> None:
    reader = Acr122u()
    pcscd.lay(cards.lying_on(reader, CARD))
    reader.until(2)
    pcscd.stop()
    pcscd.start()
    pcscd.lay(cards.lying_on(reader, OTHER_CARD))
    ready.next(CardPresent, lambda report: report.card.uid == OTHER_CARD.uid)
    assert reader.until(4) == [QUIET, POLL_OFTEN] * 2


def test_a_card_that_flees_is_waited_for_once_more(pcscd: VirtualPcscd, ready: Recorder) -> None:
    lights_connected = Acr122u()
    pcscd.lay(cards.fleeing("C0FFEE03"))
    pcscd.clear()
    wait_until_empty()
    pcscd.lay(cards.lying_on(lights_connected, CARD))
    ready.next(CardPresent)
    assert lights_connected.until(2) == [QUIET, POLL_OFTEN]


def test_a_reader_of_another_make_gets_no_such_command(pcscd: VirtualPcscd) -> None:
    reader = Acr122u()
    with ReaderLights(buzzer=True) as lights:
        recorder = Recorder(PcscReaders(attendant=lights))
        recorder.start()
        pcscd.lay(cards.lying_on(reader, CARD))
        recorder.next(CardPresent)
        lights.give(Signal.IN, reader=LEFT)
        recorder.stop()
    assert reader.commands == []


def test_a_reader_that_refuses_is_logged_once_and_reads_on(
    pcscd: VirtualPcscd, ready: Recorder, caplog: pytest.LogCaptureFixture
) -> None:
    reader = Acr122u(refuses=True)
    for card in (CARD, OTHER_CARD, CARD):
        pcscd.lay(cards.lying_on(reader, card))
        assert ready.next(CardPresent).card.uid == card.uid
        reader.until(2)
        pcscd.clear()
        ready.next(CardGone)
    assert reader.commands == [QUIET, POLL_OFTEN]
    assert [record.getMessage() for record in caplog.records] == [
        f"reader={LEFT!r} refused the setting ff 00 52 00 00",
        f"reader={LEFT!r} refused the setting ff 00 51 ff 00",
    ]


def test_only_the_reader_at_which_someone_tapped_lights_up(
    pcscd: VirtualPcscd, ready: Recorder, lights: ReaderLights
) -> None:
    left, right = Acr122u(), Acr122u()
    pcscd.lay(cards.lying_on(left, CARD), slot=0)
    pcscd.lay(cards.lying_on(right, OTHER_CARD), slot=1)
    for reader in (left, right):
        ready.next(CardPresent)
        reader.until(2)
    lights.give(Signal.HELP, reader=RIGHT)
    assert right.until(3)[2] == shown(Signal.HELP, buzzer=True)
    lights.give(Signal.NOT_SAVED)
    assert left.until(3)[2] == right.until(4)[3] == shown(Signal.NOT_SAVED, buzzer=True)


def test_while_one_reader_blinks_nobody_waits_and_the_other_reads(
    pcscd: VirtualPcscd, ready: Recorder, lights: ReaderLights
) -> None:
    """The command lasts as long as the blinking: for the test, until it is let go."""
    over = threading.Event()
    left, right = Acr122u(deaf=over), Acr122u()
    pcscd.lay(cards.lying_on(left, CARD), slot=0)
    ready.next(CardPresent)
    left.until(2)
    began = time.monotonic()
    lights.give(Signal.NOT_SAVED, reader=LEFT)
    assert time.monotonic() - began < 0.05
    left.until(3)
    pcscd.lay(cards.lying_on(right, OTHER_CARD), slot=1)
    assert ready.next(CardPresent).card.uid == OTHER_CARD.uid
    assert not over.is_set()
    over.set()


def test_what_waited_until_the_next_tap_is_not_shown_late(
    pcscd: VirtualPcscd, ready: Recorder, lights: ReaderLights
) -> None:
    over = threading.Event()
    reader = Acr122u(deaf=over)
    pcscd.lay(cards.lying_on(reader, CARD))
    ready.next(CardPresent)
    reader.until(2)
    lights.give(Signal.IN, reader=LEFT)
    reader.until(3)
    lights.give(Signal.MISREAD, reader=LEFT)
    lights.give(Signal.HELP, reader=LEFT)
    over.set()
    assert reader.until(4)[2:] == [shown(Signal.IN, buzzer=True), shown(Signal.HELP, buzzer=True)]


@dataclass
class ObedientService:
    """Stands for a pcscd that lets commands for a reader pass without a card."""

    instructed: list[tuple[str, bytes]] = field(default_factory=list)
    gone: bool = False
    news: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def connect(self) -> Iterator["ObedientService"]:
        if self.gone:
            self.gone = False
            call = "SCardEstablishContext"
            raise ServiceError(call, scard.SCARD_E_NO_SERVICE)
        yield self

    def instruct(self, reader: str, command: bytes) -> Instructed:
        with self.news:
            self.instructed.append((reader, command))
            self.news.notify_all()
        return Instructed.DONE

    def until(self, count: int) -> list[tuple[str, bytes]]:
        with self.news:
            assert self.news.wait_for(lambda: len(self.instructed) >= count, 10)
            return self.instructed


ACR = "ACS ACR122U PICC Interface 00 00"


def with_lights(service: ObedientService, *, buzzer: bool = True) -> AbstractContextManager[ReaderLights]:
    return ReaderLights(buzzer=buzzer, connect=service.connect)


def test_where_the_service_lets_commands_pass_it_is_silent_before_the_first_card() -> None:
    service = ObedientService()
    with with_lights(service) as lights:
        lights.plugged("ACS ACR1252 Dual Reader 00 00")
        lights.plugged(ACR)
        assert service.until(2) == [(ACR, QUIET), (ACR, POLL_OFTEN)]
        lights.card_read(ACR)
        lights.give(Signal.IN, reader=ACR)
        assert service.until(3)[2] == (ACR, shown(Signal.IN, buzzer=True))


def test_where_sounds_are_off_only_the_lamp_answers() -> None:
    service = ObedientService()
    with with_lights(service, buzzer=False) as lights:
        lights.plugged(ACR)
        lights.give(Signal.IN, reader=ACR)
        assert service.until(3)[2] == (ACR, shown(Signal.IN, buzzer=False))


def test_a_service_that_is_gone_for_a_moment_is_asked_again_with_the_next_card() -> None:
    service = ObedientService(gone=True)
    with with_lights(service) as lights:
        lights.plugged(ACR)
        lights.card_read(ACR)
        assert service.until(2) == [(ACR, QUIET), (ACR, POLL_OFTEN)]
