"""Choosing, making, correcting and ending an event, by finger, with the real daemon."""

from tests.ui.live.hub_at_work import DROP_IN, GAMES, HubAtWork


def test_the_usual_event_stands_first_and_one_touch_opens_it(hub: HubAtWork) -> None:
    hub.go("home_event")
    hub.until_words(GAMES)
    assert hub.words().index(GAMES) < hub.words().index(DROP_IN)
    hub.touch_settled("chooser_event_0")

    hub.until_said("staff_did", f"Opened: {GAMES}")
    assert [opened["event"] for opened in hub.made("event_opened")] == ["games"]


def test_taps_at_the_wrong_event_are_moved_to_the_right_one(hub: HubAtWork) -> None:
    hub.go("home_event")
    hub.touch_settled("chooser_event_1")
    hub.until_said("staff_did", f"Opened: {DROP_IN}")
    hub.come(1, 2)
    taps = [record["id"] for record in hub.recorded("tap")[-2:]]
    hub.go("home_event", "chooser_wrong")
    hub.until_words(f"Where were people really who tapped for {DROP_IN}?")
    hub.touch_settled("move_event_0")
    hub.until_words(f"From {DROP_IN} to {GAMES}")
    hub.until_words("Move 2")
    hub.touch("which_move")
    hub.until_there("home_arrivals")
    hub.touch("home_arrivals")

    hub.until(lambda: {"Zebedee1", "Zebedee2"} <= set(hub.words()))
    assert sorted(moved["record"] for moved in hub.made("moved")) == sorted(taps)
    assert {moved["event"] for moved in hub.made("moved")} == {"games"}


def test_an_event_nobody_planned_is_made_on_the_spot_and_takes_taps(hub: HubAtWork) -> None:
    hub.go("home_event", "chooser_other")
    hub.type_on("new_event", "CHESS")
    hub.go("new_event_next", "kind_leaving")
    hub.until_said("staff_did", "Opened: Chess")
    hub.come(3)

    [made] = hub.made("event_opened")
    assert made["made"]["mode"] == "arrive_and_leave"
    assert [tap["event"] for tap in hub.made("tap")] == [made["event"]]


def test_the_end_tells_what_it_came_to_and_a_held_finger_ends_it(hub: HubAtWork) -> None:
    hub.go("home_event", "chooser_other")
    hub.type_on("new_event", "BAKING")
    hub.go("new_event_next", "kind_leaving")
    hub.until_said("staff_did", "Opened: Baking")
    hub.come(4, 5)
    hub.go("home_more", "more_end")
    hub.until_words("people came")
    hub.until(lambda: hub.words()[:4] == ["2", "people came", "2", "are still here"])
    hub.hold("end_hold", until_there="idle_title")

    assert [ended["event"] for ended in hub.made("event_closed")] == [hub.made("event_opened")[0]["event"]]
    assert hub.did()[-2:] == ["ended_event", "locked"]
    assert hub.item("idle_title").property("text") != "Baking"
