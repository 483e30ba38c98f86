"""A noticed card in words, without anything that tells its number. Pure."""

from datetime import datetime

from kiosk.local_api.messages import CardNoticed

_US_PER_S = 1_000_000
_VERDICTS = {
    "identifies": "identifies its holder",
    "random_number": "can't identify anyone: its number changes each time, as with a phone or a bank card",
    "book_tag": "can't identify anyone: it is a book's tag, or one of its kind",
    "foreign_barcode": "can't identify anyone: it has the form of no library card that this kiosk was told of",
    "unread": "could not be read: it left too soon, lies badly, or another program uses the reader",
}


def in_words(noticed: CardNoticed) -> str:
    """Return one line: time, reader, kind of card, whether it identifies and why not, the last digits of its token."""
    return "  ".join(part for part in (_time(noticed), noticed.reader, _kind(noticed), _verdict(noticed)) if part)


def _time(noticed: CardNoticed) -> str:
    return f"{datetime.fromtimestamp(noticed.at_us / _US_PER_S).astimezone():%H:%M:%S}"


def _kind(noticed: CardNoticed) -> str:
    if noticed.technology is None or noticed.uid_bytes is None:
        return noticed.technology or ""
    return f"{noticed.technology}, {noticed.uid_bytes} bytes"


def _verdict(noticed: CardNoticed) -> str:
    words = _VERDICTS[noticed.verdict]
    if noticed.verdict != "identifies":
        return words
    return f"{words}, token ends in {noticed.ends_in}" if noticed.ends_in else f"{words} (no token: not enrolled yet)"
