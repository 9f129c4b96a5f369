"""How alike two texts are: drawn pairs, and the kernel against sets in plain Python."""

import re

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.link.likeness import likeness, read_texts

PAIRS = [
    ("欠我1.07万", "欠我10700元", "amounts are numbers, however written", 0.5, 0.99),
    ("6万5千", "65000", "units add up", 0.6, 0.99),
    ("某某（〔电话〕）反映漏水", "反映漏水", "masked names and marks are not read", 0.999, 1.001),
    ("ＡＢＣ　路１２号", "abc路12号", "full width and small letters are folded", 0.999, 1.001),
    ("2024年漏水", "2024年欠薪", "a year is no amount", 0.1, 0.7),
    ("", "漏水", "an empty text is like nothing", -0.001, 0.001),
    ("物业收费", "楼上漏水", "nothing in common", -0.001, 0.001),
]


def of(one: str, other: str) -> float:
    corpus = read_texts(pa.array([one, other]), number_weight=6)
    return float(likeness(corpus, np.array([0]), np.array([1]))[0])


@pytest.mark.parametrize(("one", "other", "_", "low", "high"), PAIRS)
def test_likeness(one: str, other: str, _: str, low: float, high: float) -> None:
    assert low <= of(one, other) <= high


def _pairs(text: str) -> set[str]:
    read = re.sub(r"[^0-9a-z\u3400-\u9fff]", "", text)
    return {read[k : k + 2] for k in range(len(read) - 1)}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.text("漏水欠薪物业，。 abc", max_size=12), min_size=2, max_size=4))
def test_the_kernel_agrees_with_sets(texts: list[str]) -> None:
    corpus = read_texts(pa.array(texts), number_weight=6)
    left, right = np.triu_indices(len(texts), 1)
    for i, j, found in zip(left, right, likeness(corpus, left, right), strict=True):
        one, other = _pairs(texts[i]), _pairs(texts[j])
        wanted = len(one & other) / (len(one) * len(other)) ** 0.5 if one and other else 0.0
        assert found == pytest.approx(wanted)


def test_no_texts_at_all() -> None:
    corpus = read_texts(pa.array([], pa.string()), number_weight=6)
    assert likeness(corpus, np.empty(0, np.int64), np.empty(0, np.int64)).tolist() == []
