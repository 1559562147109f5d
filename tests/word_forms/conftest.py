"""Somebody who takes their response away as a Word form, alone or in a team."""

import io
import re

import pytest

from app.documents.field_marks import Mark, written
from app.extensions import db
from app.models import BroughtForm, ResponseForm, View
from app.word_forms.commands import _key
from tests.responses.conftest import HERE, round_  # noqa: F401 - a fixture
from tests.rooms.conftest import Member, someone
from tests.rooms.conftest import ann as team  # noqa: F401 - a fixture
from tests.word_copies.editing import Edited, run

WORD = f"{HERE}/word"


@pytest.fixture
def ann(browser, round_):  # noqa: F811
    """Ann responds by receipt code, and has answered one question."""
    member = Member(browser).start()
    member.says("CU-1", stance="agree", comment="As it is saved.\nIn two lines.", evidence="A study")
    return member


@pytest.fixture
def ben(app, team):  # noqa: F811
    return someone(app, team, "Ben Okri")


class Form:
    """A form that was taken, open in a word processor."""

    def __init__(self, member) -> None:
        answer = member.browser.post(f"{WORD}/form", data={"csrf_token": member.browser._token()})
        assert answer.mimetype.endswith("wordprocessingml.document"), answer.text
        self.content = answer.data
        self.row = db.session.query(ResponseForm).order_by(ResponseForm.id.desc()).first()
        self.fields = [(one["place"], one["name"]) for one in self.row.printed["fields"]]
        self.edited = Edited(self.content)

    def mark(self, place, name) -> str:
        return written(Mark(self.row.id, self.fields.index((place, name)), 0), _key())

    def control(self, place, name):
        return self.edited.all(f"//w:sdt[w:sdtPr/w:tag/@w:val='{self.mark(place, name)}']")[0]

    def fill(self, place, name, text):
        """Type something else into a field."""
        control = self.control(place, name)
        for placeholder in self.edited.all("./w:sdtPr/w:showingPlcHdr", control):
            placeholder.getparent().remove(placeholder)
        inside = self.edited.all("./w:sdtContent", control)[0]
        for child in list(inside):
            inside.remove(child)
        inside.append(run(text))
        return self

    def bytes(self) -> bytes:
        return self.edited.bytes()


def brings(member, content, name="form.docx"):
    """Choose the file on the page; the page it leads to, or the same one with what is wrong."""
    member.browser.get(WORD)
    return member.browser.post(WORD, data={"csrf_token": member.browser._token(), "file": (io.BytesIO(content), name)})


def brought() -> BroughtForm:
    return db.session.query(BroughtForm).order_by(BroughtForm.id.desc()).first()


def shown(member) -> str:
    return member.browser.get(f"{WORD}/{brought().number}").text


def saves(member, *take, **fields):
    """Press the button with these ticks."""
    page = shown(member)
    seen = re.search(r'name="seen" value="([^"]*)"', page).group(1)
    return member.browser.post(
        f"{WORD}/{brought().number}",
        data={"csrf_token": member.browser._token(), "seen": seen, "take": list(take), **fields},
    )


def key(form, place, name) -> str:
    return f"answer-{form.fields.index((place, name))}"


def saved(place="CU-1") -> View | None:
    db.session.expire_all()
    return db.session.query(View).filter_by(place=place).one_or_none()
