"""Words: trimmed, limited, and never silently cut."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.fields import EmailField, LongTextField, PasswordField, TextField, VersionField


class Letter(Form):
    name = TextField("Your name", what="your name", most=10)
    comment = LongTextField("Comment", what="your comment", required=False, words=3)
    email = EmailField(required=False)
    version = VersionField()


def letter(**typed):
    return Letter(MultiDict({"name": "Ann"} | typed))


def test_space_around_text_and_characters_no_database_takes_are_left_out():
    form = letter(name="  An\x00n \r\n", comment="one\r\ntwo")
    assert form.validate()
    assert form.name.data == "Ann"
    assert form.comment.data == "one\ntwo"


def test_characters_that_turn_words_round_or_break_a_feed_are_left_out():
    form = letter(name="\u202eAnn\u2066", comment="one\x0b\x1f\ttwo")
    assert (form.name.data, form.comment.data) == ("Ann", "one\ttwo")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "  ", "Enter your name"),
        ("name", "Bartholomew", "Shorten your name to 10 characters or fewer: it has 11 characters now"),
        ("comment", "one two three four", "Shorten your comment to 3 words or fewer: it has 4 words now"),
        *[
            ("email", wrong, "Enter an email address in the correct format, like name@example.com")
            for wrong in ("ann", "ann@home", "@example.com", "a@b@example.com", "ann smith@example.com")
        ],
    ],
)
def test_wrong_text_says_what_to_do_and_is_kept(field, typed, sentence):
    form = letter(**{field: typed})
    assert not form.validate()
    assert form[field].errors[0] == sentence
    assert form[field].data == typed.strip()


def test_an_address_is_the_same_in_capitals():
    form = letter(email="Ann@Example.COM")
    assert form.validate()
    assert form.email.data == "ann@example.com"


def test_a_password_is_taken_exactly_as_typed():
    class SignIn(Form):
        password = PasswordField(filters=[str.strip])

    form = SignIn(MultiDict({"password": " secret "}))
    assert form.validate()
    assert form.password.data == " secret "


@pytest.mark.parametrize(("typed", "version"), [("3", 3), ("", 0), ("x", 0), ("-1", 0), ("9" * 30, 0)])
def test_a_forged_version_counts_as_out_of_date(typed, version):
    assert letter(version=typed).version.data == version


def test_a_field_that_the_form_came_without_keeps_what_was_saved():
    class Sized(Form):
        size = TextField("Size", most=5)

    form = Sized(MultiDict({"other": "1"}), data={"size": 1.25})
    assert form.validate()
    assert form.size.data == 1.25
