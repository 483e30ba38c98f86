import io
import itertools
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.feedback.tones import MELODIES, Tone, wav
from kiosk.ports import Signal


def frames(file: bytes) -> tuple[int, ...]:
    with wave.open(io.BytesIO(file)) as reader:
        assert (reader.getnchannels(), reader.getsampwidth()) == (1, 2)
        return tuple(memoryview(reader.readframes(reader.getnframes())).cast("h"))


def test_every_signal_has_a_sound_of_its_own() -> None:
    assert set(MELODIES) == set(Signal)
    for one, other in itertools.combinations(MELODIES.values(), 2):
        assert wav(one) != wav(other)


@pytest.mark.parametrize("signal", list(Signal))
def test_a_sound_is_short_and_neither_clicks_nor_clips(signal: Signal) -> None:
    samples = frames(wav(MELODIES[signal]))
    assert 0.1 < len(samples) / 22_050 < 0.9
    assert samples[0] == 0
    assert abs(samples[-1]) < 1000
    assert 3000 < max(samples) < 32_000


def test_in_rises_and_goodbye_falls() -> None:
    first, last = MELODIES[Signal.IN]
    assert first.hertz < last.hertz
    first, last = MELODIES[Signal.GOODBYE]
    assert first.hertz > last.hertz


@given(st.lists(st.builds(Tone, st.just(0) | st.floats(50, 20_000), st.floats(0, 0.05), st.floats(0, 1)), max_size=4))
def test_any_melody_makes_a_whole_file(melody: list[Tone]) -> None:
    assert len(frames(wav(melody))) == sum(round(tone.length_s * 22_050) for tone in melody)
