"""The declarations of operation.py as an OpenAPI 3.1 document."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.api.field import Field
from dashboard.api.operation import OPERATIONS, Operation

Json = dict[str, object]
ERRORS = {
    400: "参数不对 a parameter that cannot be",
    401: "没有令牌、令牌不对、已到期或已撤销 no token, or one that does not stand",
    403: "令牌不含事项 the token may not read matters",
    404: "没有，或不在令牌范围内 not there, or outside the token's area",
    405: "只能读取 only GET and HEAD",
    429: "太频繁，见 Retry-After too many calls",
    503: "还没有算过 nothing has been computed yet",
}
PARAMETERS: dict[str, Json] = {
    "limit": {
        "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100},
        "description": "每页行数 rows a page",
    },
    "cursor": {
        "schema": {"type": "string"},
        "description": "上一页的 next_cursor；其他参数不变 the last page's next_cursor, other parameters unchanged",
    },
    "area": {
        "schema": {"type": "string"},
        "description": "只要该区域之内的 only what lies in this area",
    },
    "updated_since": {
        "schema": {"type": "string"},
        "description": "只要事实自此（含）变动过的：件次载入或更正、办理动作录入或撤回、两件是否一事的判断、并入；"
        "分值、等级和超期随日期自变，不算。日期或时间；不写时区按站点时区。续读请用上次的 refreshed_at 再往前一小时，重复无害。 "
        "Only what had a fact change since, that moment included: a report loaded or corrected, an act entered or withdrawn, "
        "a decision about two reports, a merger. Score, band and days overdue move with the day alone and do not count. A date "
        "or a moment; without a zone it is the site's own. To go on reading, send the last refreshed_at less an hour.",
    },
    "from_week": {"schema": {"type": "string"}, "description": "起始周，如 2026-W10 first week"},
    "to_week": {"schema": {"type": "string"}, "description": "最后一周 last week"},
}
ENVELOPE: Json = {
    "as_of": {"type": "string", "format": "date", "description": "数据截至 day everything is computed for"},
    "refreshed_at": {"type": "string", "description": "计算时间 when it was computed, the site's local time"},
    "timezone": {"type": "string", "description": "时间的时区 zone of all times"},
}


def openapi(site_name: str, version: str) -> Json:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{site_name} API",
            "version": version,
            "description": "只读。只对事，不对人。 Read-only; about matters, never about persons.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": {operation.path: {"get": _get(operation)} for operation in OPERATIONS},
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "fengqiao token add; Authorization: Bearer fq_…",
                }
            },
            "schemas": {operation.name: _object(operation.fields) for operation in OPERATIONS}
            | {"error": _error()},
        },
    }


def _get(operation: Operation) -> Json:
    parameters = [{"name": name, "in": "query", **PARAMETERS[name]} for name in operation.parameters]
    if "{matter_id}" in operation.path:
        parameters = [{"name": "matter_id", "in": "path", "required": True, "schema": {"type": "string"}}]
    responses: Json = {"200": {"description": operation.words, "content": _content(operation)}}
    for status, words in ERRORS.items():
        schema = {"schema": {"$ref": "#/components/schemas/error"}}
        responses[str(status)] = {"description": words, "content": {"application/json": schema}}
    if operation.answers == "geojson":
        responses["304"] = {"description": "没有变化 not changed since the ETag sent"}
    return {
        "operationId": operation.name,
        "summary": operation.words + ("（需 --matters）" if operation.needs_matters else ""),
        "parameters": parameters,
        "responses": responses,
    }


def _content(operation: Operation) -> Json:
    row = {"$ref": f"#/components/schemas/{operation.name}"}
    if operation.answers == "geojson":
        return {"application/geo+json": {"schema": _features(row)}}
    if operation.answers == "row":
        return {"application/json": {"schema": _closed({**ENVELOPE, "row": row})}}
    paged = {"rows": {"type": "array", "items": row}, "next_cursor": {"type": ["string", "null"]}}
    return {"application/json": {"schema": _closed({**ENVELOPE, **paged})}}


def _features(row: Mapping[str, object]) -> Json:
    feature = {
        "type": {"const": "Feature"},
        "id": {"type": "string"},
        "properties": row,
        "geometry": {"type": ["object", "null"]},
    }
    features = {"type": "array", "items": _closed(feature)}
    return _closed({"type": {"const": "FeatureCollection"}, **ENVELOPE, "features": features})


def _error() -> Json:
    words = {name: {"type": "string"} for name in ("code", "zh", "en")}
    return _closed({"error": _closed(words)})


def _object(fields: tuple[Field, ...]) -> Json:
    return _closed({field.name: _schema(field) for field in fields})


def _closed(properties: Mapping[str, object]) -> Json:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(field: Field) -> Json:
    schema: Json = {"description": field.words}
    kind = {"strings": "array", "objects": "array", "date": "string", "date-time": "string"}.get(
        field.kind, field.kind
    )
    schema["type"] = [kind, "null"] if field.is_nullable else kind
    if field.kind == "date":
        schema["format"] = "date"
    if kind == "array":
        schema["items"] = _object(field.inner) if field.inner else {"type": "string"}
    return schema
