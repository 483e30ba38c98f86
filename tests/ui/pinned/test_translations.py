from pathlib import Path
from shutil import copyfile

import pytest

from ui.i18n.build import TRANSLATED, collect, compiled, file_of
from ui.languages import Language


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_every_text_is_collected_and_translated(language: Language, tmp_path: Path) -> None:
    kept = file_of(language)
    again = tmp_path / kept.name
    copyfile(kept, again)
    collect(language, again)

    assert again.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8"), "run python -m ui.i18n"
    assert "unfinished" not in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_what_the_screen_loads_is_compiled_from_what_translators_wrote(language: Language, tmp_path: Path) -> None:
    fresh = compiled(language, tmp_path / "fresh.qm")

    assert fresh.read_bytes() == file_of(language, "qm").read_bytes(), "run python -m ui.i18n"
