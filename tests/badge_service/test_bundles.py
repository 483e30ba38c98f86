"""Files from USB sticks at the centre: what is taken in, what is refused, and the page for it."""

import gzip
import hashlib
import http.client
import json
import zlib
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest
from nacl.public import SealedBox
from nacl.signing import SigningKey, VerifyKey

from badge_service.settings import ServiceSettings
from badge_service.usecases.bundles import ImportBundle
from badge_service.usecases.kiosk_calls import KioskCalls
from kiosk.domain.ids import KioskId
from sync.bundle_protocol import BundleError
from tests.badge_service.house import NOON_US, House
from tests.badge_service.paper_kiosk import as_bytes, as_text, reading, tap
from tests.badge_service.staff import MEMBER, came, name


def tapped(seq: int, event: str = "drop-in-cambridge") -> dict[str, Any]:
    return tap(seq, event=event, wall_us=NOON_US)


def importer(house: House) -> ImportBundle:
    calls = KioskCalls.on(house.database, house.clock, bytes, ServiceSettings().key_life_us)
    return ImportBundle(house.database, calls, "9.9")


class Sender:
    """A paper kiosk that writes files."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.kiosk = house.stranger()
        answer = self.kiosk.enrol(house.code())
        self.service_key = as_bytes(answer.json["service_key"]["x"])

    def content(self, *batches: list[dict[str, Any]]) -> dict[str, Any]:
        kiosk = self.kiosk
        return {
            "level": 3,
            "batches": [
                {"ledger": kiosk.ledger, "hub": kiosk.hub, "reading": reading(0), "records": each} for each in batches
            ],
            "heartbeat": {
                "version": "1",
                "readers": [],
                "ledgers": [{"ledger": kiosk.ledger, "highest": 9}],
                "waiting": 0,
                "oldest_waiting_us": None,
                "clock_trusted": True,
                "disk_free_bytes": 1,
                "temperature_c": None,
                "undervoltage": None,
                "reading": reading(0),
            },
            "since": None,
            "keys": "",
        }

    def file(self, content: dict[str, Any], *, service_key: bytes | None = None, **changed: object) -> bytes:
        packed = gzip.compress(json.dumps(content).encode())
        sealed = SealedBox(VerifyKey(service_key or self.service_key).to_curve25519_public_key()).encrypt(packed)
        return self.signed(sealed, **changed)

    def signed(self, payload: bytes, **changed: object) -> bytes:
        said = f"hubtap records file v1\0{self.kiosk.id}\0".encode() + hashlib.sha256(payload).digest()
        file = {
            "hubtap": "bundle/1",
            "sort": "records",
            "kiosk": self.kiosk.id,
            "payload": as_text(payload),
            "proof": as_text(self.kiosk.key.sign(said)),
        }
        return json.dumps(file | changed).encode()

    def opened(self, answer: bytes) -> dict[str, Any]:
        """Open an answer as its kiosk does, and check that the service signed it."""
        file = json.loads(answer)
        payload = as_bytes(file["payload"])
        said = f"hubtap answer file v1\0{self.kiosk.id}\0".encode() + hashlib.sha256(payload).digest()
        VerifyKey(self.service_key).verify(said, as_bytes(file["proof"]))
        own = SigningKey(self.kiosk.key.private_bytes_raw()).to_curve25519_private_key()
        found: dict[str, Any] = json.loads(gzip.decompress(SealedBox(own).decrypt(payload)))
        return found


@pytest.fixture
def sender(house: House) -> Sender:
    return Sender(house)


def test_records_are_judged_as_if_they_had_come_over_the_network(house: House, sender: Sender) -> None:
    file = sender.file(sender.content([tapped(1), tapped(2)], [tapped(3, event="nobody-knows-it")]))
    imported = importer(house)(file)
    assert (imported.kiosk, imported.records, imported.accepted, imported.held) == (sender.kiosk.id, 3, 2, 1)
    reply = sender.opened(imported.answer)
    words = [each["verdict"] for answer in reply["records"] for each in answer["verdicts"]]
    assert Counter(words) == {"accepted": 2, "held": 1}
    assert reply["heartbeat"]["ledgers"][0]["gaps"] == [{"first": 4, "last": 9}]
    assert sum(len(page["events"]) for page in reply["changes"]) > 0


def test_names_come_in_with_the_records_that_mention_them(house: House, sender: Sender) -> None:
    content = sender.content([came(1, NOON_US, event="drop-in-cambridge")])
    content |= {"level": 4, "names": [name(MEMBER, "Callum B"), name("m-unheard-of", "Mallory")]}

    answer = importer(house)(sender.file(content)).answer

    assert sender.opened(answer)["names"] == {"kept": [{"subject": MEMBER, "revision": 1}]}


def test_an_older_kiosk_is_answered_what_it_knows(house: House, sender: Sender) -> None:
    reply = sender.opened(importer(house)(sender.file(sender.content([tapped(1)]))).answer)

    assert "names" not in reply
    assert "others" not in reply["heartbeat"]
    assert all("capacity" not in event for page in reply["changes"] for event in page["events"])


def test_a_file_that_comes_twice_and_over_the_network_too_counts_once(house: House, sender: Sender) -> None:
    records = [tapped(1), tapped(2)]
    sender.kiosk.push(records)
    file = sender.file(sender.content(records))
    for _ in range(2):
        imported = importer(house)(file)
        assert (imported.duplicates, imported.accepted) == (2, 0)


def test_what_a_kiosk_did_not_sign_or_seal_is_not_taken_in(house: House, sender: Sender) -> None:
    take, good = importer(house), sender.file(sender.content([tapped(1)]))
    other, stranger = Sender(house), bytes(SigningKey.generate().verify_key)
    file = json.loads(good)
    wrong = {
        "signature": good.replace(file["proof"].encode(), as_text(bytes(64)).encode()),
        "another kiosk's name": sender.file(sender.content([tapped(1)]), kiosk=other.kiosk.id),
        "no kiosk": sender.file(sender.content([tapped(1)]), kiosk="kiosk-unknown"),
        "another service's": sender.file(sender.content([tapped(1)]), service_key=stranger),
        "not sealed": sender.signed(gzip.compress(json.dumps(sender.content([tapped(1)])).encode())),
        "cut short": good[:-20],
        "no file": b"\xff\xd8\xff" * 100,
        "an answer": take(sender.file(sender.content())).answer,
        "nothing in it": sender.file({}),
        "a bomb": sender.signed(sealed_bomb(sender)),
    }
    for what, content in wrong.items():
        assert refused(take, content), f"{what} was taken in"
    assert take(good).accepted == 1


def refused(take: ImportBundle, content: bytes) -> bool:
    try:
        take(content)
    except BundleError:
        return True
    return False


def sealed_bomb(sender: Sender) -> bytes:
    """Return 200 MB of zeros that travel as some hundred kilobytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    megabyte = bytes(1024 * 1024)
    packed = b"".join(packer.compress(megabyte) for _ in range(200)) + packer.flush()
    return SealedBox(VerifyKey(sender.service_key).to_curve25519_public_key()).encrypt(packed)


def test_a_revoked_kiosks_file_waits_for_its_next_enrolment(house: House, sender: Sender) -> None:
    house.database.write(lambda unit: unit.kiosks.revoke(KioskId(sender.kiosk.id), house.clock()))
    file = sender.file(sender.content([tapped(1)]))
    with pytest.raises(BundleError, match="revoked"):
        importer(house)(file)
    assert sender.kiosk.enrol(house.code()).status == 201
    assert importer(house)(file).accepted == 1


class Browser:
    """A browser of the operators' that keeps the site's cookie."""

    def __init__(self, house: House) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(house.url).netloc, timeout=30)
        self._cookie = ""

    def page(self) -> str:
        self._connection.request("GET", "/bundles")
        answer = self._connection.getresponse()
        self._cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
        return answer.read().decode()

    def send(self, form: str, content: bytes) -> tuple[int, str, bytes]:
        edge = "made-up-edge"
        body = (
            (
                f'--{edge}\r\nContent-Disposition: form-data; name="form"\r\n\r\n{form}\r\n'
                f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.hubtap"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n"
            ).encode()
            + content
            + f"\r\n--{edge}--\r\n".encode()
        )
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}", "Cookie": self._cookie}
        self._connection.request("POST", "/bundles", body=body, headers=headers)
        answer = self._connection.getresponse()
        return answer.status, answer.getheader("content-disposition") or "", answer.read()

    def close(self) -> None:
        self._connection.close()


def stamp(page: str) -> str:
    return page.partition('name="form" value="')[2].partition('"')[0]


def test_the_page_reads_a_file_and_gives_the_answer_to_save(house: House, sender: Sender) -> None:
    browser = Browser(house)
    status, name, answer = browser.send(stamp(browser.page()), sender.file(sender.content([tapped(1)])))
    browser.close()
    assert status == 201
    assert name.startswith(f'attachment; filename="answer-{sender.kiosk.id}-')
    assert sender.opened(answer)["records"][0]["verdicts"][0]["verdict"] == "accepted"


def test_the_page_says_what_is_wrong_and_takes_no_form_of_another_site(house: House, sender: Sender) -> None:
    browser = Browser(house)
    form = stamp(browser.page())
    status, _, page = browser.send(form, b"no file of ours")
    assert (status, b"This is no Hubtap file" in page) == (400, True)
    assert browser.send(form, b"")[0] == 400
    assert browser.send("stolen", sender.file(sender.content([tapped(1)])))[0] == 403
    browser.close()
    assert importer(house)(sender.file(sender.content())).records == 0
