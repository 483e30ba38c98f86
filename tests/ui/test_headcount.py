"""Headcount, by finger."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from kiosk.local_api.messages import CountHeads, HeadcountPage, HeadRow, Undo
from tests.ui.desk import Desk
from ui.canned_event import COUNTED
from ui.canned_work import at_work
from ui.viewmodels import counting
from ui.viewmodels.headcount import Headcount

Opened = Callable[..., Desk]


@pytest.fixture
def heads(desk: Opened) -> Desk:
    shown = desk()
    shown.show("headcount")
    return shown


def number(shown: Desk) -> str:
    return str(shown.item("headcount_number").property("text"))


def test_qml_knows_the_same_labels() -> None:
    assert tuple(label.name.lower() for label in Headcount.Label) == counting.LABELS


def test_only_the_last_of_each_label_counts() -> None:
    assert [line.counts for line in counting.lines(COUNTED.rows)] == [True, True, False]


@pytest.mark.parametrize(("count", "by", "after"), [(0, -1, 0), (3, 5, 8), (9_998, 5, 9_999)])
def test_a_number_stays_within_reason(count: int, by: int, after: int) -> None:
    assert counting.stepped(count, by) == after


def test_it_goes_on_from_the_last_count_of_its_label(heads: Desk) -> None:
    assert number(heads) == "7"
    heads.finger("headcount_label_1")
    assert number(heads) == "5"
    heads.finger("headcount_five")
    heads.finger("headcount_more")
    heads.finger("headcount_less")
    heads.finger("headcount_save")

    assert heads.asked(CountHeads) == [CountHeads(request=0, count=10, label="adults")]


def test_nothing_is_saved_that_is_known_already(heads: Desk) -> None:
    heads.finger("headcount_save")

    assert not heads.asked(CountHeads)


def test_it_shows_the_total_and_what_was_counted(heads: Desk) -> None:
    words = heads.words()

    assert "12" in words
    assert "in all, apart from the arrivals" in words
    assert {"7 visitors", "5 adults", "4 visitors", "15:05, earlier"} <= set(words)


def test_an_earlier_count_can_be_undone(heads: Desk) -> None:
    heads.finger("headcount_undo_1")

    assert heads.asked(Undo) == [Undo(request=0, record="h2")]


WITHOUT_THE_FIRST = at_work(replace(COUNTED, rows=COUNTED.rows[1:]))


def test_a_double_touch_undoes_one_count(heads: Desk) -> None:
    where = heads.middle("headcount_undo_0")
    heads.touch(where)
    heads.touch(where)
    heads.tell(WITHOUT_THE_FIRST)
    heads.answer("done", "r1", to=Undo)
    heads.time.pass_ms(100)
    heads.touch(where)
    assert heads.asked(Undo) == [Undo(request=0, record=COUNTED.rows[0].record)]
    heads.time.pass_ms(200)
    heads.touch(where)

    assert [ask.record for ask in heads.asked(Undo)] == [row.record for row in COUNTED.rows[:2]]


def test_a_count_that_was_not_undone_can_be_undone_later(heads: Desk) -> None:
    heads.finger("headcount_undo_1")
    heads.answer("not_saved")
    heads.finger("headcount_undo_1")

    assert heads.asked(Undo) == 2 * [Undo(request=0, record="h2")]


def test_counts_stand_still_under_a_finger_which_undoes_the_one_it_was_put_on(heads: Desk) -> None:
    newer = HeadRow(record="h9", at="15:31", count=40, label="helpers")
    with heads.finger_down("headcount_undo_1"):
        heads.tell(at_work(replace(COUNTED, rows=[newer, *COUNTED.rows], total=52)))
        assert "40 helpers" not in heads.words()
    QCoreApplication.processEvents()

    assert heads.asked(Undo) == [Undo(request=0, record="h2")]
    assert {"40 helpers", "52"} <= set(heads.words())


def test_what_is_counted_while_another_kiosk_counts_is_not_lost(heads: Desk) -> None:
    heads.finger("headcount_more")
    heads.tell(at_work(HeadcountPage(rows=[HeadRow(record="h9", at="15:31", count=40, label="visitors")], total=40)))

    assert number(heads) == "8"


def test_a_number_outlives_a_daemon_that_starts_again(heads: Desk) -> None:
    heads.finger("headcount_more")
    heads.frame.lose()
    heads.tell(at_work())
    heads.tell(at_work(COUNTED))
    assert number(heads) == "8"
    heads.frame.home()
    heads.finger("home_headcount")
    heads.tell(at_work(COUNTED))

    assert number(heads) == "7"


def test_what_was_saved_is_the_number_to_go_on_from(heads: Desk) -> None:
    heads.finger("headcount_more")
    heads.finger("headcount_save")
    heads.tell(at_work(HeadcountPage(rows=[HeadRow(record="h9", at="15:31", count=8, label="visitors")], total=8)))
    heads.answer("done", "h9")
    heads.finger("headcount_more")

    assert number(heads) == "9"
