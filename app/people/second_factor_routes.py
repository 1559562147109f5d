"""Pages of the second factor: enter a code, set the app up, keep recovery codes, remove it."""

from flask import flash, g, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.models import Person
from app.people import commands, pending, second_factor, sign_in
from app.people.blueprint import bp
from app.people.sign_in_forms import CodeForm, NewFactorForm
from app.people.sign_in_routes import finish, start
from app.web import commits, public, signed_in
from app.wording import plural

SEED = "new second factor"
WRONG = "Enter the 6 numbers that your app shows now. Each code is good for half a minute, and once"


@bp.route("/second-factor", endpoint="second_factor", methods=["GET", "POST"])
@commits
@public
def enter_code() -> ResponseReturnValue:
    """The second step of signing in. Wrong codes are counted like wrong passwords."""
    half = pending.current()
    if half is None or not half.person.tf_totp_secret:
        return redirect(url_for("people.sign_in"))
    form = CodeForm()
    if form.submitted():
        error = _refusal(half.person, form.code.data)
        if not error:
            return finish(half.person, half.page, half.kept_id)
        form.code.errors = [error]
    return render_template("people/second_factor.html", form=form)


@bp.route("/second-factor/set-up", methods=["GET", "POST"])
@commits
@public
def set_up_second_factor() -> ResponseReturnValue:
    """Join an authenticator app to the account; the recovery codes are shown once, right after."""
    half = None if g.person else pending.current()
    person = g.person or (half.person if half else None)
    if person is None or (half is not None and person.tf_totp_secret):
        return redirect(url_for("people.sign_in"))
    form = NewFactorForm()
    seed = session.setdefault(SEED, second_factor.new_seed())
    if form.submitted():
        counter = second_factor.counter_of(seed, form.code.data)
        if counter is not None:
            codes = commands.set_up_second_factor(person, seed, counter)
            session.pop(SEED)
            page = start(person, half.page, half.kept_id) if half else url_for("people.account")
            g.person = person
            return render_template("people/recovery_codes.html", codes=codes, page=page)
        form.code.errors = [WRONG]
    return render_template(
        "people/set_up_second_factor.html", form=form, is_required=half is not None, **_shown(seed, person)
    )


@bp.route("/second-factor/remove", methods=["GET", "POST"])
@commits
@signed_in
def remove_second_factor() -> ResponseReturnValue:
    """Sign in by password alone again, unless one's roles ask for more."""
    if sign_in.needs_second_factor(g.person) or not g.person.tf_totp_secret:
        return redirect(url_for("people.account"))
    form = CodeForm()
    if form.submitted():
        error = _refusal(g.person, form.code.data)
        if not error:
            commands.remove_second_factor(g.person)
            flash("Your account no longer asks for a code.")
            return redirect(url_for("people.account"), 303)
        form.code.errors = [error]
    return render_template("people/remove_second_factor.html", form=form)


def _refusal(person: Person, code: str) -> str:
    """What to do about a code that was not accepted; empty when it was."""
    wait = sign_in.wait_of(person)
    if wait:
        minutes = plural(int(wait.total_seconds()) // 60 + 1, "minute")
        return f"Wait {minutes} before you try again: there were too many wrong codes"
    if second_factor.accepts(person, code):
        return ""
    sign_in.count_failure(person)
    return WRONG


def _shown(seed: str, person: Person) -> dict[str, str]:
    return {"picture": second_factor.picture(seed, person.email), "secret": second_factor.secret_in_words(seed)}
