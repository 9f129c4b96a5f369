"""The command line as other tools call it: words in, exit code out, JSON on standard output, all else on standard error."""

from __future__ import annotations

import io
import json
import re
import shutil
import stat
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet

import ingest.load
from dashboard import cli as product
from dashboard.export import NAMES
from dashboard.export.write import PLACED
from dashboard.home import open_home, serving
from dashboard.terminal import Terminal, speaking_to
from data.db import open_store
from tests.end_to_end.conftest import NOW, Cli
from tests.end_to_end.drawn import HEAD, ROW1, ROW2, TWO_GRIDS, UNDATED, layer, sheet

KEYS = "file sha256 submission_id rows new unchanged changed parked rejected reports dropped_columns problems".split()
PROBLEM = {"sheet", "row", "column", "value_masked", "rule", "severity", "message", "remedy"}
VERDICTS = ("new", "unchanged", "changed", "parked", "rejected")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
AREAS = ("--level", "grid", "--code", "code", "--name", "name")


def receipts(out: str) -> list[dict[str, object]]:
    """One object per line, every line an object; the sum holds."""
    told = [json.loads(line) for line in out.splitlines()]
    for receipt in told:
        assert sum(int(receipt[v]) for v in VERDICTS) == receipt["rows"]
    return told


def holds(home: Path) -> tuple[int, int, int]:
    """(submissions, reports, files in the vault) of a home nobody has open."""
    opened = open_home(home, now=NOW)
    try:
        with opened.warehouse.reading() as connection:
            row = connection.execute(
                "SELECT (SELECT count(*) FROM raw_submission), (SELECT count(*) FROM core_report)"
            ).fetchone()
        with opened.vault.reading() as connection:
            files = connection.execute("SELECT count(*) FROM vault_file").fetchone()
    finally:
        opened.close()
    assert row
    assert files
    return row[0], row[1], files[0]


# --- init ---


def test_init_makes_a_home_once(cli: Cli, tmp_path: Path) -> None:
    home = tmp_path / "deep" / "home"
    made = cli("init", home=home)
    assert made.code == 0, made.err
    assert made.out == ""
    keys = {path.name: path.read_bytes() for path in (home / "keys").iterdir()}
    assert {stat.S_IMODE((home / "keys" / name).stat().st_mode) for name in keys} == {0o600}
    assert sorted(keys) == ["audit.key", "session.key", "token.key", "vault.key", "warehouse.key"]
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    password = re.search(r"一次性密码：(\S+?)（", made.err)
    assert password
    assert len(password[1]) >= 12
    again = cli("init", home=home)
    assert again.code == 2
    assert str(home) in again.err
    assert keys == {path.name: path.read_bytes() for path in (home / "keys").iterdir()}
    store = open_store(home, "warehouse")
    with store.reading() as connection:
        accounts = connection.execute("SELECT username, role_code, must_change FROM core_account").fetchall()
    store.close()
    assert accounts == [("admin", "system_admin", True)]


# --- areas ---


def test_areas_loads_refuses_and_stops(cli: Cli, fresh: Path, tmp_path: Path) -> None:
    good = layer(tmp_path / "好.geojson", *TWO_GRIDS)
    done = cli("areas", good, *AREAS, "--valid-from", "2020-01-01")
    assert (done.code, done.out) == (0, ""), done.err
    assert "载入 2" in done.err
    line = ((119.3, 30.0), (119.4, 30.0), (119.3, 30.0), (119.3, 30.0))
    bad = layer(
        tmp_path / "坏.geojson", ("990101001003", "线", line), ("990101001004", "无", None), *TWO_GRIDS
    )
    done = cli("areas", bad, *AREAS, "--valid-from", "2020-01-01")
    assert done.code == 3, done.err
    assert "990101001003" in done.err
    assert "990101001004" in done.err
    assert "拒绝 2" in done.err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--level", "grid", "--code", "nosuch", "--name", "name"), "nosuch"),
        (("--level", "street", "--code", "code", "--name", "name"), "street"),
        ((*AREAS, "--crs", "EPSG:999999"), "999999"),
        ((*AREAS, "--valid-from", "2024-13-01"), "2024-13-01"),
    ],
)
def test_areas_that_cannot_be_change_nothing(
    here: Cli, fresh: Path, tmp_path: Path, words: tuple[str, ...], named: str
) -> None:
    done = here("areas", layer(tmp_path / "a.geojson", *TWO_GRIDS), *words)
    assert done.code == 2
    assert named in done.err
    store = open_store(fresh, "warehouse")
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM core_area").fetchall() == [(0,)]
    store.close()


# --- names ---

LOCAL_NAMES = "name,kind,area_code\n金桂苑,estate,990101001001\n浙江省,上级地名,\n"
BEFORE = "name,kind,area_code\n无名苑,estate,770101001001\n"


def names_held(home: Path) -> str:
    """What `names --show` prints, as the server would on its own home."""
    opened = open_home(home, now=NOW)
    out = io.StringIO()
    try:
        with serving(opened), speaking_to(Terminal(out, io.StringIO(), home)):
            assert product.run(["names", "--show"]) == 0
    finally:
        opened.close()
    return out.getvalue()


def test_names_replace_those_held_tell_strange_codes_and_come_back(
    here: Cli, fresh: Path, tmp_path: Path
) -> None:
    assert here("areas", layer(tmp_path / "a.geojson", *TWO_GRIDS), *AREAS).code == 0
    (tmp_path / "旧.csv").write_text(BEFORE, encoding="gb18030")
    done = here("names", "旧.csv")
    assert (done.code, done.out) == (0, ""), done.err
    assert "收下 1 个" in done.err
    assert "770101001001" in done.err
    (tmp_path / "新.csv").write_text(LOCAL_NAMES, encoding="utf-8-sig")
    done = here("names", "新.csv", "--show")
    assert done.code == 0, done.err
    assert "收下 2 个地名，替换原有的 1 个；区域编号不认识的 0 个" in done.err
    assert done.out == "name,kind,area_code\n浙江省,wider,\n金桂苑,estate,990101001001\n"
    assert names_held(fresh) == done.out
    (tmp_path / "空.csv").write_text("name,kind,area_code\n", encoding="utf-8")
    done = here("names", "空.csv")
    assert done.code == 0
    assert "清空" in done.err
    assert names_held(fresh) == "name,kind,area_code\n"
    (tmp_path / "再来.csv").write_text(names_held(fresh) + "金桂苑,estate,990101001001\n", encoding="utf-8")
    assert here("names", "再来.csv").code == 0
    assert names_held(fresh) == "name,kind,area_code\n金桂苑,estate,990101001001\n"
    store = open_store(fresh, "warehouse")
    with store.reading() as connection:
        lines = connection.execute(
            "SELECT object_id FROM audit_log WHERE event_code = 'names' ORDER BY audit_no"
        )
        assert [name for (name,) in lines.fetchall()] == ["旧.csv", "新.csv", "空.csv", "再来.csv"]
    store.close()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("name,kind\n金桂苑,estate\n", "area_code"),
        (LOCAL_NAMES + "石桥村,河,990101001001\n", "第4行"),
        (LOCAL_NAMES + "石桥村,alias,\n", "第4行"),
        (None, "names"),
    ],
)
def test_names_that_cannot_be_read_change_nothing(
    here: Cli, fresh: Path, tmp_path: Path, content: str | None, named: str
) -> None:
    (tmp_path / "好.csv").write_text(LOCAL_NAMES, encoding="utf-8")
    assert here("names", "好.csv").code == 0
    before = names_held(fresh)
    (tmp_path / "坏.csv").write_text(content or "", encoding="utf-8")
    done = here("names", *(["坏.csv"] if content else []))
    assert done.code == 2
    assert named in done.err
    assert names_held(fresh) == before


# --- template and ingest ---


def test_the_template_filled_in_comes_in_without_a_problem(here: Cli, fresh: Path, tmp_path: Path) -> None:
    assert here("template", "--out", "空表.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "空表.xlsx")
    page = book.worksheets[0]
    heads = {str(cell.value).rstrip("*"): cell.column for cell in page[3]}
    for row, (number, day, told) in enumerate(
        [("A1", "2026-05-05", "小区电梯停运三个月"), ("A2", "2026-05-06", "楼上漏水泡坏天花板")], start=5
    ):
        for head, value in {
            "编号": number,
            "上报时间": day,
            "信访形式": "网格排查",
            "当事人": "赵一明",
            "联系电话": "13812340000",
            "纠纷类型": "物业纠纷",
            "纠纷简况": told,
            "涉及人数": "5",
            "是否化解": "化解中",
            "化解时限": "2026-06-05",
        }.items():
            page.cell(row, heads[head], value)
    book.save(tmp_path / "填好.xlsx")
    done = here("ingest", "填好.xlsx", "--json")
    (receipt,) = receipts(done.out)
    assert (done.code, receipt["rows"], receipt["new"], receipt["problems"]) == (0, 2, 2, []), done.err


def test_ingest_says_what_became_of_each_file(cli: Cli, fresh: Path, tmp_path: Path) -> None:
    """Good, half good, not a spreadsheet, missing: each its own; the worst of 2 > 3 > 0 is the exit code."""
    good = sheet(tmp_path / "好.xlsx", HEAD, ROW1, ROW2)
    half = sheet(
        tmp_path / "半.xlsx", (*HEAD, "民族"), (*ROW1[:5], "换了一件事情来说", "", "", "汉"), (*UNDATED, "")
    )
    (tmp_path / "照片.xlsx").write_bytes(b"\x89PNG")
    done = cli("ingest", half, "照片.xlsx", "没有.xlsx", good, "--json", "--source", "甲村")
    assert done.code == 2
    told = receipts(done.out)
    assert [(r["file"], r["rows"], r["new"], r["changed"], r["unchanged"], r["rejected"]) for r in told] == [
        ("半.xlsx", 2, 1, 0, 0, 1),
        ("好.xlsx", 2, 1, 1, 0, 0),
    ]
    assert "照片.xlsx" in done.err
    assert "没有.xlsx" in done.err
    assert '"sha256"' not in done.err
    (error,) = [p for p in told[0]["problems"] if p["severity"] == "error"]
    assert (error["sheet"], error["row"]) == ("村", 3)
    assert error["message"]
    assert error["remedy"]
    assert [d["column"] for d in told[0]["dropped_columns"]] == ["民族"]
    assert holds(fresh) == (2, 2, 2)


def test_a_receipt_has_the_keys_of_the_contract(cli: Cli, fresh: Path, tmp_path: Path) -> None:
    half = sheet(tmp_path / "半.xlsx", (*HEAD, "民族"), (*ROW1, "汉"), (*UNDATED, ""))
    done = cli("ingest", half, "--json")
    assert done.code == 3
    (receipt,) = receipts(done.out)
    assert {key: receipt.get(key) for key in KEYS if key not in receipt} == {}
    assert {frozenset(p) for p in receipt["problems"]} == {frozenset(PROBLEM)}
    assert {frozenset(d) for d in receipt["dropped_columns"]} == {frozenset({"column", "why"})}
    assert re.fullmatch(r"[0-9a-f]{64}", str(receipt["sha256"]))


def test_a_receipt_has_no_key_the_contract_does_not_name(here: Cli, fresh: Path, tmp_path: Path) -> None:
    (receipt,) = receipts(here("ingest", sheet(tmp_path / "好.xlsx", HEAD, ROW1), "--json").out)
    assert list(receipt) == KEYS


def test_without_json_nothing_stands_on_standard_output(
    cli: Cli, here: Cli, fresh: Path, tmp_path: Path
) -> None:
    path = sheet(tmp_path / "半.xlsx", HEAD, ROW1, UNDATED)
    done = here("ingest", path)
    assert (done.code, done.out) == (3, "")
    assert "共 2 行" in done.err
    again = cli("ingest", path, FENGQIAO_LANG="en")
    assert again.code == 3  # the row without a date is refused again
    assert "2 rows" in again.err


def test_in_english_only_the_senders_own_words_are_chinese(
    here: Cli, fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGQIAO_LANG", "en")
    told = here("ingest", sheet(tmp_path / "半.xlsx", HEAD, ROW1, UNDATED)).err
    assert "1 rejected" in told
    assert not CHINESE.search(re.sub(r"半\.xlsx|村|「上报时间」|上报时间", "", told)), told


def test_the_very_same_file_again_says_so_and_adds_nothing(here: Cli, fresh: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path / "好.xlsx", HEAD, ROW1, ROW2)
    assert here("ingest", path).code == 0
    again = here("ingest", path)
    assert again.code == 0
    assert "已经收到过" in again.err
    (receipt,) = receipts(here("ingest", path, "--json").out)
    assert (receipt["rows"], receipt["unchanged"], receipt["reports"]) == (2, 2, 0)
    assert holds(fresh)[1:] == (2, 1)


def test_a_mapping_lets_a_strange_export_in(cli: Cli, here: Cli, fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(
        '[columns]\nreported_at = "created"\nnarrative = ["kind", "what"]\nreport_no = "id"\nchannel = "how"\n'
        '[values.channel]\n"PHONE" = "call"\n[defaults]\ncrs = "EPSG:4326"\n',
        encoding="utf-8",
    )
    (tmp_path / "x.csv").write_text(
        "id,created,kind,what,how\n7,2026-05-05,noise,too loud at night,PHONE\n", encoding="utf-8"
    )
    done = cli("ingest", "x.csv", "--mapping", "m.toml", "--json")
    (receipt,) = receipts(done.out)
    assert (done.code, receipt["new"]) == (0, 1), done.err
    store = open_store(fresh, "warehouse")
    with store.reading() as connection:
        row = connection.execute("SELECT report_no, channel_code, narrative FROM core_report").fetchone()
    store.close()
    assert row
    assert row[:2] == ("7", "call")
    assert "noise" in row[2]
    assert "too loud at night" in row[2]
    assert here("ingest", "x.csv", "--mapping", "none.toml").code == 2


def test_the_workbook_comes_back_with_a_verdict_on_every_row(here: Cli, fresh: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path / "半.xlsx", HEAD, ROW1, UNDATED)
    assert here("ingest", path, "--workbook", "回.xlsx").code == 3
    page = openpyxl.load_workbook(tmp_path / "回.xlsx")["村"]
    assert [page.cell(row, len(HEAD) + 1).value for row in (1, 2)] == ["核对结果", "新增"]
    verdict = str(page.cell(3, len(HEAD) + 1).value)
    assert verdict.startswith("退回")
    assert "上报时间" in verdict
    assert [page.cell(2, column).value for column in (1, 6)] == [ROW1[0], ROW1[5]]


@pytest.mark.parametrize(
    "name", ["data[1].csv", "松溪县青石镇二〇二六年五月矛盾纠纷排查化解情况统计台账（上报版）.csv"]
)
def test_a_csv_of_any_name_comes_back_as_a_workbook(
    here: Cli, fresh: Path, tmp_path: Path, name: str
) -> None:
    """Browsers call a second download data[1].csv; registers have names longer than a sheet's 31 letters."""
    rows = "编号,上报时间,纠纷简况\n1,2026-05-05,电梯停运三个月\n"
    (tmp_path / name).write_text(rows, encoding="utf-8-sig")
    done = here("ingest", name, "--workbook", "回.xlsx", "--json")
    assert done.code == 0, done.err
    page = openpyxl.load_workbook(tmp_path / "回.xlsx").worksheets[0]
    assert [page.cell(row, 4).value for row in (1, 2)] == ["核对结果", "新增"]


def test_a_workbook_that_cannot_be_written_is_the_users_error_and_changes_nothing(
    here: Cli, fresh: Path, tmp_path: Path
) -> None:
    done = here("ingest", sheet(tmp_path / "好.xlsx", HEAD, ROW1), "--workbook", "没有/回.xlsx")
    assert done.code == 2, done.err
    assert holds(fresh) == (0, 0, 0)


def test_one_file_that_trips_us_does_not_stop_the_others(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """1 > 2 > 3 > 0, each file its own transaction and object: a fault of ours at the second of three."""
    take = ingest.load.Intake.take

    def trip(self: ingest.load.Intake, upload: ingest.load.Upload, **how: object) -> object:
        if upload.file_name == "绊.xlsx":
            raise RuntimeError("张三 13812345678")
        return take(self, upload, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(ingest.load.Intake, "take", trip)
    files = [
        sheet(tmp_path / name, HEAD, row)
        for name, row in (("一.xlsx", ROW1), ("绊.xlsx", ROW1), ("二.xlsx", ROW2))
    ]
    code = product.run(["ingest", *map(str, files), "--json", "--home", str(fresh)])
    told = capsys.readouterr()
    assert code == 1
    assert "13812345678" not in told.err + told.out
    assert [r["file"] for r in receipts(told.out)] == ["一.xlsx", "二.xlsx"]


# --- refresh, export, brief ---


def test_without_areas_a_refresh_warns_and_leaves_reports_unplaced(
    cli: Cli, here: Cli, fresh: Path, tmp_path: Path
) -> None:
    for words in (("export", "matters", "--out", "m.csv"), ("brief", "--out", "b.html")):
        early = here(*words)
        assert early.code == 2
        assert "fengqiao refresh" in early.err
    assert not list(tmp_path.glob("[mb].*"))
    here("ingest", sheet(tmp_path / "好.xlsx", HEAD, ROW1, ROW2))
    done = cli("refresh", "--as-of", "2026-06-30", "--json")
    assert done.code == 0
    assert "fengqiao areas" in done.err
    (line,) = done.out.splitlines()
    told = json.loads(line)
    assert (told["as_of"], told["report_count"], told["placed_count"]) == ("2026-06-30", 2, 0)
    assert here("refresh", "--as-of", "30.6.2026").code == 2


def test_every_export_in_every_form(city_copy_run: tuple[Path, int], tmp_path: Path) -> None:
    folder, _ = city_copy_run
    written = {path.name for path in folder.iterdir()}
    expected = {f"{name}{suffix}" for name in NAMES for suffix in (".csv", ".parquet")}
    assert written == expected | {f"{name}.geojson" for name in PLACED}
    for name in NAMES:
        rows = parquet.read_table(folder / f"{name}.parquet")
        text = (folder / f"{name}.csv").read_text(encoding="utf-8-sig")
        assert text.splitlines()[0].replace('"', "").split(",") == rows.column_names
        assert rows.num_rows > 0 or name == "signals", name  # the small city may be calm
        if name in PLACED:
            features = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
            assert len(features) == rows.num_rows


@pytest.fixture
def city_copy_run(copy_of_city: Path, tmp_path: Path) -> tuple[Path, int]:
    """All exports through the commands themselves, in one opening of the home."""
    folder = tmp_path / "out"
    folder.mkdir()
    home = open_home(copy_of_city, now=NOW)
    codes = []
    try:
        with serving(home):
            for name in NAMES:
                for suffix in ("csv", "parquet", "geojson"):
                    code = product.run(["export", name, "--out", str(folder / f"{name}.{suffix}")])
                    codes.append((code == 0) == (suffix != "geojson" or name in PLACED))
                    assert code in (0, 2)
    finally:
        home.close()
    assert all(codes)
    return folder, len(codes)


def test_briefings_by_week_and_the_last_full_one(
    cli: Cli, here: Cli, copy_of_city: Path, tmp_path: Path
) -> None:
    done = cli("brief", "--out", "周报.html", home=copy_of_city)
    assert (done.code, done.out) == (0, ""), done.err
    html = (tmp_path / "周报.html").read_text(encoding="utf-8")
    assert "2026-06-28" in html or "6月28日" in html  # the last Sunday before 30 June
    done = here("brief", "--week", "2026-W20", "--out", "w20.html", "--lang", "en", home=copy_of_city)
    assert done.code == 0, done.err
    html = (tmp_path / "w20.html").read_text(encoding="utf-8")
    assert "W20" in html
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", html)
    for week in ("2026-W54", "20-5", "next"):
        assert here("brief", "--week", week, "--out", "x.html", home=copy_of_city).code == 2
    assert here("brief", "--out", "没有/x.html", home=copy_of_city).code == 2
    assert here("export", "persons", "--out", "x.csv", home=copy_of_city).code == 2
    assert here("export", "reports", "--out", "x.pdf", home=copy_of_city).code == 2
    assert not list(tmp_path.glob("x.*"))


# --- doctor ---


def test_doctor_says_what_is_well_and_finds_a_changed_line(cli: Cli, here: Cli, copy_of_city: Path) -> None:
    well = cli("doctor", "--audit", home=copy_of_city)
    assert well.code == 0, well.err
    assert "✗" not in well.err
    assert "操作日志完整" in well.err
    store = open_store(copy_of_city, "warehouse")
    with store.writing() as connection:
        connection.execute("UPDATE audit_log SET actor_name = 'nobody' WHERE audit_no = 1")
    store.close()
    assert here("doctor", home=copy_of_city).code == 0
    ill = here("doctor", "--audit", home=copy_of_city)
    assert ill.code == 2
    assert "操作日志第 1 行被改动过" in ill.err


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM audit_log WHERE audit_no = (SELECT max(audit_no) FROM audit_log)",
        "DELETE FROM audit_log",
        "DELETE FROM audit_log WHERE audit_no = 1",
        "UPDATE audit_log SET occurred_at = occurred_at - INTERVAL 1 DAY WHERE audit_no = 2",
        "UPDATE audit_log SET object_id = NULL WHERE audit_no = 1",
    ],
)
def test_the_audit_log_shows_what_was_done_to_it(fresh: Path, tampering: str) -> None:
    """A line changed, taken out, or cut off the end."""
    from dashboard.audit import first_broken_line, write_line

    home = open_home(fresh, now=NOW)
    try:
        for number in range(3):
            write_line(home.warehouse, home.path, actor="li", event="ingest", now=NOW, object_id=f"S{number}")
        with home.warehouse.reading() as connection:
            assert first_broken_line(connection, home.path) is None
        with home.warehouse.writing() as connection:
            connection.execute(tampering)
        with home.warehouse.reading() as connection:
            assert first_broken_line(connection, home.path) is not None
    finally:
        home.close()


# --- what cannot be ---


def test_demo_leaves_a_home_that_holds_data_alone(here: Cli, fresh: Path) -> None:
    done = here("demo", "--no-serve", "--size", "small")
    assert done.code == 2
    assert str(fresh) in done.err
    assert holds(fresh) == (0, 0, 0)


@pytest.mark.parametrize(
    "words",
    [
        ("nosuch",),
        ("refresh", "--nosuch"),
        ("ingest",),
        ("areas", "a.geojson"),
        ("export", "reports"),
        ("demo", "--size", "huge", "--no-serve"),
    ],
    ids=" ".join,
)
def test_words_that_are_no_command_are_the_users_error(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert product.run([*words, *(("--home", str(tmp_path / "x")) if words[0] != "nosuch" else ())]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err) > 5
    assert not (tmp_path / "x" / "warehouse.duckdb").exists()


def test_no_command_at_all_prints_the_help_and_no_empty_complaint(cli: Cli) -> None:
    done = cli()
    assert "ingest" in done.out + done.err
    assert "用法不对：\n" not in done.err


def test_no_home_a_wrong_key_a_lost_key(
    cli: Cli, here: Cli, fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = here("refresh", home=tmp_path / "nowhere")
    assert (none.code, none.out) == (2, "")
    assert "fengqiao init" in none.err
    monkeypatch.setenv("FENGQIAO_VAULT_KEY", "0" * 64)
    wrong = here("refresh")
    monkeypatch.delenv("FENGQIAO_VAULT_KEY")
    assert wrong.code == 2
    assert "vault" in wrong.err
    assert "0000" not in wrong.err
    (fresh / "keys" / "warehouse.key").unlink()
    lost = cli("refresh", FENGQIAO_LANG="en")
    assert lost.code == 2
    assert "FENGQIAO_WAREHOUSE_KEY" in lost.err
    assert not CHINESE.search(lost.err.replace(str(tmp_path), ""))
    doctor = here("doctor")
    assert doctor.code == 2
    assert "✗" in doctor.err


def test_a_lost_token_key_is_said_and_changes_nothing(here: Cli, fresh: Path, tmp_path: Path) -> None:
    shutil.move(fresh / "keys" / "token.key", tmp_path / "token.key")
    done = here("ingest", sheet(tmp_path / "好.xlsx", HEAD, ROW1))
    assert done.code == 2
    assert "token" in done.err
    assert holds(fresh) == (0, 0, 0)


def test_while_another_process_holds_the_home(cli: Cli, fresh: Path, tmp_path: Path) -> None:
    held = open_home(fresh, now=NOW)
    try:
        for words in (
            ("ingest", sheet(tmp_path / "好.xlsx", HEAD, ROW1)),
            ("serve", "--port", "1"),
        ):
            done = cli(*words)
            assert (done.code, done.out) == (2, ""), done.err
            assert "另一个进程" in done.err
    finally:
        held.close()
    assert holds(fresh) == (0, 0, 0)


def test_a_bad_setting_of_the_home_is_named(here: Cli, fresh: Path) -> None:
    (fresh / "config.toml").write_text("[disclosure]\nsmalest = 1\n", encoding="utf-8")
    done = here("refresh")
    assert done.code == 2
    assert "smalest" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("template", "--out", "没有/空表.xlsx"),
        ("export", "reports", "--out", "没有/r.csv"),
        ("areas", "没有.geojson", *AREAS),
        ("names", "没有.csv"),
    ],
    ids=lambda words: words[0],
)
def test_a_path_that_is_not_there_is_the_users_error(
    fresh: Path,
    tmp_path: Path,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert product.run([*words, "--home", str(fresh)]) == 2
    assert "没有" in capsys.readouterr().err
