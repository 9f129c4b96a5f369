"""Whole columns are masked as each text by itself would be."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.mask import mask
from ingest.person.masking import FEW, Names, masked_rows
from ingest.rows.column import text_column

PIECES = st.sampled_from(
    (
        "张三|李四丰|Anna|138 0013 8000|13800138000|浙A12345|110101199003071234|６２２２|2024-03-05|2024-03-05 10:20|反映|，| |"
        "\u3000|0571-88888888|1.38E+10|6222021234567890123|-|12"
    ).split("|")
)
TEXTS = st.lists(PIECES, max_size=5).map("".join)
NAMES = st.sets(st.sampled_from(["张三", "李四丰", "Anna", "三反"]), max_size=3)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.tuples(TEXTS, NAMES), min_size=1, max_size=20))
def test_a_column_is_masked_as_its_texts_are(rows: list[tuple[str, set[str]]]) -> None:
    names = [tuple(sorted(names, key=lambda name: (-len(name), name))) for _, names in rows]
    texts = text_column([text for text, _ in rows])
    numbers_first = [mask(mask(text), own) for text, own in zip(texts.rows(), names, strict=True)]
    assert masked_rows(texts, Names(names)).to_pylist() == numbers_first


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(TEXTS)
def test_what_is_masked_stays_as_it_is(text: str) -> None:
    assert mask(mask(text)) == mask(text)


def test_many_distinct_texts_are_masked_too() -> None:
    texts = text_column([f"张三说了{number}" for number in range(FEW + 1)])
    masked = masked_rows(texts, Names([("张三",)] * (FEW + 1))).to_pylist()
    assert masked[-1] == f"某某说了{FEW}"


def test_a_row_is_masked_by_its_own_names_only() -> None:
    texts = text_column(["张三说李四", "张三说李四"])
    assert masked_rows(texts, Names([("张三",), ("李四",)])).to_pylist() == ["某某说李四", "张三说某某"]
