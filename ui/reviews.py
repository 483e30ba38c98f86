"""Who has reviewed the words of each language, for staff to see."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ui.languages import LANGUAGES, SOURCE, Language

FILE = Path(__file__).parent / "i18n" / "reviews.toml"


@dataclass(frozen=True, slots=True)
class Review:
    """``reader`` is empty for a language that no native reader has reviewed; ``on``: when one did."""

    language: Language
    reader: str = ""
    on: date | None = None


def read_reviews(file: Path = FILE) -> tuple[Review, ...]:
    """Return a review for each language but the source.

    Raises:
        ValueError: the file has no such language, no reader or no date.

    """
    return reviews(tomllib.loads(file.read_text(encoding="utf-8")))


def reviews(noted: Mapping[str, object]) -> tuple[Review, ...]:
    """Return a review for each language but the source from what is noted, by code."""
    translated = {language.code: language for language in LANGUAGES if language is not SOURCE}
    if unknown := set(noted) - set(translated):
        message = f"no such language: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    return tuple(_review(language, noted.get(language.code)) for language in translated.values())


def _review(language: Language, noted: object) -> Review:
    match noted:
        case None:
            return Review(language)
        case {"reader": str(reader), "on": date() as on} if reader:
            return Review(language, reader, on)
        case _:
            message = f"{language.code}: who reviewed it, and when?"
            raise ValueError(message)
