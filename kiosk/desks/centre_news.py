"""What the worker told that is kept in memory only: who is in at the hub's other kiosks, and what came of a code."""

from collections.abc import Callable

from kiosk.local_api.messages import EnrolmentTold, OtherKiosk, OthersHere


class CentreNews:
    """Holds the latest of each; whoever watches is called when it changes."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self.others: tuple[OtherKiosk, ...] = ()
        self.enrolment: EnrolmentTold | None = None
        self._watchers: list[Callable[[], None]] = []

    def watch(self, changed: Callable[[], None]) -> None:
        """Have ``changed`` called after each change, on the loop's thread."""
        self._watchers.append(changed)

    def take(self, told: OthersHere | EnrolmentTold) -> None:
        """Keep what the worker told."""
        if isinstance(told, OthersHere):
            self.others = tuple(told.kiosks)
        else:
            self.enrolment = told
        self._changed()

    def enrolling(self) -> None:
        """Forget what came of an earlier code: another one is tried now."""
        self.enrolment = None
        self._changed()

    def _changed(self) -> None:
        for changed in self._watchers:
            changed()
