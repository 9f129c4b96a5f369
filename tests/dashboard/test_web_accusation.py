"""Accusations: shown to accounts assigned to them, never to the unit they name, and nowhere else at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import dash
import pytest

from dashboard import ids
from dashboard.account import Scope, make_account
from dashboard.account_change import set_role
from dashboard.role import ROLES
from dashboard.scope import own_names
from data.db import Store
from data.errors import BadArgument
from tests.dashboard.filling import make_filled_home
from tests.dashboard.filling_matter import _insert as insert
from tests.dashboard.web_client import add_account, browser, make_app

NOW = datetime(2026, 3, 20, 9)
TOLD = {
    # id  what it says
    "A1": "举报某公司私设小金库",
    "A2": "检举县住建局某科长收受好处",
    "A3": "控告住建局工作人员吃拿卡要",
    "A4": "检举枫桥镇干部优亲厚友",
    "A5": "检举物业公司侵占公共收益",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Store]]:
    home = tmp_path_factory.mktemp("accusation")
    store = make_filled_home(home)
    with store.writing() as connection:
        connection.execute("INSERT INTO core_respondent VALUES ('o1', '县市场监管局')")
        for report_id, told in TOLD.items():
            insert(
                connection,
                "core_report",
                {
                    **{"report_id": report_id, "version_no": 1, "state_code": "accepted"},
                    **{"submission_id": "S000001", "sheet_name": "Sheet1", "row_no": 1, "part_no": 1},
                    **{"source_code": "x", "content_hash": report_id, "reported_at": NOW},
                    **{"channel_code": "letter", "level_code": "county", "category_code": "20"},
                    **{"legal_category_code": "accusation", "narrative": told, "has_safety_concern": False},
                    **{"is_people_approximate": False, "party_count": 1, "loaded_at": NOW},
                    "respondent_id": "o1" if report_id == "A5" else None,
                },
            )
            connection.execute(
                "INSERT INTO out_place SELECT ?, * EXCLUDE (report_id) FROM out_place WHERE report_id = ?",
                [report_id, "R00003" if report_id != "A5" else "R00011"],
            )
    yield home, store
    store.close()


@pytest.fixture(scope="module")
def app(store: tuple[Path, Store]) -> dash.Dash:
    return make_app(store[1], store[0])


def page(app: dash.Dash, store: Store, role: str, scope: Scope, path: str = "/accusations") -> str:
    name = f"{role}-{scope.unit_name}-{scope.area_code}"
    add_account(store, name, role, scope=scope)
    visitor = browser(app)
    visitor.sign_in(name)
    asked = {f"{ids.URL}.pathname": path, f"{ids.URL}.search": ""}
    return json.dumps(visitor.call(f"{ids.ROOT}.children", asked).json, ensure_ascii=False)


@pytest.mark.parametrize(
    ("unit", "hidden"),
    [
        ("县纪委监委", set()),
        ("县住建局", {"A2", "A3"}),
        ("枫江县住建局", {"A2", "A3"}),
        ("枫桥镇人民政府", {"A4"}),
        ("县市场监管局", {"A5"}),
    ],
)
def test_the_assigned_see_all_but_those_that_name_their_own_unit(
    app: dash.Dash, store: tuple[Path, Store], unit: str, hidden: set[str]
) -> None:
    shown = page(app, store[1], "accusation_clerk", Scope(None, unit))
    assert {report_id for report_id, told in TOLD.items() if told not in shown} == hidden
    lines = store[1].reading()
    with lines as connection:
        (last,) = connection.execute(
            "SELECT event_code FROM audit_log WHERE event_code = 'accusation_view' ORDER BY audit_no DESC LIMIT 1"
        ).fetchall()
    assert last == ("accusation_view",)


def test_an_area_confines_the_assigned_too(app: dash.Dash, store: tuple[Path, Store]) -> None:
    with store[1].reading() as connection:
        (near,) = connection.execute(
            "SELECT ancestor_code FROM out_area_path JOIN out_place USING (area_code) "
            "WHERE report_id = 'A1' AND ancestor_level_code = 'community'"
        ).fetchall()
    shown = page(app, store[1], "accusation_clerk", Scope(str(near[0]), "县纪委监委"))
    assert TOLD["A1"] in shown
    assert TOLD["A5"] not in shown


@pytest.mark.parametrize("role", [role for role in ROLES if role != "accusation_clerk"])
def test_nobody_else_sees_one_on_any_page(app: dash.Dash, store: tuple[Path, Store], role: str) -> None:
    for path in ("/accusations", "/", "/matters", "/parked", "/upload"):
        shown = page(app, store[1], role, Scope(), path)
        assert not [told for told in TOLD.values() if told in shown], path


def test_the_assigned_open_no_matter_and_no_other_list(app: dash.Dash, store: tuple[Path, Store]) -> None:
    for path in ("/", "/matters", "/groups", "/upload"):
        shown = page(app, store[1], "accusation_clerk", Scope(None, "县纪委监委"), path)
        assert "R000" not in shown, path


def test_the_role_needs_a_unit_and_without_one_shows_nothing(
    app: dash.Dash, store: tuple[Path, Store]
) -> None:
    with store[1].writing() as connection:
        with pytest.raises(BadArgument):
            make_account(connection, "x", "accusation_clerk", now=NOW)
        make_account(connection, "y", "leader", now=NOW)
        with pytest.raises(BadArgument):
            set_role(connection, "y", "accusation_clerk", Scope())
    add_account(store[1], "bare", "accusation_clerk", scope=Scope(None, "县纪委监委"))
    with store[1].writing() as connection:
        connection.execute("UPDATE core_account SET unit_name = NULL WHERE username = 'bare'")
    visitor = browser(app)
    visitor.sign_in("bare")
    asked = {f"{ids.URL}.pathname": "/accusations", f"{ids.URL}.search": ""}
    shown = json.dumps(visitor.call(f"{ids.ROOT}.children", asked).json, ensure_ascii=False)
    assert "没有可以由本账号办理" in shown
    assert not [told for told in TOLD.values() if told in shown]


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("松溪县住建局", ["松溪县住建局", "住建局"]),
        ("枫桥镇人民政府", ["枫桥镇人民政府", "枫桥镇"]),
        ("县公安局", ["县公安局", "公安局"]),
        ("新桥社区居委会", ["新桥社区居委会", "新桥社区"]),
        ("纪委", ["纪委"]),
    ],
)
def test_what_a_unit_is_called(unit: str, names: list[str]) -> None:
    assert own_names(unit) == names
