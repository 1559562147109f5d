"""Nothing that is taken out, not allowed or not published stands anywhere that anybody may read."""

import io
import re
import zipfile
from collections import deque

import pytest

from app.answers import commands as answers
from app.editions.content import said_and_decided
from app.extensions import db
from app.intentions.queries import fingerprint
from app.models import Point
from app.published import commands
from tests import make
from tests.published.conftest import PUBLIC, close, publish, respond

CANARIES = ("Qanary", "zanzibar", "Ulyssa", "Vexley", "vexley@", "Wombleton", "Yarrowby", "bassoon")
"""Words planted in what must not be read: see `planted`."""


@pytest.fixture
def planted(round_, analyst, manager):
    """Responses of which each hides something, answers to all of them, and an edition that keeps what was said."""
    ulyssa = {"name": "Ulyssa Vexley", "email": "vexley@example.test", "permission": "without my name"}
    open_ = respond(round_, {"CU-1": ("disagree", "Keep it. Tom Qanary lives at zanzibar road. Read this.")})
    nameless = respond(
        round_, {"CU-1": ("agree", "I, Ulyssa Vexley (vexley@example.test), agree. Read this.")}, **ulyssa
    )
    respond(round_, {"CU-2": ("agree", "The bassoon is private.")}, name="Wombleton", permission="no")
    withheld = respond(round_, {"CU-2": ("agree", "Withheld: yarrowby and bassoon.")}, name="Yarrowby Smith")
    unpublished = respond(round_, {"CU-1": ("agree", "Read this.")}, name="Late Yarrowby", permission="no")
    close(round_)
    commands.take_out(open_, place="CU-1", words="Tom Qanary", kind="about somebody else", by=analyst)
    commands.withhold(withheld, reason="Its sender asked for it.", by=analyst)
    for point in db.session.query(Point):
        answers.answer(point, disposition="not accepted", reason="As Tom Qanary says, no.", change="", by=analyst)
        answers.approve(point, by=manager)
    assert nameless.id < unpublished.id
    db.session.commit()
    publish(round_, analyst, manager)
    final = make.published(round_, "final")
    answers.release(round_, by=manager)
    db.session.flush()
    final.content = {**final.content, "said": said_and_decided(round_)}
    final.content_digest = fingerprint(final.content)
    db.session.commit()
    # taken out only after the edition has kept it
    commands.take_out(open_, place="CU-1", words="zanzibar", kind="personal details", by=analyst)
    db.session.commit()
    return round_


def crawl(browser, start):
    """Every page and file that the public reaches from these, each once."""
    waiting, seen = deque(start), set()
    while waiting:
        path = waiting.popleft()
        if path in seen:
            continue
        seen.add(path)
        page = browser.get(path, follow_redirects=False)
        yield path, page
        if page.mimetype == "text/html":
            found = re.findall(r'(?:href|action)="(/[^"#]*)', page.text)
            waiting += [each.replace("&amp;", "&") for each in found if "2012-13" in each and "/respond" not in each]


def words_of(page) -> str:
    """All that an answer holds: also what a Word file holds in any of its parts."""
    if page.data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(page.data)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return page.data.decode("utf-8", "replace")


def test_no_page_or_file_that_anybody_reaches_holds_a_planted_word(browser, planted):
    browser.signed_out()
    start = ["/rounds/2012-13", PUBLIC, "/rounds/2012-13/answers", "/rounds/2012-13/editions/2",
             "/rounds/2012-13/in-numbers", f"{PUBLIC}?words=qanary", f"{PUBLIC}?words=vexley"]  # fmt: skip
    read = 0
    for path, page in crawl(browser, start):
        said = words_of(page)
        read += "Read this" in said
        for canary in CANARIES:
            if f"words={canary}".casefold() not in path.casefold():
                assert canary.casefold() not in said.casefold(), f"{canary} on {path}"
        assert not page.headers.get("Content-Disposition", "").count("Ulyssa")
    assert read >= 4, "the crawl must reach what may be read"


def test_searching_for_a_hidden_word_finds_nothing(browser, planted):
    browser.signed_out()
    for canary in ("qanary", "zanzibar", "ulyssa", "vexley", "bassoon", "yarrowby"):
        assert "Nothing published says that" in browser.get(f"{PUBLIC}?words={canary}").text


def test_no_receipt_stands_in_public(browser, planted):
    from app.models import Response

    browser.signed_out()
    hashes = [each.code_hash for each in db.session.query(Response)]
    for _, page in crawl(browser, [PUBLIC, f"{PUBLIC}/data"]):
        assert not any(each in words_of(page) for each in hashes)
