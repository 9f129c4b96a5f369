"""What the server counts: read by Prometheus' own parser, from this machine only, and without a word of anybody."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import dash
import pytest
from prometheus_client.parser import text_string_to_metric_families

from dashboard.log_line import JsonLine
from data.db import Store
from tests.dashboard.web_client import add_account, browser, make_app


@pytest.fixture
def app(filled_store: Store, filled_home: Path) -> dash.Dash:
    return make_app(filled_store, filled_home)


def read(app: dash.Dash) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    body = browser(app).client.get("/metrics").get_data(as_text=True)
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }


def requests(found: dict[tuple[str, frozenset[tuple[str, str]]], float], endpoint: str, status: int) -> float:
    return found.get(
        ("fengqiao_requests_total", frozenset({("endpoint", endpoint), ("status", str(status))})), 0.0
    )


def test_requests_are_counted_by_route_and_answer(app: dash.Dash, filled_store: Store) -> None:
    add_account(filled_store, "metered", "command_centre")
    visitor = browser(app)
    visitor.sign_in("metered")
    for _ in range(3):
        assert visitor.call("matters-grid.rowData", {}).status_code == 200
    assert browser(app).client.get("/matters.csv?words=张三").status_code == 401
    found = read(app)
    assert requests(found, "callback", 200) == 3
    assert requests(found, "matters_file", 401) == 1
    assert found["fengqiao_request_seconds_count", frozenset({("endpoint", "callback")})] == 3


def test_the_state_of_the_data_is_told(app: dash.Dash, filled_store: Store) -> None:
    with filled_store.reading() as connection:
        row = connection.execute(
            "SELECT count(*) FROM out_matter WHERE is_open AND NOT is_restricted"
        ).fetchone()
    found = read(app)
    assert row
    assert found["fengqiao_matters_open", frozenset()] == row[0]
    assert found["fengqiao_refresh_failed", frozenset()] == 0
    assert found["fengqiao_refreshed_timestamp_seconds", frozenset()] > 0


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-Ip"])
def test_nobody_reads_them_through_a_proxy(app: dash.Dash, header: str) -> None:
    assert browser(app).client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_nobody_reads_them_from_another_machine(app: dash.Dash) -> None:
    client = browser(app).client
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 404


def test_no_name_and_no_address_asked_for_is_in_them(app: dash.Dash, filled_store: Store) -> None:
    add_account(filled_store, "hidden-name", "command_centre")
    visitor = browser(app)
    visitor.sign_in("hidden-name")
    visitor.page("/matters?words=13812345678")
    visitor.client.get("/no/such/13812345678")
    body = browser(app).client.get("/metrics").get_data(as_text=True)
    assert "13812345678" not in body
    assert "hidden-name" not in body


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.INFO, logger="fengqiao.request"):
        yield caplog


def test_each_request_is_a_line_of_json(app: dash.Dash, lines: pytest.LogCaptureFixture) -> None:
    browser(app).client.get("/healthz?who=张三")
    (record,) = [record for record in lines.records if record.name == "fengqiao.request"]
    told = json.loads(JsonLine().format(record))
    assert told.pop("at").startswith("2")
    assert told.pop("ms") >= 0
    assert told == {
        "level": "info",
        "logger": "fengqiao.request",
        "message": "request",
        "endpoint": "healthz",
        "status": 200,
    }


def test_a_line_of_an_error_holds_no_values_of_the_data() -> None:
    try:
        raise ValueError("张三 13812345678")
    except ValueError as error:
        record = logging.LogRecord(
            "fengqiao", logging.ERROR, "x.py", 1, "failed", None, (type(error), error, None)
        )
    assert "138" not in JsonLine().format(record)
