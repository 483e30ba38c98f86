"""What only the PC/SC reader does; what every reader promises is in tests/contracts."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext

import pytest
from smartcard import scard

from kiosk.domain.cards import Technology, identifies
from kiosk.ports import CardGone, CardPresent, Misread, ReaderCause, ReaderChanged, ReaderHealth
from kiosk.readers.pcsc import PcscReaders
from kiosk.readers.pcsc_field import Field
from kiosk.readers.pcsc_service import Service, ServiceError
from tests.emulators import cards
from tests.emulators.field import wait_until_empty
from tests.emulators.pcscd import READERS, VirtualPcscd
from tests.emulators.recorder import Recorder


@pytest.fixture
def pcscd(virtual_pcscd: VirtualPcscd) -> Iterator[VirtualPcscd]:
    yield virtual_pcscd
    virtual_pcscd.clear()
    wait_until_empty()


@pytest.fixture
def recorder(pcscd: VirtualPcscd) -> Iterator[Recorder]:  # noqa: ARG001  pcscd runs before and after it
    recorder = Recorder(PcscReaders())
    yield recorder
    recorder.stop()


@pytest.fixture
def ready(recorder: Recorder) -> Recorder:
    recorder.start()
    for _ in READERS:
        recorder.next(CardGone)
    return recorder


def test_two_readers_at_once_are_told_apart(pcscd: VirtualPcscd, ready: Recorder) -> None:
    pcscd.lay(cards.mifare_classic("C0FFEE01"), slot=0)
    first = ready.next(CardPresent)
    pcscd.lay(cards.mifare_classic("C0FFEE02"), slot=1)
    second = ready.next(CardPresent)
    assert (first.reader, second.reader) == READERS
    assert (first.card.uid.hex(), second.card.uid.hex()) == ("c0ffee01", "c0ffee02")


def test_type_a_and_type_b_are_told_apart_where_the_atr_does_not(pcscd: VirtualPcscd, ready: Recorder) -> None:
    pcscd.lay(cards.java_card("C0FFEE01"), slot=0)
    assert ready.next(CardPresent).card.technology is Technology.ISO14443A
    pcscd.lay(cards.type_b("C0FFEE01"), slot=1)
    assert ready.next(CardPresent).card.technology is Technology.ISO14443B


@pytest.mark.parametrize(
    ("card", "technology", "identifying"),
    [
        pytest.param(cards.ten_bytes("88C0FFEE010203040506"), Technology.ISO14443A, True, id="10 bytes"),
        pytest.param(cards.type_b("C0FFEE04"), Technology.ISO14443B, True, id="type B"),
        pytest.param(cards.book_tag("E004015000C0FFEE"), Technology.ISO15693, False, id="library book"),
        pytest.param(cards.book_tag("EEFFC000500104E0"), Technology.ISO15693, False, id="library book, as on the air"),
        pytest.param(cards.desfire("08C0FFEE"), Technology.ISO14443A, False, id="phone, random"),
        pytest.param(cards.desfire("80C0FFEE"), Technology.ISO14443A, False, id="DESFire EV1, random"),
        pytest.param(cards.desfire("04C0FFEE010203"), Technology.ISO14443A, True, id="DESFire"),
    ],
)
def test_a_card_is_told_from_one_that_can_identify_nobody(
    pcscd: VirtualPcscd, ready: Recorder, card: cards.Card, technology: Technology, *, identifying: bool
) -> None:
    pcscd.lay(card)
    seen = ready.next(CardPresent).card
    assert (seen.technology, seen.uid, identifies(seen)) == (technology, card.uid, identifying)


@pytest.mark.parametrize(
    "card",
    [
        cards.mifare_classic("C0FFEE01"),
        cards.ultralight("04C0FFEE010203"),
        cards.desfire("04C0FFEE010203"),
        cards.java_card("C0FFEE01"),
        cards.type_b("C0FFEE04"),
        cards.book_tag("E004015000C0FFEE"),
    ],
    ids=["Classic", "Ultralight", "DESFire", "Java card", "type B", "library book"],
)
def test_a_card_is_asked_for_its_number_and_nothing_that_it_stores(
    pcscd: VirtualPcscd, ready: Recorder, card: cards.Card
) -> None:
    """Some ACR122U stumble over long reads. Nothing is read at all: only the reader is asked what it knows already."""
    laid = pcscd.lay(card)
    ready.next(CardPresent)
    number, answer_to_select = bytes.fromhex("FFCA000000"), bytes.fromhex("FFCA010000")
    assert set(laid.commands) <= {number, answer_to_select}
    assert all(len(card.answer(command)) <= 16 + len(b"\x90\x00") for command in laid.commands)


class ServiceWithoutReaders(Service):
    """A pcscd that knows no reader; each look at none is awaited by whoever tests."""

    def __init__(self) -> None:
        super().__init__(0)
        self.looked = threading.Semaphore(0)

    def readers(self) -> tuple[str, ...]:
        return ()

    def look(self, known: Mapping[str, Field | None], timeout_ms: int) -> dict[str, Field]:
        assert (known, timeout_ms) == ({}, 1_500)
        self.looked.acquire(timeout=10)
        return {}

    def cancel(self) -> None:
        self.looked.release()


def test_where_the_service_knows_no_reader_whatever_withholds_it_is_named() -> None:
    troubles: list[ReaderCause | None] = [ReaderCause.PN533_HOLDS, None]
    service = ServiceWithoutReaders()
    recorder = Recorder(PcscReaders(lambda: nullcontext(service), usb_trouble=lambda: troubles[0]))
    recorder.start()
    blocked = recorder.next(ReaderChanged)
    troubles.pop(0)
    service.looked.release()
    missing = recorder.next(ReaderChanged)
    assert recorder.stop() < 0.5
    assert (blocked.reader, blocked.health, blocked.cause) == ("PC/SC", ReaderHealth.BLOCKED, ReaderCause.PN533_HOLDS)
    assert (missing.health, "No card reader" in missing.cause) == (ReaderHealth.MISSING, True)


def test_a_card_without_a_uid_is_a_misread(pcscd: VirtualPcscd, ready: Recorder) -> None:
    pcscd.lay(cards.contact_card())
    ready.next(Misread)


def test_a_card_that_is_held_badly_is_read_as_soon_as_it_can_be(pcscd: VirtualPcscd, ready: Recorder) -> None:
    pcscd.lay(cards.held_badly(cards.mifare_classic("C0FFEE01"), fails=1))
    assert ready.next(CardPresent).card.uid.hex() == "c0ffee01"
    assert not [report for report in ready.reports if isinstance(report, Misread)]


def test_a_card_that_is_held_badly_for_longer_is_a_misread_and_then_read(pcscd: VirtualPcscd, ready: Recorder) -> None:
    pcscd.lay(cards.held_badly(cards.mifare_classic("C0FFEE01"), fails=5))
    ready.next(Misread)
    assert ready.next(CardPresent).card.uid.hex() == "c0ffee01"
    assert len([report for report in ready.reports if isinstance(report, Misread)]) == 1


def test_a_service_that_lets_nobody_in_is_told_apart(caplog: pytest.LogCaptureFixture) -> None:
    """Debian 13's asks polkit, which refuses a system service unless a rule allows it."""

    def refuse() -> AbstractContextManager[Service]:
        call = "SCardEstablishContext"
        raise ServiceError(call, scard.SCARD_W_SECURITY_VIOLATION)

    recorder = Recorder(PcscReaders(refuse))
    recorder.start()
    denied = recorder.next(ReaderChanged)
    assert recorder.stop() < 0.5
    assert (denied.reader, denied.health) == ("PC/SC", ReaderHealth.DENIED)
    assert "polkit" in denied.cause
    assert len(caplog.records) == 1


def test_a_reader_taken_by_another_program_is_busy_until_it_is_free(pcscd: VirtualPcscd, recorder: Recorder) -> None:
    pcscd.lay(cards.mifare_classic("C0FFEE01"))
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    assert result == scard.SCARD_S_SUCCESS
    _until_present(context)
    result, card, _ = scard.SCardConnect(context, READERS[0], scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_T1)
    assert result == scard.SCARD_S_SUCCESS
    recorder.start()
    busy = recorder.next(ReaderChanged, lambda report: report.health is ReaderHealth.BUSY)
    assert busy.reader == READERS[0]
    scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
    scard.SCardReleaseContext(context)
    assert recorder.next(CardPresent).card.uid.hex() == "c0ffee01"
    assert ReaderChanged(READERS[0], ReaderHealth.READY, ReaderCause.READY) in recorder.reports


def test_each_reader_is_ready_and_so_are_all_together(ready: Recorder) -> None:
    told = {report.reader: report.health for report in ready.reports if isinstance(report, ReaderChanged)}
    assert told == dict.fromkeys((*READERS, "PC/SC"), ReaderHealth.READY)


def test_started_before_the_service_it_finds_it_later(pcscd: VirtualPcscd, recorder: Recorder) -> None:
    pcscd.stop()
    recorder.start()
    missing = recorder.next(ReaderChanged)
    assert (missing.reader, missing.health) == ("PC/SC", ReaderHealth.MISSING)
    pcscd.start()
    recorder.next(ReaderChanged, lambda report: report.reader == "PC/SC" and report.health is ReaderHealth.READY)


def _until_present(context: int) -> None:
    states = [(READERS[0], scard.SCARD_STATE_EMPTY)]
    while not states[0][1] & scard.SCARD_STATE_PRESENT:
        result, seen = scard.SCardGetStatusChange(context, 10_000, states)
        assert result == scard.SCARD_S_SUCCESS
        states = [(name, state) for name, state, _atr in seen]
