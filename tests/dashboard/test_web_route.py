"""Headers, shapes and uploads as they go over the line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from data.db import Store
from tests.dashboard.fake_jobs import FakeJobs
from tests.dashboard.web_client import Browser, add_account, browser, make_app


@pytest.fixture
def jobs() -> FakeJobs:
    return FakeJobs()


@pytest.fixture
def worker(filled_store: Store, filled_home: Path, jobs: FakeJobs) -> Browser:
    add_account(filled_store, "worker", "town_staff")
    visitor = browser(make_app(filled_store, filled_home, jobs=jobs))
    visitor.sign_in("worker")
    return visitor


def test_the_policy_lets_nothing_in_from_elsewhere(worker: Browser) -> None:
    headers = worker.page("/").headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"].startswith("'self' 'sha256-")
    assert "unsafe" not in policy["script-src"]
    assert policy["worker-src"] == "blob:"
    assert policy["frame-ancestors"] == "'none'"
    assert "http" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_session_cookie_is_out_of_a_scripts_reach(worker: Browser) -> None:
    cookie = worker.client.get_cookie("fengqiao_session")
    assert cookie
    assert cookie.http_only
    assert cookie.same_site == "Lax"


def test_shapes_are_sent_small_and_once(worker: Browser) -> None:
    first = worker.client.get("/geometry/grid/all.json", headers={"Accept-Encoding": "gzip"})
    body = gzip.decompress(first.data)
    again = worker.client.get("/geometry/grid/all.json", headers={"If-None-Match": first.headers["ETag"]})
    assert len(json.loads(body)["codes"]) == 72
    assert len(first.data) < len(body) / 3
    assert (again.status_code, again.data) == (304, b"")
    assert len(json.loads(worker.client.get("/geometry/community/990101100000.json").data)["codes"]) == 4
    assert worker.client.get("/geometry/grid/nowhere.json").status_code == 404
    assert worker.client.get("/geometry/planet/all.json").status_code == 404


def _send(worker: Browser, name: str, body: bytes) -> tuple[int, dict[str, object]]:
    headers = {
        "X-CSRFToken": worker.token,
        "X-File-Name": quote(name),
        "Content-Type": "application/octet-stream",
    }
    answer = worker.client.post("/upload/file", data=body, headers=headers)
    return answer.status_code, answer.json


def _waiting(home: Path) -> set[Path]:
    """What lies in the home's incoming folder: an administrator's file that other tests left waits there."""
    return set((home / "incoming").glob("*"))


def test_an_upload_is_taken_and_its_plain_copy_is_gone(
    worker: Browser, jobs: FakeJobs, filled_home: Path
) -> None:
    before = _waiting(filled_home)
    status, receipt = _send(worker, "柳岸村排查表.xlsx", b"PK" * 100)
    assert status == 200
    verdicts = ("new", "unchanged", "changed", "parked", "rejected")
    assert sum(int(str(receipt[name])) for name in verdicts) == receipt["rows"] == 120
    assert jobs.taken == [("柳岸村排查表.xlsx", "worker")]
    assert jobs.refreshes == [("R1",)]
    assert _waiting(filled_home) == before


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("script.exe", b"MZ", 422),
        ("", b"PK", 422),
        ("bad.xlsx", b"PK", 422),
        ("empty.xlsx", b"", 422),
        ("../../etc/passwd.xlsx", b"PK", 200),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(
    worker: Browser, filled_home: Path, jobs: FakeJobs, name: str, body: bytes, status: int
) -> None:
    before = _waiting(filled_home)
    answer = _send(worker, name, body)
    assert answer[0] == status
    if status == 200:
        assert jobs.taken == [("passwd.xlsx", "worker")]
    else:
        error = answer[1]["error"]
        assert isinstance(error, dict)
        assert error["zh"]
        assert error["en"]
    assert _waiting(filled_home) == before


def test_more_than_64_mb_is_refused_before_it_is_read(worker: Browser) -> None:
    headers = {"X-CSRFToken": worker.token, "X-File-Name": "a.xlsx"}
    told = {"CONTENT_LENGTH": str(65 * 1024 * 1024)}
    assert worker.client.post("/upload/file", headers=headers, environ_overrides=told).status_code == 413


def test_the_template_and_the_briefing_come_as_files(worker: Browser) -> None:
    assert worker.client.get("/template.xlsx").data[:2] == b"PK"
    assert "周报 2026-W13" in worker.client.get("/briefing/2026-W13.html").text
    assert (
        "attachment" in worker.client.get("/briefing/2026-W13.html?download").headers["Content-Disposition"]
    )
    assert worker.client.get("/briefing/keys.html").status_code == 404
