"""Staff and PINs, by finger and by card, with the real daemon."""

import pytest

from tests.ui.hub import PIN
from tests.ui.live.hub_at_work import HubAtWork

SAMS_PIN, SAMS_NEXT_PIN, SAMS_CARD = "864213", "720594", 90
MAYAS_NEXT_PIN = "618309"


@pytest.fixture
def sam(hub: HubAtWork) -> HubAtWork:
    """Have Sam on the team, and Sam's page open."""
    hub.go("home_more", "more_team", "team_add")
    hub.type_on("team", "SAM")
    hub.go("team_named", "team_helper")
    hub.type_digits("team_pin", SAMS_PIN * 2)
    hub.until_words("Added. The PIN works from now on.")
    hub.touch_settled("team_mate_1")
    hub.until_said("mate_name", "Sam")
    return hub


def test_a_helper_comes_in_by_pin_and_by_card_until_they_are_removed(sam: HubAtWork) -> None:
    sam.touch("mate_card")
    sam.until_there("awaited_words")
    sam.brush(SAMS_CARD)
    sam.until_said("awaited_words", "Done. The card works from now on.")
    sam.touch("awaited_cancel")
    sam.touch("mate_pin")
    sam.type_digits("team_pin", SAMS_NEXT_PIN * 2)
    sam.until_said("mate_role", "The new PIN works from now on.")
    sam.lock()
    sam.unlock(SAMS_NEXT_PIN)
    sam.touch("home_more")
    sam.until_there("more_cards")
    assert not sam.shows("more_end"), "a helper ends no event"
    sam.lock()
    sam.brush_until_there(SAMS_CARD, "home_add")
    sam.lock()

    sam.unlock()
    sam.go("home_more", "more_team")
    sam.touch_settled("team_mate_1")
    sam.hold("mate_remove", until_there="team_did")
    sam.until_said("team_did", "Removed. The PIN opens nothing any more.")
    sam.lock()
    sam.touch("idle_staff")
    sam.type_digits("pin", SAMS_NEXT_PIN)
    sam.until_words("That PIN is not known.")
    sam.touch("pin_close")
    assert {"added_staff", "added_staff_card", "reset_pin", "removed_staff"} <= set(sam.did())


def test_a_pin_is_ones_own_to_change_with_the_old_one(hub: HubAtWork) -> None:
    hub.go("home_more", "more_team")
    hub.touch_settled("team_mate_0")
    hub.touch("mate_pin")
    hub.type_digits("team_pin", PIN + MAYAS_NEXT_PIN * 2)
    hub.until_said("mate_role", "The new PIN works from now on.")
    hub.lock()
    hub.unlock(MAYAS_NEXT_PIN)
    hub.go("home_more", "more_team")
    hub.touch_settled("team_mate_0")
    hub.touch("mate_pin")
    hub.type_digits("team_pin", MAYAS_NEXT_PIN + PIN * 2)

    hub.until_said("mate_role", "The new PIN works from now on.")
