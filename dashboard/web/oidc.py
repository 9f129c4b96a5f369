"""Signing in by the site's own identity provider (OpenID Connect): it says who, the accounts here say what he may.

/sign-in/oidc        leads to the provider, with state, nonce and PKCE
/sign-in/oidc/back   its answer: a signed token names an account that stands here, else nobody is let in

No account is made by it, and a locked one stays locked. Where the provider's second factor is not trusted, the code is
asked for as after a password.
"""

from __future__ import annotations

import logging
from typing import Any

import flask
import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from joserfc.errors import JoseError

from dashboard.account import Account, find_account
from dashboard.web.door import Answer, draw, note, speech_of, start_session
from dashboard.web.office import Office
from dashboard.web.second_factor import await_code

BACK = "/sign-in/oidc/back"
DISCOVERY = "/.well-known/openid-configuration"
log = logging.getLogger("fengqiao")


def add_oidc(server: flask.Flask, office: Office) -> None:
    """Hang the two addresses on a server; without a provider in the settings there are none."""
    told = office.config.oidc
    if not told.issuer:
        return
    oauth = OAuth(server)
    provider = oauth.register(
        "site",
        server_metadata_url=told.issuer.rstrip("/") + DISCOVERY,
        client_id=told.client_id,
        client_secret=told.client_secret,
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
    )
    server.add_url_rule("/sign-in/oidc", "oidc", lambda: _leave(office, provider))
    server.add_url_rule(BACK, "oidc_back", lambda: _come_back(office, provider))


def _leave(office: Office, provider: Any) -> Answer:
    try:
        answer: Answer = provider.authorize_redirect(office.config.oidc.link.rstrip("/") + BACK)
    except (requests.RequestException, AuthlibBaseError, ValueError) as error:
        return _refused(office, error, "oidc.unreachable", status=502)
    return answer


def _come_back(office: Office, provider: Any) -> Answer:
    """The token is checked by Authlib: signature, issuer, audience, times, nonce; the state was this browser's."""
    try:
        token = provider.authorize_access_token()
    except (requests.RequestException, AuthlibBaseError, JoseError, ValueError, KeyError) as error:
        return _refused(office, error, "oidc.failed", status=401)
    claims = token.get("userinfo") or {}
    name = claims.get(office.config.oidc.username_claim)
    account = _account(office, name) if isinstance(name, str) else None
    if account is None:
        note(office, "unknown", "sign_in_oidc", "refused")  # what a stranger is called is not kept
        return draw(office, "sign_in", speech_of(office).say("oidc.no_account"), status=401)
    if account.has_codes and not office.config.oidc.trusts_second_factor:
        return await_code(account, by_provider=True)
    note(office, account.username, "sign_in_oidc")
    return start_session(office, account, by_provider=True)


def _account(office: Office, name: str) -> Account | None:
    with office.store.reading() as connection:
        return find_account(connection, name)


def _refused(office: Office, error: Exception, words: str, *, status: int) -> Answer:
    log.warning("sign-in by the provider failed: %s", type(error).__name__)
    return draw(office, "sign_in", speech_of(office).say(words), status=status)
