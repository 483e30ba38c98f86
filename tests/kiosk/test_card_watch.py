"""What administrators who watch cards are told: masked, and comparable between readers."""

import pytest

from kiosk.desks.card_watch import CardWatch
from kiosk.domain.cards import CardSeen, RegionKey, Technology, token
from kiosk.local_api.messages import CardNoticed
from kiosk.ports import CardGone, CardPresent, Misread, ReaderReport
from tests.fakes.house import FakeClock
from tests.kiosk.in_process import RecordingClient
from tests.kiosk.process import KEY, card

NEXT_KEY = RegionKey("k2", b"the next made-up region key")


def watching(keys: tuple[RegionKey, ...] = (KEY,)) -> tuple[CardWatch, RecordingClient]:
    watch, client = CardWatch(clock=FakeClock(), keys=lambda: keys), RecordingClient()
    watch.add(client)
    return watch, client


def seen(*reports: ReaderReport, keys: tuple[RegionKey, ...] = (KEY,)) -> list[CardNoticed]:
    watch, client = watching(keys)
    for report in reports:
        watch.report(report)
    return [message for message in client.got if isinstance(message, CardNoticed)]


def test_one_card_has_one_mark_on_every_reader() -> None:
    left, right, other = seen(
        CardPresent("left", card(1), 1), CardPresent("right", card(1), 2), CardPresent("right", card(2), 3)
    )
    assert left.mark == right.mark != other.mark


def test_the_last_digits_are_those_of_the_token_under_the_primary_key() -> None:
    (noticed,) = seen(CardPresent("left", card(1), 1), keys=(NEXT_KEY, KEY))
    assert noticed.ends_in == token(card(1), NEXT_KEY).value[-4:]
    (unenrolled,) = seen(CardPresent("left", card(1), 1), keys=())
    assert unenrolled.ends_in is None
    assert unenrolled.verdict == "identifies"


@pytest.mark.parametrize(
    ("laid", "verdict"),
    [
        (CardSeen(Technology.ISO14443A, bytes.fromhex("08c0ffee"), 0x20), "random_number"),
        (CardSeen(Technology.ISO14443A, bytes.fromhex("80c0ffee"), 0x20), "random_number"),
        (CardSeen(Technology.ISO15693, bytes.fromhex("e004010000c0ffee")), "book_tag"),
        (CardSeen(Technology.BARCODE, b":12345678"), "foreign_barcode"),
    ],
)
def test_a_card_that_identifies_nobody_is_told_why_and_has_no_digits(laid: CardSeen, verdict: str) -> None:
    (noticed,) = seen(CardPresent("left", laid, 1))
    assert (noticed.verdict, noticed.ends_in) == (verdict, None)


def test_a_barcode_has_no_length_to_tell() -> None:
    (noticed,) = seen(CardPresent("left", CardSeen(Technology.BARCODE, b"ely:12345678"), 1))
    assert (noticed.technology, noticed.uid_bytes) == ("barcode", None)


def test_a_card_that_could_not_be_read_is_told_and_one_that_left_is_not() -> None:
    assert [noticed.verdict for noticed in seen(Misread("left", 1), CardGone("left", 2))] == ["unread"]


def test_who_no_longer_watches_is_told_nothing() -> None:
    watch, client = watching()
    watch.discard(client)
    watch.report(CardPresent("left", card(1), 1))
    assert not client.got
