"""Who is to be forgotten, put so that one look at a record tells: however many they are, it costs the same."""

from collections.abc import Iterator

from kiosk.domain.clock import TimeLine
from kiosk.domain.records import REDACTED, Body
from kiosk.domain.redaction import Redaction, SubjectDigest, blanked, digest_of, digests_in, reaches
from kiosk.ports import Due, StoredRecord, Told


class Forgotten:
    """What is due, by whom it is about. Made once: it reads every redaction."""

    def __init__(self, due: Due) -> None:
        """Sort ``due`` by its subjects."""
        self._before_generation = due.before_generation
        self._told = due.redactions
        self._by_subject: dict[SubjectDigest, list[int]] = {}
        for index, told in enumerate(due.redactions):
            for subject in told.redaction.subjects:
                self._by_subject.setdefault(subject, []).append(index)

    @property
    def anybody(self) -> bool:
        """Whether a person is to be forgotten."""
        return bool(self._told)

    def goes(self, key: str, generation: int) -> bool:
        """Tell whether a member or card goes, by its key and the generation that last named it."""
        if generation < self._before_generation:
            return True
        return bool(self._by_subject) and digest_of(key) in self._by_subject

    def left_of(self, record: StoredRecord, clocks: TimeLine) -> Body | None:
        """Return what is left of a record's body, or None where it stays as it is."""
        named = digests_in(record.body) | _found_by(record)
        earliest_us = clocks.earliest_us(record.taken)
        for told in self._about(named & self._by_subject.keys()):
            if record.place <= told.through and reaches(told.redaction.at_us, earliest_us):
                return _without(record, told.redaction)
        return None

    def _about(self, subjects: frozenset[SubjectDigest]) -> Iterator[Told]:
        """Yield the redactions of ``subjects``, in the order in which they are due."""
        for index in sorted({index for subject in subjects for index in self._by_subject[subject]}):
            yield self._told[index]


def _without(record: StoredRecord, redaction: Redaction) -> Body:
    """Return what is left of a record that is one of ``redaction``'s by its body or by its look-up key."""
    left = blanked(record.body, redaction.subjects)
    return {REDACTED: True} if left is None else left


def _found_by(record: StoredRecord) -> frozenset[SubjectDigest]:
    """Return whose record it is by its look-up key: its body may be unreadable."""
    return frozenset() if record.lookup is None else frozenset({digest_of(record.lookup.partition(" ")[2])})
