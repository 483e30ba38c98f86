"""Where requests come from."""

import ipaddress
from collections.abc import Callable, Sequence
from typing import Any

from litestar import Request

from badge_service.api.problems import ProblemError
from badge_service.settings import Network
from badge_service.usecases.caller import Denied

_IPV6_NETWORK_BITS = 64
_ELSEWHERE = Denied("not_found", "This page is for the networks that the setting operators_from lists.")


def network_of(host: str | None) -> str:
    """Return where a request came from: one IPv4 address, or one IPv6 network, which is one household or hub."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return "unknown"
    address = _unmapped(address)
    bits = _IPV6_NETWORK_BITS if address.version == 6 else address.max_prefixlen  # noqa: PLR2004  the version's name
    return str(ipaddress.ip_network((address, bits), strict=False))


def only_from(networks: Sequence[Network]) -> Callable[[Request[Any, Any, Any]], None]:
    """Return a check that lets clients in ``networks`` pass; to others there is nothing here."""

    def check(request: Request[Any, Any, Any]) -> None:
        try:
            address = ipaddress.ip_address(request.client.host if request.client else "")
        except ValueError:
            raise ProblemError(_ELSEWHERE) from None
        address = _unmapped(address)
        if not any(address in network for network in networks):
            raise ProblemError(_ELSEWHERE)

    return check


def _unmapped(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the IPv4 address behind one that a dual-stack socket shows as IPv6."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return address if mapped is None else mapped
