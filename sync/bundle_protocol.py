"""The files that a USB stick carries between a kiosk without a network and the badge service; shared by both sides.

A file is one JSON object, a ``BundleFile``. Its payload is gzipped JSON in a NaCl sealed box (libsodium's
``crypto_box_seal``) to the receiver's Ed25519 key converted to X25519; only an enrolment's request is not sealed, since
its sender knows no service yet. The proof is the sender's Ed25519 signature over ``statement``.
"""

import hashlib
import zlib
from typing import Literal

import msgspec

from kiosk.domain import base64url
from sync.protocol import (
    ChangesAnswer,
    EnrolmentAnswer,
    EnrolmentRequest,
    HeartbeatAnswer,
    HeartbeatRequest,
    Name,
    NamesAnswer,
    PublicKey,
    RecordsAnswer,
    RecordsRequest,
    Wire,
)

MOST_FILE_BYTES = 64 * 1024 * 1024
MOST_UNPACKED_BYTES = 160 * 1024 * 1024
MOST_BATCHES = 400
"""Of up to 500 records each: more than a hub records in years. What is left over goes into the next bundle."""
_GZIP_WINDOW = 31
_ZIP_LEVEL = 6

Sort = Literal["records", "enrolment", "answer"]


class BundleFile(Wire, frozen=True, kw_only=True):
    """One file. ``kiosk``: whose it is, empty before enrolment. ``key``: what signed an enrolment's request.

    ``payload`` and ``proof`` are base64url without padding.
    """

    hubtap: Literal["bundle/1"] = "bundle/1"
    sort: Sort
    kiosk: str
    key: PublicKey | None = None
    payload: str
    proof: str


class KioskBundle(Wire, frozen=True, kw_only=True, omit_defaults=True):
    """What a kiosk sends: its undelivered records, how it is, and where its next pull goes on.

    ``keys``: ids of the region's keys that the daemon holds, with commas between. ``names``: those that the service
    doesn't have yet; from level 4 on.
    """

    level: int
    batches: list[RecordsRequest]
    heartbeat: HeartbeatRequest
    since: str | None
    keys: str
    names: list[Name] = msgspec.field(default_factory=list)


class ServiceReply(Wire, frozen=True, kw_only=True, omit_defaults=True):
    """What the service sends back.

    ``records``: an answer for each batch, in order. ``since``: where the kiosk's file said that its next pull goes
    on; one that has pulled on meanwhile leaves ``changes`` alone. ``anew``: they begin at the beginning, since the
    service no longer knows that place. ``enrolment``: for an enrolment's request. ``names``: for the names, if any.
    """

    service: str
    records: list[RecordsAnswer] = msgspec.field(default_factory=list)
    heartbeat: HeartbeatAnswer | None = None
    since: str | None = None
    anew: bool = False
    changes: list[ChangesAnswer] = msgspec.field(default_factory=list)
    enrolment: EnrolmentAnswer | None = None
    names: NamesAnswer | None = None


class BundleError(ValueError):
    """A file is no bundle, or is damaged, or can't be made; the text says which, for people.

    ``code``: ``damaged``, ``other_kiosk``, ``not_our_service``, ``newer_service``, ``not_enrolled`` or ``fault``.
    """

    def __init__(self, text: str, code: str = "damaged") -> None:
        """Keep both."""
        super().__init__(text)
        self.code = code


def packed(content: KioskBundle | ServiceReply | EnrolmentRequest) -> bytes:
    """Return ``content`` as gzipped JSON."""
    compressor = zlib.compressobj(_ZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    return compressor.compress(msgspec.json.encode(content)) + compressor.flush()


def unpacked(payload: bytes) -> bytes:
    """Return the JSON in a payload that was opened.

    Raises:
        BundleError: it isn't whole, or far too large.

    """
    stream = zlib.decompressobj(_GZIP_WINDOW)
    try:
        plain = stream.decompress(payload, MOST_UNPACKED_BYTES)
    except zlib.error:
        plain = b""
    if not stream.eof or stream.unused_data:
        message = "The file is damaged, or far too large."
        raise BundleError(message)
    return plain


def read_file(content: bytes) -> BundleFile:
    """Return what a file holds, unchecked as yet.

    Raises:
        BundleError: it is no file of ours.

    """
    try:
        if len(content) <= MOST_FILE_BYTES:
            return msgspec.json.decode(content, type=BundleFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        pass
    message = "This is no Hubtap file, or it was cut short on its way."
    raise BundleError(message)


def statement(sort: Sort, kiosk: str, payload: bytes) -> bytes:
    """Return what a file's sender signs."""
    return f"hubtap {sort} file v1\0{kiosk}\0".encode() + hashlib.sha256(payload).digest()


def as_bytes(text: str) -> bytes:
    """Return the bytes of a file's payload, key or proof.

    Raises:
        BundleError: it is none.

    """
    try:
        return base64url.as_bytes(text)
    except ValueError:
        message = "The file is damaged."
        raise BundleError(message) from None
