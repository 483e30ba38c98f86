"""Whether anybody of the team can open the staff screens, and what to do where nobody can."""

from kiosk.domain.errors import StoreError
from kiosk.local_api.messages import TeamStatus
from kiosk.ports import Store

_NOBODY = "Nobody of the team has a PIN: nobody can open the staff screens."
_CODE = (
    "Run `hubtap staff code`, and have the lead type the code at the kiosk's padlock, with their name and a new PIN; "
    "docs/it.md says how."
)
_ENROL_FIRST = f"Enrol the kiosk first; docs/it.md says how. Then: {_CODE}"


def team_status(store: Store, *, enrolled: bool) -> TeamStatus | None:
    """Return how it is; None where the database refuses to tell."""
    try:
        with store.transaction() as transaction:
            pins = sum(bool(kept) for kept in transaction.team.hashes().values())
    except StoreError:
        return None
    if pins:
        return TeamStatus(pins=pins)
    return TeamStatus(pins=0, trouble=_NOBODY, remedy=_CODE if enrolled else _ENROL_FIRST)
