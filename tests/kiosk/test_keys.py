"""The daemon's own key and the region's: kept for this user only, and never lost to somebody else's seal."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from nacl.public import PrivateKey, PublicKey, SealedBox

from kiosk.domain.cards import RegionKey
from kiosk.domain.errors import SealError
from kiosk.domain.letters import KeyLetter
from kiosk.keys import KeyRing

FIRST = RegionKey("k1", b"0123456789abcdef")
SECOND = RegionKey("k2", b"fedcba9876543210fedcba9876543210")


def base64url(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def seal(content: bytes, to: str) -> str:
    """Seal as the service does."""
    public = PublicKey(urlsafe_b64decode(to + "=" * (-len(to) % 4)))
    return base64url(SealedBox(public).encrypt(content))


def letter(sealed: str, *, issued_us: int = 1) -> KeyLetter:
    return KeyLetter(sealed, issued_us, None, None)


def accept(ring: KeyRing, sealed: str) -> tuple[RegionKey, ...]:
    opened = ring.open(letter(sealed))
    ring.keep(opened)
    return opened.keys


def listed(*keys: RegionKey) -> bytes:
    return msgspec.json.encode([{"key_id": key.key_id, "secret": base64url(key.secret)} for key in keys])


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing(tmp_path)


def test_the_public_key_is_always_the_same(ring: KeyRing, tmp_path: Path) -> None:
    first = ring.sealing_key()
    assert first == ring.sealing_key() == KeyRing(tmp_path).sealing_key()
    assert len(urlsafe_b64decode(first + "=")) == 32


def test_a_power_cut_between_the_two_files_does_not_change_the_key(ring: KeyRing, tmp_path: Path) -> None:
    first = ring.sealing_key()
    (tmp_path / "sealing.pub").unlink()
    assert ring.sealing_key() == first


def test_there_are_no_region_keys_before_enrolment(ring: KeyRing) -> None:
    assert ring.region_keys() == ()


def test_region_keys_are_opened_and_kept_the_primary_one_first(ring: KeyRing, tmp_path: Path) -> None:
    sealed = seal(listed(SECOND, FIRST), ring.sealing_key())
    assert accept(ring, sealed) == (SECOND, FIRST)
    assert KeyRing(tmp_path).region_keys() == (SECOND, FIRST)


def test_every_file_is_for_this_user_only(ring: KeyRing, tmp_path: Path) -> None:
    accept(ring, seal(listed(FIRST), ring.sealing_key()))
    files = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    assert files == dict.fromkeys(("sealing.key", "sealing.pub", "region-keys.json"), 0o600)


def test_a_draft_that_a_power_cut_left_is_no_hindrance(ring: KeyRing, tmp_path: Path) -> None:
    (tmp_path / "region-keys.json.new").write_bytes(b"half")
    assert accept(ring, seal(listed(FIRST), ring.sealing_key())) == (FIRST,)


def bad_seals(own: str) -> Sequence[str]:
    somebody = base64url(bytes(PrivateKey.generate().public_key))
    contents = (b"", b"{}", b"[]", b"not JSON", listed(RegionKey("k1", b"short")), b'[{"key_id":"k1","secret":"?"}]')
    return (
        seal(listed(SECOND), somebody),
        *(seal(content, own) for content in contents),
        "",
        "?",
        "ünï",
        "AAAA",
        seal(listed(SECOND), own)[:-4],
    )


def test_whatever_cannot_be_opened_is_refused_and_the_old_keys_stay(ring: KeyRing) -> None:
    accept(ring, seal(listed(FIRST), ring.sealing_key()))
    for sealed in bad_seals(ring.sealing_key()):
        with pytest.raises(SealError, match="could not be opened"):
            accept(ring, sealed)
        assert ring.region_keys() == (FIRST,)


def test_without_an_own_key_nothing_can_be_opened(ring: KeyRing) -> None:
    with pytest.raises(SealError):
        accept(ring, seal(listed(FIRST), base64url(bytes(PrivateKey.generate().public_key))))


def test_damaged_files_are_named_in_words(ring: KeyRing, tmp_path: Path) -> None:
    (tmp_path / "region-keys.json").write_bytes(b"\0\0\0\0")
    with pytest.raises(SealError, match=r"region-keys\.json can't be read .* enrol this kiosk again"):
        ring.region_keys()
    (tmp_path / "sealing.key").write_bytes(b"too short")
    with pytest.raises(SealError, match="own key"):
        ring.sealing_key()
    with pytest.raises(SealError):
        ring.open(letter("AAAA"))


def test_the_first_versions_file_still_holds(ring: KeyRing, tmp_path: Path) -> None:
    (tmp_path / "region-keys.json").write_bytes(listed(SECOND, FIRST))
    assert ring.region_keys() == (SECOND, FIRST)
    assert ring.issued_us() == 0


def test_when_the_letter_was_written_is_kept_with_its_keys(ring: KeyRing, tmp_path: Path) -> None:
    ring.keep(ring.open(letter(seal(listed(FIRST), ring.sealing_key()), issued_us=77)))
    assert KeyRing(tmp_path).issued_us() == 77


@pytest.mark.parametrize("name", ["sealing.key", "region-keys.json"])
def test_a_file_that_others_could_read_is_closed_to_them_and_that_is_told(
    ring: KeyRing, tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    sealed = seal(listed(FIRST), ring.sealing_key())
    accept(ring, sealed)
    (tmp_path / name).chmod(0o644)
    assert ring.region_keys() == ring.open(letter(sealed)).keys == (FIRST,)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert f"{name} mode=0644" in caplog.text


def test_a_file_of_another_user_is_refused_with_its_name(ring: KeyRing, tmp_path: Path) -> None:
    accept(ring, seal(listed(FIRST), ring.sealing_key()))
    os.chown(tmp_path / "region-keys.json", 12_345, -1)
    with pytest.raises(SealError, match=r"region-keys\.json belongs to another user"):
        ring.region_keys()


def test_a_folder_that_is_gone_is_a_refusal_too(tmp_path: Path) -> None:
    with pytest.raises(SealError):
        KeyRing(tmp_path / "gone").sealing_key()
