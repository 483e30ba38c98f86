"""The sync worker's desk: pending records out; verdicts, changes, the enrolment and the time in."""

from collections.abc import Callable
from typing import Protocol

from kiosk.desks.centre_news import CentreNews
from kiosk.desks.health import HealthReport
from kiosk.desks.network import NetworkNews
from kiosk.desks.wire import answers_in, enrolment_in, name_out, page_in, reading_out, record_out
from kiosk.domain.clock import ClockFix, FixSource
from kiosk.domain.errors import StoreFullError
from kiosk.domain.events import Event
from kiosk.domain.ids import LedgerId
from kiosk.domain.letters import KeyLetter
from kiosk.local_api.messages import (
    VERSION,
    AnswerPart,
    AnswerWanted,
    ApplyChanges,
    AskedAgain,
    ChangesApplied,
    Confirmed,
    Enrolled,
    EnrolmentTold,
    EnrolWith,
    FetchNames,
    FetchPending,
    FromWorker,
    HealthWanted,
    Hello,
    Message,
    NamesKept,
    NamesPage,
    NetworkReport,
    NewRegionKeys,
    Noted,
    OthersHere,
    PendingPage,
    Refused,
    RegionKeysKept,
    Reopen,
    ServiceMet,
    ServiceTime,
    Settle,
    Settled,
    StartOver,
    StickContent,
    StickDone,
    StickWanted,
    TryNow,
    Wake,
    WorkerWelcome,
)
from kiosk.local_api.server import Client
from kiosk.ports import Clock, Enrolment, Store
from kiosk.usecases.deliver import apply_answers, pending_after, reopen_missing
from kiosk.usecases.deliver_names import names_kept, unsent_names
from kiosk.usecases.refused import offer_to
from kiosk.usecases.situation import Situation


class Doings(Protocol):
    """What a worker's message can change in the daemon's memory."""

    def enrolled(self, enrolment: Enrolment, letter: KeyLetter) -> None:
        """Accept an enrolment; raises SealError or EnrolmentError where it can't be used, and then keeps nothing."""

    def new_region_keys(self, letter: KeyLetter) -> None:
        """Accept the region's changed keys; raises SealError or EnrolmentError as ``enrolled`` does."""

    def region_key_ids(self) -> list[str]:
        """Return the ids of the region's keys, as far as the service that sent them has proved who it is."""

    def service_time(self, told: ClockFix) -> None:
        """Take the service's verified time."""

    def directory_changed(self, events: tuple[Event, ...] | None) -> None:
        """Go by what was pulled, which is stored already. ``events``: all that are known now, None if unchanged."""

    def confirmed(self, confirmed: Confirmed) -> None:
        """Keep how far the service has a ledger; raises StoreError."""

    def network_news(self, news: NetworkNews) -> None:
        """Keep what the worker says of the network."""


class StickTalk(Protocol):
    """Whoever has a USB stick written and read."""

    def take(self, message: StickContent) -> None:
        """Keep a part of the file that the worker makes."""

    def give(self, message: AnswerWanted) -> AnswerPart:
        """Return a part of the answer that was on the stick."""

    def finish(self, message: StickDone) -> None:
        """Hear what the worker made of it."""

    def worker_gone(self) -> None:
        """Give up what the worker was at when it went away."""


_FromCentre = Enrolled | ServiceTime | Reopen | Confirmed | NetworkReport | NamesKept | OthersHere | EnrolmentTold
_ForStick = StickContent | StickDone


class WorkerDesk:
    """Answers the worker. A read changes nothing; a verdict may come twice. ``news``: what it told last."""

    def __init__(  # noqa: PLR0913  the worker's affairs touch much
        self,
        *,
        store: Store,
        clock: Clock,
        health: HealthReport,
        sealing_key: Callable[[], str],
        situation: Callable[[], Situation | None],
        room: Callable[[], bool],
        doings: Doings,
        stick: StickTalk,
    ) -> None:
        """Serve from these. ``room`` tells whether the disk has room for what is no tap."""
        self._store = store
        self._clock = clock
        self._health = health
        self._sealing_key = sealing_key
        self._situation = situation
        self._room = room
        self._doings = doings
        self._stick = stick
        self.news = CentreNews()
        self._clients: set[Client] = set()
        self._wishes = 0
        self._code: str | None = None

    def wake(self) -> None:
        """Tell every worker that records are pending."""
        for client in self._clients:
            client.show(Wake())

    @property
    def attended(self) -> bool:
        """Whether a worker is connected."""
        return bool(self._clients)

    def try_now(self) -> int | None:
        """Have every worker try everything at once; return the wish's number, or None where no worker is there."""
        if not self._clients:
            return None
        self._wishes += 1
        for client in self._clients:
            client.show(TryNow(number=self._wishes))
        return self._wishes

    def ask_for_stick(self, wanted: StickWanted) -> bool:
        """Have one worker do its part for a USB stick; return whether one is there."""
        for client in self._clients:
            client.send(wanted)
            return True
        return False

    def enrol_with(self, code: str) -> bool:
        """Have the worker enrol this kiosk with a code that was typed here; return whether a worker is there.

        ``news.enrolment`` tells what comes of it. The code is kept in memory until the worker is done with it.
        """
        self._code = code
        self.news.enrolling()
        for client in self._clients:
            client.send(EnrolWith(code=code))
        return self.attended

    def opened(self, client: Client) -> Message:
        """Greet with who this kiosk is and where the next pull goes on."""
        self._clients.add(client)
        if self._code is not None:
            client.send(EnrolWith(code=self._code))
        with self._store.transaction() as transaction:
            position = transaction.directory.position()
        situation = self._situation()
        return WorkerWelcome(
            version=VERSION,
            sealing_key=self._sealing_key(),
            kiosk=None if situation is None else situation.enrolment.kiosk,
            hub=None if situation is None else situation.enrolment.hub,
            cursor=position.cursor,
            generation=position.generation,
            service_key=None if situation is None else situation.enrolment.service_key,
            key_ids=self._doings.region_key_ids(),
        )

    def closed(self, client: Client) -> None:
        """Forget the worker."""
        self._clients.discard(client)
        if not self.attended:
            self._stick.worker_gone()

    def heard(self, _: Client, message: FromWorker) -> Message:  # noqa: C901, PLR0911  one answer a kind
        """Answer one message.

        Raises:
            StoreError: the database refused; nothing of the message was kept.
            SealError: the enrolment's keys can't be opened.
            EnrolmentError: the enrolment can't be used on this machine.

        """
        match message:
            case FetchPending():
                return self._page(message)
            case Settle():
                result = apply_answers(self._store, answers_in(message), message.service)
                return Settled(settled=result.settled, ignored=result.ignored, waiting=result.waiting)
            case ServiceMet():
                return AskedAgain(count=offer_to(self._store, message.service))
            case ApplyChanges():
                return self._apply(message)
            case StartOver():
                with self._store.transaction() as transaction:
                    position = transaction.directory.start_over()
                return ChangesApplied(cursor=position.cursor, generation=position.generation)
            case HealthWanted():
                return self._health.make()
            case NewRegionKeys():
                letter = KeyLetter(message.sealed_keys, message.issued_us, message.service_key, message.proof)
                self._doings.new_region_keys(letter)
                return RegionKeysKept(key_ids=self._doings.region_key_ids())
            case FetchNames():
                names = unsent_names(self._store, after=message.after, most=message.most)
                return NamesPage(names=[name_out(each) for each in names])
            case AnswerWanted():
                return self._stick.give(message)
            case Hello():
                return Refused(code="unexpected")
            case _:
                self._note(message)
                return Noted()

    def _note(self, message: _FromCentre | _ForStick) -> None:
        match message:
            case Enrolled():
                letter = KeyLetter(message.sealed_keys, message.issued_us, message.service_key, message.proof)
                self._doings.enrolled(enrolment_in(message), letter)
            case ServiceTime(wall_us=wall_us, boottime_us=boottime_us, uncertainty_us=uncertainty_us):
                boot = self._clock.read().boot
                self._doings.service_time(ClockFix(boot, boottime_us, wall_us, FixSource.SERVICE, uncertainty_us))
            case Reopen(ledger=ledger, first=first, last=last):
                reopen_missing(self._store, LedgerId(ledger), range(first, last + 1))
            case Confirmed():
                self._doings.confirmed(message)
            case NetworkReport():
                news = NetworkNews(message.state, message.detail, message.last_success_us, message.tried, message.cause)
                self._doings.network_news(news)
            case NamesKept():
                names_kept(self._store, message.revisions)
            case OthersHere() | EnrolmentTold():
                self._tell(message)
            case StickContent():
                self._stick.take(message)
            case StickDone():
                self._stick.finish(message)

    def _tell(self, message: OthersHere | EnrolmentTold) -> None:
        if isinstance(message, EnrolmentTold) and message.done:
            self._code = None
        self.news.take(message)

    def _apply(self, message: ApplyChanges) -> ChangesApplied:
        if not self._room():
            text = "the room that is left is for taps"
            raise StoreFullError(text)
        with self._store.transaction() as transaction:
            transaction.directory.apply(page_in(message))
            position = transaction.directory.position()
            concerns_events = message.events or message.gone_events or message.last
            events = transaction.directory.events() if concerns_events else None
        self._doings.directory_changed(events)
        return ChangesApplied(cursor=position.cursor, generation=position.generation)

    def _page(self, message: FetchPending) -> PendingPage:
        pending = pending_after(
            self._store, ledger_number=message.after_ledger, seq=message.after_seq, most=message.most
        )
        reading = reading_out(self._clock.read())
        if pending is None:
            return PendingPage(ledger="", ledger_number=0, kiosk="", hub="", records=[], waiting=0, reading=reading)
        ledger = pending.ledger
        return PendingPage(
            ledger=ledger.id,
            ledger_number=ledger.number,
            kiosk=ledger.kiosk,
            hub=ledger.hub,
            records=[record_out(record) for record in pending.records],
            waiting=pending.waiting,
            reading=reading,
        )
