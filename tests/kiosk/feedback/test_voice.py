import io
import wave

import pytest

from kiosk.feedback.voice import FOLDER, LANGUAGES, language_of, spoken
from kiosk.ports import Phrase, Saying
from ui.i18n.voices import PHRASES, said
from ui.languages import BY_CODE

LONGEST_S = 4.0


def test_there_is_a_voice_for_every_language_of_the_screen_and_a_phrase_for_every_answer() -> None:
    assert tuple(BY_CODE) == LANGUAGES
    assert set(PHRASES) == {phrase.value for phrase in Phrase}


def test_what_is_said_is_what_the_screen_says() -> None:
    assert (FOLDER / "said.txt").read_text(encoding="utf-8") == said(), "run make voices"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("phrase", Phrase)
def test_every_phrase_is_short_and_can_be_heard(language: str, phrase: Phrase) -> None:
    with wave.open(io.BytesIO(spoken(Saying(phrase), language, 1.0))) as heard:
        samples = memoryview(heard.readframes(heard.getnframes())).cast("h")
        length_s = heard.getnframes() / heard.getframerate()
        assert (heard.getnchannels(), heard.getsampwidth()) == (1, 2)

    assert 0.2 < length_s < LONGEST_S
    assert max(samples) > 5_000


def test_a_voice_is_as_loud_as_wanted() -> None:
    loud, soft = (memoryview(spoken(Saying(Phrase.IN), "en", volume)[44:]).cast("h") for volume in (1.0, 0.5))

    assert max(soft) == pytest.approx(max(loud) / 2, abs=1)


@pytest.mark.parametrize(
    ("wanted", "said_in"), [(None, "lt"), ("pl", "pl"), ("pl-PL", "pl"), ("cs", "lt"), ("../../etc", "lt")]
)
def test_a_member_hears_their_own_language_where_there_is_one(wanted: str | None, said_in: str) -> None:
    assert language_of(Saying(Phrase.IN, wanted), "lt") == said_in
