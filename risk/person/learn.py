"""What Splink learns of a table of petitioners: m and u of every level of every comparison.

petitioner   record_no  report_index  name_token  …  row_key  text_size      → {"phone": ((0.86, 4e-6), (0.14, 1.0)), …}

u from chance pairs (seeded), m by expectation-maximisation among pairs that agree on one token, once per token, the mean
of these. A comparison nothing was told of learns nothing: (). Sources: Fellegi and Sunter 1969; Winkler 1988 (EM),
1989 (frequencies); Linacre et al. 2022 (Splink).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from data.db import Connection
from data.lend import execute_with
from risk.person.comparison import Comparison, Level, Settings
from risk.person.frequency import shares_of
from risk.person.model import Shares

if TYPE_CHECKING:
    from splink import DuckDBAPI, Linker

SEED = 20220501
CHANCE_PAIRS = 3e6
AGREEING_PAIRS = 1e6
AGREE_ON = ("sound_token", "phone_token", "address_token", "id_token")
TOKENS = {code: f"{code}_token" for code in ("name", "phone", "id", "ref", "address")}
Learnt = dict[str, Shares]


def learn(scratch: Connection, petitioners: pa.Table, settings: Settings) -> tuple[Learnt, str]:
    """m and u by comparison code, and the version of Splink; scratch: a database of its own with likeness_of()."""
    import splink
    from splink import DuckDBAPI, Linker

    execute_with(scratch, "CREATE TABLE petitioner AS SELECT * FROM told", None, {"told": petitioners})
    told = [one for one in settings.comparisons if _is_told(one, petitioners)]
    with _quiet():
        api = DuckDBAPI(connection=scratch)
        linker = Linker(api.register("petitioner"), model_to_train(told, settings.prior), log_level=None)
        give_frequencies(linker, api, petitioners, settings)
        linker.training.estimate_u_using_random_sampling(max_pairs=CHANCE_PAIRS, seed=SEED)
        for token in AGREE_ON:
            _learn_where(linker, token)
        found = {
            one["output_column_name"]: one for one in linker.misc.save_model_to_json(None)["comparisons"]
        }
    return {
        one.code: _shares(one, found.get(one.code), settings) for one in settings.comparisons
    }, splink.__version__


@contextmanager
def _quiet() -> Iterator[None]:
    """Splink tells its progress to the log; a home's log holds nothing of petitioners."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _is_told(one: Comparison, petitioners: pa.Table) -> bool:
    """Whether two petitioners tell the field at all: a column nobody fills cannot be learnt."""
    token = TOKENS.get(one.code)
    return token is None or len(petitioners) - petitioners.column(token).null_count > 1


def model_to_train(told: Sequence[Comparison], prior: float) -> dict[str, object]:
    """Splink's settings for these comparisons, as they stand before training or after it."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "record_no",
        "probability_two_random_records_match": prior,
        "max_iterations": 30,
        "comparisons": [
            {"output_column_name": one.code, "comparison_levels": [_unknown(one), *map(_level, one.levels)]}
            for one in told
        ],
    }


def _unknown(one: Comparison) -> dict[str, object]:
    return {"sql_condition": one.unknown, "label_for_charts": "unknown", "is_null_level": True}


def _level(level: Level) -> dict[str, object]:
    plain: dict[str, object] = {
        "sql_condition": level.when,
        "label_for_charts": level.en,
        "m_probability": level.m,
        "u_probability": level.u,
    }
    return {**plain, "tf_adjustment_column": level.frequency} if level.frequency else plain


def give_frequencies(linker: Linker, api: DuckDBAPI, petitioners: pa.Table, settings: Settings) -> None:
    """Splink's own frequencies would make a name twice among ten petitioners a common one."""
    for token in {level.frequency for one in settings.comparisons for level in one.levels} - {""}:
        counted = pc.value_counts(petitioners.column(token).drop_null())
        share = pa.array(shares_of(counted.field("counts").to_numpy(), len(petitioners)))
        table = pa.table({token: counted.field("values"), f"tf_{token}": share})
        linker.table_management.register_term_frequency_lookup(api.register(table), token)


def _learn_where(linker: Linker, token: str) -> None:
    """Learn from pairs that agree on a token; pairs of which no shares can be told (too few) teach nothing."""
    from splink.internals.exceptions import EMTrainingException

    rule = f"l.{token} = r.{token} AND l.row_key <> r.row_key"
    try:
        linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=AGREEING_PAIRS)
    except (EMTrainingException, ValueError):  # no such pairs, or a share too small to be told
        return


def _shares(
    one: Comparison, found: Mapping[str, Sequence[Mapping[str, object]]] | None, settings: Settings
) -> Shares:
    """m and u of the levels, none speaking more strongly against a pair than allowed; u never met by chance is the fixed one."""
    if found is None:
        return ()
    levels = [level for level in found["comparison_levels"] if not level.get("is_null_level")]
    m = [_share(level.get("m_probability")) for level in levels]
    if not any(m):
        return ()
    u = [
        _share(level.get("u_probability")) or fixed.u for level, fixed in zip(levels, one.levels, strict=True)
    ]
    unseen = [*u[:-1], 0.0]  # a level no true pair showed speaks neither way, the last one against
    least = 2**settings.least_bits
    return tuple((max(a or none, b * least), b) for a, b, none in zip(m, u, unseen, strict=True))


def _share(told: object) -> float:
    """Splink says in words that it has not observed a level: 0."""
    return float(f"{told:.9g}") if isinstance(told, float) else 0.0
