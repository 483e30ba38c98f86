"""JSON that says one thing only: well-formed, UTF-8, not nested without end, and no name twice in one object. Pure."""

import json
from collections.abc import Sequence


def says_one_thing(body: bytes) -> bool:
    """Tell whether ``body`` is such JSON: readers disagree on anything else, so that it must not count."""
    try:
        json.loads(body.decode("utf-8"), object_pairs_hook=_named_once)
    except (ValueError, RecursionError):  # bad UTF-8 and bad JSON are ValueErrors
        return False
    return True


def _named_once(pairs: Sequence[tuple[str, object]]) -> None:
    if len(dict(pairs)) < len(pairs):
        reason = "a name comes twice"
        raise ValueError(reason)
