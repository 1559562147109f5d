"""Pages for signing in and out."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app import guesses, kept
from app.languages import _, word
from app.models import Person
from app.people import commands, organisations, pending, sessions, sign_in
from app.people.blueprint import bp
from app.people.sign_in_forms import ButtonForm, SignInForm
from app.web import commits, public
from app.wording import plural

HOME = "/work"
REFUSAL = word(
    "Enter the email address and password of an account. After several wrong tries an account stays closed for a "
    "while: if you are sure that yours are right, wait a few minutes or choose a new password."
)


@bp.route("/sign-in", endpoint="sign_in", methods=["GET", "POST"])
@commits
@public
def sign_in_page() -> ResponseReturnValue:
    """Sign in by e-mail address and password. Whatever is wrong, the answer is the same."""
    form = SignInForm()
    if form.submitted():
        person, refusal = _checked(form)
        if person is not None:
            return _go_on(person)
        form.form_errors = [refusal]
    elif g.person is not None:  # they are, or the button was pressed twice
        return redirect(own_path(request.args.get("next", "")))
    return render_template(
        "people/sign_in.html",
        form=form,
        has_kept=kept.KEPT in session,
        help_address=organisations.settings()["help_address"],
    )


def _checked(form: SignInForm) -> tuple[Person | None, str]:
    """Whoever signs in, or what to do. Wrong tries are counted for the account, and for where they come from."""
    origin = guesses.source(guesses.SIGN_INS, request.remote_addr or "", current_app.config["SECRET_KEY"])
    if wait := guesses.seconds_to_wait(origin):
        return None, _(
            "Wait %(minutes)s before you try again: too many wrong passwords have been tried from your network",
            minutes=plural(wait // 60 + 1, "minute"),
        )
    person = sign_in.check(form.email.data, form.password.data)
    if person is None:
        guesses.was_wrong(guesses.SIGN_INS, origin)
    return person, REFUSAL


@bp.route("/sign-out", methods=["GET", "POST"])
@commits
@public
def sign_out() -> ResponseReturnValue:
    """Sign out, everywhere, by a button, so that no other site can do it."""
    form = ButtonForm()
    if form.submitted():
        if g.person is not None:
            commands.end_sessions(g.person)
        sessions.end()
        return redirect(url_for("people.signed_out"), 303)
    return render_template("people/sign_out.html", form=form)


@bp.get("/signed-out")
@public
def signed_out() -> ResponseReturnValue:
    """Say that it is done."""
    return render_template("people/signed_out.html")


def own_path(path: str) -> str:
    """`path` if it is a page of this service, else the first page: links lead nowhere else after signing in."""
    parts = urlsplit(path)
    is_own = path.startswith("/") and not path.startswith("//") and not parts.scheme and not parts.netloc
    return path if is_own and "\\" not in path and path.isprintable() else request.script_root + HOME


def finish(person: Person, page: str, kept_id: int | None) -> ResponseReturnValue:
    """Everything asked for was right: start the session, on the page they wanted or the form they had typed into."""
    return redirect(start(person, page, kept_id), 303)


def start(person: Person, page: str, kept_id: int | None) -> str:
    """Start the session. Returns the page to go to."""
    sign_in.succeed(person)
    sessions.begin(person)
    return kept.announce(kept_id, person.id) or page


def _go_on(person: Person) -> ResponseReturnValue:
    page, kept_id = own_path(request.args.get("next", "")), session.get(kept.KEPT)
    is_required = sign_in.needs_second_factor(person)
    if not person.tf_totp_secret and not is_required:
        return finish(person, page, kept_id)
    pending.begin(person, page, kept_id)
    step: Any = "people.second_factor" if person.tf_totp_secret else "people.set_up_second_factor"
    return redirect(url_for(step), 303)
