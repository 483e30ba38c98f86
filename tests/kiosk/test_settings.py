"""The daemon's settings: defaults that suit a hub, bounds, and what a wrong file is told."""

from dataclasses import fields
from pathlib import Path

import pytest

from kiosk.domain.errors import SettingsError
from kiosk.settings import DaemonSettings, read_settings, require_users


def write(folder: Path, text: str) -> Path:
    path = folder / "hubtap.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        read_settings(path)
    return list(refused.value.problems)


@pytest.mark.parametrize("text", ["", "[daemon]\n", '[sync]\nservice_url = "https://example.org"\n'])
def test_everything_has_a_default(tmp_path: Path, text: str) -> None:
    settings = read_settings(write(tmp_path, text))
    assert settings == DaemonSettings()
    assert settings.state_dir == Path("/var/lib/hubtap")


def test_result_times_are_set_in_seconds(tmp_path: Path) -> None:
    settings = read_settings(write(tmp_path, "[daemon]\narrived_s = 2.5\nhelp_s = 12\n"))
    times = settings.result_times()
    assert (times.of("arrived"), times.of("help"), times.of("not_saved")) == (2_500, 12_000, 12_000)


@pytest.mark.parametrize("setting", [each.name for each in fields(DaemonSettings) if each.name.endswith("_s")])
def test_a_result_is_shown_for_two_to_forty_seconds(tmp_path: Path, setting: str) -> None:
    for seconds in (2.0, 40.0):
        assert getattr(read_settings(write(tmp_path, f"[daemon]\n{setting} = {seconds}\n")), setting) == seconds
    for seconds in (1.9, 40.1):
        (problem,) = problems(write(tmp_path, f"[daemon]\n{setting} = {seconds}\n"))
        assert setting in problem


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, '[daemon]\nstate_dirr = "/x"\nsounds = 1\nleft_s = 1.0\nscreen_user = ["a"]\n[demon]\n')
    found = problems(path)
    assert [each.partition(": ")[0] for each in found] == [f"{path} line {line}" for line in (2, 3, 4, 5, 6)]
    assert "state_dir" in found[0]
    assert "daemon" in found[4]


def test_a_folder_instead_of_a_file_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path) == [f"{tmp_path} can't be read: Is a directory"]


def test_users_must_exist_where_they_are_named(tmp_path: Path) -> None:
    require_users(DaemonSettings(screen_user="root"), tmp_path)
    with pytest.raises(SettingsError) as refused:
        require_users(DaemonSettings(worker_user="no-such-user", administrator_user="nor-this"), tmp_path)
    assert refused.value.problems == (
        f"{tmp_path}: [daemon] worker_user: there is no system user 'no-such-user'",
        f"{tmp_path}: [daemon] administrator_user: there is no system user 'nor-this'",
    )


def test_a_kiosk_reads_what_pcscd_knows_unless_it_is_told_otherwise(tmp_path: Path) -> None:
    assert read_settings(write(tmp_path, "")).readers == ("pcsc",)


def test_scanners_and_libraries_are_set_in_lists(tmp_path: Path) -> None:
    text = """[daemon]
readers = ["pcsc", "wedge:05fe:1010 barcode"]
barcodes = ["cambridgeshire: DD#{12}", "york: Y#{8}"]
"""
    settings = read_settings(write(tmp_path, text))
    assert settings.readers == ("pcsc", "wedge:05fe:1010 barcode")
    assert settings.barcodes == ("cambridgeshire: DD#{12}", "york: Y#{8}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("readers = []", 'line 2: [daemon] readers is []; it should name at least one reader, such as "pcsc"'),
        ('readers = ["pcsc", "pcsc"]', "it has a reader twice"),
        ('readers = ["pscs"]', 'it has "pscs", which should be pcsc or begin with'),
        ('readers = ["wedge:05fe:1010"]', "should name after the device one of hex, hex-reversed"),
        (
            'barcodes = ["york"]',
            'line 2: [daemon] barcodes is ["york"]; it has the pattern "york", which should look like',
        ),
        (
            'barcodes = ["york: #{8}", "ely: 2#{7}"]',
            'two patterns that fit the same numbers: "york: #{8}" and "ely: 2#{7}"',
        ),
        ('readers = ["wedge:05fe:1010 barcode"]', "barcodes has no library's numbers"),
        (
            'green_lamp = "17"',
            'line 2: [daemon] green_lamp is "17"; it should be a GPIO chip and a line, such as "/dev/gpiochip0 17"',
        ),
        (
            'amber_lamp = "/dev/gpiochip0 17"\nbuzzer = "/dev/gpiochip0 017"',
            "two of green_lamp, amber_lamp and buzzer are line 17 of /dev/gpiochip0",
        ),
    ],
)
def test_a_wrong_reader_pattern_or_pin_is_told(tmp_path: Path, text: str, words: str) -> None:
    (problem,) = problems(write(tmp_path, f"[daemon]\n{text}\n"))
    assert words in problem


@pytest.mark.parametrize(("guide", "least"), [("readers.md", 2), ("lamps.md", 1)])
def test_the_guides_examples_are_right(tmp_path: Path, guide: str, least: int) -> None:
    text = (Path(__file__).parents[2] / "docs" / guide).read_text(encoding="utf-8")
    examples = [block.partition("```")[0] for block in text.split("```toml\n")[1:]]
    assert len(examples) >= least
    for example in examples:
        read_settings(write(tmp_path, "[daemon]\n" + example.removeprefix("[daemon]\n")))
