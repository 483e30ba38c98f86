"""What every answer carries, errors of any kind included: the service's version and a fresh nonce."""

from collections.abc import Callable

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from sync.protocol import NONCE_HEADER, SERVICE_HEADER


class Stamped:
    """An application whose every answer says that it is the badge service's. The server itself adds ``Date``."""

    def __init__(self, app: ASGIApp, version: str, nonce: Callable[[], str]) -> None:
        """Take the application, the version that it states, and what makes nonces."""
        self._app = app
        self._version = (SERVICE_HEADER.lower().encode(), version.encode())
        self._nonce = nonce

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, stamped."""

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                nonce = (NONCE_HEADER.lower().encode(), self._nonce().encode())
                message["headers"] = [*message["headers"], self._version, nonce]
            await send(message)

        await self._app(scope, receive, stamped)
