"""The page's own callback, asked by one visitor after another, or by fifty at once with time to read in between."""

from __future__ import annotations

import http.cookiejar
import json
import random
import statistics
import threading
import time
import urllib.request
from dataclasses import dataclass

from benchmarks.faces_served import Served

ASKED_ALONE, SECONDS_TOGETHER = 120, 45.0
THINK_SECONDS = (4.0, 12.0)
OUTPUTS = ("figure.data", "kpi.children", "trail.children", "legend.children", "panel.children", "stamp.data")
INPUTS = (
    "where.data",
    "since.value",
    "kind.value",
    "layer.value",
    "measure.value",
    "channel.value",
    "week.value",
)
KINDS = ("", "", "", "01", "05", "15", "18")
PLACES: tuple[dict[str, str], ...] = (
    {},
    {},
    {"level": "grid"},
    {"level": "community"},
    *({"focus": f"T{number:03d}"} for number in range(0, 160, 9)),
    *({"focus": f"C{number:05d}"} for number in range(3, 1600, 97)),
)


@dataclass(frozen=True)
class Asked:
    """How long answers took, in milliseconds, and how many came a second."""

    p95: float
    median: float
    worst: float
    a_second: float


class Visitor:
    """One browser's cookies, and what it asks: mostly filters, sometimes another place, now and then the clock."""

    def __init__(self, address: str, seed: int) -> None:
        self._address = address
        self._rng = random.Random(seed)
        self._jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))
        self._opener.open(urllib.request.Request(address, headers={"Accept": "text/html"}), timeout=60).read()
        self._values = dict.fromkeys(INPUTS) | {
            "where.data": {},
            "since.value": "all",
            "layer.value": "areas",
            "measure.value": "score",
            "week.value": "51",
        }

    def ask(self) -> float:
        """One change of mind; milliseconds until its answer is here."""
        changed = self._change()
        body = json.dumps(_body(self._values, changed)).encode()
        token = next((cookie.value for cookie in self._jar if cookie.name == "_csrf_token"), "")
        headers = {"Content-Type": "application/json", "X-CSRFToken": token or "", "Accept-Encoding": "gzip"}
        request = urllib.request.Request(f"{self._address}/_dash-update-component", body, headers)
        began = time.perf_counter()
        answer = self._opener.open(request, timeout=120)
        answer.read()
        return (time.perf_counter() - began) * 1000

    def _change(self) -> str:
        rng = self._rng
        name = rng.choice(
            ("where.data", "where.data", "measure.value", "kind.value", "since.value", "week.value")
        )
        choices: dict[str, object] = {
            "where.data": rng.choice(PLACES),
            "measure.value": rng.choice(("score", "open", "overdue", "repeat", "group", "new", "density")),
            "kind.value": rng.choice(KINDS),
            "since.value": rng.choice(("all", "365", "90", "30", "7", "week")),
            "week.value": str(rng.randrange(30, 52)),
        }
        if name == "week.value":
            self._values["since.value"] = "week"
        self._values[name] = choices[name]  # type: ignore[assignment]  # values of JSON
        return name


def _body(values: dict[str, object], changed: str) -> dict[str, object]:
    outputs = [dict(zip(("id", "property"), f"situation-{part}".split("."), strict=True)) for part in OUTPUTS]

    def given(name: str, value: object) -> dict[str, object]:
        at, prop = f"situation-{name}".split(".")
        return {"id": at, "property": prop, "value": value}

    return {
        "output": ".." + "...".join(f"situation-{part}" for part in OUTPUTS) + "..",
        "outputs": outputs,
        "inputs": [*(given(name, values[name]) for name in INPUTS), given("tick.n_intervals", 0)],
        "state": [given("stamp.data", "")],
        "changedPropIds": [f"situation-{changed}"],
    }


def ask_alone(served: Served) -> Asked:
    """One visitor, one question after the other."""
    visitor = Visitor(served.address, seed=1)
    began = time.monotonic()
    took = [visitor.ask() for _ in range(ASKED_ALONE)]
    return _asked(took, time.monotonic() - began)


def ask_together(served: Served, users: int) -> Asked:
    """So many visitors for a minute, each thinking before every question."""
    took: list[float] = []
    until = time.monotonic() + SECONDS_TOGETHER

    def visit(number: int) -> None:
        rng = random.Random(1000 + number)
        visitor = Visitor(served.address, seed=number)
        time.sleep(rng.uniform(0, THINK_SECONDS[1]))
        while time.monotonic() < until:
            took.append(visitor.ask())
            time.sleep(rng.uniform(*THINK_SECONDS))

    threads = [threading.Thread(target=visit, args=(number,), daemon=True) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _asked(took, SECONDS_TOGETHER)


def _asked(took: list[float], seconds: float) -> Asked:
    p95 = statistics.quantiles(took, n=20)[-1]
    return Asked(p95, statistics.median(took), max(took), len(took) / seconds)
