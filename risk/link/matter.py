"""Which reports are one matter: candidates by shared tokens, decided by likeness, overruled by people.

link_reports(connection, config)  →  temporary tables link_edge (one row per link), doubt_edge and matter_root
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import fields

import numpy as np
import pyarrow as pa

from data.config import Link
from data.db import Connection
from risk.link.component import Links, roots
from risk.link.decide import EVIDENCE, Ints, Pairs, Shares, verdicts
from risk.link.likeness import Corpus, likeness, read_texts
from risk.person.model import Model
from risk.person.pair import same_people
from risk.query import Array, build, columns, number, put, statement

FINGERPRINT = "link_fingerprint"
LARGE = "link_large_block"
NOBODY = "00000000-0000-0000-0000-000000000000"  # the token of a block of reports that name nobody
Edges = dict[str, Array]


def link_reports(
    connection: Connection, config: Link, model: Model, *, changed: Collection[str] | None
) -> str:
    """Find the matters of `live_report`; "incremental" when only pairs with a changed report were worked out, else "full".

    changed: report ids touched since the last refresh; None for all. Reports the last refresh did not know, or
    a person has judged, count as changed. A new large block changes what is compared elsewhere, so it means a full run.
    """
    _mark_changed(connection, changed)
    build(connection, "link_member")
    fingerprint = _fingerprint(connection, config, model)
    if changed is not None and fingerprint != _known_fingerprint(connection):
        _mark_changed(connection, None)
        build(connection, "link_member")
        changed = None
    same_people(connection, model, of="live" if changed is None else "changed")
    edges = _joined(_kept(connection), _found(connection, config, model))
    _settle(connection, edges)
    _note(connection, FINGERPRINT, fingerprint)
    return "full" if changed is None else "incremental"


def link_near(
    connection: Connection, config: Link, model: Model, *, known_large: Collection[str]
) -> Edges | None:
    """The links and doubts among the reports of `changed_report`, live_report holding them and those of their large blocks.

    known_large: the large blocks of the last refresh. None when one of theirs became large, or one is large no more.
    """
    build(connection, "linkable")
    build(connection, "link_member")
    now = connection.execute(statement("large_block"), {"cap": config.block_cap_count}).fetchall()
    if not _is_as_large(connection, {str(row[0]) for row in now}, known_large):
        return None
    same_people(connection, model, of="near")
    found = _found(connection, config, model)
    reached = columns(connection, "near_index")["report_index"]
    both = np.isin(found["left_index"], reached) & np.isin(found["right_index"], reached)
    return {name: values[both] for name, values in found.items()}


def _is_as_large(connection: Connection, now: set[str], known: Collection[str]) -> bool:
    """Whether the large blocks of touched tokens, and of the places where nobody is named, are those there were."""
    tokens = {str(row[0]) for row in connection.execute("SELECT token FROM reach_token").fetchall()}
    places = connection.execute("SELECT category_code, area_code, place_text FROM reach_nameless").fetchall()
    scopes = {f"7 {NOBODY} {category} {area or text}" for category, area, text in places}
    was_known = number(connection, "SELECT count(*) FROM reach_touched WHERE is_known")
    if was_known and any(block.startswith("7 ") for block in known):
        return False  # where a report lay that names nobody is not known any more
    return not {
        block
        for block in now ^ set(known)
        if block.split(" ")[1] in tokens or block.split(" / ")[0] in scopes
    }


def settle_near(connection: Connection, edges: Edges) -> None:
    """Make matter_root, link_edge and doubt_edge of the reports laid out in live_report."""
    _settle(connection, edges)


def read_large(connection: Connection) -> list[str]:
    """The large blocks of the last refresh."""
    row = connection.execute("SELECT value FROM core_setting WHERE name = $name", {"name": LARGE}).fetchone()
    return [] if row is None else list(json.loads(row[0]))


def _mark_changed(connection: Connection, changed: Collection[str] | None) -> None:
    if changed is None:
        connection.execute("CREATE OR REPLACE TEMP TABLE changed_report AS SELECT report_id FROM live_report")
    else:
        put(connection, "touched_report", report_id=np.array(sorted(changed), dtype=object).astype(str))
        build(connection, "changed_report")
    build(connection, "linkable")


def _fingerprint(connection: Connection, config: Link, model: Model) -> str:
    """What decides which pairs are compared and how, apart from the pair itself: settings and large blocks."""
    large = connection.execute(statement("large_block"), {"cap": config.block_cap_count}).fetchall()
    _note(connection, LARGE, json.dumps([row[0] for row in large], ensure_ascii=False))
    return hashlib.sha256(repr((config, model.model_hash, large)).encode()).hexdigest()


def _note(connection: Connection, name: str, value: str) -> None:
    connection.execute("DELETE FROM core_setting WHERE name = $name", {"name": name})
    connection.execute("INSERT INTO core_setting VALUES ($name, $value)", {"name": name, "value": value})


def _known_fingerprint(connection: Connection) -> str | None:
    row = connection.execute(
        "SELECT value FROM core_setting WHERE name = $name", {"name": FINGERPRINT}
    ).fetchone()
    return None if row is None else str(row[0])


def _kept(connection: Connection) -> Edges:
    return columns(connection, "link_kept")


def _found(connection: Connection, config: Link, model: Model) -> Edges:
    """The links among pairs with a changed report."""
    build(connection, "link_block", cap=config.block_cap_count)
    build(connection, "link_party")
    answer = columns(
        connection, "link_pair", window_name=config.window_name_days, window_text=config.window_text_days
    )
    pairs = Pairs(**{field.name: answer[field.name] for field in fields(Pairs)})  # type: ignore[arg-type]
    likeness_share, feature_count = _compared(connection, pairs, config)
    told = verdicts(pairs, likeness_share, feature_count, config, knows_people=model.how == "trained")
    kept = told.is_linked | told.is_doubtful
    return {
        "left_index": pairs.left_index[kept],
        "right_index": pairs.right_index[kept],
        "party_evidence_code": np.array(EVIDENCE)[pairs.evidence_no[kept]],
        "likeness_share": likeness_share[kept],
        "is_same_respondent": pairs.is_same_respondent[kept],
        "is_doubtful": told.is_doubtful[kept],
    }


def _compared(connection: Connection, pairs: Pairs, config: Link) -> tuple[Shares, Ints]:
    """The likeness of each pair and the features of its shorter text."""
    reports, position = np.unique(np.concatenate([pairs.left_index, pairs.right_index]), return_inverse=True)
    put(connection, "link_text_of", report_index=reports)
    story = connection.execute(statement("link_text")).to_arrow_table().column("story")
    corpus: Corpus = read_texts(_one_array(story), number_weight=config.number_weight)
    left, right = position[: len(pairs.left_index)], position[len(pairs.left_index) :]
    return likeness(corpus, left, right), np.minimum(corpus.counts[left], corpus.counts[right])


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays(
        [chunk.cast(pa.large_string()) for chunk in column.chunks] or [pa.array([], pa.large_string())]
    )


def _joined(kept: Edges, found: Edges) -> Edges:
    return {name: np.concatenate([kept[name].astype(found[name].dtype), found[name]]) for name in found}


def _settle(connection: Connection, edges: Edges) -> None:
    """Let people's decisions overrule the links, then give each report the first report of its matter."""
    judged = columns(connection, "judged_pair")
    count = number(connection, "SELECT count(*) FROM live_report")
    is_doubtful = edges.pop("is_doubtful").astype(bool)
    doubts = {name: values[is_doubtful] for name, values in edges.items()}
    edges = _overruled({name: values[~is_doubtful] for name, values in edges.items()}, judged, count)
    apart = tuple(
        judged[side][~judged["is_same"].astype(bool)].astype(np.int64)
        for side in ("left_index", "right_index")
    )
    links = Links(
        edges["left_index"].astype(np.int64), edges["right_index"].astype(np.int64),
        edges["likeness_share"].astype(np.float64), edges["decided_by"] == "person",
    )  # fmt: skip
    root = roots(links, (apart[0], apart[1]), count)
    put(
        connection,
        "matter_root",
        report_index=np.arange(count, dtype=np.int32),
        matter_index=root.astype(np.int32),
    )
    put(connection, "link_edge", **edges)
    left, right = doubts["left_index"].astype(np.int64), doubts["right_index"].astype(np.int64)
    is_judged = np.isin(left * count + right, _keys(judged, count))
    put(connection, "doubt_edge", **doubts, is_waiting=(root[left] != root[right]) & ~is_judged)


def _overruled(edges: Edges, judged: Edges, count: int) -> Edges:
    """The links without those a person has spoken about, and with those a person has made."""
    free = ~np.isin(_keys(edges, count), _keys(judged, count))
    same = judged["is_same"].astype(bool)
    made = int(same.sum())
    by_hand: Edges = {
        "left_index": judged["left_index"][same],
        "right_index": judged["right_index"][same],
        "party_evidence_code": np.full(made, "person"),
        "likeness_share": np.ones(made),
        "is_same_respondent": np.zeros(made, bool),
    }
    joined = {name: np.concatenate([edges[name][free], by_hand[name]]) for name in by_hand}
    return {**joined, "decided_by": np.repeat(["machine", "person"], [int(free.sum()), made])}


def _keys(pairs: Edges, count: int) -> Ints:
    """One number a pair."""
    return np.asarray(pairs["left_index"].astype(np.int64) * count + pairs["right_index"].astype(np.int64))
