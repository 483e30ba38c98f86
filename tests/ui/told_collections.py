"""A program that says on standard output when Python's collector ran, and inside of what: for tests.

``python -m tests.ui.told_collections MODULE ARGUMENTS``. One line a collection: the functions that were being
called, outermost first.
"""

import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType


def _tell(phase: str, _info: dict[str, int]) -> None:
    if phase == "start":
        calls: list[str] = []
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            calls.append(f"{frame.f_globals.get('__name__')}.{frame.f_code.co_name}")
            frame = frame.f_back
        sys.stdout.write(" ".join(reversed(calls)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    program = import_module(sys.argv[1])
    gc.set_threshold(50)  # what a busy afternoon comes to, at once
    gc.callbacks.append(_tell)
    sys.exit(program.main(sys.argv[2:]))
