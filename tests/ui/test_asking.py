from kiosk.local_api.messages import CheckIn, LockStaff, Message, StaffAnswer
from ui.viewmodels.asking import AWAY, NEW, Asking, Outcome


class Table:
    """What was sent, told and answered."""

    def __init__(self, *, connected: bool = True) -> None:
        self.sent: list[Message] = []
        self.told: list[str] = []
        self.outcomes: list[Outcome] = []
        self._connected = connected
        self.asking = Asking(self._send, self.told.append)

    def _send(self, message: Message) -> bool:
        self.sent.append(message)
        return self._connected


def test_each_act_has_a_number_of_its_own_and_gets_its_own_answer() -> None:
    table = Table()
    table.asking.ask(LockStaff(request=NEW))
    table.asking.ask(CheckIn(request=NEW, member="m"), table.outcomes.append)
    table.asking.answered(StaffAnswer(request=2, code="done", detail="r7"))
    table.asking.answered(StaffAnswer(request=1, code="done"))

    assert table.sent == [LockStaff(request=1), CheckIn(request=2, member="m")]
    assert table.outcomes == [Outcome("done", "r7")]
    assert table.told == []


def test_trouble_is_told_unless_whoever_asked_tells_it() -> None:
    table = Table()
    table.asking.ask(CheckIn(request=NEW, member="m"))
    table.asking.ask(CheckIn(request=NEW, member="m"), own=frozenset({"gone"}))
    table.asking.answered(StaffAnswer(request=1, code="not_allowed"))
    table.asking.answered(StaffAnswer(request=2, code="gone"))

    assert table.told == ["not_allowed"]


def test_an_answer_that_nobody_waits_for_is_passed_over() -> None:
    table = Table()
    table.asking.answered(StaffAnswer(request=9, code="not_saved"))

    assert table.told == []


def test_what_the_daemon_never_answers_is_answered_once_it_is_gone() -> None:
    table = Table()
    table.asking.ask(CheckIn(request=NEW, member="m"), table.outcomes.append)
    table.asking.lose()
    table.asking.answered(StaffAnswer(request=1, code="done"))

    assert (table.outcomes, table.told) == ([Outcome(AWAY)], [AWAY])


def test_what_could_not_be_sent_is_answered_at_once() -> None:
    table = Table(connected=False)
    table.asking.ask(CheckIn(request=NEW, member="m"), table.outcomes.append)

    assert table.outcomes == [Outcome(AWAY)]
