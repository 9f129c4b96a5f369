"""The privacy page: who looked at what, one matter's lines, requests entered and answered in time; who may do which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import dash
import pytest

from dashboard import ids
from dashboard.audit import write_line
from dashboard.privacy import Reply, Request, answer_request, enter_request
from data.db import Store
from data.errors import BadArgument, NothingThere
from tests.dashboard.filling import make_home
from tests.dashboard.web_client import Browser, add_account, browser, make_app

NOW = datetime(2026, 3, 31, 9)
ROLES = {"sup": "supervisor", "sec": "security_admin", "aud": "audit_admin", "chen": "command_centre"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = make_home(tmp_path / "home")
    with store.writing() as connection:
        connection.execute("INSERT INTO core_setting VALUES ('is_demo', 'no') ON CONFLICT DO NOTHING")
    for name, role in ROLES.items():
        add_account(store, name, role)
    yield store
    store.close()


@pytest.fixture
def app(store: Store, tmp_path: Path) -> dash.Dash:
    return make_app(store, tmp_path / "home")


def signed_in(app: dash.Dash, name: str) -> Browser:
    visitor = browser(app)
    visitor.sign_in(name)
    return visitor


def shown(visitor: Browser, search: str = "") -> str:
    asked = {f"{ids.URL}.pathname": "/privacy", f"{ids.URL}.search": search}
    return visitor.call(f"{ids.ROOT}.children", asked).get_data().decode("unicode_escape")


def ask(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return connection.execute(sql).fetchall()


def look(store: Store, home: Path, about: str, *, by: str, at: datetime, event: str = "reveal") -> None:
    write_line(store, home, actor=by, event=event, now=at, object_id=about)


def test_looks_are_counted_by_account_and_day_and_told_line_by_line_of_one_matter(
    app: dash.Dash, store: Store, tmp_path: Path
) -> None:
    now = datetime.now()
    for about, by in (
        ("R1 town_staff notice 寄告知书", "li"),
        ("R1 town_staff mediate", "li"),
        ("R12 supervisor evaluate", "sun"),
    ):
        look(store, tmp_path / "home", about, by=by, at=now)
    look(store, tmp_path / "home", "group R9", by="chen", at=now - timedelta(days=40), event="export")
    audit = signed_in(app, "aud")
    text = shown(audit, "?matter=R1")
    assert "查看身份" in text
    assert '"children":"2"' in text
    assert "镇街人员 · 送达告知、答复等文书 · 寄告知书" in text
    assert "约当事人调解" in text
    assert "满意度回访" not in text, "R12 is another matter"
    assert '"children":"chen"' not in text, "an export of long ago"
    assert "没有关于「R2」的记录" in shown(audit, "?matter=R2")
    views = ask(store, "SELECT actor_name, object_id FROM audit_log WHERE event_code = 'privacy_view'")
    assert views == [("aud", "R1"), ("aud", None)]


def test_a_request_is_entered_waits_for_its_day_and_is_answered(app: dash.Dash, store: Store) -> None:
    supervisor = signed_in(app, "sup")
    form = {"csrf": supervisor.token, "kind": "correct", "matter": "R1", "note": "电话13987650011已换号"}
    assert supervisor.client.post("/privacy/request", data=form).headers["Location"] == "/privacy"
    text = shown(supervisor)
    assert "Q00001" in text
    assert "还有 30 天" in text
    assert "13987650011" not in text
    reply = {"csrf": supervisor.token, "request": "Q00001", "result": "refused", "answer": ""}
    answer = supervisor.client.post("/privacy/answer", data=reply)
    assert answer.status_code == 422
    assert "写明理由" in answer.text
    done = supervisor.client.post("/privacy/answer", data={**reply, "answer": "登记不可撤销，已更正电话"})
    assert done.status_code == 302
    assert "不予办理" in shown(supervisor)
    again = supervisor.client.post("/privacy/answer", data={**reply, "result": "granted"})
    assert again.status_code == 422
    lines = ask(
        store,
        "SELECT actor_name, event_code, object_id, result_code FROM audit_log "
        "WHERE event_code IN ('privacy_request', 'privacy_answer') ORDER BY audit_no",
    )
    assert lines == [
        ("sup", "privacy_request", "Q00001", "ok"),
        ("sup", "privacy_answer", None, "refused"),
        ("sup", "privacy_answer", "Q00001", "ok"),
        ("sup", "privacy_answer", None, "refused"),
    ]


def test_who_may_not_answer_only_reads(app: dash.Dash, store: Store) -> None:
    for name, may in (("sup", True), ("sec", True), ("aud", False), ("chen", False)):
        visitor = signed_in(app, name)
        form = {"csrf": visitor.token, "kind": "see"}
        status = visitor.client.post("/privacy/request", data=form).status_code
        assert (status == 302) == may, name
        assert (status == 403) == (not may), name
        assert visitor.client.post("/privacy/request", data={"kind": "see"}).status_code == 403
        assert visitor.client.post("/privacy/else", data=form).status_code == 404
        assert ("登记请求" in shown(visitor)) == may
    assert ask(store, "SELECT count(*) FROM core_privacy_request") == [(2,)]


def test_requests_that_wait_come_first_by_their_day(store: Store) -> None:
    with store.writing() as connection:
        for days in (30, 10, 20):
            enter_request(connection, Request("see", "", ""), by="sun", now=NOW, days=days)
        answer_request(connection, Reply("Q00002", "granted", ""), by="sun", now=NOW)
        with pytest.raises(NothingThere):
            answer_request(connection, Reply("Q00009", "granted", ""), by="sun", now=NOW)
    rows = ask(store, "SELECT request_id, due_date FROM core_privacy_request ORDER BY 1")
    assert rows == [
        ("Q00001", date(2026, 4, 30)),
        ("Q00002", date(2026, 4, 10)),
        ("Q00003", date(2026, 4, 20)),
    ]


@pytest.mark.parametrize("kind", ["", "watch"])
def test_a_kind_nobody_knows_is_refused(kind: str) -> None:
    with pytest.raises(BadArgument):
        Request(kind, "R1", "")


def test_the_table_holds_no_name_and_no_token() -> None:
    from data.dictionary import tables

    names = {column.name for column in tables()["core_privacy_request"].columns}
    assert not {name for name in names if "name" in name or "token" in name or "phone" in name}
