"""A code may also be handed over by systemd, as a credential; that one counts only before an enrolment."""

from pathlib import Path

import pytest

from sync.code_file import CodeFile


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "hubtap.enrolment-code"
    path.write_text("GIVEN-CODE\n")
    return path


def test_a_credential_enrols_a_kiosk_that_never_was(tmp_path: Path, given: Path) -> None:
    codes = CodeFile(tmp_path / "code", given)
    assert (codes.to_try(enrolled=False), codes.is_new(enrolled=False)) == ("GIVEN-CODE", True)
    codes.done("GIVEN-CODE")
    assert codes.to_try(enrolled=False) is None


def test_a_credential_does_not_enrol_a_kiosk_again_at_every_start(tmp_path: Path, given: Path) -> None:
    codes = CodeFile(tmp_path / "code", given)
    assert (codes.to_try(enrolled=True), codes.is_new(enrolled=True)) == (None, False)


def test_a_written_code_goes_before_a_credential_which_stays(tmp_path: Path, given: Path) -> None:
    (tmp_path / "code").write_text("WRITTEN\n")
    codes = CodeFile(tmp_path / "code", given)
    assert codes.to_try(enrolled=False) == "WRITTEN"
    codes.done("WRITTEN")
    codes.clear()
    assert given.read_text() == "GIVEN-CODE\n"


def test_no_credential_is_no_code(tmp_path: Path) -> None:
    assert CodeFile(tmp_path / "code", tmp_path / "none").to_try(enrolled=False) is None
