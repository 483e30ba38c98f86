"""Names travel apart from records: to the centre once, and again where they changed."""

from collections.abc import Mapping

from kiosk.ports import SideName, Store


def unsent_names(store: Store, *, after: str = "", most: int) -> tuple[SideName, ...]:
    """Return up to ``most`` names that the centre doesn't have as they are now, by subject, behind ``after``.

    Raises:
        StoreError: the database refused.

    """
    with store.transaction() as transaction:
        return transaction.names.unsent(after=after, most=most)


def names_kept(store: Store, revisions: Mapping[str, int]) -> None:
    """Remember which revisions the centre has, by subject. Saying it twice changes nothing.

    Raises:
        StoreError: nothing was changed.

    """
    with store.transaction() as transaction:
        transaction.names.kept(revisions)
