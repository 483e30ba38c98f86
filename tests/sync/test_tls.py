import ssl
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from sync.answers import Answered, Cause, Result, TlsCause, TlsFailed, Unreachable
from sync.protocol import CHANGES_PATH
from sync.transport import Limits, Transport
from tests.fakes.service import FakeService, Said
from tests.fakes.ways import say, trickle
from tests.sync.authority import DAY, Chain, make_chain

SYSTEM_CA = Path("/etc/ssl/certs/ca-certificates.crt")


def ask(chain: Chain, ca_file: Path, *, service: FakeService | None = None) -> Result:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain.certificate, chain.key)
    service = service or FakeService()
    service.next(CHANGES_PATH, say(Said(200, b"{}")))
    service.start(context)
    limits = Limits(connect_s=2.0, read_s=2.0, total_s=0.6)
    try:
        with closing(Transport(service.url, ca_file=ca_file, limits=limits)) as transport:
            return transport.exchange("GET", CHANGES_PATH, None, {})
    finally:
        service.stop()


def test_a_council_may_vouch_with_its_own_authority(tmp_path: Path) -> None:
    chain = make_chain(tmp_path)
    assert isinstance(ask(chain, chain.authority), Answered)


def test_an_unknown_issuer_is_told(tmp_path: Path) -> None:
    assert ask(make_chain(tmp_path), SYSTEM_CA) == TlsFailed(TlsCause.UNKNOWN_ISSUER)


@pytest.mark.parametrize(
    ("begins", "ends", "cause"),
    [(-2 * DAY, -DAY, TlsCause.EXPIRED), (DAY, 2 * DAY, TlsCause.NOT_YET_VALID)],
)
def test_a_certificate_outside_its_time_is_told(
    tmp_path: Path, begins: timedelta, ends: timedelta, cause: TlsCause
) -> None:
    chain = make_chain(tmp_path, begins=begins, ends=ends)
    assert ask(chain, chain.authority) == TlsFailed(cause)


def test_a_certificate_for_another_name_is_told(tmp_path: Path) -> None:
    chain = make_chain(tmp_path, address="127.0.0.9")
    assert ask(chain, chain.authority) == TlsFailed(TlsCause.WRONG_NAME)


def test_a_trickle_inside_tls_is_ended_at_the_deadline(tmp_path: Path) -> None:
    chain = make_chain(tmp_path)
    service = FakeService()
    service.next(CHANGES_PATH, trickle(0.05))
    assert ask(chain, chain.authority, service=service) == Unreachable(Cause.TIMEOUT)


def test_something_that_speaks_no_tls_is_told() -> None:
    with FakeService() as plain:
        url = plain.url.replace("http:", "https:")
        with closing(Transport(url, ca_file=SYSTEM_CA, limits=Limits(read_s=2.0))) as transport:
            assert transport.exchange("GET", CHANGES_PATH, None, {}) == TlsFailed(TlsCause.OTHER)
