"""Past events, the paper register and the USB stick, by finger."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtTest import QTest

from kiosk.local_api.messages import CopyFromPaper, PastPage, ShowPage, Undo, UseStick
from tests.ui.desk import Desk
from tests.ui.glass import touch_device
from tests.ui.test_card_lost import names, type_letters
from ui.canned_past import CODING, PAPER, arrival, stick
from ui.canned_people import OLIVER, OLIWIA, found
from ui.canned_work import LOCKED, at_work

Opened = Callable[..., Desk]


def test_an_earlier_event_is_corrected_in_its_arrivals(desk: Opened) -> None:
    shown = desk()
    shown.show("past")
    shown.finger("past_event_0")
    shown.finger("past_arrivals")

    asked = shown.asked(ShowPage)[-1]
    assert (asked.page, asked.event) == ("arrivals", "coding")


def test_back_from_an_event_goes_to_the_list(desk: Opened) -> None:
    shown = desk()
    shown.show("past-chosen")
    shown.finger("staff_back")

    assert "past_event_1" in names(shown)


def test_a_line_of_a_paper_register_is_typed_in(desk: Opened) -> None:
    shown = desk()
    shown.show("past")
    shown.finger("past_event_0")
    shown.finger("past_paper")
    shown.tell(at_work(PAPER))
    shown.finger("paper_add")
    type_letters(shown, "line", "OLI")
    shown.tell(at_work(found(OLIWIA, query="Oli")))
    shown.finger("line_show")
    shown.finger("line_found_0")
    for digit in "1625":
        shown.finger(f"line_key_{digit}")
    shown.finger("line_left")
    for digit in "1750":
        shown.finger(f"line_key_{digit}")
    shown.finger("line_save")

    line = CopyFromPaper(
        request=0, event="coding", member=OLIWIA.member, at="2026-02-23T16:25", left="2026-02-23T17:50"
    )
    assert shown.asked(CopyFromPaper) == [line]
    shown.answer("done", "r9")
    assert "line_key_A" in names(shown)


def test_someone_whom_nobody_knows_is_taken_by_name(desk: Opened) -> None:
    shown = desk()
    shown.show("line")
    type_letters(shown, "line", "ZED")
    shown.finger("line_show")
    shown.finger("line_new")
    shown.finger("line_save")

    assert shown.asked(CopyFromPaper) == [CopyFromPaper(request=0, event="coding", name="Zed", at="2026-02-23T16:00")]


def test_whoever_came_to_a_night_after_midnight_came_the_next_day(desk: Opened) -> None:
    shown = desk()
    shown.show("paper")
    shown.tell(at_work(replace(PAPER, event=replace(CODING, opens="22:00", closes="02:00"))))
    shown.finger("paper_add")
    type_letters(shown, "line", "ZED")
    shown.finger("line_show")
    shown.finger("line_new")
    for digit in "0030":
        shown.finger(f"line_key_{digit}")
    shown.finger("line_save")

    assert [line.at for line in shown.asked(CopyFromPaper)] == ["2026-02-24T00:30"]


def test_a_line_is_saved_once_however_often_save_is_touched(desk: Opened) -> None:
    shown = desk()
    shown.show("line-when")
    shown.finger("line_save")
    shown.finger("line_save")

    assert len(shown.asked(CopyFromPaper)) == 1
    shown.answer("not_saved")
    shown.finger("line_save")
    assert len(shown.asked(CopyFromPaper)) == 2


def test_whoever_is_typed_in_before_the_line_before_is_saved_stays(desk: Opened) -> None:
    shown = desk()
    shown.show("line-when")
    shown.finger("line_save")
    shown.finger("staff_back")
    shown.finger("staff_back")
    type_letters(shown, "line", "V")
    shown.tell(at_work(found(OLIVER, query="Oliv")))
    shown.finger("line_show")
    shown.finger("line_found_0")
    shown.answer("done", "r9", to=CopyFromPaper)

    assert shown.item("line_name").property("text") == OLIVER.name
    shown.finger("line_save")
    assert [line.member for line in shown.asked(CopyFromPaper)] == [OLIWIA.member, OLIVER.member]


def test_a_time_that_cannot_be_stays_to_be_corrected(desk: Opened) -> None:
    shown = desk()
    shown.show("line-when")
    shown.finger("line_save")
    shown.answer("bad_time")

    assert {"line_save", "staff_trouble"} <= names(shown)


def test_what_is_no_time_is_not_saved(desk: Opened) -> None:
    shown = desk()
    shown.show("line-left")
    shown.finger("line_save")

    assert not shown.asked(CopyFromPaper)


def test_a_line_is_taken_back(desk: Opened) -> None:
    shown = desk()
    shown.show("paper")
    assert shown.words().count("from paper") == 1
    shown.finger("paper_undo_0")

    assert shown.asked(Undo) == [Undo(request=0, record="r3")]


def test_a_second_touch_does_not_take_back_the_line_that_moved_there(desk: Opened) -> None:
    shown = desk()
    shown.show("paper")
    shown.finger("paper_undo_0")
    shown.finger("paper_undo_0")
    shown.tell(at_work(replace(PAPER, rows=PAPER.rows[1:])))
    shown.answer("done", "r9", to=Undo)
    shown.finger("paper_undo_0")
    assert shown.asked(Undo) == [Undo(request=0, record="r3")]

    shown.time.pass_ms(300)
    shown.finger("paper_undo_0")
    assert shown.asked(Undo)[1:] == [Undo(request=0, record="r1")]


def test_lines_stand_still_under_a_finger(desk: Opened) -> None:
    shown = desk()
    shown.show("paper")
    with shown.finger_down("paper_undo_0"):
        shown.tell(at_work(replace(PAPER, rows=[arrival("r4", "Ines", "16:30"), *PAPER.rows])))
    QCoreApplication.processEvents()

    assert shown.asked(Undo) == [Undo(request=0, record="r3")]
    assert "Ines" in shown.words()


def test_a_finger_on_undo_moves_a_long_register(desk: Opened) -> None:
    shown = desk()
    shown.show("paper")
    shown.tell(at_work(replace(PAPER, rows=[arrival(f"r{number}", "Ines", "16:30") for number in range(30)])))
    start, device = shown.middle("paper_undo_2"), touch_device()
    QTest.touchEvent(shown.window, device).press(0, start, shown.window).commit()
    for way in range(20, 200, 20):
        QTest.touchEvent(shown.window, device).move(0, start - QPoint(0, way), shown.window).commit()
    QTest.touchEvent(shown.window, device).release(0, start - QPoint(0, 200), shown.window).commit()

    assert not shown.asked(Undo)
    assert shown.item("paper_list").property("contentY") > 0


def test_a_list_goes_to_the_stick_from_its_event(desk: Opened) -> None:
    shown = desk()
    shown.show("past-chosen")
    shown.finger("past_report")
    shown.tell(stick("idle"))
    shown.finger("stick_report")

    assert shown.asked(UseStick) == [UseStick(request=0, what="report", event="coding")]


def test_what_waits_is_written_and_the_answer_read(desk: Opened) -> None:
    shown = desk()
    shown.show("stick-in")
    shown.finger("stick_write")
    shown.finger("stick_read")

    assert [use.what for use in shown.asked(UseStick)] == ["write", "read"]


def test_while_it_works_nothing_else_is_begun(desk: Opened) -> None:
    shown = desk()
    shown.show("stick-writing")
    shown.finger("stick_write")

    assert not shown.asked(UseStick)
    assert "120 of 300" in [told.name for told in shown.told()]


_FAILURES = [
    "no_stick", "full", "read_only", "unreadable", "pulled_out", "no_answer", "other_kiosk", "unavailable",
    "no_worker", "not_enrolled", "not_our_service", "damaged", "newer_service", "fault",
]  # fmt: skip


def test_every_way_to_fail_has_words_of_its_own(desk: Opened) -> None:
    shown = desk()
    shown.show("stick")
    said = set()
    for detail in _FAILURES:
        shown.tell(stick("failed", detail=detail))
        said.add(shown.item("stick_says").property("text"))

    assert len(said) == len(_FAILURES)


def test_locking_leaves_no_name_of_the_register(desk: Opened) -> None:
    shown = desk()
    shown.show("paper")
    model = shown.models.tasks.book
    shown.tell(LOCKED)

    assert model.property("count") == 0
    shown.show("line-when")
    shown.tell(LOCKED)
    assert shown.models.tasks.line.property("name") == ""


def test_no_event_of_the_last_days_is_said(desk: Opened) -> None:
    shown = desk()
    shown.show("past")
    shown.tell(at_work(PastPage(events=[])))

    assert "past_none" in names(shown)
    assert CODING.title not in shown.words()
