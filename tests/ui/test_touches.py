"""How many touches the usual things take, by finger, with typing not counted."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from kiosk.local_api.messages import AddPerson, ChooserPage, OpenEvent, Undo
from tests.ui.desk import Desk
from tests.ui.test_event_chooser import type_text
from ui.canned_event import CHESS, DROP_IN, arrival, came
from ui.canned_work import at_work, bar_with

Opened = Callable[..., Desk]


class Counting:
    """Fingers on the glass, counted."""

    def __init__(self, shown: Desk) -> None:
        self._shown = shown
        self.touches = 0

    def finger(self, name: str) -> None:
        self.touches += 1
        self._shown.finger(name)


@pytest.fixture
def work(desk: Opened) -> Desk:
    shown = desk()
    shown.show("home")
    return shown


def test_the_usual_event_opens_with_two_touches_after_the_pin(work: Desk) -> None:
    usual = replace(CHESS, likely=True)
    nothing_open = bar_with(event=None, opened_by_staff=False)
    work.tell(at_work(bar=nothing_open))
    counting = Counting(work)
    counting.finger("home_event")
    work.tell(at_work(ChooserPage(events=[DROP_IN, usual]), bar=nothing_open))
    counting.finger("chooser_event_0")

    assert work.asked(OpenEvent) == [OpenEvent(request=0, event=usual.event)]
    assert counting.touches == 2


def test_an_arrival_is_undone_with_two_touches(work: Desk) -> None:
    counting = Counting(work)
    counting.finger("home_arrivals")
    work.tell(at_work(came(rows=[arrival(2, "Ben"), arrival(1, "Ewa")])))
    work.time.pass_ms(1_000)
    counting.finger("arrivals_undo_0")

    assert work.asked(Undo) == [Undo(request=0, record="a2")]
    assert counting.touches == 2


def test_someone_new_is_added_with_at_most_three_touches_and_typing(work: Desk) -> None:
    counting = Counting(work)
    counting.finger("home_add")
    type_text(work, "add", "AMINA")
    counting.finger("add_add")

    assert work.asked(AddPerson) == [AddPerson(request=0, name="Amina")]
    assert counting.touches <= 3
