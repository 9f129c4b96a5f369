"""The web face: one Dash app over one open warehouse."""

from __future__ import annotations

from pathlib import Path

import dash
import flask
import waitress

from dashboard.api.route import add_api
from dashboard.jobs_protocol import Jobs
from dashboard.pages.router import outer_layout, register
from dashboard.role import need_role
from dashboard.web.account_desk import add_account_desk
from dashboard.web.fault import fault_teller
from dashboard.web.file_form import request_class
from dashboard.web.guard import guard
from dashboard.web.header import add_headers
from dashboard.web.intake import MOST_BYTES
from dashboard.web.meter import add_meter
from dashboard.web.office import Office
from dashboard.web.oidc import add_oidc
from dashboard.web.privacy_desk import add_privacy_desk
from dashboard.web.route import add_routes
from dashboard.web.second_factor import add_second_factor
from dashboard.web.session import set_session
from dashboard.web.sign_in import add_sign_in
from dashboard.web.site_desk import add_site_desk
from dashboard.web.visitor import make_login_manager
from data.config import Config
from data.db import Store
from data.keys import read_key

FOLDER = Path(__file__).parent
# no script but files of ours, no style but files of ours: the strict policy of web/header.py holds
INDEX = """<!DOCTYPE html>
<html lang="zh-CN">
  <head>
    {%metas%}
    <title>{%title%}</title>
    <link rel="icon" href="/assets/public/mark.svg" type="image/svg+xml">
    {%css%}
    <script src="/assets/public/theme.js"></script>
    <script src="/assets/public/early.js"></script>
  </head>
  <body>
    {%app_entry%}
    <footer>{%config%}{%scripts%}{%renderer%}</footer>
  </body>
</html>"""


def build_app(store: Store, config: Config, *, home: Path, jobs: Jobs, open_to_loopback: bool) -> dash.Dash:
    """The app of one home.

    open_to_loopback: only for the synthetic demo on 127.0.0.1: a visitor at this machine needs no account.
    """
    for role in config.access.totp_roles:
        need_role(role, "config.toml [access] totp_roles")
    office = Office(store, config, home, jobs, open_to_loopback)
    server = flask.Flask("fengqiao", template_folder=str(FOLDER / "web" / "template"), static_folder=None)
    server.request_class = request_class(home)
    set_session(
        server,
        key=read_key(home, "session"),
        session_hours=config.access.session_hours,
        wall_hours=config.wall.session_hours,
    )
    make_login_manager(office).init_app(server)
    add_meter(server, office)
    guard(server, office)
    add_routes(server, office)
    add_sign_in(server, office)
    add_second_factor(server, office)
    add_oidc(server, office)
    add_account_desk(server, office)
    add_privacy_desk(server, office)
    add_site_desk(server, office)
    add_api(server, office)
    server.config["OFFICE"] = office
    app = _dash_app(server, office)
    app.layout = outer_layout
    register(app, office)
    add_headers(server, app.csp_hashes(), tile_host=config.map.host)
    return app


def _dash_app(server: flask.Flask, office: Office) -> dash.Dash:
    return dash.Dash(
        "fengqiao",
        server=server,
        title=office.config.site.name,
        update_title="",
        assets_folder=str(FOLDER / "assets"),
        serve_locally=True,
        index_string=INDEX,
        suppress_callback_exceptions=True,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        on_error=fault_teller(office),
        use_pages=False,
        pages_folder="",
    )


def serve(app: dash.Dash, host: str, port: int) -> None:
    """Serve until interrupted; a body stays in memory, so that no upload spools outside the home."""
    waitress.serve(
        app.server,
        host=host,
        port=port,
        threads=8,
        ident=None,
        max_request_body_size=MOST_BYTES + 4096,
        inbuf_overflow=MOST_BYTES + 4096,
    )
