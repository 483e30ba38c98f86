"""The names that pcscd gives to readers. Pure."""

import re

_SAM = re.compile(r"\bSAM\b")
_SERIAL = re.compile(r" \([^()]*\)(?= [0-9A-F]{2} [0-9A-F]{2}$)")


def takes_cards(name: str) -> bool:
    """Tell whether people can tap there: a slot for a secure module is listed like a reader, but is inside of it."""
    return _SAM.search(name) is None


def shown_name(name: str) -> str:
    """Return ``name`` without the serial number; its last digits still tell readers of one model apart."""
    return _SERIAL.sub("", name)
