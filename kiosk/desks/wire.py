"""Between the domain and the local messages: shapes only."""

import msgspec

from kiosk.domain.attendance import CardStanding
from kiosk.domain.clock import ClockReading
from kiosk.domain.delivery import Answer, Verdict
from kiosk.domain.events import Event, EventMode, OpeningWindow
from kiosk.domain.ids import CardToken, EventId, HubId, KioskId, MemberRef, ProgrammeId, RecordId
from kiosk.domain.records import Record
from kiosk.domain.redaction import Redaction, SubjectDigest
from kiosk.local_api.messages import (
    ApplyChanges,
    Enrolled,
    LocalRecord,
    Settle,
    WireCard,
    WireEvent,
    WireName,
    WireReading,
    WireRedaction,
)
from kiosk.ports import CardEntry, Enrolment, MemberEntry, PulledPage, SideName

_encode = msgspec.json.Encoder().encode
_LONGEST_REASON = 64
"""Characters; every code of the protocol is shorter."""


def reading_out(reading: ClockReading) -> WireReading:
    """Return ``reading`` as it is sent."""
    return WireReading(
        wall_us=reading.wall_us,
        synchronised=reading.synchronised,
        boot=reading.boot,
        boottime_us=reading.boottime_us,
    )


def record_out(record: Record) -> LocalRecord:
    """Return ``record`` as the worker gets it."""
    return LocalRecord(
        id=record.id,
        seq=record.seq,
        kind=record.kind,
        taken=reading_out(record.taken),
        body=msgspec.Raw(_encode(record.body)),
    )


def answers_in(message: Settle) -> dict[RecordId, Answer]:
    """Return the verdicts by record id; of several for one id the last counts."""
    return {RecordId(each.id): Answer(Verdict(each.verdict), _reason(each.reason)) for each in message.verdicts}


def _reason(said: str | None) -> str | None:
    """Return a reason code as it is kept, and shown in terminals: short, and nothing that steers one."""
    return "".join(filter(str.isprintable, (said or "")[:_LONGEST_REASON])) or None


def enrolment_in(message: Enrolled) -> Enrolment:
    """Return who this kiosk is; a key that the service has not proved is not kept."""
    return Enrolment(
        KioskId(message.kiosk),
        HubId(message.hub),
        message.hub_name,
        message.zone,
        service_key=None if message.proof is None else message.service_key,
        settings=message.settings,
    )


def page_in(message: ApplyChanges) -> PulledPage:
    """Return the page as the directory takes it."""
    return PulledPage(
        cursor=message.cursor,
        generation=message.generation,
        sweep=message.last,
        events=[_event_in(each) for each in message.events],
        members={MemberRef(each.ref): MemberEntry(each.shown_name, each.language) for each in message.members},
        cards={CardToken(each.token): _card_in(each) for each in message.cards},
        gone_events=[EventId(each) for each in message.gone_events],
        gone_members=[MemberRef(each) for each in message.gone_members],
        gone_cards=[CardToken(each) for each in message.gone_cards],
        redactions=[_redaction_in(each) for each in message.redactions],
    )


def _redaction_in(told: WireRedaction) -> Redaction:
    return Redaction(told.id, told.at_us, frozenset(SubjectDigest(each) for each in told.subjects))


def _card_in(card: WireCard) -> CardEntry:
    """Return the card; whatever is said of a staff card's member is dropped."""
    standing = CardStanding(card.standing)
    if card.member is None or standing is CardStanding.STAFF:
        return CardEntry(standing, None)
    return CardEntry(standing, MemberRef(card.member))


def _event_in(event: WireEvent) -> Event:
    dated = event.opens_us is not None and event.closes_us is not None
    return Event(
        id=EventId(event.id),
        hub=HubId(event.hub),
        title=event.title,
        programme=None if event.programme is None else ProgrammeId(event.programme),
        window=OpeningWindow(event.opens_us or 0, event.closes_us or 0) if dated else None,
        mode=EventMode(event.mode),
        leave_gap_s=event.leave_gap_s,
        capacity=event.capacity,
    )


def name_out(name: SideName) -> WireName:
    """Return a name as the worker gets it."""
    return WireName(kind=name.kind.value, subject=name.subject, text=name.text, revision=name.revision)
