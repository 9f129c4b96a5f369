"""Names, phones and numbers: normalised, then only as tokens; free text masked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.identity import normal_id, normal_phone, pinyin_of, split_names
from ingest.mask import mask
from ingest.person.agent import principals


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("张三", ["张三"]),
        ("张 三（组长）、李四", ["张三", "李四"]),
        ("张三与李四", ["张三", "李四"]),
        ("张三等5人", ["张三"]),
        ("欧阳锋先生", ["欧阳锋"]),
        ("1.张三\n2.李四", ["张三", "李四"]),
        ("1. 2.", []),
        ("匿名", []),
        ("村民", []),
        ("—", []),
        ("", []),
    ],
)
def test_the_parties_named_in_a_cell(written, names):
    assert split_names(written) == names


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("138 1234 5678", "13812345678"),
        (13812345678.0, "13812345678"),
        ("+86-13812345678", "13812345678"),
        ("0571-88888888", "057188888888"),
        ("1.38E+10", None),
        ("无", None),
    ],
)
def test_a_phone(written, phone):
    assert normal_phone(written) == phone


@pytest.mark.parametrize(
    ("narrative", "names"),
    [
        ("我是何国峰的家属，龙湖新村15幢漏水", ["何国峰"]),
        ("受罗兴生委托来说一下，鱼塘污染", ["罗兴生"]),
        ("代母亲孙春琴反映：低保取消", ["孙春琴"]),
        ("丈夫江健反映：承包地被占", ["江健"]),
        ("秦明松年纪大不方便，由儿子代说", ["秦明松"]),
        ("代表全体业主反映电梯停运", []),
        ("村民反映路灯不亮", []),
    ],
)
def test_whom_an_agent_speaks_for(narrative, names):
    assert principals(narrative) == names


def test_only_an_id_number_whose_checksum_holds_may_link():
    assert normal_id("11010519491231002X") == "11010519491231002X"  # the example of GB 11643
    assert normal_id("11010519491231002x ") == "11010519491231002X"
    assert normal_id("110105194912310021") is None
    assert normal_id("110105491231002") == "11010519491231002X"


def test_names_that_sound_alike():
    assert pinyin_of("张伟") == pinyin_of("章炜") == "zhang wei"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张三反映", "某某反映"),
        ("电话13812345678。", "电话〔电话〕。"),
        ("电话 138 1234 5678", "电话 〔电话〕"),
        ("座机0571-88888888", "座机〔电话〕"),
        ("座机0571-8888 8888", "座机〔电话〕"),
        ("１３８１２３４５６７８", "〔电话〕"),
        ("身份证11010519491231002X", "身份证〔证件号〕"),
        ("身份证110105194912310021错", "身份证〔证件号〕错"),
        ("老证110105491231002", "老证〔证件号〕"),
        ("卡号6222 0212 3456 7890 123", "卡号〔卡号〕"),
        ("车牌浙A12345", "车牌〔车牌〕"),
        ("欠150000元，2024-01-01起", "欠150000元，2024-01-01起"),
        ("3幢2单元1801室", "3幢2单元1801室"),
    ],
)
def test_what_identifies_is_masked(text, shown):
    assert mask(text, ["张三"]) == shown


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.text("张王和与及等人生士李女先1.（）、 ", max_size=6))
def test_one_plain_name_is_read_as_any_other(text: str) -> None:
    assert split_names(text) == split_names(f"、{text}")
