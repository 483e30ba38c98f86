"""Letters from the badge service: whose the daemon believes, and what a power cut leaves of the keys in them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from nacl.public import PublicKey, SealedBox
from nacl.signing import SigningKey

from kiosk import private_files
from kiosk.domain.cards import RegionKey
from kiosk.domain.errors import EnrolmentError, OtherServiceError, SealError
from kiosk.domain.letters import KeyLetter, enrolment_statement, keys_statement
from kiosk.keys import KeyRing
from kiosk.local_api.messages import (
    AllowAnotherService,
    Enrolled,
    NewRegionKeys,
    Noted,
    RegionKeysKept,
    WorkerWelcome,
)
from kiosk.ports import Enrolment, Store, Transaction
from kiosk.store.unit_of_work import SqliteStore
from tests.fakes.fresh_store import open_fresh_store
from tests.fakes.house import AT_ELY
from tests.fakes.power import Disk, Power, PowerCutError, every_cut
from tests.kiosk.test_desks import Kiosk

FIRST, SECOND = RegionKey("r1", b"0123456789abcdef"), RegionKey("r2", b"fedcba9876543210")


def as_text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


class Centre:
    """A badge service's own key, and the letters that it writes."""

    def __init__(self) -> None:
        self._key = SigningKey.generate()
        self.public_key = as_text(bytes(self._key.verify_key))

    def letter(self, keys: Sequence[RegionKey], issued_us: int, sealing_key: str) -> KeyLetter:
        listed = [{"key_id": key.key_id, "secret": as_text(key.secret)} for key in keys]
        box = SealedBox(PublicKey(urlsafe_b64decode(sealing_key + "=")))
        return KeyLetter(as_text(box.encrypt(msgspec.json.encode(listed))), issued_us, self.public_key, None)

    def proof(self, statement: bytes) -> str:
        return as_text(self._key.sign(statement).signature)

    def enrolled(
        self, sealing_key: str, *, keys: Sequence[RegionKey] = (FIRST,), issued_us: int = 10, who: Enrolment = AT_ELY
    ) -> Enrolled:
        letter = self.letter(keys, issued_us, sealing_key)
        return Enrolled(
            kiosk=who.kiosk,
            hub=who.hub,
            hub_name=who.hub_name,
            zone=who.zone,
            sealed_keys=letter.sealed_keys,
            issued_us=issued_us,
            service_key=self.public_key,
            proof=self.proof(enrolment_statement(who, letter, sealing_key=sealing_key)),
            settings=dict(who.settings),
        )

    def new_keys(self, sealing_key: str, *keys: RegionKey, issued_us: int = 20) -> NewRegionKeys:
        letter = self.letter(keys, issued_us, sealing_key)
        proof = self.proof(keys_statement(letter, sealing_key=sealing_key))
        return NewRegionKeys(
            sealed_keys=letter.sealed_keys, issued_us=issued_us, service_key=self.public_key, proof=proof
        )


@pytest.fixture
def kiosk(store: SqliteStore, tmp_path: Path) -> Kiosk:
    return Kiosk(store, tmp_path)


@pytest.fixture
def centre() -> Centre:
    return Centre()


def welcome(kiosk: Kiosk) -> WorkerWelcome:
    found = kiosk.daemon.worker_desk.opened(kiosk.worker)
    assert isinstance(found, WorkerWelcome)
    return found


def key_ids(folder: Path) -> list[str]:
    return [key.key_id for key in KeyRing(folder).region_keys()]


# ----------------------------------------------------------------- whose letters are believed


def test_an_enrolment_is_kept_with_the_services_key_and_settings(kiosk: Kiosk, centre: Centre) -> None:
    who = Enrolment(AT_ELY.kiosk, AT_ELY.hub, AT_ELY.hub_name, AT_ELY.zone, settings={"a": True, "b": 2, "c": "d"})
    kiosk.ask(centre.enrolled(kiosk.welcome.sealing_key, who=who), Noted)

    with kiosk.store.transaction() as transaction:
        known = transaction.directory.enrolment()
    assert known is not None
    assert (known.service_key, known.settings) == (centre.public_key, who.settings)
    assert (welcome(kiosk).service_key, welcome(kiosk).key_ids) == (centre.public_key, ["r1"])


def test_nothing_in_an_enrolment_can_be_changed_on_its_way(kiosk: Kiosk, centre: Centre) -> None:
    told = centre.enrolled(kiosk.welcome.sealing_key)
    other = Centre().enrolled(kiosk.welcome.sealing_key)
    changes = {
        "kiosk": "kiosk-9",
        "hub": "march",
        "hub_name": "March",
        "zone": "Europe/Paris",
        "issued_us": 11,
        "settings": {"x": 1},
        "sealed_keys": other.sealed_keys,
        "service_key": other.service_key,
        "proof": other.proof,
    }
    for name, value in changes.items():
        with pytest.raises(SealError):
            kiosk.ask(msgspec.structs.replace(told, **{name: value}), Noted)
    assert welcome(kiosk).kiosk is None


def test_what_was_written_for_another_daemon_is_not_believed(kiosk: Kiosk, centre: Centre, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with pytest.raises(SealError):
        kiosk.ask(centre.enrolled(KeyRing(tmp_path / "other").sealing_key()), Noted)


def test_a_worker_that_was_taken_over_cannot_enrol_its_daemon_elsewhere(
    kiosk: Kiosk, centre: Centre, tmp_path: Path
) -> None:
    sealing_key = kiosk.welcome.sealing_key
    kiosk.ask(centre.enrolled(sealing_key), Noted)
    elsewhere = Centre()
    unsigned = msgspec.structs.replace(centre.enrolled(sealing_key), proof=None)
    for told in (elsewhere.enrolled(sealing_key, keys=[SECOND]), unsigned):
        with pytest.raises(OtherServiceError):
            kiosk.ask(told, Noted)
    with pytest.raises(OtherServiceError):
        kiosk.ask(elsewhere.new_keys(sealing_key, SECOND), RegionKeysKept)
    assert key_ids(tmp_path) == ["r1"]


def test_an_administrator_lets_one_enrolment_come_from_another_service(kiosk: Kiosk, centre: Centre) -> None:
    sealing_key = kiosk.welcome.sealing_key
    kiosk.ask(centre.enrolled(sealing_key, issued_us=1_000), Noted)
    kiosk.daemon.administrator_desk.heard(kiosk.administrator, AllowAnotherService())
    elsewhere = Centre()
    kiosk.ask(elsewhere.enrolled(sealing_key, keys=[SECOND]), Noted)
    assert (welcome(kiosk).service_key, welcome(kiosk).key_ids) == (elsewhere.public_key, ["r2"])
    with pytest.raises(OtherServiceError):
        kiosk.ask(centre.enrolled(sealing_key, issued_us=2_000), Noted)


def test_a_letter_that_was_held_back_does_not_bring_retired_keys_back(
    kiosk: Kiosk, centre: Centre, tmp_path: Path
) -> None:
    sealing_key = kiosk.welcome.sealing_key
    first = centre.enrolled(sealing_key)
    between = centre.new_keys(sealing_key, SECOND, FIRST, issued_us=20)
    kiosk.ask(first, Noted)
    kiosk.ask(centre.new_keys(sealing_key, SECOND, issued_us=30), RegionKeysKept)
    with pytest.raises(SealError, match="older"):
        kiosk.ask(first, Noted)
    with pytest.raises(SealError, match="older"):
        kiosk.ask(between, RegionKeysKept)
    assert key_ids(tmp_path) == ["r2"]


def test_a_kiosk_of_an_older_service_learns_whose_it_is_with_the_first_letter(kiosk: Kiosk, centre: Centre) -> None:
    sealing_key = kiosk.welcome.sealing_key
    kiosk.ask(msgspec.structs.replace(centre.enrolled(sealing_key), proof=None), Noted)
    assert (welcome(kiosk).service_key, welcome(kiosk).key_ids) == (None, [])

    kept = kiosk.ask(centre.new_keys(sealing_key, SECOND, FIRST), RegionKeysKept)

    assert kept.key_ids == welcome(kiosk).key_ids == ["r2", "r1"]
    assert welcome(kiosk).service_key == centre.public_key


def test_before_enrolment_no_keys_are_taken(kiosk: Kiosk, centre: Centre, tmp_path: Path) -> None:
    with pytest.raises(EnrolmentError):
        kiosk.ask(centre.new_keys(kiosk.welcome.sealing_key, FIRST), RegionKeysKept)
    assert key_ids(tmp_path) == []


# ----------------------------------------------------------------- both keys at once


def test_taps_carry_a_token_under_each_key_the_newest_first(kiosk: Kiosk, centre: Centre) -> None:
    sealing_key = kiosk.welcome.sealing_key
    kiosk.ask(centre.enrolled(sealing_key), Noted)
    kiosk.tap(1)
    kiosk.ask(centre.new_keys(sealing_key, SECOND, FIRST), RegionKeysKept)
    kiosk.tap(1)
    kiosk.ask(centre.new_keys(sealing_key, SECOND, issued_us=30), RegionKeysKept)
    kiosk.tap(1)

    bodies = [msgspec.json.decode(each.body) for each in kiosk.page().records]

    assert [[token.partition(":")[0] for token in body["tokens"]] for body in bodies] == [["r1"], ["r2", "r1"], ["r2"]]
    old, new = bodies[0]["tokens"][0], bodies[2]["tokens"][0]
    assert bodies[1]["tokens"] == [new, old]


# ----------------------------------------------------------------- the power ends


class SteppedStore:
    """A store whose transactions are two steps: the power may end before one begins, and after it was committed."""

    def __init__(self, store: Store, power: Power) -> None:
        self._store = store
        self._power = power

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        self._power.step()
        with self._store.transaction() as transaction:
            yield transaction
        self._power.step()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever else a store has
        return getattr(self._store, name)


@pytest.mark.parametrize("forgets", [False, True], ids=["keeps", "forgets"])
@pytest.mark.parametrize("proven", [False, True], ids=["older service", "this service"])
def test_a_cut_at_any_step_leaves_a_kiosk_that_can_make_tokens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, forgets: bool, proven: bool
) -> None:
    """First the enrolment, then a second key, then the first one's end; each is told again after a cut, as it would."""
    runs = iter(range(10_000))

    def cut_once(power: Power) -> None:
        folder = tmp_path / str(next(runs))
        (folder / "keys").mkdir(parents=True)
        centre = Centre()
        disk = Disk(folder / "keys", power)
        with open_fresh_store(folder / "attendance.db") as store:
            with monkeypatch.context() as patched, suppress(PowerCutError):
                patched.setattr(private_files, "os", disk)
                _live(SteppedStore(store, power), folder / "keys", centre, proven=proven)
            if power.was_cut and forgets:
                disk.forget()
            enrolled = _daemon(store, folder / "keys").welcome.kiosk is not None
            assert not enrolled or key_ids(folder / "keys"), "a kiosk that is enrolled can make tokens"
            _live(store, folder / "keys", centre, proven=proven)
        assert key_ids(folder / "keys") == ["r2"]

    assert every_cut(cut_once) > 20


def _daemon(store: Any, folder: Path) -> Kiosk:  # noqa: ANN401  a store, with steps or without
    return Kiosk(store, folder)


def _live(store: Any, folder: Path, centre: Centre, *, proven: bool) -> None:  # noqa: ANN401  as above
    """Do what worker and service would, in the order they would, with whatever is there already."""
    kiosk = _daemon(store, folder)
    sealing_key = kiosk.welcome.sealing_key
    if kiosk.welcome.kiosk is None:
        told = centre.enrolled(sealing_key)
        kiosk.ask(told if proven else msgspec.structs.replace(told, proof=None), Noted)
    if "r2" not in key_ids(folder):
        kiosk.ask(centre.new_keys(sealing_key, SECOND, FIRST, issued_us=20), RegionKeysKept)
    if welcome(kiosk).key_ids != ["r2"]:
        assert kiosk.ask(centre.new_keys(sealing_key, SECOND, issued_us=30), RegionKeysKept).key_ids == ["r2"]
