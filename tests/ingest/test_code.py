"""Words of coded columns, and the code each means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.codelist import read_list, read_words
from ingest.parse.code import parse_code
from ingest.parse.kind import parse_kind, parse_subject
from ingest.parse.nothing import says_nothing


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        ("channel", "来访", "visit"),
        ("channel", "集体来访", "visit"),
        ("channel", " 来 访 ", "visit"),
        ("channel", "群众来信", "letter"),
        ("channel", "网上信访", "web"),
        ("channel", "网上来信", "web"),
        ("channel", "12345热线", "call"),
        ("channel", "１２３４５", "call"),
        ("channel", "网格员上报", "screening"),
        ("channel", "VISIT", "visit"),
        ("satisfaction", "满意", "satisfied"),
        ("satisfaction", "不满意", "dissatisfied"),
        ("satisfaction", "不太满意", "dissatisfied"),
        ("satisfaction", "基本满意", "fair"),
        ("status", "未化解", "open"),
        ("status", "尚未化解", "open"),
        ("status", "双方未达成协议", "open"),
        ("status", "没有化解", "open"),
        ("status", "调解不成功", "open"),
        ("status", "调解失败", "open"),
        ("status", "正在化解", "handling"),
        ("status", "部分化解", "handling"),
        ("status", "司法确认中", "mediation"),
        ("status", "已化解", "settled"),
        ("status", "已成功化解", "settled"),
        ("status", "化解", "settled"),
        ("status", "已销号", "closed"),
        ("level", "省", "province"),
        ("level", "村（社区）", "community"),
        ("safety_concern", "无", "no"),
        ("safety_concern", "√", "yes"),
    ],
)
def test_a_coded_word(kind, written, code):
    assert parse_code(written, kind=kind) == code


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("channel", "口哨"),
        ("channel", "来信来访"),
        ("channel", "信访"),
        ("channel", ""),
        ("channel", "—"),
        ("channel", "无"),
        ("status", "拟化解"),
        ("status", "预计3月化解"),
        ("status", "化解难度大"),
        ("status", "不能达成协议"),
        ("status", "是否已化解"),
        ("satisfaction", "难以满意"),
        ("satisfaction", "一般般"),
        ("level", "省道"),
    ],
)
def test_what_is_denied_wished_for_or_could_be_two_things_is_not_guessed(kind, written):
    assert parse_code(written, kind=kind) is None


@pytest.mark.parametrize(
    ("kind", "code", "word"),
    [
        (kind, code, word.removeprefix("="))
        for kind, codes in read_words("values").items()
        for code, words in codes.items()
        for word in words
    ],
)
def test_every_word_of_the_list_means_its_code_and_no_other(kind, code, word):
    assert parse_code(word, kind=kind) == code


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("15", "15"),
        (" 1 5", "15"),
        ("１５", "15"),
        ("\u300015\u3000", "15"),
        ("1", "01"),
        ("01", "01"),
        ("15物业纠纷", "15"),
        ("15-物业纠纷", "15"),
        ("15、物业纠纷", "15"),
        ("物业纠纷", "15"),
        ("物业", "15"),
        ("Property management", "15"),
        ("互联网（电子商务）纠纷", "17"),
        ("欠薪", "18"),
        ("拖欠农民工工资", "18"),
        ("房屋租赁合同纠纷", "04"),
        ("劳动合同纠纷", "10"),
        ("农村土地承包合同", "07"),
        ("其他邻里纠纷", "02"),
        ("其他", "99"),
        ("其它类", "99"),
        ("劳动和社会保障_工资", "18"),
        ("劳动和社会保障＿工资", "18"),
        ("城乡建设_征地拆迁", "08"),
        ("城乡建设/征地拆迁", "08"),
        ("城乡建设＞征地拆迁", "08"),
        ("城乡建设->征地拆迁", "08"),
        ("城乡建设—征地拆迁", "08"),
        ("城乡建设：征地拆迁", "08"),
        ("城乡建设|征地拆迁", "08"),
        ("城乡建设\\征地拆迁_补偿", "08"),
        ("城乡建设 _ 征地拆迁", "08"),
        ("生态环境_噪声", "09"),
        ("教育", "99"),
        ("教育_招生", "99"),
    ],
)
def test_a_kind(written, kind):
    assert parse_kind(written) == kind


@pytest.mark.parametrize(
    "written",
    [
        "完全没听过",
        "邻里、噪音",
        "土地、邻里",
        "2015年的事",
        "20",
        "00",
        "100",
        "",
        "无",
        "—",
        "_",
        "物业" * 40,
    ],
)
def test_a_kind_nobody_knows_or_that_could_be_two_is_not_guessed(written):
    assert parse_kind(written) is None


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (row["code"], word)
        for row in read_list("kinds")
        for word in [row["code"], row["name"], row["name_en"], *row["words"].split("|")]
    ],
)
def test_every_word_of_a_kind_means_that_kind_and_no_other(code, word):
    assert parse_kind(word) == code


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("劳动和社会保障_工资", "06"),
        ("劳动和社会保障类", "06"),
        (" 劳动和社会保障 / 工资 ", "06"),
        ("06", "06"),
        ("6", "06"),
        ("没有这个", None),
        ("", None),
        ("工资_劳动和社会保障", None),
    ],
)
def test_a_subject_is_the_first_level(written, subject):
    assert parse_subject(written) == subject


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u3000", "-", "——", "－", "无", "暂无", "/", "N/A", "Ｎ／Ａ", "#N/A", "NULL", "nan", "不详"],
)
def test_words_that_say_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["0", "无人机", "无证经营", "—3", "否", "a", "同上", "不详细"])
def test_words_that_say_something(text):
    assert not says_nothing(text)


CODES = st.text(max_size=30) | st.text("不未没已化解调满意来访信_/、- 物业15中", max_size=14)


@settings(deadline=None)
@given(CODES, st.sampled_from(sorted(read_words("values"))))
def test_no_text_breaks_a_parser(text, kind):
    assert parse_code(text, kind=kind) in {None, *read_words("values")[kind]}
    assert parse_kind(text) in {None, *(row["code"] for row in read_list("kinds"))}
    assert parse_subject(text) in {None, *(row["code"] for row in read_list("petition_l1_current"))}
    says_nothing(text)


@settings(deadline=None)
@given(
    st.sampled_from(["物业", "劳动和社会保障_工资", "欠薪"]),
    st.text(" \t\n\u3000", max_size=4),
    st.text(" \u3000", max_size=4),
)
def test_blanks_about_a_word_change_nothing(word, before, after):
    assert parse_kind(before + word + after) == parse_kind(word)
