"""What the tray says about a gesture and its answer: plain functions, no Qt."""

from enum import Enum

from kiosk.demo.messages import Lay, Message, Network, NotDone, Reader, TakeAway, Tap, TapTwice


class Gesture(Enum):
    """What a touch on a card of the tray does."""

    TAP = 0
    TWICE = 1
    LAY = 2


_ABOUT = {
    Gesture.TAP: "The card touches the reader and leaves.",
    Gesture.TWICE: "Two taps within a second: they count once.",
    Gesture.LAY: "The card stays on the reader until you take it away.",
}


def request_of(gesture: Gesture, name: str) -> Tap | TapTwice | Lay:
    """Return what to ask the demo for."""
    match gesture:
        case Gesture.TAP:
            return Tap(name=name)
        case Gesture.TWICE:
            return TapTwice(name=name)
        case Gesture.LAY:
            return Lay(name=name)


def about(gesture: Gesture) -> str:
    """Return one sentence about a gesture."""
    return _ABOUT[gesture]


def told(request: Message, answer: Message) -> str:
    """Return one sentence about what came of a request, or nothing."""
    if isinstance(answer, NotDone):
        return answer.reason
    match request:
        case Network(on=on):
            return "The network is back: what waited goes out now." if on else "No network: taps count, and wait here."
        case Reader(plugged=plugged):
            return "The reader is back." if plugged else "The reader is unplugged. Watch the screen."
        case TakeAway():
            return "The reader is free again."
        case _:
            return ""


def lying_after(request: Message, answer: Message, lying: str) -> str:
    """Return the name of the card that lies on the reader after an answer, or nothing."""
    if isinstance(answer, NotDone):
        return lying
    match request:
        case Lay(name=name):
            return name
        case Tap() | TapTwice() | TakeAway() | Reader(plugged=False):
            return ""
        case _:
            return lying
