"""The problems a receipt shows, when there are more than it can hold."""

from __future__ import annotations

import pyarrow as pa

from ingest.problem import SOME_OF_EACH, Problems


def found(**counts: int) -> Problems:
    problems = Problems()
    for rule, count in counts.items():
        problems.add_rows(rule, sheet="柳河村", rows=pa.array(range(1, count + 1), pa.int32()))
    return problems


def told(problems: Problems, most: int) -> dict[str, int]:
    rules = [problem.rule for problem in problems.first(most)]
    return {rule: rules.count(rule) for rule in dict.fromkeys(rules)}


def test_all_are_shown_while_there_is_room() -> None:
    assert told(found(date_missing=3, not_placed=5), 1000) == {"date_missing": 3, "not_placed": 5}


def test_of_every_rule_some_are_shown() -> None:
    many = found(not_placed=5000, date_missing=2000, phone_unusable=1)
    assert told(many, 100) == {
        "date_missing": 100 - SOME_OF_EACH - 1,
        "not_placed": SOME_OF_EACH,
        "phone_unusable": 1,
    }


def test_they_keep_their_order_behind_those_that_reject() -> None:
    rows = [(problem.severity, problem.row) for problem in found(not_placed=50, date_missing=50).first(60)]
    assert rows == sorted(rows, key=lambda row: (row[0] != "error", row[1]))
    assert found().first(10) == ()
