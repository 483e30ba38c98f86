"""A kiosk's store, its statements and its settings, on a disk that forgets what was not synced.

The rig proves itself first: what is known to lose taps, it must find losing taps.
"""

from tests.faults.cuts_in_memory import cut_often
from tests.faults.tally import Wrong

_SEED = 1


def test_it_finds_what_is_lost_where_a_commit_is_not_synced() -> None:
    tally = cut_often(40, _SEED, synchronous="NORMAL")
    assert tally.lost > 0
    assert not tally.wrong[Wrong.CORRUPT]


def test_it_finds_a_corrupt_database_where_nothing_is_synced() -> None:
    assert cut_often(50, _SEED, synchronous="OFF").wrong[Wrong.CORRUPT]


def test_two_thousand_power_cuts_lose_no_acknowledged_tap_and_leave_nothing_half_done() -> None:
    tally = cut_often(2_000, _SEED)
    assert tally.cuts == 2_000
    assert tally.acknowledged > 2_000
    assert tally.faults == []
