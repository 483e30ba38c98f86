"""The error tree. An exception means a broken promise or a failed adapter; expected trouble is a value."""

from typing import ClassVar


class HubtapError(Exception):
    """Root of every error that Hubtap raises. ``code`` is stable; the text never holds personal data."""

    code: ClassVar[str] = "hubtap"


class BadRecordError(HubtapError):
    """A record's body doesn't say what its kind promises."""

    code = "bad_record"


class StoreError(HubtapError):
    """The database refused."""

    code = "store"


class StoreFullError(StoreError):
    """The disk has no room for another record."""

    code = "store_full"


class StoreDamagedError(StoreError):
    """The database's file is damaged: parts of it can't be read."""

    code = "store_damaged"


class StoreDiskError(StoreError):
    """The disk failed, or can't be written at present."""

    code = "store_disk"


class StoreTooNewError(StoreError):
    """Only newer programs may use this database; the file was left as it is."""

    code = "store_too_new"


class StoreInUseError(StoreError):
    """Another daemon owns this database."""

    code = "store_in_use"


class ReaderError(HubtapError):
    """A card reader or its driver failed."""

    code = "reader"


class SettingsError(HubtapError):
    """Settings that can't be used; ``problems`` lists every fault with its line."""

    code = "settings"

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep all problems, one sentence each."""
        super().__init__("\n".join(problems))
        self.problems = problems


class SealError(HubtapError):
    """Something sealed could not be opened with this kiosk's key."""

    code = "seal"


class EnrolmentError(HubtapError):
    """The centre's enrolment can't be used on this machine."""

    code = "enrolment"


class OtherServiceError(EnrolmentError):
    """Another badge service wrote it than the one that this kiosk belongs to."""

    code = "other_service"


class LinkError(HubtapError):
    """A local socket's peer went away or broke the message rules."""

    code = "link"
