"""Weights learnt by Splink from a drawn town of 1,100 reports, kept, and used as Splink itself would."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date

import pytest

from data.db import Connection, Store
from risk.person import Model, fixed_model, learn, model_in_use, same_people, train
from risk.person.compared import compare
from risk.person.comparison import fixed_settings
from risk.person.learn import give_frequencies, model_to_train
from risk.person.model import from_json
from risk.person.petitioner import in_memory, likeness_for, petitioners
from risk.person.weigh import match_weight
from tests.risk.ledger import CONFIG, add, make_warehouse, party, report, rows, run

ON = date(2024, 7, 1)
PEOPLE = 700
Row = dict[str, object]


def _town() -> tuple[list[Row], list[Row]]:
    """Every second person raises one thing twice, in words that share half; each tenth repeat has a slip in the name."""
    dice = random.Random(5)
    reports, parties = [], []
    for person in range(PEOPLE):
        grid = dice.choice(("g1", "g2", "g3"))
        words = [chr(dice.randrange(0x4E00, 0x9000)) for _ in range(60)]
        for turn in range(1 + person % 2 + (person % 7 == 0)):
            key = f"r{person:03d}{turn}"
            name = f"slip {key}" if turn and dice.random() < 0.1 else f"person {person % 690}"
            told = "".join(words[turn * 15 : turn * 15 + 30])
            reports.append(
                report(
                    key, "2024-03-01", narrative=told, grid_text=grid, category_code=dice.choice(("15", "18"))
                )
            )
            parties.append(party(key, name=name, phone=dice.choice(("", f"phone {person}"))))
    return reports, parties


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = make_warehouse(tmp_path_factory.mktemp("town"))
    reports, parties = _town()
    add(store, "core_report", reports)
    add(store, "core_report_party", parties)
    run(store, "2024-06-30")
    yield store
    store.close()


@pytest.fixture(scope="module", autouse=True)
def _few_chance_pairs() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(learn, "CHANCE_PAIRS", 3e5)
        yield


@pytest.fixture(scope="module")
def model(town: Store) -> Model:
    with town.writing() as connection:
        return train(connection, CONFIG, on=ON)


def test_what_was_learnt_tells_people_apart(town: Store, model: Model) -> None:
    """Of the pairs found 98 of 100 are right, and 85 of 100 true ones are found; columns nobody fills are not trained."""
    assert (model.how, model.trained_on, model.record_count) == ("trained", ON, len(_town()[1]))
    assert set(model.untrained) == {"id", "ref", "address"}
    with town.trying() as connection:
        same_people(connection, model)
        found = connection.execute("SELECT left_report_id, right_report_id FROM person_pair").fetchall()
    right = [pair for pair in found if pair[0][:4] == pair[1][:4]]
    ids = [str(row["report_id"]) for row in _town()[0]]
    true = sum(one < other and one[:4] == other[:4] for one in ids for other in ids)
    assert len(right) / len(found) >= 0.98
    assert len(right) / true >= 0.85


def test_the_model_is_kept_and_comes_back_the_same(town: Store, model: Model) -> None:
    with town.reading() as connection:
        assert model_in_use(connection, CONFIG) == model
    assert from_json(model.to_json()) == model


def test_training_again_on_the_same_reports_gives_the_same_model(town: Store, model: Model) -> None:
    with town.trying() as connection:
        assert train(connection, CONFIG, on=ON).model_hash == model.model_hash


def test_a_model_of_another_version_or_shape_is_not_used() -> None:
    text = fixed_model(6).to_json()
    assert from_json(text) == fixed_model(6)
    assert from_json(text.replace('"version": 1', '"version": 0')) is None
    assert from_json(re.sub(r'"phone": \[\[[^\]]*\], ', '"phone": [', text)) is None


def test_too_few_reports_keep_the_weights_that_ship(warehouse: Store) -> None:
    add(warehouse, "core_report", [report("a", "2024-03-01")])
    add(warehouse, "core_report_party", [party("a", name="张三")])
    run(warehouse, "2024-06-30")
    with warehouse.writing() as connection:
        assert train(connection, CONFIG, on=ON) == fixed_model(6) == model_in_use(connection, CONFIG)


def test_every_pair_weighs_what_splink_says(town: Store, model: Model) -> None:
    with town.trying() as connection:
        compared = compare(connection, "last", number_weight=6)
        ours = sorted(match_weight(compared, model).tolist())
        pairs = connection.execute("SELECT left_no, right_no FROM person_candidate").fetchall()
        theirs = _by_splink(connection, model)
    assert ours == pytest.approx(sorted(theirs[pair] for pair in pairs), abs=1e-6)


def _by_splink(connection: Connection, model: Model) -> dict[tuple[int, int], float]:
    """(record, record) → match weight as Splink predicts it with the model's m and u."""
    from splink import DuckDBAPI, Linker

    table, corpus = petitioners(connection, 6)
    with in_memory(likeness_for(corpus)) as scratch:
        scratch.register("told", table)
        scratch.execute("CREATE TABLE petitioner AS SELECT * FROM told")
        api = DuckDBAPI(connection=scratch)
        told = {
            **model_to_train(model.comparisons, model.prior),
            "blocking_rules_to_generate_predictions": [
                "l.sound_token = r.sound_token", "l.phone_token = r.phone_token",
            ],
        }  # fmt: skip
        linker = Linker(api.register("petitioner"), told, log_level=None)
        give_frequencies(linker, api, table, fixed_settings())
        found = linker.inference.predict(threshold_match_weight=-200).as_duckdbpyrelation()
        asked = found.select("record_no_l, record_no_r, match_weight").fetchall()
    return {(min(one, other), max(one, other)): weight for one, other, weight in asked}


def test_nothing_of_a_person_is_stored(town: Store, model: Model) -> None:
    """Neither training nor scoring adds a table, a token or a group of people; what is kept are weights."""
    before = rows(town, "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1")
    with town.writing() as connection:
        same_people(connection, model)
        made = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE temporary AND table_name LIKE 'person%'"
        ).fetchall()
        columns = connection.execute(
            "SELECT column_name FROM duckdb_columns() WHERE table_name = 'person_pair'"
        ).fetchall()
    assert made == [("person_pair",)]
    assert [name for (name,) in columns] == [
        "left_report_id",
        "right_report_id",
        "match_weight",
        "match_probability",
    ]
    assert rows(town, "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1") == before
    kept = repr(rows(town, "SELECT value FROM core_setting WHERE name = 'person_model'"))
    tokens = {
        str(token) for row in rows(town, "SELECT * FROM core_report_party") for token in row[3:] if token
    }
    assert not [token for token in tokens if token in kept]
