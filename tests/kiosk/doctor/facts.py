"""A kiosk where all is well, for tests that spoil one thing at a time."""

from kiosk.doctor.facts import CardService, ClockState, Disk, Facts, Pcscd, Polkit, Readers, Service, UsbReader
from kiosk.local_api.messages import Health, LedgerStatus, ReaderStatus, Status, StorageStatus, TeamStatus, WireReading

GIB = 1024**3
HOUR_US = 3_600_000_000
NOW_US = 1_794_571_200_000_000
ACR122U = UsbReader("072f:2200", "ACS ACR122U", holders=("pcscd",), power="on")
HEALTH = Health(
    version="0.2.0",
    readers=[ReaderStatus(name="ACS ACR122U 00 00", health="ready", cause="Ready.")],
    ledgers=[LedgerStatus(ledger="a", highest=40, waiting=0, refused=0)],
    oldest_waiting_us=None,
    storage=StorageStatus(reserve="laid"),
    clock_trusted=True,
    disk_free_bytes=5 * GIB,
    reading=WireReading(wall_us=NOW_US, synchronised=True, boot="b", boottime_us=1),
)
STATUS = Status(
    health=HEALTH,
    kiosk="kiosk-ely-1",
    hub="Ely",
    event=None,
    network_state="online",
    network_detail="Everything works.",
    last_success_us=NOW_US,
    sqlite="3.40.1",
    ledger="a",
    worker=True,
    tried=0,
    refused=[],
    team=TeamStatus(pins=2),
)
READERS = Readers(
    service=CardService(Pcscd.ANSWERS, ("ACS ACR122U 00 00",)),
    usb=(ACR122U,),
    modules=frozenset({"usbcore"}),
    versions={"libccid": "1.6.2-1", "pcscd": "2.3.3-1", "polkitd": "126-2"},
)
WELL = Facts(
    settings_file="/etc/hubtap/hubtap.toml",
    settings_problems=(),
    readers=READERS,
    polkit=Polkit(asked=True, installed=True, rule=True, hidden_processes=False),
    clock=ClockState(synchronised=True, battery=True, year=2026),
    disk=Disk("/var/lib/hubtap", 5 * GIB, read_only=False),
    daemon=STATUS,
    service=Service("https://badges.example.org", "online", "The service answers."),
)
