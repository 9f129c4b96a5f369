"""The rows under a header: data kept, everything else left out, and the cheap test agrees with the exact one."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.errors import BadFile
from ingest.cell import text_of
from ingest.ledger import table as ledger_table
from ingest.ledger.heading import find_header
from ingest.ledger.row_kind import DITTO, Kind, certainly_data, kind_of_row
from ingest.ledger.table import find_table
from ingest.mapping import Mapping
from ingest.reading import text_lots
from ingest.reading.lot import TextLots
from ingest.reading.text_lots import read_lots
from ingest.rows.block import block_of
from ingest.sheet import Sheet

HEAD = ["序号", "村", "上报时间", "当事人", "纠纷简况"]
ROW = ["1", "柳河村", "2025-03-05", "张三", "电梯停运"]


def table_of(*rows, merged=(), hidden=0, mapping=None):
    numbered = iter([(number, list(row)) for number, row in enumerate(rows, start=1)])
    return find_table(Sheet("柳河村", numbered, tuple(merged), hidden), mapping or Mapping())


def rows_of(*rows, **how):
    return list(table_of(*rows, **how).rows)


@pytest.mark.parametrize(
    "line",
    [
        ["合计", "", "", "", "2件"],
        ["合 计：2件"],
        ["", "小计", "", "", "2"],
        ["柳河镇小计", "", "", "", "2"],
        ["总计（件）", "", "2"],
        HEAD,
        ["序号", "村", "上报时间", "当事人"],
        ["注：以上属实"],
        ["备注", "以上均已核实"],
        ["填表人：王五", "", "审核人：赵六"],
        ["", "审核人：赵六"],
        ["单位负责人签字："],
        ["示例", "柳河村", "2025-03-05", "张三", "电梯"],
        ["", "　", " \n", None, ""],
        ["17", "", "", "", ""],
        ["17", "", "无", "—", "/"],
        ["柳河村2025年3月台账"],
    ],
    ids=lambda line: "|".join(str(cell) for cell in line)[:20],
)
def test_what_is_not_data_is_left_out(line):
    rows = rows_of(["柳河村2025年3月台账"], HEAD, ROW, line, ROW)
    assert [number for number, _ in rows] == [3, 5]


@pytest.mark.parametrize(
    "row",
    [
        ["1", "柳河村", "2025-03-05", "张三", "共计拖欠工资5万元"],
        ["", "柳河村", "2025-03-05", "", "合计欠款三万元，多次催要未果"],
        ["注塑厂", "柳河村", "2025-03-05", "张三", "拖欠工资"],
        [1.0, "", "2025-03-05", "", "无人处理"],
        ["", "", "", "", "只有简况"],
        ["", "无名村", "2025-03-05", "备注", "说明"],
    ],
    ids=lambda row: str(row[-1]),
)
def test_what_looks_like_a_line_and_is_data_is_kept(row):
    assert len(rows_of(HEAD, row)) == 1


def test_a_total_above_the_data_and_numbered_columns_are_left_out():
    rows = rows_of(HEAD, ["1", "2", "3", "4", "5"], ["合计", "", "", "", "1件"], ROW)
    assert [number for number, _ in rows] == [4]


def test_ghost_rows_without_end_are_ignored():
    ghosts = [["", "", "", "", ""]] * 65_202
    assert len(rows_of(HEAD, *([ROW] * 495), *ghosts)) == 495


def test_a_village_merged_down_and_ghosts_below_it():
    rows = rows_of(
        HEAD, ROW, ["2", "", "2025-03-06", "李四", "噪音"], ["3", "", "", "", ""], merged=[((1, 1), (3, 1))]
    )
    assert [(number, row[1]) for number, row in rows] == [(2, "柳河村"), (3, "柳河村")]


@pytest.mark.parametrize("mark", ["同上", " 同上 ", "〃", "″", "同前", "同上\n"])
def test_ditto_is_what_the_row_above_says(mark):
    rows = rows_of(
        HEAD, ROW, ["合计", "", "", "", "1"], ["2", mark, mark, "李四", "噪音"], ["3", mark, mark, mark, "水"]
    )
    assert [row[1:4] for _, row in rows] == [
        ["柳河村", "2025-03-05", "张三"],
        ["柳河村", "2025-03-05", "李四"],
        ["柳河村", "2025-03-05", "李四"],
    ]


@pytest.mark.parametrize(
    ("rows", "nil"),
    [
        ([], True),
        ([["", "", "", "", ""]], True),
        ([["1", "", "", "", ""], ["2", "", "", "", ""]], True),
        ([["无"]], True),
        ([["零报告"]], True),
        ([["1", "", "", "", "本月无矛盾纠纷"]], True),
        ([["2025年3月本村未排查出矛盾纠纷。"]], True),
        ([["1", "无", "无", "无", "无"]], True),
        ([["注：本表一式两份"], ["审核人：王五"]], True),
        ([ROW], False),
        ([["", "", "", "", "", "只在没有表头的列里"]], False),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_nil_return_says_so(rows, nil):
    assert table_of(HEAD, *rows).nil is nil


def test_rows_that_went_unread_are_no_nil_return():
    assert not table_of([*HEAD, "奇怪的列"], ["1", "", "", "", "", "有内容"]).nil
    assert not table_of(HEAD, hidden=3).nil


def test_a_cell_without_end_names_its_row():
    with pytest.raises(BadFile, match="第2行"):
        rows_of(HEAD, [*ROW[:4], "字" * 10_000_000])


SAID = (
    "合计|小 计：3|注：|填表人|无|本月无|零报告|示例|—|-|/|| |\u3000合计|柳河村2025年3月台账|电梯停运|共计5人"
    "|1|17|12件|a|Á|á|\u0301|＃|①|nan|NULL|同|上"
)
WORDS = st.sampled_from([*HEAD, *sorted(DITTO), *SAID.split("|")])
TEXTS = st.one_of(WORDS, st.builds(str.__add__, WORDS, WORDS), st.text(max_size=6))
CELLS = st.one_of(
    TEXTS, TEXTS, st.none(), st.floats(), st.integers(0, 99), st.booleans(), st.dates(), st.datetimes()
)
HEADS = st.sampled_from(
    [HEAD, ["á时间", "上报时间", "纠纷简况"], ["1", "2", "上报时间", "纠纷简况", "NaN"], HEAD[1:]]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(head=HEADS, row=st.lists(CELLS, max_size=7))
@example(head=HEAD, row=["a\u0301时间", "x", "y", "z"])
@example(head=HEAD, row=["1", " ", "合计", "2", "3"])
def test_the_cheap_test_never_says_data_where_the_exact_one_does_not(head, row):
    header = find_header([(1, ["柳河村2025年3月台账"]), (2, head)], mapped={})
    texts = [text_of(cell) for cell in row]
    if certainly_data(block_of([(1, row)]), header)[0]:
        assert kind_of_row(texts, header) is Kind.DATA
        assert DITTO.isdisjoint(texts)


def test_the_cheap_test_knows_an_ordinary_row():
    header = find_header([(1, HEAD)], mapped={})
    rows = [(1, ROW), (2, [1.0, "柳河村", 45000.5, "", "电梯停运"]), (3, ["合计", "", "", "", "2件"])]
    assert certainly_data(block_of(rows), header).tolist() == [True, True, False]


@pytest.mark.parametrize("told", ["没有时间", "没有路灯", "无证施工", "没有自来水", "无人管", "没有发工资"])
def test_a_complaint_that_begins_with_none_is_no_nil_return(told):
    assert [row[4] for _, row in table_of(HEAD, ["9", "", "", "", told]).rows] == [told]


def written(rows):
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\n".join(lines).replace("\r", " ")


PLAIN = st.sampled_from(["1", "17", "柳河村", "2025-03-05", "张三", "电梯停运", "共计5人", "合同", ""])
LINES = st.lists(
    st.one_of(st.just(ROW), st.just(ROW), st.lists(st.one_of(PLAIN, PLAIN, WORDS), min_size=5, max_size=5)),
    max_size=12,
)


@settings(deadline=None)
@given(lines=LINES, wide=st.booleans(), title=st.booleans())
@example(lines=[ROW, [*ROW[:3], "同上", ROW[4]], ["合计", "", "", "", "2"], ROW], wide=False, title=True)
def test_a_text_in_columns_is_the_table_its_rows_are(lines, wide, title):
    """The same lots by columns, which look at few rows, and row by row, which look at each."""
    rows = [*[["柳河村2025年3月台账", "", "", "", ""]] * title, HEAD, *lines]
    rows = [[*row, "旁注" if wide and number == 4 else ""] for number, row in enumerate(rows)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(text_lots, "LOT_ROWS", 4)
        patched.setattr(ledger_table, "BATCH_ROWS", 4)
        texts = [written(rows).encode()] if rows else []
        read = list(read_lots(iter(texts), ",", 1, BufferError))
        told = [row for lot in read for row in lot.numbered()]
        assert _outcome(TextLots(iter(read))) == _outcome(iter(told))


def _outcome(rows):
    """The texts of the blocks, whether it is nil, and what stands above; or why there is no table."""
    try:
        table = find_table(Sheet("柳河村", rows), Mapping())
    except BadFile as refusal:
        return refusal.zh
    if table is None:
        return None
    lots = list(table.lots)
    by_row = [(number, [text_of(cell) for cell in row[:6]]) for told, _ in lots for number, row in told()]
    return by_row, _texts(block for _, block in lots), table.nil, table.above


def _texts(blocks):
    return [
        (int(number), *(block.text(place).rows()[at] for place in range(6)))
        for block in blocks
        for at, number in enumerate(block.row_nos)
    ]
