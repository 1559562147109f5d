"""Axe is asked once about each kind of element in each kind of place; a fault among what it knows is found."""

import pytest

from tests import looking, shared

PAGE = """<!doctype html><html lang="en"><head><title>A page</title><style>.grey {{ color: #ddd }}</style></head>
<body><header><a href="/">Home</a></header><main><h1>A page</h1>{}</main></body></html>"""
SOUND = """<ul><li>One</li></ul><form><label for="name">Name</label><input id="name" type="text" autocomplete="name">
<button aria-labelledby="name-of-it"></button><span id="name-of-it">Send</span></form><img src="data:," alt="A map">
<table><tr><th scope="col">Word</th></tr><tr><td>One</td></tr></table><p>Words <a href="/x">and a link</a></p>"""
FAULTS = {
    "words too pale to read": ("<p>Words", '<p class="grey">Words'),
    "a field without a label": ('<label for="name">', "<label>"),
    "a label of another field": ('<label for="name">', '<label for="email">'),
    "a picture that says nothing": (' alt="A map"', ""),
    "a link without words": ("and a link", " "),
    "a button without words": ("Send", ""),
    "a name that is not there": ('id="name-of-it"', 'id="another"'),
    "a list of something else": ("<li>One</li>", "<li>One</li><p>Two</p>"),
    "a role that does not exist": ("<form>", '<form role="shape">'),
    "an attribute with a made-up value": ("<input", '<input aria-invalid="perhaps"'),
    "an order of one's own": ("<ul>", '<ul aria-hidden="true"><li><a href="/y">Two</a></li></ul><ul>'),
    "a wrong purpose of a field": ('autocomplete="name"', 'autocomplete="surname of somebody"'),
    "a language that does not exist": ("<p>", '<p lang="xx-nowhere-at-all">'),
}


@pytest.fixture
def page(browser_of_the_machine, monkeypatch):
    monkeypatch.delenv(shared.FOLDER)  # what it meets is nobody else's
    monkeypatch.setattr(looking, "MET", shared.Words("kinds"))
    page = browser_of_the_machine.new_page()
    page.set_content(PAGE.format(SOUND))
    assert found(page) == []
    yield page
    page.close()


def unmet(page):
    return looking.MET.missing(page.evaluate(looking.OUTLINE)["kinds"])


def found(page):
    return looking.axe(page, page.evaluate(looking.OUTLINE)["kinds"])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_page_that_was_sound_is_found(page, fault):
    there, instead = FAULTS[fault]
    assert there in SOUND
    page.set_content(PAGE.format(SOUND.replace(there, instead)))
    assert found(page)
    assert found(page), "a fault is no less one for having been seen"


def test_a_fault_of_the_whole_page_is_found(page):
    page.set_content(PAGE.format(SOUND).replace(' lang="en"', ""))
    assert found(page)


def test_a_fault_outside_the_middle_is_found(page):
    page.set_content(PAGE.format(SOUND).replace(">Home<", "><"))
    assert found(page)


def test_the_same_page_with_other_words_is_not_asked_about_again(page):
    page.set_content(PAGE.format(SOUND.replace("One", "Another").replace("<li>", "<li>First</li><li>")))
    assert unmet(page), "a list of two has an element that stands behind another"
    assert found(page) == []
    page.set_content(PAGE.format(SOUND.replace("One", "Third").replace("<li>", "<li>First</li><li>Second</li><li>")))
    assert not unmet(page)
