from ui.viewmodels.touch_test import SPOTS, Spot, TouchTest, touched


def test_it_is_over_once_every_spot_was_touched() -> None:
    test = TouchTest()
    for number, spot in enumerate(SPOTS):
        assert (test.done, test.spot) == (number, spot)
        test = touched(test, spot.x * 800 + 5, spot.y * 450 - 5, 800, 450)

    assert test.is_over
    assert touched(test, 400, 10, 800, 450).is_over


def test_a_finger_that_is_seen_elsewhere_is_told_and_not_counted() -> None:
    test = touched(TouchTest(), 700, 400, 800, 450)

    assert (test.done, test.missed, test.seen) == (0, True, Spot(0.875, 400 / 450))
    assert not touched(test, SPOTS[0].x * 800, SPOTS[0].y * 450, 800, 450).missed
