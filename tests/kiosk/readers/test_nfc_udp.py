"""The reader over nfcpy's own emulation of the air, with nfcpy as the card: neither end is ours."""

import socket
import threading
from collections.abc import Iterator

import nfc.clf
import pytest

from kiosk.domain.cards import CardSeen, Technology
from kiosk.ports import CardPresent
from kiosk.readers.nfc import NfcReader
from tests.emulators.recorder import Recorder

CARD = CardSeen(Technology.ISO14443A, bytes.fromhex("08C0FFEE"), 0x00)


@pytest.fixture
def path() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return f"udp:localhost:{probe.getsockname()[1]}"


@pytest.fixture
def card(path: str) -> Iterator[None]:
    """A card that answers until the test is over; nfcpy emulates none but those whose number begins with 08."""
    over = threading.Event()
    target = nfc.clf.LocalTarget("106A", sens_res=b"\x01\x01", sdd_res=CARD.uid, sel_res=b"\x00")

    def answer() -> None:
        with nfc.clf.ContactlessFrontend(path) as frontend:
            while not over.is_set():
                frontend.listen(target, timeout=0.2)

    thread = threading.Thread(target=answer, name="card over UDP")
    thread.start()
    yield
    over.set()
    thread.join(10)


@pytest.mark.usefixtures("card")
def test_a_card_is_read_through_nfcpy_on_both_ends(path: str) -> None:
    recorder = Recorder(NfcReader(path))
    recorder.start()
    assert recorder.next(CardPresent).card == CARD
    recorder.stop()
