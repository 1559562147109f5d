"""Pages of the second factor: enter a code, set the app up, keep recovery codes, remove it."""

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app import kept
from app.languages import _, addresses, word
from app.models import Person
from app.people import commands, pending, second_factor, sign_in
from app.people.blueprint import bp
from app.people.sign_in_forms import NOT_IT, CodeForm, NewFactorForm, NewFactorWhileSignedInForm
from app.people.sign_in_routes import finish, own_path, start
from app.web import commits, public, signed_in
from app.wording import plural

SEED = "new second factor"
AFTER = "after the second factor"
STILL_OPEN = {"static", "people.set_up_second_factor", "people.sign_out", "people.signed_out"}
WRONG = word("Enter the 6 numbers that your app shows now. Each code is good for half a minute, and once")


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
    form = NewFactorForm() if half else NewFactorWhileSignedInForm()
    seed = session.setdefault(SEED, second_factor.new_seed())
    if form.submitted():
        counter = second_factor.counter_of(seed, form.code.data)
        if counter is None:
            form.code.errors = [WRONG]
        elif half is None and not sign_in.confirm(person, form["password"].data):
            form["password"].errors = [NOT_IT]
        else:
            codes = commands.set_up_second_factor(person, seed, counter)
            session.pop(SEED)
            page = start(person, half.page, half.kept_id) if half else _page_after()
            g.person = person
            return render_template("people/recovery_codes.html", codes=codes, page=page)
    is_required = half is not None or bool(g.get("must_set_up"))
    return render_template(
        "people/set_up_second_factor.html", form=form, is_required=is_required, **_shown(seed, person)
    )


@bp.before_app_request
def set_up_first() -> ResponseReturnValue | None:
    """Whoever must have a second factor, and has none, reaches nothing else: also in a session begun before."""
    is_open = request.endpoint in STILL_OPEN or request.blueprint == "help"
    if not g.get("must_set_up") or request.endpoint is None or is_open:
        return None
    session[AFTER] = kept.keep() if request.method == "POST" else addresses.here()
    return redirect(url_for("people.set_up_second_factor"), 303)


def _page_after() -> str:
    """Where whoever had to set their app up was going, or the form that they had sent."""
    page = own_path(session.pop(AFTER, url_for("people.account")))
    return kept.announce(session.get(kept.KEPT), g.person.id, _("You had to set up your app first")) or page


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
            flash(_("Your account no longer asks for a code."))
            return redirect(url_for("people.account"), 303)
        form.code.errors = [error]
    return render_template("people/remove_second_factor.html", form=form)


def _refusal(person: Person, code: str) -> str:
    """What to do about a code that was not accepted; empty when it was."""
    sign_in.lock(person)
    wait = sign_in.wait_of(person)
    if wait:
        minutes = plural(int(wait.total_seconds()) // 60 + 1, "minute")
        return _("Wait %(minutes)s before you try again: there were too many wrong codes", minutes=minutes)
    if second_factor.accepts(person, code):
        return ""
    sign_in.count_failure(person)
    return WRONG


def _shown(seed: str, person: Person) -> dict[str, str]:
    return {"picture": second_factor.picture(seed, person.email), "secret": second_factor.secret_in_words(seed)}
