"""How the worker gets on with the service: a closed set of states, each in words for staff. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from sync.answers import (
    LONGEST_WAIT_S,
    Answered,
    Cause,
    Portal,
    Problem,
    Result,
    Sign,
    TlsCause,
    TlsFailed,
    Unreachable,
)


class State(StrEnum):
    """How the worker gets on."""

    STARTING = "starting"
    NOT_ENROLLED = "not_enrolled"
    WRONG_CODE = "wrong_code"
    ONLINE = "online"
    OFFLINE = "offline"
    SERVICE_DOWN = "service_down"
    PORTAL = "portal"
    TLS = "tls"
    REVOKED = "revoked"
    NOT_ALLOWED = "not_allowed"
    SERVICE_FAULT = "service_fault"


@dataclass(frozen=True, slots=True)
class NetworkState:
    """A state and what staff are told of it. ``cause``: a stable word, where one state has several causes.

    The causes of ``tls`` are those of ``TlsCause``, and ``clock``: the date is doubtful and may be all that is wrong.
    Those of ``wrong_code`` are the service's problem codes and ``other_service``.
    """

    state: State
    detail: str
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why work stopped, and how long to wait: ``wait_s``, or where that is None, by backing off.

    ``got_on``: something got through just before, so that this is no further failure in a row.
    """

    network: NetworkState
    wait_s: float | None = None
    got_on: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A step that didn't succeed. ``isolated``: the service is there, so other work may go on meanwhile."""

    trouble: Trouble
    isolated: bool


STARTING = NetworkState(State.STARTING, "Not tried yet.")
ONLINE = NetworkState(State.ONLINE, "Everything works.")
NOT_ENROLLED = NetworkState(State.NOT_ENROLLED, "This kiosk has no enrolment code yet.")
UNREADABLE = Portal(Sign.UNREADABLE)
"""What an answer comes to whose body is not what was asked for."""

_BUSY, _TOO_MANY, _UNAUTHORIZED, _FORBIDDEN = 503, 429, 401, 403
_TRY_AGAIN = frozenset({408, 425, _TOO_MANY})
_SERVER_ERROR = 500

_KEPT = "Taps are kept and sent later."
_OFFLINE = {
    Cause.DNS: f"The service's name can't be looked up: no network, or no name server. {_KEPT}",
    Cause.NO_ROUTE: f"There is no network. {_KEPT}",
    Cause.REFUSED: f"The network works, but the service is not running. {_KEPT}",
    Cause.TIMEOUT: f"The service didn't answer in time. {_KEPT}",
    Cause.DROPPED: f"The connection was cut. {_KEPT}",
    Cause.PROXY: f"The proxy refused or is not there. {_KEPT}",
}
_PORTAL = {
    Sign.UNNAMED: "Something else answers in place of the service: a log-in page, a filter, or a wrong address.",
    Sign.REDIRECT: "The network sends the kiosk to another page, such as a log-in page.",
    Sign.CUT_SHORT: "The answer was cut short on its way.",
    Sign.TOO_LARGE: "The answer is too large to be the service's.",
    Sign.UNREADABLE: "The answer can't be read: it is not the service's, or the service is newer than this kiosk.",
}
_TLS = {
    TlsCause.NOT_YET_VALID: "The service's certificate is not valid yet.",
    TlsCause.EXPIRED: "The service's certificate has expired.",
    TlsCause.UNKNOWN_ISSUER: (
        "The service's certificate comes from an unknown issuer. If your network inspects traffic, "
        "its own certificate must be set as ca_file."
    ),
    TlsCause.WRONG_NAME: "The certificate is for another name than the service's.",
    TlsCause.OTHER: "No secure connection to the service could be made.",
}
_CLOCK_WRONG = NetworkState(
    State.TLS,
    f"The kiosk's clock seems to be wrong, so the service's certificate can't be checked. Confirm the date. {_KEPT}",
    cause="clock",
)
_CODES = {
    "code_unknown": (
        "The enrolment code can't be used: mistyped, used by another kiosk, or expired. "
        "Check it, and ask for a new one if need be."
    ),
    "code_used": "The enrolment code was used by another kiosk. Ask for a new one.",
    "code_expired": "The enrolment code has expired. Ask for a new one.",
}


def trouble_of(result: Result) -> Trouble:
    """Return what a result that isn't the wanted answer comes to."""
    match result:
        case Problem():
            return _of_problem(result)
        case Answered():
            return fault("The service answered in a way that makes no sense here.")
        case Portal(sign):
            return Trouble(NetworkState(State.PORTAL, f"{_PORTAL[sign]} {_KEPT}"))
        case TlsFailed(cause):
            return Trouble(NetworkState(State.TLS, f"{_TLS[cause]} {_KEPT}", cause.value))
        case Unreachable(cause):
            state = State.SERVICE_DOWN if cause is Cause.REFUSED else State.OFFLINE
            return Trouble(NetworkState(state, _OFFLINE[cause]))


def failed(result: Result) -> Failed:
    """Return the failure that a result comes to."""
    barred = {_UNAUTHORIZED, _FORBIDDEN, _TOO_MANY, _BUSY}
    isolated = isinstance(result, Answered) or (isinstance(result, Problem) and result.status not in barred)
    return Failed(trouble_of(result), isolated=isolated)


def hangs_on_the_date(network: NetworkState) -> bool:
    """Tell whether a wrong clock alone may be what is in the way."""
    return network.state is State.TLS and network.cause in {TlsCause.NOT_YET_VALID, TlsCause.EXPIRED}


def blamed_on_the_clock(network: NetworkState) -> NetworkState:
    """Return what staff are told where nobody vouches for the kiosk's clock."""
    return _CLOCK_WRONG if hangs_on_the_date(network) else network


def fault(words: str) -> Trouble:
    """Return the trouble of a service that doesn't keep to the protocol."""
    return Trouble(NetworkState(State.SERVICE_FAULT, f"{words} {_KEPT}"))


def _of_problem(problem: Problem) -> Trouble:
    status, code = problem.status, problem.code
    if status == _FORBIDDEN and code in _CODES:
        return Trouble(NetworkState(State.WRONG_CODE, _CODES[code], code), LONGEST_WAIT_S)
    if code == "too_many_tries":
        words = "Too many wrong enrolment codes were tried. The kiosk tries again by itself."
        return Trouble(NetworkState(State.WRONG_CODE, words, code), problem.retry_after_s or LONGEST_WAIT_S)
    if status == _FORBIDDEN and code == "kiosk_revoked":
        words = "This kiosk was revoked. It keeps recording; ask IT to enrol it again. Nothing is lost."
        return Trouble(NetworkState(State.REVOKED, words), LONGEST_WAIT_S)
    if status == _FORBIDDEN or (status == _UNAUTHORIZED and code != "use_nonce"):
        words = "The service doesn't accept this kiosk. It keeps recording; ask IT to enrol it again. Nothing is lost."
        return Trouble(NetworkState(State.NOT_ALLOWED, words), LONGEST_WAIT_S)
    if status in _TRY_AGAIN or status >= _SERVER_ERROR:
        busy = status in {_TOO_MANY, _BUSY}
        words = "The service asks the kiosk to wait." if busy else "The service has a fault of its own."
        return Trouble(NetworkState(State.SERVICE_DOWN, f"{words} {_KEPT}"), problem.retry_after_s)
    return fault(f"The service did not understand the kiosk (status {status}).")
