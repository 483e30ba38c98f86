"""What the worker last said of the network, for staff and IT."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NetworkNews:
    """``state``, ``cause``: stable words; ``detail``: known text; ``last_success_us``: microseconds UTC, None if never.

    ``cause`` is told where a state has several, such as ``clock`` of ``tls``.
    ``tried``: the last of a person's wishes to send now after which everything was tried.
    """

    state: str = "unknown"
    detail: str = "The sync worker has not reported yet."
    last_success_us: int | None = None
    tried: int = 0
    cause: str | None = None
