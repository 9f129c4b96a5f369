"""The table of a site's own names."""

from __future__ import annotations

import pytest

from data.errors import BadFile
from grid.addressing.alias import LocalName, read_local_names, unknown_names

TABLE = "name,kind,area_code\n石桥村,alias,9901\n金桂苑,小区,9902\n浙江省,wider,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_in_the_encodings_of_a_spreadsheet(tmp_path, encoding):
    file = tmp_path / "names.csv"
    file.write_bytes(TABLE.encode(encoding))
    names = read_local_names(file)
    assert names == (
        LocalName("石桥村", "alias", "9901"),
        LocalName("金桂苑", "estate", "9902"),
        LocalName("浙江省", "wider", ""),
    )
    assert unknown_names(names, {"9901": None}) == (names[1],)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("name,kind\n", "第1行：缺少列 area_code"),
        ("", "第1行：缺少列 name、kind、area_code"),
        ("name,kind,area_code\n石桥村,河流,9901\n", "第2行：没有「河流」这种名称"),
        ("name,kind,area_code\n石桥村,alias,9901\n,alias,9901\n", "第3行：没有名称"),
        ("name,kind,area_code\n石桥村,alias,\n", "第2行：没有区域编号"),
        ("name,kind,area_code\n浙江省,wider,33\n", "第2行：上级地名不写编号"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path, table, says):
    file = tmp_path / "names.csv"
    file.write_text(table, encoding="utf-8")
    with pytest.raises(BadFile) as error:
        read_local_names(file)
    assert f"names.csv {says}" in error.value.zh
    assert "names.csv line" in error.value.en


def test_neither_utf8_nor_gbk(tmp_path):
    file = tmp_path / "names.csv"
    file.write_bytes(b"\xff\xff\xff")
    with pytest.raises(BadFile):
        read_local_names(file)
