"""Keep what was typed into a form that arrives after its session ended, and bring it back once signed in again.

Nothing is sent again by itself: the words stand in the form, and the person decides. Only a browser that carries the
signed trace of an ended session is believed, and only the person whose session it was gets the words back.
"""

from datetime import timedelta
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import current_app, flash, g, request, session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from app import clock
from app.extensions import db
from app.languages import _, addresses
from app.models import KeptForm

KEPT, WAS = "kept", "was"
LONGEST = 200_000
LONGEST_ADDRESS = 2000
LASTS = timedelta(days=1)
UNSEEN = {"version", "seen", "digest", "once", "another", "then"}


def keep() -> str:
    """Keep the form of this request, if its browser was signed in before. Returns the page to come back to."""
    page = _page()
    owner = session.get(WAS)
    fields = [[key, value] for key, value in _open_fields()]
    if owner is None or not fields or len(page) > LONGEST_ADDRESS or sum(len(k) + len(v) for k, v in fields) > LONGEST:
        return page
    now = clock.real_now()
    db.session.execute(sa.delete(KeptForm).where(KeptForm.person_id == owner))
    kept = KeptForm(person_id=owner, page=page, fields=fields, had_files=bool(request.files), at=now)
    db.session.add(kept)
    db.session.commit()
    session[KEPT] = kept.id
    return page


def announce(kept_id: int | None, person_id: int, because: str = "") -> str | None:
    """After signing in: say that the words are back, and on which page. None when nothing was kept for this person."""
    kept = db.session.get(KeptForm, kept_id) if kept_id else None
    if kept is None or kept.person_id != person_id:
        return None
    session[KEPT] = kept.id
    said = _(
        "%(because)s, so nothing was saved. What you typed is back on its page: check it and send it again.",
        because=because or _("You had been signed out"),
    )
    flash(f"{said} {_('Choose your files again.')}" if kept.had_files else said, "problem")
    return kept.page


def fields_of(names: set[str]) -> MultiDict[str, str] | None:
    """What was typed on this page before, for a form with these fields; forgotten once the form is sent."""
    if KEPT not in session or g.get("person") is None:
        return None
    kept = db.session.get(KeptForm, session[KEPT])
    if kept is None or kept.person_id != g.person.id:
        return None
    fields = MultiDict((key, value) for key, value in kept.fields)
    if not any(key in names or key.partition("-")[0] in names for key in fields):  # "day-month", "lines-0-reason"
        return None
    if request.method == "POST":
        session.pop(KEPT)
        return None
    return fields if kept.page.partition("?")[0] == request.script_root + request.path else None


def typed() -> list[tuple[str, str]]:
    """What this request brought, for a page that cannot show its form: the name and the words of each field.

    Without secrets, and without what the page itself had put in unseen.
    """
    if request.method != "POST" or request.endpoint is None:
        return []
    try:
        found = _open_fields()
    except HTTPException:  # too large to be read
        return []
    names = [(key.removeprefix("cell_").replace("_", " ").replace("-", " "), key, words) for key, words in found]
    return [(name[:1].upper() + name[1:], words) for name, key, words in names if words.strip() and key not in UNSEEN]


def _open_fields() -> list[tuple[str, str]]:
    """The fields of this request that are no secret, without the character that databases refuse."""
    sent = request.form.items(multi=True)
    return [(key, words.replace("\x00", "")) for key, words in sent if not _is_secret(key) and "\x00" not in key]


def purge(_task: object = None) -> None:
    """Forget what nobody came back for. A daily job."""
    db.session.execute(sa.delete(KeptForm).where(KeptForm.at < clock.real_now() - LASTS))


def _page() -> str:
    """Where the form stands: at this address, or else on the page it was sent from."""
    here = addresses.here()
    try:
        endpoint, _ = current_app.url_map.bind("").match(request.path, method="GET")
    except HTTPException:
        came_from = urlsplit(request.referrer or "")
        path = "/" + came_from.path.lstrip("/\\")  # two would lead to another site
        return path + (f"?{came_from.query}" if came_from.query else "")
    return here if endpoint else "/"


def _is_secret(key: str) -> bool:
    """A token, a password, or a code that proves who one is: those are asked for on pages open to everyone."""
    view = current_app.view_functions.get(request.endpoint or "")
    is_for_some = isinstance(getattr(view, "access", None), frozenset)
    return key == "csrf_token" or "password" in key or (key == "code" and not is_for_some)
