"""The badge service's composition root: ``python -m badge_service.main init | code | run | revoke | rotate | …``."""

import argparse
import logging
import secrets
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path

from badge_service import commands, event_commands, figure_commands, key_commands
from badge_service.bundle_commands import take_in
from badge_service.settings import ServiceSettings, address, read_settings
from badge_service.store.engine import Database
from badge_service.usecases.bundles import ImportBundle
from badge_service.usecases.figures import Period
from badge_service.usecases.kiosk_calls import KioskCalls
from kiosk.domain.errors import HubtapError, SettingsError
from kiosk.domain.events import EventMode

_NS_PER_US = 1_000
_DEFAULT_CODE_HOURS = 168
_MOST_GAP_MIN = 720
_TOO_MANY = 1_000_000
_S_PER_MIN = 60
_SUCCESS, _FAILURE, _WRONG_INPUT = 0, 1, 2


def program_version() -> str:
    """Return the installed version of Hubtap."""
    try:
        return installed_version("hubtap")
    except PackageNotFoundError:  # a checkout that was not installed
        return "0+checkout"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 2 for wrong input, 1 for anything else that failed."""
    options = _parser().parse_args(arguments)
    try:
        settings = _settings(options)
        logging.basicConfig(
            level=settings.log_level.upper(), format="time=%(asctime)s level=%(levelname)s logger=%(name)s %(message)s"
        )
        for library in ("alembic", "uvicorn"):
            logging.getLogger(library).setLevel(logging.WARNING)
        database = Database(settings.database)
        try:
            _run(options, settings, database)
        finally:
            database.close()
    except SettingsError as error:
        return _fail(error.problems, _WRONG_INPUT)
    except HubtapError as error:
        return _fail((str(error),), _FAILURE)
    return _SUCCESS


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--settings", type=Path, metavar="FILE", help="settings file with a [service] table")
    shared.add_argument("--database", metavar="URL", help="sqlite:///PATH or postgresql://USER@HOST/NAME")
    parser = argparse.ArgumentParser(prog="hubtap service", description="The central badge service.")
    verbs = parser.add_subparsers(dest="command", required=True)
    init = verbs.add_parser("init", parents=[shared], help="create or update the database; destroys nothing")
    init.add_argument("--cards", type=Path, metavar="FILE", help="JSON list of made-up members' cards and the team's")
    code = verbs.add_parser("code", parents=[shared], help="print a one-time enrolment code for a hub")
    code.add_argument("hub", metavar="HUB", help="the hub's name or id")
    code.add_argument("--kiosk", metavar="KIOSK", help="for this known kiosk alone, which has lost its key")
    code.add_argument("--hours", type=_positive, default=_DEFAULT_CODE_HOURS, help="how long it can be used (168)")
    run = verbs.add_parser("run", parents=[shared], help="serve kiosks and operators")
    run.add_argument("--listen", metavar="HOST:PORT", help="where to listen; port 0 takes any free one")
    revoke = verbs.add_parser("revoke", parents=[shared], help="let a kiosk in no more")
    revoke.add_argument("kiosk", metavar="KIOSK", help="the kiosk's id")
    forget = verbs.add_parser("forget", parents=[shared], help="forget a person, here and on every kiosk, for good")
    forget.add_argument("member", metavar="MEMBER", help="the member's reference")
    rotate = verbs.add_parser("rotate", parents=[shared], help="have a kiosk change the key that it signs with")
    rotate.add_argument("kiosk", metavar="KIOSK", help="the kiosk's id")
    _add_region_key(verbs.add_parser("region-key", help="the keys that card tokens are made with"), shared)
    figures = verbs.add_parser("figures", parents=[shared], help="who came, how often, and what was not counted")
    figures.add_argument("--from", dest="first", type=_day, required=True, metavar="DAY", help="such as 2026-09-01")
    figures.add_argument("--to", dest="last", type=_day, required=True, metavar="DAY", help="that day included")
    form = figures.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as one JSON object")
    form.add_argument("--csv", action="store_true", help="for a spreadsheet")
    _add_event(verbs.add_parser("event", help="events of programmes"), shared)
    bundle = verbs.add_parser("bundle", parents=[shared], help="read a kiosk's file from a USB stick, write the answer")
    bundle.add_argument("file", type=Path, metavar="FILE", help="the kiosk's file")
    bundle.add_argument("--answer", type=Path, required=True, metavar="FILE", help="the new file for the kiosk")
    audit = verbs.add_parser("audit", parents=[shared], help="what was received, and what is missing")
    audit.add_argument("--json", action="store_true", required=True, help="as one JSON object")
    return parser


def _add_region_key(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("new", parents=[shared], help="add one; kiosks get it with their next heartbeat")
    verbs.add_parser("list", parents=[shared], help="those in use, and what would be lost without each")
    retire = verbs.add_parser("retire", parents=[shared], help="take one out of use")
    retire.add_argument("key", metavar="KEY", help="the key's id")
    retire.add_argument("--anyway", action="store_true", help="even if cards would have to be linked again")


def _add_event(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", parents=[shared], help="add one; its hub's kiosks get it with their next pull")
    add.add_argument("hub", metavar="HUB", help="the hub's name or id")
    add.add_argument("title", metavar="TITLE", help="what people read on the kiosk")
    add.add_argument("--opens", type=_moment, required=True, metavar="TIME", help="local, such as 2026-09-01T15:30")
    add.add_argument("--closes", type=_moment, required=True, metavar="TIME", help="local")
    modes = [mode.value.replace("_", "-") for mode in EventMode]
    add.add_argument("--mode", choices=modes, default=modes[0], help="what a second tap means (arrivals-only)")
    add.add_argument(
        "--gap", type=_whole, default=10, metavar="MINUTES", help="before that long a second tap is no goodbye (10)"
    )
    add.add_argument(
        "--capacity", type=_positive, metavar="PEOPLE", help="how many fit: staff are told, nobody is refused"
    )
    add.add_argument("--programme", metavar="CODE", help="the programme that it is part of")


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007  the hub tells its zone
    except ValueError:
        message = f"{text!r} is no time; write it as 2026-09-01T15:30"
        raise argparse.ArgumentTypeError(message) from None


def _whole(text: str) -> int:
    minutes = int(text)
    if not 0 <= minutes <= _MOST_GAP_MIN:
        message = f"must be from 0 to {_MOST_GAP_MIN}"
        raise argparse.ArgumentTypeError(message)
    return minutes


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no day; write it as 2026-09-01"
        raise argparse.ArgumentTypeError(message) from None


def _positive(text: str) -> int:
    number = int(text)
    if not 1 <= number < _TOO_MANY:
        message = "must be at least 1, and less than a million"
        raise argparse.ArgumentTypeError(message)
    return number


def _settings(options: argparse.Namespace) -> ServiceSettings:
    """Return the settings file's words, overruled by the command line's."""
    settings = ServiceSettings()
    if options.settings is not None:
        try:
            settings = read_settings(options.settings)
        except OSError as error:
            raise SettingsError((f"{options.settings}: {error.strerror}",)) from error
    if options.database is not None:
        settings = replace(settings, database=options.database)
    if getattr(options, "listen", None) is not None:
        if address(options.listen) is None:
            raise SettingsError((f"--listen {options.listen}: should be host:port, such as 127.0.0.1:8080",))
        settings = replace(settings, listen=options.listen)
    return settings


def _run(options: argparse.Namespace, settings: ServiceSettings, database: Database) -> None:
    match options.command:
        case "init":
            commands.init(database, options.cards, _now_us, secrets.token_bytes)
            commands.say("ready: make a code with `code HUB`, then `run`")
        case "code":
            code, hub = commands.make_code(
                database, options.hub, options.hours, _now_us, secrets.token_bytes, kiosk=options.kiosk
            )
            commands.say(code)
            sys.stderr.write(f"for one kiosk at {hub.name}, within {options.hours} hours\n")
        case "revoke":
            commands.revoke(database, options.kiosk, _now_us)
            commands.say(f"{options.kiosk} is revoked; a new code lets it in again")
        case "forget":
            done = commands.forget(database, options.member, _now_us, secrets.token_bytes)
            commands.say(f"{done.id}: {done.records} records are nobody's now; kiosks are told with their next pull")
        case "bundle":
            calls = KioskCalls.on(database, _now_us, secrets.token_bytes, settings.key_life_us)
            take = ImportBundle(database, calls, program_version())
            commands.say(take_in(database, take, options.file, options.answer))
        case "rotate":
            key_commands.rotate(database, options.kiosk, _now_us)
            commands.say(f"{options.kiosk} is told with its next heartbeat")
        case "region-key" | "event":
            _run_verb(options, database)
        case "figures":
            commands.say(_figures(options, database))
        case "audit":
            commands.say(commands.audit(database).decode())
        case _:
            _serve(settings, database)


def _run_verb(options: argparse.Namespace, database: Database) -> None:
    given = (_now_us, secrets.token_bytes)
    match options.verb:
        case "add":
            event, hub = event_commands.add(database, _planned(options), *given)
            commands.say(f"{event.id} is planned at {hub.name}; its kiosks are told with their next pull")
        case "new":
            key_id = key_commands.new_region_key(database, *given)
            commands.say(f"{key_id}: kiosks get it with their next heartbeat; see `region-key list`")
        case "list":
            for key_id, left in key_commands.region_keys(database, *given):
                commands.say(f"{key_id}: without it, {key_commands.lost_with(left)}")
        case _:
            left = key_commands.retire_region_key(database, options.key, *given, anyway=options.anyway)
            commands.say(f"{options.key} is retired: {key_commands.lost_with(left)}")


def _planned(options: argparse.Namespace) -> event_commands.Planned:
    return event_commands.Planned(
        options.hub,
        options.title,
        options.opens,
        options.closes,
        EventMode(options.mode.replace("-", "_")),
        options.gap * _S_PER_MIN,
        options.capacity,
        options.programme,
    )


def _figures(options: argparse.Namespace, database: Database) -> str:
    if options.last < options.first:
        raise SettingsError((f"--to {options.last}: lies before --from {options.first}",))
    report = figure_commands.figures(database, Period(options.first, options.last), _now_us)
    if options.json:
        return figure_commands.as_json(report)
    return figure_commands.as_csv(report) if options.csv else figure_commands.as_table(report)


def _serve(settings: ServiceSettings, database: Database) -> None:
    # Litestar takes a while to load: the other commands go without it.
    from badge_service.api.networks import operators_only  # noqa: PLC0415
    from badge_service.application import assemble  # noqa: PLC0415
    from badge_service.serving import listen, serve  # noqa: PLC0415

    where = address(settings.listen)
    if where is None:  # checked when the settings were read
        raise AssertionError
    app = assemble(
        database,
        operators_only(settings.networks(), settings.operators_at),
        program_version(),
        now_us=_now_us,
        random_bytes=secrets.token_bytes,
        key_life_us=settings.key_life_us,
    )
    with listen(where) as listener:
        serve(app, listener, ready=lambda url: commands.say(f"listening on {url}"))


def _now_us() -> int:
    return time.time_ns() // _NS_PER_US


def _fail(problems: Sequence[str], code: int) -> int:
    sys.stderr.write("".join(f"{problem}\n" for problem in problems))
    return code


if __name__ == "__main__":
    sys.exit(main())
