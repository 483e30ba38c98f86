"""The signals as sounds: short generated tones, all different, none shrill. Pure."""

import io
import math
import wave
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.ports import Signal

_RATE_HZ = 22_050
_FULL_SCALE = 32_767
_EDGE_S = 0.012
"""A tone swells and fades this long: one that starts at once clicks."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A sine of about ``hertz`` (0: a pause) for ``length_s``, as loud as ``volume`` says (0 to 1)."""

    hertz: float
    length_s: float
    volume: float = 0.5


_PAUSE = Tone(0, 0.06)
MELODIES: Mapping[Signal, Sequence[Tone]] = {
    Signal.IN: (Tone(659.3, 0.11), Tone(987.8, 0.19)),
    Signal.ALREADY: (Tone(659.3, 0.1, 0.35), _PAUSE, Tone(659.3, 0.1, 0.35)),
    Signal.GOODBYE: (Tone(987.8, 0.11), Tone(659.3, 0.19)),
    Signal.HELP: (Tone(523.3, 0.16), _PAUSE, Tone(587.3, 0.22)),
    Signal.MISREAD: (Tone(440.0, 0.08), _PAUSE, Tone(440.0, 0.08)),
    Signal.NOT_OPEN: (Tone(392.0, 0.3),),
    Signal.NOT_SAVED: (Tone(349.2, 0.2, 0.7), _PAUSE, Tone(349.2, 0.2, 0.7), _PAUSE, Tone(349.2, 0.2, 0.7)),
}


def wav(melody: Sequence[Tone], volume: float = 1) -> bytes:
    """Return ``melody`` as a WAV file at ``volume`` (0 to 1)."""
    samples = array("h")
    for tone in melody:
        samples += _samples(tone, volume)
    return as_wav(samples, _RATE_HZ)


def as_wav(samples: "array[int]", rate_hz: int) -> bytes:
    """Return ``samples`` as a WAV file: 16 bit, one channel."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate_hz)
        writer.writeframes(samples.tobytes())
    return file.getvalue()


def _samples(tone: Tone, volume: float) -> "array[int]":
    """Repeat one whole cycle, which takes no time worth speaking of; the pitch is right to about one in a hundred."""
    count = round(tone.length_s * _RATE_HZ)
    if not tone.hertz:
        return array("h", bytes(2 * count))
    cycle = max(2, round(_RATE_HZ / tone.hertz))
    peak = _FULL_SCALE * tone.volume * volume
    wave_form = array("h", (round(peak * math.sin(2 * math.pi * index / cycle)) for index in range(cycle)))
    samples = (wave_form * (count // cycle + 1))[:count]
    edge = min(round(_EDGE_S * _RATE_HZ), count // 2)
    for index in range(edge):
        for place in (index, count - 1 - index):
            samples[place] = samples[place] * index // edge
    return samples
