"""Forms over facts that have no version of their own: each carries a digest of what its page showed.

As `BaseForm.is_of` does for rows with a version: the second of two people is shown what the first saved, and keeps
what they typed.
"""

import hashlib
import json
from datetime import date
from typing import Any

from wtforms import HiddenField

from app.web import BaseForm
from app.wording import short_day


class SeenField(HiddenField):
    """The digest of what the page showed; a post without one has seen nothing."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read it from the form only: what is saved now must not stand in for it."""
        self.data = str(valuelist[0]) if valuelist else ""


def start(saved: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What a form starts with: what is saved, and its digest."""
    return {**saved, **more, "seen": digest_of(saved)}


def digest_of(saved: dict[str, Any]) -> str:
    """A short digest of these facts, the same whatever their order."""
    return hashlib.sha256(json.dumps(saved, sort_keys=True, default=str).encode()).hexdigest()[:16]


def is_as_shown(form: BaseForm, saved: dict[str, Any]) -> bool:
    """Whether all this still is as the page showed it, or as it was typed; if not, say what somebody saved meanwhile.

    What was typed stays on the page, which now carries the new digest: sending it again saves it knowingly.
    """
    now = digest_of(saved)
    others = [name for name in saved if _plain(saved[name]) != _plain(form[name].data)]
    if form["seen"].data == now or not others:
        return True
    form["seen"].data = now
    form.form_errors = [
        "Somebody else saved this while you had it open. What you typed is still here: send it again to replace what "
        "they saved.",
        *[f"{form[name].label.text}: now “{_in_words(form[name], saved[name])}”" for name in others],
    ]
    return False


def _plain(value: Any) -> Any:
    """Without the differences between nothing and nothing, and between one order and another."""
    if isinstance(value, list | tuple | set):
        return sorted(str(one) for one in value)
    return "" if value is None or value is False else str(value)


def _in_words(field: Any, value: Any) -> str:
    """A saved value as the form's own labels say it."""
    if isinstance(value, date):
        return short_day(value)
    labels = {str(one.value): str(one.label) for one in getattr(field, "choices", None) or []}
    values = value if isinstance(value, list | tuple | set) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in values if one not in (None, "")) or "empty"
