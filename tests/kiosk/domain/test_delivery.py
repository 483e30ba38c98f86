"""Settling records: one never blocks another, nothing is settled that was not answered."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.delivery import Answer, Delivery, Exceptional, Verdict, offered_to, reopen, settle

ANSWERS = st.dictionaries(
    st.integers(min_value=1, max_value=20), st.sampled_from(Verdict).map(lambda verdict: Answer(verdict, "why"))
)


def unsettled(delivery: Delivery, highest: int) -> set[int]:
    return {seq for seq in range(1, highest + 1) if seq > delivery.mark or seq in delivery.exceptions}


def waiting(delivery: Delivery, highest: int) -> set[int]:
    refused = {seq for seq, it in delivery.exceptions.items() if it.state is Exceptional.REFUSED}
    return unsettled(delivery, highest) - refused


@given(rounds=st.lists(ANSWERS, max_size=6))
def test_a_record_is_settled_when_and_only_when_the_service_said_that_it_has_it(
    rounds: list[dict[int, Answer]],
) -> None:
    delivery = Delivery()
    has: set[int] = set()
    for answers in rounds:
        delivery = settle(delivery, answers)
        has |= {seq for seq, answer in answers.items() if answer.verdict.settles}
        assert unsettled(delivery, 20) == set(range(1, 21)) - has


@given(first=ANSWERS, second=ANSWERS)
def test_answers_may_come_twice(first: dict[int, Answer], second: dict[int, Answer]) -> None:
    once = settle(settle(Delivery(), first), second)
    assert settle(once, second) == once


@given(answers=ANSWERS)
def test_what_waits_is_what_is_neither_settled_nor_refused(answers: dict[int, Answer]) -> None:
    delivery = settle(Delivery(), answers)
    refused = {seq for seq, answer in answers.items() if answer.verdict is Verdict.REFUSED}
    has = {seq for seq, answer in answers.items() if answer.verdict.settles}
    assert waiting(delivery, 20) == set(range(1, 21)) - refused - has


def test_a_refusal_keeps_its_reason() -> None:
    delivery = settle(Delivery(), {1: Answer(Verdict.REFUSED, "bad_shape"), 2: Answer(Verdict.ACCEPTED)})
    assert delivery.mark == 2
    assert (delivery.exceptions[1].state, delivery.exceptions[1].reason) == (Exceptional.REFUSED, "bad_shape")


def test_what_the_service_lacks_waits_again_but_a_refusal_stays() -> None:
    delivered = settle(
        Delivery(), {seq: Answer(Verdict.ACCEPTED) for seq in range(1, 6)} | {3: Answer(Verdict.REFUSED)}
    )
    again = reopen(delivered, range(2, 9))
    states = {seq: standing.state for seq, standing in again.exceptions.items()}
    waits = Exceptional.WAITING
    assert states == {2: waits, 3: Exceptional.REFUSED, 4: waits, 5: waits}
    assert waiting(again, 5) == {2, 4, 5}


VERSIONS = st.sampled_from(["1.0", "1.1", "2.0"])


def test_another_version_of_the_service_is_asked_once_for_what_was_refused() -> None:
    refused = settle(Delivery(), {1: Answer(Verdict.REFUSED, "unknown_kind")}, "1.0")
    assert offered_to(refused, "1.0") == refused
    again = offered_to(refused, "1.1")
    assert waiting(again, 1) == {1}
    refused_twice = settle(again, {1: Answer(Verdict.REFUSED, "unknown_kind")}, "1.1")
    for version in ("1.0", "1.1"):
        assert not waiting(offered_to(refused_twice, version), 1)
    assert settle(offered_to(refused_twice, "2.0"), {1: Answer(Verdict.ACCEPTED)}, "2.0") == Delivery(1)


@given(met=st.lists(VERSIONS, max_size=12))
def test_however_often_versions_change_each_is_asked_once(met: list[str]) -> None:
    delivery = settle(Delivery(), {1: Answer(Verdict.REFUSED)}, met[0] if met else "")
    asked = list(met[:1])
    for version in met:
        delivery = offered_to(delivery, version)
        if waiting(delivery, 1):
            asked.append(version)
            delivery = settle(delivery, {1: Answer(Verdict.LATER)}, version)
            delivery = settle(delivery, {1: Answer(Verdict.REFUSED)}, version)
    assert len(asked) == len(set(asked))
    assert set(asked) == set(met)
