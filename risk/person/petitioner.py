"""The petitioners of all reports looked at, laid out for Splink in a database of its own.

record_no  report_index  name_token  …  area_code  respondent_id  kind  row_key  text_size
1          0             0f3c…       …  g1         o1             18    a        87

Splink gets tokens alone, in memory, and what it made of them is gone when it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb
import numpy as np
import pyarrow as pa
from duckdb.func import PythonUDFType
from duckdb.sqltypes import DOUBLE, INTEGER

from data.db import Connection
from risk.link.likeness import Corpus, likeness, read_texts
from risk.person.statement import column_of_text, statement
from risk.query import number, put

Compare = Callable[[pa.Array, pa.Array], pa.Array]


def petitioners(connection: Connection, number_weight: int) -> tuple[pa.Table, Corpus]:
    """The table above, from the temporary table person_record, and the texts by report_index."""
    told = connection.execute(statement("person_training")).to_arrow_table()
    reports = told.column("report_index").to_numpy()
    count = number(connection, "SELECT count(*) FROM person_asked")
    put(connection, "person_text_of", report_index=np.arange(count, dtype=np.int32))
    corpus = read_texts(column_of_text(connection, "person_text", "story"), number_weight=number_weight)
    return told.append_column("text_size", pa.array(corpus.counts[reports])), corpus


@contextmanager
def in_memory(likeness_of: Compare) -> Iterator[Connection]:
    """A database that never spills to disk and knows likeness_of(report, report); one thread, for the same answer each time."""
    with duckdb.connect(":memory:", config={"temp_directory": "", "threads": 1}) as scratch:
        scratch.execute("SET enable_progress_bar = false")
        scratch.create_function(
            "likeness_of", likeness_of, [INTEGER, INTEGER], DOUBLE, type=PythonUDFType.ARROW
        )
        yield scratch


def likeness_for(corpus: Corpus) -> Compare:
    """How alike the texts of two reports are, whole columns at a time."""

    def likeness_of(left: pa.Array, right: pa.Array) -> pa.Array:
        one, other = (np.asarray(side.to_numpy(zero_copy_only=False), np.int64) for side in (left, right))
        return pa.array(likeness(corpus, one, other))

    return likeness_of
