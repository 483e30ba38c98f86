"""What can go wrong inside the worker that is no expected trouble."""

from kiosk.domain.errors import HubtapError, LinkError


class IdentityError(HubtapError):
    """The kiosk's signing key can't be used."""

    code = "identity"


class DaemonRefusedError(LinkError):
    """The daemon won't or can't do what was asked; ``refusal`` is its code."""

    code = "daemon_refused"

    def __init__(self, refusal: str) -> None:
        """Keep the daemon's code."""
        super().__init__(f"the daemon refused: {refusal}")
        self.refusal = refusal
