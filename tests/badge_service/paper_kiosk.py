"""A kiosk made of paper: real keys, real signatures, real HTTP, and records as a test wants them."""

import base64
import gzip
import hashlib
import http.client
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nacl.public import PrivateKey, SealedBox

from kiosk.domain.letters import new_key_statement

BOOT = "7d0f3c52-0000-4000-8000-000000000001"
_STARTED_US = 1_789_000_000_000_000
"""In September 2026, some days before the tests' own time."""
_DEADLINE_S = 30

Json: TypeAlias = Any
"""Whatever an answer's JSON holds: the test says what it expects."""


def as_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def as_bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Json:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The problem's code."""
        assert self.headers["content-type"] == "application/problem+json"
        assert self.json["status"] == self.status
        code: str = self.json["code"]
        return code


class PaperKiosk:
    """One kiosk at a running service; it keeps its connection."""

    def __init__(self, url: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=_DEADLINE_S)
        self.key = Ed25519PrivateKey.generate()
        self.daemon_key = PrivateKey.generate()
        self.id = ""
        self.nonce = ""
        self.ledger = f"ledger-{uuid.uuid4()}"
        self.hub = "cambridge"

    def close(self) -> None:
        self._connection.close()

    @property
    def public_key(self) -> str:
        return as_text(self.key.public_key().public_bytes_raw())

    def send(self, method: str, target: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """Send one request as it is."""
        self._connection.request(method, target, body=body or None, headers=headers or {})
        raw = self._connection.getresponse()
        answer = Answer(raw.status, {name.lower(): value for name, value in raw.getheaders()}, raw.read())
        self.nonce = answer.headers.get("hubtap-nonce", self.nonce)
        return answer

    def token(self, method: str, target: str, body: bytes, **changed: object) -> str:
        """Return the JWT for a request; ``changed`` replaces claims."""
        claims = {
            "kiosk": self.id,
            "htm": method,
            "htu": target,
            "digest": as_text(hashlib.sha256(body).digest()),
            "nonce": self.nonce,
        }
        kid = self.id or as_text(
            hashlib.sha256(f'{{"crv":"Ed25519","kty":"OKP","x":"{self.public_key}"}}'.encode()).digest()
        )
        return jwt.encode(claims | changed, self.key, algorithm="EdDSA", headers={"kid": kid})

    def signed(self, method: str, target: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """Sign and send; sign once more where the service wants its new nonce."""
        for _ in range(2):
            authorization = {"Authorization": f"Hubtap {self.token(method, target, body)}"}
            answer = self.send(method, target, body, (headers or {}) | authorization)
            if answer.status != 401 or answer.code != "use_nonce":
                break
        return answer

    def post(self, target: str, content: object, *, packed: bool = False) -> Answer:
        body = json.dumps(content).encode()
        if packed:
            return self.signed("POST", target, gzip.compress(body), {"Content-Encoding": "gzip"})
        return self.signed("POST", target, body)

    def enrol(self, code: str, *, level: int = 3) -> Answer:
        self.id, known = "", self.id
        answer = self.post(
            f"/api/v1/enrolments?level={level}",
            {
                "code": code,
                "key": {"kty": "OKP", "crv": "Ed25519", "x": self.public_key},
                "sealing_key": as_text(bytes(self.daemon_key.public_key)),
                "model": "paper",
                "version": "1",
            },
        )
        if answer.status == 201:
            self.id, self.hub = answer.json["kiosk"], answer.json["hub"]
        else:
            self.id = known
        return answer

    def register(self, new: Ed25519PrivateKey, **changed: object) -> Answer:
        """Ask for another key, signed with the present one."""
        key = as_text(new.public_key().public_bytes_raw())
        proof = as_text(new.sign(new_key_statement(self.id, key)))
        return self.post("/api/v1/keys", {"key": {"kty": "OKP", "crv": "Ed25519", "x": key}, "proof": proof} | changed)

    def opened(self, sealed: str) -> Json:
        """Return what the sealed box holds, as the daemon would."""
        return json.loads(SealedBox(self.daemon_key).decrypt(as_bytes(sealed)))

    def push(self, records: Iterable[dict[str, Any]], *, packed: bool = False, **changed: object) -> Answer:
        content = {"ledger": self.ledger, "hub": self.hub, "reading": reading(0), "records": list(records)}
        return self.post("/api/v1/records", content | changed, packed=packed)

    def pull(self, since: str | None = None, *, level: int = 2) -> Answer:
        after = f"since={since}&" if since else ""
        return self.signed("GET", f"/api/v1/changes?{after}level={level}")

    def beat(self, ledgers: dict[str, int], /, *, level: int = 3, keys: str = "r1", **changed: object) -> Answer:
        content = {
            "version": "1",
            "readers": [{"name": "Paper reader", "health": "ready", "cause": ""}],
            "ledgers": [{"ledger": ledger, "highest": highest} for ledger, highest in ledgers.items()],
            "waiting": 0,
            "oldest_waiting_us": None,
            "clock_trusted": True,
            "disk_free_bytes": 1,
            "temperature_c": None,
            "undervoltage": None,
            "reading": reading(0),
        }
        return self.post(f"/api/v1/heartbeats?level={level}&keys={keys}", content | changed)


def reading(wall_us: int, boottime_us: int | None = None) -> dict[str, Any]:
    """Return a synchronised clock's reading; ``boottime_us`` unless given: as long after the kiosk's only start."""
    since_us = max(1, wall_us - _STARTED_US) if boottime_us is None else boottime_us
    return {"wall_us": wall_us, "synchronised": True, "boot": BOOT, "boottime_us": since_us}


def record(seq: int, kind: str, body: object, *, wall_us: int = 0) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "seq": seq, "kind": kind, "taken": reading(wall_us), "body": body}


def tap(seq: int, token: str = "", event: str | None = "drop-in-cambridge", *, wall_us: int = 0) -> dict[str, Any]:
    tokens = [token or f"r1:{seq:032x}"]
    return record(seq, "tap", {"tokens": tokens, "event": event, "outcome": "arrived", "reason": None}, wall_us=wall_us)
