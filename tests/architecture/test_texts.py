"""What no file of the project may say."""

import re

from tests.architecture.sources import tracked_texts

# Written so that this file does not say it either.
FORBIDDEN = {
    "the address of a package index or archive": r"pypi[.]org|pythonhosted[.]org|(deb|snapshot|security)[.]debian[.]org"
    r"|registry[.]npmjs[.]org|raspberrypi[.]com/debian",
    "a path of somebody's machine": r"(?<![\w.])/(work|root|home/\w+)/",
    "unfinished business": r"(#|//)\s*(T[O]DO|F[I]XME|X[X]X)\b",
    "a conflict left over": r"^(<<<<<<<|>>>>>>>) ",
}


def test_no_file_says_what_it_must_not() -> None:
    found = [
        f"{name}: {what}: {match[0]!r}"
        for name, text in tracked_texts()
        for what, pattern in FORBIDDEN.items()
        for match in re.finditer(pattern, text, re.MULTILINE)
    ]
    assert not found
