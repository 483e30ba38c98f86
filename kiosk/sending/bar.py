"""A bar that fills as records are sent: on a terminal only, beside what is printed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def sending_bar() -> Iterator[Callable[[int, int], None]]:
    """Show the bar; call what is yielded with how many are sent, and of how many."""
    console = Console(stderr=True)
    columns = (TextColumn("Sending"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        yield lambda sent, total: progress.update(task, completed=sent, total=total)
