"""Lost cards, replacements and cards that nobody is known by, by finger and by card, with the real daemon."""

from tests.kiosk.process import token_of
from tests.ui.live.hub_at_work import HubAtWork

REPLACEMENT, UNKNOWN, BY_MISTAKE = 44, 66, 67


def test_someone_without_their_card_is_in_and_gets_a_new_one(hub: HubAtWork) -> None:
    hub.touch("home_lost")
    hub.pick("lost", "Zebedee1")
    hub.until_said("lost_about", "is not in")
    hub.touch("lost_check_in")
    hub.until_said("lost_about", "is in")
    hub.touch("lost_report_0")
    hub.until_words("is lost")
    hub.touch("lost_new")
    hub.until_said("awaited_words", "Tap the new card now")
    hub.brush(REPLACEMENT)
    hub.until_said("awaited_words", "Done. The card works from now on.")
    hub.touch("awaited_cancel")
    hub.until_gone("awaited_words")

    assert [each["member"] for each in hub.made("staff_in")] == ["m-1"]
    assert [each["token"] for each in hub.made("card_lost")] == [token_of(1)]
    assert hub.made("card_linked") == [{"token": token_of(REPLACEMENT), "member": "m-1"}]
    assert hub.made("tap") == []


def test_a_lost_card_greets_nobody(hub: HubAtWork) -> None:
    hub.touch("home_lost")
    hub.pick("lost", "Zebedee2")
    hub.touch("lost_report_0")
    hub.until_words("is lost")
    hub.brush(2)

    hub.until_said("staff_notice", "A card that needs you.")
    assert [(tap["outcome"], tap["reason"]) for tap in hub.made("tap")] == [("help", "card_lost")]


def test_waiting_for_a_card_is_given_up(hub: HubAtWork) -> None:
    hub.touch("home_lost")
    hub.pick("lost", "Zebedee3")
    hub.touch("lost_new")
    hub.until_there("awaited_words")
    hub.touch("awaited_cancel")
    hub.until_gone("awaited_words")
    hub.brush(BY_MISTAKE)

    hub.until_said("staff_notice", "A card that needs you.")
    assert hub.made("card_linked") == []


def test_an_unknown_card_is_linked_to_whoever_brought_it_and_they_are_in(hub: HubAtWork) -> None:
    hub.brush(UNKNOWN)
    hub.until(lambda: hub.made("tap") != [])
    hub.go("home_more", "more_cards")
    hub.until_words(f"… {token_of(UNKNOWN)[-4:]}, new here")
    hub.touch_settled("cards_link_0")
    hub.pick("link", "Zebedee5")
    hub.until_said("staff_did", "Linked a card: Zebedee5")
    assert hub.made("card_linked") == [{"token": token_of(UNKNOWN), "member": "m-5"}]
    hub.home()
    hub.touch("home_arrivals")

    hub.until_words("Zebedee5")
