"""A USB stick brings what a kiosk without a network has recorded; the answer goes back the same way.

Everything is judged as if it had come over the network: a file that comes twice, or whose records came otherwise, does
no harm.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

import msgspec

from badge_service.store.engine import Database
from badge_service.store.keyring import Purpose
from badge_service.store.kiosks import Kiosk
from badge_service.usecases.caller import Caller, Denied
from badge_service.usecases.kiosk_calls import KioskCalls
from badge_service.usecases.sealing import seal_to_signer, signed_by, signer
from kiosk.domain.base64url import as_text
from kiosk.domain.ids import KioskId
from sync import sealing
from sync.bundle_protocol import (
    MOST_BATCHES,
    BundleError,
    BundleFile,
    KioskBundle,
    ServiceReply,
    as_bytes,
    packed,
    read_file,
    statement,
    unpacked,
)
from sync.protocol import (
    LEVEL,
    MOST_NAMES,
    ChangesAnswer,
    EnrolmentRequest,
    Name,
    NamesAnswer,
    NamesRequest,
    RecordsAnswer,
)

T = TypeVar("T")
_MOST_PAGES = 2_000
"""A million changes: a hub's members and cards come in a few of these."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held and what goes back. ``answer``: the file for the kiosk."""

    kiosk: KioskId
    answer: bytes
    records: int = 0
    accepted: int = 0
    duplicates: int = 0
    held: int = 0
    refused: int = 0
    enrolled: bool = False


@dataclass(frozen=True, slots=True)
class ImportBundle:
    """Takes kiosks' files in. ``version``: this service's."""

    database: Database
    calls: KioskCalls
    version: str

    def __call__(self, content: bytes) -> Imported:
        """Take a file in and return what it came to.

        Raises:
            BundleError: it is no kiosk's file, damaged, or not to be believed; nothing was taken in.
            StoreError: the database refused; what was taken in stays, and the file may come again.

        """
        file = read_file(content)
        match file.sort:
            case "records":
                return self._take(file)
            case "enrolment":
                return self._enrol(file)
            case "answer":
                message = "This is an answer for a kiosk, not a kiosk's file."
                raise BundleError(message)

    def _take(self, file: BundleFile) -> Imported:
        kiosk = self._known(file)
        payload = as_bytes(file.payload)
        bundle = _decoded(self._opened(payload), KioskBundle)
        if len(bundle.batches) > MOST_BATCHES:
            message = "The file holds more than a kiosk writes."
            raise BundleError(message)
        caller = Caller(kiosk.id, kiosk.hub)
        answers = [_granted(self.calls.ingest(caller, batch, carried=True)) for batch in bundle.batches]
        heartbeat = _granted(self.calls.hear(caller, bundle.heartbeat, bundle.level, bundle.keys))
        names = self._names(caller, bundle.names)
        pages, anew = self._pages(caller, bundle.since, bundle.level)
        reply = ServiceReply(
            service=self.version,
            records=answers,
            heartbeat=heartbeat,
            since=bundle.since,
            anew=anew,
            changes=pages,
            names=names,
        )
        return _counted(Imported(kiosk.id, self._written(reply, kiosk)), answers)

    def _enrol(self, file: BundleFile) -> Imported:
        payload = as_bytes(file.payload)
        if file.key is None or not signed_by(file.key.x, statement("enrolment", "", payload), file.proof):
            message = "The file is damaged: its signature doesn't hold."
            raise BundleError(message)
        request = _decoded(payload, EnrolmentRequest)
        if request.key != file.key:
            message = "The file was signed with another key than it wants to register."
            raise BundleError(message)
        answer = _granted(self.calls.enrol(request, None))
        kiosk = self._kiosk(KioskId(answer.kiosk))
        pages, _ = self._pages(Caller(kiosk.id, kiosk.hub), None, LEVEL)
        reply = ServiceReply(service=self.version, enrolment=answer, changes=pages)
        return Imported(kiosk.id, self._written(reply, kiosk), enrolled=True)

    def _known(self, file: BundleFile) -> Kiosk:
        kiosk = self._kiosk(KioskId(file.kiosk))
        if not signed_by(kiosk.key, statement("records", file.kiosk, as_bytes(file.payload)), file.proof):
            message = "The file is damaged, or is not this kiosk's: its signature doesn't hold."
            raise BundleError(message)
        if kiosk.revoked_us is not None:
            message = "This kiosk was revoked. Enrol it with a new code; it has kept everything."
            raise BundleError(message)
        return kiosk

    def _kiosk(self, kiosk: KioskId) -> Kiosk:
        found = self.database.read(lambda unit: unit.kiosks.get(kiosk))
        if found is None:
            message = "This service knows no such kiosk."
            raise BundleError(message)
        return found

    def _opened(self, sealed: bytes) -> bytes:
        (key,) = self.database.read(lambda unit: unit.keyring.keys(Purpose.SIGNING))
        plain = sealing.opened(key.secret, sealed)
        if plain is None:
            message = "The file is sealed to another badge service."
            raise BundleError(message)
        return plain

    def _names(self, caller: Caller, names: list[Name]) -> NamesAnswer | None:
        if not names:
            return None
        taken = [_granted(self.calls.names(caller, NamesRequest(names=some))) for some in _some(names)]
        return NamesAnswer(kept=[each for answer in taken for each in answer.kept])

    def _pages(self, caller: Caller, since: str | None, level: int) -> tuple[list[ChangesAnswer], bool]:
        """Return everything that changed after ``since``, and whether that is all there is: the place is not known."""
        first = self.calls.pull(caller, since, level)
        anew = isinstance(first, Denied)
        if isinstance(first, Denied):
            first = _granted(self.calls.pull(caller, None, level))
        return list(islice(self._following(caller, first, level), _MOST_PAGES)), anew

    def _following(self, caller: Caller, first: ChangesAnswer | None, level: int) -> Iterator[ChangesAnswer]:
        page = first
        while page is not None:
            yield page
            after = self.calls.pull(caller, page.cursor, level) if page.more else None
            page = None if isinstance(after, Denied) else after

    def _written(self, reply: ServiceReply, kiosk: Kiosk) -> bytes:
        sealed = seal_to_signer(packed(reply), kiosk.key)
        if sealed is None:
            message = "The kiosk's key can't be sealed to."
            raise BundleError(message)
        own = self.database.read(signer)
        proof = own.proof(statement("answer", kiosk.id, sealed))
        return msgspec.json.encode(BundleFile(sort="answer", kiosk=kiosk.id, payload=as_text(sealed), proof=proof))


def _some(names: list[Name]) -> Iterator[list[Name]]:
    return (names[first : first + MOST_NAMES] for first in range(0, len(names), MOST_NAMES))


def _decoded(payload: bytes, wanted: type[T]) -> T:
    try:
        return msgspec.json.decode(unpacked(payload), type=wanted)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        message = "The file can't be read: the kiosk is newer than this service."
        raise BundleError(message) from None


def _granted(answer: T | Denied) -> T:
    if isinstance(answer, Denied):
        raise BundleError(answer.detail)
    return answer


def _counted(imported: Imported, answers: Sequence[RecordsAnswer]) -> Imported:
    words = Counter(each.verdict for answer in answers for each in answer.verdicts)
    return replace(
        imported,
        records=words.total(),
        accepted=words["accepted"],
        duplicates=words["duplicate"],
        held=words["held"],
        refused=words["refused"],
    )
