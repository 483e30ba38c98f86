"""What this process's pcscd sees on its virtual readers."""

from collections.abc import Callable

from smartcard import scard

from tests.emulators.pcscd import PATIENCE_S, READERS


def wait_until_empty() -> None:
    """Wait until pcscd has noticed that both readers are empty."""
    _wait_until(lambda occupied: not occupied, "their cards don't go")


def wait_until_occupied() -> None:
    """Wait until pcscd has noticed a card on a reader."""
    _wait_until(bool, "no card comes")


def _wait_until(holds: Callable[[list[str]], bool], trouble: str) -> None:
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    states = [(name, scard.SCARD_STATE_UNAWARE) for name in READERS]
    while result == scard.SCARD_S_SUCCESS:
        result, seen = scard.SCardGetStatusChange(context, 1000 * PATIENCE_S, states)
        states = [(name, state & ~scard.SCARD_STATE_CHANGED) for name, state, _atr in seen]
        occupied = [name for name, state in states if state & scard.SCARD_STATE_PRESENT]
        if result == scard.SCARD_S_SUCCESS and holds(occupied):
            scard.SCardReleaseContext(context)
            return
    message = f"the virtual readers can't be seen, or {trouble}: {result:#010x}"
    raise RuntimeError(message)
