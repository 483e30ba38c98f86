from hypothesis import given
from hypothesis import strategies as st

from sync.schedule import Schedule, Step, begin, next_step

NEVER = float("inf")
whens = st.one_of(st.just(NEVER), st.floats(min_value=0, max_value=100))
schedules = st.builds(Schedule, whens, whens, whens, whens, whens)


def test_at_first_the_service_is_looked_for_then_records_go_then_changes_come() -> None:
    schedule = begin(10.0)
    assert next_step(schedule, 10.0) is Step.HEARTBEAT
    schedule = schedule.beaten(70.0)
    assert next_step(schedule, 10.0) is Step.PUSH_ALL
    schedule = schedule.push_begun()
    assert next_step(schedule, 10.0) is Step.PUSH
    schedule = schedule.drained()
    assert next_step(schedule, 10.0) is Step.PULL
    schedule = schedule.pulled(40.0)
    assert next_step(schedule, 10.0) is None
    assert schedule.next_s == 40.0


def test_a_new_record_goes_before_a_pull_that_is_due() -> None:
    schedule = begin(0.0).beaten(60.0).push_begun().drained().woken(5.0)
    assert next_step(schedule, 5.0) is Step.PUSH


def test_a_new_record_doesnt_wait_for_those_that_were_left() -> None:
    schedule = begin(0.0).beaten(60.0).pulled(60.0).push_begun().drained().push_all_at(900.0).woken(5.0)
    assert next_step(schedule, 5.0) is Step.PUSH
    assert schedule.drained().next_s == 60.0
    assert schedule.drained().pushes


def test_records_that_are_held_back_go_at_that_time_whatever_comes_meanwhile() -> None:
    schedule = begin(0.0).beaten(60.0).pulled(60.0).push_begun().push_held(40.0)
    for meanwhile in (schedule, schedule.woken(5.0), schedule.push_all_at(5.0)):
        assert next_step(meanwhile, 39.0) is None
        assert meanwhile.next_s == 40.0
    assert next_step(schedule, 40.0) is Step.PUSH


@given(schedules, st.floats(min_value=0, max_value=100))
def test_something_is_done_exactly_when_something_is_due(schedule: Schedule, now_s: float) -> None:
    assert (next_step(schedule, now_s) is not None) == (schedule.next_s <= now_s)
