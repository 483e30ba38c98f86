"""The languages that the screen speaks: everything that visitors see in all of them, the staff screens in some."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """``code``: its ISO 639-1 code. ``name``: its own name for itself. ``for_staff``: staff screens speak it too."""

    code: str
    name: str
    for_staff: bool = False
    right_to_left: bool = False


LANGUAGES = (
    Language("en", "English", for_staff=True),
    Language("pl", "Polski", for_staff=True),
    Language("lt", "Lietuvių"),
    Language("ro", "Română"),
    Language("pt", "Português"),
    Language("uk", "Українська"),
    Language("lv", "Latviešu"),
    Language("ru", "Русский"),
    Language("ur", "اردو", right_to_left=True),
    Language("pa", "ਪੰਜਾਬੀ"),
    Language("ar", "العربية", right_to_left=True),
)
"""In the order in which visitors choose one."""
BY_CODE: Mapping[str, Language] = {language.code: language for language in LANGUAGES}
SOURCE = BY_CODE["en"]
"""The language that the screen's texts are written in; it needs no translation."""


def known(code: str) -> Language:
    """Return the language of ``code``, whatever its region (``pl-PL``); the source where there are no words for it."""
    return BY_CODE.get(code.replace("_", "-").partition("-")[0].lower(), SOURCE)


def for_staff(code: str) -> Language:
    """Return the language of the staff screens at a kiosk whose own language is ``code``."""
    language = known(code)
    return language if language.for_staff else SOURCE
