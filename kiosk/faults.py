"""Where a fault happened, for the log: an error's text may hold what must not be logged."""

import traceback


def place_of(error: Exception) -> str:
    """Return the file and line in which ``error`` was raised."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"
