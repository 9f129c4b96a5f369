"""What the interface tells: as declared, true or hidden, no accusation, every row once, changed since."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import dash
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.access import BRIEFING
from dashboard.api.operation import OPERATIONS
from dashboard.briefing.reading import Reading
from dashboard.read import Door
from data.config import load_config
from data.db import Store
from tests.dashboard.api_client import Program, faults, new_token
from tests.dashboard.filling import AS_OF
from tests.dashboard.web_client import make_app

TOWN, OTHER_TOWN = "990101100000", "990101101000"


@pytest.fixture(scope="module")
def app(filled_store: Store, filled_home: Path) -> dash.Dash:
    made = make_app(filled_store, filled_home)
    made.server.logger.disabled = True
    return made


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pace to keep."""
    monkeypatch.setattr("dashboard.api.pace.Pace.is_too_fast", lambda *_, **__: False)


@pytest.fixture
def whole(app: dash.Dash, filled_store: Store, filled_home: Path) -> Program:
    return Program(app, new_token(filled_store, filled_home, "whole", matters=True))


def ask(store: Store, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with store.reading() as connection:
        return connection.execute(sql, list(values)).fetchall()


# --- what is told ---


def test_accusations_are_nowhere(whole: Program, filled_store: Store, fast: None) -> None:
    hidden = {row[0] for row in ask(filled_store, "SELECT matter_id FROM out_matter WHERE is_restricted")}
    assert hidden == {"R00040", "R00080", "R00120"}
    for path in ("/areas", "/matters", "/grid-weeks", "/signals"):
        for page in whole.pages(path, limit=1000):
            assert not [one for one in hidden if f'"{one}"' in str(page).replace("'", '"')]


def test_answers_are_as_the_document_says(app: dash.Dash, whole: Program, fast: None) -> None:
    """The same declarations serve and describe; nothing is told that is not described."""
    document = Program(app).get("/openapi.json").get_json()
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == {operation.path for operation in OPERATIONS}
    for path, item in document["paths"].items():
        response = item["get"]["responses"]["200"]["content"]
        (schema,) = (kind["schema"] for kind in response.values())
        answer = whole.get(path.replace("{matter_id}", "R00003"))
        assert answer.mimetype == next(iter(response))
        assert faults(answer.get_json(), schema, document) == []
        assert answer.get_json()["as_of"] == AS_OF.isoformat()
        refused = item["get"]["responses"]["401"]["content"]["application/json"]["schema"]
        assert faults(Program(app).get(path).get_json(), refused, document) == []
    rules = {rule.rule for rule in app.server.url_map.iter_rules() if rule.rule.startswith("/api/v1/")}
    served = {f"/api/v1{path}".replace("{", "<").replace("}", ">") for path in document["paths"]}
    assert rules - {"/api/v1/", "/api/v1/<path:rest>", "/api/v1/openapi.json"} == served


def test_the_document_is_whole() -> None:
    """Every reference leads somewhere, ids are unique, every parameter in a path is declared, both languages speak."""
    from dashboard.api.openapi import PARAMETERS, openapi

    document: Any = openapi("枫桥", "1")
    text = str(document)
    gets = [item["get"] for item in document["paths"].values()]
    assert len({get["operationId"] for get in gets}) == len(gets)
    for path, item in document["paths"].items():
        in_path = {p["name"] for p in item["get"]["parameters"] if p["in"] == "path"}
        assert in_path == {part.strip("{}") for part in path.split("/") if part.startswith("{")}
        assert {"200", "400", "401", "403", "404", "405", "429", "503"} <= set(item["get"]["responses"])
    for operation in OPERATIONS:
        assert f"#/components/schemas/{operation.name}" in text
        assert set(operation.parameters) <= set(PARAMETERS)
        assert all(any("一" <= letter <= "鿿" for letter in field.words) for field in operation.fields)


def test_no_field_is_of_a_person_or_a_narrative() -> None:
    names = {
        field.name
        for operation in OPERATIONS
        for field in (*operation.fields, *(f for o in operation.fields for f in o.inner))
    }
    assert not [
        n
        for n in names
        if any(
            w in n
            for w in ("token", "party", "petitioner", "narrative", "phone", "owner", "actor", "lon", "lat")
        )
    ]


def test_matters_are_those_of_the_export(whole: Program, filled_store: Store, fast: None) -> None:
    rows = whole.rows("/matters", limit=77)
    truth = ask(
        filled_store, "SELECT matter_id, report_count FROM out_matter WHERE NOT is_restricted ORDER BY 1"
    )
    assert sorted((row["matter_id"], row["report_count"]) for row in rows) == truth
    one = whole.get("/matters/R00003").get_json()["row"]
    assert one == next(row for row in rows if row["matter_id"] == "R00003")


def test_grids_have_shapes_bands_and_no_counts_and_are_sent_once(whole: Program) -> None:
    answer = whole.get("/grids.geojson")
    features = answer.get_json()["features"]
    assert len(features) == 72
    assert {feature["geometry"]["type"] for feature in features} == {"Polygon"}
    assert set(features[0]["properties"]) == {"area_code", "name", "level", "band", "screening_status"}
    headers = {"Authorization": f"Bearer {whole.token}", "If-None-Match": answer.headers["ETag"]}
    again = whole.app.server.test_client().get("/api/v1/grids.geojson", headers=headers)
    assert (again.status_code, again.data) == (304, b"")
    assert whole.get("/grids.geojson", area=TOWN).headers["ETag"] != answer.headers["ETag"]


# --- counts ---


def test_grid_weeks_are_true_or_hidden_full_weeks_only_and_the_same_for_every_token(
    whole: Program, filled_store: Store, filled_home: Path, fast: None
) -> None:
    rows = whole.rows("/grid-weeks", limit=500)
    truth = Counter[tuple[str, str]]()
    for area, week, count in ask(
        filled_store,
        "SELECT p.area_code, date_trunc('week', r.reported_at)::DATE, count(*) FROM core_report r JOIN out_place p USING "
        "(report_id) WHERE r.legal_category_code <> 'accusation' GROUP BY ALL",
    ):
        truth[area, week.isoformat()] = count
    assert rows
    assert (
        max(row["week_start_date"] for row in rows)
        <= (AS_OF - timedelta(days=AS_OF.weekday() + 7)).isoformat()
    )
    for row in rows:
        true = truth[row["area_code"], row["week_start_date"]]
        assert row["report_count"] in (None, true)
        assert row["report_count"] is None or row["report_count"] >= 3
        assert row["kinds"] is None or sum(kind["report_count"] for kind in row["kinds"]) == true
    town = Program(whole.app, new_token(filled_store, filled_home, "weeks", area=TOWN))
    assert town.rows("/grid-weeks", limit=300) == [
        row for row in rows if row["area_code"].startswith("990101100")
    ]
    some = whole.rows("/grid-weeks", area="990101100001", from_week="2026-W05", to_week="2026-W08")
    assert some == [
        row
        for row in rows
        if row["area_code"].startswith("990101100001")
        and "2026-01-26" <= row["week_start_date"] <= "2026-02-16"
    ]


def test_real_answers_beside_real_briefings_leave_every_hidden_count_open(
    whole: Program, filled_store: Store, fast: None
) -> None:
    """Week by week: what every grid is told as, against the towns and the total that a briefing of the week prints."""
    weeks: dict[str, dict[str, int | None]] = {}
    for row in whole.rows("/grid-weeks", limit=1000):
        weeks.setdefault(row["week_start_date"], {})[row["area_code"]] = row["report_count"]
    grids = [
        code for (code,) in ask(filled_store, "SELECT area_code FROM core_area WHERE level_code = 'grid'")
    ]
    hidden_total = told_total = 0
    with Door(filled_store, BRIEFING, load_config()).open() as view:
        for week, told in weeks.items():
            reading, monday = Reading(view), date.fromisoformat(week)
            this = next(r for r in reading.rows("brief_week", monday=monday) if r["which_code"] == "this")
            total = {"report_count": this["report_count"]}
            parts = reading.parts("brief_area", total, monday=monday, level_code="town")
            printed = {str(part["part_code"]): part["report_count"] for part in parts}
            for town in (TOWN, OTHER_TOWN, "990101102000"):
                inside = [told.get(code, 0) for code in grids if code[:9] == town[:9]]
                if printed.get(town) is None:  # hidden there, so no sum of grids may stand for it
                    assert set(inside) == {None}, (week, town)
                    hidden_total += 1
                    continue
                hidden = inside.count(None)
                left = int(str(printed[town])) - sum(count for count in inside if count)
                assert (
                    hidden == left == 0
                    or (hidden > 1 and left not in (0, hidden, 2 * hidden))
                    or (
                        hidden >= 6  # a whole community of six is withheld, its zeros too
                    )
                ), (week, town, hidden, left)
                told_total += 1
    assert hidden_total > 0 < told_total


def test_a_signal_of_few_matters_has_no_count(
    app: dash.Dash, filled_store: Store, filled_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program(app, new_token(filled_store, filled_home, "signals", matters=True))
    before = program.rows("/signals")
    kept = before[0]["observed_count"]
    with filled_store.writing() as connection:
        connection.execute(
            "UPDATE out_signal SET observed_count = 2 WHERE signal_id = ?", [before[0]["signal_id"]]
        )
    try:
        assert program.rows("/signals")[0]["observed_count"] is None
    finally:
        with filled_store.writing() as connection:
            connection.execute(
                "UPDATE out_signal SET observed_count = ? WHERE signal_id = ?", [kept, before[0]["signal_id"]]
            )


# --- pages ---


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(("/areas", "/matters", "/signals", "/grid-weeks")), limit=st.integers(7, 1000))
def test_any_limit_gives_the_same_rows_once(whole: Program, fast: None, path: str, limit: int) -> None:
    asked = {"from_week": "2026-W08"} if path == "/grid-weeks" else {}
    assert whole.rows(path, limit=limit, **asked) == whole.rows(path, limit=1000, **asked)


def test_one_row_a_page(whole: Program, fast: None) -> None:
    assert whole.rows("/areas", limit=1, area="990101100001") == whole.rows("/areas", area="990101100001")
    assert whole.rows("/matters", limit=1, area="990101100001001") == whole.rows(
        "/matters", area="990101100001001"
    )


BAD = (
    {"limit": "0"}, {"limit": "1001"}, {"limit": "١"}, {"limit": "1e2"}, {"limit": ""}, {"limit": ["1", "2"]},
    {"cursor": ""}, {"cursor": "x"}, {"cursor": "W10"}, {"cursor": "A" * 700}, {"cursor": "bnVsbA"},
    {"updated_since": "yesterday"}, {"updated_since": ""}, {"updated_since": "2026-13-01"},
    {"kind": "15"}, {"token": "x"}, {"area": "a\0"}, {"area": "fq_00000000_x"},
)  # fmt: skip


@pytest.mark.parametrize("asked", BAD, ids=str)
def test_what_cannot_be_asked_is_told(whole: Program, asked: dict[str, object]) -> None:
    answer = whole.get("/matters", **asked)
    assert answer.status_code == 400, answer.text
    assert set(answer.get_json()["error"]) == {"code", "zh", "en"}


def test_a_cursor_belongs_to_its_call(whole: Program, filled_store: Store, filled_home: Path) -> None:
    cursor = whole.get("/matters", limit=5).get_json()["next_cursor"]
    assert whole.get("/matters", limit=9, cursor=cursor).status_code == 200
    assert whole.get("/matters", cursor=cursor, area=TOWN).status_code == 400
    assert whole.get("/signals", cursor=cursor).status_code == 400
    other = Program(whole.app, new_token(filled_store, filled_home, "other", area=TOWN, matters=True))
    assert other.get("/matters", cursor=cursor).status_code == 400


NOW = datetime(2030, 1, 2, 3, 4, 5, 678)
EVENT = "INSERT INTO core_event (event_id, report_id, event_code, occurred_at, withdrawn_at) VALUES "
NO_EVENT = "DELETE FROM core_event"
FACTS = {  # what happens, and how a test takes it away again
    "corrected": (
        [f"UPDATE core_report SET loaded_at = '{NOW}' WHERE report_id = 'R00007'"],
        ["UPDATE core_report SET loaded_at = reported_at WHERE report_id = 'R00007'"],
    ),
    "act entered": ([f"{EVENT} ('E1', 'R00007', 'told', '{NOW}', NULL)"], [NO_EVENT]),
    "act withdrawn": ([f"{EVENT} ('E2', 'R00007', 'told', '2025-01-01', '{NOW}')"], [NO_EVENT]),
    "act of long ago": (
        [
            f"{EVENT} ('E3', 'R00007', 'told', '2025-01-01', NULL)",
            f"INSERT INTO audit_log VALUES (9001, '{NOW}', 'li', 'act', 'E3', 'ok', '', '')",
        ],
        [NO_EVENT, "DELETE FROM audit_log WHERE audit_no = 9001"],
    ),
    "decided": (
        [f"INSERT INTO core_judgement VALUES ('J1', 'matter', 'R00007', 'zz', 'same', 'li', '{NOW}', NULL)"],
        ["DELETE FROM core_judgement"],
    ),
    "merged": (
        [f"INSERT INTO core_alias VALUES ('old', 'R00007', 'matter', '{NOW}')"],
        ["DELETE FROM core_alias"],
    ),
}


@pytest.mark.parametrize(("happens", "ends"), FACTS.values(), ids=FACTS)
def test_updated_since_is_about_facts(
    filled_store: Store, whole: Program, happens: list[str], ends: list[str]
) -> None:
    assert whole.rows("/matters", updated_since="2030-01-01") == []
    write(filled_store, happens)
    try:
        (row,) = whole.rows("/matters", updated_since="2030-01-01")
        assert (row["matter_id"], row["updated_at"]) == ("R00007", NOW.isoformat())
        assert row["former_ids"] == (["old"] if "core_alias" in ends[0] else [])
        assert whole.rows("/matters", updated_since="2030-01-02T03:04:05.000678+08:00") == [row]
        assert whole.rows("/matters", updated_since="2030-01-01T19:04:06Z") == []
    finally:
        write(filled_store, ends)


def test_a_closed_matter_tells_its_last_basis_and_an_open_one_none(
    filled_store: Store, whole: Program, fast: None
) -> None:
    closed, still_open = (
        ask(
            filled_store, "SELECT min(matter_id) FROM out_matter WHERE NOT is_restricted AND is_open = ?", way
        )[0][0]
        for way in (False, True)
    )
    closing = "INSERT INTO core_event (event_id, report_id, event_code, occurred_at, closure_code, withdrawn_at) VALUES"
    write(
        filled_store,
        [
            f"{closing} ('K1', '{closed}', 'closed', '2025-01-01', '1', NULL)",
            f"{closing} ('K2', '{closed}', 'closed', '2025-02-01', '3', NULL)",
            f"{closing} ('K3', '{closed}', 'closed', '2025-03-01', '4', '2025-03-02')",  # withdrawn
            f"{closing} ('K4', '{still_open}', 'closed', '2025-01-01', '2', NULL)",  # it lives again
        ],
    )
    try:
        told = [
            whole.get(f"/matters/{one}").get_json()["row"]["closure_code"] for one in (closed, still_open)
        ]
        assert told == ["3", None]
    finally:
        write(filled_store, [NO_EVENT])


def write(store: Store, statements: list[str]) -> None:
    with store.writing() as connection:
        for statement in statements:
            connection.execute(statement)
