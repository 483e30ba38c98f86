"""The import contracts are there; ``make check`` holds them."""

import tomllib

import pytest

from tests.architecture.sources import PACKAGES, ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = SETTINGS["tool"]["importlinter"]["contracts"]


def forbidden(source: str) -> set[str]:
    """Return what some contract forbids to the whole of ``source``."""
    return {
        target
        for contract in CONTRACTS
        if contract["type"] == "forbidden" and source in contract["source_modules"]
        for target in contract["forbidden_modules"]
    }


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("kiosk.domain", "kiosk.ports"),
        ("kiosk.domain", "msgspec"),
        ("kiosk.usecases", "kiosk.store"),
        ("kiosk.ports", "kiosk.readers"),
        ("kiosk.usecases", "sqlalchemy"),
        ("kiosk.local_api", "sqlalchemy"),
        ("kiosk.store", "smartcard"),
        ("kiosk", "sync"),
        ("kiosk", "ui"),
        ("sync", "kiosk.store"),
        ("sync", "ui"),
        ("sync.protocol", "kiosk.local_api"),
        ("ui", "sync"),
        ("ui", "kiosk.store"),
        ("ui", "badge_service"),
        ("badge_service", "ui"),
        ("badge_service", "kiosk.store"),
        ("badge_service", "requests"),
    ],
)
def test_a_contract_keeps_apart_what_must_not_meet(source: str, target: str) -> None:
    assert target in forbidden(source)


def test_the_contracts_see_every_package() -> None:
    assert set(SETTINGS["tool"]["importlinter"]["root_packages"]) == set(PACKAGES)


def test_adapters_are_independent_of_each_other() -> None:
    independent = {name for contract in CONTRACTS if contract["type"] == "independence" for name in contract["modules"]}
    assert independent >= {"kiosk.readers", "kiosk.feedback", "kiosk.store", "kiosk.local_api.server"}
