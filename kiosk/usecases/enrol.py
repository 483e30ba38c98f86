"""The kiosk learns who it is at the centre."""

from kiosk.domain.ledger_starts import Began
from kiosk.ports import Enrolment, IdSource, Store


def accept_enrolment(store: Store, ids: IdSource, enrolment: Enrolment) -> None:
    """Store the enrolment; another kiosk id or another hub starts a new ledger. Repeating it changes nothing.

    Another hub has other events, members and cards: they are pulled anew. So has another service. Whom staff added at
    the old hub is not known by name at the new one.
    """
    with store.transaction() as transaction:
        before = transaction.directory.enrolment()
        if before is not None and (before.hub, before.service_key) != (enrolment.hub, enrolment.service_key):
            if before.hub != enrolment.hub:
                transaction.people.leave_members_to_centre()
            transaction.directory.start_over()
        transaction.directory.save_enrolment(enrolment)
        ledger = transaction.ledgers.current()
        if ledger is None or (ledger.kiosk, ledger.hub) != (enrolment.kiosk, enrolment.hub):
            began = Began.ENROLLED if ledger is None else Began.MOVED
            transaction.ledgers.open_new(ids.ledger_id(), enrolment.kiosk, enrolment.hub, began=began)


def prove_service(store: Store, enrolment: Enrolment) -> Enrolment:
    """Store ``enrolment``, whose service has now proved its key, and return it."""
    with store.transaction() as transaction:
        transaction.directory.save_enrolment(enrolment)
    return enrolment
