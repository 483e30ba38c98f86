"""Between daemon and worker: who is in at the hub's other kiosks, as far as the centre knows."""

from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.local_api.messages.basics import Count, Message, Moment
from kiosk.local_api.messages.changes import Name, Words

MOST_KIOSKS = 20
MOST_PEOPLE = 500


class OtherKiosk(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Another kiosk of this hub, and who came in there and is still in.

    ``as_of_us``: the centre has everything that this kiosk recorded up to then; None where it was never heard of.
    ``members``: references of those who are in. ``unnamed``: how many more are, whom nobody is known by.
    """

    kiosk: Name
    name: Words
    as_of_us: Moment | None
    members: Annotated[list[Name], Meta(max_length=MOST_PEOPLE)]
    unnamed: Count


class OthersHere(Message, frozen=True, kw_only=True):
    """What the centre last told of the hub's other kiosks. Answered ``Noted``."""

    kiosks: Annotated[list[OtherKiosk], Meta(max_length=MOST_KIOSKS)]
