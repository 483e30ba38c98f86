from pathlib import Path

import pytest

from kiosk.domain.errors import SettingsError
from ui.languages import LANGUAGES, Language
from ui.settings import ScreenSettings, read_settings


def written(folder: Path, text: str) -> Path:
    file = folder / "hubtap.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_setting_has_a_default(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, "")) == ScreenSettings()


def test_settings_are_read(tmp_path: Path) -> None:
    text = '[daemon]\nany = 1\n[screen]\nrun_dir = "/tmp/x"\nrotate_degrees = 270\nlanguage = "pl"\nlarge_text = true\n'

    assert read_settings(written(tmp_path, text)) == ScreenSettings(
        run_dir=Path("/tmp/x"),  # noqa: S108  nothing is opened there
        rotate_degrees=270,
        language="pl",
        large_text=True,
    )


def test_every_problem_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    file = written(tmp_path, '[screen]\nrotate_degrees = 45\nfull_screeen = true\nreader_side = "under"\n')

    with pytest.raises(SettingsError) as caught:
        read_settings(file)

    assert [f"{file} line {line}" in problem for line, problem in zip((2, 3, 4), caught.value.problems, strict=True)]
    assert "full_screen" in caught.value.problems[1]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_language_with_words_can_be_set(tmp_path: Path, language: Language) -> None:
    file = written(tmp_path, f'[screen]\nlanguage = "{language.code}"\n')

    assert read_settings(file).language == language.code
