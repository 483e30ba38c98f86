"""The first boot, by finger."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QPoint

from kiosk.local_api.messages import EnterEnrolmentCode, FirstLead, SetupDone, StaffNotice, TryOut
from tests.ui.desk import Desk
from tests.ui.test_card_lost import names, type_letters
from ui.canned_setup import NEW, setup
from ui.canned_work import LOCKED

Opened = Callable[..., Desk]


class Heard:
    """What the first boot asked of the panel."""

    def __init__(self, shown: Desk) -> None:
        self.asked: list[object] = []
        boot = shown.models.setup
        boot.language_chosen.connect(self.asked.append)
        boot.touch_turned.connect(self.asked.append)
        boot.picture_turned.connect(self.asked.append)


def type_pin(shown: Desk, *pins: str) -> None:
    for digit in "".join(pins):
        shown.finger(f"setup_pin_key_{digit}")


def test_from_the_language_to_the_end(desk: Opened) -> None:
    shown = desk()
    heard = Heard(shown)
    shown.tell(NEW)
    shown.finger("setup_language_1")
    shown.touch(QPoint(10, 10))
    QCoreApplication.processEvents()
    shown.finger("setup_upright_1")
    assert heard.asked == ["pl", 0, 90]

    type_letters(shown, "setup", "AB")
    shown.finger("setup_next")
    assert shown.asked(EnterEnrolmentCode) == [EnterEnrolmentCode(request=0, code="Ab")]
    shown.answer("done")
    shown.tell(setup("enrolling"))
    assert "setup_next" not in names(shown)

    shown.tell(setup("pin", trusted_here=True))
    type_letters(shown, "setup", "ROS")
    shown.finger("setup_next")
    type_pin(shown, "483920", "483920")
    assert shown.asked(FirstLead) == [FirstLead(request=0, name="Ros", pin="483920")]
    shown.answer("done")

    shown.tell(setup("test"))
    shown.finger("setup_sound")
    shown.finger("setup_done")
    assert shown.asked(TryOut) == [TryOut(request=0, signal="in")]
    assert shown.asked(SetupDone)
    shown.tell(LOCKED)
    assert "setup_done" not in names(shown)


@pytest.mark.parametrize(("at", "degrees"), [((10, 10), 0), ((790, 10), 90), ((790, 470), 180), ((10, 470), 270)])
def test_the_corner_where_the_finger_is_seen_tells_how_touches_are_turned(
    desk: Opened, at: tuple[int, int], degrees: int
) -> None:
    shown = desk()
    shown.show("setup-corner")
    heard = Heard(shown)
    shown.touch(QPoint(*at))
    QCoreApplication.processEvents()

    assert heard.asked == [degrees]
    assert "setup_upright_0" in names(shown)


def test_a_code_that_is_not_taken_is_told_in_words(desk: Opened) -> None:
    shown = desk()
    shown.show("setup-code")
    said = set()
    for code in ("code_unknown", "code_used", "code_expired", "too_many_tries", "other_service", "seal", "odd"):
        shown.tell(setup("enrol", code_refused=code))
        said.add(shown.item("setup_state").property("text"))

    assert len(said) == 7


def test_no_worker_is_told_there_too(desk: Opened) -> None:
    shown = desk()
    shown.show("setup-code")
    type_letters(shown, "setup", "AB")
    shown.finger("setup_next")
    shown.answer("no_worker")

    assert "Sending is not running. Tell IT." in shown.words()


def test_a_code_that_is_sent_by_two_touches_is_sent_once(desk: Opened) -> None:
    shown = desk()
    shown.show("setup-code")
    type_letters(shown, "setup", "AB")
    shown.finger("setup_next")
    shown.finger("setup_next")
    assert len(shown.asked(EnterEnrolmentCode)) == 1

    shown.answer("no_worker")
    shown.finger("setup_next")
    assert len(shown.asked(EnterEnrolmentCode)) == 2


def test_the_network_is_told_in_words(desk: Opened) -> None:
    shown = desk()
    shown.show("setup-code-offline")

    assert "No network: is the cable in?" in shown.words()


def test_a_weak_first_pin_is_not_taken(desk: Opened) -> None:
    shown = desk()
    shown.show("setup-pin")
    type_pin(shown, "123456")

    assert not shown.asked(FirstLead)
    assert any("guess" in words for words in shown.words())


def test_back_goes_one_step_back(desk: Opened) -> None:
    shown = desk()
    shown.show("setup-pin")
    shown.finger("setup_back")
    assert "setup_key_A" in names(shown)
    shown.show("setup-code")
    shown.finger("setup_back")
    assert "setup_upright_0" in names(shown)


def test_the_first_lead_is_sent_once_also_by_whoever_goes_back_meanwhile(desk: Opened) -> None:
    shown = desk()
    shown.show("setup-pin")
    type_pin(shown, "483920", "483920")
    shown.finger("setup_back")
    assert "setup_key_A" not in names(shown)

    shown.answer("pin_taken")
    shown.finger("setup_back")
    assert "setup_key_A" in names(shown)


def test_any_card_shows_that_the_reader_works(desk: Opened) -> None:
    shown = desk()
    shown.show("setup-test")
    assert "Tap any card." in shown.words()
    shown.tell(replace(setup("test"), notice=StaffNotice(serial=8, kind="help", name="", age_ms=0)))

    assert any("A card was seen." in words for words in shown.words())


def test_a_card_from_before_the_test_shows_nothing(desk: Opened) -> None:
    shown = desk()
    before = replace(setup("test"), notice=StaffNotice(serial=8, kind="help", name="", age_ms=0))
    shown.tell(before)
    shown.models.setup.skip(3)
    shown.tell(before)

    assert not any("A card was seen." in words for words in shown.words())
