"""Answers from a USB stick: whatever the service did not sign for this kiosk changes nothing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from kiosk.domain.base64url import as_text
from kiosk.local_api.messages import WorkerWelcome
from kiosk.machine import MachineHealth
from sync import sealing
from sync.bundle import Taken, read_answer, write_bundle
from sync.bundle_protocol import (
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
from sync.identity import Identities, Identity
from sync.protocol import MOST_NAMES, KeptName, NamesAnswer, RecordsAnswer, RecordVerdict
from tests.fakes.pages import page
from tests.sync.direct import DirectDaemon

SERVICE = SigningKey(bytes(range(32)))
KIOSK = "kiosk-1"


class MetDaemon(DirectDaemon):
    """A fake daemon that has greeted."""

    @property
    def welcome(self) -> WorkerWelcome:
        return WorkerWelcome(
            version=1,
            sealing_key="",
            kiosk=KIOSK,
            hub="march",
            cursor=self.fake.cursor,
            generation=self.fake.generation,
            service_key=as_text(bytes(SERVICE.verify_key)),
        )


class Kiosk:
    """A daemon with pending records, and the worker's key."""

    def __init__(self, folder: Path, taps: int = 3) -> None:
        self.daemon = MetDaemon()
        self.identity = Identities(folder / "identity.pem").current
        self.ids = self.daemon.fake.tap(taps)

    def bundle(self) -> bytes:
        return write_bundle(self.daemon, self.identity, lambda: MachineHealth(None, None)).content

    def read(self, content: bytes) -> Taken:
        @contextmanager
        def meet() -> Iterator[MetDaemon]:
            yield self.daemon

        return read_answer(content, self.identity, meet)


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Kiosk:
    return Kiosk(tmp_path_factory.mktemp("kiosk"))


def reply(ids: list[str], **more: object) -> ServiceReply:
    verdicts = [RecordVerdict(id=each, verdict="accepted") for each in ids]
    answer = RecordsAnswer(verdicts=verdicts, complete_through=len(ids), gaps=[])
    return msgspec.structs.replace(ServiceReply(service="9.9", records=[answer]), **more)


def answer(said: ServiceReply, identity: Identity, *, kiosk: str = KIOSK, service: SigningKey = SERVICE) -> bytes:
    sealed = sealing.sealed_to(as_bytes(identity.public_key.x), packed(said))
    assert sealed is not None
    proof = as_text(service.sign(statement("answer", kiosk, sealed)).signature)
    return msgspec.json.encode(BundleFile(sort="answer", kiosk=kiosk, payload=as_text(sealed), proof=proof))


def test_a_bundle_holds_what_is_pending_for_the_service_alone(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    content = kiosk.bundle()
    assert all(each.encode() not in content for each in kiosk.ids)
    file = read_file(content)
    plain = sealing.opened(bytes(SERVICE), as_bytes(file.payload))
    assert plain is not None
    bundle = msgspec.json.decode(unpacked(plain), type=KioskBundle)
    assert [each.id for batch in bundle.batches for each in batch.records] == kiosk.ids
    assert kiosk.daemon.fake.waiting == len(kiosk.ids)


def test_an_answer_settles_what_it_names_and_a_second_reading_changes_nothing(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    content = answer(reply([*kiosk.ids[:2], "not-ours"]), kiosk.identity)
    for _ in range(2):
        assert kiosk.read(content).waiting == 1
    assert kiosk.daemon.fake.waiting == 1


def test_names_travel_with_the_records_and_stay_until_the_service_has_them(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    kiosk.daemon.fake.name("m-1", "Amina")
    kiosk.daemon.fake.name("m-2", "Callum")
    assert b"Amina" not in kiosk.bundle()

    kept = NamesAnswer(kept=[KeptName(subject="m-1", revision=1)])
    kiosk.read(answer(reply(kiosk.ids, names=kept), kiosk.identity))

    assert kiosk.daemon.fake.names_kept == {"m-1": 1}


def test_a_file_holds_all_names_and_its_answer_tells_of_all_of_them(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    everyone = [f"m-{number:05}" for number in range(MOST_NAMES + 2)]
    for subject in everyone:
        kiosk.daemon.fake.name(subject, "Callum")
    plain = sealing.opened(bytes(SERVICE), as_bytes(read_file(kiosk.bundle()).payload))
    assert plain is not None
    told = msgspec.json.decode(unpacked(plain), type=KioskBundle).names
    assert [each.subject for each in told] == everyone

    kept = NamesAnswer(kept=[KeptName(subject=each, revision=1) for each in everyone[1:]])
    kiosk.read(answer(reply(kiosk.ids, names=kept), kiosk.identity))

    assert sorted(kiosk.daemon.fake.names_kept) == everyone[1:]


def test_pages_of_changes_are_taken_where_the_kiosk_still_stands(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    pages = [page("c1", more=True), page("c2", more=False)]
    content = answer(reply([], changes=pages), kiosk.identity)
    assert kiosk.read(content).pages == 2
    assert kiosk.daemon.fake.cursor == "c2"
    assert kiosk.read(content).pages == 0
    assert kiosk.daemon.fake.cursor == "c2"


def test_where_the_service_lost_the_place_everything_is_taken_anew(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    kiosk.daemon.fake.cursor = "old"
    content = answer(reply([], since="old", anew=True, changes=[page("c1", more=False)]), kiosk.identity)
    generation = kiosk.daemon.fake.generation
    assert kiosk.read(content).pages == 1
    assert (kiosk.daemon.fake.cursor, kiosk.daemon.fake.generation) == ("c1", generation + 1)


def test_another_kiosks_answer_and_another_services_are_refused(kiosk: Kiosk, tmp_path: Path) -> None:
    other = Identities(tmp_path / "other.pem").current
    for content in (
        answer(reply(kiosk.ids), other),
        answer(reply(kiosk.ids), kiosk.identity, kiosk="kiosk-2"),
        answer(reply(kiosk.ids), kiosk.identity, service=SigningKey.generate()),
        kiosk.bundle(),
    ):
        with pytest.raises(BundleError):
            kiosk.read(content)
    assert kiosk.daemon.fake.waiting == len(kiosk.ids)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(data=st.data())
def test_an_answer_damaged_anywhere_settles_nothing(kiosk: Kiosk, data: st.DataObject) -> None:
    whole = answer(reply(kiosk.ids), kiosk.identity)
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from((whole[:place], whole[:place] + b"!" + whole[place + 1 :], whole[:place] + whole[place + 1 :]))
    )
    with pytest.raises(BundleError):
        kiosk.read(damaged)
    assert kiosk.daemon.fake.waiting == len(kiosk.ids)
    assert json.loads(whole)["sort"] == "answer"
