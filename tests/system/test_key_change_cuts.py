"""The power ends at every step of changing a kiosk's own key, and again at every step of making that good.

Worker and service are the real ones but for the sockets between them; a request and its answer are a step each.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from badge_service import commands
from badge_service.api.admission import Admission, Asked
from badge_service.api.problems import STATUS
from badge_service.api.signatures import body_digest
from badge_service.store.engine import Database
from badge_service.store.kiosks import Kiosk
from badge_service.usecases.caller import Denied
from badge_service.usecases.change_key import ChangeKey
from kiosk import private_files
from kiosk.domain.ids import HubId, KioskId
from kiosk.domain.letters import new_key_statement
from sync.answers import Answered, Problem, Result, Timing
from sync.change_key import KeyChange
from sync.errors import IdentityError
from sync.identity import Identities
from sync.protocol import CHANGES_PATH, KEYS_PATH, NewKeyRequest
from sync.signed_calls import SignedCalls
from tests.badge_service.house import MovedClock
from tests.fakes.power import Disk, Power, PowerCutError, every_cut

KIOSK = KioskId("kiosk-1")


class Service:
    """The service on its own machine, whose power stays on. What is sent to it and back passes ``power``."""

    def __init__(self, file: Path) -> None:
        self.database = Database(f"sqlite:///{file}")
        self._admission = Admission(self.database, b"a secret for nonces", MovedClock())
        self._change_key = ChangeKey(self.database)
        self.power = Power()

    def exchange(self, method: str, target: str, body: bytes | None, headers: dict[str, str]) -> Result:
        self.power.step()
        result = self._answer(method, target, body or b"", headers["Authorization"])
        self.power.step()
        return result

    def _answer(self, method: str, target: str, body: bytes, authorization: str) -> Result:
        asked = Asked(authorization, method, target, body_digest(body))
        caller = self._admission.admit(asked)
        answer: object = caller
        if not isinstance(caller, Denied) and target == KEYS_PATH:
            answer = self._change_key(caller, msgspec.json.decode(body, type=NewKeyRequest))
        nonce = self._admission.nonce()
        if isinstance(answer, Denied):
            return Problem(STATUS[answer.code], answer.code, "1.0", nonce, None)
        return Answered(200, msgspec.json.encode(answer), "1.0", nonce, None, Timing(1, 2))

    @property
    def kiosk(self) -> Kiosk:
        known = self.database.read(lambda unit: unit.kiosks.get(KIOSK))
        assert known is not None
        return known

    def forget_changes(self, key: str) -> None:
        """Know the kiosk by ``key`` alone."""
        self.database.write(
            lambda unit: unit.kiosks.enrol(Kiosk(KIOSK, HubId("ely"), key, "seal", "made-up", "1", enrolled_us=1))
        )


class HastyChange(KeyChange):
    """Takes the next key for good before the service knows it: what the rig must find."""

    def step(self) -> None:
        old = self._identities.current
        self._identities.adopt()
        new = self._identities.current
        proof = new.prove(new_key_statement(KIOSK, new.public_key.x))
        body = msgspec.json.encode(NewKeyRequest(key=new.public_key, proof=proof))
        self._calls.call_as(old, "POST", KEYS_PATH, body)
        self._calls.call("POST", KEYS_PATH, body)


class LyingDisk(Disk):
    """Says that it has synced what it has not: what the rig must find."""

    def fsync(self, descriptor: int) -> None:
        os.fstat(descriptor)
        self._power.step()


class Bench:
    """A kiosk's folder, its worker that is started anew after each cut, and the service."""

    def __init__(self, folder: Path, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.service = service
        self.kind_of_change = KeyChange
        self.kind_of_disk = Disk
        self._monkeypatch = monkeypatch
        folder.mkdir()
        self._key = folder / "identity.pem"
        Identities(self._key)
        self._first = self._key.read_bytes()

    def begin_again(self) -> None:
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        self._key.write_bytes(self._first)
        self._key.chmod(0o600)
        self.service.forget_changes(Identities(self._key).current.public_key.x)

    def run(self, power: Power, *, wanted: bool, forgets: bool) -> None:
        """Start the worker, change the key if that is ``wanted`` or under way, until the power ends."""
        disk = self.kind_of_disk(self.folder, power)
        self._monkeypatch.setattr(private_files, "os", disk)
        self.service.power = power
        with suppress(PowerCutError):
            identities, change = self._start()
            if wanted and identities.next is None:
                change.begin()
            while change.under_way:
                assert change.step() is None
        self._monkeypatch.undo()
        self.service.power = Power()
        if power.was_cut and forgets:
            disk.forget()

    def _start(self) -> tuple[Identities, KeyChange]:
        identities = Identities(self._key)
        calls = SignedCalls(identities, self.service.exchange, kiosk=KIOSK)
        return identities, self.kind_of_change(identities, calls, kiosk=KIOSK)

    def until_made_good(self) -> None:
        """Start the worker with lasting power: it can sign, and there is one key on either side, the same."""
        with suppress(IdentityError):
            self.run(Power(), wanted=False, forgets=False)
        identities, change = self._start()
        assert not change.under_way
        calls = SignedCalls(identities, self.service.exchange, kiosk=KIOSK)
        assert isinstance(calls.call("GET", CHANGES_PATH), Answered)
        assert {each.name for each in self.folder.iterdir()} <= {"identity.pem", "identity-next.pem.new"}
        known = self.service.kiosk
        assert (known.key, known.next_key) == (identities.current.public_key.x, None)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("service") / "service.db"
    database = Database(f"sqlite:///{file}")
    commands.init(database, None, MovedClock(), secrets.token_bytes)
    database.close()
    return file


@pytest.fixture
def bench(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    service = Service(Path(shutil.copy(template, tmp_path)))
    yield Bench(tmp_path / "kiosk", service, monkeypatch)
    service.database.close()


@pytest.mark.parametrize("forgets", [False, True], ids=["keeps", "forgets"])
def test_the_kiosk_can_sign_after_a_cut_at_any_step_and_ends_with_one_key(bench: Bench, *, forgets: bool) -> None:
    def cut_once(power: Power) -> None:
        bench.begin_again()
        bench.run(power, wanted=True, forgets=forgets)
        bench.until_made_good()

    assert every_cut(cut_once) > 12


@pytest.mark.parametrize("forgets", [False, True], ids=["keeps", "forgets"])
def test_and_so_it_can_when_the_power_ends_again_while_that_is_made_good(bench: Bench, *, forgets: bool) -> None:
    def cut_once(power: Power) -> None:
        def cut_again(second: Power) -> None:
            bench.begin_again()
            bench.run(Power(power.cut_before), wanted=True, forgets=forgets)
            bench.run(second, wanted=False, forgets=forgets)
            bench.until_made_good()

        every_cut(cut_again)
        bench.begin_again()
        bench.run(power, wanted=True, forgets=forgets)

    every_cut(cut_once)


@pytest.mark.parametrize("flaw", ["hasty", "lying"])
def test_the_rig_finds_a_change_that_can_lose_the_key(bench: Bench, flaw: str) -> None:
    if flaw == "hasty":
        bench.kind_of_change = HastyChange
    else:
        bench.kind_of_disk = LyingDisk

    def cut_once(power: Power) -> None:
        bench.begin_again()
        bench.run(power, wanted=True, forgets=True)
        bench.until_made_good()

    with pytest.raises((AssertionError, IdentityError)):
        every_cut(cut_once)


def test_a_key_that_was_changed_twice_leaves_nothing_of_the_first(bench: Bench) -> None:
    bench.begin_again()
    keys = []
    for _ in range(2):
        bench.run(Power(), wanted=True, forgets=False)
        bench.until_made_good()
        keys.append(bench.service.kiosk.key)
    assert len(set(keys)) == 2
