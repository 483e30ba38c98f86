"""A screen without a picture on which staff work: what they are shown, and what they do."""

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk.local_api.messages import (
    Act,
    Message,
    PinEntered,
    ScreenSnapshot,
    ShowPage,
    StaffAnswer,
    StaffPageShown,
    StaffSnapshot,
)
from tests.system.local import Screen
from tests.system.program import PATIENCE_S


class StaffScreen(Screen):
    """``staff``: what the staff screens show now. ``detail``: what the last answer told besides its code."""

    def __init__(self, run_dir: Path) -> None:
        self._request = 0
        self._staff: StaffSnapshot | None = None
        self.detail: str | None = None
        super().__init__(run_dir)
        while self._staff is None:
            self.hear()

    @property
    def staff(self) -> StaffSnapshot:
        assert self._staff is not None
        return self._staff

    def hear(self) -> Message:
        message = super().hear()
        if isinstance(message, StaffSnapshot):
            self._staff = message
        elif isinstance(message, ScreenSnapshot):
            self.snapshot = message
        return message

    def do(self, act: Act) -> str:
        """Do what someone of the team does; return the code that answers it."""
        self._request += 1
        self.say(msgspec.structs.replace(act, request=self._request))
        while True:
            message = self.hear()
            if isinstance(message, StaffAnswer) and message.request == self._request:
                self.detail = message.detail
                return message.code

    def done(self, act: Act) -> str:
        """Do it, and return the record that it made."""
        code = self.do(act)
        assert code == "done", f"{type(act).__name__} was answered {code}"
        return self.detail or ""

    def unlock(self, pin: str) -> None:
        """Enter a PIN that is right."""
        self.done(PinEntered(request=0, pin=pin))
        assert self.staff.lock.state == "open"

    def page(self, wish: ShowPage) -> StaffPageShown:
        """Ask for a page and return it."""
        self.done(wish)
        page = self.staff.page
        assert page is not None, wish.page
        return page

    def until_staff(self, holds: Callable[[StaffSnapshot], bool], what: str) -> StaffSnapshot:
        """Return the first staff snapshot, beginning with the last one heard, for which ``holds``."""
        deadline = time.monotonic() + PATIENCE_S
        while not holds(self.staff):
            assert time.monotonic() < deadline, f"staff never saw {what}: {self.staff}"
            self.hear()
        return self.staff
