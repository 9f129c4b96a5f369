"""A program without a browser: one token, real calls through Flask, rows page by page; and a small schema check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import dash
from werkzeug.test import TestResponse

from dashboard.access_token import Wanted, make_token
from data.db import Store

PATTERN = {"date": r"\d{4}-\d\d-\d\d"}
PYTHON = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict, "null": type(None)
}  # fmt: skip


def new_token(
    store: Store, home: Path, name: str, *, area: str | None = None, matters: bool = False, days: int = 30
) -> str:
    """A token that stands from now on, in place of any of that name."""
    with store.writing() as connection:
        connection.execute("DELETE FROM core_token WHERE name = ?", [name])
        wanted = Wanted(name, area, matters, days)
        return make_token(connection, home, wanted, by="test", now=datetime.now())


@dataclass
class Program:
    """Calls with one token, or none."""

    app: dash.Dash
    token: str | None = None

    def get(self, path: str, /, **asked: object) -> TestResponse:
        """One call."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.app.server.test_client().get(f"/api/v1{path}", query_string=asked, headers=headers)

    def rows(self, path: str, /, **asked: object) -> list[dict[str, Any]]:
        """Every row, page after page."""
        return [row for page in self.pages(path, **asked) for row in page["rows"]]

    def pages(self, path: str, /, **asked: object) -> Iterator[dict[str, Any]]:
        """Every page."""
        more: dict[str, object] = {}
        while True:
            answer = self.get(path, **asked, **more)
            assert answer.status_code == 200, answer.text
            page = answer.get_json()
            yield page
            if page["next_cursor"] is None:
                return
            more = {"cursor": page["next_cursor"]}


def faults(value: object, schema: Mapping[str, Any], document: Mapping[str, Any], at: str = "$") -> list[str]:
    """Where a value does not fit a schema; the few words of JSON Schema the document uses, and no other."""
    if "$ref" in schema:
        return faults(
            value, document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], document, at
        )
    if "const" in schema:
        return [] if value == schema["const"] else [f"{at}: {value!r}"]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    fits = any(isinstance(value, PYTHON[kind]) for kind in kinds)
    if not fits or (isinstance(value, bool) and "boolean" not in kinds):
        return [f"{at}: {value!r} is not {kinds}"]
    if isinstance(value, str) and not re.fullmatch(PATTERN.get(schema.get("format", ""), ".*"), value, re.S):
        return [f"{at}: {value!r} is no {schema['format']}"]
    if isinstance(value, list):
        return [
            f for n, one in enumerate(value) for f in faults(one, schema["items"], document, f"{at}[{n}]")
        ]
    if isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        found = [f"{at}: {name}" for name in value.keys() ^ set(known)]
        return found + [
            f for n in value.keys() & set(known) for f in faults(value[n], known[n], document, f"{at}.{n}")
        ]
    return []
