"""People who can sign in by typing, for the tests of signing in."""

from app.extensions import db
from app.people import commands
from tests import make

PASSWORD = "correct horse battery"


def account(*roles, **given):
    """Someone with a password."""
    person = make.person(*roles, **given)
    commands.set_password(person, PASSWORD)
    db.session.commit()
    return person


def sign_in(browser, email, password=PASSWORD, next=""):
    return browser.submit(f"/sign-in?next={next}" if next else "/sign-in", email=email, password=password)


def is_signed_in(browser):
    return browser.get("/account").status_code == 200


def again(person):
    """The person as the database has them now."""
    db.session.expire_all()
    return person
