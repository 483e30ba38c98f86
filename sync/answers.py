"""What an exchange with the service came to: one named result. Pure."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

import msgspec

from sync import protocol
from sync.strict_json import says_one_thing

LONGEST_WAIT_S = 900.0
_SHORTEST_WAIT_S = 1.0
_OK, _MULTIPLE_CHOICES, _NOT_MODIFIED, _BAD_REQUEST = 200, 300, 304, 400
_JSON = "application/json"
_GZIP_WINDOW = 31
_LONGEST_VERSION = 64


class Cause(StrEnum):
    """Why no answer came: the outcome is unknown and the same records go again."""

    DNS = "dns"
    NO_ROUTE = "no_route"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    DROPPED = "dropped"
    PROXY = "proxy"


class TlsCause(StrEnum):
    """Why the service could not prove who it is."""

    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    UNKNOWN_ISSUER = "unknown_issuer"
    WRONG_NAME = "wrong_name"
    OTHER = "other"


class Sign(StrEnum):
    """What gave away that something else than the service answered."""

    UNNAMED = "unnamed"
    REDIRECT = "redirect"
    CUT_SHORT = "cut_short"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Timing:
    """CLOCK_BOOTTIME in microseconds just before the request and just after the answer."""

    sent_us: int
    received_us: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The service answered with 2xx and JSON that says one thing, or with 304.

    ``nonce``: its newest, for the next request.
    """

    status: int
    body: bytes
    service: str
    nonce: str | None
    retry_after_s: float | None
    timing: Timing


@dataclass(frozen=True, slots=True)
class Problem:
    """The service answered with a problem document."""

    status: int
    code: str
    service: str
    nonce: str | None
    retry_after_s: float | None


@dataclass(frozen=True, slots=True)
class Portal:
    """Something answered that is not our service: never a verdict, never followed."""

    sign: Sign


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No answer: nobody knows whether the request arrived."""

    cause: Cause


@dataclass(frozen=True, slots=True)
class TlsFailed:
    """The service could not prove who it is."""

    cause: TlsCause


Result = Answered | Problem | Portal | Unreachable | TlsFailed


def classify(status: int, headers: Mapping[str, str], body: bytes, timing: Timing) -> Answered | Problem | Portal:
    """Return what an answer is. ``headers`` must find names in any case; ``body`` is decoded."""
    service = headers.get(protocol.SERVICE_HEADER, "")[:_LONGEST_VERSION]
    if not service:
        return Portal(Sign.UNNAMED)
    nonce = headers.get(protocol.NONCE_HEADER)
    wait_s = retry_after(headers.get("Retry-After"), date=headers.get("Date"))
    media_type = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if _MULTIPLE_CHOICES <= status < _BAD_REQUEST and status != _NOT_MODIFIED:
        return Portal(Sign.REDIRECT)
    if status == _NOT_MODIFIED:
        return Answered(status, body, service, nonce, wait_s, timing)
    if not says_one_thing(body):
        return Portal(Sign.UNREADABLE)
    if _OK <= status < _MULTIPLE_CHOICES and media_type == _JSON:
        return Answered(status, body, service, nonce, wait_s, timing)
    code = _problem_code(body) if status >= _BAD_REQUEST and media_type == protocol.PROBLEM_TYPE else None
    return Portal(Sign.UNREADABLE) if code is None else Problem(status, code, service, nonce, wait_s)


def _problem_code(body: bytes) -> str | None:
    try:
        return msgspec.json.decode(body, type=protocol.Problem).code
    except msgspec.DecodeError:
        return None


def unzipped(body: bytes, *, most: int) -> bytes | None:
    """Return ``body`` without its gzip, or None where it is damaged, cut short, or larger than ``most`` bytes.

    Anything behind the gzip is damage, too.
    """
    inflate = zlib.decompressobj(_GZIP_WINDOW)
    try:
        plain = inflate.decompress(body, most + 1)
    except zlib.error:
        return None
    return plain if inflate.eof and not inflate.unused_data and len(plain) <= most else None


def retry_after(value: str | None, *, date: str | None) -> float | None:
    """Return how long the service asks us to wait, from 1 s to 15 min, or None where it doesn't say so clearly.

    A date is taken relative to the answer's own ``Date``: the kiosk's clock may be wrong.
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        wait_s = float(value)
    else:
        until, now = _moment(value), _moment(date)
        if until is None or now is None:
            return None
        wait_s = (until - now).total_seconds()
    return min(max(wait_s, _SHORTEST_WAIT_S), LONGEST_WAIT_S)


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
