"""A daemon on a real Unix socket: records in memory, verdicts applied by the domain's own rules."""

import base64
import contextlib
import json
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, Self

import msgspec

from kiosk.domain.delivery import Answer, Delivery, Exceptional, Verdict, offered_to, reopen, settle
from kiosk.local_api.messages import (
    VERSION,
    ApplyChanges,
    AskedAgain,
    ChangesApplied,
    Confirmed,
    Enrolled,
    EnrolmentTold,
    EnrolWith,
    FetchNames,
    FetchPending,
    FromWorker,
    Health,
    HealthWanted,
    Hello,
    LedgerStatus,
    LocalRecord,
    Message,
    NamesKept,
    NamesPage,
    NetworkReport,
    NewRegionKeys,
    Noted,
    OthersHere,
    PendingPage,
    ReaderStatus,
    Refused,
    RegionKeysKept,
    Reopen,
    ServiceMet,
    ServiceTime,
    Settle,
    Settled,
    StartOver,
    TryNow,
    Wake,
    WireName,
    WireReading,
    WorkerWelcome,
    decoder,
    encode,
)

READING = WireReading(wall_us=1_760_000_000_000_000, synchronised=True, boot="boot-1", boottime_us=5_000_000)


class HangUpError(Exception):
    """The daemon goes away at this point."""


class FakeDaemon:
    """Keeps records of one ledger and what the worker told; serves any number of connections."""

    def __init__(self, path: Path, *, kiosk: str | None = "kiosk-1") -> None:
        self.path = path
        self.kiosk = kiosk
        self.hub: str | None = "march" if kiosk else None
        self.ledger = "ledger-1"
        self.records: list[LocalRecord] = []
        self.delivery = Delivery()
        self.cursor: str | None = None
        self.generation = 1
        self.pages: list[ApplyChanges] = []
        self.enrolled: list[Enrolled] = []
        self.service_key: str | None = None
        self.key_ids: list[str] = []
        self.letters: list[NewRegionKeys] = []
        self.confirmed: list[Confirmed] = []
        self.times: list[ServiceTime] = []
        self.reports: list[NetworkReport] = []
        self.names: dict[str, WireName] = {}
        self.names_kept: dict[str, int] = {}
        self.others: list[OthersHere] = []
        self.codes_told: list[EnrolmentTold] = []
        self.heard: list[Message] = []
        self.refuse_with: dict[type[Message], str] = {}
        self.hang_up_before: set[type[Message]] = set()
        self.hang_up_after: set[type[Message]] = set()
        self.before: dict[type[Message], Callable[[], None]] = {}
        self.clock_trusted = True
        self.closed = False
        self.greetings = 0
        self._changed = threading.Condition()
        self._connections: set[socket.socket] = set()
        self._decode = decoder(FromWorker).decode
        self._listener: socket.socket | None = None

    # ------------------------------------------------------------- for tests

    def tap(self, count: int = 1, *, body: dict[str, Any] | None = None) -> list[str]:
        """Keep ``count`` more records, tell the worker, and return their ids."""
        with self._changed:
            ids = [str(uuid.uuid4()) for _ in range(count)]
            for each in ids:
                raw = msgspec.Raw(json.dumps(body or {"tokens": ["k1:" + "0" * 32], "outcome": "arrived"}).encode())
                seq = len(self.records) + 1
                self.records.append(LocalRecord(id=each, seq=seq, kind="tap", taken=READING, body=raw))
            for connection in self._connections:
                with contextlib.suppress(OSError):
                    connection.sendall(encode(Wake()))
        return ids

    def type_code(self, code: str) -> None:
        """Tell the worker that a person typed an enrolment code."""
        with self._changed:
            for connection in self._connections:
                connection.sendall(encode(EnrolWith(code=code)))

    def name(self, subject: str, text: str, *, kind: Literal["member", "event"] = "member", revision: int = 1) -> None:
        """Keep a name that a person typed."""
        self.names[subject] = WireName(kind=kind, subject=subject, text=text, revision=revision)

    def wish(self, number: int) -> None:
        """Tell the worker that a person wants everything tried now."""
        with self._changed:
            for connection in self._connections:
                connection.sendall(encode(TryNow(number=number)))

    def settle_all(self) -> None:
        """Have every record settled."""
        self.delivery = Delivery(len(self.records))

    @property
    def waiting(self) -> int:
        """How many records are pending."""
        return sum(1 for _ in self.pending(0))

    @property
    def refused(self) -> dict[str, str | None]:
        """Records that stay refused, with the reason."""
        return {
            self.records[seq - 1].id: standing.reason
            for seq, standing in self.delivery.exceptions.items()
            if standing.state is Exceptional.REFUSED
        }

    @property
    def state(self) -> str | None:
        """What the worker reported last."""
        return self.reports[-1].state if self.reports else None

    def until(self, met: Callable[[], object], *, within_s: float = 10.0) -> None:
        """Wait until ``met()``; it is looked at whenever the worker said something."""
        with self._changed:
            assert self._changed.wait_for(met, within_s), f"not in time; reports: {self.reports[-3:]}"

    # ------------------------------------------------------------- life

    def start(self) -> None:
        self.path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self.path))
        self._listener.listen()
        threading.Thread(target=self._accept, args=[self._listener], daemon=True).start()

    def stop(self) -> None:
        """Go away as a killed daemon does: the socket file stays, connections end."""
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        with self._changed:
            connections = list(self._connections)
        for each in connections:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines:
            try:
                for line in lines:
                    self._handle(connection, self._decode(line))
            except (HangUpError, OSError):
                pass
            with self._changed:
                self._connections.discard(connection)
                self._changed.notify_all()

    def _handle(self, connection: socket.socket, message: Message) -> None:
        kind = type(message)
        with self._changed:
            self.before.get(kind, lambda: None)()
            if kind in self.hang_up_before:
                self.hang_up_before.discard(kind)
                raise HangUpError
            self.heard.append(message)
            refusal = self.refuse_with.get(kind)
            answer = Refused(code=refusal) if refusal else self.answer(message)
            self._changed.notify_all()
            if kind in self.hang_up_after:
                self.hang_up_after.discard(kind)
                raise HangUpError
            if isinstance(message, Hello):
                self._connections.add(connection)
            connection.sendall(encode(answer))

    # ------------------------------------------------------------- answers

    def answer(self, message: Message) -> Message:  # noqa: C901, PLR0911, PLR0912  one answer a kind
        match message:
            case Hello():
                self.greetings += 1
                return self.welcome()
            case FetchPending():
                return self._page(message)
            case Settle():
                return self._settle(message)
            case ServiceMet():
                before = len(self.refused)
                self.delivery = offered_to(self.delivery, message.service)
                return AskedAgain(count=before - len(self.refused))
            case ApplyChanges():
                self.pages.append(message)
                self.cursor, self.generation = message.cursor or self.cursor, message.generation
                return ChangesApplied(cursor=self.cursor, generation=self.generation)
            case StartOver():
                self.cursor, self.generation = None, self.generation + 1
                return ChangesApplied(cursor=None, generation=self.generation)
            case HealthWanted():
                return self._health()
            case Enrolled():
                self.enrolled.append(message)
                self.kiosk, self.hub = message.kiosk, message.hub
            case NewRegionKeys():
                self.letters.append(message)
                self.key_ids = message.sealed_keys.split(".")
                return RegionKeysKept(key_ids=self.key_ids)
            case ServiceTime():
                self.times.append(message)
            case Reopen():
                if message.ledger == self.ledger:
                    self.delivery = reopen(self.delivery, range(message.first, message.last + 1))
            case Confirmed():
                self.confirmed.append(message)
            case NetworkReport():
                self.reports.append(message)
            case FetchNames():
                new = [each for each in self.names.values() if each.revision > self.names_kept.get(each.subject, 0)]
                new = sorted((each for each in new if each.subject > message.after), key=lambda each: each.subject)
                return NamesPage(names=new[: message.most])
            case NamesKept():
                self.names_kept |= message.revisions
            case OthersHere():
                self.others.append(message)
            case EnrolmentTold():
                self.codes_told.append(message)
            case _:
                return Refused(code="unexpected")
        return Noted()

    def welcome(self) -> WorkerWelcome:
        return WorkerWelcome(
            version=VERSION,
            sealing_key=base64.urlsafe_b64encode(bytes(32)).decode().rstrip("="),
            kiosk=self.kiosk,
            hub=self.hub,
            cursor=self.cursor,
            generation=self.generation,
            service_key=self.service_key,
            key_ids=self.key_ids,
        )

    def pending(self, after: int) -> Iterator[LocalRecord]:
        """Yield the pending records above seq ``after``."""
        for record in self.records:
            standing = self.delivery.exceptions.get(record.seq)
            waits = standing.state is Exceptional.WAITING if standing else record.seq > self.delivery.mark
            if waits and record.seq > after:
                yield record

    def _page(self, message: FetchPending) -> Message:
        if self.kiosk is None or self.hub is None:
            return Refused(code="not_enrolled")
        after = message.after_seq if message.after_ledger == 1 else 0
        found = [each for each, _ in zip(self.pending(after), range(message.most), strict=False)]
        if message.after_ledger > 1 or not found:
            return PendingPage(ledger="", ledger_number=0, kiosk="", hub="", records=[], waiting=0, reading=READING)
        return PendingPage(
            ledger=self.ledger,
            ledger_number=1,
            kiosk=self.kiosk,
            hub=self.hub,
            records=found,
            waiting=self.waiting,
            reading=READING,
        )

    def _settle(self, message: Settle) -> Settled:
        seqs = {record.id: record.seq for record in self.records}
        known = {
            seqs[each.id]: Answer(Verdict(each.verdict), each.reason) for each in message.verdicts if each.id in seqs
        }
        self.delivery = settle(self.delivery, known, message.service)
        return Settled(settled=len(known), ignored=len(message.verdicts) - len(known), waiting=self.waiting)

    def _health(self) -> Health:
        status = LedgerStatus(
            ledger=self.ledger,
            highest=len(self.records),
            waiting=self.waiting,
            refused=len(self.refused),
            closed=self.closed,
        )
        return Health(
            version="0.1.0",
            readers=[ReaderStatus(name="simulated", health="ready", cause="")],
            ledgers=[status] if self.kiosk else [],
            oldest_waiting_us=None,
            clock_trusted=self.clock_trusted,
            disk_free_bytes=10**9,
            reading=READING,
        )
