"""Refused records: told by reason, written to a file for whoever must look at them, sent again."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

import msgspec

from kiosk.administrator_line import AdministratorLine, NoAnswerError, administrator_line
from kiosk.domain.errors import HubtapError
from kiosk.local_api.messages import (
    MOST_RECORDS,
    AskAgain,
    AskedAgain,
    RefusedCount,
    RefusedPage,
    RefusedWanted,
)
from kiosk.private_files import new_private

_IN_WORDS = {
    "bad_id": "the service can't read the record's id",
    "bad_seq": "the service can't read the record's number",
    "bad_kind": "the service can't read what kind of record it is",
    "bad_time": "the service can't store the record's time",
    "too_large": "the record is too large for the service",
    "other_kiosk": "the service knows the ledger as another kiosk's",
}


class ExportError(HubtapError):
    """The file can't be written; nothing was changed."""

    code: ClassVar[str] = "export"


def in_words(counts: Sequence[RefusedCount]) -> str:
    """Return how many records were refused and why, one reason a line; empty where there is none."""
    return "\n".join(f"{each.count}: {reason_in_words(each.reason)}" for each in counts)


def reason_in_words(reason: str | None) -> str:
    """Return a reason code in words, with the code."""
    if reason is None:
        return "the service gave no reason"
    return f"{_IN_WORDS.get(reason, 'a reason that this version has no words for')} ({reason})"


def export(run_dir: Path, file: Path) -> int:
    """Write every refused record to the new ``file``, a JSON object a line; return how many.

    Only its owner may read it. The records hold card tokens, no names. They stay on the kiosk.

    Raises:
        NoAnswerError: the daemon doesn't answer.
        ExportError: the file is there already, or can't be written.

    """
    with administrator_line(run_dir) as line:
        records = [each for page in _pages(line) for each in _plain(page)]
    try:
        with new_private(file) as write:
            write(b"".join(msgspec.json.encode(each) + b"\n" for each in records))
    except OSError as error:
        message = f"{file} can't be written: {error.strerror}"
        raise ExportError(message) from None
    return len(records)


def retry(run_dir: Path) -> int:
    """Have every refused record sent again; return how many those are.

    Raises:
        NoAnswerError: the daemon doesn't answer.

    """
    with administrator_line(run_dir) as line:
        answer = line.ask(AskAgain())
    if isinstance(answer, AskedAgain):
        return answer.count
    message = "The attendance daemon answered something else than how many records it sends again."
    raise NoAnswerError(message)


def _pages(line: AdministratorLine) -> Iterator[RefusedPage]:
    ledger, seq = 0, 0
    while True:
        page = line.ask(RefusedWanted(after_ledger=ledger, after_seq=seq, most=MOST_RECORDS))
        if not isinstance(page, RefusedPage):
            message = "The attendance daemon answered something else than refused records."
            raise NoAnswerError(message)
        if not page.records:
            return
        yield page
        ledger, seq = page.ledger_number, page.records[-1].record.seq


def _plain(page: RefusedPage) -> list[dict[str, Any]]:
    whose = {"ledger": page.ledger, "kiosk": page.kiosk, "hub": page.hub}
    return [{**whose, "reason": each.reason, "record": each.record} for each in page.records]
