"""Settings, read once from the environment. Nothing else in the project reads os.environ."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

DEMONSTRATION_SECRET = "rehearsal-only-secret"  # noqa: S105 - production refuses to start with it
ROOT = Path(__file__).parent


class Misconfigured(Exception):
    """The service will not start like this. The message says what to set."""


@dataclass(frozen=True)
class Settings:
    """Every setting there is; docs/configuration.md explains each, and a test compares the two."""

    SQLALCHEMY_DATABASE_URI: str
    SECRET_KEY: str = field(repr=False)
    AUDIT_KEY: str = field(repr=False)
    REHEARSAL: bool = False
    TESTING: bool = False
    SERVICE_NAME: str = "Run a commissioning round"
    SERVICE_URL: str = "http://127.0.0.1:8000"
    SESSION_COOKIE_SECURE: bool = True
    MAIL_SERVER: str = ""
    MAIL_PORT: int = 25
    MAIL_USERNAME: str = ""
    MAIL_PASSWORD: str = field(default="", repr=False)
    MAIL_USE_TLS: bool = False
    MAIL_SENDER: str = "no-reply@example.test"
    LOG_LEVEL: str = "INFO"
    WORKER_NAME: str = "worker-1"
    PROXIES: int = 0

    def as_flask(self) -> dict[str, Any]:
        return asdict(self)


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process. Raises Misconfigured when a production instance would be unsafe."""
    rehearsal = _is_on(environ.get("REHEARSAL", ""))
    settings = Settings(
        SQLALCHEMY_DATABASE_URI=environ.get("DATABASE_URL") or f"sqlite:///{ROOT / 'instance' / 'app.sqlite'}",
        SECRET_KEY=environ.get("SECRET_KEY") or (DEMONSTRATION_SECRET if rehearsal else ""),
        AUDIT_KEY=environ.get("AUDIT_KEY") or (DEMONSTRATION_SECRET if rehearsal else ""),
        REHEARSAL=rehearsal,
        SERVICE_NAME=environ.get("SERVICE_NAME") or "Run a commissioning round",
        SERVICE_URL=environ.get("SERVICE_URL") or f"http://127.0.0.1:{environ.get('PORT') or '8000'}",
        SESSION_COOKIE_SECURE=_is_on(environ.get("SESSION_COOKIE_SECURE", "" if rehearsal else "1")),
        MAIL_SERVER=environ.get("MAIL_SERVER", ""),
        MAIL_PORT=int(environ.get("MAIL_PORT") or 25),
        MAIL_USERNAME=environ.get("MAIL_USERNAME", ""),
        MAIL_PASSWORD=environ.get("MAIL_PASSWORD", ""),
        MAIL_USE_TLS=_is_on(environ.get("MAIL_USE_TLS", "")),
        MAIL_SENDER=environ.get("MAIL_SENDER") or "no-reply@example.test",
        LOG_LEVEL=environ.get("LOG_LEVEL") or "INFO",
        WORKER_NAME=environ.get("WORKER_NAME") or "worker-1",
        PROXIES=int(environ.get("PROXIES") or ("0" if rehearsal else "1")),
    )
    if not rehearsal:
        refuse_unsafe(settings)
    return settings


def refuse_unsafe(settings: Settings) -> None:
    """Raise Misconfigured unless a production instance may start with these settings."""
    for name in ("SECRET_KEY", "AUDIT_KEY"):
        value = getattr(settings, name)
        if value == DEMONSTRATION_SECRET or len(value) < 32:
            raise Misconfigured(f"Set {name} to a secret of at least 32 characters, or REHEARSAL=1 for a rehearsal.")
    if settings.SECRET_KEY == settings.AUDIT_KEY:
        raise Misconfigured("Set AUDIT_KEY to a secret of its own: the history's key must not be the session's.")
    if not settings.SESSION_COOKIE_SECURE:
        raise Misconfigured("Remove SESSION_COOKIE_SECURE=0: production sends its cookies over HTTPS only.")
    if not settings.SERVICE_URL.startswith("https://"):
        raise Misconfigured("Set SERVICE_URL to the service's https:// address: mail links to it.")
    if not settings.MAIL_SERVER:
        raise Misconfigured("Set MAIL_SERVER to the server that sends mail.")


def for_tests(database: str = "sqlite://", *, rehearsal: bool = True) -> Settings:
    """Settings for tests: known secrets, plain cookies."""
    return Settings(
        SQLALCHEMY_DATABASE_URI=database,
        SECRET_KEY="tests-session-key-" + "x" * 32,
        AUDIT_KEY="tests-audit-key-" + "y" * 32,
        REHEARSAL=rehearsal,
        TESTING=True,
        SESSION_COOKIE_SECURE=False,
        SERVICE_URL="http://localhost",
    )


def _is_on(value: str) -> bool:
    return value.strip().lower() in {"1", "true", "yes", "on"}
