"""What routes share: who may reach a page, transactions, forms, and what every template knows."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, abort, current_app, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import FieldList, Form, FormField
from wtforms.csrf.session import SessionCSRF

from app import clock, conflicts, kept
from app.extensions import db, only_reads, sees_one_moment
from app.languages import ENGLISH, addresses, is_welsh, pages
from app.navigation import navigation
from app.permissions import SEES_WORKING_PAPERS, parts
from workflows.roles import COMMISSIONER_ROLES, PROVIDER_ROLES, Role

P = ParamSpec("P")
R = TypeVar("R")
View = Callable[..., ResponseReturnValue]
SAFE = {"GET", "HEAD", "OPTIONS"}
EVERYONE = "everyone"
SIGNED_IN = "signed in"


# --- who may reach a page: every view says so, or nobody reaches it ----


def public(view: View) -> View:
    """Anyone may open this page."""
    view.access = EVERYONE  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anyone who has signed in may open this page."""
    view.access = SIGNED_IN  # type: ignore[attr-defined]
    return view


def for_parts(*roles: Role) -> Callable[[View], View]:
    """Only people who play one of these parts somewhere; for everyone else the page does not exist.

    The queries then decide about the one thing asked for: `seen_by=`.
    """

    def declare(view: View) -> View:
        view.access = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return declare


for_commissioner = for_parts(*COMMISSIONER_ROLES)
for_working_papers = for_parts(*SEES_WORKING_PAPERS)
for_provider = for_parts(*PROVIDER_ROLES)
for_both_sides = for_parts(*COMMISSIONER_ROLES, *PROVIDER_ROLES)


def _check_access() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    access = getattr(current_app.view_functions[request.endpoint], "access", None)
    if access == EVERYONE:
        return None
    if access is None:
        abort(404)
    if g.person is None and access != EVERYONE:
        page = kept.keep() if request.method == "POST" else addresses.here()
        return redirect(url_for("people.sign_in", next=page))
    if isinstance(access, frozenset) and not access & parts(g.person):
        abort(404)
    if is_welsh() and not pages.has_both(request.endpoint, parts(g.person)):  # nobody is shown a mixture
        return redirect(addresses.in_language(ENGLISH), 307)
    return None


# --- transactions ----


def commits(view: Callable[P, R]) -> Callable[P, R]:
    """Commit if the view returns, roll back if it raises; start over if somebody else saved in the same moment."""

    @wraps(view)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return conflicts.in_turn(lambda: _committed(view(*args, **kwargs)))
        except Exception:
            db.session.rollback()
            raise

    wrapper.saves = True  # type: ignore[attr-defined]
    return wrapper


def _committed(response: R) -> R:
    db.session.commit()
    return response


# --- forms ----


def strip(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


class BaseForm(Form):
    """CSRF on, and every text field trimmed. Pass `obj=` to start from what is saved."""

    class Meta:
        csrf = True
        csrf_class = SessionCSRF
        csrf_time_limit = timedelta(hours=12)

        @property
        def csrf_secret(self) -> bytes:
            return str(current_app.config["SECRET_KEY"]).encode()

        @property
        def csrf_context(self) -> Any:
            return session

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            if issubclass(unbound_field.field_class, FieldList | FormField):  # they take no filters of their own
                return unbound_field.bind(form=form, **options)
            filters = unbound_field.kwargs.get("filters", [])
            return unbound_field.bind(form=form, filters=[strip, *filters], **options)

    def __init__(self, **kwargs: Any) -> None:
        brought_back = kept.fields_of({name for name, _ in type(self)._unbound_fields})
        super().__init__(_posted() if request.method == "POST" else brought_back, **kwargs)

    def submitted(self) -> bool:
        return request.method == "POST" and self.validate()

    def is_of(self, subject: Any) -> bool:
        """Whether `subject` is still as the page showed it; if not, say what somebody else saved meanwhile.

        What was typed stays on the page, which now carries the new version: sending it again saves it knowingly.
        """
        if self["version"].data == subject.version:
            return True
        now = [
            f"{field.label.text}: now “{_shown(getattr(subject, field.short_name))}”"
            for field in self
            if field.short_name != "version"
            and (getattr(subject, field.short_name, field.data) or "") != (field.data or "")
        ]
        self.form_errors = [
            "Somebody else saved this while you had it open. What you typed is still here: send it again to replace "
            "what they saved.",
            *now,
        ]
        self["version"].data = subject.version
        return False


def _shown(value: Any) -> str:
    return "yes" if value is True else "no" if value is False else str(value or "empty")


class ConfirmForm(BaseForm):
    """A press of a button that asks for nothing else, protected like any form."""


def in_time(form: BaseForm | None = None) -> bool:
    """Whether a press comes from a page that was not open for too long; if it was, it says so.

    `form` is what was pressed, where it carries more than a button.
    """
    if (ConfirmForm() if form is None else form).submitted():
        return True
    flash("The page was open for too long, so nothing was changed. Press the button again.", "problem")
    return False


def pressed(do: Callable[[], object], said: str) -> None:
    """Do what a button asks for and say so, if its page was not open for too long."""
    if in_time():
        do()
        flash(said)


def token() -> Any:
    """The hidden field that protects a button's form: `press` in templates/_macros/actions.html."""
    return ConfirmForm()["csrf_token"](id=False)  # a page may have several


def _posted() -> Any:
    if not request.files:
        return request.form
    return request.form | request.files


# --- every page ----


def init_app(app: Flask) -> None:
    app.before_request(_begin)
    app.before_request(_check_access)
    app.context_processor(_page)
    app.jinja_env.globals["token"] = token


LARGEST_WITHOUT_FILES = 2 * 1024 * 1024
"""Bytes of a form without a file: more than anyone types."""


def _begin() -> None:
    if request.mimetype != "multipart/form-data":
        request.max_content_length = LARGEST_WITHOUT_FILES
    only_reads.set(request.method in SAFE)
    sees_one_moment.set(request.method not in SAFE)
    g.person = _person()
    if is_welsh() and pages.is_shown_as_to_the_public(parts(g.person), is_open_to_all=_is_open_to_all()):
        g.person = None


def _is_open_to_all() -> bool:
    access = getattr(current_app.view_functions.get(request.endpoint or ""), "access", None)
    return bool(access == EVERYONE)


def _person() -> Any:
    """Who has signed in; None for everyone else. Files of the design need nobody."""
    if request.endpoint == "static" or not current_user.is_authenticated:
        return None
    return current_user._get_current_object()


def _page() -> dict[str, Any]:
    person = g.get("person")
    return {
        "service_name": current_app.config["SERVICE_NAME"],
        "person": person,
        "navigation": navigation(person),
        "rehearsal": _rehearsal(person) if clock.rehearsed() else None,
        **pages.spoken(person, parts(person), is_open_to_all=_is_open_to_all()),
    }


def _rehearsal(person: Any) -> dict[str, Any]:
    """What the banner says; an administrator gets the way to move the clock."""
    return {"today": clock.today(), "url": "/rehearsal/clock" if Role.ADMINISTRATOR in parts(person) else ""}
