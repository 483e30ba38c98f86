"""The sync worker with a fault: whatever came of a request, its records are settled. The rigs must catch it.

It also turns a deaf ear to what the service says it lacks, or the fault would heal by itself.
"""

import sys
from collections.abc import Sequence

from kiosk.local_api.messages import LocalRecord, PendingPage, WireVerdict
from sync import heartbeat, push
from sync.main import main
from sync.network_state import Trouble

_deliver = push.Pusher._deliver


def _credulous(self: push.Pusher, page: PendingPage, records: Sequence[LocalRecord]) -> Trouble | None:
    if _deliver(self, page, records) is not None:
        self._settle([WireVerdict(id=each.id, verdict="accepted", reason=None) for each in records])
    return None


if __name__ == "__main__":
    push.Pusher._deliver = _credulous  # type: ignore[method-assign]  # on purpose
    heartbeat.lacking = lambda *_: iter(())
    sys.exit(main())
