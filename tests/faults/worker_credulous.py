"""The sync worker with a fault: whatever came of a request, its records count as accepted. The rigs must catch it.

It also turns a deaf ear to what the service says it lacks, or the fault would heal by itself.
"""

import gzip
import sys

import msgspec

from sync import heartbeat
from sync.answers import Answered, Result, Timing
from sync.main import main
from sync.protocol import RECORDS_PATH, RecordsAnswer, RecordsRequest, RecordVerdict
from sync.signed_calls import SignedCalls

_call = SignedCalls.call


def _credulous(self: SignedCalls, method: str, target: str, body: bytes = b"", *, gzipped: bool = False) -> Result:
    result = _call(self, method, target, body, gzipped=gzipped)
    if target != RECORDS_PATH or isinstance(result, Answered):
        return result
    asked = msgspec.json.decode(gzip.decompress(body) if gzipped else body, type=RecordsRequest)
    verdicts = [RecordVerdict(id=record.id, verdict="accepted") for record in asked.records]
    answer = msgspec.json.encode(RecordsAnswer(verdicts=verdicts, complete_through=0, gaps=[]))
    return Answered(200, answer, "made up", None, None, Timing(0, 0))


if __name__ == "__main__":
    SignedCalls.call = _credulous  # type: ignore[method-assign]  # on purpose
    heartbeat.lacking = lambda *_: iter(())  # type: ignore[attr-defined]  # on purpose
    sys.exit(main())
