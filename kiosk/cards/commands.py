"""What ``hubtap cards watch`` and ``hubtap cards compare`` do. The daemon goes on taking taps meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kiosk.administrator_line import AdministratorLine, NoAnswerError, administrator_line
from kiosk.cards.compare import ENDS, Comparison, Step, difference, step
from kiosk.cards.words import in_words
from kiosk.local_api.messages import CardNoticed, WatchCards

Say = Callable[[str], None]
_FIRST = "Lay a card on the first reader."
_NOT_AGAIN = "That was the first reader again. Lay the same card on the other one."


def watch(run_dir: Path, say: Say, *, as_json: bool) -> None:
    """Say every card that is laid on a reader, until interrupted.

    Raises:
        NoAnswerError: the daemon doesn't answer, or went away.

    """
    with _watching(run_dir) as cards:
        if not as_json:
            say("Watching. Lay a card on a reader; each one counts as a tap. Ctrl-C ends this.")
        for noticed in cards:
            say(msgspec.json.encode(noticed).decode() if as_json else in_words(noticed))


def compare(run_dir: Path, say: Say) -> bool:
    """Ask for one card on two readers; return whether both read it as the same card.

    Raises:
        NoAnswerError: the daemon doesn't answer, or went away.

    """
    state = Comparison()
    with _watching(run_dir) as cards:
        say(_FIRST)
        for noticed in cards:
            before = state
            state, came_to = step(state, noticed)
            say(in_words(noticed))
            say(_guidance(before, noticed, came_to))
            if came_to in ENDS:
                return came_to is Step.AGREE
    return False


def _guidance(before: Comparison, noticed: CardNoticed, came_to: Step) -> str:
    match came_to:
        case Step.FIRST_READ:
            return "Now lay the same card on the other reader."
        case Step.SAME_READER:
            return _NOT_AGAIN
        case Step.UNREAD:
            return "Lay it there again, and hold it still."
        case Step.NOT_USABLE:
            return "This card can't be compared. Start again with a library card."
        case Step.AGREE:
            return "The readers agree: both make the same token of this card."
        case Step.DIFFER:
            first = "" if before.first is None else difference(before.first, noticed)
            return f"The readers don't agree. {first}"


@contextmanager
def _watching(run_dir: Path) -> Iterator[Iterator[CardNoticed]]:
    with administrator_line(run_dir) as line:
        line.ask(WatchCards())
        yield _cards(line)


def _cards(line: AdministratorLine) -> Iterator[CardNoticed]:
    while True:
        message = line.listen()
        if not isinstance(message, CardNoticed):
            words = "The attendance daemon said something else than which card it saw."
            raise NoAnswerError(words)
        yield message
