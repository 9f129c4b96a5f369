"""Every page, callback, file and button as every role: what the table in dashboard/role.py does not give is refused."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import dash
import pytest

from dashboard import ids
from dashboard.account import find_account
from dashboard.pages.frame import PATHS
from dashboard.present import Speech
from dashboard.role import ROLES, Page
from dashboard.web.account_desk import ACTS
from dashboard.web.callback_page import OPEN, pages_of
from data.db import Store
from tests.dashboard.web_client import Browser, add_account, browser, make_app

FILES: tuple[tuple[str, Page], ...] = (
    # an address that is no page        the page it belongs to
    ("/geometry/town/all.json", "situation"),
    ("/template.xlsx", "upload"),
    ("/upload/workbook/S000001", "upload"),
    ("/briefing/2026-W10.html", "briefing"),
)
MAY_PRESS = {
    "system_admin": {"add", "reset", "lock"},
    "security_admin": {"role", "unlock", "remove-totp"},
}
# what the table says in words: a change of it is a change here too
WORK: set[Page] = {
    *("situation", "matters", "groups", "signals", "supervision", "parked"),
    *("upload", "briefing", "method"),
}
GIVES: dict[str, set[Page]] = {
    "grid_worker": {"upload", "parked", "method"},
    "town_staff": WORK,
    "command_centre": WORK,
    "leader": {"situation", "briefing", "method"},
    "wall": {"situation"},
    "supervisor": {*WORK, "privacy"},
    "accusation_clerk": {"accusations", "method"},
    "system_admin": {"accounts", "admin", "method"},
    "security_admin": {"accounts", "privacy", "method"},
    "audit_admin": {"audit", "privacy", "method"},
    "none": set(),
}


@pytest.fixture(scope="module")
def app(filled_store: Store, filled_home: Path) -> dash.Dash:
    return make_app(filled_store, filled_home)


@pytest.fixture(scope="module", params=ROLES)
def somebody(request: pytest.FixtureRequest, app: dash.Dash, filled_store: Store) -> tuple[str, Browser]:
    """(role, signed-in visitor) for each role."""
    role = str(request.param)
    add_account(filled_store, f"{role}-1", role)
    visitor = browser(app)
    visitor.sign_in(f"{role}-1")
    return role, visitor


@pytest.fixture
def victim(filled_store: Store) -> Iterator[str]:
    add_account(filled_store, "victim", "leader")
    yield "victim"
    with filled_store.writing() as connection:
        connection.execute("DELETE FROM core_account WHERE username = 'victim'")


def test_the_table_says_what_it_is_meant_to() -> None:
    assert {role: set(held.pages) for role, held in ROLES.items()} == GIVES
    assert {role for role, held in ROLES.items() if held.may_open_matters} == {
        "town_staff",
        "command_centre",
        "supervisor",
    }
    assert {role for role, held in ROLES.items() if held.may_reveal} == {
        "town_staff",
        "command_centre",
        "supervisor",
    }
    assert {role for role, held in ROLES.items() if held.may_answer_requests} == {
        "security_admin",
        "supervisor",
    }


@pytest.mark.parametrize("page", PATHS)
def test_a_page(somebody: tuple[str, Browser], page: Page) -> None:
    role, visitor = somebody
    asked = {f"{ids.URL}.pathname": PATHS[page], f"{ids.URL}.search": ""}
    answer = visitor.call(f"{ids.ROOT}.children", asked)
    assert answer.status_code == 200
    is_open = f"page-{page}" in answer.text and "本账号不能打开" not in answer.get_data().decode(
        "unicode_escape"
    )
    leads_on = page == "situation" and bool(ROLES[role].pages)  # the front door leads to one's own first page
    assert is_open == (page in GIVES[role]) or leads_on


def test_the_navigation_shows_the_roles_own_pages(somebody: tuple[str, Browser]) -> None:
    role, visitor = somebody
    asked = {f"{ids.URL}.pathname": "/nowhere", f"{ids.URL}.search": ""}
    shown = visitor.call(f"{ids.ROOT}.children", asked).text
    assert {page for page in PATHS if f"icon-{page}" in shown} == GIVES[role]


def test_every_callback(somebody: tuple[str, Browser]) -> None:
    """With an empty payload: refused before anything of it is read, or let in."""
    role, visitor = somebody
    for key, kept in visitor.app.callback_map.items():
        if "callback" not in kept:
            continue  # runs in the browser
        first = key.strip(".").split("...")[0]
        wanted = pages_of(key)
        assert None not in wanted, f"{key}: say in web/callback_page.py which page it belongs to"
        status = visitor.call(first, {}).status_code
        assert (status == 403) == (not wanted <= GIVES[role]), (key, status)


def test_a_callback_of_no_page_is_nobodys(somebody: tuple[str, Browser]) -> None:
    headers = {"X-CSRFToken": somebody[1].token}
    for body in ({"output": "strange.children"}, {"output": ""}, {}, []):
        answer = somebody[1].client.post("/_dash-update-component", json=body, headers=headers)
        assert answer.status_code == 403, body


OUTPUTS = (
    ("situation-figure.data", {"situation"}),
    ("..parked-said.children...nav-waiting.children..", {"parked"}),
    ("..matters-grid.rowData...briefing-view.children..", {"matters", "briefing"}),
    ('{"at":["ALL"],"type":"step-to"}.n_clicks', {"situation"}),
    ("root.children@0a1b", set()),
    ("strange.children", {None}),
)


@pytest.mark.parametrize(("output", "pages"), OUTPUTS)
def test_the_pages_of_a_callback(output: str, pages: set[Page | None]) -> None:
    assert pages_of(output) == pages
    assert "root" in OPEN


@pytest.mark.parametrize(("path", "page"), FILES)
def test_a_file(somebody: tuple[str, Browser], path: str, page: Page) -> None:
    role, visitor = somebody
    assert (visitor.client.get(path).status_code == 403) == (page not in GIVES[role])


def test_an_upload(somebody: tuple[str, Browser]) -> None:
    role, visitor = somebody
    headers = {"X-CSRFToken": visitor.token, "X-File-Name": "a.xlsx"}
    status = visitor.client.post("/upload/file", data=b"PK", headers=headers).status_code
    assert status == (200 if "upload" in GIVES[role] else 403)


@pytest.mark.parametrize("what", ACTS)
def test_a_button_of_the_page_of_accounts(
    somebody: tuple[str, Browser], filled_store: Store, victim: str, what: str
) -> None:
    role, visitor = somebody
    name = "added" if what == "add" else victim
    with filled_store.writing() as connection:
        connection.execute("DELETE FROM core_account WHERE username = 'added'")
    form = {"username": name, "role": "grid_worker", "csrf": visitor.token}
    status = visitor.client.post(f"/accounts/{what}", data=form).status_code
    assert (status == 403) == (what not in MAY_PRESS.get(role, set()))
    assert visitor.client.post(f"/accounts/{what}", data={**form, "csrf": "guess"}).status_code == 403
    with filled_store.reading() as connection:
        made = find_account(connection, "added")
        kept = find_account(connection, victim)
        lines = connection.execute(
            "SELECT event_code, result_code, object_id FROM audit_log ORDER BY audit_no DESC LIMIT 1"
        ).fetchall()
    assert (made is not None) == (what == "add" and role == "system_admin")
    assert made is None or made.role == "none"
    assert (kept is None) == (what == "lock" and role == "system_admin")
    assert kept is None or (kept.role == "grid_worker") == (what == "role" and role == "security_admin")
    is_done = what in MAY_PRESS.get(role, set())
    event = f"account_{what.replace('-', '_')}"
    assert lines == [(event, "ok" if is_done else "refused", name if is_done else None)]


SITE_FORMS = {
    # address              what is sent                                                        the line it leaves
    "/admin/areas": (
        {"level": "grid", "code": "code", "name": "name"},
        "areas",
        "grids.geojson",
        b'{"type": 1}',
    ),
    "/admin/calendar": ({}, "calendar", "2027.csv", b"2027-01-01,rest"),
    "/admin/rules": ({"valid_from": "2027-01-01"}, "rules", "rules.toml", b"[XF60_HANDLE]"),
    "/admin/areas/do": ({"token": "guess"}, "areas", "", b""),
    "/admin/calendar/do": ({"token": ""}, "calendar", "", b""),
    "/admin/rules/do": ({"token": "../../x"}, "rules", "", b""),
    "/admin/backup": ({}, "backup", "", b""),
    "/admin/backup/check": ({"name": "fengqiao-20260101-000000"}, "backup_check", "", b""),
}


@pytest.mark.parametrize("path", SITE_FORMS)
def test_a_form_of_administration(somebody: tuple[str, Browser], filled_store: Store, path: str) -> None:
    """Refused before the file is read, and the refusal noted; a forged token of another session opens nothing."""
    role, visitor = somebody
    said, event, name, body = SITE_FORMS[path]

    def sent(csrf: str) -> int:
        form = {**said, "csrf": csrf, **({"file": (BytesIO(body), name)} if name else {})}
        return visitor.client.post(path, data=form).status_code

    with filled_store.reading() as connection:
        (before,) = connection.execute("SELECT max(audit_no) FROM audit_log").fetchone() or (0,)
    assert sent("guess") == 403
    status = sent(visitor.token)
    assert (status == 403) == (role != "system_admin"), status
    if name:
        assert (visitor.client.get(path).status_code == 403) == (role != "system_admin")
    with filled_store.reading() as connection:
        lines = connection.execute(
            "SELECT DISTINCT event_code, result_code, object_id FROM audit_log WHERE audit_no > ?", [before]
        ).fetchall()
    assert lines == ([] if role == "system_admin" or name else [(event, "refused", None)]) or (
        name and lines == [(event, "refused", None)]
    )


def test_a_file_is_taken_only_by_the_forms_that_ask_for_one(somebody: tuple[str, Browser]) -> None:
    _role, visitor = somebody
    form = {"csrf": visitor.token, "file": (BytesIO(b"x"), "x.csv"), "username": "victim"}
    assert visitor.client.post("/accounts/lock", data=form).status_code == 403
    assert (
        browser(visitor.app).client.post("/sign-in", data={"file": (BytesIO(b"x"), "x")}).status_code == 403
    )


def test_a_change_looked_at_by_one_administrator_is_made_by_him_alone(
    app: dash.Dash, filled_store: Store
) -> None:
    visitors = []
    for name in ("sys-a", "sys-b"):
        add_account(filled_store, name, "system_admin")
        visitor = browser(app)
        visitor.sign_in(name)
        visitors.append(visitor)
    one, other = visitors
    form = {"csrf": one.token, "file": (BytesIO(b"2027-01-01,rest"), "2027.csv")}
    page = one.client.post("/admin/calendar", data=form).text
    token = page.split('name="token" value="')[1].split('"')[0]
    assert (
        other.client.post("/admin/calendar/do", data={"csrf": other.token, "token": token}).status_code == 409
    )
    assert one.client.post("/admin/areas/do", data={"csrf": one.token, "token": token}).status_code == 409
    jobs = app.server.config["OFFICE"].jobs
    assert jobs.changes == []


KINDS = {
    "a picture": ("areas", "grids.geojson", b"GIF89a"),
    "a virtual layer": ("areas", "grids.json", b"<OGRVRTDataSource/>"),
    "no such suffix": ("areas", "grids.vrt", b"{}"),
    "another form's": ("calendar", "rules.toml", b"x"),
    "nothing chosen": ("rules", "", b""),
    "empty": ("calendar", "2027.csv", b""),
}


@pytest.mark.parametrize(("what", "name", "body"), KINDS.values(), ids=KINDS)
def test_a_file_of_another_kind_is_refused_in_words_and_not_read(
    app: dash.Dash, filled_store: Store, filled_home: Path, what: str, name: str, body: bytes
) -> None:
    add_account(filled_store, "sys-k", "system_admin")
    visitor = browser(app)
    visitor.sign_in("sys-k")
    said = {"level": "grid", "code": "code", "name": "name", "valid_from": "2027-01-01"}
    (filled_home / "incoming").mkdir(exist_ok=True)
    before = set((filled_home / "incoming").iterdir())
    answer = visitor.client.post(
        f"/admin/{what}", data={**said, "csrf": visitor.token, "file": (BytesIO(body), name)}
    )
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert set((filled_home / "incoming").iterdir()) == before


@pytest.mark.parametrize("role", ["system_admin", "security_admin"])
def test_nobody_changes_his_own_account(app: dash.Dash, filled_store: Store, role: str) -> None:
    add_account(filled_store, "selfish", role)
    visitor = browser(app)
    visitor.sign_in("selfish")
    for what in MAY_PRESS[role]:
        for name in ("selfish", " selfish "):
            form = {"username": name, "role": "supervisor", "csrf": visitor.token}
            assert visitor.client.post(f"/accounts/{what}", data=form).status_code == 403


def test_a_one_time_password_is_shown_once_and_a_refusal_in_words(
    app: dash.Dash, filled_store: Store
) -> None:
    add_account(filled_store, "maker", "system_admin")
    with filled_store.writing() as connection:
        connection.execute("DELETE FROM core_account WHERE username = '新人'")
    visitor = browser(app)
    visitor.sign_in("maker")
    form = {"username": "新人", "csrf": visitor.token}
    answer = visitor.client.post("/accounts/add", data=form)
    assert answer.headers["Cache-Control"] == "no-store"
    once = answer.text.split('class="door-once">')[1].split("<")[0]
    new = browser(app)
    assert new.sign_in("新人", once).headers["Location"] == "/change-password"
    again = visitor.client.post("/accounts/add", data=form)
    assert again.status_code == 422
    assert "已经有了" in again.text


def test_the_audit_page_shows_lines_and_tells_a_changed_one(app: dash.Dash, filled_store: Store) -> None:
    add_account(filled_store, "auditor", "audit_admin")
    visitor = browser(app)
    visitor.sign_in("auditor")

    def shown(search: str) -> str:
        asked = {f"{ids.URL}.pathname": "/audit", f"{ids.URL}.search": search}
        return visitor.call(f"{ids.ROOT}.children", asked).get_data().decode("unicode_escape")

    assert "auditor" in shown("")
    assert "没有符合条件的行" in shown("?who=nobody")
    assert "查看审计日志" in shown("?event=audit_view"), "opening it is a line of its own"
    assert "日志完整" in shown("?check=1")
    with filled_store.writing() as connection:
        row = connection.execute(
            "SELECT min(audit_no), min_by(actor_name, audit_no) FROM audit_log"
        ).fetchone()
        assert row
        connection.execute("UPDATE audit_log SET actor_name = 'x' WHERE audit_no = ?", [row[0]])
    try:
        assert f"第 {row[0]} 行被改动过" in shown("?check=1")
    finally:
        with filled_store.writing() as connection:
            connection.execute("UPDATE audit_log SET actor_name = ? WHERE audit_no = ?", [row[1], row[0]])
    assert shown("?before=abc")
    assert shown("?before=99999999999999999999999")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_name_in_both_languages(role: str) -> None:
    chinese, english = (Speech(language, {}).name("role", role) for language in ("zh", "en"))
    assert role not in (chinese, english)
    assert chinese != english
