"""Whatever staff wait for, whoever lays a card is answered, and no tap is lost."""

from pathlib import Path

import pytest

from kiosk.domain.cards import CardSeen, Technology
from kiosk.local_api.messages import ArrivalsPage, AwaitCard, MakeEvent, Undo
from kiosk.staff_room import card_use
from kiosk.store.unit_of_work import SqliteStore
from tests.fakes.house import SECOND_US
from tests.kiosk.staff_room.at_work import AtWork, at_work, member, staff_ref

PHONE = CardSeen(Technology.ISO14443A, bytes.fromhex("08C0FFEE"), 0x20)


@pytest.fixture
def kiosk(store: SqliteStore, tmp_path: Path) -> AtWork:
    kiosk = at_work(store, tmp_path)
    kiosk.unlock()
    return kiosk


def public(kiosk: AtWork) -> str | None:
    return None if kiosk.public.result is None else kiosk.public.result.kind


def arrivals(kiosk: AtWork) -> list[str | None]:
    return [row.name for row in kiosk.page(ArrivalsPage, page="arrivals").rows]


def test_a_fault_while_a_card_is_awaited_ends_the_wait_and_keeps_the_tap(
    kiosk: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(card_use, "link_card", faulty)
    kiosk.ask(AwaitCard, why="link", member=member(3))
    kiosk.lay(2)
    assert kiosk.last_awaited().outcome == "not_saved"
    assert (len(kiosk.taps), public(kiosk)) == (1, "arrived")


def test_what_can_not_be_saved_is_said_to_whoever_laid_the_card(kiosk: AtWork) -> None:
    kiosk.ask(AwaitCard, why="link", member=member(3))
    kiosk.refuse()
    kiosk.lay(2)
    kiosk.refuse(refusing=False)
    assert kiosk.last_awaited().outcome == "not_saved"
    assert public(kiosk) == "not_saved"


@pytest.mark.parametrize("why", ["link", "replace"])
def test_a_card_that_is_theirs_already_is_their_tap(kiosk: AtWork, why: str) -> None:
    kiosk.ask(AwaitCard, why=why, member=member(2))
    kiosk.lay(2)
    assert kiosk.last_awaited().outcome == "done"
    assert (len(kiosk.taps), public(kiosk)) == (1, "arrived")


def test_a_phone_while_a_card_is_awaited_is_sent_to_staff_as_always(kiosk: AtWork) -> None:
    kiosk.ask(AwaitCard, why="link", member=member(3))
    kiosk.lay(PHONE)
    assert kiosk.last_awaited().outcome == "cannot_identify"
    assert ([each.outcome for each in kiosk.taps], public(kiosk)) == (["help"], "help")


def test_a_card_that_was_tapped_lately_becomes_no_staff_card(kiosk: AtWork) -> None:
    kiosk.lay(900)
    kiosk.wait(20)
    kiosk.ask(AwaitCard, why="staff", staff=staff_ref("Ben"))
    kiosk.lay(900)
    assert kiosk.last_awaited().outcome == "tapped_lately"
    assert (len(kiosk.taps), public(kiosk)) == (2, "help")
    kiosk.clock.pass_us(12 * 3_600 * SECOND_US)
    kiosk.wait(1)
    kiosk.unlock()
    kiosk.ask(AwaitCard, why="staff", staff=staff_ref("Ben"))
    kiosk.lay(900)
    assert (kiosk.last_awaited().outcome, len(kiosk.taps)) == ("done", 2)


def test_whoever_gets_a_card_is_in_and_stays_in_when_the_link_is_taken_back(kiosk: AtWork) -> None:
    kiosk.ask(AwaitCard, why="link", member=member(3))
    kiosk.lay(700)
    assert (kiosk.last_awaited().outcome, public(kiosk)) == ("done", None)
    assert [(each.outcome, each.event) for each in kiosk.taps] == [("arrived", "drop-in")]
    assert arrivals(kiosk) == ["Zebedee3"]
    assert kiosk.shown.undo is not None
    kiosk.ask(Undo, record=kiosk.shown.undo.record)
    assert arrivals(kiosk) == [""]


def test_whoever_is_in_when_they_get_a_card_does_not_leave_by_it(kiosk: AtWork) -> None:
    kiosk.ask(MakeEvent, title="Film", mode="arrive_and_leave")
    kiosk.lay(700)
    kiosk.clock.pass_us(600 * SECOND_US)
    kiosk.unlock()
    kiosk.ask(AwaitCard, why="link", member=member(3))
    kiosk.lay(700)
    assert kiosk.last_awaited().outcome == "done"
    assert len(kiosk.taps) == 1
    assert [(row.name, row.left) for row in kiosk.page(ArrivalsPage, page="arrivals").rows] == [("Zebedee3", None)]


def test_no_card_is_awaited_for_what_is_no_reference(kiosk: AtWork) -> None:
    assert kiosk.ask(AwaitCard, why="link", member="Amina Smith") == "gone"
    assert kiosk.shown.awaited is None
