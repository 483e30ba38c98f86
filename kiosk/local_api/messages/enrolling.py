"""Between daemon and worker: an enrolment code that a person typed at the kiosk, and what came of it."""

from typing import Annotated

from msgspec import Meta

from kiosk.local_api.messages.basics import Message

EnrolmentCode = Annotated[str, Meta(min_length=1, max_length=64)]


class EnrolWith(Message, frozen=True, kw_only=True):
    """Unasked: enrol this kiosk with the code. Sent to the worker between answers, and again to one that restarted.

    The worker tries it until it is done with it, and tells with ``EnrolmentTold`` how it stands.
    """

    code: EnrolmentCode


class EnrolmentTold(Message, frozen=True, kw_only=True):
    """What came of the code that was typed. Answered ``Noted``.

    ``outcome``: ``enrolled``; or why the service doesn't take the code: ``code_unknown``, ``code_used``,
    ``code_expired``; or why the kiosk doesn't take the answer: ``seal``, ``other_service``,
    ``enrolment``; or ``too_many_tries``; or a state of ``sync.network_state``. ``done``: it is not tried again by
    itself. ``detail``: the same in known words.
    """

    outcome: str
    detail: str
    done: bool
