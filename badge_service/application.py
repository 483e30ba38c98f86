"""The service put together: every use case on one database, behind every route."""

import random
import time
from collections.abc import Callable

from litestar.types import ASGIApp

from badge_service.api.admission import Admission
from badge_service.api.app import Entry, UseCases, build_app
from badge_service.api.limits import Limits
from badge_service.api.networks import OperatorsOnly
from badge_service.portal.bundles import bundles_page
from badge_service.portal.days import Days
from badge_service.portal.events import EventsDesk, events_page
from badge_service.portal.forms import FormGuard
from badge_service.portal.inbox import inbox_page
from badge_service.portal.operators import operators_page
from badge_service.portal.staff import staff_page
from badge_service.store.engine import Database
from badge_service.store.keyring import Purpose
from badge_service.store.schema import require_current
from badge_service.usecases.audit_log import AuditLog
from badge_service.usecases.board import Board
from badge_service.usecases.bundles import ImportBundle
from badge_service.usecases.day_report import DayReports
from badge_service.usecases.decide import Decide
from badge_service.usecases.forget import Forget
from badge_service.usecases.inbox import Inbox
from badge_service.usecases.kiosk_calls import KioskCalls
from badge_service.usecases.merge_events import MergeEvents
from badge_service.usecases.read_again import ReadAgain


def assemble(  # noqa: PLR0913  the whole service is put together here
    database: Database,
    operators_only: OperatorsOnly,
    version: str,
    *,
    now_us: Callable[[], int],
    random_bytes: Callable[[int], bytes],
    key_life_us: int,
    now_s: Callable[[], float] = time.monotonic,
) -> ASGIApp:
    """Return the application, once the database was found fit and held records were read again.

    Raises:
        StoreError: the database isn't there, isn't at this program's schema, or can't be reached.

    """
    require_current(database)
    Forget(database, now_us, random_bytes).resume()
    ReadAgain(database, now_us)()
    (nonce_key,) = database.read(lambda unit: unit.keyring.keys(Purpose.NONCE))
    use_cases = UseCases(
        admission=Admission(database, nonce_key.secret, now_us),
        calls=KioskCalls.on(database, now_us, random_bytes, key_life_us),
        board=Board(database, now_us),
    )
    take_in = ImportBundle(database, use_cases.calls, version)
    guard = FormGuard(nonce_key.secret, random_bytes)
    days = Days(database, now_us)
    reports, merge = DayReports(database, now_us), MergeEvents(database, now_us)
    portal = [
        operators_page(use_cases.board, operators_only, version),
        inbox_page(Inbox(database, now_us), Decide(database, now_us), guard, operators_only, version),
        events_page(EventsDesk(days, reports, merge), guard, operators_only, version),
        staff_page(days, AuditLog(database), operators_only, version),
        bundles_page(take_in, guard, operators_only, version),
    ]
    entry = Entry(Limits(now_s, random.uniform), operators_only)
    return build_app(database, use_cases, entry, portal, version)
