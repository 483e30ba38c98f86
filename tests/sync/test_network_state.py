import pytest

from sync.answers import Cause, Portal, Problem, Result, Sign, TlsCause, TlsFailed, Unreachable
from sync.network_state import State, blamed_on_the_clock, failed, trouble_of
from tests.sync.direct import answered, problem

EVERY: list[Result] = [
    *(Unreachable(cause) for cause in Cause),
    *(Portal(sign) for sign in Sign),
    *(TlsFailed(cause) for cause in TlsCause),
    *(problem(status, "any") for status in (400, 401, 403, 404, 408, 410, 413, 415, 422, 425, 429, 500, 503)),
    answered(b"{}"),
]


@pytest.mark.parametrize(
    ("result", "state", "wait_s"),
    [
        (Unreachable(Cause.DNS), State.OFFLINE, None),
        (Unreachable(Cause.REFUSED), State.SERVICE_DOWN, None),
        (Portal(Sign.REDIRECT), State.PORTAL, None),
        (TlsFailed(TlsCause.UNKNOWN_ISSUER), State.TLS, None),
        (problem(403, "kiosk_revoked"), State.REVOKED, 900.0),
        (problem(403, "unknown_kiosk"), State.NOT_ALLOWED, 900.0),
        (problem(401, "bad_signature"), State.NOT_ALLOWED, 900.0),
        (problem(401, "use_nonce"), State.SERVICE_FAULT, None),
        (problem(403, "code_used"), State.WRONG_CODE, 900.0),
        (problem(429, "too_many_tries", wait_s=600.0), State.WRONG_CODE, 600.0),
        (problem(429, "busy", wait_s=3.0), State.SERVICE_DOWN, 3.0),
        (problem(503, "busy", wait_s=3.0), State.SERVICE_DOWN, 3.0),
        (problem(503, "busy"), State.SERVICE_DOWN, None),
        (problem(408, "x"), State.SERVICE_DOWN, None),
        (problem(425, "x"), State.SERVICE_DOWN, None),
        (problem(500, "internal"), State.SERVICE_DOWN, None),
        (problem(404, "not_found"), State.SERVICE_FAULT, None),
    ],
)
def test_each_result_has_its_state_and_wait(result: Result, state: State, wait_s: float | None) -> None:
    trouble = trouble_of(result)
    assert (trouble.network.state, trouble.wait_s) == (state, wait_s)


@pytest.mark.parametrize("result", EVERY)
def test_every_result_has_words_for_staff(result: Result) -> None:
    told = trouble_of(result).network
    for words in (told.detail, blamed_on_the_clock(told).detail):
        assert words.endswith(".")
        assert "None" not in words


@pytest.mark.parametrize("result", EVERY)
def test_only_a_certificate_out_of_its_time_is_blamed_on_a_doubtful_clock(result: Result) -> None:
    told = trouble_of(result).network
    by_date = result in (TlsFailed(TlsCause.NOT_YET_VALID), TlsFailed(TlsCause.EXPIRED))
    assert (blamed_on_the_clock(told).cause == "clock") == by_date
    assert isinstance(result, TlsFailed) == (told.cause is not None)


@pytest.mark.parametrize("result", EVERY)
def test_work_goes_on_only_where_the_service_itself_spoke(result: Result) -> None:
    spoke = not isinstance(result, Unreachable | Portal | TlsFailed)
    barred = isinstance(result, Problem) and result.status in {401, 403, 429, 503}
    assert failed(result).isolated == (spoke and not barred)
