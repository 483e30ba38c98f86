"""The rows of the protocol's table that take several requests: spoilt records, sizes, packing, signing twice."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.identity import Identities
from sync.network_state import Failed, State
from sync.protocol import RECORDS_PATH
from sync.push import Progress, Pusher
from sync.signed_calls import SignedCalls
from sync.transport import Limits, Transport
from tests.fakes import nasty, ways
from tests.fakes.service import Asked, Behaviour, FakeService, Said, problem
from tests.sync.direct import DirectDaemon, now_s
from tests.sync.running import KIOSK, Running

A_FEW = settings(max_examples=25, deadline=None)


class Line:
    """A daemon and a service with nothing between them but the worker's own parts and a real connection."""

    def __init__(self, service: FakeService, folder: Path, count: int, *, most: int = 100) -> None:
        self.service = service
        identities = Identities(folder / "identity.pem")
        service.know(KIOSK, identities.current.public_key)
        self.transport = Transport(service.url, ca_file=folder, limits=Limits(total_s=5.0))
        self.daemon = DirectDaemon()
        self.ids = self.daemon.fake.tap(count)
        calls = SignedCalls(identities, self.transport.exchange, kiosk=KIOSK)
        self.pusher = Pusher(self.daemon, calls, now_s=now_s, most=most)

    def one_pass(self) -> Progress | Failed:
        progress = self.pusher.step(from_start=True)
        while isinstance(progress, Progress) and not progress.drained:
            progress = self.pusher.step()
        return progress

    @property
    def requests(self) -> list[int]:
        """How many records each request held, in order."""
        return [len(nasty.ids(asked)) for asked in self.service.asked]


@contextmanager
def line(count: int, *, most: int = 100) -> Iterator[Line]:
    with TemporaryDirectory() as folder, FakeService() as service:
        made = Line(service, Path(folder), count, most=most)
        yield made
        made.transport.close()


def unless(spoilt: set[str], status: int) -> Behaviour:
    """Refuse any batch that holds one of ``spoilt``."""

    def behave(asked: Asked, proper: Callable[[], Said], _connection: object) -> Said:
        if spoilt & set(nasty.ids(asked)):
            return problem(status, "bad_request")
        return proper()

    return behave


@A_FEW
@given(count=st.integers(2, 100), at=st.integers(0, 99), status=st.sampled_from([400, 422, 413]))
def test_one_spoilt_record_anywhere_is_found_and_costs_no_other(count: int, at: int, status: int) -> None:
    with line(count) as made:
        spoilt = made.ids[at % count]
        made.service.always(RECORDS_PATH, unless({spoilt}, status))
        made.one_pass()
        assert set(made.service.records) == set(made.ids) - {spoilt}
        assert made.daemon.fake.refused == {spoilt: "bad_request"}
        assert made.daemon.fake.waiting == 0
        assert len(made.requests) <= 1 + 2 * 7 + 1


@A_FEW
@given(count=st.integers(3, 60), most=st.integers(1, 20), status=st.sampled_from([400, 422, 413]))
def test_three_refusals_in_a_row_and_nothing_taken_is_the_services_fault(count: int, most: int, status: int) -> None:
    with line(count, most=most) as made:
        made.service.always(RECORDS_PATH, unless(set(made.ids), status))
        failure = made.one_pass()
        assert isinstance(failure, Failed)
        assert failure.trouble.network.state is State.SERVICE_FAULT
        assert (made.daemon.fake.waiting, made.daemon.fake.refused) == (count, {})
        made.service.always(RECORDS_PATH, None)
        made.one_pass()
        assert set(made.service.records) == set(made.ids)
        assert made.daemon.fake.waiting == 0


def test_two_refusals_are_believed_once_a_record_between_others_is_taken() -> None:
    with line(3, most=1) as made:
        made.service.always(RECORDS_PATH, unless(set(made.ids[:2]), 422))
        made.one_pass()
        assert set(made.daemon.fake.refused) == set(made.ids[:2])
        assert made.daemon.fake.waiting == 0


@pytest.mark.parametrize("most", [1, 7, 30, 99])
def test_a_service_with_a_smaller_limit_is_met_by_halves(most: int) -> None:
    with line(300) as made:

        def limited(asked: Asked, proper: Callable[[], Said], _connection: object) -> Said:
            return problem(413, "too_large") if len(nasty.ids(asked)) > most else proper()

        made.service.always(RECORDS_PATH, limited)
        made.one_pass()
        assert set(made.service.records) == set(made.ids)
        assert (made.daemon.fake.waiting, made.daemon.fake.refused) == (0, {})


def test_a_service_that_reads_no_gzip_gets_everything_plain_from_then_on() -> None:
    with line(300) as made:

        def plain_only(asked: Asked, proper: Callable[[], Said], _connection: object) -> Said:
            return problem(415, "unsupported_encoding") if "content-encoding" in asked.headers else proper()

        made.service.always(RECORDS_PATH, plain_only)
        made.one_pass()
        assert made.daemon.fake.waiting == 0
        packed = [asked for asked in made.service.asked if "content-encoding" in asked.headers]
        assert len(packed) == 1


def test_a_stale_nonce_costs_one_more_request_and_a_second_one_is_not_tried_for_ever() -> None:
    with line(1) as made:
        made.one_pass()
        assert len(made.requests) == 2
        made.daemon.fake.tap()
        made.service.forget_nonces()
        made.one_pass()
        assert len(made.requests) == 4
        made.daemon.fake.tap()
        made.service.always(RECORDS_PATH, ways.refuse(401, "use_nonce"))
        assert isinstance(made.one_pass(), Failed)
        assert len(made.requests) == 6
        assert made.daemon.fake.waiting == 1


def test_an_answer_left_on_the_connection_counts_for_no_batch() -> None:
    with line(20, most=5) as made:
        made.service.always(RECORDS_PATH, nasty.left_over)
        for _ in range(5):
            made.one_pass()
        assert set(made.service.records) == set(made.ids)
        assert made.daemon.fake.waiting == 0


def test_the_answer_for_another_batch_settles_nothing_of_this_one() -> None:
    with line(10, most=5) as made:
        made.pusher.step(from_start=True)
        earlier = nasty.verdicts((each, "accepted") for each in made.ids[:5])
        made.service.always(RECORDS_PATH, nasty.send(nasty.text(earlier)))
        failure = made.pusher.step()
        assert isinstance(failure, Failed)
        assert failure.trouble.network.state is State.SERVICE_FAULT
        assert [record.id for record in made.daemon.fake.pending(0)] == made.ids[5:]


def test_a_batch_that_keeps_failing_shrinks_until_it_fits_through_the_line(tmp_path: Path) -> None:
    """A line so bad that only short requests get through."""
    run = Running(tmp_path)

    def bad_line(asked: Asked, proper: Callable[[], Said], connection: socket.socket) -> Said | None:
        if len(asked.body) > 2_000:
            connection.shutdown(socket.SHUT_RDWR)
            return None
        return proper()

    run.service.always(RECORDS_PATH, bad_line)
    ids = run.daemon.tap(200)
    with run:
        run.until_settled()
    assert set(run.service.records) == set(ids)
