"""Past events, the paper register and the USB stick, by finger, with the real daemon."""

from tests.ui.live.hub_at_work import YESTERDAYS, HubAtWork


def test_a_line_of_yesterdays_paper_register_is_typed_in_and_corrected(hub: HubAtWork) -> None:
    hub.go("home_more", "more_past")
    hub.until_words(YESTERDAYS)
    hub.touch_settled("past_event_0")
    hub.go("past_paper", "paper_add")
    hub.pick("line", "Zebedee6")
    hub.until_said("line_name", "Zebedee6")
    hub.touch("line_save")
    hub.until_said("staff_did", "Copied: Zebedee6")
    [line] = hub.made("staff_in")
    assert (line["member"], line["event"]) == ("m-6", "old")
    assert line["paper_us"] > 0
    hub.go("staff_back", "staff_back", "past_arrivals")
    hub.until_words("from paper")
    hub.touch_settled("arrivals_undo_0")

    hub.until_words("undone")
    assert len(hub.made("voided")) == 1


def test_someone_new_on_paper_is_taken_by_name(hub: HubAtWork) -> None:
    hub.go("home_more", "more_past")
    hub.touch_settled("past_event_0")
    hub.go("past_paper", "paper_add")
    hub.type_on("line", "OLGA")
    hub.go("line_show", "line_new", "line_save")
    hub.until_said("staff_did", "Copied: Olga")
    hub.touch("staff_back")

    hub.until_words("Olga")
    hub.touch("paper_undo_0")
    hub.until(lambda: len(hub.made("voided")) == 1)


def test_without_a_stick_it_says_so_and_with_one_that_sending_does_not_run(hub: HubAtWork) -> None:
    hub.go("home_more", "more_stick")
    hub.until_said("stick_says", "Put a USB stick in.")
    hub.touch("stick_write")
    hub.until_words("There is no USB stick.")
    stick = hub.daemon.folder / "stick"
    stick.mkdir()
    hub.until_said("stick_says", "A stick is in.")
    hub.touch("stick_write")

    hub.until_words("Sending is not running. Tell IT.")


def test_the_list_of_a_past_event_is_written_to_the_stick(hub: HubAtWork) -> None:
    stick = hub.daemon.folder / "stick"
    stick.mkdir(exist_ok=True)
    hub.go("home_more", "more_past")
    hub.touch_settled("past_event_0")
    hub.go("past_report", "stick_report")

    hub.until(lambda: any(words.startswith("The list is on the stick, in ") for words in hub.words()))
    assert [path.suffix for path in stick.iterdir()] == [".csv"]
