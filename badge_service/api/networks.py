"""Where requests come from."""

import ipaddress
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any
from urllib.parse import urlsplit

from litestar import Request

from badge_service.api.problems import ProblemError
from badge_service.settings import Network
from badge_service.usecases.caller import Denied

_IPV6_NETWORK_BITS = 64
_ELSEWHERE = Denied("not_found", "This page is for the networks that the setting operators_from lists.")
_WRONG_HOST = Denied(
    "wrong_host",
    "Operators reach this service by its address, as localhost, or by a name that the setting operators_at lists.",
)
_LOCALHOST = "localhost"
OperatorsOnly = Callable[[Request[Any, Any, Any]], None]
"""Raises ``ProblemError`` for requests that are not an operator's."""


def network_of(host: str | None) -> str:
    """Return where a request came from: one IPv4 address, or one IPv6 network, which is one household or hub."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return "unknown"
    address = _unmapped(address)
    bits = _IPV6_NETWORK_BITS if address.version == 6 else address.max_prefixlen  # noqa: PLR2004  the version's name
    return str(ipaddress.ip_network((address, bits), strict=False))


def operators_only(networks: Sequence[Network], names: Sequence[str]) -> OperatorsOnly:
    """Return a check that lets clients in ``networks`` pass; to others there is nothing here.

    They must ask for an address, for localhost, or for one of ``names``. A page elsewhere can have its own name lead a
    browser to this service, and would then read what that browser is shown here; it can't change the name.
    """
    known = {_LOCALHOST, *(name.lower() for name in names)}

    def check(request: Request[Any, Any, Any]) -> None:
        try:
            address = ipaddress.ip_address(request.client.host if request.client else "")
        except ValueError:
            raise ProblemError(_ELSEWHERE) from None
        address = _unmapped(address)
        if not any(address in network for network in networks):
            raise ProblemError(_ELSEWHERE)
        if not _asks_for(known, request.headers.get("host", "")):
            raise ProblemError(_WRONG_HOST)

    return check


def _asks_for(known: AbstractSet[str], header: str) -> bool:
    """Tell whether a Host header holds an address, which nobody elsewhere can lead here, or a known name."""
    try:
        name = (urlsplit(f"//{header}").hostname or "").removesuffix(".")
    except ValueError:
        return False
    return name in known or _is_address(name)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _unmapped(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the IPv4 address behind one that a dual-stack socket shows as IPv6."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return address if mapped is None else mapped
