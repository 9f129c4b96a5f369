"""Names as people write them, brought to one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grid import placename


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("第一网格", "1网格"),
        ("第01网格", "1网格"),
        ("１号网格", "1网格"),
        ("一 网 格", "1网格"),
        ("网格三", "3网格"),
        ("东风村第十二网格", "东风村12网格"),
        ("第一百二十网格", "120网格"),
        ("三里网格", "三里网格"),
        ("A区", "a区"),
        ("", ""),
    ],
)
def test_grid_key(written, key):
    assert placename.grid_key(written) == key


def test_a_bare_number_is_a_grid_only_inside_a_village():
    assert [placename.scoped_grid_key(text) for text in ("一", "1", "01", "第1")] == ["1网格"] * 4
    assert placename.grid_key("1") == "1"


@pytest.mark.parametrize(
    ("written", "key", "stem"),
    [
        ("东风 村", "东风村", "东风"),
        ("东风村村民委员会", "东风村", "东风"),
        ("东风村委会", "东风村", "东风"),
        ("东风社区居委会", "东风社区", "东风"),
        ("枫桥镇人民政府", "枫桥镇", "枫桥"),
        ("枫桥街道办事处", "枫桥街道", "枫桥"),
        ("村", "村", "村"),
    ],
)
def test_village_key(written, key, stem):
    assert placename.village_key(written) == key
    assert placename.stem(key) == stem


@given(st.integers(0, 999))
def test_numbers_in_chinese_and_in_digits_are_the_same(number):
    signs = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = f"{signs[hundreds]}百" if hundreds else ""
    written += f"{signs[tens]}十" if tens else ("零" if hundreds and ones else "")
    written += signs[ones] if ones or not number else ""
    assert placename.number_of(written) == number == placename.number_of(str(number))


@given(st.one_of(st.text(max_size=20), st.text("零〇一二两十百0１第号网格村委会", max_size=12)))
def test_any_text_has_a_key(text):
    for key in (placename.grid_key, placename.village_key, placename.scoped_grid_key):
        assert isinstance(key(text), str)


@given(st.text("abcXYZ0123456789网格", max_size=12))
def test_width_blanks_and_capitals_make_no_difference(text):
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() else sign for sign in text)
    assert placename.grid_key(f" {wide}\u3000\n") == placename.grid_key(text)
    assert placename.plain(" ".join(text.upper())) == placename.plain(text)
