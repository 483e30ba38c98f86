"""Which version of Hubtap this is."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Return the installed version of Hubtap."""
    try:
        return version("hubtap")
    except PackageNotFoundError:  # a checkout that was not installed
        return "0+checkout"
