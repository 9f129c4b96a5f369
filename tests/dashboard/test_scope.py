"""A confined viewer sees what he would see if the rest of the site were not there: every page statement, by a slow twin."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from dashboard.access import Viewer
from dashboard.read import SQL, Door, View, views
from dashboard.scope import OF_THE_WHOLE_SITE, SCOPE
from data.config import load_config
from data.db import Store, open_store
from data.dictionary import tables
from tests.dashboard.filling import AS_OF
from tests.dashboard.scope_home import OTHER_TOWN, SCOPES, TOWN, UNIT, make_scope_home
from tests.dashboard.scope_twin import cut_to, part_of

STATEMENTS = sorted(
    [path.stem for name in ("page_*.sql", "board_*.sql") for path in SQL.glob(name)]
    + ["export_group_matters"]
)
ADMINISTRATION = {
    *("page_account", "page_audit", "page_audit_event", "page_accusation"),
    *("page_site_area", "page_site_rule", "page_site_check"),
    *("page_privacy_look", "page_privacy_matter", "page_privacy_request"),
}
UPLOADS = {"page_submission", "page_one_submission", "page_same_file", "page_quality", "page_boundary_stamp"}
BY_ROW = {"page_matter_some"}  # by where a matter stands in the table: another row in another file
LENT = {"seen_matter", "numbered_matter", "seen_report", "seen_parked", "area_version", "source_file"}
ASSIGNED = {"accusation_report"}
SHADOWS = {path.stem[3:] for path in SCOPE.glob("*.sql")} & set(tables())
MATTERS = ("R00003", "R00010", "R00040", "R00111")
FOCUS = ("", TOWN, OTHER_TOWN, "990101101002")
VALUES: dict[str, tuple[object, ...]] = {
    # what a page, or a forger, may put in
    **{
        "focus": ("", OTHER_TOWN),
        "matter_id": MATTERS,
        "area_code": FOCUS[1:],
        "group_id": ("", "R00001", "R00002"),
    },
    **{"signal_id": ("site", "15-990101100001", "18-990101100002"), "event_id": ("V-site",)},
    **{"report_id": ("P1", "P2", "P4", "P6", "R00003"), "number": ("", "R00003", "R00111")},
    **{"uploader": ("", "li", "wang"), "submission_id": ("S000002", "S000003"), "sha256": ("3" * 64,)},
    **{"level": ("town", "grid"), "finest": ("grid",), "kind": ("", "15"), "band": ("",), "words": ("",)},
    **{"since": (None, datetime(2026, 1, 1)), "is_chosen": (False, True), "only_open": (False, True)},
    **{"only_due": (False,), "most": (500,), "way": ("",), "doubt": ("",), "week": ("2026-W13",)},
    **{"days": (90,), "idle_days": (30,), "settle_days": (90,), "due_days": (7,), "growth_days": (28,)},
    **{"closed_days": (92,), "red_share": (0.05,), "orange_share": (0.15,), "area_codes": ([TOWN],)},
    **{"before": (0,), "actor": ("", "chen"), "event": ("",)},
    **{
        "until": (datetime(2030, 1, 1),),
        "channel": ("", "visit"),
        "first": MATTERS,
        "second": ("",),
        "third": ("",),
    },
    **{"only_late": (False, True), "unit": ("", "none", UNIT), "lang": ("zh",), "page_code": ("matters",)},
    **{"matter_ids": ([*MATTERS],), "measure_ids": (["M0", "M1"],), "username": ("li",)},
}


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Store]]:
    """The folder of an untouched copy, and the whole home open."""
    folder = tmp_path_factory.mktemp("scope")
    make_scope_home(folder / "whole").close()
    shutil.copytree(folder / "whole", folder / "kept")
    store = open_store(folder / "whole", "warehouse")
    yield folder / "kept", store
    store.close()


@pytest.fixture(scope="module", params=["town", "unit", "both"])
def sides(
    request: pytest.FixtureRequest, homes: tuple[Path, Store], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Door, Door]]:
    """(the confined viewer's door to all of it, an unconfined one's to his part alone)."""
    kept, whole = homes
    scope = SCOPES[str(request.param)]
    less = open_store(Path(shutil.copytree(kept, tmp_path_factory.mktemp("cut") / "home")), "warehouse")
    with less.reading() as connection:
        part = part_of(connection, scope, "li")
    cut_to(less, part, scope)
    config = load_config()
    yield (
        Door(whole, Viewer("li", may_open_matters=True, scope=scope), config),
        Door(less, Viewer("li", may_open_matters=True), config),
    )
    less.close()


def asked(name: str) -> list[dict[str, object]]:
    """Every value by itself, beside the first of the others."""
    names = sorted(set(re.findall(r"\$(\w+)", (SQL / f"{name}.sql").read_text(encoding="utf-8"))))
    first = {one: VALUES[one][0] for one in names}
    return [first, *({**first, one: value} for one in names for value in VALUES[one][1:])]


TELLS_OF_A_FILE = re.compile(r"file_name$")
WHERE_A_MATTER_STANDS = "board_matter"  # the same


def told(view: View, name: str, values: dict[str, object]) -> list[dict[str, object]]:
    """The rows, without the names of files: of another's upload only the name is told, beside a report."""
    rows = [
        {
            column: value
            for column, value in row.items()
            if not TELLS_OF_A_FILE.search(column)
            and not (column == "row_no" and name == WHERE_A_MATTER_STANDS)
        }
        for row in view.rows(name, **values)
    ]
    return rows if "ORDER BY" in (SQL / f"{name}.sql").read_text(encoding="utf-8") else sorted(rows, key=repr)


@pytest.mark.parametrize("name", [one for one in STATEMENTS if one not in ADMINISTRATION | UPLOADS | BY_ROW])
def test_every_statement_answers_as_if_the_rest_were_not_there(sides: tuple[Door, Door], name: str) -> None:
    his, cut = sides
    with his.open() as one, cut.open() as other:
        for values in asked(name):
            assert told(one, name, values) == told(other, name, values), values


def test_of_uploads_only_ones_own_are_there(homes: tuple[Path, Store]) -> None:
    viewer = Viewer("li", may_open_matters=True, scope=SCOPES["town"])
    with Door(homes[1], viewer, load_config()).open() as view:
        assert [row["submission_id"] for row in view.rows("page_submission", uploader="")] == ["S000002"]
        assert len(view.rows("page_one_submission", submission_id="S000002", uploader="", viewer="li")) == 1
        assert view.rows("page_one_submission", submission_id="S000003", uploader="", viewer="li") == []
        assert view.rows("page_same_file", sha256="3" * 64) == []
        (total,) = view.rows("page_quality")
        assert (total["row_count"], total["submission_count"]) == (9, 1)
        assert [row["rule_code"] for row in view.rows("page_quality_rule")] == ["kind.li"]


def test_the_scopes_hold_some_and_not_all(homes: tuple[Path, Store]) -> None:
    config = load_config()
    found = {}
    for name, scope in SCOPES.items():
        with Door(homes[1], Viewer("li", may_open_matters=True, scope=scope), config).open() as view:
            found[name] = {row["matter_id"] for row in view.rows("page_matter", **asked("page_matter")[0])}
    assert len(found["town"]) > 100
    assert found["both"] == found["town"] & found["unit"]
    assert 10 < len(found["both"]) < len(found["unit"]) < 120
    assert found["nowhere"] == found["nobody"] == set()
    assert {"R00010", "R00020"} <= found["unit"], "held with others"
    assert not {"R00021", "R00040"} & found["unit"], "an ended measure; an accusation"


def read_by(sql: str) -> set[str]:
    """The tables and views a statement reads."""
    plain = re.sub(r"--[^\n]*", "", sql)
    plain = re.sub(r"extract\(\w+ FROM \w+\)", "", plain)
    own = {*re.findall(r"(\w+) AS (?:MATERIALIZED )?\(\s*(?:SELECT|WITH)", plain), "v"}
    named = re.findall(r"(?:FROM|JOIN|,)\s+((?:warehouse\.)?[a-z]\w+)(?= AS\b|\s|\)|$)", plain)
    return {one for one in named if one in tables() or one in LENT or one.startswith("warehouse.")} | {
        one for one in re.findall(r"(?:FROM|JOIN)\s+([a-z]\w*)", plain) if one not in own
    }


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_page_statement_reads_a_table_that_is_not_confined(name: str) -> None:
    read = read_by((SQL / f"{name}.sql").read_text(encoding="utf-8"))
    confined = SHADOWS | OF_THE_WHOLE_SITE | LENT | ASSIGNED
    assert read <= confined, read - confined
    assert "source_file" not in read or read & {"seen_report", "seen_parked"}, (
        "a file is told of beside a report"
    )


def test_every_table_is_confined_or_said_to_be_of_the_whole_site() -> None:
    assert set(tables()) <= SHADOWS | OF_THE_WHOLE_SITE
    assert not SHADOWS & OF_THE_WHOLE_SITE
    assert not OF_THE_WHOLE_SITE - set(tables())


def test_whoever_is_confined_to_nothing_reads_the_tables_themselves(homes: tuple[Path, Store]) -> None:
    with Door(homes[1], Viewer("li", may_open_matters=True), load_config()).open() as view:
        lent = view.connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE temporary AND NOT internal"
        ).fetchall()
    assert {name for (name,) in lent} == LENT | {"general_matter", "general_report"}
    assert len(views()) == len(lent)


def test_a_kept_connection_is_its_viewers_alone(homes: tuple[Path, Store]) -> None:
    config = load_config()
    viewers = [
        Viewer("li", may_open_matters=True, scope=SCOPES["town"]),
        Viewer("wang", may_open_matters=True, scope=SCOPES["town"]),
        Viewer("li", may_open_matters=True, scope=SCOPES["unit"]),
        Viewer("li", may_open_matters=True),
    ]
    for _ in range(3):
        counts = []
        for viewer in viewers:
            with Door(homes[1], viewer, config).open() as view:
                uploads = {row["uploader_name"] for row in view.rows("page_submission", uploader="")}
                counts.append((len(view.rows("page_matter", **asked("page_matter")[0])), uploads))
        assert counts[0][1] == {"li"}
        assert counts[1][1] == {"wang"}
        assert counts[0][0] == counts[1][0] < counts[3][0] == 297
        assert len(counts[3][1]) == 3


def test_a_moment_stays_the_same_whatever_is_written(homes: tuple[Path, Store]) -> None:
    door = Door(homes[1], Viewer("li", may_open_matters=True, scope=SCOPES["unit"]), load_config())
    with door.open() as view:
        before = view.rows("page_work")
        with homes[1].writing() as connection:
            connection.execute("UPDATE out_matter SET unit_id = 'x' WHERE unit_id = ?", [UNIT])
        assert view.rows("page_work") == before
    with door.open() as view:
        after = view.rows("page_work")
    with homes[1].writing() as connection:
        connection.execute("UPDATE out_matter SET unit_id = ? WHERE unit_id = 'x'", [UNIT])
    assert after != before
    assert AS_OF


@pytest.mark.parametrize("scope", ["town", "unit", "both"])
def test_by_its_row_only_a_matter_in_scope_is_found(homes: tuple[Path, Store], scope: str) -> None:
    viewer = Viewer("li", may_open_matters=True, scope=SCOPES[scope])
    with homes[1].reading() as connection:
        standing = connection.execute("SELECT rowid, matter_id FROM out_matter").fetchall()
    with Door(homes[1], viewer, load_config()).open() as view:
        seen = {row["matter_id"] for row in view.rows("page_matter", **asked("page_matter")[0])}
        found = {
            row["matter_id"]
            for number, _ in standing
            for row in view.rows("page_matter_some", first_row=number, second_row=-1, third_row=-1)
        }
    assert found == seen
