"""The command lines of the demo's programs, and the settings that they share."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.demo.cast import Part, PartKind
from kiosk.demo.child import Program, python
from kiosk.demo.house import House
from kiosk.domain.cards import Technology

HUB = "cambridge"
WORKER = "sync worker"
_LISTENING = b"listening on http"


def settings_text(house: House, *, service_port: int, network_port: int, sounds: bool) -> str:
    """Return the settings file of all four programs. The worker reaches the service through the demo's network.

    ``service_port`` 0 takes any free one.
    """
    return f"""\
# Written at each start of the demo.
[daemon]
state_dir = {_quoted(house.data / "daemon")}
run_dir = {_quoted(house.run)}
sounds = {json.dumps(sounds)}

[sync]
service_url = "http://127.0.0.1:{network_port}"
state_dir = {_quoted(house.data / "sync")}
run_dir = {_quoted(house.run)}
enrolment_code_file = {_quoted(enrolment_code(house))}

[screen]
run_dir = {_quoted(house.run)}
state_dir = {_quoted(house.data / "screen")}
full_screen = false

[service]
database = {_quoted(f"sqlite:///{house.database}")}
listen = "127.0.0.1:{service_port}"
"""


def cards_text(cast: Sequence[Part]) -> str:
    """Return the file from which the badge service learns whose card is whose, and which are the team's."""
    cards = [
        {"technology": Technology.ISO14443A.value, "uid": part.uid().hex(), **role}
        for part in cast
        if (role := _role(part))
    ]
    return json.dumps(cards, ensure_ascii=False, indent=1)


def _role(part: Part) -> dict[str, object]:
    """Return what the service is told of a card besides its number; nothing of one that it doesn't know."""
    match part.kind:
        case PartKind.MEMBER:
            return {"name": part.title, "member": True, "hubs": [HUB]}
        case PartKind.STAFF:
            return {"staff": True}
        case PartKind.UNLINKED | PartKind.PHONE:
            return {}


def enrolment_code(house: House) -> Path:
    """Return the file in which the worker finds its one-time code."""
    return house.data / "enrolment-code"


def service_data(house: House, cards: Path, *, events: bool, code: bool) -> tuple[str, ...]:
    """Return the command line that makes the badge service's database, or adds to it what it lacks.

    ``events``: with some around this hour. ``code``: it prints a one-time code.
    """
    wanted = [option for option, is_wanted in (("--events", events), ("--code", code)) if is_wanted]
    return python("kiosk.demo.service_data", str(house.database), str(cards), *wanted)


def audit(house: House) -> tuple[str, ...]:
    """Return the command line that counts what the badge service has."""
    return python("badge_service.main", "audit", "--json", "--settings", str(house.settings))


def service(house: House, on_port: Callable[[int], None]) -> Program:
    """Return the badge service; ``on_port`` is called with the port that it listens on, at each start."""

    def heard(line: bytes) -> None:
        if line.startswith(_LISTENING):
            on_port(int(line.strip().rpartition(b":")[2]))

    argv = python("badge_service.main", "run", "--settings", str(house.settings))
    return Program("badge service", argv, on_line=heard, ready_line=_LISTENING)


def daemon(house: House, on_line: Callable[[bytes], None]) -> Program:
    """Return the attendance daemon with the simulated reader; ``on_line`` hears what each tap came to."""
    return Program("attendance daemon", python("kiosk.demo.daemon", "--settings", str(house.settings)), on_line=on_line)


def worker(house: House) -> Program:
    """Return the sync worker."""
    return Program(WORKER, python("sync.main", "--settings", str(house.settings)))


def window(house: House) -> tuple[str, ...]:
    """Return the command line of the window: the touchscreen with the card tray beside it."""
    return python("ui.tray.main", "--settings", str(house.settings), "--control", str(house.control))


def _quoted(value: Path | str) -> str:
    """Return ``value`` as a TOML string: JSON's escapes are among TOML's."""
    return json.dumps(str(value), ensure_ascii=False)
