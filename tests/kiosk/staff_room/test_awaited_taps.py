"""Whatever staff wait for, whoever lays a card is answered, and no tap is lost."""

from pathlib import Path

import pytest

from kiosk.domain.cards import CardSeen, Technology
from kiosk.local_api.messages import AwaitCard
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
    assert kiosk.last_awaited().outcome == "taken"
    assert (len(kiosk.taps), public(kiosk)) == (2, "help")
    kiosk.clock.pass_us(12 * 3_600 * SECOND_US)
    kiosk.wait(1)
    kiosk.unlock()
    kiosk.ask(AwaitCard, why="staff", staff=staff_ref("Ben"))
    kiosk.lay(900)
    assert (kiosk.last_awaited().outcome, len(kiosk.taps)) == ("done", 2)
