"""The parties of many rows at once are those of each row by itself."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.ledger.heading import find_header
from ingest.ledger.lot import Lot
from ingest.mapping import Mapping
from ingest.person.party import TOKENS, take_parties
from ingest.person.token import Tokens
from ingest.rows.block import block_of
from tests.ingest.party_twin import parties_of

HEADINGS = {
    "petitioner_name": "当事人",
    "petitioner_phone": "联系电话",
    "petitioner_id_number": "身份证号",
    "petitioner_address": "家庭住址",
    "petitioner_ref": "用户编号",
    "other_party_name": "乙方",
    "other_party_phone": "乙方电话",
    "respondent": "被反映方",
    "officer": "责任人",
    "leader": "包案领导",
    "narrative": "纠纷简况",
}
NAMES = st.sampled_from(
    [
        "",
        "张三",
        "张三、李四",
        "王 五（组长）",
        "匿名",
        "无",
        "青石物业公司",
        "张三，青石物业公司",
        "赵六等5人",
    ]
)
PHONES = st.sampled_from(
    ["", "13800138000", "13800138000、13900139000", "1.38E+10", "+86 138-0013-8001", "无"]
)
CELLS = {
    "petitioner_name": NAMES,
    "petitioner_phone": PHONES,
    "petitioner_id_number": st.sampled_from(["", "11010519491231002X", "110105194912310020", "无"]),
    "petitioner_address": st.sampled_from(["", "某小区 3幢", "#"]),
    "petitioner_ref": st.sampled_from(["", "U17"]),
    "other_party_name": NAMES,
    "other_party_phone": PHONES,
    "respondent": NAMES,
    "officer": NAMES,
    "leader": NAMES,
    "narrative": st.sampled_from(["电梯停运", "我是何国峰的家属，电梯停运", "受罗兴生委托反映噪声"]),
}
ROWS = st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=12)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(ROWS)
def test_many_rows_at_once_are_as_one_by_one(rows: list[dict[str, str]]) -> None:
    tokens, one = Tokens("ab" * 32), Tokens("ab" * 32)
    parties = take_parties(_lot(rows), tokens)
    expected = [
        parties_of(_said(row), lambda field, text: one.tokens(field, [text])[0].as_py()) for row in rows
    ]
    assert _by_row(parties.table, len(rows)) == [told.parties for told in expected]
    assert [set(names) for names in parties.names] == [told.names for told in expected]
    assert parties.respondent.rows() == [told.respondent for told in expected]
    assert parties.petitioner_count.tolist() == [_petitioners(told.parties) for told in expected]
    assert [len(names) == len(set(names)) for names in parties.names] == [True] * len(rows)


def _petitioners(parties: list[tuple[object, ...]]) -> int:
    return sum(party[0] == "petitioner" for party in parties)


def _said(row: dict[str, str]) -> dict[str, str]:
    return {column: "" if text == "无" else text for column, text in row.items()}


def _lot(rows: list[dict[str, str]]) -> Lot:
    head = list(HEADINGS.values())
    header = find_header([(1, [*head, "上报时间"])], mapped={})
    assert header is not None
    numbered = [(number, [row[column] for column in HEADINGS]) for number, row in enumerate(rows, start=2)]
    return Lot(block_of(numbered), header, Mapping(), None)


def _by_row(table: object, count: int) -> list[list[tuple[object, ...]]]:
    told: list[list[tuple[object, ...]]] = [[] for _ in range(count)]
    for party in table.to_pylist():  # type: ignore[attr-defined]
        assert party["party_no"] == len(told[party["row"]]) + 1
        told[party["row"]].append((party["role_code"], *(party[name] for name in TOKENS)))
    return told
