"""A badge service on a real socket that keeps to the protocol, and misbehaves when told to.

Signatures, nonces and digests are checked as the real one checks them.
"""

import base64
import contextlib
import gzip
import hashlib
import json
import secrets
import socket
import ssl
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import unquote

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync import protocol
from sync.protocol import (
    CHANGES_PATH,
    ENROLMENTS_PATH,
    HEARTBEATS_PATH,
    KEYS_PATH,
    NAMES_PATH,
    RECORDS_PATH,
    ChangesAnswer,
    EnrolmentAnswer,
    EnrolmentRequest,
    Gap,
    HeartbeatAnswer,
    HeartbeatRequest,
    KeptName,
    LedgerAnswer,
    Name,
    NamesAnswer,
    NamesRequest,
    NewKeyAnswer,
    NewKeyRequest,
    OtherKiosk,
    PublicKey,
    RecordsAnswer,
    RecordsRequest,
    RecordVerdict,
    RequestClaims,
    SealedLetter,
)

SERVICE_TIME_US = 1_770_000_000_000_000


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    def decoded(self) -> bytes:
        """Return the body without its gzip."""
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body


@dataclass(frozen=True)
class Said:
    """One answer before it is sent."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    ours: bool = True


Behaviour = Callable[[Asked, Callable[[], Said], socket.socket], Said | None]
"""What to do with a request: ``proper()`` handles it as it should be. None: it was answered, or never will be."""


class FakeService:
    """Records, kiosks, codes and changes in memory."""

    def __init__(self) -> None:
        self.version = "1.0"
        self.asked: list[Asked] = []
        self.records: dict[str, bytes] = {}
        self.seqs: dict[str, set[int]] = defaultdict(set)
        self.duplicates = 0
        self.keys: dict[str, str] = {}
        self.next_keys: dict[str, str] = {}
        self.wants_new_key: set[str] = set()
        self.region_keys: list[str] = []
        self.codes: dict[str, str] = {}
        self.heartbeats: list[HeartbeatRequest] = []
        self.names: dict[str, Name] = {}
        self.nameless: set[str] = set()
        self.others: list[OtherKiosk] | None = None
        self.pages: dict[str, ChangesAnswer] = {}
        self.gone_cursors: set[str] = set()
        self.revoked: set[str] = set()
        self._nonces: set[str] = set()
        self._next: dict[str, deque[Behaviour]] = defaultdict(deque)
        self._always: dict[str, Behaviour] = {}
        self._lock = threading.RLock()
        self._server: _Server | None = None
        self._port = 0
        self._scheme = "http"

    # ------------------------------------------------------------- for tests

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._port}"

    def next(self, path: str, *behaviours: Behaviour) -> None:
        """Meet the next requests for ``path`` with these, one each."""
        self._next[path].extend(behaviours)

    def always(self, path: str, behaviour: Behaviour | None) -> None:
        """Meet every request for ``path`` with this (None: properly again)."""
        if behaviour is None:
            self._always.pop(path, None)
        else:
            self._always[path] = behaviour

    def know(self, kiosk: str, key: PublicKey) -> None:
        """Have ``kiosk`` enrolled already."""
        self.keys[kiosk] = key.x

    def forget_nonces(self) -> None:
        """Let every nonce be stale."""
        self._nonces.clear()

    def count(self, path: str) -> int:
        """Return how many requests for ``path`` arrived."""
        return sum(each.path == path for each in self.asked)

    def start(self, tls: ssl.SSLContext | None = None) -> None:
        """Listen, on the same port as before if there was one."""
        self._server = _Server(("127.0.0.1", self._port), _Handler)
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
            self._scheme = "https"
        self._server.fake = self
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=[0.01], daemon=True).start()

    def stop(self) -> None:
        """Go away as a killed service does: connections end, the port refuses."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server.hang_up()
            self._server = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # ------------------------------------------------------------- handling

    def handle(self, asked: Asked, connection: socket.socket) -> Said | None:
        with self._lock:
            self.asked.append(asked)
            waiting = self._next[asked.path]
            behaviour = waiting.popleft() if waiting else self._always.get(asked.path)
        if behaviour is None:
            return self.proper(asked)
        return behaviour(asked, lambda: self.proper(asked), connection)

    def fresh_nonce(self) -> str:
        nonce = secrets.token_urlsafe(8)
        self._nonces.add(nonce)
        return nonce

    def proper(self, asked: Asked) -> Said:
        """Answer as the protocol says."""
        with self._lock:
            handlers: dict[str, Callable[[Asked, str], Said]] = {
                ENROLMENTS_PATH: self._enrol,
                RECORDS_PATH: self._take,
                CHANGES_PATH: self._changes,
                HEARTBEATS_PATH: self._hear,
                KEYS_PATH: self._change_key,
                NAMES_PATH: self._name,
            }
            key = self._signer(asked)
            if isinstance(key, Said):
                return key
            return handlers[asked.path](asked, key)

    def _signer(self, asked: Asked) -> str | Said:  # noqa: C901, PLR0911  one answer a trouble
        scheme, _, token = asked.headers.get("authorization", "").partition(" ")
        if scheme != protocol.AUTHORIZATION_SCHEME:
            return problem(401, "bad_signature")
        kid = jwt.get_unverified_header(token)["kid"]
        if asked.path == ENROLMENTS_PATH:
            key = msgspec.json.decode(asked.body, type=EnrolmentRequest).key.x
            if kid in self.keys:
                return problem(401, "bad_signature")
        elif kid in self.revoked:
            return problem(403, "kiosk_revoked")
        elif kid in self.keys:
            key = self.keys[kid]
        else:
            return problem(403, "unknown_kiosk")
        claims = _claims(token, key)
        by_next = claims is None and kid in self.next_keys
        if by_next:
            claims = _claims(token, self.next_keys[kid])
        if claims is None:
            return problem(401, "bad_signature")
        target = f"{asked.path}?{asked.query}" if asked.query else asked.path
        digest = base64.urlsafe_b64encode(hashlib.sha256(asked.body).digest()).rstrip(b"=").decode()
        if (claims.htm, claims.htu, claims.digest) != (asked.method, target, digest):
            return problem(401, "bad_signature")
        if claims.nonce not in self._nonces:
            return problem(401, "use_nonce")
        if by_next:
            self.keys[kid] = self.next_keys.pop(kid)
            self.wants_new_key.discard(kid)
        return key if asked.path == ENROLMENTS_PATH else kid

    def _enrol(self, asked: Asked, key: str) -> Said:
        request = msgspec.json.decode(asked.body, type=EnrolmentRequest)
        owner = self.codes.get(request.code)
        if owner is None:
            return problem(403, "code_unknown")
        if owner not in {"", key}:
            return problem(403, "code_used")
        self.codes[request.code] = key
        kiosk = f"kiosk-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
        self.keys[kiosk] = key
        self.revoked.discard(kiosk)
        answer = EnrolmentAnswer(
            kiosk=kiosk,
            hub="march",
            hub_name="March",
            zone="Europe/London",
            sealed_keys="c2VhbGVk",
            service_time_us=SERVICE_TIME_US,
            service_key=PublicKey(x=key),
            settings={},
        )
        return Said(201, msgspec.json.encode(answer))

    def _take(self, asked: Asked, _: str) -> Said:
        request = msgspec.json.decode(asked.decoded(), type=RecordsRequest)
        verdicts = []
        for record in request.records:
            known = record.id in self.records
            self.duplicates += known
            self.records[record.id] = bytes(record.body)
            self.seqs[request.ledger].add(record.seq)
            verdicts.append(RecordVerdict(id=record.id, verdict="duplicate" if known else "accepted"))
        through, gaps = self._coverage(request.ledger, 0)
        return Said(200, msgspec.json.encode(RecordsAnswer(verdicts=verdicts, complete_through=through, gaps=gaps)))

    def _coverage(self, ledger: str, highest: int) -> tuple[int, list[Gap]]:
        seqs = self.seqs[ledger]
        top = max([*seqs, highest])
        missing = [seq for seq in range(1, top + 1) if seq not in seqs]
        return (missing[0] - 1 if missing else top), [Gap(first=seq, last=seq) for seq in missing]

    def _changes(self, asked: Asked, _: str) -> Said:
        parts = dict(part.split("=", 1) for part in asked.query.split("&"))
        since = parts.get("since", "")
        if since in self.gone_cursors:
            return problem(410, "cursor_gone")
        page = self.pages.get(since)
        return Said(304) if page is None else Said(200, msgspec.json.encode(page))

    def _change_key(self, asked: Asked, kiosk: str) -> Said:
        key = msgspec.json.decode(asked.body, type=NewKeyRequest).key.x
        if self.keys[kiosk] == key:
            return Said(200, msgspec.json.encode(NewKeyAnswer(state="current")))
        self.next_keys[kiosk] = key
        return Said(200, msgspec.json.encode(NewKeyAnswer(state="registered")))

    def _name(self, asked: Asked, _: str) -> Said:
        """Keep names but those of ``nameless``."""
        told = msgspec.json.decode(asked.body, type=NamesRequest).names
        names = [each for each in told if each.subject not in self.nameless]
        self.names |= {each.subject: each for each in names}
        kept = [KeptName(subject=each.subject, revision=each.revision) for each in names]
        return Said(200, msgspec.json.encode(NamesAnswer(kept=kept)))

    def _letter(self, asked: Asked) -> SealedLetter | None:
        """Return a letter whose "sealed" keys the fake daemon can read."""
        held = unquote(asked.query.partition("keys=")[2])
        if held == ",".join(self.region_keys):
            return None
        return SealedLetter(sealed_keys=".".join(self.region_keys), issued_us=1, service_key="key", proof="proof")

    def _hear(self, asked: Asked, kiosk: str) -> Said:
        request = msgspec.json.decode(asked.decoded(), type=HeartbeatRequest)
        self.heartbeats.append(request)
        ledgers = []
        for each in request.ledgers:
            through, gaps = self._coverage(each.ledger, each.highest)
            ledgers.append(LedgerAnswer(ledger=each.ledger, complete_through=through, gaps=gaps))
        answer = HeartbeatAnswer(
            ledgers=ledgers,
            service_time_us=SERVICE_TIME_US,
            letter=self._letter(asked),
            rotate_key=kiosk in self.wants_new_key,
            others=self.others,
        )
        return Said(200, msgspec.json.encode(answer))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    fake: FakeService

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  handed on as they come
        self.open: set[socket.socket] = set()
        super().__init__(*args, **kwargs)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  as the base class has it
        self.open.add(request)
        super().process_request(request, client_address)

    def hang_up(self) -> None:
        for each in list(self.open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  as the base class has it
        """Say nothing of clients that go away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path, _, query = self.path.partition("?")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        said = self.server.fake.handle(Asked(self.command, path, query, headers, body), self.connection)
        if said is None:
            self.close_connection = True
            return
        self.connection.sendall(rendered(said, self.server.fake))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401  as the base class has it
        """Keep tests quiet."""


def rendered(said: Said, fake: FakeService) -> bytes:
    """Return the bytes of a whole answer."""
    headers = {"Date": formatdate(SERVICE_TIME_US / 1e6, usegmt=True)}
    if said.status != 304:
        headers["Content-Length"] = str(len(said.body))
    if said.ours:
        headers |= {protocol.SERVICE_HEADER: fake.version, protocol.NONCE_HEADER: fake.fresh_nonce()}
        headers["Content-Type"] = "application/json" if said.status < 400 else protocol.PROBLEM_TYPE
    headers |= said.headers
    lines = [f"HTTP/1.1 {said.status} Whatever", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + said.body


def _claims(token: str, key: str) -> RequestClaims | None:
    public = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(key + "=="))
    try:
        return msgspec.convert(jwt.decode(token, public, algorithms=["EdDSA"]), RequestClaims)
    except jwt.InvalidSignatureError:
        return None


def problem(status: int, code: str, headers: dict[str, str] | None = None) -> Said:
    """Return a problem document."""
    body = json.dumps({"code": code, "title": code, "status": status}).encode()
    return Said(status, body, headers or {})
