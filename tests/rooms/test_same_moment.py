"""Two colleagues press in the same moment: one of them writes, the other is told, and nothing is lost."""

from app.extensions import db
from app.models import SectionLock, View
from tests.conftest import Browser
from tests.responses.conftest import HERE
from tests.rooms.conftest import link_of
from tests.simultaneous import at_once


def comes_in(link, path, **fields):
    """A press by whoever has this link."""

    def press(browser: Browser, ready):
        browser.submit(link, name="Somebody")
        token = browser._token()
        ready()
        return browser.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)

    return press


def links(app, ann):
    for name in ("ben", "cara"):
        ann.invites(name, f"{name}@elsewhere.test")
    return [link_of(app, f"{name}@elsewhere.test") for name in ("ben", "cara")]


def test_a_section_taken_twice_is_held_once(app, ann):
    first, second = at_once(app, *(comes_in(link, f"{HERE}/sections/custodial/write") for link in links(app, ann)))
    assert db.session.query(SectionLock).count() == 1
    assert sorted("is writing this section now. Ask for it" in page.text for page in (first, second)) == [False, True]


def test_an_answer_saved_twice_is_saved_once_and_the_other_is_kept(app, ann):
    typed = {"stance": "agree", "seen": "", "then": "next"}
    ben, cara = links(app, ann)
    pages = at_once(
        app,
        comes_in(ben, f"{HERE}/CU-1", comment="From Ben", **typed),
        comes_in(cara, f"{HERE}/CU-1", comment="From Cara", **typed),
    )
    saved = db.session.query(View).one().comment
    other = {"From Ben": "From Cara", "From Cara": "From Ben"}[saved]
    assert any(other in page.text and "nothing was saved" in page.text for page in pages)
