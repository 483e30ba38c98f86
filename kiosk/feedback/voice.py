"""Phrases that were spoken when this was built, as loud as wanted. Nobody's name is among them."""

import wave
from array import array
from pathlib import Path

from kiosk.feedback.tones import as_wav
from kiosk.ports import Saying

FOLDER = Path(__file__).parent / "voices"
LANGUAGES = ("en", "pl", "lt", "ro", "pt", "uk", "lv", "ru", "ur", "pa", "ar")
"""The languages that there are phrases in."""


def language_of(saying: Saying, own: str) -> str:
    """Return the language to say it in: the person's where there are phrases in it, else the kiosk's ``own``."""
    wanted = (saying.language or own).replace("_", "-").partition("-")[0].lower()
    return wanted if wanted in LANGUAGES else own


def spoken(saying: Saying, language: str, volume: float) -> bytes:
    """Return the phrase as a WAV file at ``volume`` (0 to 1).

    Raises:
        OSError: there is no such phrase.

    """
    with wave.open(str(FOLDER / language / f"{saying.phrase.value}.wav")) as reader:
        samples = array("h", reader.readframes(reader.getnframes()))
        return as_wav(array("h", (round(sample * volume) for sample in samples)), reader.getframerate())
