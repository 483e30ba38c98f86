"""What a person is asked to do."""

LAY = "Lay a card on the reader, and leave it there."
TAKE = "Take the card away."
BRUSH = "Lay the same card down and take it away, ten times, in your own time."
OTHER = "Lay another card down."
UNPLUG = "Unplug the reader."
PLUG = "Plug the reader in again."


def please(what: str) -> None:
    """Ask whoever sits at the terminal."""
    print(f"\n>>> {what}", flush=True)  # noqa: T201  that is the way to ask
