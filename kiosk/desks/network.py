"""What the worker last said of the network, for staff and IT."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NetworkNews:
    """``state``: a stable word; ``detail``: known text; ``last_success_us``: microseconds UTC, None if never.

    ``tried``: the last of a person's wishes to send now after which everything was tried.
    """

    state: str = "unknown"
    detail: str = "The sync worker has not reported yet."
    last_success_us: int | None = None
    tried: int = 0
