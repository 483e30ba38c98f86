"""What only the PC/SC reader does; what every reader promises is in tests/contracts."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest
from smartcard import scard

from kiosk.domain.cards import Technology
from kiosk.ports import CardGone, CardPresent, Misread, ReaderChanged, ReaderHealth
from kiosk.readers.pcsc import PcscReaders
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
    assert ReaderChanged(READERS[0], ReaderHealth.READY, "Ready.") in recorder.reports


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
