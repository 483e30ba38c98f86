"""Whether the panel sees a finger where it is: four corners and the middle. No Qt."""

from dataclasses import dataclass, replace

_NEAR_PX = 60
"""So far off a finger may be, in logical pixels of the stage."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is on the stage, as parts of its width and height."""

    x: float
    y: float


SPOTS = (Spot(0.06, 0.1), Spot(0.94, 0.1), Spot(0.94, 0.9), Spot(0.06, 0.9), Spot(0.5, 0.5))


@dataclass(frozen=True, slots=True)
class TouchTest:
    """``done``: how many spots were touched right. ``seen``: where the last finger was seen; ``missed``: not there."""

    done: int = 0
    seen: Spot | None = None
    missed: bool = False

    @property
    def is_over(self) -> bool:
        """Tell whether every spot was touched right."""
        return self.done == len(SPOTS)

    @property
    def spot(self) -> Spot:
        """What is to be touched next; the last one once it is over."""
        return SPOTS[min(self.done, len(SPOTS) - 1)]


def touched(test: TouchTest, x_px: float, y_px: float, width_px: float, height_px: float) -> TouchTest:
    """Return the test after a finger was seen there on a stage of this size."""
    seen = Spot(x_px / width_px, y_px / height_px)
    if test.is_over:
        return replace(test, seen=seen)
    off_x_px, off_y_px = x_px - test.spot.x * width_px, y_px - test.spot.y * height_px
    if off_x_px**2 + off_y_px**2 > _NEAR_PX**2:
        return replace(test, seen=seen, missed=True)
    return TouchTest(test.done + 1, seen)
