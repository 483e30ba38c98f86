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
    StaffCode,
    StaffCodeWanted,
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
from kiosk.local_api.messages.enrolling import EnrolmentTold, EnrolWith
from kiosk.local_api.messages.health import (
    Health,
    HealthWanted,
    LedgerStatus,
    ReaderStatus,
    SetAsideStatus,
    StorageStatus,
    WireClock,
)
from kiosk.local_api.messages.hub import OtherKiosk, OthersHere
from kiosk.local_api.messages.names import FetchNames, NamesKept, NamesPage, WireName
from kiosk.local_api.messages.screen import (
    FrameShown,
    HelpAsked,
    Judging,
    ResultKind,
    ScreenSnapshot,
    ShownResult,
)
from kiosk.local_api.messages.staff import (
    AnswerCode,
    AwaitedCard,
    Lock,
    StaffAnswer,
    StaffNotice,
    StaffSnapshot,
    StatusBar,
    UndoOffer,
)
from kiosk.local_api.messages.staff_acts import (
    Act,
    AddPerson,
    AddStaff,
    AwaitCard,
    ChangePin,
    CheckIn,
    CheckOut,
    ConfirmDate,
    CopyFromPaper,
    CountHeads,
    EndEvent,
    EnterEnrolmentCode,
    FirstLead,
    HelpSeen,
    LinkCard,
    LockStaff,
    MakeEvent,
    MoveArrivals,
    OpenEvent,
    PageWord,
    PinEntered,
    RemoveStaff,
    RemoveStaffCards,
    ReportLost,
    RescueCode,
    SetupDone,
    ShowPage,
    StaffTouched,
    StopAwaiting,
    TryOut,
    Undo,
    UseStick,
)
from kiosk.local_api.messages.staff_pages import (
    ArrivalRow,
    ArrivalsPage,
    CardRow,
    CardsPage,
    ChooserPage,
    DiagnosticsPage,
    EndPage,
    EventRow,
    HeadcountPage,
    HeadRow,
    HeadWord,
    HerePage,
    MemberCard,
    MemberRow,
    MembersPage,
    ModeWord,
    PastPage,
    ReaderRow,
    RoleWord,
    SetupPage,
    Shape,
    StaffPage,
    StaffPageShown,
    StaffRow,
    StickPage,
)
from kiosk.local_api.messages.stick import (
    PART_BYTES,
    AnswerPart,
    AnswerWanted,
    StickContent,
    StickDone,
    StickWanted,
)

__all__ = (
    "MAX_LINE_BYTES",
    "MOST_RECORDS",
    "PART_BYTES",
    "VERSION",
    "Act",
    "AddPerson",
    "AddStaff",
    "AllowAnotherService",
    "AnswerCode",
    "AnswerPart",
    "AnswerWanted",
    "ApplyChanges",
    "ArrivalRow",
    "ArrivalsPage",
    "AskAgain",
    "AskedAgain",
    "AwaitCard",
    "AwaitedCard",
    "CardNoticed",
    "CardRow",
    "CardVerdict",
    "CardsPage",
    "ChangePin",
    "ChangesApplied",
    "CheckIn",
    "CheckOut",
    "ChooserPage",
    "ConfirmDate",
    "ConfirmTime",
    "Confirmed",
    "CopyFromPaper",
    "Count",
    "CountHeads",
    "DiagnosticsPage",
    "EndEvent",
    "EndPage",
    "EnrolWith",
    "Enrolled",
    "EnrolmentTold",
    "EnterEnrolmentCode",
    "EventRow",
    "FetchNames",
    "FetchPending",
    "FirstLead",
    "FrameShown",
    "FromAdministrator",
    "FromScreen",
    "FromWorker",
    "HeadRow",
    "HeadWord",
    "HeadcountPage",
    "Health",
    "HealthWanted",
    "Hello",
    "HelpAsked",
    "HelpSeen",
    "HerePage",
    "Judging",
    "LedgerStatus",
    "LinkCard",
    "LocalRecord",
    "Lock",
    "LockStaff",
    "MakeEvent",
    "MemberCard",
    "MemberRow",
    "MembersPage",
    "Message",
    "ModeWord",
    "Moment",
    "MoveArrivals",
    "NamesKept",
    "NamesPage",
    "NetworkReport",
    "NewRegionKeys",
    "Noted",
    "OpenEvent",
    "OtherKiosk",
    "OthersHere",
    "PageWord",
    "PastPage",
    "PendingPage",
    "PinEntered",
    "ReaderRow",
    "ReaderStatus",
    "Refused",
    "RefusedCount",
    "RefusedPage",
    "RefusedRecord",
    "RefusedWanted",
    "RegionKeysKept",
    "RemoveStaff",
    "RemoveStaffCards",
    "Reopen",
    "ReportLost",
    "RescueCode",
    "ResultKind",
    "RoleWord",
    "ScreenSnapshot",
    "SendNow",
    "Sending",
    "ServiceMet",
    "ServiceTime",
    "SetAsideStatus",
    "Settle",
    "Settled",
    "SetupDone",
    "SetupPage",
    "Shape",
    "ShowPage",
    "ShownResult",
    "StaffAct",
    "StaffAnswer",
    "StaffCode",
    "StaffCodeWanted",
    "StaffNotice",
    "StaffPage",
    "StaffPageShown",
    "StaffRow",
    "StaffSnapshot",
    "StaffTouched",
    "StartOver",
    "Status",
    "StatusBar",
    "StatusWanted",
    "StickContent",
    "StickDone",
    "StickPage",
    "StickWanted",
    "StopAwaiting",
    "StorageStatus",
    "TimeJudged",
    "ToAdministrator",
    "ToScreen",
    "ToWorker",
    "TryNow",
    "TryOut",
    "Undo",
    "UndoOffer",
    "UseStick",
    "Wake",
    "WatchCards",
    "WireCard",
    "WireClock",
    "WireEvent",
    "WireMember",
    "WireName",
    "WireReading",
    "WireRedaction",
    "WireVerdict",
    "WorkerWelcome",
    "decoder",
    "encode",
)

StaffAct = (
    PinEntered
    | RescueCode
    | LockStaff
    | ShowPage
    | OpenEvent
    | MakeEvent
    | EndEvent
    | MoveArrivals
    | CheckIn
    | CheckOut
    | AddPerson
    | Undo
    | ReportLost
    | AwaitCard
    | StopAwaiting
    | LinkCard
    | CountHeads
    | HelpSeen
    | CopyFromPaper
    | ConfirmDate
    | AddStaff
    | ChangePin
    | RemoveStaff
    | RemoveStaffCards
    | UseStick
    | TryOut
    | EnterEnrolmentCode
    | FirstLead
    | SetupDone
)
"""Whatever is answered ``StaffAnswer``."""
FromScreen = Hello | HelpAsked | FrameShown | StaffTouched | StaffAct
ToScreen = ScreenSnapshot | Judging | StaffSnapshot | StaffAnswer | Refused
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
    | FetchNames
    | NamesKept
    | OthersHere
    | EnrolmentTold
    | StickContent
    | AnswerWanted
    | StickDone
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
    | NamesPage
    | Wake
    | TryNow
    | EnrolWith
    | StickWanted
    | AnswerPart
    | Refused
)
FromAdministrator = (
    Hello
    | AllowAnotherService
    | StatusWanted
    | WatchCards
    | SendNow
    | RefusedWanted
    | AskAgain
    | ConfirmTime
    | StaffCodeWanted
)
ToAdministrator = Noted | Status | CardNoticed | Sending | RefusedPage | AskedAgain | TimeJudged | StaffCode | Refused


def encode(message: Message) -> bytes:
    """Return one line."""
    return _encoder.encode(message) + b"\n"


def decoder(kinds: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401  a union of types is not a type to mypy
    """Return a strict decoder for one direction, for example ``decoder(FromScreen)``."""
    return msgspec.json.Decoder(kinds)


_encoder = msgspec.json.Encoder()
