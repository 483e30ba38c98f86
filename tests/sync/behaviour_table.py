"""What an answer may be and what it comes to: the protocol's table as data.

Each row answers a batch of three records until the service comes to its senses. It says what staff read meanwhile,
which of the three are settled by it, and for how long the worker leaves the service alone.
"""

import gzip
from dataclasses import dataclass

from sync.protocol import PROBLEM_TYPE
from tests.fakes import nasty
from tests.fakes.nasty import accepted, everything, ids, problem, send, text, verdicts
from tests.fakes.service import Asked, Behaviour

LONGEST_S = 900.0
ALL = frozenset({1, 2, 3})
BUT_THE_FIRST = frozenset({2, 3})
NONE: frozenset[int] = frozenset()
LOG_IN = text("<html><body>Please log in to the library's Wi-Fi</body></html>")
DEEP = "[" * 100_000
INVENTED = "00000000-0000-4000-8000-00000000dead"
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"


@dataclass(frozen=True)
class Row:
    """One way to answer. ``wait_s``: None where the worker backs off."""

    name: str
    says: Behaviour
    state: str
    settles: frozenset[int] = NONE
    wait_s: float | None = None


def _words_twice(asked: Asked) -> bytes:
    listed = ",".join(f'{{"id":"{each}","verdict":"later","verdict":"accepted"}}' for each in ids(asked))
    return f'{{"verdicts":[{listed}],"complete_through":0,"gaps":[]}}'.encode()


def _first_forgotten(asked: Asked) -> bytes:
    return verdicts(accepted(asked)[1:])


def _with_an_invented_one(asked: Asked) -> bytes:
    return verdicts([*accepted(asked), (INVENTED, "held")])


def _with_a_blank(asked: Asked) -> bytes:
    return verdicts((f"{each} ", "accepted") for each in ids(asked))


def _all_later(asked: Asked) -> bytes:
    return everything(asked, "later")


def _first_contradicted(asked: Asked) -> bytes:
    return verdicts([*accepted(asked), *((each, "refused") for each in ids(asked)[:1])])


def _all_contradicted(asked: Asked) -> bytes:
    return verdicts((each, word) for each in ids(asked) for word in ("accepted", "later"))


NOT_OURS = [
    Row("a log-in page", send(LOG_IN, ours=False, content_type="text/html"), "portal"),
    Row("a log-in page under our header", send(LOG_IN, content_type="text/html"), "portal"),
    Row("a log-in page that calls itself JSON", send(LOG_IN), "portal"),
    Row("a log-in page by Refresh", send(LOG_IN, ours=False, refresh="0; url=http://login.example/"), "portal"),
    Row("our answer without our header", send(ours=False, content_type="application/json"), "portal"),
    Row("our answer as text", send(content_type="text/plain"), "portal"),
    Row("a problem without our header", problem(403, "kiosk_revoked", ours=False), "portal"),
    Row("an error page of a proxy", send(LOG_IN, status=502, ours=False, content_type="text/html"), "portal"),
    Row("a request to log in at the proxy", send(LOG_IN, status=407, ours=False), "portal"),
    Row("a log-in by 511", send(LOG_IN, status=511, ours=False), "portal"),
    Row("204", send(text(""), status=204), "portal"),
    Row("418 without a problem document", send(text("{}"), status=418), "portal"),
    Row("a problem without code", send(text('{"status":500}'), status=500, content_type=PROBLEM_TYPE), "portal"),
    Row("a problem nested deep", send(text(f'{{"a":{DEEP}'), status=500, content_type=PROBLEM_TYPE), "portal"),
    Row("a problem in bad UTF-8", send(text(b'{"code":"\xff"}'), status=500, content_type=PROBLEM_TYPE), "portal"),
    Row("another protocol", nasty.says(b"SSH-2.0-Gateway\r\n"), "portal"),
]

CUT_SHORT = [
    Row("cut inside the body", nasty.cut(0.9), "portal"),
    Row("cut inside the headers", nasty.cut(0.2), "portal"),
    Row("cut before the first byte", nasty.cut(0.0), "offline"),
    Row("reset inside the body", nasty.reset(0.9), "offline"),
    Row("reset before the first byte", nasty.reset(0.0), "offline"),
    Row("a length that is too long", send(lies_by=10), "portal"),
    Row("a length that is too short", send(lies_by=-10), "portal"),
    Row("a length that is no number, and cut", send(nasty.shortened(5), sized=False, content_length="many"), "portal"),
    Row("a negative length, and cut", send(nasty.shortened(5), sized=False, content_length="-1"), "portal"),
    Row("no length, and cut", send(nasty.shortened(5), sized=False), "portal"),
    Row("no length, but whole", send(sized=False), "online", ALL),
    Row("chunks without an end", nasty.chunks(b""), "portal"),
    Row("chunks with a broken end", nasty.chunks(b"zz\r\n"), "portal"),
    Row("chunks with a negative size", nasty.chunks(b"-5\r\n"), "portal"),
    Row("chunks cut inside one", nasty.chunks(b"ff\r\nabc"), "portal"),
    Row("chunks as they should be", nasty.chunks(b"0\r\n\r\n"), "online", ALL),
]

TOO_MUCH = [
    Row("an endless body", nasty.endless(b" " * 65_536, start=nasty.head(200, {})), "portal"),
    Row("endless headers", nasty.endless(b"X-More: 1\r\n" * 50, start=b"HTTP/1.1 200 OK\r\n"), "portal"),
    Row("one endless header", nasty.endless(b"x" * 65_536, start=b"HTTP/1.1 200 OK\r\nX-Long: "), "portal"),
    Row("50 MB in 50 kB of gzip", send(lambda _: nasty.bomb(), content_encoding="gzip"), "portal"),
    Row("gzip that is cut", nasty.zipped(lambda body: gzip.compress(body)[:-4]), "portal"),
    Row("gzip that is none", nasty.zipped(bytes), "portal"),
    Row("gzip with something behind it", nasty.zipped(lambda body: gzip.compress(body) + b"more"), "portal"),
    Row("gzip of gzip", nasty.zipped(lambda body: gzip.compress(gzip.compress(body))), "portal"),
    Row("gzip as it should be", nasty.zipped(gzip.compress), "online", ALL),
    Row("a packing that we don't know", send(text(b"\x0b\x02\x80{}\x03"), content_encoding="br"), "portal"),
]

UNREADABLE = [
    Row("bad UTF-8", send(lambda asked: everything(asked).replace(b"accepted", b"\xffccepted")), "portal"),
    Row("bad UTF-8 in an id", send(lambda asked: verdicts(accepted(asked)).replace(b'": "', b'": "\xff', 1)), "portal"),
    Row("UTF-16", send(lambda asked: everything(asked).decode().encode("utf-16")), "portal"),
    Row("nested deep", send(text(DEEP)), "portal"),
    Row("nested deep inside", send(text(f'{{"verdicts":{DEEP}')), "portal"),
    Row("two answers in one", send(lambda asked: everything(asked) * 2), "portal"),
    Row("nothing", send(text("")), "portal"),
    Row("null", send(text("null")), "portal"),
    Row("a word that we don't know", send(lambda asked: everything(asked, "perhaps")), "portal"),
    Row("a field too many", send(lambda asked: everything(asked)[:-1] + b',"more":1}'), "portal"),
    Row("a field too few", send(lambda asked: everything(asked).replace(b', "gaps": []', b"")), "portal"),
    Row("verdicts twice", send(lambda asked: everything(asked)[:-1] + b',"verdicts":[]}'), "portal"),
    Row("a verdict's word twice", send(_words_twice), "portal"),
]

VERDICTS = [
    Row("accepted", send(), "online", ALL),
    Row("duplicate", send(lambda asked: everything(asked, "duplicate")), "online", ALL),
    Row("held", send(lambda asked: everything(asked, "held")), "online", ALL),
    Row("later", send(_all_later), "service_down"),
    Row("later, in a minute", send(_all_later, retry_after="60"), "service_down", NONE, 60.0),
    Row("all are repeated alike", send(lambda asked: verdicts(accepted(asked) * 2)), "online", ALL),
    Row("others are invented beside ours", send(_with_an_invented_one), "online", ALL),
    Row("the first is always forgotten", send(_first_forgotten), "service_fault", BUT_THE_FIRST),
    Row("the first is always contradicted", send(_first_contradicted), "service_fault", BUT_THE_FIRST),
    Row("all are contradicted", send(_all_contradicted), "service_fault"),
    Row("all are forgotten", send(text(verdicts([]))), "service_fault"),
    Row("others are named in place of ours", send(text(verdicts([(INVENTED, "accepted")]))), "service_fault"),
    Row("ids in capitals", send(lambda asked: everything(asked).upper().replace(b"ACCEPTED", b"accepted")), "portal"),
    Row("ids with a blank", send(_with_a_blank), "service_fault"),
    Row("202", send(status=202), "service_fault"),
    Row("206", send(status=206, content_range="bytes 0-1/2"), "service_fault"),
    Row("304", send(text(""), status=304), "service_fault"),
]

NO_ANSWER = [
    Row("silence", nasty.silent, "offline"),
    Row("a byte at a time", nasty.trickle(0.05), "offline"),
    Row("'go on' for ever", nasty.endless(GO_ON * 50, start=b""), "offline"),
    Row("'go on', then an answer", send(before=GO_ON * 3), "online", ALL),
    Row("early hints, then an answer", send(before=HINTS), "portal"),
    Row("another protocol is offered", send(text(""), status=101, ours=False, upgrade="websocket"), "portal"),
]

WHO_IS_ASKING = [
    Row("401 use_nonce for ever", problem(401, "use_nonce"), "service_fault"),
    Row("401", problem(401, "bad_signature"), "not_allowed", NONE, LONGEST_S),
    Row("403 revoked", problem(403, "kiosk_revoked"), "revoked", NONE, LONGEST_S),
    Row("403 revoked, but soon", problem(403, "kiosk_revoked", retry_after="1"), "revoked", NONE, LONGEST_S),
    Row("403 unknown", problem(403, "unknown_kiosk"), "not_allowed", NONE, LONGEST_S),
    Row("403", problem(403), "not_allowed", NONE, LONGEST_S),
]

_FAULTS = (400, 402, 404, 405, 406, 409, 410, 411, 413, 414, 415, 416, 418, 421, 422, 426, 428, 431, 451)
_TRY_AGAIN = (408, 425, 429, 500, 501, 502, 503, 504, 505, 507, 508, 511, 599)
STATUSES = [
    *(Row(f"{status}", problem(status), "service_fault") for status in _FAULTS),
    *(Row(f"{status}", problem(status), "service_down") for status in _TRY_AGAIN),
]

WAITS = [
    Row(f"{status} Retry-After: {words[:40]}", problem(status, retry_after=words), "service_down", NONE, wait_s)
    for status, words, wait_s in (
        (429, "7", 7.0),
        (503, "7", 7.0),
        (408, "7", 7.0),
        (500, "7", 7.0),
        (503, "0", 1.0),
        (503, "1000000000000", LONGEST_S),
        (503, "9" * 400, LONGEST_S),
        (503, "Sun, 22 Nov 2026 12:01:00 GMT", 60.0),
        (503, "Sunday, 22-Nov-26 12:01:00 GMT", 60.0),
        (503, "Sun, 22 Nov 2026 13:01:00 +0100", 60.0),
        (503, "Thu, 01 Jan 2037 00:00:00 GMT", LONGEST_S),
        (503, "Thu, 01 Jan 1970 00:00:00 GMT", 1.0),
        (503, "Sun, 99 Foo 99999 12:00:00 GMT", None),
        (503, "-5", None),
        (503, "7.5", None),
        (503, "soon", None),
        (503, "", None),
        (503, "7\r\nRetry-After: 9", None),
    )
]

BEFORE_ANY_BODY = [*NOT_OURS, *CUT_SHORT, *TOO_MUCH, *NO_ANSWER, *WHO_IS_ASKING]
"""Rows that don't depend on what was asked for."""
ROWS = [*BEFORE_ANY_BODY, *UNREADABLE, *VERDICTS, *STATUSES, *WAITS]
