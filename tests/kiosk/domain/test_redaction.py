"""What is blanked of a record, and how one is recognised whom nobody may name."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.records import CardLinked, Redacted, StaffIn, Tap, body_of, fact_of
from kiosk.domain.redaction import blanked, digest_of, digests_in, of_nobody, reaches
from tests.fakes.house import AMIRA, AMIRAS_CARD, AMIRAS_OTHER_CARD, DROP_IN, NOON_US, TOMASZS_CARD, record

OURS = frozenset({digest_of(AMIRAS_CARD.value), digest_of(AMIRA.value)})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


def test_a_tap_stays_a_tap_of_nobody_under_every_key() -> None:
    tap = body_of(Tap((AMIRAS_OTHER_CARD, AMIRAS_CARD), DROP_IN.id, "arrived"))
    left = blanked(tap, OURS)
    assert left == {"tokens": [], "event": "drop-in", "outcome": "arrived", "reason": None, "redacted": True}
    assert fact_of(record(1, Tap((), DROP_IN.id, "arrived"), at_us=NOON_US)) == Tap((), DROP_IN.id, "arrived")


def test_whatever_names_the_person_names_nobody_afterwards() -> None:
    for fact in (StaffIn(AMIRA, DROP_IN.id), CardLinked(TOMASZS_CARD, AMIRA)):
        known = record(1, fact, at_us=NOON_US)
        left = blanked(known.body, OURS)
        assert left is not None
        assert {left.get("member"), left.get("token")} == {None}
        assert fact_of(type(known)(known.id, known.ledger, 1, known.kind, known.taken, left)) == Redacted()


def test_another_persons_record_stays_as_it_is() -> None:
    assert blanked(body_of(Tap((TOMASZS_CARD,), DROP_IN.id, "arrived")), OURS) is None


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=4), st.integers(0, 20))
def test_a_body_of_any_shape_holds_no_forgotten_subject_afterwards(body: dict[str, Any], which: int) -> None:
    named = sorted(digests_in(body))
    if not named:
        return
    subject = named[which % len(named)]
    left = blanked(body, frozenset({subject}))
    assert left is not None
    assert subject not in digests_in(left) or subject in {digest_of(each) for each in ("redacted", *of_nobody({}))}
    assert json.loads(json.dumps(left)) == left
    assert blanked(left, frozenset({subject}) - digests_in({"redacted": True})) is None


def test_only_a_known_time_puts_a_record_behind_a_redaction() -> None:
    assert [reaches(10, earliest_us) for earliest_us in (None, 9, 10, 11)] == [True, True, True, False]


def test_a_digest_tells_two_subjects_apart_and_nobody_who_they_are() -> None:
    assert digest_of(AMIRA.value) != digest_of(AMIRAS_CARD.value)
    assert AMIRA.value not in digest_of(AMIRA.value)
