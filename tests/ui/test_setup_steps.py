from itertools import product

import pytest
from msgspec.structs import replace

from ui.canned_setup import NEW
from ui.viewmodels.first_boot import FirstBoot
from ui.viewmodels.setup_steps import SetupStep, SetupWay, quarters_from_corner, step_of


def test_qml_knows_the_same_steps() -> None:
    assert {step.name: step.value for step in FirstBoot.Step} == {step.name: step.value for step in SetupStep}


def test_the_panel_comes_first_then_what_the_daemon_asks_for() -> None:
    page = NEW.setup
    assert page is not None

    assert [step_of(page, SetupWay(own)).name for own in range(4)] == ["LANGUAGE", "FINGER", "UPRIGHT", "CODE"]
    assert step_of(replace(page, step="enrolling"), SetupWay(3)) is SetupStep.ENROLLING
    assert step_of(replace(page, step="pin"), SetupWay(3)) is SetupStep.NAME
    assert step_of(replace(page, step="pin"), SetupWay(3, has_name=True)) is SetupStep.PIN
    assert step_of(replace(page, step="test"), SetupWay(3)) is SetupStep.TEST


@pytest.mark.parametrize("inset", [0.01, 0.2, 0.45])
def test_a_finger_in_the_upper_left_corner_tells_how_the_panel_turns_it(inset: float) -> None:
    near, far = inset, 1 - inset
    seen = {(near, near): 0, (far, near): 1, (far, far): 2, (near, far): 3}

    for x, y in product((near, far), repeat=2):
        assert quarters_from_corner(x, y) == seen[x, y]
