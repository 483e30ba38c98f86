"""Wrong event: what becomes of the headcounts of an event whose arrivals go to another one."""

from kiosk.local_api.messages import (
    ArrivalsPage,
    ChooserPage,
    CountHeads,
    HeadcountPage,
    MakeEvent,
    MoveArrivals,
    Undo,
)
from tests.kiosk.staff_room.at_work import AtWork


def heads(kiosk: AtWork, event: str) -> int:
    return kiosk.page(HeadcountPage, page="headcount", event=event).total


def at_the_wrong_one(kiosk: AtWork) -> tuple[str, list[str]]:
    """Two came and seven were counted before staff made the event that was meant; return it, and the arrivals."""
    kiosk.lay(1)
    kiosk.lay(2)
    kiosk.unlock()
    assert kiosk.ask(CountHeads, count=7, label="visitors") == "done"
    rows = [each.record for each in kiosk.page(ArrivalsPage, page="arrivals").rows]
    assert kiosk.ask(MakeEvent, title="Film", mode="arrivals_only") == "done"
    bar = kiosk.shown.bar
    assert bar is not None
    assert bar.event is not None
    return bar.event.event, rows


def test_headcounts_go_along_where_everyone_does_and_come_back_with_them(kiosk: AtWork) -> None:
    film, rows = at_the_wrong_one(kiosk)
    assert kiosk.ask(MoveArrivals, records=rows, event=film) == "done"
    assert (heads(kiosk, film), heads(kiosk, "drop-in")) == (7, 0)
    offer = kiosk.shown.undo
    assert offer is not None
    assert kiosk.ask(Undo, record=offer.record) == "done"
    assert (heads(kiosk, film), heads(kiosk, "drop-in")) == (0, 7)


def test_headcounts_stay_where_somebody_does(kiosk: AtWork) -> None:
    film, rows = at_the_wrong_one(kiosk)
    assert kiosk.ask(MoveArrivals, records=rows[:1], event=film) == "done"
    assert (heads(kiosk, film), heads(kiosk, "drop-in")) == (0, 7)


def test_whoever_chooses_an_event_sees_how_many_were_counted_there(kiosk: AtWork) -> None:
    film, _ = at_the_wrong_one(kiosk)
    told = {each.event: each.heads for each in kiosk.page(ChooserPage, page="chooser").events}
    assert (told["drop-in"], told[film]) == (7, 0)
