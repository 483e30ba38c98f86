"""Passport codes: a member's reference as people can read it out and type it, with a check symbol.

Crockford's Base32 (https://www.crockford.com/base32.html): no I, L, O, U; small letters and hyphens don't matter.
"""

from kiosk.domain.ids import MemberRef

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK = _DIGITS + "*~$=U"
_MEANT = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_PREFIX = "m-"
_HEX_DIGITS = 16
_LENGTH = 13
_GROUP = 4


def passport_code(member: MemberRef) -> str | None:
    """Return the member's code in groups of four, or None where the reference has another form than the scheme's."""
    number = _number(member.value)
    if number is None:
        return None
    digits = "".join(_DIGITS[number >> shift & 31] for shift in range((_LENGTH - 1) * 5, -1, -5))
    whole = digits + _CHECK[number % 37]
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def member_of(code: str) -> MemberRef | None:
    """Return whose passport code it is, or None where it was mistyped. Whether there is such a member it can't tell."""
    typed = code.upper().translate(_MEANT)
    digits, check = typed[:-1], typed[-1:]
    if len(digits) != _LENGTH or any(digit not in _DIGITS for digit in digits):
        return None
    number = 0
    for digit in digits:
        number = number << 5 | _DIGITS.index(digit)
    if number >> 4 * _HEX_DIGITS or _CHECK[number % 37] != check:
        return None
    return MemberRef(f"{_PREFIX}{number:0{_HEX_DIGITS}x}")


def _number(ref: str) -> int | None:
    digits = ref.removeprefix(_PREFIX)
    if not ref.startswith(_PREFIX) or len(digits) != _HEX_DIGITS or set(digits) - set("0123456789abcdef"):
        return None
    return int(digits, 16)
