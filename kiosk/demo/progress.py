"""What a person sees while the demo starts and taps: a tick for each step, a bar for what can be counted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn


class ShownProgress:
    """Steps and counts on a terminal as they go on; elsewhere one line for each that is done. A context manager."""

    def __init__(self, console: Console) -> None:
        """Write to ``console``."""
        self._console = console
        self._live = Progress(
            SpinnerColumn(finished_text="[green]✓[/green]"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            console=console,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Self:
        """Take over the bottom of the terminal."""
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the terminal as it looks now."""
        self._live.stop()

    def say(self, line: str) -> None:
        """Show one line, above what is under way."""
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Show ``name`` as under way, and as done once the block was left without an error."""
        with self.counting(name, 1):
            yield

    @contextmanager
    def counting(self, name: str, total: int) -> Iterator[Callable[[int], None]]:
        """Show a bar; call what is yielded with how far it is."""
        task = self._live.add_task(name, total=total)
        yield lambda count: self._live.update(task, completed=count)
        self._live.update(task, total=max(total, 1), completed=max(total, 1))  # a bar for nothing is never full
        if not self._console.is_terminal:
            self.say(f"✓ {name}")
