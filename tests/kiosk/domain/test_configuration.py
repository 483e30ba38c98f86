"""Settings: every problem at once, each with its line, never a secret."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.configuration import read_table
from kiosk.domain.errors import SettingsError

KNOWN = frozenset({"daemon", "sync", "screen", "service"})


def _https(value: str) -> str | None:
    return None if value.startswith("https://") else "must begin with https://"


@dataclass(frozen=True)
class Sample:
    state_dir: Path = Path("/var/lib/hubtap")
    url: str = field(default="https://service.example", metadata={"check": _https})
    batch: int = field(default=100, metadata={"at_least": 1, "at_most": 500})
    pace_s: float = field(default=0.5, metadata={"at_least": 0})
    full_screen: bool = True
    languages: tuple[str, ...] = ("en",)
    level: str = field(default="info", metadata={"one_of": ("debug", "info")})
    proxy: str | None = None
    pin: str = field(default="", metadata={"secret": True})


@dataclass(frozen=True)
class Needy:
    hub: str
    code: str = field(metadata={"secret": True, "one_of": ("alpha", "beta")})


def read(text: str | bytes) -> Sample:
    return read_table(text, "daemon", Sample, source="hubtap.toml", known_tables=KNOWN)


def problems(text: str | bytes) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        read(text)
    return caught.value.problems


@pytest.mark.parametrize("text", ["", "[sync]\nanything = 1\n", "[daemon]\n", "# only a comment"])
def test_what_is_not_given_keeps_its_default(text: str) -> None:
    assert read(text) == Sample()


def test_every_type_is_read() -> None:
    text = """
        [daemon]
        state_dir = "/tmp/demo"
        url = "https://hub.example"
        batch = 7
        pace_s = 2
        full_screen = false
        languages = [
            "pl",
            "cy",
        ]
        level = "debug"
        proxy = "http://proxy.example:3128"
        pin = "2468"
    """
    assert read(text) == Sample(
        state_dir=Path("/tmp/demo"),  # noqa: S108  never opened
        url="https://hub.example",
        batch=7,
        pace_s=2.0,
        full_screen=False,
        languages=("pl", "cy"),
        level="debug",
        proxy="http://proxy.example:3128",
        pin="2468",
    )


def test_all_problems_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = """\
stray = 1
[daemon]
batch = 501
state-dir = "/x"
full_screen = "yes"
level = "Info"
url = "http://hub.example"
languages = ["en", 5]
[deamon]
pace_s = 1
[sync]
whatever = "is the worker's own affair"
"""
    assert problems(text) == (
        "hubtap.toml line 1: stray stands outside any table",
        "hubtap.toml line 3: [daemon] batch is 501; it should be at most 500",
        "hubtap.toml line 4: unknown setting state-dir in [daemon]; did you mean state_dir?",
        'hubtap.toml line 5: [daemon] full_screen is "yes"; it should be true or false',
        'hubtap.toml line 6: [daemon] level is "Info"; it should be one of "debug", "info"; did you mean info?',
        'hubtap.toml line 7: [daemon] url is "http://hub.example"; it must begin with https://',
        'hubtap.toml line 8: [daemon] languages is ["en", 5]; it should be a list, each of it text in quotes ("…")',
        "hubtap.toml line 9: unknown table [deamon]; did you mean [daemon]?",
    )


def test_a_setting_above_the_first_table_is_pointed_to_its_table() -> None:
    assert problems("batch = 5\n") == (
        "hubtap.toml line 1: batch stands outside any table; did you mean it under [daemon]?",
    )


def test_what_has_no_default_must_be_given() -> None:
    with pytest.raises(SettingsError) as caught:
        read_table("# hubs\n[sync]\n", "sync", Needy, source="f.toml", known_tables=KNOWN)
    assert caught.value.problems == (
        "f.toml line 2: [sync] hub is missing: it has no default",
        "f.toml line 2: [sync] code is missing: it has no default",
    )
    with pytest.raises(SettingsError) as caught:
        read_table("", "sync", Needy, source="f.toml", known_tables=KNOWN)
    assert caught.value.problems[0] == "f.toml: [sync] hub is missing: it has no default"


@pytest.mark.parametrize("value", ["true", '"5"', "1.0", "2024-05-05", "[1]", "{ a = 1 }"])
def test_only_a_whole_number_is_a_whole_number(value: str) -> None:
    (problem,) = problems(f"[daemon]\nbatch = {value}")
    assert problem.startswith("hubtap.toml line 2: [daemon] batch is ")
    assert problem.endswith("it should be a whole number")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "true", "1" + "0" * 400])
def test_a_number_is_finite(value: str) -> None:
    (problem,) = problems(f"[daemon]\npace_s = {value}")
    assert problem.endswith("it should be a number")


@pytest.mark.parametrize("text", ["daemon = 5", "[[daemon]]\nbatch = 1"])
def test_a_table_that_is_none_is_told(text: str) -> None:
    assert problems(text) == ("hubtap.toml line 1: daemon should be a table: write [daemon] on a line of its own",)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[daemon]\nbatch = \n", 2),
        ("[daemon]\nbatch = 1\nbatch = 2\n", 3),
        ('[daemon]\n\npin = "abc', 3),
        ("[daemon]\r\n\r\nbatch = ?\r\n", 3),
        (b"[daemon]\n# caf\xe9\n", 2),
    ],
)
def test_a_slip_of_syntax_is_told_with_its_line(text: str | bytes, line: int) -> None:
    (problem,) = problems(text)
    assert problem.startswith(f"hubtap.toml line {line}: ")


@pytest.mark.parametrize("text", ["[daemon]\nbatch = " + "9" * 5000, "[daemon]\nbatch = " + "[" * 100_000])
def test_absurd_values_are_a_problem_not_a_crash(text: str) -> None:
    assert len(problems(text)) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_saved_on_windows_are_read(mark: str, end: str) -> None:
    text = mark + end.join(["[daemon]", "batch = 3", "pace_s = 1.5", ""])
    assert read(text.encode()) == Sample(batch=3, pace_s=1.5)
    assert problems(text + "batsh = 4")[0].startswith("hubtap.toml line 4: unknown setting batsh")


def test_lines_count_through_text_that_looks_like_settings() -> None:
    text = '[daemon]\nproxy = """\nbatch = 1\n[sync]\n"""\nlanguages = [\n  "en",\n]\nbatch = 0\n'
    assert problems(text) == ("hubtap.toml line 9: [daemon] batch is 0; it should be at least 1",)


@pytest.mark.parametrize("text", ["daemon.batch = 0", "daemon = { batch = 0 }", '["daemon"]\n"batch" = 0'])
def test_other_ways_to_write_a_table_are_read_too(text: str) -> None:
    line = text.count("\n") + 1
    assert problems(text) == (f"hubtap.toml line {line}: [daemon] batch is 0; it should be at least 1",)


@pytest.mark.parametrize("value", ["97531", "['97531']", "97531.5", '"97531"'])
def test_a_secret_is_never_shown(value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_table(f"[sync]\nhub = 'x'\ncode = {value}", "sync", Needy, source="f.toml", known_tables=KNOWN)
    (problem,) = caught.value.problems
    assert problem.startswith("f.toml line 3: [sync] code ")
    assert "97531" not in problem


def test_an_unknown_setting_never_shows_its_value() -> None:
    (problem,) = problems('[daemon]\npinn = "97531"')
    assert "did you mean pin?" in problem
    assert "97531" not in problem


_words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)
_samples = st.fixed_dictionaries(
    {},
    optional={
        "batch": st.integers(-10, 600),
        "pace_s": st.floats(-1, 10) | st.integers(-1, 10),
        "full_screen": st.booleans(),
        "languages": st.lists(_words, max_size=3),
        "level": st.sampled_from(["debug", "info", "loud"]),
        "proxy": _words,
        "batsh": st.integers(0, 9),
    },
)


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case list():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case _:
            return repr(value)


def _is_right(key: str, value: object) -> bool:
    match key, value:
        case "batch", int(number):
            return 1 <= number <= 500
        case "pace_s", int(number) | float(number):
            return number >= 0
        case "level", _:
            return value != "loud"
        case "batsh", _:
            return False
        case _:
            return True


@given(_samples, st.sampled_from(["\n", "\r\n"]), st.integers(0, 3))
def test_right_values_are_taken_and_each_wrong_one_is_named_with_its_line(
    values: dict[str, object], end: str, blank: int
) -> None:
    lines = [*[""] * blank, "[daemon]", *(f"{key} = {_toml(value)}" for key, value in values.items())]
    wrong = [key for key, value in values.items() if not _is_right(key, value)]
    text = end.join(lines)
    if wrong:
        told = problems(text)
        places = [lines.index(f"{key} = {_toml(values[key])}") + 1 for key in wrong]
        assert [int(problem.split()[2].rstrip(":")) for problem in told] == places
        assert all(key in problem for key, problem in zip(wrong, told, strict=True))
    else:
        given_values = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
        assert asdict(read(text)) == asdict(Sample()) | given_values


@given(st.text(max_size=200) | st.binary(max_size=200) | st.text(alphabet="[]{}=\"'\n\r#.ab1, \\", max_size=60))
def test_any_text_gives_settings_or_problems_of_one_line_each(text: str | bytes) -> None:
    told: tuple[str, ...]
    try:
        told = ("hubtap.toml",) if isinstance(read(text), Sample) else ()
    except SettingsError as error:
        told = error.problems
    assert told
    for problem in told:
        assert problem.startswith("hubtap.toml")
        assert len(problem.splitlines()) == 1
