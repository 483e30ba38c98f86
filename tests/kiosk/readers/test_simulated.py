"""What only the simulated reader does; what every reader promises is in tests/contracts."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.cards import CardSeen, Technology
from kiosk.ports import CardGone, CardPresent, ReaderChanged, ReaderHealth
from kiosk.readers.simulated import Present, SimulatedReader, encode
from tests.emulators.hand import Hand
from tests.emulators.recorder import Recorder

PRESENT = Present(technology=Technology.ISO14443A, uid="04c0ffee010203", sak=0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader.sock"


@pytest.fixture
def recorder(path: Path) -> Iterator[Recorder]:
    recorder = Recorder(SimulatedReader(path))
    recorder.start()
    yield recorder
    recorder.stop()


@pytest.fixture
def hand(path: Path, recorder: Recorder) -> Iterator[Hand]:
    recorder.next(CardGone)
    with Hand(path) as hand:
        yield hand


def test_a_gesture_is_answered_after_it_was_reported(hand: Hand, recorder: Recorder) -> None:
    hand.send(encode(PRESENT))
    assert hand.answer() == b'{"ok":true}\n'
    last = recorder.reports[-1]
    assert isinstance(last, CardPresent)
    assert last.card == CardSeen(Technology.ISO14443A, bytes.fromhex("04c0ffee010203"), 0)


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense\n",
        b'{"type":"explode"}\n',
        b'{"type":"present","technology":"14443A","uid":"not hex"}\n',
        b'{"type":"present","technology":"14443A","uid":""}\n',
        b'{"type":"present","technology":"14443A","uid":"0102030405060708090a0b"}\n',
        b'{"type":"gone","extra":1}\n',
    ],
)
def test_nonsense_is_refused_with_a_reason_and_the_reader_goes_on(line: bytes, hand: Hand, recorder: Recorder) -> None:
    before = len(recorder.reports)
    hand.send(line)
    assert hand.answer().startswith(b'{"ok":false,"reason":"')
    assert len(recorder.reports) == before
    hand.make("misread")


def test_a_line_without_end_closes_that_connection_only(hand: Hand, path: Path, recorder: Recorder) -> None:
    hand.send(b"x" * 100_000)
    assert hand.answer() == b""
    with Hand(path) as other:
        other.make("misread")
    assert recorder.reports


def test_two_hands_at_once(hand: Hand, path: Path, recorder: Recorder) -> None:
    with Hand(path) as other:
        hand.send(encode(PRESENT))
        assert hand.answer()
        other.make("gone")
    recorder.next(CardPresent)
    recorder.next(CardGone)


def test_an_unplugged_reader_is_silent_until_it_is_plugged_in(hand: Hand, recorder: Recorder) -> None:
    hand.make("unplug")
    recorder.next(ReaderChanged, lambda report: report.health is ReaderHealth.MISSING)
    before = len(recorder.reports)
    hand.send(encode(PRESENT))
    assert hand.answer()
    hand.make("misread")
    assert len(recorder.reports) == before
    hand.make("plug")
    recorder.next(ReaderChanged, lambda report: report.health is ReaderHealth.READY)
    recorder.next(CardPresent)


@pytest.mark.usefixtures("hand")
def test_only_its_own_user_may_open_it(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_starts_where_another_left_its_socket_and_leaves_none(path: Path) -> None:
    path.touch()
    recorder = Recorder(SimulatedReader(path))
    recorder.start()
    recorder.next(CardGone)
    recorder.stop()
    assert not path.exists()
