"""The worker's settings: table ``[sync]`` of the settings file."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.domain.configuration import read_table
from kiosk.domain.errors import SettingsError

_KNOWN_TABLES = frozenset({"daemon", "sync", "screen", "service"})
_SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def _url_fault(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "should be an address such as https://badges.example.org"
    if parts.scheme not in {"http", "https"} or not host:
        return "should be an address such as https://badges.example.org"
    if parts.username is not None or parts.query or parts.fragment or parts.path not in {"", "/"}:
        return "should hold a host and perhaps a port, nothing more"
    if parts.scheme == "http" and not is_loopback(host):
        return "should begin with https:// (http:// is only for a service on this machine)"
    return None


def _proxy_fault(proxy: str) -> str | None:
    try:
        parts = urlsplit(proxy)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = None
    return None if not proxy or usable else "should be an address such as http://proxy.example.org:8080"


def is_loopback(host: str) -> bool:
    """Tell whether ``host`` (a name or an address, without brackets) is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class SyncSettings:
    """What the worker needs to know.

    ``enrolment_code_file``: write the one-time code into this file and the worker enrols with it, now or whenever
    there is a network; the file is removed once that is done. ``ca_file``: the certificates that may vouch for the
    service, the system's own unless a council inspects TLS. ``proxy``: empty for none; proxies in the environment are
    not used.
    """

    service_url: str = field(metadata={"check": _url_fault})
    state_dir: Path = Path("/var/lib/hubtap-sync")
    run_dir: Path = Path("/run/hubtap")
    enrolment_code_file: Path = Path("/var/lib/hubtap-sync/enrolment-code")
    ca_file: Path = _SYSTEM_CERTIFICATES
    proxy: str = field(default="", metadata={"check": _proxy_fault, "secret": True})
    pull_every_s: int = field(default=60, metadata={"at_least": 1, "at_most": 86_400})
    heartbeat_every_s: int = field(default=60, metadata={"at_least": 1, "at_most": 3_600})
    log_level: str = field(default="info", metadata={"one_of": ("debug", "info", "warning", "error")})

    @property
    def daemon_socket(self) -> Path:
        """Where the daemon listens for the worker."""
        return self.run_dir / "worker.sock"

    @property
    def key_file(self) -> Path:
        """Where the kiosk's private signing key lies."""
        return self.state_dir / "identity.pem"


def read_settings(path: Path) -> SyncSettings:
    """Read the settings file.

    Raises:
        SettingsError: with every problem at once.

    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise SettingsError((f"{path}: can't be read ({error.strerror})",)) from None
    settings = read_table(text, "sync", SyncSettings, source=str(path), known_tables=_KNOWN_TABLES)
    if settings.service_url.startswith("https:") and not settings.ca_file.is_file():
        raise SettingsError((f'{path}: [sync] ca_file is "{settings.ca_file}"; there is no such file',))
    return settings
