"""What is done to a whole column at one stroke is what its parser does to each value."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.cell import fold
from ingest.hashing import hashed_id, hashed_ids
from ingest.parse.degrees import parse_degrees
from ingest.parse.dispute import split_disputes
from ingest.parse.moment import parse_moment
from ingest.parse.plain import plain_degrees, plain_moments
from ingest.person import agent
from ingest.report.make import MAY_HOLD_SEVERAL
from ingest.report.rowkey import folded

LIST_PIECES = st.sampled_from(
    (
        "1.|2.|3、|２、|1、|(1)|（2）|(2)|一、|二、|（一）|（二）|第一，|第二，|①|②|欠薪三万元未付|宿舍漏水无人修|；|。|\n|"
        " |\u3000|2.5万元|12.3|："
    ).split("|")
)
AGENT_PIECES = st.sampled_from(
    [
        "我是",
        "何国峰",
        "的家属",
        "受",
        "罗兴生",
        "委托",
        "代",
        "母亲",
        "孙春琴",
        "反映",
        "：",
        "，",
        "\u3000",
        "年纪大",
        "，由",
        "丈夫",
    ]
)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(LIST_PIECES, max_size=8).map("".join))
def test_no_list_of_disputes_is_passed_over(text: str) -> None:
    if len(split_disputes(text)) > 1:
        assert pc.match_substring_regex(pa.array([text]), MAY_HOLD_SEVERAL).to_pylist() == [True]


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(AGENT_PIECES, max_size=8).map("".join))
def test_no_principal_is_passed_over(text: str) -> None:
    if agent.principals(text):
        assert pc.match_substring_regex(pa.array([text]), agent._MAY_BE).to_pylist() == [True]


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(st.one_of(st.floats(), st.decimals(allow_nan=False, allow_infinity=False).map(str), st.text()))
)
def test_plain_degrees(values: list[float | str]) -> None:
    for value, degrees in zip(values, plain_degrees(values).tolist(), strict=True):
        assert np.isnan(degrees) or degrees == parse_degrees(value)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(st.one_of(st.datetimes(), st.datetimes().map(lambda m: m.strftime("%Y-%m-%d %H:%M")), st.text()))
)
def test_plain_moments(values: list[datetime | str]) -> None:
    for value, moment in zip(values, plain_moments(values).tolist(), strict=True):
        assert moment is None or moment == parse_moment(value, year=None)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.text()))
def test_texts_folded(texts: list[str]) -> None:
    whole = [text.encode("utf-8", "replace").decode() for text in texts]
    known = [
        text
        for text in whole
        if all(ord(character) < 0x2E80 or "\u4e00" <= character <= "\uffef" for character in text)
    ]
    told = folded(pa.array(known, pa.string())).to_pylist()
    assert [text.casefold() for text in told] == [fold(text).casefold() for text in known]


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.text()))
def test_ids_of_many_texts(texts: list[str]) -> None:
    whole = [text.encode("utf-8", "replace").decode() for text in texts]
    assert hashed_ids([text.encode() for text in whole]).to_pylist() == [hashed_id(text) for text in whole]
