"""What the server does, counted for Prometheus and told in the log as lines of JSON; never who asks or about whom.

GET /metrics   (this machine only, not through a proxy)
fengqiao_requests_total{endpoint="callback",status="200"} 412
fengqiao_request_seconds_bucket{endpoint="callback",le="0.1"} 398
fengqiao_refreshed_timestamp_seconds 1.7e+09      fengqiao_refresh_failed 0      fengqiao_matters_open 334

{"at": "2026-06-30T09:00:01", "level": "info", "about": "request", "endpoint": "callback", "status": 200, "ms": 41}
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import flask
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from dashboard.access import COMMAND_LINE
from dashboard.read import Door
from dashboard.web.office import Office

PATH = "/metrics"
THIS_MACHINE = frozenset({"127.0.0.1", "::1"})
THROUGH_A_PROXY = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.4, 0.75, 1.5, 3.0, 10.0)
log = logging.getLogger("fengqiao.request")


class Meter:
    """The counters of one server."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "fengqiao_requests", "Requests answered.", ("endpoint", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "fengqiao_request_seconds",
            "Time to answer.",
            ("endpoint",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._refreshed = Gauge(
            "fengqiao_refreshed_timestamp_seconds", "When the last refresh ended.", registry=self.registry
        )
        self._as_of = Gauge(
            "fengqiao_as_of_timestamp_seconds", "The day everything is computed for.", registry=self.registry
        )
        self._failed = Gauge(
            "fengqiao_refresh_failed", "1 when the last refresh failed.", registry=self.registry
        )
        self._open = Gauge("fengqiao_matters_open", "Open matters of the whole site.", registry=self.registry)

    def note(self, endpoint: str, status: int, seconds: float) -> None:
        """Count one request, and tell it in the log."""
        self._requests.labels(endpoint, str(status)).inc()
        self._seconds.labels(endpoint).observe(seconds)
        log.info("request", extra={"endpoint": endpoint, "status": status, "ms": round(seconds * 1000)})

    def page(self) -> bytes:
        """All counters as Prometheus reads them."""
        state, _, _, _ = self._office.jobs.progress()
        self._failed.set(state == "failed")
        with Door(self._office.store, COMMAND_LINE, self._office.config).open() as view:
            rows = view.rows("page_state")
            if rows:
                zone = ZoneInfo(self._office.config.site.timezone)
                refreshed, day = rows[0]["refreshed_at"], rows[0]["as_of_date"]
                assert isinstance(refreshed, datetime)
                self._refreshed.set(refreshed.replace(tzinfo=zone).timestamp())
                self._as_of.set(datetime.fromisoformat(str(day)).replace(tzinfo=UTC).timestamp())
                self._open.set(float(str(view.rows("page_work")[0]["open_count"])))
        return generate_latest(self.registry)


def add_meter(server: flask.Flask, office: Office) -> None:
    """Hang the counting and /metrics on a server; before the guard, so that what it refuses is counted too."""
    meter = Meter(office)

    @server.before_request
    def _start() -> None:
        flask.g.began = time.perf_counter()

    @server.after_request
    def _stop(response: flask.Response) -> flask.Response:
        seconds = time.perf_counter() - flask.g.get("began", time.perf_counter())
        meter.note(_endpoint(), response.status_code, seconds)
        return response

    @server.get(PATH)
    def metrics() -> flask.typing.ResponseReturnValue:
        if not _is_from_here():
            flask.abort(404)
        return flask.Response(meter.page(), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _endpoint() -> str:
    """The name of the route, of which there are few; never the address asked for."""
    endpoint = flask.request.endpoint or "none"
    return {"/_dash-update-component": "callback"}.get(endpoint, endpoint)


def _is_from_here() -> bool:
    has_passed_a_proxy = any(name in flask.request.headers for name in THROUGH_A_PROXY)
    return flask.request.remote_addr in THIS_MACHINE and not has_passed_a_proxy
