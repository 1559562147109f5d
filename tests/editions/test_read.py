"""Editions keep their address, are compared word by word, and come as Word files."""

import io
import zipfile

from app.documents.differences import Run, words
from app.editions import commands
from app.editions.comparison import compare
from app.extensions import db
from tests import make
from workflows.roles import Role
from workflows.round import RoundState


def two_editions():
    """The second edition rewords CU-1 and adds CU-2."""
    round_ = make.round_(introduction="Why.")
    manager = make.person(Role.ROUND_MANAGER)
    intention = make.intention(round_, title="Buy places", summary_title="Buy places", explanation="Buy ninety places.")
    commands.publish(round_, "discussion", "First issue", by=manager)
    round_.state = RoundState.CONSULTING
    intention.explanation = "Buy eighty places."
    make.intention(round_, "CU-2", title="Help courts", summary_title="Help courts", explanation="Advise.")
    commands.publish(round_, "revised", "Fewer places", by=manager)
    db.session.commit()
    return round_


def test_each_edition_keeps_its_address_and_the_older_one_says_so(browser):
    round_ = two_editions()
    old = browser.get(f"/rounds/{round_.slug}/editions/1").text
    assert "Buy ninety places." in old
    assert "A newer edition has taken its place." in old
    assert "Buy eighty places." in browser.get(f"/rounds/{round_.slug}/editions/2").text
    assert browser.get(f"/rounds/{round_.slug}/editions/3").status_code == 404


def test_the_table_of_versions_says_why_each_was_issued(browser):
    round_ = two_editions()
    page = browser.get(f"/rounds/{round_.slug}/editions").text
    for reason in ("First issue", "Fewer places"):
        assert reason in page


def test_the_comparison_marks_words_in_text_too(browser):
    round_ = two_editions()
    page = browser.get(f"/rounds/{round_.slug}/editions/2/changes").text
    assert "2 passages differ" in page
    assert "[went: </span>ninety<span" in page
    assert "[came: </span>eighty<span" in page
    assert browser.get(f"/rounds/{round_.slug}/editions/1/changes").status_code == 404


def test_the_word_file_says_the_same_and_says_that_it_is_a_demonstration(browser):
    round_ = two_editions()
    answer = browser.get(f"/rounds/{round_.slug}/editions/2/document")
    assert "attachment" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        text = "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))
    assert "Buy eighty places." in text
    assert "Demonstration: not a real agreement" in text
    assert answer.data == browser.get(f"/rounds/{round_.slug}/editions/2/document").data


def test_words_that_stayed_came_and_went():
    assert words("Buy ninety places.", "Buy eighty new places.") == (
        Run("same", "Buy "),
        Run("del", "ninety"),
        Run("ins", "eighty new"),
        Run("same", " places."),
    )


def test_a_passage_that_is_gone_is_listed_last():
    old = {
        "round": {"introduction": "Why."},
        "assumptions": [{"ref": "PA-1", "title": "Money", "text": "Save."}],
        "groups": [],
        "intentions": [],
        "questions": [],
    }
    passages = compare(old, {**old, "assumptions": [], "round": {"introduction": "Why not."}})
    assert [(each.name, each.status) for each in passages] == [("Introduction", "changed"), ("PA-1", "gone")]
