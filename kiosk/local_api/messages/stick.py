"""Between daemon and worker: what a USB stick carries. The worker seals and opens it, the daemon has it put on a stick.

``number`` tells one wish of staff from another.
"""

from typing import Annotated, Literal

from msgspec import Meta

from kiosk.local_api.messages.basics import Count, Message

PART_BYTES = 1024 * 1024
StickBytes = Annotated[bytes, Meta(max_length=PART_BYTES)]
"""A part of a file."""


class StickWanted(Message, frozen=True, kw_only=True):
    """Unasked: make a file of what waits (``write``), or take over the service's answer (``read``).

    Sent to the worker between answers. It sends the file with ``StickContent``, or fetches the answer with
    ``AnswerWanted``, and ends with ``StickDone``.
    """

    number: Count
    what: Literal["write", "read"]


class StickContent(Message, frozen=True, kw_only=True):
    """The next part of the file. Answered ``Noted``."""

    number: Count
    content: StickBytes


class AnswerWanted(Message, frozen=True, kw_only=True):
    """Ask for the service's answer from byte ``offset`` on. Answered ``AnswerPart``."""

    number: Count
    offset: Count


class AnswerPart(Message, frozen=True, kw_only=True):
    """A part of the answer; empty at its end, or where nobody waits for it any more."""

    content: StickBytes


class StickDone(Message, frozen=True, kw_only=True):
    """What it came to. Answered ``Noted``. ``trouble``: a code of ``sync.bundle_protocol.BundleError``, None if done.

    ``records``: how many the file holds, or how many the answer settled; ``left``: how many then still wait for the
    next file. ``changes``: the answer brought something else.
    """

    number: Count
    trouble: str | None = None
    records: Count = 0
    left: Count = 0
    changes: bool = False
