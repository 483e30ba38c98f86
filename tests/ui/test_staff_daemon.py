"""Staff at the real screen with the real daemon: in by a code from IT, at work, through a restart."""

from tests.ui.hub import Hub


def test_the_first_lead_gets_in_adds_someone_through_a_restart_and_undoes_it(hub: Hub) -> None:
    hub.become_lead()
    hub.touch("home_add")
    hub.type_on("add", "CALLUM")
    hub.daemon.kill()
    hub.come_back()
    hub.until_words("Callum")

    hub.touch("add_add")
    hub.until_words("Added: Callum")
    hub.touch("staff_undo")
    hub.until_words("Undone: Callum")
    hub.touch("staff_lock")
    hub.until(lambda: any(item.objectName() == "idle_staff" for item in hub.items()))


def test_a_wrong_pin_is_told_and_the_right_one_opens(hub: Hub) -> None:
    hub.become_lead()
    hub.touch("staff_lock")
    hub.touch("idle_staff")
    for digit in "118822":
        hub.touch(f"pin_key_{digit}")
    hub.until_words("That PIN is not known.")
    hub.enter_pin()
    hub.until_words("Add person")
