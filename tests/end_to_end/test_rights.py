"""Petitioning is a right: no value of a person leaves the vault, nothing is worked out per person, accusations stay shut in.

The city with accusations and outspoken rows planted in it, refreshed, and everything it can hand out written down:
every warehouse table, 8 exports × formats, the briefing in both languages, receipts, the pages' JSON.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from dashboard import ids
from dashboard.access import COMMAND_LINE
from dashboard.app import build_app
from dashboard.brief import brief
from dashboard.command.refresh import refresh_home
from dashboard.export import NAMES, export
from dashboard.export.write import PLACED
from dashboard.home import Home, open_home
from dashboard.jobs import HomeJobs
from dashboard.read import Door
from data.dictionary import tables
from data.errors import BadArgument
from ingest.load import Upload
from ingest.receipt import Receipt
from tests.dashboard.web_client import browser
from tests.end_to_end.conftest import NOW, City

ROOT = Path(__file__).parents[2]
PACKAGES = ("data", "grid", "ingest", "risk", "dashboard")

HEAD = "编号,上报时间,当事人,联系电话,身份证号码,家庭住址,纠纷类型,信访目的,被反映方,涉及人数,纠纷简况,责任单位,备注"
ACCUSED = "栖霞嘉木置业有限公司"
SECRET = "私设小金库账外账"
# no  date        party          phone        id                  home             kind      purpose   about  people  told
PLANTED = f"""
K1,2026-06-01,欧阳峻岭,13987650011,,,,检举控告,{ACCUSED},300,举报{ACCUSED}经理{SECRET}，要求严肃查处,松溪县纪检组,
K2,2026-06-08,欧阳峻岭,13987650011,,,,检举控告,{ACCUSED},300,再次举报{ACCUSED}经理{SECRET}，至今无人答复,松溪县纪检组,
K3,2026-06-09,上官映雪,13987650012,,,,检举控告,{ACCUSED},80,实名举报{ACCUSED}{SECRET}并虚开发票,松溪县纪检组,
K4,2026-06-12,司徒凌霄,13987650013,,,,检举控告,{ACCUSED},60,控告{ACCUSED}{SECRET}，有账本为证,松溪县纪检组,
K5,2026-06-15,尉迟听澜,13987650014,11010519491231002X,松溪县望江路19号8幢1101室,物业纠纷,,,1,尉迟听澜反映电梯停运，电话13987650014，身份证11010519491231002X，车牌浙A7K88F，卡号6222021234567890123，住望江路19号,某某街道,已电话联系尉迟听澜（13987650014）
""".strip()
WITHIN = ("欧阳峻岭", "上官映雪", "司徒凌霄", "尉迟听澜")


@dataclass(frozen=True)
class Planted:
    """The city with rows planted in it, open; their receipt; and every text it can hand out by name."""

    home: Home
    receipt: Receipt
    texts: dict[str, str]
    tables: dict[str, str]


@pytest.fixture(scope="module")
def planted(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    folder = tmp_path_factory.mktemp("rights")
    home = open_home(Path(shutil.copytree(city.home, folder / "home")), now=NOW)
    sheet = folder / "举报.csv"
    sheet.write_text(f"{HEAD}\n{PLANTED}\n", encoding="utf-8-sig")
    receipt = home.intake.take(Upload(sheet, sheet.name, NOW, uploader="li", source="planted"))
    refresh_home(home, city.as_of)
    yield Planted(home, receipt, dict(outputs(home, receipt, folder)), dict(warehouse_texts(home)))
    home.close()


def outputs(home: Home, receipt: Receipt, folder: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of everything that leaves the house."""
    yield "receipt", receipt.as_json()
    door = Door(home.warehouse, COMMAND_LINE, home.config)
    for name in NAMES:
        for suffix in (".csv", ".parquet", ".geojson"):
            path = folder / f"{name}{suffix}"
            if suffix == ".geojson" and name not in PLACED:
                with pytest.raises(BadArgument):
                    export(door, name, path)
                continue
            export(door, name, path)
            yield path.name, text_of(path)
    for lang in ("zh", "en"):
        for week in (None, "2026-W24"):
            made = brief(home, week, out=None, now=NOW, lang=lang)
            yield f"briefing {made.week_code} {lang}", made.html.decode()
    yield from pages(home)


def text_of(path: Path) -> str:
    if path.suffix == ".parquet":
        return json.dumps(parquet.read_table(path).to_pylist(), ensure_ascii=False, default=str)
    return path.read_text(encoding="utf-8")


def pages(home: Home) -> Iterator[tuple[str, str]]:
    """What the pages' scripts are sent."""
    jobs = HomeJobs(home)
    app = build_app(home.warehouse, home.config, home=home.path, jobs=jobs, open_to_loopback=True)
    visitor = browser(app)
    for path in ("/", "/geometry/grid/all.json", "/geometry/community/all.json"):
        yield path, visitor.page(path).get_data(as_text=True)
    filters = {
        f"{ids.SITUATION_SINCE}.value": "all",
        f"{ids.SITUATION_LAYER}.value": "areas",
        f"{ids.SITUATION_WHERE}.data": {},
    }
    for output, given in (
        (f"{ids.MATTERS_GRID}.rowData", {f"{ids.MATTERS_CLOSED}.checked": True}),
        (f"{ids.SITUATION_FIGURE}.data", filters),
        (f"{ids.SITUATION_PANEL}.children", filters),
        (f"{ids.UPLOAD_PAST}.children", {}),
    ):
        answer = visitor.call(output, given)
        assert answer.status_code == 200, output
        yield output, answer.get_data(as_text=True)
    for path in ("/matters", "/upload", "/briefing", "/method"):
        answer = visitor.call(f"{ids.ROOT}.children", {f"{ids.URL}.pathname": path})
        assert answer.status_code == 200, path
        yield f"page {path}", answer.get_data(as_text=True)


def ask(home: Home, sql: str, *, store: str = "warehouse") -> list[tuple[object, ...]]:
    with getattr(home, store).reading() as connection:
        return connection.execute(sql).fetchall()


def warehouse_texts(home: Home) -> Iterator[tuple[str, str]]:
    """(table, all its values as text) of every warehouse table but the two that may hold tokens."""
    for table in tables().values():
        if table.name in TOKEN_TABLES:
            continue
        shown = [c.name for c in table.columns if not c.type.startswith("BLOB")]
        cells = ask(
            home, f"SELECT concat_ws('\x1f', {', '.join(f'{c}::VARCHAR' for c in shown)}) FROM {table.name}"
        )
        yield table.name, "\x1e".join(str(row[0]) for row in cells)


def everywhere(planted: Planted) -> Iterator[tuple[str, str]]:
    yield from planted.texts.items()
    yield from planted.tables.items()


# --- tokens ---

TOKEN_TABLES = {"core_report_party", "core_report_party_past"}
PARTIES = "(FROM core_report_party UNION ALL BY NAME FROM core_report_party_past)"
HEX = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.I)


def test_tokens_have_two_tables_in_the_warehouse(planted: Planted) -> None:
    """Current versions and past ones, by the schema in force, whatever schema.sql says."""
    held = ask(
        planted.home,
        "SELECT DISTINCT table_name FROM duckdb_columns() WHERE database_name = 'warehouse' AND NOT internal "
        "AND (data_type LIKE '%UUID%' OR column_name LIKE '%token%')",
    )
    assert {str(name) for (name,) in held} == TOKEN_TABLES


def test_no_value_of_a_token_stands_anywhere_else(planted: Planted) -> None:
    columns = [c.name for c in tables()["core_report_party"].columns if c.type.startswith("UUID")]
    assert len(columns) == 6
    rows = ask(planted.home, f"SELECT DISTINCT unnest([{', '.join(columns)}])::VARCHAR FROM {PARTIES}")
    tokens = {str(value).replace("-", "") for (value,) in rows if value}
    assert len(tokens) > 5_000
    assert {
        name: hits
        for name, text in everywhere(planted)
        if (hits := {m.replace("-", "").lower() for m in HEX.findall(text)} & tokens)
    } == {}


def test_every_token_has_its_plaintext_in_the_vault_and_none_is_left_over(planted: Planted) -> None:
    columns = ", ".join(
        c.name
        for c in tables()["core_report_party"].columns
        if c.type.startswith("UUID") and c.name != "pinyin_token"  # how a name sounds is known from the name
    )
    used = ask(planted.home, f"SELECT DISTINCT unnest([{columns}])::VARCHAR FROM {PARTIES}")
    kept = ask(planted.home, "SELECT token::VARCHAR FROM vault_identity", store="vault")
    assert {u for (u,) in used if u} - {k for (k,) in kept} == set()


# --- plaintext ---


def identities(home: Home, *fields: str) -> set[str]:
    wanted = ", ".join(f"'{field}'" for field in fields)
    rows = ask(home, f"SELECT plaintext FROM vault_identity WHERE field_code IN ({wanted})", store="vault")
    return {str(text) for (text,) in rows}


PLAIN_NUMBER = re.compile(r"(?<![\d.])(?:1\d{10}|\d{17}[\dXx])(?!\d)")
SPACED_NUMBER = re.compile(r"(?<!\d)1\d\d[- ]\d{4}[- ]\d{4}(?!\d)")


def test_no_phone_and_no_id_number_of_the_vault_stands_anywhere(planted: Planted) -> None:
    """As written, and with the marks people put between digits taken away."""
    numbers = {n for n in identities(planted.home, "phone", "id") if re.fullmatch(r"1\d{10}|\d{17}[\dX]", n)}
    assert len(numbers) > 1_000
    found = {}
    for name, text in everywhere(planted):
        written = {*PLAIN_NUMBER.findall(text), *(re.sub(r"\D", "", n) for n in SPACED_NUMBER.findall(text))}
        if hits := {number.upper() for number in written} & numbers:
            found[name] = hits
    assert found == {}


def test_what_only_petitioners_wrote_of_themselves_in_their_own_story_is_masked(planted: Planted) -> None:
    """A row that names itself, its number, plate and card over and over."""
    ((narrative, remark),) = ask(
        planted.home,
        "SELECT narrative, remark_text FROM core_report WHERE report_no = 'K5' AND source_code = 'planted'",
    )
    for told in (str(narrative), str(remark)):
        for secret in ("尉迟听澜", "13987650014", "11010519491231002X", "A7K88F", "6222021234567890123"):
            assert secret not in told
    assert "电梯停运" in str(narrative)


@pytest.mark.parametrize(
    "secret", [*WITHIN, "1398765001", "11010519491231002X", "望江路19号8幢1101室", "A7K88F"]
)
def test_no_planted_identity_stands_anywhere(planted: Planted, secret: str) -> None:
    assert [name for name, text in everywhere(planted) if secret in text] == []


def test_no_petitioner_is_named_in_an_export_or_a_briefing(planted: Planted) -> None:
    """Cell by cell: a petitioner's whole name is no cell; names of three characters and more stand in no text at all.

    Names in stories are allowed only where the row itself did not name them as its party, and stories are in no export.
    """
    rows = ask(
        planted.home,
        "SELECT DISTINCT name_token::VARCHAR FROM core_report_party WHERE role_code = 'petitioner' AND name_token IS NOT NULL",
    )
    plain = dict(
        ask(
            planted.home,
            "SELECT token::VARCHAR, plaintext FROM vault_identity WHERE field_code = 'name'",
            store="vault",
        )
    )
    people = {str(plain[token]) for (token,) in rows if len(str(plain[token])) <= 4}
    assert len(people) > 1_000
    found: dict[str, set[str]] = {}
    for name, text in planted.texts.items():
        cells = set(cells_of(name, text))
        if hits := cells & {person for person in people if len(person) >= 2}:
            found[name] = hits
    assert found == {}


def cells_of(name: str, text: str) -> Iterator[str]:
    """Every cell of an export, every run of Chinese characters elsewhere."""
    if name.endswith(".csv"):
        for row in csv.reader(text.removeprefix("\ufeff").splitlines()):
            yield from row
    yield from re.findall(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])", text)


def test_a_row_that_names_its_party_in_its_story_shows_no_name(planted: Planted) -> None:
    """Over the whole city: no current story, title, place or remark holds the name of a party of its own row."""
    stories = ask(
        planted.home,
        "SELECT p.name_token::VARCHAR, r.report_id, concat_ws('\x1f', title, narrative, progress_text, remark_text, method_text) "
        "FROM core_report AS r JOIN core_report_party AS p USING (report_id) "
        "WHERE p.name_token IS NOT NULL AND p.role_code <> 'staff'",
    )
    plain = dict(
        ask(
            planted.home,
            "SELECT token::VARCHAR, plaintext FROM vault_identity WHERE field_code = 'name'",
            store="vault",
        )
    )
    assert [
        i for token, i, told in stories if len(str(plain[token])) > 1 and str(plain[token]) in str(told)
    ] == []


# --- nothing per person ---

SQL_FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.sql"))
PY_FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
BY_PERSON = re.compile(
    r"(?:GROUP|PARTITION)\s+BY\b(?P<keys>[^()]*?(?:\([^()]*\)[^()]*?)*)(?=\bORDER\b|\bHAVING\b|\bLIMIT\b|\)|;|\"|$)",
    re.I | re.S,
)
PERSONAL = re.compile(r"\b\w*_token\b|\bparty_no\b|\btoken\b|\bparty\b")
LINKING = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "risk" / "link").glob("*.py"))
RECOGNISING = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "risk" / "person").glob("*.py"))
NEAR_ONES = (ROOT / "risk" / "reach" / "near.py").read_text(
    encoding="utf-8"
)  # whose reports share a token, to be linked
ELSEWHERE = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "risk").glob("*.py") if path.name != "__init__.py"
)


def keys_by_person(text: str) -> list[str]:
    plain = re.sub(r"--[^\n]*", "", text)
    return [m["keys"].strip() for m in BY_PERSON.finditer(plain) if PERSONAL.search(m["keys"])]


def test_the_scan_finds_what_it_looks_for() -> None:
    assert keys_by_person("SELECT name_token, count(*) FROM core_report_party GROUP BY name_token") == [
        "name_token"
    ]
    assert keys_by_person("SELECT row_number() OVER (PARTITION BY p.phone_token ORDER BY d) FROM p") == [
        "p.phone_token"
    ]
    assert keys_by_person("SELECT count(DISTINCT name_token) FROM p GROUP BY report_id") == []


@pytest.mark.parametrize("path", SQL_FILES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_no_statement_groups_by_a_person(path: Path) -> None:
    """Except where pairs of reports are looked for: statements that linking alone asks for, all answers temporary."""
    asked = f'"{path.stem}"'
    for folder, asking in (
        (ROOT / "risk" / "sql", LINKING),
        (ROOT / "risk" / "person" / "sql", RECOGNISING),
        (ROOT / "risk" / "reach" / "sql", NEAR_ONES),
    ):
        if path.parent == folder and asked in asking and asked not in ELSEWHERE:
            return
    assert keys_by_person(path.read_text(encoding="utf-8")) == []


def test_no_statement_in_code_groups_by_a_person() -> None:
    found = {
        str(path.relative_to(ROOT)): keys
        for path in PY_FILES
        for text in re.findall(
            r"\"[^\"\n]*(?:GROUP|PARTITION) BY[^\"\n]*\"", path.read_text(encoding="utf-8")
        )
        if (keys := keys_by_person(text))
    }
    assert found == {}


NEVER = re.compile(
    r"watch|organi[sz]er|ringleader|whereabouts|travel|blacklist|household|individual|centrality"
    r"|person_(?:score|rank|count|risk|level)|(?:petitioner|party)_(?:score|rank|risk|level|degree)|ethnic|religio|politic|blood",
    re.I,
)


def test_no_table_column_or_export_is_about_a_person(planted: Planted) -> None:
    """By name: of the schema in force, of every CSV head."""
    names = {
        str(t) + "." + str(c)
        for t, c in ask(
            planted.home, "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
        )
    }
    names |= {
        f"{name}:{cell}"
        for name, text in planted.texts.items()
        if name.endswith(".csv")
        for cell in text[1:].split("\n")[0].split(",")
    }
    assert len(names) > 300
    assert [name for name in sorted(names) if NEVER.search(name)] == []


def test_nothing_derived_has_as_many_values_as_there_are_people_but_not_matters(planted: Planted) -> None:
    """Every id of a derived table is a report, matter, group, area, unit, respondent, rule or signal."""
    known = re.compile(r"^(?:other_)?report_id$|^(?:matter|group|unit|respondent|signal)_id$")
    derived = [t for t in tables().values() if t.name.startswith("out_")]
    assert [
        f"{t.name}.{c.name}"
        for t in derived
        for c in t.columns
        if c.name.endswith("_id") and not known.match(c.name)
    ] == []


# --- accusations ---


def test_accusations_are_held_and_accounted_for(planted: Planted) -> None:
    assert (planted.receipt.rows, planted.receipt.rejected) == (5, 0)
    held = ask(
        planted.home,
        "SELECT report_no, legal_category_code FROM core_report WHERE source_code = 'planted' ORDER BY report_no",
    )
    assert held == [(f"K{n}", "accusation") for n in (1, 2, 3, 4)] + [("K5", "appeal")]
    assert ask(planted.home, "SELECT count(*) FROM out_matter WHERE is_restricted") != [(0,)]


@pytest.mark.parametrize("table", [t for t in tables() if t.startswith("out_")])
def test_no_derived_table_but_the_locked_matters_and_links_tells_of_an_accusation(
    planted: Planted, table: str
) -> None:
    if table in ("out_matter", "out_matter_report", "out_place", "out_link"):
        return  # the ledger of matters itself: read only through views that leave restricted ones out
    told = planted.tables[table]
    reports = ask(planted.home, "SELECT report_id FROM core_report WHERE legal_category_code = 'accusation'")
    units = ask(planted.home, "SELECT unit_id FROM core_unit WHERE name = '松溪县纪检组'")
    accused = ask(planted.home, f"SELECT respondent_id FROM core_respondent WHERE name = '{ACCUSED}'")
    assert len(reports) == 4
    assert len(units) == 1
    assert len(accused) == 1
    for secret in (ACCUSED, SECRET, "松溪县纪检组", *(str(i) for (i,) in reports + units + accused)):
        assert secret not in told, table


def test_no_output_tells_of_an_accusation(planted: Planted) -> None:
    reports = ask(planted.home, "SELECT report_id FROM core_report WHERE legal_category_code = 'accusation'")
    secrets = [ACCUSED, "嘉木置业", SECRET, "松溪县纪检组", *(str(i) for (i,) in reports)]
    texts = {name: text for name, text in planted.texts.items() if name != "receipt"}
    assert [(name, secret) for name, text in texts.items() for secret in secrets if secret in text] == []


def test_no_export_says_accusation(planted: Planted) -> None:
    for name, text in planted.texts.items():
        if name.partition(".")[0] in NAMES:
            assert "accusation" not in text, name


def test_an_accusation_changes_no_number_anybody_sees(planted: Planted, city: City) -> None:
    """The same city without the four: groups, signals, scores, limits and the standing of areas differ by K5 alone."""
    bare = open_home(city.home, now=NOW)
    try:
        for table in ("out_group", "out_signal"):
            sql = f"SELECT count(*) FROM {table}"
            assert ask(planted.home, sql) == ask(bare, sql), table
        summed = (
            "SELECT sum(report_count), sum(matter_count) FROM out_area_status JOIN core_area USING (area_code) "
            "WHERE level_code = 'county'"
        )
        (before,), (after,) = ask(bare, summed), ask(planted.home, summed)
        assert all(0 <= int(str(b)) - int(str(a)) <= 1 for a, b in zip(before, after, strict=True))
    finally:
        bare.close()


# --- the log ---


def test_the_audit_log_names_staff_and_ids_only(planted: Planted) -> None:
    rows = ask(planted.home, "SELECT actor_name, event_code, object_id, result_code FROM audit_log")
    assert {event for _, event, _, _ in rows} >= {"refresh", "brief"}
    log = json.dumps(rows, ensure_ascii=False)
    assert not re.search(r"1\d{10}", log)
    people = identities(planted.home, "name", "address")
    assert {str(o) for _, _, o, _ in rows} & people == set()


def test_days_of_the_briefings_are_past(planted: Planted) -> None:
    rows = ask(planted.home, "SELECT as_of_date FROM core_briefing")
    assert rows
    assert all(isinstance(d, date) and d <= datetime(2026, 6, 30).date() for (d,) in rows)
