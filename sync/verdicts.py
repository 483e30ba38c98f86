"""Which of an answer's verdicts count. Pure."""

from collections.abc import Iterable, Mapping

from sync.protocol import RecordVerdict


def of_sent(sent: Iterable[str], verdicts: Iterable[RecordVerdict]) -> Mapping[str, RecordVerdict]:
    """Return the verdicts on records that were sent, by id, in the order of ``sent``.

    An id that was never sent says nothing of ours; one that is named twice with different words says nothing at all.
    """
    named: dict[str, RecordVerdict] = {}
    contradicted: set[str] = set()
    for verdict in verdicts:
        first = named.setdefault(verdict.id, verdict)
        if first.verdict != verdict.verdict:
            contradicted.add(verdict.id)
    return {each: named[each] for each in sent if each in named and each not in contradicted}
