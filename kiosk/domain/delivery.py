"""What is pending, what a verdict changes, what goes next. Numbers are a ledger's ``seq``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """The service's answer for one record."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    HELD = "held"
    REFUSED = "refused"
    LATER = "later"

    @property
    def settles(self) -> bool:
        """Whether the service has the record now."""
        return self in {Verdict.ACCEPTED, Verdict.DUPLICATE, Verdict.HELD}


class Exceptional(StrEnum):
    """Why a record below the settled mark is not settled."""

    WAITING = "waiting"
    """Never answered, or answered ``later``: it goes again."""
    REFUSED = "refused"
    """Stays visible with its reason until a person or another version of the service is to judge it anew."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One exception: its state and, for a refusal, the service's reason code.

    ``refused_by``: the versions of the service that refused the record, also while it waits again.
    """

    state: Exceptional
    reason: str | None = None
    refused_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far one ledger is delivered: settled up to and including ``mark``, less the exceptions."""

    mark: int = 0
    exceptions: Mapping[int, Standing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict with its reason code, where it has one."""

    verdict: Verdict
    reason: str | None = None


def settle(delivery: Delivery, answers: Mapping[int, Answer], service: str = "") -> Delivery:
    """Return the delivery after ``answers`` of this version of the service.

    Idempotent; a later word never unsettles what is settled.

    The mark moves to the highest answered seq; whatever lies unanswered between becomes an exception, so that one
    record never blocks those behind it.
    """
    if not answers:
        return delivery
    mark = max(delivery.mark, *answers)
    exceptions = dict(delivery.exceptions)
    for seq in range(delivery.mark + 1, mark + 1):
        exceptions[seq] = Standing(Exceptional.WAITING)
    for seq, answer in answers.items():
        if seq not in exceptions:
            continue
        match answer.verdict:
            case Verdict.ACCEPTED | Verdict.DUPLICATE | Verdict.HELD:
                del exceptions[seq]
            case Verdict.REFUSED:
                refused_by = exceptions[seq].refused_by | {service}
                exceptions[seq] = Standing(Exceptional.REFUSED, answer.reason, refused_by)
            case Verdict.LATER:
                exceptions[seq] = Standing(Exceptional.WAITING, refused_by=exceptions[seq].refused_by)
    return Delivery(mark, exceptions)


def offered_to(delivery: Delivery, service: str) -> Delivery:
    """Return the delivery with every refused record waiting again that this version of the service hasn't refused."""
    again = {
        seq: Standing(Exceptional.WAITING, refused_by=it.refused_by)
        for seq, it in delivery.exceptions.items()
        if it.state is Exceptional.REFUSED and service not in it.refused_by
    }
    return Delivery(delivery.mark, {**delivery.exceptions, **again})


def reopen(delivery: Delivery, missing: range) -> Delivery:
    """Return the delivery with ``missing`` waiting again: the service says that it lacks them."""
    known = range(max(missing.start, 1), min(missing.stop, delivery.mark + 1))
    again = {seq: Standing(Exceptional.WAITING) for seq in known}
    return Delivery(delivery.mark, {**again, **delivery.exceptions})
