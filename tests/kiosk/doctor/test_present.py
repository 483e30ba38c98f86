"""What a person reads and what a program reads."""

import io
import json

from kiosk.doctor import present
from kiosk.doctor.findings import fault, passed, warning

FINDINGS = (passed("clock", "Set."), warning("queue", "7 wait.", "Go online."), fault("disk", "Full.", "Tidy up."))


def test_a_program_gets_the_verdict_and_every_finding() -> None:
    told = json.loads(present.as_json(FINDINGS))
    assert told["verdict"] == "fault"
    assert told["findings"][2] == {"subject": "disk", "level": "fault", "found": "Full.", "remedy": "Tidy up."}


def test_a_person_reads_each_finding_with_its_remedy_and_no_colour_codes() -> None:
    out = io.StringIO()
    present.show(FINDINGS, out)
    words = out.getvalue()
    for expected in ("ok", "warning", "FAULT", "7 wait.", "→ Go online.", "→ Tidy up.", "Something is broken"):
        assert expected in words
    assert "\x1b" not in words
