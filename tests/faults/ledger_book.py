"""Whether ledgers are complete."""

from collections import defaultdict
from collections.abc import Iterable


def gaps(seqs: Iterable[tuple[int | str, int]]) -> dict[int | str, list[int]]:
    """Return, by ledger, which numbers are missing below its highest, from all its (ledger, seq)."""
    there: dict[int | str, set[int]] = defaultdict(set)
    for ledger, seq in seqs:
        there[ledger].add(seq)
    missing = {ledger: sorted(set(range(1, max(found) + 1)) - found) for ledger, found in there.items()}
    return {ledger: numbers for ledger, numbers in missing.items() if numbers}
