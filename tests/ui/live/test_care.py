"""The kiosk itself: sending, reader, diagnostics, language, and a visitor who asks, with the real daemon."""

from kiosk.local_api.messages import NetworkReport
from tests.ui.hub import PIN
from tests.ui.live.hub_at_work import HubAtWork


def test_staff_are_told_how_sending_stands(hub: HubAtWork) -> None:
    hub.touch("home_sending")
    hub.until_said("queue_network", "The kiosk looks for the service.")
    with hub.daemon.neighbour("worker") as worker:
        worker.ask(NetworkReport(state="offline", detail="offline", last_success_us=None))
        hub.until_said("queue_network", "No network. Taps wait here; nothing is lost.")


def test_a_reader_that_was_pulled_out_sends_visitors_to_staff_and_heals_by_itself(hub: HubAtWork) -> None:
    hub.pull_reader_out()
    hub.until_words("No card reader")
    hub.touch("home_need")
    hub.until_said("reader_state", "No reader can take cards.")
    hub.until_said("reader_cause", "It was unplugged. Plug it in again.")
    hub.touch("staff_lock")
    hub.until_there("reader_missing")
    hub.touch("reader_missing_staff")
    hub.type_digits("pin", PIN)
    hub.touch("home_lost")
    hub.pick("lost", "Zebedee2")
    hub.touch("lost_check_in")
    hub.until_said("lost_about", "is in")
    assert [each["member"] for each in hub.made("staff_in")] == ["m-2"]
    hub.touch("staff_lock")
    hub.plug_reader_in()
    hub.until_gone("reader_missing")
    hub.until_there("idle_staff")
    hub.brush(1)

    hub.until_words("Hi Zebedee1.")


def test_diagnostics_tell_how_it_is_and_try_light_and_sound(hub: HubAtWork) -> None:
    hub.go("home_more", "more_diagnostics")
    hub.until_words("Card reader simulated reader")
    hub.go("diagnostics_signals", "signals_try_0")
    hub.until(lambda: "tested" in hub.did())
    hub.go("staff_back", "diagnostics_log")
    hub.until(lambda: any("enrolled" in words for words in hub.words()))
    assert not any("Zebedee" in words for words in hub.words())
    hub.go("staff_back", "diagnostics_touch")
    for _ in range(5):
        hub.touch("touch_ring")
    hub.until_said("touch_says", "The panel sees every finger where it is.")
    hub.touch("touch_close")
    hub.until_there("diagnostics_list")


def test_a_visitor_chooses_a_language_and_asks_for_a_team_member(hub: HubAtWork) -> None:
    hub.lock()
    hub.go("idle_language", "languages_1")
    hub.until_words("Nie masz karty?")
    hub.go("idle_language", "languages_0")
    hub.until_words("No card?")
    hub.touch("idle_help")
    hub.until_words("See a team member.")
    hub.time.pass_ms(10_000)
    hub.unlock()
    hub.until_words("Asking for a team member: 1")
    hub.touch("home_need")

    hub.until_gone("home_need")
