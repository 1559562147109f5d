"""Whoever asks for the Welsh site reads Welsh on every public page, and stays there."""

import csv
import re
from functools import cache

import pytest

from app.extensions import db
from app.languages.catalogue import welsh
from app.models import Response
from tests import make, world
from tests.languages.crawling import Read
from workflows.roles import Role
from workflows.round import RoundState

SAME_IN_BOTH = re.compile(
    r"^[\W\d]*$|@|^https?://|^\S+$|^[A-Z][\w.’'-]+( [A-Z&][\w.’'-]*)+$"
    r"|^Post: |^(HMP|HMYOI|YOI|NOMS|EQ|CO|CM|CU|PA)\b|\d{5}"
)
"""Numbers, addresses, one word alone, names of people, bodies and things with a reference."""
PARTICULAR = re.compile(r"(?<=/)(C[OMU]-\d+|R-\d+|[a-z-]+-[a-z-]+|\d+)(?=/|$|\?)|\?page=\d+")
"""What one of many pages of a kind is about."""
IN_ENGLISH = re.compile(r"/published-agreements/|/response-report|/changes$")
"""Documents that are signed or kept in English, and what is compared word by word: the English is what counts."""
KEYS = {"change", "English"}
"""The name of a column of open data; the other language, as it calls itself."""
SHEET = "/rounds/2012-13/in-numbers.csv"
STAFF_ONLY = {"/account", "/outbox", "/work", "/rehearsal/clock"}


def crawl(browser, start, most=400):
    """Every page that can be reached by links from the Welsh first page: address to what is read there."""
    waiting, seen = [start], {}
    while waiting and len(seen) < most:
        address = waiting.pop()
        if address in seen:
            continue
        answer = browser.get(address)
        assert answer.status_code == 200, address
        if "text/html" in answer.content_type:
            seen[address] = read = Read(answer.text)
            found = {link.partition("#")[0] for link in read.links}
            waiting += sorted(link for link in found if re.match(r"/cy(/|$)", link) and link not in seen)
        else:
            seen[address] = Read("")
        answer.close()
    return seen


def in_english(address):
    return address.removeprefix("/cy") or "/"


def is_english(words, same):
    """Whether words that both pages say are English: by their look, or as the catalogue has Welsh for them."""
    return (welsh().texts.get(words, words) != words and words not in KEYS) or not same.search(words)


def said_alike(browser, address, read):
    """What a Welsh page says in the words of the English one, without saying that it is English."""
    english = set(Read(browser.get(in_english(address)).text).words)
    return [f"{address}: {words}" for words in read.words if words in english and is_english(words, SAME_IN_BOTH)]


def leads_away(address, read):
    """Links to pages that there are in Welsh too, but for the switch of languages."""
    away = {link for link in read.links if link.startswith("/") and not re.match(r"/(cy|static)(/|$)", link)}
    return [f"{address} leads to {link}" for link in away - STAFF_ONLY - {in_english(address)}]


def nobody_wrote(address, read):
    """What stands in English on a Welsh page though no person wrote it: it is ours to translate."""
    if IN_ENGLISH.search(address):
        return []
    written = all_that_is_written()
    return [f"{address}: {words}" for words in read.in_english if words != "English" and plain(words) not in written]


@cache
def all_that_is_written():
    """Everything that the database holds, in a row."""
    rows = [db.session.execute(table.select()).all() for table in db.metadata.sorted_tables if table.name != "entry"]
    return plain(" ".join(str(value) for table in rows for row in table for value in row))


def plain(words):
    """Without quotation marks, and as many blanks as there are: JSON writes some in its own way."""
    return re.sub(r"[\\'\"“”’‘\s…]+", " ", words).strip()


def ours_in_sheets(browser):
    """Headings, columns and notes of the sheet of numbers that are the same in both languages."""
    welsh, english = (list(csv.reader(browser.get(f"{site}{SHEET}").text.splitlines())) for site in ("/cy", ""))
    ours = [0, 3, 6]  # the figure, the column, the note; the rest is a reference, a title, a number
    said = {row[at] for row in english for at in ours} & {row[at] for row in welsh for at in ours}
    return sorted(words for words in said if words and not SAME_IN_BOTH.search(words))


def test_the_welsh_site_speaks_welsh_and_keeps_whoever_reads_it(browser):
    """The demonstration in delivery, with the round of the year before, as somebody without an account finds it."""
    world.build()
    pages = crawl(browser.signed_out(), "/cy/")
    assert len(pages) > 60
    pages = {address: read for address, read in pages.items() if read.language or read.words}
    assert [address for address, read in pages.items() if read.language != "cy"] == []
    assert [fault for read in pages.values() for fault in read.faults] == []
    assert [fault for address, read in pages.items() for fault in leads_away(address, read)] == []
    one_of_each = {PARTICULAR.sub("…", address): address for address in pages}
    alike = [fault for address in one_of_each.values() for fault in said_alike(browser, address, pages[address])]
    assert [fault for address in one_of_each.values() for fault in nobody_wrote(address, pages[address])] == []
    names = {name for each in db.session.query(Response) for name in (each.name, each.organisation_name) if name}
    assert [fault for fault in sorted(alike) if not set(fault.partition(": ")[2].split(", ")) <= names] == []
    assert ours_in_sheets(browser) == []


@pytest.mark.parametrize("page", ["/", "/help", "/rounds", "/have-your-say", "/sign-in", "/no-such-page"])
def test_each_page_leads_to_itself_in_the_other_language(browser, page):
    welsh = f"/cy{page}"
    for here, there, language in ((page, welsh, "cy"), (welsh, page, "en")):
        text = browser.get(f"{here}?q=1").text
        assert f'<a href="{there}?q=1" class="app-header__link" lang="{language}"' in text
        assert f'hreflang="{language}" href="http://localhost{there}?q=1"' in text


def test_working_pages_are_in_english_wherever_they_are_asked_for(browser):
    browser.as_(make.person(Role.ROUND_MANAGER))
    answer = browser.get("/cy/work?x=1")
    assert answer.status_code == 307
    assert answer.location == "/work?x=1"
    assert "Cymraeg" not in browser.get("/work").text


def test_staff_see_a_welsh_page_as_the_public_does(browser):
    round_ = make.round_(RoundState.CONSULTING)
    browser.as_(make.person(Role.ROUND_MANAGER))
    assert "For staff" in browser.get(f"/rounds/{round_.slug}").text
    welsh = browser.get(f"/cy/rounds/{round_.slug}").text
    assert "For staff" not in welsh
    assert "Ar gyfer staff" not in welsh
    assert "Ymgynghori" in welsh


def test_what_one_may_not_see_does_not_exist_in_welsh_either(browser):
    browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider()))
    assert browser.get("/cy/organisations").status_code == 404


def test_one_session_serves_both_languages(browser):
    browser.get("/cy/sign-in")
    answer = browser.submit("/cy/sign-in", email="nobody@example.test", password="wrong")
    assert "Rhowch gyfeiriad e-bost a chyfrinair cyfrif." in answer.text
    assert all("Path=/;" in cookie or cookie.endswith("Path=/") for cookie in answer.headers.getlist("Set-Cookie"))


def test_an_address_that_only_looks_welsh_is_none(browser):
    assert browser.get("/cymru").status_code == 404
    assert '<html lang="en"' in browser.get("/cymru").text
    assert '<html lang="cy"' in browser.get("/cy").text


def test_styles_and_scripts_have_one_address(browser):
    assert set(re.findall(r'(?:href|src)="(/[^"]*static[^"]*)"', browser.get("/cy/").text)) == set(
        re.findall(r'(?:href|src)="(/[^"]*static[^"]*)"', browser.get("/").text)
    )
