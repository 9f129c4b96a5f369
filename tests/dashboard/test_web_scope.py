"""Accounts confined to an area or a unit: every page, callback, file and press, with ids of others forged into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dash
import pytest
from werkzeug.test import TestResponse

from dashboard import ids
from dashboard.pages.frame import PATHS
from dashboard.role import ROLES
from dashboard.web.callback_page import pages_of
from data.db import Store
from tests.dashboard.scope_home import OTHER_TOWN, SCOPES, TOWN, make_scope_home
from tests.dashboard.scope_twin import Part, part_of
from tests.dashboard.web_client import Browser, add_account, browser, make_app

CONFINED = (
    # role, scope
    ("town_staff", "town"),
    ("town_staff", "unit"),
    ("supervisor", "both"),
    ("command_centre", "community"),
    ("leader", "town"),
    ("grid_worker", "town"),
    ("system_admin", "town"),
)
ID = re.compile(r"(?<![\w-])(?:R\d{5}(?:-\d)?|P[1-6])(?![\w-])")
AREA = re.compile(r"(?<!\d)990101\d{9}(?!\d)|(?<!\d)990101\d{6}(?!\d)")
BOXES = (
    *(ids.ACT_CODE, ids.ACT_DAY, ids.ACT_ROUTE, ids.ACT_APPROVED),
    *(ids.ACT_TOLD, ids.ACT_DAYS, ids.ACT_NOTE, ids.ACT_CLOSURE),
)


@dataclass(frozen=True)
class Somebody:
    """A signed-in confined account, what is his, and what he may not hear of."""

    role: str
    visitor: Browser
    part: Part
    hidden: tuple[str, ...]

    def check(self, answer: TestResponse, *, forged: str = "") -> None:
        """No id of a report and no area but his own; a forged one may be said back to him."""
        text = answer.get_data(as_text=True)
        assert answer.status_code in (200, 204), text[:200]
        groups = {"R00001", "R00002"}  # a group goes by the id of its founding matter
        assert set(ID.findall(text)) <= self.part.reports | groups | {forged}
        assert {code for code in AREA.findall(text) if code not in self.part.areas} <= {forged}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Store]]:
    home = tmp_path_factory.mktemp("confined")
    store = make_scope_home(home)
    yield home, store
    store.close()


@pytest.fixture(scope="module")
def app(store: tuple[Path, Store]) -> dash.Dash:
    return make_app(store[1], store[0])


@pytest.fixture(scope="module", params=CONFINED, ids=lambda one: "-".join(one))
def somebody(request: pytest.FixtureRequest, app: dash.Dash, store: tuple[Path, Store]) -> Somebody:
    role, scope = request.param
    name = f"{role}-{scope}"
    add_account(store[1], name, role, scope=SCOPES[scope])
    visitor = browser(app)
    visitor.sign_in(name)
    with store[1].reading() as connection:
        part = part_of(connection, SCOPES[scope], name)
        known = connection.execute("SELECT matter_id FROM out_matter ORDER BY 1").fetchall()
    hidden = [matter_id for (matter_id,) in known if matter_id not in part.matters]
    return Somebody(role, visitor, part, (hidden[0], "R00040"))


def pages_now(one: Somebody) -> set[str]:
    return set(ROLES[one.role].pages) - {"briefing", "privacy", "admin"}


def root(one: Somebody, path: str, search: str = "") -> TestResponse:
    return one.visitor.call(
        f"{ids.ROOT}.children", {f"{ids.URL}.pathname": path, f"{ids.URL}.search": search}
    )


def test_every_page_keeps_to_his_part(somebody: Somebody) -> None:
    for page, path in PATHS.items():
        answer = root(somebody, path)
        somebody.check(answer)
        if path != "/":
            assert (f"page-{page}" in answer.text) == (page in pages_now(somebody) or page == "situation")


def test_a_page_led_to_what_is_not_his_shows_nothing_of_it(somebody: Somebody) -> None:
    for hidden in somebody.hidden:
        somebody.check(root(somebody, "/matters", f"?matter={hidden}"), forged=hidden)
    for search in (f"?area={OTHER_TOWN}", "?group=R00001&closed=1", "?group=R00002&closed=1"):
        for path in ("/matters", "/groups", "/supervision"):
            somebody.check(root(somebody, path, search), forged=OTHER_TOWN)


def test_the_briefing_is_of_the_whole_site_and_not_for_him(somebody: Somebody) -> None:
    assert somebody.visitor.client.get("/briefing/2026-W10.html").status_code == 403
    called = somebody.visitor.call(
        f"{ids.BRIEFING_VIEW}.children", {f"{ids.BRIEFING_WEEK}.value": "2026-W10"}
    )
    assert called.status_code == 403


def test_every_callback_of_a_closed_page_is_refused(somebody: Somebody) -> None:
    for key, kept in somebody.visitor.app.callback_map.items():
        if "callback" in kept:
            status = somebody.visitor.call(key.strip(".").split("...")[0], {}).status_code
            assert (status == 403) == (not pages_of(key) <= pages_now(somebody)), key


@pytest.mark.parametrize("focus", ["", TOWN, OTHER_TOWN, "990101101002", "990101000000"])
def test_the_map_and_its_lists_hold_no_other_area(somebody: Somebody, focus: str) -> None:
    if "situation" not in pages_now(somebody):
        return
    where = {"focus": focus}
    for place in (where, {"picked": focus}, {**where, "level": "grid"}):
        filters = {
            f"{ids.SITUATION_SINCE}.value": "all",
            f"{ids.SITUATION_LAYER}.value": "both",
            f"{ids.SITUATION_WHERE}.data": place,
        }
        somebody.check(somebody.visitor.call(f"{ids.SITUATION_FIGURE}.data", filters), forged=focus)
    click = {f"{ids.SITUATION_MAP}.clickData": {"points": [{"location": focus}]}}
    somebody.check(
        somebody.visitor.call(f"{ids.SITUATION_WHERE}.data", {**click, f"{ids.SITUATION_WHERE}.data": {}}),
        forged=focus,
    )
    for level in ("town", "community", "grid"):
        answer = somebody.visitor.client.get(f"/geometry/{level}/{focus or 'all'}.json")
        if answer.status_code != 404:
            somebody.check(answer)


@pytest.mark.parametrize("number", ["", "R00040", "P5", "hidden"])
def test_single_reports_are_found_only_when_they_are_his(somebody: Somebody, number: str) -> None:
    if "situation" not in pages_now(somebody):
        return
    asked = somebody.hidden[0] if number == "hidden" else number
    at = {"type": ids.PLACED_NUMBER, "at": "panel"}
    key = next(name for name in somebody.visitor.app.callback_map if f"{ids.PLACED_DRAWER}.opened" in name)
    body = {
        "output": key,
        "outputs": [
            {"id": ids.PLACED_DRAWER, "property": "opened"},
            {"id": ids.PLACED_DRAWER, "property": "children"},
        ],
        "inputs": [[], [{"id": at, "property": "n_submit", "value": 1}]],
        "state": [
            [{"id": at, "property": "value", "value": asked or "x"}],
            {"id": ids.SITUATION_WHERE, "property": "data", "value": {}},
            {"id": ids.SITUATION_SINCE, "property": "value", "value": "all"},
            {"id": ids.SITUATION_KIND, "property": "value", "value": None},
        ],
        "changedPropIds": ['{"at":"panel","type":"' + ids.PLACED_NUMBER + '"}.n_submit'],
    }
    headers = {"X-CSRFToken": somebody.visitor.token}
    answer = somebody.visitor.client.post("/_dash-update-component", json=body, headers=headers)
    somebody.check(answer, forged=asked)


def test_the_work_list_and_the_drawer(somebody: Somebody) -> None:
    if "matters" not in pages_now(somebody):
        return
    for area in ("", OTHER_TOWN, TOWN):
        given = {f"{ids.MATTERS_CLOSED}.checked": True, f"{ids.MATTERS_AREA}.value": area}
        answer = somebody.visitor.call(f"{ids.MATTERS_GRID}.rowData", given)
        somebody.check(answer, forged=area)  # the link to the file says the filters back
    for hidden in somebody.hidden:
        for output, given in (
            (f"{ids.MATTERS_DRAWER}.children", {f"{ids.MATTERS_GRID}.cellClicked": {"rowId": hidden}}),
            (f"{ids.MATTERS_GRID}.rowData", {f"{ids.MATTERS_WORDS}.value": hidden}),
        ):
            somebody.check(somebody.visitor.call(output, given), forged=hidden)
    waited = next(name for name in somebody.visitor.app.callback_map if "act-tick.disabled@" in name)
    asked = somebody.visitor.call(
        waited.strip(".").split("...")[1], {f"{ids.ACT_OPEN}.data": somebody.hidden[0]}
    )
    somebody.check(asked, forged=somebody.hidden[0])


def test_his_own_matter_opens(somebody: Somebody) -> None:
    if "matters" not in pages_now(somebody):
        return
    own = min(somebody.part.matters)
    text = root(somebody, "/matters", f"?matter={own}").text
    assert "act-part" in text


def test_files(somebody: Somebody) -> None:
    client = somebody.visitor.client
    for submission_id in ("S000001", "S000002", "S000003"):
        assert client.get(f"/upload/workbook/{submission_id}").status_code in (403, 404)
    for group_id in ("R00001", "R00002"):
        answer = client.get(f"/groups/{group_id}.csv")
        if "groups" in pages_now(somebody) and answer.status_code == 200:
            somebody.check(answer)
        else:
            assert answer.status_code in (403, 404)


def test_nothing_is_entered_about_what_is_not_his(somebody: Somebody) -> None:
    tick = f"{ids.ACT_TICK}.disabled"
    for hidden in somebody.hidden:
        for button in (
            {"type": ids.ACT_ENTER, "matter": hidden},
            {"type": ids.ACT_BACK, "matter": hidden, "entry": f"E-{hidden}"},
            {"type": ids.ACT_PAIR, "matter": hidden, "one": hidden, "other": "R00003", "as": "same"},
        ):
            answer = somebody.visitor.press(tick, button)
            assert answer.status_code == 403, button
    for report_id in ("P5", "R00040"):
        if report_id not in somebody.part.reports:
            button = {"type": ids.PARKED_DECIDE, "report": report_id, "as": "same", "at": "x"}
            assert somebody.visitor.press(f"{ids.PARKED_LIST}.children", button).status_code == 403
    for button in (
        {"type": ids.SIGNAL_ANSWER, "signal": "site", "as": "verify"},
        {"type": ids.SIGNAL_BACK, "entry": "V-site"},
        {"type": ids.SIGNAL_ANSWER, "signal": "nowhere", "as": "verify"},
    ):
        is_his = "site" in somebody.part.signals and "site" in str(button)
        answer = somebody.visitor.press(f"{ids.SIGNAL_LIST}.children", button)
        assert (answer.status_code == 403) == (not is_his or "signals" not in pages_now(somebody)), button


def test_a_confined_supervisor_takes_only_his_own_uploads_back(store: tuple[Path, Store]) -> None:
    from tests.dashboard.fake_jobs import FakeJobs

    asked: list[bool] = []

    class Asked(FakeJobs):
        def withdraw(self, submission_id: str, *, by: str, may_any: bool):  # type: ignore[no-untyped-def]
            asked.append(may_any)
            return super().withdraw(submission_id, by=by, may_any=may_any)

    app = make_app(store[1], store[0], jobs=Asked())
    for name, scope in (("sup", SCOPES["town"]), ("super", None)):
        add_account(store[1], name, "supervisor", scope=scope)
        visitor = browser(app)
        visitor.sign_in(name)
        button = {"type": ids.UPLOAD_WITHDRAW, "submission": "S000003", "step": "sure"}
        visitor.press(f"{ids.UPLOAD_SAID}.children", button)
    assert asked == [False, True]


def test_a_new_scope_holds_at_the_next_click(app: dash.Dash, store: tuple[Path, Store]) -> None:
    add_account(store[1], "moved", "town_staff", scope=SCOPES["town"])
    visitor = browser(app)
    visitor.sign_in("moved")
    given = {f"{ids.MATTERS_CLOSED}.checked": True}

    def grids() -> set[str]:
        text = visitor.call(f"{ids.MATTERS_GRID}.rowData", given).text
        return set(ID.findall(text))

    before = grids()
    with store[1].writing() as connection:
        connection.execute("UPDATE core_account SET area_code = ? WHERE username = 'moved'", [OTHER_TOWN])
    after = grids()
    assert before
    assert after
    assert not before & after
