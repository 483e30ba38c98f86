"""A worker's desk with nothing but the real directory behind it: what is asked passes through the socket's bytes."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import select

from kiosk.desks.wire import page_in
from kiosk.domain.clock import UNFIXED
from kiosk.local_api.messages import (
    ApplyChanges,
    ChangesApplied,
    FromWorker,
    Message,
    StartOver,
    WorkerWelcome,
    decoder,
    encode,
)
from kiosk.store.tables import cards, events, members, pull, redactions
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.tidy import Tidying

M = TypeVar("M", bound=Message)
_decode = decoder(FromWorker).decode


class DirectoryDesk:
    """Applies pages and starts over, as the daemon's desk does. ``before`` may raise before a message counts."""

    def __init__(self, store: SqliteStore, *, hub: str, before: Callable[[], None] = lambda: None) -> None:
        self.store = store
        self._hub = hub
        self._before = before
        self.tidying = Tidying(store, expire_copies=lambda: True)

    def welcome(self) -> WorkerWelcome:
        with self.store.transaction() as transaction:
            position = transaction.directory.position()
        return WorkerWelcome(
            version=1,
            sealing_key="",
            kiosk="kiosk-1",
            hub=self._hub,
            cursor=position.cursor,
            generation=position.generation,
        )

    def ask(self, message: Message, wanted: type[M]) -> M:
        self._before()
        heard = _decode(encode(message))
        with self.store.transaction() as transaction:
            if isinstance(heard, ApplyChanges):
                transaction.directory.apply(page_in(heard))
            else:
                assert isinstance(heard, StartOver)
                transaction.directory.start_over()
            position = transaction.directory.position()
        self.tidying.more_may_be_due()
        answer = ChangesApplied(cursor=position.cursor, generation=position.generation)
        assert isinstance(answer, wanted)
        return answer

    def ask_ahead(self, message: Message, wanted: type[M]) -> Callable[[], M]:
        answer = self.ask(message, wanted)
        return lambda: answer

    def tidy(self) -> None:
        """Take out everything that is due."""
        for _ in range(3):
            self.tidying.step(UNFIXED)

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table that a pull may change."""
        tables = (events, members, cards, pull, redactions)
        return self.store.run(
            lambda connection: {
                table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
                for table in tables
            }
        )
