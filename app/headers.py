"""Security headers on every answer: what the page may load, who may frame it, what it tells others, who keeps it."""

from flask import Flask, Response, g, request, session

POLICY = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='; "
        "style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""The script hash is that of the design system template's one inline script."""


def init_app(app: Flask) -> None:
    @app.after_request
    def protect(response: Response) -> Response:
        response.headers.update(POLICY)
        if _is_somebodys():
            response.headers["Cache-Control"] = "private, no-store"
        if app.config["SESSION_COOKIE_SECURE"]:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response


def _is_somebodys() -> bool:
    """Whether the page was made for one person: somebody signed in, or whoever holds the receipt code of a response.

    Such a page is kept by nobody, so that the next person at a shared computer finds nothing by going back.
    """
    return request.endpoint != "static" and bool(g.get("person") is not None or session)
