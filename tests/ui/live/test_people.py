"""Arrivals, people without a card, the evacuation list and heads, by finger, with the real daemon."""

from tests.ui.live.hub_at_work import HubAtWork


def test_an_arrival_is_undone_and_brought_back(hub: HubAtWork) -> None:
    hub.come(1)
    tap = hub.recorded("tap")[-1]["id"]
    hub.touch("home_arrivals")
    hub.touch_settled("arrivals_undo_0")
    hub.until_words("Bring back")
    assert [voided["record"] for voided in hub.made("voided")] == [tap]
    undoing = hub.recorded("voided")[-1]["id"]
    hub.touch_settled("arrivals_back_0")
    hub.until_there("arrivals_undo_0")

    assert [voided["record"] for voided in hub.made("voided")] == [tap, undoing]


def test_someone_is_found_among_the_arrivals_by_name(hub: HubAtWork) -> None:
    hub.come(2, 3)
    hub.go("home_arrivals", "arrivals_search")
    hub.type_on("arrivals", "ZEBEDEE3")
    hub.until_there("arrivals_fit_0")
    hub.touch_settled("arrivals_fit_0")

    hub.until_said("arrivals_strip", "“Zebedee3”: 1 found")
    assert "Zebedee2" not in hub.words()
    hub.touch("arrivals_all")
    hub.until_words("Zebedee2")


def test_someone_new_is_added_and_a_namesake_only_on_purpose(hub: HubAtWork) -> None:
    hub.touch("home_add")
    hub.type_on("add", "CALLUM")
    hub.touch("add_add")
    hub.until_said("staff_did", "Added: Callum")
    hub.type_on("add", "CALLUM")
    hub.touch("add_add")
    hub.until_said("add_question", "Someone called Callum is here already: is it another person?")
    assert len(hub.made("staff_in")) == 1
    hub.touch("add_another")
    hub.until_there("add_key_A")
    hub.until(lambda: len(hub.made("staff_in")) == 2)
    hub.touch("staff_undo")
    hub.until_said("staff_did", "Undone: Callum")

    assert len(hub.made("voided")) == 1


def test_who_was_seen_outside_is_marked(hub: HubAtWork) -> None:
    hub.come(4)
    hub.touch("home_here")
    hub.until_there("here_person_0")
    missing = str(hub.item("here_summary").property("text"))
    hub.touch_settled("here_person_0")
    hub.until(lambda: hub.item("here_summary").property("text") != missing)
    hub.touch("here_again")
    hub.until_said("here_summary", missing)

    assert missing.startswith("Still missing: ")
    assert "saw_who_is_here" in hub.did()


def test_heads_are_counted_apart_from_the_arrivals_and_undone(hub: HubAtWork) -> None:
    hub.go(
        "home_headcount", "headcount_label_2", "headcount_five", "headcount_more", "headcount_less", "headcount_save"
    )
    hub.until_said("headcount_total", "5")
    assert [(heads["count"], heads["label"]) for heads in hub.made("headcount")] == [(5, "children")]
    hub.touch_settled("headcount_undo_0")

    hub.until_said("headcount_total", "0")
    assert len(hub.made("voided")) == 1
