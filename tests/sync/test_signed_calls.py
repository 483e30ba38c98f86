from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.answers import Answered, Problem
from sync.identity import Identities
from sync.protocol import CHANGES_PATH
from sync.signed_calls import SignedCalls
from sync.transport import Transport
from tests.fakes.service import FakeService
from tests.fakes.ways import refuse

TARGET = f"{CHANGES_PATH}?since=&level=1"


@pytest.fixture
def service() -> Iterator[FakeService]:
    with FakeService() as running:
        yield running


@pytest.fixture
def calls(service: FakeService, tmp_path: Path) -> Iterator[SignedCalls]:
    identities = Identities(tmp_path / "identity.pem")
    service.know("kiosk-1", identities.current.public_key)
    transport = Transport(service.url, ca_file=tmp_path)
    yield SignedCalls(identities, transport.exchange, kiosk="kiosk-1")
    transport.close()


def test_the_first_request_learns_a_nonce_and_the_next_ones_use_the_newest(
    service: FakeService, calls: SignedCalls
) -> None:
    for _ in range(3):
        assert isinstance(calls.call("GET", TARGET), Answered)
    assert service.count(CHANGES_PATH) == 4


def test_a_stale_nonce_costs_one_more_request(service: FakeService, calls: SignedCalls) -> None:
    calls.call("GET", TARGET)
    service.forget_nonces()
    assert isinstance(calls.call("GET", TARGET), Answered)
    assert service.count(CHANGES_PATH) == 4


def test_a_service_that_never_likes_a_nonce_is_asked_twice_only(service: FakeService, calls: SignedCalls) -> None:
    service.always(CHANGES_PATH, refuse(401, "use_nonce"))
    result = calls.call("GET", TARGET)
    assert isinstance(result, Problem)
    assert result.code == "use_nonce"
    assert service.count(CHANGES_PATH) == 2


def test_a_signature_that_doesnt_hold_is_not_tried_again(service: FakeService, calls: SignedCalls) -> None:
    service.always(CHANGES_PATH, refuse(401, "bad_signature"))
    calls.call("GET", TARGET)
    assert service.count(CHANGES_PATH) == 1
