"""What the screen is told, and when: readers, results, the clock; and light, sound and voice after it."""

import pytest

from kiosk.domain.outcomes import NotOpen
from kiosk.ports import (
    Phrase,
    ReaderCause,
    ReaderChanged,
    ReaderHealth,
    Saying,
    Signal,
)
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.situation import load
from tests.fakes.house import NOON_US, SECOND_US, FakeSignals, furnish
from tests.kiosk.tap_desk import MS_US, ONE, OTHER, READER, Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_screen_hears_of_readers(desk: Desk) -> None:
    assert desk.display.snapshot().reader == "missing"
    changes = [
        ReaderChanged(READER, ReaderHealth.READY, ReaderCause.READY),
        ReaderChanged("spare", ReaderHealth.DENIED, ReaderCause.WEDGE_DENIED),
        ReaderChanged(READER, ReaderHealth.BUSY, ReaderCause.BUSY),
    ]
    for change in changes:
        desk.intake.report(change)
    assert [each.reader for each in desk.snapshots] == ["ready", "ready", "missing"]
    assert desk.display.readers["spare"] == (ReaderHealth.DENIED, ReaderCause.WEDGE_DENIED)


def test_a_result_grows_old_and_every_snapshot_has_its_own_number(desk: Desk) -> None:
    desk.tap(ONE)
    desk.clock.pass_us(1_500 * MS_US)
    desk.display.refresh()
    assert desk.shown.age_ms == 1_700
    assert [each.number for each in desk.snapshots] == [1, 2]
    assert {each.result.serial for each in desk.snapshots if each.result} == {1}


def test_an_unenrolled_kiosk_shows_no_hub_and_no_clock(desk: Desk) -> None:
    snapshot = desk.display.snapshot()
    assert not snapshot.enrolled
    assert (snapshot.hub_name, snapshot.zone, snapshot.event_title, snapshot.clock_us) == (None, None, None, None)


def test_an_enrolled_kiosk_shows_hub_event_and_a_clock_only_while_it_is_trusted(desk: Desk, store: SqliteStore) -> None:
    furnish(store)
    desk.situation = load(store)
    desk.display.refresh()
    desk.clock.pass_us(SECOND_US)
    snapshot = desk.display.snapshot()
    assert (snapshot.hub_name, snapshot.zone) == ("Ely", "Europe/London")
    assert (snapshot.event_title, snapshot.clock_us) == ("Code club", NOON_US + SECOND_US)
    desk.clock.synchronised = False
    desk.display.refresh()
    snapshot = desk.display.snapshot()
    assert (snapshot.event_title, snapshot.clock_us) == ("Ely drop-in", None)


def test_the_next_opening_is_told_in_the_hubs_own_time(desk: Desk, store: SqliteStore) -> None:
    furnish(store)
    desk.situation = load(store)
    summer_us = NOON_US - 120 * 24 * 3600 * SECOND_US
    desk.outcome = NotOpen(summer_us)
    desk.tap(ONE)
    assert (desk.shown.kind, desk.shown.opens) == ("not_open", "13:00")


def test_light_and_sound_wait_until_the_screen_has_its_answer_and_know_whose_card_it_is() -> None:
    """A reader that blinks and beeps is deaf for as long, and may hold up whoever asks it to."""
    desk: Desk
    shown_before: list[tuple[str, str | None, int]] = []

    class WatchfulSignals(FakeSignals):
        def give(self, signal: Signal, *, reader: str | None = None, saying: Saying | None = None) -> None:
            shown_before.append((desk.shown.kind, reader, len(desk.snapshots)))
            super().give(signal, reader=reader, saying=saying)

    desk = Desk(signals=WatchfulSignals())
    desk.lay(ONE, reader="left")
    desk.lay(OTHER, reader="right")
    desk.intake.help_asked()
    assert shown_before == [("arrived", "left", 1), ("arrived", "right", 2), ("help", None, 3)]


def test_a_voice_says_what_a_tap_came_to_in_the_members_language_and_nothing_for_a_staff_card() -> None:
    desk = Desk()
    desk.tap(ONE)
    desk.intake.help_asked()
    assert desk.signals.sayings == [Saying(Phrase.IN, "en"), Saying(Phrase.HELP)]


def test_the_screen_is_told_that_a_tap_is_judged_before_it_is_saved_and_what_it_came_to_is_next() -> None:
    desk = Desk()
    told: list[tuple[int, int]] = []
    desk.display.herald(lambda: told.append((len(desk.recorded), len(desk.snapshots))))
    desk.tap(ONE)
    assert told == [(0, 0)]
    assert (len(desk.recorded), len(desk.snapshots)) == (1, 1)
