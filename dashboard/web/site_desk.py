"""What the forms of the page 管理 do: a file looked at, then taken; a backup made or checked; each in the log.

/admin/areas      GET the form → POST a file: what it would change → POST /admin/areas/do: it is done
/admin/calendar   the same          /admin/rules   the same
/admin/backup     POST begins one   /admin/backup/check   POST holds one to its manifest
"""

from __future__ import annotations

from collections.abc import Callable

import flask
from flask_login import current_user

from dashboard.site.change import Told
from dashboard.site.noted import note_refused
from dashboard.site.order import SiteOrder
from dashboard.web.door import Answer, draw, speech_of
from dashboard.web.file_form import SUFFIXES, keep_file
from dashboard.web.office import Office
from dashboard.web.pending import forget
from dashboard.web.site_order import ORDERS, SYSTEMS, order_of
from data.errors import UserError, speaking
from grid.level import LEVELS

WHAT = ("areas", "calendar", "rules")


def add_site_desk(server: flask.Flask, office: Office) -> None:
    """Hang /admin/<what> on a server."""
    post = ["POST"]
    server.add_url_rule("/admin/<what>", "site_form", lambda what: _form(office, what))
    server.add_url_rule("/admin/<what>", "site_look", lambda what: _look(office, what), methods=post)
    server.add_url_rule("/admin/<what>/do", "site_do", lambda what: _do(office, what), methods=post)
    server.add_url_rule("/admin/backup", "site_backup", lambda: _backup(office), methods=post)
    server.add_url_rule("/admin/backup/check", "site_check", lambda: _check(office), methods=post)


def need_right(office: Office, what: str) -> None:
    """403 for whoever does not run the site, noted; 404 for what there is not."""
    if what not in (*WHAT, "backup", "backup_check"):
        flask.abort(404)
    if "admin" not in current_user.role.pages or not current_user.role.may_run_site:
        note_refused(office.store, office.home, what, by=current_user.name)
        flask.abort(403)


def _form(office: Office, what: str) -> Answer:
    if what not in WHAT:
        flask.abort(404)
    need_right(office, what)
    return _draw_form(office, what)


def _draw_form(office: Office, what: str, message: str = "", status: int = 200) -> Answer:
    kinds = ",".join(SUFFIXES[what])
    form = flask.request.form
    return draw(
        office, "admin_form", message, status=status, what=what, kinds=kinds, form=form, levels=LEVELS[::-1],
        systems=SYSTEMS,
    )  # fmt: skip


def _look(office: Office, what: str) -> Answer:
    """What a file would change; nothing is changed yet."""
    need_right(office, what)
    order: SiteOrder | None = None
    try:
        with speaking(office.language()):
            order = order_of(what, keep_file(office.home, what))
            told = office.jobs.try_change(order)
    except UserError as error:
        if order is not None:
            forget(order)
        return _draw_form(office, what, _words(office, error), 422)
    token = office.pending.put(current_user.name, order, now=office.now())
    return _draw_told(office, what, told, file=order.file.name, token=token)


def _do(office: Office, what: str) -> Answer:
    """The change that was looked at is made."""
    need_right(office, what)
    order = office.pending.take(flask.request.form.get("token", ""), current_user.name, now=office.now())
    if order is None or not isinstance(order, ORDERS[what]):
        message = speech_of(office).say("admin.gone")
        return _draw_form(office, what, message, 409)
    try:
        with speaking(office.language()):
            told = office.jobs.make_change(order, by=current_user.name)
    except UserError as error:
        return _draw_form(office, what, _words(office, error), 422)
    finally:
        forget(order)
    return _draw_told(office, what, told, file=order.file.name)


def _draw_told(office: Office, what: str, told: Told, *, file: str, token: str = "") -> Answer:
    place = 1 if speech_of(office).language == "en" else 0
    return draw(
        office,
        "admin_told",
        what=what,
        file=file,
        token=token,
        sentences=[one[place] for one in told.sentences],
        listed=[one[place] for one in told.listed],
    )


def _backup(office: Office) -> Answer:
    need_right(office, "backup")
    return _begun(office, lambda: office.jobs.begin_backup(by=current_user.name))


def _check(office: Office) -> Answer:
    need_right(office, "backup_check")
    name = flask.request.form.get("name", "")
    return _begun(office, lambda: office.jobs.begin_check(name, by=current_user.name))


def _begun(office: Office, begin: Callable[[], None]) -> Answer:
    try:
        begin()
    except UserError as error:
        return draw(office, "admin_refused", _words(office, error), status=422)
    return flask.redirect("/admin#backup")


def _words(office: Office, error: UserError) -> str:
    return error.en if speech_of(office).language == "en" else error.zh
