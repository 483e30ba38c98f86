"""What the worker's parts need of each other, as protocols."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from kiosk.local_api.messages import Message
from sync.answers import Result

M = TypeVar("M", bound=Message)


class Daemon(Protocol):
    """The attendance daemon: one request, one answer."""

    def ask(self, message: Message, wanted: type[M]) -> M:
        """Send ``message`` and return its answer.

        Raises:
            DaemonRefusedError: the daemon answered ``Refused``.
            LinkError: the daemon went away or broke the message rules.

        """

    def ask_ahead(self, message: Message, wanted: type[M]) -> Callable[[], M]:
        """Send ``message`` and go on meanwhile; what is returned waits for the answer, and raises as ``ask`` does.

        An answer that nobody waits for is dropped, a refusal too.
        """


class Service(Protocol):
    """The badge service: one signed request, one named result."""

    def call(self, method: str, target: str, body: bytes = b"", *, gzipped: bool = False) -> Result:
        """Send a request, signed once again if the service asks for a fresh nonce."""
