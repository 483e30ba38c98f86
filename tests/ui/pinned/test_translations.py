from pathlib import Path
from shutil import copyfile

import pytest

from ui.i18n.build import FOLDER, collect, compiled, languages


@pytest.mark.parametrize("language", languages())
def test_every_text_is_collected_and_translated(language: str, tmp_path: Path) -> None:
    kept = FOLDER / f"hubtap_{language}.ts"
    again = tmp_path / kept.name
    copyfile(kept, again)
    collect(language, again)

    assert again.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8"), "run python -m ui.i18n"
    assert "unfinished" not in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", languages())
def test_what_the_screen_loads_is_compiled_from_what_translators_wrote(language: str, tmp_path: Path) -> None:
    fresh = compiled(language, tmp_path / "fresh.qm")

    assert fresh.read_bytes() == (FOLDER / f"hubtap_{language}.qm").read_bytes(), "run python -m ui.i18n"
