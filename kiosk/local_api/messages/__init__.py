"""What the daemon and its neighbours say on the local sockets.

One JSON object a line, UTF-8, at most ``MAX_LINE_BYTES``. The first line of a client is ``Hello``; another version is
answered ``Refused`` and closed. One socket a role: screen, worker, administrator. Shapes only; no behaviour.
"""

from typing import Any

import msgspec

from kiosk.local_api.messages.administrator import (
    AllowAnotherService,
    AskAgain,
    CardNoticed,
    CardVerdict,
    RefusedCount,
    RefusedPage,
    RefusedRecord,
    RefusedWanted,
    Sending,
    SendNow,
    Status,
    StatusWanted,
    WatchCards,
)
from kiosk.local_api.messages.basics import (
    MAX_LINE_BYTES,
    MOST_RECORDS,
    VERSION,
    Count,
    Hello,
    Message,
    Moment,
    Noted,
    Refused,
    WireReading,
)
from kiosk.local_api.messages.centre import (
    Enrolled,
    NetworkReport,
    NewRegionKeys,
    RegionKeysKept,
    ServiceTime,
)
from kiosk.local_api.messages.changes import (
    ApplyChanges,
    ChangesApplied,
    StartOver,
    WireCard,
    WireEvent,
    WireMember,
    WireRedaction,
)
from kiosk.local_api.messages.clock import (
    ConfirmTime,
    TimeJudged,
)
from kiosk.local_api.messages.delivery import (
    AskedAgain,
    Confirmed,
    FetchPending,
    LocalRecord,
    PendingPage,
    Reopen,
    ServiceMet,
    Settle,
    Settled,
    TryNow,
    Wake,
    WireVerdict,
    WorkerWelcome,
)
from kiosk.local_api.messages.health import (
    Health,
    HealthWanted,
    LedgerStatus,
    ReaderStatus,
    SetAsideStatus,
    StorageStatus,
    WireClock,
)
from kiosk.local_api.messages.screen import (
    FrameShown,
    HelpAsked,
    ResultKind,
    ScreenSnapshot,
    ShownResult,
)

__all__ = (
    "MAX_LINE_BYTES",
    "MOST_RECORDS",
    "VERSION",
    "AllowAnotherService",
    "ApplyChanges",
    "AskAgain",
    "AskedAgain",
    "CardNoticed",
    "CardVerdict",
    "ChangesApplied",
    "ConfirmTime",
    "Confirmed",
    "Count",
    "Enrolled",
    "FetchPending",
    "FrameShown",
    "FromAdministrator",
    "FromScreen",
    "FromWorker",
    "Health",
    "HealthWanted",
    "Hello",
    "HelpAsked",
    "LedgerStatus",
    "LocalRecord",
    "Message",
    "Moment",
    "NetworkReport",
    "NewRegionKeys",
    "Noted",
    "PendingPage",
    "ReaderStatus",
    "Refused",
    "RefusedCount",
    "RefusedPage",
    "RefusedRecord",
    "RefusedWanted",
    "RegionKeysKept",
    "Reopen",
    "ResultKind",
    "ScreenSnapshot",
    "SendNow",
    "Sending",
    "ServiceMet",
    "ServiceTime",
    "SetAsideStatus",
    "Settle",
    "Settled",
    "ShownResult",
    "StartOver",
    "Status",
    "StatusWanted",
    "StorageStatus",
    "TimeJudged",
    "ToAdministrator",
    "ToScreen",
    "ToWorker",
    "TryNow",
    "Wake",
    "WatchCards",
    "WireCard",
    "WireClock",
    "WireEvent",
    "WireMember",
    "WireReading",
    "WireRedaction",
    "WireVerdict",
    "WorkerWelcome",
    "decoder",
    "encode",
)

FromScreen = Hello | HelpAsked | FrameShown
ToScreen = ScreenSnapshot | Refused
FromWorker = (
    Hello
    | FetchPending
    | Settle
    | ServiceMet
    | ApplyChanges
    | StartOver
    | Enrolled
    | NewRegionKeys
    | ServiceTime
    | Reopen
    | Confirmed
    | NetworkReport
    | HealthWanted
)
ToWorker = (
    WorkerWelcome
    | RegionKeysKept
    | PendingPage
    | Settled
    | AskedAgain
    | ChangesApplied
    | Health
    | Noted
    | Wake
    | TryNow
    | Refused
)
FromAdministrator = (
    Hello | AllowAnotherService | StatusWanted | WatchCards | SendNow | RefusedWanted | AskAgain | ConfirmTime
)
ToAdministrator = Noted | Status | CardNoticed | Sending | RefusedPage | AskedAgain | TimeJudged | Refused


def encode(message: Message) -> bytes:
    """Return one line."""
    return _encoder.encode(message) + b"\n"


def decoder(kinds: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401  a union of types is not a type to mypy
    """Return a strict decoder for one direction, for example ``decoder(FromScreen)``."""
    return msgspec.json.Decoder(kinds)


_encoder = msgspec.json.Encoder()
