from kiosk.feedback.several import SeveralSignals
from kiosk.ports import Signal
from tests.fakes.house import FakeSignals


def test_a_signal_is_given_in_every_way() -> None:
    sound, lamp = FakeSignals(), FakeSignals()
    both = SeveralSignals((sound, lamp))
    both.give(Signal.IN, reader="left")
    both.give(Signal.HELP)
    assert sound.given == lamp.given == [Signal.IN, Signal.HELP]
    assert sound.at == lamp.at == ["left", None]
