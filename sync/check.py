"""``hubtap sync --check``: one unsigned request, which our service answers by asking for a signature."""

from collections.abc import Callable, Mapping

import msgspec

from sync.answers import Answered, Problem, Result
from sync.network_state import NetworkState, State, trouble_of
from sync.protocol import CHANGES_PATH

_ANSWERS = NetworkState(State.ONLINE, "The service answers.")
_ASKS_FOR_A_SIGNATURE = "use_nonce"
_BEFORE_ANY_ENROLMENT = 401


def check(exchange: Callable[[str, str, bytes | None, Mapping[str, str]], Result]) -> NetworkState:
    """Return whether the service can be reached over ``exchange``, and if not, why, in words."""
    result = exchange("GET", CHANGES_PATH, None, {})
    asks = isinstance(result, Problem) and (result.status, result.code) == (
        _BEFORE_ANY_ENROLMENT,
        _ASKS_FOR_A_SIGNATURE,
    )
    if asks or isinstance(result, Answered):
        return _ANSWERS
    return trouble_of(result).network


def told(service_url: str, state: NetworkState) -> str:
    """Return what was found as one line of JSON, for the program that asked."""
    return msgspec.json.encode({"service": service_url, "state": state.state, "detail": state.detail}).decode()
