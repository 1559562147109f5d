"""Post letters: the way from anything that happens to the mail about it."""

from hashlib import sha256
from typing import Any

from flask import current_app

from app import jobs
from app.languages import ENGLISH, speaking, translated
from app.mail.letters import write
from app.models import Person

LONGEST_KEY = 80  # Letter.key


def post(
    to: Person | str, template: str, *, key: str = "", language: str = ENGLISH, unsubscribe: str = "", **facts: Any
) -> str | None:
    """Send a letter once the current transaction commits; None when the person is no longer active.

    `key` names the occasion ("round 3 to person 17"): the same letter is never sent twice for one occasion.
    `unsubscribe` is the path that ends letters of this kind at one press, which mail programs then offer (RFC 8058).
    Raises ValueError for a fact that letters may not carry.
    """
    if isinstance(to, Person) and not to.active:
        return None
    address = to.email if isinstance(to, Person) else to
    written = write(template, language, **{**_everywhere(language), **facts})
    headers = _one_click(unsubscribe) if unsubscribe else {}
    return post_written(address, written.subject, written.body, key=f"{template} {key}" if key else "", headers=headers)


def post_written(to: str, subject: str, body: str, *, key: str = "", headers: dict[str, str] | None = None) -> str:
    """Send a letter that something else has written, sign-in for one."""
    if len(key) > LONGEST_KEY:
        key = sha256(key.encode()).hexdigest()
    more = {"headers": headers} if headers else {}
    return jobs.enqueue("send_mail", key=key, to=to, subject=subject, body=body, **more)


def _one_click(path: str) -> dict[str, str]:
    """What a mail program needs to end the letters by itself (RFC 2369, RFC 8058)."""
    address = current_app.config["SERVICE_URL"].rstrip("/") + path
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _everywhere(language: str) -> dict[str, Any]:
    """The facts that every letter has."""
    settings = current_app.config
    with speaking(language):
        name = translated(settings["SERVICE_NAME"])
    return {
        "service_name": name,
        "service_url": settings["SERVICE_URL"].rstrip("/"),
        "rehearsal": settings["REHEARSAL"],
        "welsh": "",
    }
