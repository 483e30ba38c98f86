"""Speaks the phrases for visitors with espeak-ng: ``python -m ui.i18n.voices`` (``make voices``).

The words are those of the screen, so that nobody hears what they don't read. The files travel with the kiosk.
"""

import subprocess
import sys
import wave
from array import array
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from ui.i18n.build import file_of
from ui.languages import LANGUAGES, SOURCE, Language

FOLDER = Path(__file__).parents[2] / "kiosk" / "feedback" / "voices"
PHRASES: Mapping[str, tuple[str, ...]] = {
    "in": ("You're in.",),
    "already": ("You're already in.",),
    "goodbye": ("Goodbye.",),
    "help": ("See a team member.",),
    "misread": ("Hold your card still.",),
    "not_saved": ("Not saved.", "See a team member."),
}
"""Each phrase of ``kiosk.ports.Phrase``, in texts of the result page."""
_PAGE = "Result"
_WORDS_A_MINUTE = 165
_VOICES = {"en": "en-gb"}
_QUIET = 200
_MARGIN_S = 0.03


def words(language: Language, phrase: str) -> str:
    """Return what is said in ``language``."""
    translated = {} if language is SOURCE else _texts(language)
    return " ".join(translated.get(text, text) for text in PHRASES[phrase])


def _texts(language: Language) -> dict[str, str]:
    root = ET.parse(file_of(language)).getroot()  # noqa: S314  a file of ours
    page = next(context for context in root.iter("context") if context.findtext("name") == _PAGE)
    return {each.findtext("source", ""): each.findtext("translation", "") for each in page.iter("message")}


def speak(language: Language, phrase: str, into: Path) -> None:
    """Write the phrase as a WAV file: one channel, 16 bit, half the rate that espeak-ng speaks at."""
    voice = _VOICES.get(language.code, language.code)
    with TemporaryDirectory() as folder:
        spoken = Path(folder) / "spoken.wav"
        command = ["espeak-ng", "-v", voice, "-s", str(_WORDS_A_MINUTE), "-w", str(spoken), words(language, phrase)]
        subprocess.run(command, check=True)  # noqa: S603  our own words
        with wave.open(str(spoken)) as reader:
            rate_hz, samples = reader.getframerate(), array("h", reader.readframes(reader.getnframes()))
    with wave.open(str(into), "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate_hz // 2)
        writer.writeframes(_halved(_trimmed(samples, round(_MARGIN_S * rate_hz))).tobytes())


def _trimmed(samples: "array[int]", margin: int) -> "array[int]":
    """Return the samples without the silence around them."""
    loud = [place for place, sample in enumerate(samples) if abs(sample) > _QUIET]
    return samples[max(0, loud[0] - margin) : loud[-1] + margin] if loud else samples


def _halved(samples: "array[int]") -> "array[int]":
    """Return every second sample, smoothed so that nothing above the new limit folds back."""
    window = range(2, len(samples) - 2, 2)
    return array(
        "h",
        (
            (samples[n - 2] + 4 * samples[n - 1] + 6 * samples[n] + 4 * samples[n + 1] + samples[n + 2]) // 16
            for n in window
        ),
    )


def said() -> str:
    """Return what is said in every language, a phrase a line."""
    return "".join(f"{each.code} {phrase}: {words(each, phrase)}\n" for each in LANGUAGES for phrase in PHRASES)


if __name__ == "__main__":
    for each in LANGUAGES:
        (FOLDER / each.code).mkdir(parents=True, exist_ok=True)
        for name in PHRASES:
            speak(each, name, FOLDER / each.code / f"{name}.wav")
    (FOLDER / "said.txt").write_text(said(), encoding="utf-8")
    sys.exit(0)
