"""One verdict for each record, whatever came before."""

from hypothesis import given
from hypothesis import strategies as st

from badge_service.domain.intake import Hold, Incoming, Keep, Known, judge
from kiosk.domain.clock import ClockReading
from kiosk.domain.delivery import Verdict
from kiosk.domain.ids import BootId, LedgerId, RecordId

READING = ClockReading(0, True, BootId("b"), 0)  # noqa: FBT003  a reading's fields in their order
incoming = st.builds(
    lambda number, seq, content: Incoming(
        RecordId(f"id-{number}"), LedgerId("l"), seq, "tap", READING, bytes([seq, content]), b"{}", None
    ),
    st.integers(0, 5),
    st.integers(1, 5),
    st.integers(0, 1),
)
holds = st.none() | st.sampled_from(Hold)


@given(st.lists(st.tuples(incoming, holds), max_size=30))
def test_ids_and_numbers_are_kept_once_and_nothing_is_lost(sent: list[tuple[Incoming, Hold | None]]) -> None:
    known = Known({}, {}, set())
    kept: list[Incoming] = []
    aside: list[Incoming] = []
    for each, hold in sent:
        judgement = judge(each, known, hold)
        assert judgement.verdict.settles
        if judgement.keep is Keep.RECORD:
            kept.append(each)
        elif judgement.keep is Keep.FORK:
            aside.append(each)

    assert len({each.id for each in kept}) == len({each.seq for each in kept}) == len(kept)
    contents = {(each.id, each.digest) for each, _ in sent}
    assert {(each.id, each.digest) for each in [*kept, *aside]} == contents
    assert len(kept) + len(aside) == len(contents)


@given(st.lists(incoming, max_size=20))
def test_sending_everything_again_changes_nothing(sent: list[Incoming]) -> None:
    known = Known({}, {}, set())
    for each in sent:
        judge(each, known, None)

    again = [judge(each, known, None) for each in sent]

    assert all(judgement.keep is Keep.NOTHING for judgement in again)
    assert {judgement.verdict for judgement in again} <= {Verdict.DUPLICATE, Verdict.HELD}
