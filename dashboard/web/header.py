"""Response headers: what a page may load (only from here), and smaller bodies for slow lines."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

import flask

PACKED = ("text/", "application/json", "application/geo+json", "application/javascript", "image/svg+xml")
LEAST_PACKED_BYTES = 1024


def add_headers(server: flask.Flask, script_hashes: Sequence[str], *, tile_host: str = "") -> None:
    """Hang the headers on a server; script_hashes: app.csp_hashes(), taken after all callbacks are registered."""
    policy = content_policy(script_hashes, tile_host=tile_host)

    @server.after_request
    def _add(response: flask.Response) -> flask.Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if response.mimetype in ("text/html", "application/json") and "ETag" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return _packed(response)


def content_policy(script_hashes: Sequence[str], *, tile_host: str = "") -> str:
    """The policy: own scripts, MapLibre's worker as a blob; no other host but that of the map's tiles, if a site has any."""
    tiles = f" {tile_host}" if tile_host else ""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *script_hashes)),
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob:{tiles}",
            "font-src 'self' data:",
            f"connect-src 'self'{tiles}",
            "worker-src blob:",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _packed(response: flask.Response) -> flask.Response:
    if response.direct_passthrough or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    if not (response.mimetype or "").startswith(PACKED) or "gzip" not in flask.request.headers.get(
        "Accept-Encoding", ""
    ):
        return response
    body = response.get_data()
    if len(body) >= LEAST_PACKED_BYTES:
        response.set_data(gzip.compress(body, 5))
        response.headers["Content-Encoding"] = "gzip"
        response.headers.add("Vary", "Accept-Encoding")
    return response
