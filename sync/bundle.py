"""No network at all: undelivered records go into a file on a USB stick, and the service's answer comes back as one.

The files are ``sync.bundle_protocol``'s. Writing a bundle changes nothing on the kiosk; reading an answer twice, or one
whose records went over the network meanwhile, does no harm. What the service did not sign changes nothing.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

import msgspec

from kiosk.domain.base64url import as_text
from kiosk.local_api.messages import (
    ChangesApplied,
    FetchPending,
    Health,
    HealthWanted,
    Noted,
    PendingPage,
    Settle,
    Settled,
    StartOver,
    WireVerdict,
    WorkerWelcome,
)
from kiosk.machine import MachineHealth
from sync import sealing
from sync.answers import Answered, Timing
from sync.bundle_protocol import (
    MOST_BATCHES,
    BundleError,
    BundleFile,
    KioskBundle,
    ServiceReply,
    Sort,
    as_bytes,
    packed,
    read_file,
    statement,
    unpacked,
)
from sync.enrol import Enrolment
from sync.heartbeat import beat_request
from sync.identity import Identity
from sync.ledgers import lacking
from sync.names import keep, unsent
from sync.network_state import Failed
from sync.ports import Daemon
from sync.protocol import LEVEL, MOST_RECORDS, ChangesAnswer, HeartbeatAnswer, NamesAnswer, RecordsRequest
from sync.pull import Puller
from sync.region_keys import RegionKeys
from sync.wire import wire_reading, wire_record

_NOT_ENROLLED = "This kiosk is not enrolled. Write an enrolment file first."
_NO_SERVICE_KEY = "This kiosk doesn't know its service's key yet. Enrol it once more."


@dataclass(frozen=True, slots=True)
class Written:
    """A file's content. ``records``: how many it carries; ``left``: how many more wait for the next one."""

    content: bytes
    records: int
    left: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer changed. ``settled``: records that the service now has; ``pages``: of changes, taken over."""

    settled: int = 0
    waiting: int = 0
    pages: int = 0
    enrolled: bool = False


class MetDaemon(Daemon, Protocol):
    """A daemon that said who this kiosk is."""

    @property
    def welcome(self) -> WorkerWelcome:
        """What it said."""


def write_bundle(daemon: MetDaemon, identity: Identity, machine: Callable[[], MachineHealth]) -> Written:
    """Return a bundle of what is undelivered; the daemon keeps all of it.

    Raises:
        BundleError: the kiosk isn't enrolled yet.
        LinkError: the daemon went away.

    """
    welcome = daemon.welcome
    if welcome.kiosk is None:
        raise BundleError(_NOT_ENROLLED, "not_enrolled")
    batches, waiting = _batches(daemon)
    health = daemon.ask(HealthWanted(), Health)
    content = KioskBundle(
        level=LEVEL,
        batches=batches,
        heartbeat=beat_request(health, machine()),
        since=welcome.cursor,
        keys=RegionKeys(daemon, welcome).held,
        names=[each for page in unsent(daemon) for each in page],
    )
    sealed = sealing.sealed_to(as_bytes(welcome.service_key or ""), packed(content))
    if sealed is None:
        raise BundleError(_NO_SERVICE_KEY, "not_enrolled")
    records = sum(len(batch.records) for batch in batches)
    file = _signed("records", welcome.kiosk, sealed, identity)
    return Written(msgspec.json.encode(file), records, max(0, waiting - records))


def write_enrolment(daemon: MetDaemon, identity: Identity, model: str, code: str) -> bytes:
    """Return the file that enrols a kiosk with a one-time code. It isn't sealed: keep it as safe as the code."""
    health = daemon.ask(HealthWanted(), Health)
    payload = packed(_enrolment(daemon, identity, model).request(code, version=health.version))
    file = _signed("enrolment", "", payload, identity)
    return msgspec.json.encode(msgspec.structs.replace(file, key=identity.public_key))


def read_answer(content: bytes, identity: Identity, meet: Callable[[], AbstractContextManager[MetDaemon]]) -> Taken:
    """Take over what the service answered. ``meet``: greets the daemon anew; an enrolment changes who it says it is.

    Raises:
        BundleError: it is no answer, damaged, another kiosk's, or not this kiosk's service's: nothing was changed.
        LinkError: the daemon went away; reading the same file again completes it.

    """
    file = read_file(content)
    reply = _opened(file, identity)
    if reply.enrolment is not None:
        with meet() as daemon:
            _require_proof(file, daemon.welcome.service_key or reply.enrolment.service_key.x)
            refusal = _enrolment(daemon, identity, "").accept(reply.enrolment)
        if refusal is not None:
            raise BundleError(refusal.detail, "fault")
    with meet() as daemon:
        welcome = daemon.welcome
        if welcome.kiosk is None or file.kiosk != welcome.kiosk:
            message = "This file is for another kiosk."
            raise BundleError(message, "other_kiosk")
        _require_proof(file, welcome.service_key or "")
        return replace(_take(reply, daemon, welcome), enrolled=reply.enrolment is not None)


def _enrolment(daemon: MetDaemon, identity: Identity, model: str) -> Enrolment:
    sealing_key = daemon.welcome.sealing_key
    return Enrolment(daemon, key=lambda: identity.public_key, sealing_key=sealing_key, model=model)


def _batches(daemon: Daemon) -> tuple[list[RecordsRequest], int]:
    batches: list[RecordsRequest] = []
    place, waiting = (0, 0), 0
    while len(batches) < MOST_BATCHES:
        page = daemon.ask(FetchPending(after_ledger=place[0], after_seq=place[1], most=MOST_RECORDS), PendingPage)
        waiting = waiting or page.waiting
        if not page.records:
            break
        records = [wire_record(each) for each in page.records]
        batches.append(
            RecordsRequest(ledger=page.ledger, hub=page.hub, reading=wire_reading(page.reading), records=records)
        )
        place = (page.ledger_number, page.records[-1].seq)
    return batches, waiting


def _signed(sort: Sort, kiosk: str, payload: bytes, identity: Identity) -> BundleFile:
    return BundleFile(
        sort=sort, kiosk=kiosk, payload=as_text(payload), proof=identity.prove(statement(sort, kiosk, payload))
    )


def _opened(file: BundleFile, identity: Identity) -> ServiceReply:
    if file.sort != "answer":
        message = "This is a file from a kiosk. Read the service's answer, not what was sent."
        raise BundleError(message)
    plain = identity.opened(as_bytes(file.payload))
    if plain is None:
        message = "This file is for another kiosk, or for a key that this kiosk has changed since."
        raise BundleError(message, "other_kiosk")
    try:
        return msgspec.json.decode(unpacked(plain), type=ServiceReply)
    except msgspec.MsgspecError:
        message = "The answer can't be read: the service is newer than this kiosk."
        raise BundleError(message, "newer_service") from None


def _require_proof(file: BundleFile, service_key: str) -> None:
    signed = statement("answer", file.kiosk, as_bytes(file.payload))
    if not sealing.signed_by(as_bytes(service_key), signed, as_bytes(file.proof)):
        message = "This file is not from this kiosk's service. Nothing was changed."
        raise BundleError(message, "not_our_service")


def _take(reply: ServiceReply, daemon: Daemon, welcome: WorkerWelcome) -> Taken:
    settled = waiting = 0
    for answer in reply.records:
        verdicts = [WireVerdict(id=each.id, verdict=each.verdict, reason=each.reason) for each in answer.verdicts]
        done = daemon.ask(Settle(verdicts=verdicts, service=reply.service), Settled)
        settled, waiting = settled + done.settled, done.waiting
    if reply.names is not None:
        _note_names(reply.names, daemon)
    if reply.heartbeat is not None:
        _hear(reply.heartbeat, daemon, welcome)
    return Taken(settled, waiting, _pull(reply, daemon, welcome))


def _note_names(answer: NamesAnswer, daemon: Daemon) -> None:
    """Note which names the service has; what was typed anew meanwhile goes with the next file."""
    for page in unsent(daemon):
        keep(daemon, page, answer.kept)


def _hear(answer: HeartbeatAnswer, daemon: Daemon, welcome: WorkerWelcome) -> None:
    """Offer again what the service lacks, as far as it named it; take changed keys. Its time is old news by now."""
    named = {each.ledger: max((gap.last for gap in each.gaps), default=0) for each in answer.ledgers}
    for gap in lacking(answer.ledgers, named):
        daemon.ask(gap, Noted)
    if answer.letter is not None:
        RegionKeys(daemon, welcome).deliver(answer.letter)


def _pull(reply: ServiceReply, daemon: Daemon, welcome: WorkerWelcome) -> int:
    """Take the pages over as if they were being pulled; return how many."""
    if reply.since != welcome.cursor or not reply.changes:
        return 0
    if reply.anew:
        place = daemon.ask(StartOver(), ChangesApplied)
        welcome = msgspec.structs.replace(welcome, cursor=place.cursor, generation=place.generation)
    puller = Puller(daemon, _Played(reply.changes, reply.service), welcome)
    for _ in reply.changes:
        taken = puller.step()
        if isinstance(taken, Failed):
            raise BundleError(taken.trouble.network.detail, "fault")
    return len(reply.changes)


class _Played:
    """A service that gives one page after the other, whatever it is asked."""

    def __init__(self, pages: list[ChangesAnswer], service: str) -> None:
        self._pages = iter(pages)
        self._service = service

    def call(self, method: str, target: str, body: bytes = b"", *, gzipped: bool = False) -> Answered:
        del method, target, body, gzipped
        page = msgspec.json.encode(next(self._pages))
        return Answered(200, page, self._service, None, None, Timing(0, 0))
