"""A small identity provider that speaks real OpenID Connect over HTTP: discovery, PKCE, codes used once, signed tokens.

sign(name)        who is signed in there
bend(**claims)    what its tokens say otherwise, for what must be refused
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import flask
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.dashboard.web_browser import served

CLIENT, SECRET = "fengqiao", "a-secret-of-the-test"


class Provider:
    """One provider: its key, the person at its desk, and what it has handed out."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256", "use": "sig"})
        self.signing_key = self.key
        self.address = ""
        self.person = ""
        self.bent: dict[str, Any] = {}
        self.asked: dict[str, dict[str, str]] = {}
        self.server = flask.Flask("provider")
        self.server.add_url_rule("/.well-known/openid-configuration", "discovery", self._discovery)
        self.server.add_url_rule("/keys", "keys", lambda: {"keys": [self.key.as_dict(private=False)]})
        self.server.add_url_rule("/authorize", "authorize", self._authorize)
        self.server.add_url_rule("/token", "token", self._token, methods=["POST"])

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _authorize(self) -> flask.typing.ResponseReturnValue:
        asked = flask.request.args.to_dict()
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(12)
        self.asked[code] = asked
        return flask.redirect(
            asked["redirect_uri"] + "?" + urlencode({"code": code, "state": asked["state"]})
        )

    def _token(self) -> flask.typing.ResponseReturnValue:
        form = flask.request.form
        asked = self.asked.pop(form["code"], None)
        told = flask.request.authorization
        known = told is not None and (told.username, told.password) == (CLIENT, SECRET)
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if asked is None or not known or challenge != asked["code_challenge"]:
            return {"error": "invalid_grant"}, 400
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "7",
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "preferred_username": self.person,
            **self.bent,
        }
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signing_key)
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that is served."""
    made = Provider()
    with served(made.server) as address:
        made.address = address
        yield made
