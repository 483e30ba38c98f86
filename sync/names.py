"""Names that people typed at the kiosk go to the service apart from records, once it has those that mention them."""

import logging
from collections.abc import Iterator, Sequence

import msgspec

from kiosk.local_api.messages import FetchNames, NamesKept, NamesPage, Noted, WireName
from sync.answers import Answered, Problem
from sync.network_state import UNREADABLE, Failed, failed
from sync.ports import Daemon, Service
from sync.protocol import LEVEL, MOST_NAMES, NAMES_PATH, KeptName, Name, NamesAnswer, NamesRequest

_NO_SUCH_CALL = frozenset({404, 405})

_log = logging.getLogger(__name__)


class NameSender:
    """Sends what the service doesn't have. What it doesn't keep stays at the kiosk and is offered again later."""

    def __init__(self, daemon: Daemon, service: Service) -> None:
        """Send nothing yet."""
        self._daemon = daemon
        self._service = service

    def step(self) -> Failed | bool:
        """Offer every name once, a page at a time; return whether all of it is there now."""
        all_kept = True
        for names in unsent(self._daemon):
            request = NamesRequest(names=names)
            result = self._service.call("POST", f"{NAMES_PATH}?level={LEVEL}", msgspec.json.encode(request))
            if isinstance(result, Problem) and result.status in _NO_SUCH_CALL:
                return False  # an older service: its successor gets them
            if not isinstance(result, Answered):
                return failed(result)
            try:
                answer = _decode(result.body)
            except msgspec.DecodeError:
                return failed(UNREADABLE)
            kept = keep(self._daemon, names, answer.kept)
            _log.debug("event=names_sent count=%d kept=%d", len(names), kept)
            all_kept = all_kept and kept == len(names)
        return all_kept


def unsent(daemon: Daemon) -> Iterator[list[Name]]:
    """Yield the names that the centre doesn't have as they are now: each once, in pages that one request may hold."""
    after = ""
    while names := daemon.ask(FetchNames(after=after, most=MOST_NAMES), NamesPage).names:
        after = names[-1].subject
        yield [_wire(each) for each in names]


def keep(daemon: Daemon, sent: Sequence[Name], kept: Sequence[KeptName]) -> int:
    """Tell the daemon what of the names that were sent the service has; return how many those are."""
    asked = {name.subject: name.revision for name in sent}
    has = {each.subject: each.revision for each in kept if 0 < asked.get(each.subject, 0) <= each.revision}
    if has:
        daemon.ask(NamesKept(revisions={subject: asked[subject] for subject in has}), Noted)
    return len(has)


def _wire(name: WireName) -> Name:
    return Name(kind=name.kind, subject=name.subject, text=name.text, revision=name.revision)


_decode = msgspec.json.Decoder(NamesAnswer).decode
