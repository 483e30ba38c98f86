"""A code that a person types at the kiosk: tried at once, and whoever typed it hears what came of it."""

from pathlib import Path

from sync.protocol import ENROLMENTS_PATH
from tests.fakes.service import problem
from tests.sync.running import Running


def unenrolled(folder: Path) -> Running:
    run = Running(folder, code="")
    run.code_file.unlink()
    return run


def test_a_typed_code_enrols_the_kiosk(tmp_path: Path) -> None:
    run = unenrolled(tmp_path)
    run.service.codes["ABC-DEF"] = ""
    with run:
        run.until_state("not_enrolled")
        run.daemon.type_code("ABC-DEF")
        run.daemon.until(lambda: run.daemon.codes_told)
        run.daemon.until(lambda: run.daemon.kiosk)
    assert [(told.outcome, told.done) for told in run.daemon.codes_told] == [("enrolled", True)]


def test_a_code_that_the_service_does_not_know_is_told_and_left_alone(tmp_path: Path) -> None:
    run = unenrolled(tmp_path)
    with run:
        run.until_state("not_enrolled")
        run.daemon.type_code("WRONG")
        run.daemon.until(lambda: run.daemon.codes_told)
        run.service.codes["RIGHT"] = ""
        run.daemon.type_code("RIGHT")
        run.daemon.until(lambda: run.daemon.kiosk)
    assert (run.daemon.codes_told[0].outcome, run.daemon.codes_told[0].done) == ("code_unknown", True)
    assert run.service.count(ENROLMENTS_PATH) <= 5


def test_without_a_service_the_code_is_kept_and_tried_again(tmp_path: Path) -> None:
    run = unenrolled(tmp_path)
    run.service.codes["ABC-DEF"] = ""
    run.service.always(ENROLMENTS_PATH, lambda *_: problem(503, "busy"))
    with run:
        run.until_state("not_enrolled")
        run.daemon.type_code("ABC-DEF")
        run.daemon.until(lambda: run.daemon.codes_told)
        assert (run.daemon.codes_told[0].outcome, run.daemon.codes_told[0].done) == ("service_down", False)
        run.service.always(ENROLMENTS_PATH, None)
        run.daemon.until(lambda: run.daemon.kiosk)
