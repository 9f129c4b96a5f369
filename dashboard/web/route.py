"""Routes that are not pages: health, shapes, the upload itself, the template and the briefing's file."""

from __future__ import annotations

import gzip
import re
import tempfile
from pathlib import Path
from urllib.parse import quote

import flask
from flask_login import current_user

from dashboard.board.ground import LEVELS
from dashboard.role import Page
from dashboard.web.document_page import document_page
from dashboard.web.group_file import group_file
from dashboard.web.hand_back import hand_back
from dashboard.web.intake import MOST_BYTES, take_in
from dashboard.web.matters_file import matters_file
from dashboard.web.office import Office
from data.errors import UserError, speaking
from ingest.back.template import write_template

Answer = flask.typing.ResponseReturnValue
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSM = "application/vnd.ms-excel.sheet.macroEnabled.12"
KINDS = {".xlsm": XLSM, ".csv": "text/csv"}
WEEK = re.compile(r"\d{4}-W\d{2}")


def add_routes(server: flask.Flask, office: Office) -> None:
    """Hang them on a server."""
    server.add_url_rule("/healthz", "healthz", lambda: {"status": "ok"})
    server.add_url_rule(
        "/geometry/<level>/<focus>.json", "geometry", lambda level, focus: _shapes(office, level, focus)
    )
    server.add_url_rule("/upload/file", "upload_file", lambda: _upload(office), methods=["POST"])
    server.add_url_rule(
        "/upload/workbook/<submission_id>", "workbook", lambda submission_id: _workbook(office, submission_id)
    )
    server.add_url_rule("/template.xlsx", "template", lambda: _template(office))
    server.add_url_rule(
        "/matters/<matter_id>/document/<code>",
        "document",
        lambda matter_id, code: document_page(office, matter_id, code),
    )
    server.add_url_rule("/matters.csv", "matters_file", lambda: _matters(office))
    server.add_url_rule("/groups/<group_id>.csv", "group_file", lambda group_id: _group(office, group_id))
    server.add_url_rule("/briefing/<week>.html", "briefing_file", lambda week: _briefing(office, week))


def _shapes(office: Office, level: str, focus: str) -> Answer:
    if level not in LEVELS:
        flask.abort(404)
    with office.open("situation") as (view, _):
        state = view.rows("page_state")
        board = office.shelf.board(str(state[0]["refreshed_at"]), view.viewer) if state else None
        sheet = office.atlas.sheet(view, board, level, "" if focus == "all" else focus) if board else None
    if sheet is None:
        flask.abort(404)
    is_packed = "gzip" in flask.request.headers.get("Accept-Encoding", "")
    response = flask.Response(
        sheet.packed if is_packed else gzip.decompress(sheet.packed), mimetype="application/json"
    )
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(sheet.etag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(flask.request)


def _upload(office: Office) -> Answer:
    _allow("upload")
    if (flask.request.content_length or 0) > MOST_BYTES:
        return {
            "error": {"zh": "文件超过 64 MB，请分成几份再报。", "en": "Over 64 MB: please split the file."}
        }, 413
    try:
        return take_in(office, flask.request, uploader=current_user.name)
    except UserError as error:
        return {"error": {"zh": error.zh, "en": error.en}}, 422


def _workbook(office: Office, submission_id: str) -> Answer:
    _allow("upload")
    try:
        back = hand_back(office, submission_id, actor=current_user.name)
    except UserError as error:
        return flask.Response(
            error.en if office.language() == "en" else error.zh, status=422, mimetype="text/plain"
        )
    if back is None:
        flask.abort(404)
    response = _attachment(back.body, back.file_name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _template(office: Office) -> Answer:
    _allow("upload")
    with tempfile.TemporaryDirectory() as folder, speaking(office.language()):
        path = Path(folder) / "template.xlsx"
        write_template(path)
        return _attachment(path.read_bytes(), "排查表.xlsx")


def _group(office: Office, group_id: str) -> Answer:
    body = group_file(office, group_id)
    if body is None:
        flask.abort(404)
    response = _attachment(body, f"群体事项-{group_id}.csv")
    response.headers["Cache-Control"] = "no-store"
    return response


def _matters(office: Office) -> Answer:
    body = matters_file(office, flask.request.args)
    if body is None:
        flask.abort(403)
    response = _attachment(body, f"事项清单-{office.now():%Y%m%d}.csv")
    response.headers["Cache-Control"] = "no-store"
    return response


def _attachment(body: bytes, file_name: str) -> flask.Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"}
    kind = KINDS.get(Path(file_name).suffix, XLSX)
    return flask.Response(body, mimetype=kind, headers=headers)


def _briefing(office: Office, week: str) -> Answer:
    if not WEEK.fullmatch(week):
        flask.abort(404)
    form = "-phone" if "phone" in flask.request.args else ""
    try:
        body = office.briefing(week, is_phone=bool(form))
    except UserError as error:
        return flask.Response(str(error), status=422, mimetype="text/plain")
    response = flask.Response(body, mimetype="text/html")
    if "download" in flask.request.args:
        response.headers["Content-Disposition"] = f'attachment; filename="briefing-{week}{form}.html"'
    return response


def _allow(page: Page) -> None:
    if page not in current_user.role.pages:
        flask.abort(403)
