"""Findings about card readers: the service, drivers, modules of the kernel, and who owns which reader. Pure."""

from collections.abc import Iterator

from kiosk.doctor.facts import CardService, Pcscd, Readers, UsbReader
from kiosk.doctor.findings import Finding, fault, passed, warning

GRABBING_MODULES = ("pn533_usb", "pn533", "nfc", "port100")
"""Drivers of the kernel that take readers away from every program. ``deploy/host`` keeps them from being loaded."""

_ACR122U = "072f:2200"
_CURED_CCID = (1, 6, 2)
_UNLOAD = (
    "Run deploy/stage again, which keeps them from being loaded; then `modprobe -r pn533_usb port100 pn533 nfc` and "
    "plug the reader out and in."
)


def check_readers(facts: Readers) -> Iterator[Finding]:
    """Yield what there is to say."""
    if facts.pcscd_wanted:
        yield _service(facts.service, facts.usb)
        yield from _drivers(facts)
    else:
        yield passed("smart card service", "Not used: the settings name other readers.")
    yield _modules(facts)
    for reader in facts.usb or ():
        yield _owner(reader)
        if reader.power == "auto":
            yield warning(
                f"power of {reader.name}",
                "The kernel may send this reader to sleep, and some never wake.",
                "Run deploy/stage again, which installs a udev rule against it, and plug the reader out and in.",
            )


def _service(service: CardService, usb: tuple[UsbReader, ...] | None) -> Finding:
    subject = "smart card service"
    match service.state:
        case Pcscd.NO_LIBRARY:
            return fault(subject, "The library that talks to it is missing.", "Install the package python3-pyscard.")
        case Pcscd.SILENT:
            return fault(
                subject,
                "pcscd doesn't answer.",
                "`systemctl status pcscd.socket pcscd`; is the package pcscd installed?",
            )
        case Pcscd.STUCK:
            return fault(subject, "pcscd took too long to answer.", "`systemctl restart pcscd`, then look again.")
        case Pcscd.DENIES:
            return warning(
                subject,
                "pcscd runs, but doesn't let you ask which readers it has.",
                "Run the doctor as root. What the daemon may see is told under its own readers.",
            )
        case Pcscd.ANSWERS:
            return _listed(service.readers, usb)


def _listed(readers: tuple[str, ...], usb: tuple[UsbReader, ...] | None) -> Finding:
    subject = "smart card service"
    if readers:
        return passed(subject, f"pcscd sees {len(readers)}: {', '.join(readers)}.")
    if usb:
        return warning(
            subject,
            "pcscd runs, but sees none of the readers that are plugged in.",
            "Plug the reader out and in. If that doesn't help, see the findings on drivers and modules below.",
        )
    return warning(
        subject,
        "pcscd runs, and no reader is plugged in.",
        "Plug one in, or try another USB socket and a shorter cable. docs/readers.md says which readers fit.",
    )


def _drivers(facts: Readers) -> Iterator[Finding]:
    subject = "reader drivers"
    if facts.versions is None:
        yield warning(subject, "This machine has no dpkg to ask for versions.", "Hubtap's kiosks run Debian 13.")
        return
    version = facts.versions.get("libccid")
    if version is None:
        yield fault(subject, "The drivers for USB readers (libccid) are not installed.", "`apt install libccid`")
        return
    old = version_numbers(version) < _CURED_CCID
    if old and any(reader.ids == _ACR122U for reader in facts.usb or ()):
        yield warning(
            subject,
            f"libccid {version} often doesn't find the ACR122U when the machine is switched on.",
            "Use Debian 13 (libccid 1.6.2 or newer), or start the kiosk with a card on it, or plug it out and in.",
        )
    elif old:
        yield passed(subject, f"libccid {version}. It is too old for the reader ACR122U; others are fine.")
    else:
        yield passed(subject, f"libccid {version}.")


def version_numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a Debian package's upstream version: ``(1, 5, 2)`` of ``1:1.5.2-1+deb12u1``."""
    upstream = version.partition(":")[2] or version
    parts = upstream.partition("-")[0].split(".")
    return tuple(int("".join(filter(str.isdigit, part)) or 0) for part in parts)


def _modules(facts: Readers) -> Finding:
    subject = "kernel modules"
    loaded = [name for name in GRABBING_MODULES if name in (facts.modules or ())]
    if not loaded:
        return passed(subject, "None is loaded that takes readers away.")
    taken = [reader.name for reader in facts.usb or () if set(reader.kernel_drivers) & set(GRABBING_MODULES)]
    names = ", ".join(loaded)
    if taken:
        return fault(subject, f"{names} took this reader: {', '.join(taken)}.", _UNLOAD)
    return warning(subject, f"{names} may take the next reader that is plugged in.", _UNLOAD)


def _owner(reader: UsbReader) -> Finding:
    subject = f"owner of {reader.name}"
    grabbed = [driver for driver in reader.kernel_drivers if driver in GRABBING_MODULES]
    if grabbed:
        return fault(subject, f"The kernel's {', '.join(grabbed)} has it.", _UNLOAD)
    if reader.holders is None:
        return warning(subject, "You may not see which program has it.", "Run the doctor as root.")
    if len(reader.holders) > 1:
        return fault(
            subject,
            f"Several programs have it: {', '.join(reader.holders)}.",
            "A reader can serve one. Stop the others, or tell pcscd to leave it alone (docs/readers.md).",
        )
    if reader.holders:
        return passed(subject, f"{reader.holders[0]} has it.")
    return warning(
        subject,
        f"No program has it ({reader.ids}).",
        "If it should be in use: plug it out and in, and see docs/readers.md for the readers that fit.",
    )
