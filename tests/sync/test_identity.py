import base64
import hashlib
import json
import stat
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.errors import IdentityError
from sync.identity import Identities, Identity


def load_or_make(path: Path) -> Identity:
    return Identities(path).current


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "state" / "identity.pem"
    first = load_or_make(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_make(path).public_key == first.public_key
    assert list(path.parent.iterdir()) == [path]


def test_a_power_cut_while_the_key_was_being_made_leaves_no_half_key(tmp_path: Path) -> None:
    (tmp_path / "identity.pem.new").write_bytes(b"half a k")
    identity = load_or_make(tmp_path / "identity.pem")
    assert load_or_make(tmp_path / "identity.pem").public_key == identity.public_key


@pytest.mark.parametrize("content", [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\n"])
def test_a_damaged_key_is_never_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "identity.pem"
    path.write_bytes(content)
    with pytest.raises(IdentityError):
        load_or_make(path)
    assert path.read_bytes() == content


def test_a_signature_states_the_request_and_holds(tmp_path: Path) -> None:
    identity = load_or_make(tmp_path / "identity.pem")
    token = identity.sign(kiosk="kiosk-1", method="POST", target="/x?y=1", body=b"body", nonce="n")
    public = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(identity.public_key.x + "="))
    claims = jwt.decode(token, public, algorithms=["EdDSA"])
    digest = base64.urlsafe_b64encode(hashlib.sha256(b"body").digest()).decode().rstrip("=")
    assert claims == {"kiosk": "kiosk-1", "htm": "POST", "htu": "/x?y=1", "digest": digest, "nonce": "n"}
    assert jwt.get_unverified_header(token)["kid"] == "kiosk-1"


def test_before_enrolment_the_key_is_named_by_its_thumbprint(tmp_path: Path) -> None:
    identity = load_or_make(tmp_path / "identity.pem")
    token = identity.sign(kiosk="", method="POST", target="/x", body=b"", nonce="")
    canonical = json.dumps({"crv": "Ed25519", "kty": "OKP", "x": identity.public_key.x}, separators=(",", ":"))
    thumbprint = base64.urlsafe_b64encode(hashlib.sha256(canonical.encode()).digest()).decode().rstrip("=")
    assert jwt.get_unverified_header(token)["kid"] == thumbprint
