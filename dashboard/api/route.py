"""The door for programs: token, pace, audit line, answer; every refusal says what to do.

GET /api/v1/areas   Authorization: Bearer fq_…   →  200 {"as_of": "2026-03-31", …, "rows": […], "next_cursor": null}
GET /api/v1/areas                                →  401 {"error": {"code": "no_token", "zh": "…", "en": "…"}}

No session and no cookie is looked at here, and no page looks at a token. Nothing allows another site's script (CORS).
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

import flask

from dashboard.access import Viewer
from dashboard.access_token import AccessToken
from dashboard.api.desk import Desk
from dashboard.api.fault import ApiFault, no_matters, not_found, only_read
from dashboard.api.openapi import openapi
from dashboard.api.operation import OPERATIONS, Operation
from dashboard.api.page import areas, changed, one_matter
from dashboard.api.question import Question, read_question
from dashboard.api.reply import plain, refusal
from dashboard.read import Door, View
from dashboard.suppress import Row
from dashboard.web.guard import API_ENDPOINT
from dashboard.web.office import Office

ROOT = "/api/v1"
EVERY = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
log = logging.getLogger("fengqiao")


def add_api(server: flask.Flask, office: Office) -> None:
    """Hang the interface on a server."""
    desk = Desk(office)
    document = openapi(office.config.site.name, _version())
    _hang(server, "openapi", "/openapi.json", lambda: plain(document))
    for operation in OPERATIONS:
        _hang(server, operation.name, _rule(operation.path), _answering(desk, operation))
    for name, path in (("root", ""), ("slash", "/"), ("else", "/<path:rest>")):
        _hang(server, name, path, lambda **_: _nowhere(desk))


def _hang(server: flask.Flask, name: str, path: str, view: Callable[..., flask.Response]) -> None:
    def answer(**values: str) -> flask.Response:
        try:
            if flask.request.method not in ("GET", "HEAD"):
                raise only_read()
            return view(**values)
        except ApiFault as fault:
            return refusal(fault)
        except Exception as error:
            at = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{at.filename.rsplit('/', 1)[-1]}:{at.lineno}"
            log.error("interface failed: %s at %s", type(error).__name__, place)
            return refusal(
                ApiFault(500, "our_fault", "程序出错，请稍后再试。", "A fault of ours; try again later.")
            )

    server.add_url_rule(
        ROOT + path, API_ENDPOINT + name, answer, methods=EVERY, provide_automatic_options=False
    )


def _rule(path: str) -> str:
    return path.replace("{", "<").replace("}", ">")


def _answering(desk: Desk, operation: Operation) -> Callable[..., flask.Response]:
    def answer(matter_id: str = "") -> flask.Response:
        with desk.call(operation.name) as token:
            if operation.needs_matters and not token.may_open_matters:
                raise no_matters()
            asked = read_question(
                operation,
                flask.request.args,
                scope=token.area_code,
                timezone=desk.office.config.site.timezone,
            )
            viewer = Viewer(f"token:{token.name}", may_open_matters=operation.needs_matters)
            with Door(desk.office.store, viewer, desk.office.config).open() as view:
                head = _head(view, desk)
                _check_area(view, asked, token)
                if operation.answers == "geojson":
                    return _map_file(desk, view, head, asked, token)
                return plain(head | _body(desk, view, operation, asked, token, matter_id))

    return answer


def _body(
    desk: Desk, view: View, operation: Operation, asked: Question, token: AccessToken, matter_id: str
) -> Row:
    if operation.answers == "row":
        return {"row": one_matter(view, operation, matter_id, token)}
    if operation.name == "areas":
        page = areas(view, operation, asked, token)
    elif operation.name == "grid_weeks":
        page = desk.weeks.page(view, operation, asked, token)
    else:
        page = changed(view, operation, asked, token)
    return {"rows": page.rows, "next_cursor": page.next_cursor}


def _head(view: View, desk: Desk) -> Row:
    rows = view.rows("api_state")
    if not rows:
        raise ApiFault(
            503,
            "nothing_computed",
            "还没有算过。请先运行：fengqiao refresh",
            "Nothing has been computed yet. Run first: fengqiao refresh",
        )
    return {
        "as_of": f"{rows[0]['as_of_date']}",
        "refreshed_at": rows[0]["refreshed_at"].isoformat(),  # type: ignore[attr-defined]  # a timestamp column
        "timezone": desk.office.config.site.timezone,
    }


def _check_area(view: View, asked: Question, token: AccessToken) -> None:
    if asked.area and not view.rows("api_area_known", area=asked.area, scope=token.area_code):
        raise not_found()


def _map_file(desk: Desk, view: View, head: Row, asked: Question, token: AccessToken) -> flask.Response:
    drawn = desk.maps.file(view, head, scope=token.area_code, area=asked.area)
    response = flask.Response(drawn.body, mimetype="application/geo+json")
    response.set_etag(drawn.etag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.add("Authorization")
    response.make_conditional(flask.request)
    return response


def _nowhere(desk: Desk) -> flask.Response:
    with desk.call("unknown"):
        raise not_found()


def _version() -> str:
    try:
        return version("fengqiao")
    except PackageNotFoundError:
        return "0"
