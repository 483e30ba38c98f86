"""What a monitoring system may ask: ``/metrics``. Owns prometheus-client. Nothing personal is counted."""

import time
from collections import Counter as Tally
from collections.abc import Callable, Iterator

from litestar import Response, get
from litestar.enums import ScopeType
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from badge_service.api.networks import OperatorsOnly
from badge_service.usecases.board import BoardState
from sync.protocol import CHANGES_PATH, ENROLMENTS_PATH, HEARTBEATS_PATH, KEYS_PATH, NAMES_PATH, RECORDS_PATH

METRICS_PATH = "/metrics"
_CALLS = frozenset({CHANGES_PATH, ENROLMENTS_PATH, HEARTBEATS_PATH, KEYS_PATH, NAMES_PATH, RECORDS_PATH})
_CONTENT_TYPE = "text/plain; version=1.0.0; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Meters:
    """One process's counts of requests, and the figures of all processes, read from the database when asked for."""

    def __init__(self, board: Callable[[], BoardState], under_way: Callable[[], int]) -> None:
        """``under_way``: how many requests this process is at."""
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "hubtap_answers", "Answers of this process to kiosks, by call and status", ["call", "status"], registry=None
        )
        self._times = Histogram(
            "hubtap_answer_seconds", "From a request to its answer, by call", ["call"], buckets=_SECONDS, registry=None
        )
        at_present = Gauge("hubtap_requests_under_way", "Requests that this process is at", registry=None)
        at_present.set_function(under_way)
        for each in (self._answers, self._times, at_present, _Figures(board)):
            self._registry.register(each)

    def answered(self, call: str, status: int, seconds: float) -> None:
        """Count an answer to a kiosk's call."""
        self._answers.labels(call, str(status)).inc()
        self._times.labels(call).observe(seconds)

    def text(self) -> bytes:
        """Return everything in Prometheus' text format.

        Raises:
            StoreError: the database can't be read.

        """
        return generate_latest(self._registry)


class Measured:
    """An application whose answers to kiosks are counted and timed."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        """Take the application and where to count."""
        self._app = app
        self._meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and count the answer."""
        if scope["type"] != ScopeType.HTTP or scope["path"] not in _CALLS:
            await self._app(scope, receive, send)
            return
        call, began = scope["path"].rpartition("/")[2], time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._meters.answered(call, message["status"], time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, counted)


def metrics(meters: Meters, operators_only: OperatorsOnly) -> HTTPRouteHandler:
    """Return ``GET /metrics``, for whoever ``operators_only`` lets pass."""

    @get(METRICS_PATH, sync_to_thread=True, include_in_schema=False, before_request=operators_only)
    def give_metrics() -> Response[bytes]:
        return Response(meters.text(), media_type=_CONTENT_TYPE, headers={"Cache-Control": "no-store"})

    return give_metrics


class _Figures(Collector):
    """What the operators' page shows, as figures."""

    def __init__(self, board: Callable[[], BoardState]) -> None:
        self._board = board

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Name nothing: registering must not read the database."""
        yield from ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read the database."""
        state = self._board()
        kiosks = GaugeMetricFamily("hubtap_kiosks", "Kiosks, by hub and whether they are heard of", None, ["hub", "is"])
        waiting = GaugeMetricFamily("hubtap_kiosk_waiting", "Records that kiosks say are waiting", None, ["hub"])
        held = GaugeMetricFamily("hubtap_held", "Records that a person must decide about", None, ["hub", "reason"])
        arrivals = GaugeMetricFamily("hubtap_arrivals_today", "Arrivals today", None, ["hub"])
        for hub in state.hubs:
            for presence, count in Tally(kiosk.presence.value for kiosk in hub.kiosks).items():
                kiosks.add_metric([hub.id, presence], count)
            waiting.add_metric([hub.id], sum(kiosk.said.waiting for kiosk in hub.kiosks if kiosk.said is not None))
            for each in hub.held:
                held.add_metric([hub.id, each.reason], each.count)
            arrivals.add_metric([hub.id], hub.arrivals)
        yield from (kiosks, waiting, held, arrivals)
