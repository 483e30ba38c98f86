"""What ``hubtap staff`` does: it has a running daemon make the code with which a lead sets their PIN."""

from pathlib import Path

from kiosk.administrator_line import NoAnswerError, administrator_line
from kiosk.local_api.messages import StaffCode, StaffCodeWanted

_HALF = 5


def new_code(run_dir: Path) -> StaffCode:
    """Return a new code of the daemon whose sockets are in ``run_dir``; an earlier one is void.

    Raises:
        NoAnswerError: no daemon answers, or its database refuses.

    """
    with administrator_line(run_dir) as line:
        answer = line.ask(StaffCodeWanted())
    if not isinstance(answer, StaffCode):
        message = "The attendance daemon answered something else than was asked."
        raise NoAnswerError(message)
    return answer


def in_words(made: StaffCode) -> str:
    """Return the code for a person to read out, and what to do with it."""
    return (
        f"{made.code[:_HALF]}-{made.code[_HALF:]}\n"
        f"It holds for {made.valid_min} minutes, until this machine is switched off, and for one use. On the PIN page "
        'touch "Code from IT", then type this code, the lead\'s name as it is on the team, and a new PIN. '
        "Where there is no lead yet, the name becomes the first one's."
    )
