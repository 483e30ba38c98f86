"""What the daemon needs from the outside, as protocols. Adapters implement them; tests have fakes for each."""

from kiosk.ports.machine import (
    Clock,
    IdSource,
    Supervisor,
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
    Ledger,
    Ledgers,
    MemberEntry,
    Outstanding,
    PulledPage,
    PullPosition,
    Records,
    Store,
    Transaction,
)

__all__ = (
    "CardEntry",
    "CardFacts",
    "CardGone",
    "CardPresent",
    "CardReader",
    "Clock",
    "Directory",
    "Enrolment",
    "IdSource",
    "Ledger",
    "Ledgers",
    "MemberEntry",
    "Misread",
    "Outstanding",
    "PullPosition",
    "PulledPage",
    "ReaderChanged",
    "ReaderHealth",
    "ReaderReport",
    "Records",
    "Signal",
    "Signals",
    "StaffCardSeen",
    "Store",
    "Supervisor",
    "TapNotSaved",
    "TapResult",
    "TapTaken",
    "Transaction",
)
