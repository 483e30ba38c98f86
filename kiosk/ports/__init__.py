"""What the daemon needs from the outside, as protocols. Adapters implement them; tests have fakes for each."""

from kiosk.ports.forgetting import (
    BEGINNING,
    Due,
    Place,
    Redactions,
    StoredRecord,
    Told,
)
from kiosk.ports.machine import (
    BatteryClock,
    Clock,
    ClockSetter,
    IdSource,
    Supervisor,
)
from kiosk.ports.names import (
    NameKind,
    Names,
    SideName,
)
from kiosk.ports.people import (
    CardWord,
    HeldCard,
    People,
    Person,
)
from kiosk.ports.readers import (
    CardGone,
    CardPresent,
    CardReader,
    Misread,
    ReaderChanged,
    ReaderHealth,
    ReaderReport,
)
from kiosk.ports.results import (
    CardForStaff,
    StaffCardSeen,
    TapNotSaved,
    TapResult,
    TapTaken,
)
from kiosk.ports.signals import (
    Signal,
    Signals,
)
from kiosk.ports.store import (
    CardEntry,
    CardFacts,
    Directory,
    Enrolment,
    Found,
    Ledger,
    Ledgers,
    LedgerStory,
    Marks,
    MemberEntry,
    Outstanding,
    PulledPage,
    PullPosition,
    Records,
    Stamp,
)
from kiosk.ports.team import (
    Team,
    Teammate,
)
from kiosk.ports.transaction import (
    Store,
    Transaction,
)

__all__ = (
    "BEGINNING",
    "BatteryClock",
    "CardEntry",
    "CardFacts",
    "CardForStaff",
    "CardGone",
    "CardPresent",
    "CardReader",
    "CardWord",
    "Clock",
    "ClockSetter",
    "Directory",
    "Due",
    "Enrolment",
    "Found",
    "HeldCard",
    "IdSource",
    "Ledger",
    "LedgerStory",
    "Ledgers",
    "Marks",
    "MemberEntry",
    "Misread",
    "NameKind",
    "Names",
    "Outstanding",
    "People",
    "Person",
    "Place",
    "PullPosition",
    "PulledPage",
    "ReaderChanged",
    "ReaderHealth",
    "ReaderReport",
    "Records",
    "Redactions",
    "SideName",
    "Signal",
    "Signals",
    "StaffCardSeen",
    "Stamp",
    "Store",
    "StoredRecord",
    "Supervisor",
    "TapNotSaved",
    "TapResult",
    "TapTaken",
    "Team",
    "Teammate",
    "Told",
    "Transaction",
)
