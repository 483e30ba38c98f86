"""Names that people typed at kiosks: kept for what was made at a kiosk's hub, and for nobody who was forgotten."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from badge_service.domain.intake import plain
from badge_service.store.engine import Database
from badge_service.store.feed import Sort
from badge_service.store.made_here import Nameable, Sent
from badge_service.store.unit import Unit
from badge_service.usecases.caller import Caller, Denied
from kiosk.domain.ids import HubId, MemberRef
from kiosk.domain.redaction import digest_of
from sync.protocol import MOST_NAMES, KeptName, Name, NamesAnswer, NamesRequest

_LONGEST = 100
_LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class TakeNames:
    """Takes in names; the same one twice changes nothing."""

    database: Database
    now_us: Callable[[], int]

    def __call__(self, caller: Caller, request: NamesRequest) -> NamesAnswer | Denied:
        """Keep what can be kept, and tell what is there of the names that were sent."""
        if not 1 <= len(request.names) <= MOST_NAMES:
            return Denied("bad_request", f"names holds {len(request.names)}, not 1 to {MOST_NAMES}")
        fit = [name for name in request.names if _is_fit(name)]
        return self.database.write(lambda unit: self._take(unit, caller, fit))

    def _take(self, unit: Unit, caller: Caller, names: Collection[Name]) -> NamesAnswer:
        unit.links.take_turn(alone=False)  # nobody is forgotten meanwhile
        hubs = unit.kiosks.hubs_of(caller.kiosk)
        forgotten = unit.redactions.reaching({digest_of(name.subject) for name in names})
        wanted = _latest(name for name in names if digest_of(name.subject) not in forgotten)
        events = unit.made_here.events({name.subject for name in wanted if name.kind == "event"})
        members = unit.made_here.members({name.subject for name in wanted if name.kind == "member"})
        events, members = _at(events, hubs), _at(members, hubs)
        new_members = _new(wanted, "member", members)
        if new_members:
            unit.made_here.name_members(new_members)
            self._tell(unit, [each.subject for each in new_members])
        new_events = _new(wanted, "event", events)
        if new_events:
            unit.made_here.name_events(new_events)
        return NamesAnswer(kept=[*_kept(wanted, "event", events), *_kept(wanted, "member", members)])

    def _tell(self, unit: Unit, named: Iterable[str]) -> None:
        """Tell the kiosks of every hub that knows these members."""
        told: dict[HubId, list[tuple[Sort, str]]] = defaultdict(list)
        for ref in named:
            for hub in unit.people.hubs_of(MemberRef(ref)):
                told[hub].append((Sort.MEMBER, ref))
        for hub in sorted(told):
            unit.feed.append(hub, told[hub], self.now_us())


def _is_fit(name: Name) -> bool:
    words = name.text
    return plain(name.subject) and 0 < len(words) <= _LONGEST and words.isprintable() and 0 < name.revision < _LARGEST


def _latest(names: Iterable[Name]) -> list[Name]:
    """Return the newest revision of each."""
    return list({name.subject: name for name in sorted(names, key=lambda name: name.revision)}.values())


def _at(found: Mapping[str, Nameable], hubs: Collection[str]) -> dict[str, Nameable]:
    return {subject: each for subject, each in found.items() if each.hub in hubs}


def _new(names: Iterable[Name], kind: str, there: Mapping[str, Nameable]) -> list[Sent]:
    return [
        Sent(name.subject, name.text, name.revision)
        for name in names
        if name.kind == kind and name.subject in there and name.revision > there[name.subject].revision
    ]


def _kept(names: Iterable[Name], kind: str, there: Mapping[str, Nameable]) -> list[KeptName]:
    return [
        KeptName(subject=name.subject, revision=max(name.revision, there[name.subject].revision))
        for name in names
        if name.kind == kind and name.subject in there
    ]
