"""The commands for people: ``demo``, ``status``, ``doctor`` and so on; and the programs' names, for the help."""

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec
import typer

from kiosk import staff_commands
from kiosk import status as daemon_status
from kiosk.administrator_line import administrator_line
from kiosk.cards import commands as card_commands
from kiosk.clock import commands as clock_commands
from kiosk.clock import words as clock_words
from kiosk.demo import remote
from kiosk.demo.house import House, usual_root
from kiosk.demo.messages import NotDone, Tap
from kiosk.domain.errors import HubtapError, SettingsError
from kiosk.handover import PROGRAMS, hand_over
from kiosk.local_api.messages import AllowAnotherService
from kiosk.sending import now as sending_now
from kiosk.sending import refused as refused_records
from kiosk.settings import read_settings
from kiosk.version import program_version

app = typer.Typer(
    help="Library-card check-in for hubs: the kiosk's programs, the badge service, and a demo of it all.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_ONE_LINE = {
    "daemon": "Run the attendance daemon: readers, records, local sockets.",
    "sync": "Run the sync worker; `hubtap sync now` has a running one send everything at once.",
    "ui": "Run the touchscreen.",
    "service": "Set up and run the central badge service: init, code, run, audit.",
}
_USUAL_TAPS = 20
_LOOK_EVERY_S = 0.2
_KIOSK_SETTINGS = Path("/etc/hubtap/hubtap.toml")

KioskSettings = Annotated[Path, typer.Option("--settings", metavar="FILE", help="The kiosk's settings file.")]
AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]
DemoFolder = Annotated[
    Path | None, typer.Option("--dir", help="The demo's folder, instead of the usual one.", show_default=False)
]


def _version(wanted: bool) -> None:  # noqa: FBT001  typer calls it with the option's value
    if wanted:
        typer.echo(f"hubtap {program_version()}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[  # noqa: FBT002  a switch on the command line
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    pass


@app.command()
def demo(  # noqa: PLR0913  each one is an option of the command line
    *,
    folder: DemoFolder = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the earlier taps and start over.")] = False,
    headless: Annotated[
        bool, typer.Option("--headless", help="No screen: tap, wait until all is sent, report.")
    ] = False,
    taps: Annotated[
        int | None, typer.Option(min=1, max=100_000, help=f"With --headless: how many taps ({_USUAL_TAPS}).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With --headless: report as one JSON object.")] = False,
    network_off_for: Annotated[
        float | None,
        typer.Option(min=0, metavar="S", help="With --headless: no network for the first S seconds of tapping."),
    ] = None,
) -> None:
    """Try everything on this machine, with made-up members."""
    # The demo's modules are loaded here: `status` and `tap` go without them.
    if headless:
        from kiosk.demo import headless as measured  # noqa: PLC0415
        from kiosk.demo.measure import Plan  # noqa: PLC0415

        plan = Plan(taps=taps or _USUAL_TAPS, network_off_for_s=network_off_for or 0)
        raise typer.Exit(measured.run(folder, plan, fresh=fresh, as_json=as_json))
    if taps is not None or as_json or network_off_for is not None:
        _fail("--taps, --json and --network-off-for go with --headless.", code=2)
    from kiosk.demo import show  # noqa: PLC0415

    raise typer.Exit(show.run(_house(folder), fresh=fresh))


@app.command()
def tap(
    name: Annotated[str, typer.Argument(help="A made-up member, for example amina.")], folder: DemoFolder = None
) -> None:
    """Tap a made-up member's card at a running demo."""
    try:
        answer = remote.ask(_house(folder).control, Tap(name=name))
    except HubtapError as error:
        _fail(str(error), code=1)
    if isinstance(answer, NotDone):
        _fail(answer.reason, code=1)


@app.command()
def status(*, settings: KioskSettings = _KIOSK_SETTINGS, as_json: AsJson = False) -> None:
    """Tell how this kiosk's daemon is."""
    with _told():
        told = daemon_status.ask(read_settings(settings).run_dir)
    typer.echo(msgspec.json.encode(told).decode() if as_json else daemon_status.in_words(told))


@app.command("allow-other-service")
def allow_other_service(*, settings: KioskSettings = _KIOSK_SETTINGS) -> None:
    """Let this kiosk be enrolled by another badge service than its present one, until the daemon restarts."""
    with _told(), administrator_line(read_settings(settings).run_dir) as line:
        line.ask(AllowAnotherService())
    typer.echo("The next enrolment may come from another badge service. Now write its code into the code file.")


@app.command()
def doctor(*, settings: KioskSettings = _KIOSK_SETTINGS, as_json: AsJson = False) -> None:
    """Find out what is wrong with this kiosk, and what to do. Exit code: 0 all well, 1 warnings, 2 faults."""
    from kiosk.doctor import present  # noqa: PLC0415  the doctor's modules are loaded for the doctor only
    from kiosk.doctor.examine import examine  # noqa: PLC0415
    from kiosk.doctor.findings import exit_code  # noqa: PLC0415
    from kiosk.doctor.gather import gather  # noqa: PLC0415

    findings = examine(gather(settings))
    if as_json:
        typer.echo(present.as_json(findings))
    else:
        present.show(findings, sys.stdout)
    raise typer.Exit(exit_code(findings))


@app.command("sync now", hidden=True)
def sync_now(*, settings: KioskSettings = _KIOSK_SETTINGS, as_json: AsJson = False) -> None:
    """Send everything that waits now, and show how far it gets. Exit code: 0 all sent, 1 not yet."""
    from kiosk.sending.bar import sending_bar  # noqa: PLC0415  the bar's library is loaded for the bar only

    with _told(), sending_bar() as show:
        sent = sending_now.send_now(read_settings(settings).run_dir, show, lambda: time.sleep(_LOOK_EVERY_S))
    typer.echo(msgspec.json.encode(sent).decode() if as_json else sending_now.in_words(sent))
    raise typer.Exit(0 if sent.all_sent else 1)


bundle = typer.Typer(help="A USB stick, where there is no network: records out, the answer back.", no_args_is_help=True)
app.add_typer(bundle, name="bundle")


@bundle.command()
def write(file: Path, *, settings: KioskSettings = _KIOSK_SETTINGS) -> None:
    """Write everything undelivered to a new file. It stays on the kiosk until the answer was read."""
    hand_over("sync", ("--settings", str(settings), "--write-bundle", str(file)))


@bundle.command()
def enrol(file: Path, *, settings: KioskSettings = _KIOSK_SETTINGS) -> None:
    """Write the file that enrols this kiosk with its one-time code."""
    hand_over("sync", ("--settings", str(settings), "--write-enrolment", str(file)))


@bundle.command()
def read(file: Path, *, settings: KioskSettings = _KIOSK_SETTINGS) -> None:
    """Take over the service's answer. Reading it twice does no harm."""
    hand_over("sync", ("--settings", str(settings), "--read-answer", str(file)))


refused = typer.Typer(help="Records that the service refused: see why, export them, send them again.")
app.add_typer(refused, name="refused")


@refused.callback(invoke_without_command=True)
def refused_reasons(context: typer.Context, *, settings: KioskSettings = _KIOSK_SETTINGS) -> None:
    """Tell how many records the service refused, and why."""
    if context.invoked_subcommand is None:
        with _told():
            told = daemon_status.ask(read_settings(settings).run_dir)
        typer.echo(refused_records.in_words(told.refused) or "No record was refused.")


@refused.command()
def export(file: Path, *, settings: KioskSettings = _KIOSK_SETTINGS) -> None:
    """Write the refused records to a new file, for IT or the service's operators. They stay on the kiosk."""
    with _told():
        count = refused_records.export(read_settings(settings).run_dir, file)
    typer.echo(f"{count} refused records written to {file}. It holds card tokens: pass it on with care.")


@refused.command()
def retry(*, settings: KioskSettings = _KIOSK_SETTINGS) -> None:
    """Have the refused records sent again."""
    with _told():
        count = refused_records.retry(read_settings(settings).run_dir)
    typer.echo(f"{count} refused records will be sent again.")


clock = typer.Typer(help="See how the kiosk's clock stands, and confirm date and time where nobody else tells it.")
app.add_typer(clock, name="clock")


@clock.callback(invoke_without_command=True)
def clock_shown(context: typer.Context, *, settings: KioskSettings = _KIOSK_SETTINGS, as_json: AsJson = False) -> None:
    """Tell what time the kiosk goes by, and how sure it is of it."""
    if context.invoked_subcommand is None:
        with _told():
            told = clock_commands.show(read_settings(settings).run_dir)
        typer.echo(msgspec.json.encode(told).decode() if as_json else clock_words.in_words(told))


@clock.command("set")
def clock_set(
    time_now: Annotated[str, typer.Argument(metavar="TIME", help='The hub\'s local time now: "2026-11-22 15:40".')],
    *,
    settings: KioskSettings = _KIOSK_SETTINGS,
) -> None:
    """Confirm date and time: taps since the start get the right time, and the system's clock is set."""
    with _told():
        outcome = clock_commands.confirm(read_settings(settings).run_dir, time_now, lambda: time.sleep(_LOOK_EVERY_S))
    typer.echo(outcome)


staff = typer.Typer(help="The team at this kiosk: a code for a lead who forgot their PIN.", no_args_is_help=True)
app.add_typer(staff, name="staff")


@staff.callback()
def staff_options() -> None:
    """Have a subcommand, though there is but one."""


@staff.command()
def code(*, settings: KioskSettings = _KIOSK_SETTINGS, as_json: AsJson = False) -> None:
    """Make a one-time code with which a lead sets a new PIN at the kiosk. An earlier code is void."""
    with _told():
        made = staff_commands.new_code(read_settings(settings).run_dir)
    typer.echo(msgspec.json.encode(made).decode() if as_json else staff_commands.in_words(made))


cards = typer.Typer(help="See what the readers make of cards. Numbers stay hidden.", no_args_is_help=True)
app.add_typer(cards, name="cards")


@cards.command()
def watch(*, settings: KioskSettings = _KIOSK_SETTINGS, as_json: AsJson = False) -> None:
    """Show each card as it is laid on a reader, without its number, until Ctrl-C."""
    with _told(), contextlib.suppress(KeyboardInterrupt):
        card_commands.watch(read_settings(settings).run_dir, typer.echo, as_json=as_json)


@cards.command()
def compare(*, settings: KioskSettings = _KIOSK_SETTINGS) -> None:
    """Lay one card on two readers and see that they agree. Exit code: 0 they do, 1 they don't."""
    with _told():
        agree = card_commands.compare(read_settings(settings).run_dir, typer.echo)
    raise typer.Exit(0 if agree else 1)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """End with the words of whatever goes wrong: exit code 2 for settings, 1 for the rest."""
    try:
        yield
    except SettingsError as error:
        _fail(str(error), code=2)
    except HubtapError as error:
        _fail(str(error), code=1)


def _house(folder: Path | None) -> House:
    return House((folder or usual_root()).resolve())


def _fail(words: str, *, code: int) -> NoReturn:
    typer.echo(words, err=True)
    raise typer.Exit(code)


def _program(name: str) -> None:
    """Make ``name`` show in the help."""

    def become(context: typer.Context) -> None:
        hand_over(name, context.args)

    allowed = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command(name, help=_ONE_LINE[name], context_settings=allowed, rich_help_panel="Programs")(become)


for _name in PROGRAMS:
    _program(_name)
