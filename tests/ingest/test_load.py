"""A sheet in: every row one verdict, identities away, the same again changes nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.load import Intake
from tests.ingest.conftest import counts

HEAD = ["编号", "上报时间", "当事人", "联系电话", "纠纷类型", "纠纷简况"]
ROW1 = ["1", "2025-03-05", "张三", "13812345678", "物业", "电梯停运三个月无人维修"]
ROW2 = ["2", "2025-03-06", "李四", "13912345678", "邻里", "楼上漏水把天花板泡坏了"]


def rows_of(intake: Intake, query: str) -> list[tuple]:
    with intake.warehouse.reading() as connection:
        return connection.execute(query).fetchall()


def test_rows_are_new_then_unchanged_then_changed(draw, take, intake):
    assert counts(take(draw("a.xlsx", 村=[HEAD, ROW1, ROW2]))) == (2, 0, 0, 0, 0)
    again = take(draw("a.xlsx", 村=[HEAD, ROW1, ROW2]))
    assert counts(again) == (0, 2, 0, 0, 0)
    mended = [*ROW2[:5], "楼上漏水，已谈妥赔偿"]
    assert counts(take(draw("b.xlsx", 村=[HEAD, ROW1, mended]))) == (0, 1, 1, 0, 0)
    assert rows_of(intake, "SELECT version_no, narrative FROM core_report ORDER BY report_no") == [
        (1, "电梯停运三个月无人维修"),
        (2, "楼上漏水，已谈妥赔偿"),
    ]
    assert rows_of(intake, "SELECT version_no FROM core_report_past") == [(1,)]
    assert rows_of(intake, "SELECT count(*) FROM core_report_party") == [(2,)]


def test_an_identical_file_says_when_it_came_first(draw, take):
    path = draw("a.xlsx", 村=[HEAD, ROW1])
    assert take(path).already_received_at is None
    assert take(path).is_resend


def test_an_old_file_sent_again_does_not_undo_a_correction(draw, take, intake):
    old = draw("a.xlsx", 村=[HEAD, ROW1])
    take(old)
    take(draw("b.xlsx", 村=[HEAD, [*ROW1[:5], "已修好"]]))
    assert counts(take(old)) == (0, 1, 0, 0, 0)
    assert rows_of(intake, "SELECT narrative FROM core_report") == [("已修好",)]


def test_two_villages_own_numbers_do_not_collide(draw, take):
    path = draw("a.xlsx", 村=[HEAD, ROW1])
    assert counts(take(path, source="柳河村")) == (1, 0, 0, 0, 0)
    assert counts(take(path, source="青石村")) == (1, 0, 0, 0, 0)


def test_a_number_met_twice_in_a_file_is_taken_in_its_order(draw, take, intake):
    other = [*ROW1[:5], "电梯停运四个月"]
    receipt = take(draw("a.xlsx", 村=[HEAD, ROW1, other, other]))
    assert counts(receipt) == (1, 1, 1, 0, 0)
    assert rows_of(intake, "SELECT version_no, narrative FROM core_report") == [(2, "电梯停运四个月")]


def test_what_is_not_data_is_not_counted(draw, take):
    rows = [
        ["柳河村2025年3月排查台账"],
        ["填表单位：柳河村"],
        HEAD,
        ["合计", "", "", "", "", "2件"],
        ROW1,
        HEAD,
        ROW2,
        ["", "", "", "", "", ""],
        ["注：以上属实"],
        ["审核人：王五"],
    ]
    receipt = take(draw("a.xlsx", 村=rows))
    assert counts(receipt) == (2, 0, 0, 0, 0)


def test_a_bare_day_takes_its_year_from_the_title_or_is_rejected(draw, take):
    row = ["1", "3月5日", "张三", "", "物业", "电梯停运"]
    known = take(draw("a.xlsx", 村=[["2025年3月排查台账"], HEAD, row]))
    assert counts(known) == (1, 0, 0, 0, 0)
    unknown = take(draw("b.xlsx", 村=[["排查台账"], HEAD, row]), source="b")
    assert counts(unknown) == (0, 0, 0, 0, 1)
    assert [(p.row, p.rule, p.severity) for p in unknown.problems] == [(3, "date_without_year", "error")]
    assert unknown.problems[0].column == "上报时间"


def test_every_problem_of_every_row_at_once(draw, take):
    rows = [HEAD, ["1", "昨天", "张三", "1.38E+10", "没听过", "电梯"], ["2", "", "", "", "", ""]]
    receipt = take(draw("a.xlsx", 村=rows))
    assert {(p.row, p.rule) for p in receipt.problems} == {
        (2, "date_relative"),
        (2, "phone_unusable"),
        (2, "unknown_kind"),
        (3, "date_missing"),
        (3, "nothing_told"),
    }
    assert counts(receipt) == (0, 0, 0, 0, 2)


def test_disputes_numbered_in_one_cell_become_reports_of_one_row(draw, take, intake):
    row = ["", "2025-03-05", "张三、李四", "", "物业", "1.电梯停运无人修。2.地下车库漏水"]
    receipt = take(draw("a.xlsx", 村=[HEAD, row]))
    assert (receipt.rows, receipt.new, receipt.reports) == (1, 1, 2)
    assert rows_of(intake, "SELECT part_no, narrative, party_count FROM core_report ORDER BY part_no") == [
        (1, "电梯停运无人修。", 2),
        (2, "地下车库漏水", 2),
    ]


def test_merged_villages_and_ditto_marks(tmp_path, take, intake):
    import xlsxwriter

    path = tmp_path / "m.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("汇总")
    for column, heading in enumerate(["村(社区)", "上报时间", "当事人", "纠纷简况"]):
        page.write(0, column, heading)
    page.merge_range(1, 0, 2, 0, "柳河村")
    for row, (day, who, what) in enumerate(
        [("2025-03-05", "张三", "漏水"), ("同上", "李四", "噪音")], start=1
    ):
        page.write_row(row, 1, [day, who, what])
    book.close()
    assert counts(take(path)) == (2, 0, 0, 0, 0)
    assert rows_of(
        intake, "SELECT village_name, reported_at::DATE::VARCHAR FROM core_report ORDER BY row_no"
    ) == [
        ("柳河村", "2025-03-05"),
        ("柳河村", "2025-03-05"),
    ]


def test_hidden_rows_and_sheets_are_said_and_not_read(tmp_path, take):
    import xlsxwriter

    path = tmp_path / "h.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("村")
    for number, row in enumerate([HEAD, ROW1, ROW2]):
        page.write_row(number, 0, row)
    page.set_row(2, None, None, {"hidden": True})
    book.add_worksheet("旧").hide()
    book.close()
    receipt = take(path)
    assert counts(receipt) == (1, 0, 0, 0, 0)
    assert [p.rule for p in receipt.problems] == ["hidden_not_read"]


def test_a_refused_column_is_dropped_and_said(draw, take, intake):
    receipt = take(draw("a.xlsx", 村=[[*HEAD, "民族", "是否重点人员"], [*ROW1, "汉族", "甲等"]]))
    assert [dropped["column"] for dropped in receipt.dropped_columns] == ["民族", "是否重点人员"]
    assert "汉族" not in rows_of(intake, "SELECT row_json FROM raw_row")[0][0]
    assert receipt.exit_code == 0


def test_a_near_miss_without_a_number_is_parked_beside_its_candidate(draw, take, intake):
    head = HEAD[1:]
    take(
        draw(
            "a.xlsx",
            村=[head, ["2025-03-05", "张三", "13812345678", "物业", "电梯停运三个月无人维修，要求尽快修好"]],
        )
    )
    late = ["2025-03-06", "张三", "13812345678", "物业", "电梯停运三个月无人维修，要求尽快修好。"]
    receipt = take(draw("b.xlsx", 村=[head, late]))
    assert counts(receipt) == (0, 0, 0, 1, 0)
    assert receipt.exit_code == 3
    assert rows_of(intake, "SELECT count(*) FROM core_parked") == [(1,)]
    assert rows_of(intake, "SELECT state_code FROM core_report ORDER BY reported_at") == [
        ("accepted",),
        ("parked",),
    ]


def test_a_row_with_its_own_new_number_is_never_parked(draw, take):
    take(draw("a.xlsx", 村=[HEAD, ROW1]))
    assert counts(take(draw("b.xlsx", 村=[HEAD, ["9", *ROW1[1:]]]))) == (1, 0, 0, 0, 0)


def test_spellings_of_one_organisation_are_one(draw, take, intake):
    head = [*HEAD, "被反映方"]
    rows = [[*ROW1, "利远物业有限公司"], [*ROW2, "利远物业 有限公司（西区）"]]
    take(draw("a.xlsx", 村=[head, *rows]))
    found = rows_of(
        intake,
        "SELECT count(*), count(DISTINCT respondent_id) FROM core_report JOIN core_respondent USING (respondent_id)",
    )
    assert found == [(2, 1)]
    assert rows_of(intake, "SELECT count(*) FROM core_respondent") == [(1,)]


@pytest.mark.parametrize("line", ["无", "本月无矛盾纠纷", "零报告", "零报告。", "暂无"])
def test_a_line_that_says_there_is_nothing_is_no_row(draw, take, line):
    assert counts(take(draw("a.xlsx", 村=[HEAD, [line]]))) == (0, 0, 0, 0, 0)


def test_a_sheet_with_only_headings_is_a_nil_return(draw, take, intake):
    receipt = take(draw("柳河村2025年3月.xlsx", 柳河村=[["柳河村2025年3月排查台账"], HEAD, ["无"]]))
    assert counts(receipt) == (0, 0, 0, 0, 0)
    assert rows_of(intake, "SELECT period_start_date::VARCHAR, report_count FROM core_return") == [
        ("2025-03-01", 0)
    ]


def test_gbk_and_utf8_csv_are_the_same(tmp_path, take):
    text = ",".join(HEAD) + "\r\n" + ",".join(ROW1) + "\r\n"
    for number, encoding in enumerate(["gb18030", "utf-8", "utf-8-sig", "utf-16"]):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(text.encode(encoding))
        assert counts(take(path)) == ((1, 0, 0, 0, 0) if number == 0 else (0, 1, 0, 0, 0)), encoding


def test_no_identity_reaches_the_warehouse(draw, take, intake):
    row = [
        "1",
        "2025-03-05",
        "司马相如",
        "13812345678",
        "物业",
        "司马相如(13812345678)说电梯停运，身份证11010519491231002X",
    ]
    take(draw("a.xlsx", 村=[HEAD, row]))
    with intake.warehouse.reading() as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'warehouse'"
        ).fetchall()
        everything = "".join(str(connection.execute(f"SELECT * FROM {name}").fetchall()) for (name,) in names)
    for secret in ("司马相如", "13812345678", "11010519491231002X"):
        assert secret not in everything
    with intake.vault.reading() as connection:
        held = {row[0] for row in connection.execute("SELECT plaintext FROM vault_identity").fetchall()}
    assert {"司马相如", "13812345678"} <= held


CELLS = st.sampled_from(
    [
        "",
        "1",
        "2",
        "2025-03-05",
        "3月5日",
        "昨天",
        "张三",
        "13812345678",
        "物业",
        "电梯停运",
        "无",
        "合计",
        "注：x",
        "同上",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=8))
def test_rows_are_conserved_and_a_resend_adds_nothing(draw, take, intake, rows):
    path = draw("p.xlsx", 村=[HEAD, *rows])
    first = take(path, source="p")
    assert sum(counts(first)) == first.rows
    before = rows_of(intake, "SELECT report_id, content_hash FROM core_report ORDER BY ALL")
    second = take(path, source="p")
    assert second.rows == first.rows
    assert second.rejected == first.rejected
    assert (second.new, second.changed, second.parked) == (0, 0, 0)
    assert rows_of(intake, "SELECT report_id, content_hash FROM core_report ORDER BY ALL") == before


def test_a_sheet_that_cannot_be_read_does_not_stop_the_others(draw, take):
    lists = [["当事人", "联系电话"], ["张三", "13800138000"]]
    receipt = take(
        draw("a.xlsx", 村=[HEAD, ["1", "2025-03-01", "张三", "", "物业纠纷", "电梯"]], 通讯录=lists)
    )
    assert (receipt.rows, receipt.new) == (1, 1)
    assert [(problem.sheet, problem.rule) for problem in receipt.problems] == [
        ("通讯录", "sheet_lacks_columns")
    ]


def test_a_date_after_the_day_the_sheet_came_is_pointed_out(draw, take):
    later = [
        ["3", "2025-07-01 23:00", *ROW1[2:]],
        ["4", "2025-07-02", *ROW1[2:]],
        ["5", "2052-03-05", *ROW1[2:]],
    ]
    receipt = take(draw("a.xlsx", 村=[HEAD, ROW1, *later]))
    assert counts(receipt) == (4, 0, 0, 0, 0)
    told = [(problem.row, problem.rule) for problem in receipt.problems]
    assert told == [(4, "date_in_future"), (5, "date_in_future")]
