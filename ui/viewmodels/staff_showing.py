"""What the staff screens show at a moment: plain functions over frozen values, with no Qt and no clock of their own.

Every ``now_ms`` is a reading of one and the same steady clock, in milliseconds.
"""

from dataclasses import dataclass, replace
from enum import Enum

from kiosk.domain.staff import IDLE_US, WARNING_US
from kiosk.local_api.messages import AwaitedCard, Lock, SetupPage, StaffNotice, StaffSnapshot, UndoOffer
from ui.viewmodels.staff_pages import StaffPage, Stop, Trail, back, onward, shown

_US_PER_MS = 1_000
_MS_PER_S = 1_000
_IDLE_MS = IDLE_US // _US_PER_MS
_NEVER_MS = -_IDLE_MS
_WARNING_MS = WARNING_US // _US_PER_MS


class Cover(Enum):
    """What lies over the public screen."""

    NOTHING = 0
    PIN = 1
    STAFF = 2
    SETUP = 3
    RESCUE = 4


class PinSays(Enum):
    """The line above the keypad."""

    NOTHING = 0
    CHECKING = 1
    WRONG = 2
    WAIT = 3
    UNSET = 4
    AWAY = 5


@dataclass(frozen=True, slots=True)
class StaffPatience:
    """How long things stay: PIN page and code page without a finger, a draft after a restart, lines for staff."""

    pin_ms: int = 30_000
    rescue_ms: int = 120_000
    draft_ms: int = 120_000
    notice_ms: int = 8_000
    trouble_ms: int = 10_000


@dataclass(frozen=True, slots=True)
class StaffKnown:
    """What the screen knows. ``snapshot`` is None while the daemon is away.

    ``at_pin``: the PIN page is wanted; ``rescuing``: a code from IT instead. ``touched_ms``: the last finger on it.
    ``was_wrong``: the PIN that the lock calls wrong was typed before the page was opened, perhaps by someone else.
    ``kept_until_ms``: work was cut short, and its drafts and trail are kept until then. ``undone``: the offer that was
    taken. ``trouble``: a code.
    """

    snapshot: StaffSnapshot | None = None
    heard_ms: int = 0
    touched_ms: int = _NEVER_MS
    at_pin: bool = False
    rescuing: bool = False
    was_wrong: bool = False
    trail: Trail = ()
    kept_until_ms: int | None = None
    undone: int | None = None
    trouble: str = ""
    trouble_until_ms: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether staff are at work."""
        return self.snapshot is not None and self.snapshot.lock.state == "open"


@dataclass(frozen=True, slots=True)
class StaffView:
    """One picture, without the page's own content. ``warning_s``, ``wait_s``: 0 for none. ``depth``: pages to Home."""

    cover: Cover = Cover.NOTHING
    page: StaffPage = StaffPage.HOME
    depth: int = 0
    says: PinSays = PinSays.NOTHING
    wait_s: int = 0
    warning_s: int = 0
    notice: StaffNotice | None = None
    undo: UndoOffer | None = None
    awaited: AwaitedCard | None = None
    awaited_s: int = 0
    trouble: str = ""


def heard(known: StaffKnown, snapshot: StaffSnapshot, now_ms: int, patience: StaffPatience) -> StaffKnown:
    """Return what is known after a snapshot."""
    trouble = "" if _something_was_done(known.snapshot, snapshot) else known.trouble
    was_wrong = known.was_wrong and _tells_of_a_try(snapshot)
    after = replace(known, snapshot=snapshot, heard_ms=now_ms, trouble=trouble, was_wrong=was_wrong)
    if after.is_open:
        touched_ms = known.touched_ms if known.is_open else _NEVER_MS
        return replace(after, at_pin=False, rescuing=False, kept_until_ms=None, touched_ms=touched_ms)
    if known.is_open:
        return _cut_short(after, now_ms, patience) if snapshot.lock.restarted else locked(after)
    return after


def _something_was_done(before: StaffSnapshot | None, after: StaffSnapshot) -> bool:
    """Tell whether there is a new offer to undo: what was not done before that is told no longer."""
    if before is None or after.undo is None:
        return False
    return before.undo is None or before.undo.serial != after.undo.serial


def lost(known: StaffKnown, now_ms: int, patience: StaffPatience) -> StaffKnown:
    """Return what is known after the daemon fell silent: names go at once, drafts stay for a while."""
    after = replace(known, snapshot=None)
    return _cut_short(after, now_ms, patience) if known.is_open else after


def locked(known: StaffKnown) -> StaffKnown:
    """Return what is known after time or a person locked the screens: no name and no draft."""
    return replace(known, at_pin=False, trail=(), kept_until_ms=None, undone=None, trouble="")


def _cut_short(known: StaffKnown, now_ms: int, patience: StaffPatience) -> StaffKnown:
    kept_until_ms = now_ms + patience.draft_ms
    after = replace(known, at_pin=True, rescuing=False, touched_ms=now_ms, kept_until_ms=kept_until_ms)
    return replace(after, undone=None, trouble="")


def asked_for_pin(known: StaffKnown, now_ms: int) -> StaffKnown:
    """Return what is known after someone touched the lock on the public screen."""
    was_wrong = known.snapshot is not None and _tells_of_a_try(known.snapshot)
    return replace(known, at_pin=True, rescuing=False, touched_ms=now_ms, was_wrong=was_wrong)


def _tells_of_a_try(snapshot: StaffSnapshot) -> bool:
    return snapshot.lock.wrong or snapshot.lock.state == "checking"


def tried_pin(known: StaffKnown) -> StaffKnown:
    """Return what is known after a PIN was typed: whether it is wrong is news."""
    return replace(known, was_wrong=False)


def asked_for_rescue(known: StaffKnown, now_ms: int) -> StaffKnown:
    """Return what is known after someone wants to get in with a code from IT."""
    return replace(known, at_pin=True, rescuing=True, touched_ms=now_ms)


def left_pin(known: StaffKnown) -> StaffKnown:
    """Return what is known after the PIN page was closed; a draft waits on."""
    return replace(known, at_pin=False, rescuing=False)


def _closes_at_ms(known: StaffKnown, patience: StaffPatience) -> int:
    return known.touched_ms + (patience.rescue_ms if known.rescuing else patience.pin_ms)


def touched(known: StaffKnown, now_ms: int) -> StaffKnown:
    """Return what is known after a finger on the staff screens."""
    return replace(known, touched_ms=now_ms)


def went(known: StaffKnown, stop: Stop) -> StaffKnown:
    """Return what is known after a page was opened."""
    return replace(known, trail=onward(known.trail, stop), trouble="")


def went_back(known: StaffKnown) -> StaffKnown:
    """Return what is known after Back."""
    return replace(known, trail=back(known.trail), trouble="")


def took_undo(known: StaffKnown, serial: int) -> StaffKnown:
    """Return what is known after the offer with this serial was taken: its bar goes at once."""
    return replace(known, undone=serial)


def kept_undo(known: StaffKnown, serial: int) -> StaffKnown:
    """Return what is known after the offer with this serial was taken in vain: it can be taken again."""
    return replace(known, undone=None) if known.undone == serial else known


def troubled(known: StaffKnown, code: str, now_ms: int, patience: StaffPatience) -> StaffKnown:
    """Return what is known after something was not done."""
    return replace(known, trouble=code, trouble_until_ms=now_ms + patience.trouble_ms)


def tidied(known: StaffKnown, now_ms: int, patience: StaffPatience) -> StaffKnown:
    """Return what is known once the time is up for the PIN page, or for a draft."""
    after = known
    if known.at_pin and now_ms >= _closes_at_ms(known, patience):
        after = left_pin(after)
    if known.kept_until_ms is not None and now_ms >= known.kept_until_ms:
        after = replace(after, kept_until_ms=None, trail=())
    return after


def look(known: StaffKnown, now_ms: int, patience: StaffPatience) -> StaffView:
    """Return the picture at ``now_ms``."""
    snapshot = known.snapshot
    if snapshot is not None and _is_setting_up(snapshot.setup) and not known.rescuing:
        return StaffView(Cover.SETUP)
    if snapshot is None or snapshot.lock.state != "open":
        return _at_the_door(known, now_ms)
    warning_ms = _locks_at_ms(known, snapshot.lock) - now_ms
    awaited = _still(snapshot.awaited, known, now_ms)
    return StaffView(
        Cover.STAFF,
        shown(known.trail).page,
        len(known.trail),
        warning_s=_seconds(max(warning_ms, 1)) if warning_ms <= _WARNING_MS else 0,
        notice=snapshot.notice if _notice_until_ms(known, patience) > now_ms else None,
        undo=snapshot.undo if _undo_until_ms(known) > now_ms else None,
        awaited=awaited,
        awaited_s=0 if awaited is None else _seconds(known.heard_ms + awaited.left_ms - now_ms),
        trouble=known.trouble if now_ms < known.trouble_until_ms else "",
    )


def _is_setting_up(setup: SetupPage | None) -> bool:
    """Tell whether the first boot goes on at this screen; where only IT's code helps, visitors go on tapping."""
    return setup is not None and (setup.step != "pin" or setup.trusted_here)


def _at_the_door(known: StaffKnown, now_ms: int) -> StaffView:
    if not known.at_pin:
        return StaffView()
    if known.rescuing:
        return StaffView(Cover.RESCUE)
    if known.snapshot is None:
        return StaffView(Cover.PIN, says=PinSays.AWAY)
    lock = known.snapshot.lock
    wait_s = _seconds(known.heard_ms + lock.wait_ms - now_ms)
    if wait_s:
        return StaffView(Cover.PIN, says=PinSays.WAIT, wait_s=wait_s)
    if lock.state in {"checking", "unset"}:
        return StaffView(Cover.PIN, says=PinSays[lock.state.upper()])
    return StaffView(Cover.PIN, says=PinSays.WRONG if lock.wrong and not known.was_wrong else PinSays.NOTHING)


def _locks_at_ms(known: StaffKnown, lock: Lock) -> int:
    return max(known.heard_ms + lock.locks_in_ms, known.touched_ms + _IDLE_MS)


def _still(awaited: AwaitedCard | None, known: StaffKnown, now_ms: int) -> AwaitedCard | None:
    """Return what is awaited, while it is; what it came to stays as long as the daemon says it."""
    if awaited is None or awaited.outcome is not None or now_ms < known.heard_ms + awaited.left_ms:
        return awaited
    return None


def _notice_until_ms(known: StaffKnown, patience: StaffPatience) -> int:
    notice = None if known.snapshot is None else known.snapshot.notice
    return 0 if notice is None else known.heard_ms - notice.age_ms + patience.notice_ms


def _undo_until_ms(known: StaffKnown) -> int:
    undo = None if known.snapshot is None else known.snapshot.undo
    return 0 if undo is None or undo.serial == known.undone else known.heard_ms + undo.left_ms


def _seconds(left_ms: int) -> int:
    """Return whole seconds, rounded up: 0 is over."""
    return max(0, -(-left_ms // _MS_PER_S))


def next_change_ms(known: StaffKnown, now_ms: int, patience: StaffPatience) -> int | None:
    """Return in how many milliseconds the picture may change by itself, or None where only news can change it."""
    moments = [known.trouble_until_ms, _notice_until_ms(known, patience), _undo_until_ms(known)]
    if known.at_pin:
        moments.append(_closes_at_ms(known, patience))
    if known.kept_until_ms is not None:
        moments.append(known.kept_until_ms)
    waits = [moment - now_ms for moment in moments if moment > now_ms]
    waits.extend(_steps(known, now_ms))
    return min(waits, default=None)


def _steps(known: StaffKnown, now_ms: int) -> list[int]:
    """Return the waits for the next whole second of whatever counts down."""
    snapshot = known.snapshot
    if snapshot is None:
        return []
    ends = [known.heard_ms + snapshot.lock.wait_ms] if known.at_pin else []
    if snapshot.awaited is not None:
        ends.append(known.heard_ms + snapshot.awaited.left_ms)
    steps = [_to_the_second(end - now_ms) for end in ends if end > now_ms]
    if known.is_open:
        left_ms = _locks_at_ms(known, snapshot.lock) - now_ms
        steps.append(left_ms - _WARNING_MS if left_ms > _WARNING_MS else _to_the_second(left_ms))
    return [step for step in steps if step > 0]


def _to_the_second(left_ms: int) -> int:
    return (left_ms - 1) % _MS_PER_S + 1 if left_ms > 0 else 0
