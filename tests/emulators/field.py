"""What this process's pcscd sees on its virtual readers."""

from smartcard import scard

from tests.emulators.pcscd import PATIENCE_S, READERS


def wait_until_empty() -> None:
    """Wait until the pcscd of this process's environment has noticed that both readers are empty."""
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    while result == scard.SCARD_S_SUCCESS:
        asked = [(name, scard.SCARD_STATE_UNAWARE) for name in READERS]
        result, states = scard.SCardGetStatusChange(context, 0, asked)
        occupied = [(name, state) for name, state, _atr in states if state & scard.SCARD_STATE_PRESENT]
        if result == scard.SCARD_S_SUCCESS and not occupied:
            scard.SCardReleaseContext(context)
            return
        result, _states = scard.SCardGetStatusChange(context, 1000 * PATIENCE_S, occupied)
    message = f"the virtual readers can't be seen, or their cards don't go: {result:#010x}"
    raise RuntimeError(message)
