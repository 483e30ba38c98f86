"""The badge service's settings: ``[service]`` in the settings file."""

import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.domain.configuration import read_table

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_KNOWN_TABLES = frozenset({"daemon", "sync", "screen", "service"})
_HOST_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")
_HIGHEST_PORT = 65_535
_US_PER_DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen. ``port`` 0: any free one."""

    host: str
    port: int


def address(text: str) -> Address | None:
    """Return what ``host:port`` says (an IPv6 address in brackets), or None where it says nothing of the kind."""
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port) > _HIGHEST_PORT:
        return None
    return Address(host.removeprefix("[").removesuffix("]"), int(port))


def _listen_fault(text: str) -> str | None:
    return None if address(text) else 'must be host:port, such as "127.0.0.1:8080"'


def _networks_fault(texts: tuple[str, ...]) -> str | None:
    for text in texts:
        try:
            ipaddress.ip_network(text)
        except ValueError:
            return f'must list networks, such as "192.0.2.0/24"; "{text[:40]}" is none'
    return None


def _names_fault(texts: tuple[str, ...]) -> str | None:
    for text in texts:
        if not _HOST_NAME.fullmatch(text):
            return f'must list host names, such as "badges.example.org"; "{text[:40]}" is none'
    return None


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Where the service keeps its data, where it listens, and who may see the operators' page.

    ``operators_from``: networks in CIDR notation. Behind a proxy on the same machine the client's address is taken
    from ``X-Forwarded-For``, which that proxy must set. ``operators_at``: names under which operators ask for its
    pages, besides addresses and localhost. ``kiosk_key_days``: after so many days a kiosk that is online
    changes the key that it signs with.
    """

    database: str = field(default="sqlite:////var/lib/hubtap-service/service.db", metadata={"secret": True})
    listen: str = field(default="127.0.0.1:8080", metadata={"check": _listen_fault})
    operators_from: tuple[str, ...] = field(default=("127.0.0.0/8", "::1/128"), metadata={"check": _networks_fault})
    operators_at: tuple[str, ...] = field(default=(), metadata={"check": _names_fault})
    kiosk_key_days: int = field(default=365, metadata={"at_least": 1, "at_most": 3_650})
    log_level: str = field(default="info", metadata={"one_of": ("debug", "info", "warning", "error")})

    @property
    def key_life_us(self) -> int:
        """Return ``kiosk_key_days`` in microseconds."""
        return self.kiosk_key_days * _US_PER_DAY

    def networks(self) -> tuple[Network, ...]:
        """Return ``operators_from`` as networks."""
        return tuple(ipaddress.ip_network(text) for text in self.operators_from)


def read_settings(path: Path) -> ServiceSettings:
    """Return the settings in ``path``.

    Raises:
        SettingsError: with every problem at once.
        OSError: the file can't be read.

    """
    return read_table(path.read_bytes(), "service", ServiceSettings, source=str(path), known_tables=_KNOWN_TABLES)
