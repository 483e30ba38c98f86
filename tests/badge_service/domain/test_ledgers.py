"""Completeness by number, whatever the order and however a ledger is cut into batches."""

from hypothesis import given
from hypothesis import strategies as st

from badge_service.domain.ledgers import Coverage, Missing, covering, lacking, parted

seqs = st.integers(min_value=1, max_value=60)
batches = st.lists(st.lists(seqs, max_size=8), max_size=12)


def numbers(runs: tuple[Missing, ...]) -> set[int]:
    return {seq for run in runs for seq in range(run.first, run.last + 1)}


@given(batches)
def test_missing_is_exactly_what_never_came(arrived: list[list[int]]) -> None:
    coverage = Coverage()
    for batch in arrived:
        coverage = covering(coverage, batch)

    there = {seq for batch in arrived for seq in batch}
    highest = max(there, default=0)
    assert coverage.highest == highest
    assert numbers(coverage.missing) == set(range(1, highest + 1)) - there


@given(batches)
def test_runs_are_ascending_and_never_touch(arrived: list[list[int]]) -> None:
    coverage = covering(Coverage(), [seq for batch in arrived for seq in batch])

    for run, following in zip(coverage.missing, coverage.missing[1:], strict=False):
        assert run.last + 1 < following.first


@given(batches)
def test_complete_through_is_the_end_of_the_unbroken_beginning(arrived: list[list[int]]) -> None:
    there = {seq for batch in arrived for seq in batch}

    through = covering(Coverage(), there).complete_through

    assert set(range(1, through + 1)) <= there
    assert through + 1 not in there


@given(batches, st.lists(seqs, min_size=1, max_size=8))
def test_the_runs_that_a_batch_overlaps_suffice(arrived: list[list[int]], batch: list[int]) -> None:
    before = covering(Coverage(), [seq for each in arrived for seq in each])
    near = tuple(run for run in before.missing if run.last >= min(batch) and run.first <= max(batch))
    far = set(before.missing) - set(near)

    part = covering(Coverage(before.highest, near), batch)

    whole = covering(before, batch)
    assert part.highest == whole.highest
    assert set(part.missing) | far == set(whole.missing)


@given(batches, st.integers(min_value=0, max_value=80))
def test_lacking_reaches_up_to_what_the_kiosk_has(arrived: list[list[int]], told: int) -> None:
    there = {seq for batch in arrived for seq in batch}
    coverage = covering(Coverage(), there)

    assert numbers(lacking(coverage, told)) == set(range(1, max(told, coverage.highest) + 1)) - there


runs = st.builds(lambda first, length: Missing(first, first + length), seqs, st.integers(0, 9))


@given(runs, st.lists(runs, max_size=5))
def test_a_gap_in_pieces_is_the_gap_and_tells_what_is_lost(gap: Missing, lost: list[Missing]) -> None:
    pieces = parted(gap, lost)

    there = [seq for piece, _ in pieces for seq in range(piece.first, piece.last + 1)]
    assert there == list(range(gap.first, gap.last + 1))
    gone = {seq for piece, is_lost in pieces if is_lost for seq in range(piece.first, piece.last + 1)}
    assert gone == numbers(tuple(lost)) & set(there)
