"""Which messages go which way, and how they are put on the wire."""

from typing import Any

import msgspec

from kiosk.local_api.messages.administrator import (
    AllowAnotherService,
    AskAgain,
    CardNoticed,
    RefusedPage,
    RefusedWanted,
    Sending,
    SendNow,
    StaffCode,
    StaffCodeWanted,
    Status,
    StatusWanted,
    WatchCards,
)
from kiosk.local_api.messages.basics import Hello, Message, Noted, Refused
from kiosk.local_api.messages.centre import Enrolled, NetworkReport, NewRegionKeys, RegionKeysKept, ServiceTime
from kiosk.local_api.messages.changes import ApplyChanges, ChangesApplied, StartOver
from kiosk.local_api.messages.clock import ConfirmTime, TimeJudged
from kiosk.local_api.messages.delivery import (
    AskedAgain,
    Confirmed,
    FetchPending,
    PendingPage,
    Reopen,
    ServiceMet,
    Settle,
    Settled,
    TryNow,
    Wake,
    WorkerWelcome,
)
from kiosk.local_api.messages.enrolling import EnrolmentTold, EnrolWith
from kiosk.local_api.messages.health import Health, HealthWanted
from kiosk.local_api.messages.hub import OthersHere
from kiosk.local_api.messages.names import FetchNames, NamesKept, NamesPage
from kiosk.local_api.messages.screen import FrameShown, HelpAsked, Judging, ScreenSnapshot
from kiosk.local_api.messages.staff import StaffAnswer, StaffSnapshot
from kiosk.local_api.messages.staff_acts import (
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
from kiosk.local_api.messages.stick import AnswerPart, AnswerWanted, StickContent, StickDone, StickWanted

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
