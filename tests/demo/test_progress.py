"""What a person sees while the demo starts."""

import io

import pytest
from rich.console import Console

from kiosk.demo.progress import ShownProgress


def console(*, terminal: bool) -> Console:
    return Console(file=io.StringIO(), force_terminal=terminal, width=80, color_system=None)


def text(shown: Console) -> str:
    assert isinstance(shown.file, io.StringIO)
    return shown.file.getvalue()


def test_without_a_terminal_each_step_is_one_line_once_it_is_done() -> None:
    shown = console(terminal=False)
    with ShownProgress(shown) as progress:
        with progress.step("Badge service"):
            assert text(shown) == ""
        progress.say("sync worker ended; it is started again")
    assert text(shown) == "✓ Badge service\nsync worker ended; it is started again\n"


@pytest.mark.parametrize("total", [0, 3])
def test_on_a_terminal_what_is_done_gets_a_tick(total: int) -> None:
    shown = console(terminal=True)
    with ShownProgress(shown) as progress, progress.counting("Taps", total) as show:
        show(total)
    assert "✓ Taps" in text(shown)


def test_a_step_that_fails_gets_no_tick() -> None:
    shown = console(terminal=False)

    def fail() -> None:
        with ShownProgress(shown) as progress, progress.step("Badge service"):
            message = "no room"
            raise OSError(message)

    with pytest.raises(OSError, match="no room"):
        fail()
    assert text(shown) == ""
