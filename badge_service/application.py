"""The service put together: every use case on one database, behind every route."""

from collections.abc import Callable, Sequence

from litestar.types import ASGIApp

from badge_service.api.admission import Admission
from badge_service.api.app import UseCases, build_app
from badge_service.portal.operators import Network, operators_page
from badge_service.store.engine import Database
from badge_service.store.keyring import Purpose
from badge_service.store.schema import require_current
from badge_service.usecases.board import Board
from badge_service.usecases.enrol import Enrol
from badge_service.usecases.heartbeat import HearHeartbeat
from badge_service.usecases.ingest import Ingest
from badge_service.usecases.pull import Pull
from badge_service.usecases.read_again import ReadAgain


def assemble(
    database: Database,
    operators_from: Sequence[Network],
    version: str,
    *,
    now_us: Callable[[], int],
    random_bytes: Callable[[int], bytes],
) -> ASGIApp:
    """Return the application, once the database was found fit and held records were read again.

    Raises:
        StoreError: the database isn't there, isn't at this program's schema, or can't be reached.

    """
    require_current(database)
    ReadAgain(database, now_us)()
    (nonce_key,) = database.read(lambda unit: unit.keyring.keys(Purpose.NONCE))
    use_cases = UseCases(
        admission=Admission(database, nonce_key.secret, now_us),
        enrol=Enrol(database, now_us, random_bytes),
        ingest=Ingest(database, now_us),
        pull=Pull(database),
        hear=HearHeartbeat(database, now_us),
    )
    portal = operators_page(Board(database, now_us), operators_from, version)
    return build_app(database, use_cases, [portal], version)
