"""A respondent with a code and the colleagues of a team read Welsh on every page of their response, and in errors."""

import re

from tests.languages.crawling import Read
from tests.languages.test_pages import is_english
from tests.responses.conftest import round_  # noqa: F401 - a fixture
from tests.rooms.conftest import TEAM, ann, ben  # noqa: F401 - fixtures

HERE = "/rounds/2012-13/respond"
ALIKE = re.compile(
    r"^[\W\d]*$|@|^\S+$|^(Ann|Ben|Cara) \w+$|Cadwch ef"
    r"|^(Intention|Question|Commissioning round|Assumption)|^PA-|-\w{4}-"
)
"""Numbers, names, one word alone, codes, and what stands in English in a round without Welsh."""


def alike(client, address):
    """What a Welsh page says just as the English one does, without saying that it is in English; and where it leads."""
    welsh, english = (client.get(f"{site}{address}", follow_redirects=True) for site in ("/cy", ""))
    assert (welsh.status_code, english.status_code) == (200, 200), address
    read, other = Read(welsh.text), set(Read(english.text).words)
    assert read.language == "cy"
    return read, [f"{address}: {words}" for words in read.words if words in other and is_english(words, ALIKE)]


def crawl(client, start, most=60):
    waiting, seen, faults = [start], set(), []
    while waiting and len(seen) < most:
        address = waiting.pop()
        if address not in seen:
            seen.add(address)
            read, found = alike(client, address)
            faults += found
            own = {link.partition("#")[0].removeprefix("/cy") for link in read.links if link.startswith(f"/cy{HERE}")}
            away = {link for link in read.links if link.startswith(HERE)}
            faults += [f"{address} leads to {sorted(away)}"] if len(away) > 1 else []  # one is the switch of languages
            waiting += sorted(own - seen)
    return seen, faults


def errors(client, address, **fields):
    """What is wrong with the form in Welsh that reads as in English."""

    def said(page):
        found = re.findall(r'govuk-error-summary__list">(.*?)</ul>', page.text, re.DOTALL)
        return set(re.findall(r">([^<>]+)</", found[0])) if found else set()

    english, welsh = said(client.submit(address, **fields)), said(client.submit(f"/cy{address}", **fields))
    assert welsh, address
    return sorted(english & welsh)


def test_one_with_a_code(browser, round_):  # noqa: F811
    browser.submit(f"/cy{HERE}")
    seen, faults = crawl(browser, f"{HERE}/sections")
    assert len(seen) > 8
    assert faults == [], "\n".join(faults)
    wrong = [errors(browser, f"{HERE}/about-you", name="", area="x", organisation_kind="x", email="x")]
    wrong += [errors(browser, f"{HERE}/CU-1", stance="x"), errors(browser, f"{HERE}/return", code="x")]
    wrong += [errors(browser, f"{HERE}/return", code=""), errors(browser, f"{HERE}/team/open", name="", email="x")]
    assert [words for each in wrong for words in each] == []


def test_a_team(ann, ben):  # noqa: F811
    ann.is_called()
    ann.writes("CU-1", stance="agree", comment="Cadwch ef.")
    ann.browser.submit(f"{TEAM}/remarks", words="Beth am hyn?")
    ben.presses("write")
    for member in (ann, ben):
        seen, faults = crawl(member.browser, f"{HERE}/team")
        assert len(seen) > 10
        assert faults == [], "\n".join(faults)
    wrong = [errors(ann.browser, f"{TEAM}/invite", name="", email="x")]
    wrong += [errors(ann.browser, f"{TEAM}/remarks", words=""), errors(ann.browser, f"{HERE}/word", file="")]
    assert [words for each in wrong for words in each] == []


def test_what_the_team_does_is_said_in_welsh(ann, ben):  # noqa: F811
    """The sentences that stand on the page after a press."""
    said = []
    for address, fields in (
        (f"{TEAM}/invite", {"name": "Cara Diaz", "email": "cara@elsewhere.test"}),
        (f"{TEAM}/remarks", {"words": "Beth am hyn?"}),
        (f"{TEAM}/certifier", {"colleague": "1"}),
    ):
        ann.browser.submit(f"/cy{address}", **fields)
        page = ann.browser.get(f"/cy{TEAM}").text
        said += re.findall(r'notification-banner__heading">([^<]*)<', page)
    assert said
    assert [words for words in said if re.search(r"\b(the|is|and|you|your)\b", words)] == []
