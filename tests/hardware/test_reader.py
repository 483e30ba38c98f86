"""A real reader keeps what the contract promises, as far as hands can tell. No card's number is ever shown."""

from kiosk.domain.cards import CardSeen
from kiosk.ports import CardGone, CardPresent, ReaderChanged, ReaderHealth
from kiosk.readers.wedge_setting import PREFIX
from tests.emulators.recorder import Recorder
from tests.hardware.person import BRUSH, LAY, OTHER, PLUG, TAKE, UNPLUG, please

PERSON_S = 60.0


def next_card(recorder: Recorder) -> CardSeen:
    return recorder.next(CardPresent, patience_s=PERSON_S).card


def until_gone(recorder: Recorder, entry: str) -> None:
    """A keyboard can't tell that a card went."""
    if not entry.startswith(PREFIX):
        recorder.next(CardGone, patience_s=PERSON_S)


def test_a_card_comes_and_goes(recorder: Recorder, entry: str) -> None:
    please(LAY)
    next_card(recorder)
    please(TAKE)
    until_gone(recorder, entry)


def test_the_same_card_is_the_same_each_time_and_another_is_another(recorder: Recorder, entry: str) -> None:
    please(BRUSH)
    seen = []
    for _ in range(10):
        seen.append(next_card(recorder))
        until_gone(recorder, entry)
    assert len(set(seen)) == 1, "it changed its number: try one that doesn't, such as a library card"
    please(OTHER)
    assert next_card(recorder) != seen[0]
    please(TAKE)
    until_gone(recorder, entry)


def test_a_reader_that_is_unplugged_is_told_and_found_again(recorder: Recorder) -> None:
    please(UNPLUG)
    recorder.next(ReaderChanged, lambda report: report.health is not ReaderHealth.READY, patience_s=PERSON_S)
    please(PLUG)
    recorder.next(ReaderChanged, lambda report: report.health is ReaderHealth.READY, patience_s=PERSON_S)
    please(LAY)
    next_card(recorder)
    please(TAKE)
