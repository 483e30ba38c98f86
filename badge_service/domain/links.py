"""Whose a card is, when it was reported lost, and which of its taps a person must decide about.

Everything follows from a set of claims, so the order in which records arrive doesn't matter. A reported loss ends
whatever the card was linked to and begins another *life* of it; a link belongs to the last life that had surely begun.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from badge_service.domain.intake import Hold
from kiosk.domain.attendance import CardStanding
from kiosk.domain.ids import MemberRef, RecordId

FOREVER_US = 2**62
_SURE_US = 3_600_000_000


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """When something happened: not before ``earliest_us``, not after ``latest_us`` (microseconds UTC)."""

    earliest_us: int
    latest_us: int

    @property
    def sure(self) -> bool:
        """Whether this tells a moment well enough to say at which event it was."""
        return self.latest_us - self.earliest_us <= _SURE_US


BEFORE_ALL = Span(-FOREVER_US, -FOREVER_US)
"""When the scheme's own word is from: no tap came before it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose the card is or, without ``member``, that it is lost. ``record`` None: the scheme's own word."""

    record: RecordId | None
    member: MemberRef | None
    at: Span


@dataclass(frozen=True, slots=True)
class CardRuling:
    """What an operator decided about the card, having seen the claims ``seen``.

    ``owner``: whose it is; None with ``nobodys``: the taps of the contested life don't count. ``found``: the reported
    losses among ``seen`` were none. ``stays_lost``: taps after one of them don't count.
    """

    seen: frozenset[RecordId]
    owner: MemberRef | None = None
    nobodys: bool = False
    found: bool = False
    stays_lost: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A card was a member's, from ``from_us`` up to, not including, ``to_us``."""

    member: MemberRef
    from_us: int
    to_us: int


@dataclass(frozen=True, slots=True)
class TapWord:
    """What a card's history says of one of its taps: whose it is, or why it isn't sure to count.

    ``decided``: a person has decided that what is doubtful doesn't count.
    """

    member: MemberRef | None = None
    hold: Hold | None = None
    decided: bool = False


@dataclass(frozen=True, slots=True)
class _Life:
    """From one loss to the next. ``begins``: when it was linked anew; ``lost``: when it was reported lost."""

    members: frozenset[MemberRef]
    begins: Span | None
    lost: Span | None
    settled: bool
    kept_lost: bool

    @property
    def contested(self) -> bool:
        return len(self.members) > 1

    @property
    def member(self) -> MemberRef | None:
        return next(iter(self.members)) if len(self.members) == 1 else None


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of one card. Its lives follow one another; the first has no beginning."""

    lives: tuple[_Life, ...]

    @property
    def standing(self) -> CardStanding | None:
        """What the scheme says of the card now; None for a card that nobody linked or lost."""
        life = self.lives[-1]
        if life.contested:
            return CardStanding.CONTESTED
        if life.member is not None:
            return CardStanding.LINKED
        return CardStanding.LOST if len(self.lives) > 1 else None

    @property
    def member(self) -> MemberRef | None:
        """Whose the card is; of a lost one, whose it was last."""
        if self.standing is CardStanding.CONTESTED:
            return None
        return next((life.member for life in reversed(self.lives) if life.members), None)

    @property
    def links(self) -> tuple[Link, ...]:
        """Whose it was, from when to when; contested times are nobody's."""
        return tuple(
            _link(life.member, -FOREVER_US if index == 0 or life.begins is None else life.begins.earliest_us, life.lost)
            for index, life in enumerate(self.lives)
            if life.member is not None
        )

    @property
    def questioned(self) -> bool:
        """Whether any tap of the card may be more than its member's presence."""
        return len(self.lives) > 1 or any(life.contested or life.settled for life in self.lives)

    def say(self, at: Span) -> TapWord:
        """Return what the history says of a tap at ``at``: a doubt about its time speaks for asking a person."""
        for index, life in enumerate(self.lives):
            following = self.lives[index + 1] if index + 1 < len(self.lives) else None
            if life.lost is None or following is None or at.latest_us < life.lost.earliest_us:
                return _word(life)
            if at.earliest_us < self._linked_again_us(index):
                return TapWord(hold=Hold.AFTER_LOSS, decided=life.kept_lost)
        raise AssertionError

    def _linked_again_us(self, index: int) -> int:
        again = (life.begins.latest_us for life in self.lives[index + 1 :] if life.begins is not None)
        return next(again, FOREVER_US)


def _link(member: MemberRef, from_us: int, lost: Span | None) -> Link:
    """Return a link up to a loss. One that may have come before the link leaves nothing of it that is sure."""
    return Link(member, from_us, FOREVER_US if lost is None else max(from_us, lost.earliest_us))


def _word(life: _Life) -> TapWord:
    if not life.contested:
        return TapWord(life.member)
    return TapWord(hold=Hold.CONTESTED_LINK, decided=life.settled)


def history(claims: Iterable[Claim], rulings: Collection[CardRuling] = ()) -> History:
    """Return what ``claims`` (those not voided) and an operator's rulings, the latest last, make of a card."""
    found = frozenset[RecordId]().union(*(ruling.seen for ruling in rulings if ruling.found))
    kept = {claim for claim in claims if claim.record is None or claim.member is not None or claim.record not in found}
    losses = sorted((claim for claim in kept if claim.member is None), key=_by_end)
    links = [claim for claim in kept if claim.member is not None]
    lives = []
    for index in range(len(losses) + 1):
        mine = [link for link in links if _life_of(link, losses) == index]
        lives.append(_life(mine, losses[index] if index < len(losses) else None, rulings))
    return History(tuple(lives))


def _by_end(claim: Claim) -> tuple[int, int, str]:
    return claim.at.latest_us, claim.at.earliest_us, claim.record or ""


def _life_of(link: Claim, losses: list[Claim]) -> int:
    return sum(1 for loss in losses if loss.at.latest_us < link.at.earliest_us)


def _life(links: list[Claim], loss: Claim | None, rulings: Collection[CardRuling]) -> _Life:
    members = frozenset(link.member for link in links if link.member is not None)
    settled = False
    if len(members) > 1:
        members, settled = _settled(links, members, rulings)
    begins = min((link.at for link in links), key=lambda at: (at.latest_us, at.earliest_us), default=None)
    kept_lost = loss is not None and any(ruling.stays_lost and loss.record in ruling.seen for ruling in rulings)
    return _Life(members, begins, None if loss is None else loss.at, settled, kept_lost)


def _settled(
    links: list[Claim], members: frozenset[MemberRef], rulings: Collection[CardRuling]
) -> tuple[frozenset[MemberRef], bool]:
    """Return whose the contested card is by the latest ruling that knew of all these links, and whether there is one.

    A link to the ruled owner that came later changes nothing; one to somebody else asks anew.
    """
    for ruling in reversed(list(rulings)):
        unseen = {link.member for link in links if link.record is not None and link.record not in ruling.seen}
        if ruling.owner in members and unseen <= {ruling.owner}:
            return frozenset({ruling.owner}), True
        if ruling.nobodys and not unseen:
            return members, True
    return members, False
