"""A dispute from the report to the executive committee's decision in the term, and its pack; two providers in brief."""

import io
import time
import zipfile

import pytest
from docx import Document

from app.demo import negotiation
from tests.browser import served
from tests.demonstration import Demonstration
from tests.journeys.company import Company

AGREEMENT = "/agreements/2012-13/hmp-durham"
REPORT = {
    "What is the issue, and what is the evidence?": "The target for VT-1 is more than there are tutors for.",
    "What has happened so far?": "We raised it in January and again in February.",
    "What follows from it, and for whom?": "Men would wait for a place that cannot be given.",
    "What would it cost to settle, and not to settle?": "Two tutors more, or places that stand empty.",
    "What is already being done?": "One tutor is being trained.",
    "What outcome do you seek?": "A target that the tutors can run.",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    demonstration = Demonstration(f"sqlite:///{tmp_path_factory.mktemp('dispute') / 'app.sqlite'}", "negotiating")
    demonstration.bring_to(negotiation.Reach.PROPOSED)
    with served(demonstration.database_url, worker=True) as address:
        yield address


def test_a_dispute_goes_to_its_end(browser_of_the_machine, address, tmp_path):
    with Company(browser_of_the_machine, address) as company:
        here = the_provider_writes_and_shares_a_report(company, tmp_path)
        the_commissioner_replies(company)
        the_sub_committee_decides(company, here)
        a_settlement_is_offered_and_not_taken(company, here)
        the_executive_committee_decides(company, here)
        the_pack_is_made(company, here, tmp_path)
        two_providers_ask_for_advice(company)


def the_provider_writes_and_shares_a_report(company, folder) -> str:
    theirs = company("durham.negotiator").open(AGREEMENT).follow("Read or open disputes").sees("There is none.")
    theirs.follow("Open a dispute").press("Begin the report").sees("Select whom you disagree with")
    theirs.fill("What is it about, in a few words?", "Target for VT-1").choose("The commissioner")
    theirs.choose("VT-1 ", exact=False).press("Begin the report").press("Save the report")
    theirs.sees("Write the rest of the report first", "Only your side sees this").follow("Write the report")
    theirs.date("When was it first raised?", 16, 1, 2012)
    for label, words in REPORT.items():
        theirs.fill(label, words)
    theirs.choose("High", under="How severe is it?").choose("Medium", under="How urgent is it?")
    theirs.press("Save the report").follow("Add evidence")
    evidence = folder / "tutors.txt"
    evidence.write_text("Tutors by month.")
    theirs.attach("File", evidence).fill("What is it?", "Tutors by month").press("Add this file")
    here = theirs.page.url.removeprefix(theirs.address)
    company("negotiator").open(here).sees("Page not found")
    theirs.follow("Share it with the other side").press("Share it with the other side")
    theirs.sees("The issue report is shared with the commissioner.", "It waits for the commissioner to reply by")
    return here


def the_commissioner_replies(company):
    ours = company("negotiator").open("/work").follow("Dispute: Target for VT-1", exact=False)
    ours.sees("Men would wait for a place that cannot be given.", "Tutors by month").follow("Reply")
    ours.fill("What do you want to say?", "The evidence of need carries the target.").press("Comment")
    ours.open(f"{AGREEMENT}").sees("1 disputed").open(f"{AGREEMENT}/accept").sees("VT-1: in issue resolution.")


def the_sub_committee_decides(company, here):
    theirs = company("durham.negotiator").open(here).sees("The evidence of need carries the target.")
    theirs.follow("Take it further").fill("Why do you take it further?", "We cannot settle it.")
    theirs.press("Take it further").sees("With sub-committee")
    recorder = company("director").open("/work").follow("Dispute: Target for VT-1", exact=False)
    recorder.follow("Record the decision").press("Record this decision").sees("Select what it is to be")
    recorder.choose("As the commissioner has it").fill("Reasons", "Need comes first.").press("Record this decision")
    recorder.sees("Decided by sub-committee", "Either side can ask for the executive committee by")


def a_settlement_is_offered_and_not_taken(company, here):
    ours = company("negotiator").open(here).follow("Propose a settlement")
    ours.choose("As the commissioner has it").fill("Why do you propose this?", "It saves us both a hearing.")
    ours.press("Send this proposal").sees("Your proposal is with the other side.")
    theirs = company("durham.negotiator").open(here).sees("It saves us both a hearing.").follow("Accept the settlement")
    theirs.sees("The terms are agreed as they stand here").open(here).follow("Ask for the executive committee")
    theirs.fill("Why do you take it further?", "The tutors were not counted.").press("Ask for the executive committee")
    theirs.follow("Withdraw it").open(here)


def the_executive_committee_decides(company, here):
    recorder = company("director").open(here).follow("Record the decision").choose("Something else")
    recorder.page.get_by_label("Target", exact=True).fill("33")
    recorder.fill("Reasons", "So many can be run.").press("Record this decision")
    recorder.sees("The decision is recorded. Both sides are told.", "Decided", "So many can be run.", "33")
    theirs = company("durham.negotiator").open(AGREEMENT).sees("Dispute 1 on VT-1: decided by the executive committee")
    theirs.sees("Decided by the executive committee: dispute 1 on VT-1.").sees_not("1 disputed")


def the_pack_is_made(company, here, folder):
    theirs = company("durham.negotiator").open(here).press("Make the dispute pack")
    until = time.monotonic() + 60
    while "It is ready." not in theirs.page.inner_text("main") and time.monotonic() < until:
        theirs.page.wait_for_timeout(500)
        theirs.page.reload()
    theirs.look()
    path = theirs.download("Download dispute", folder)
    with zipfile.ZipFile(path) as package:
        assert {"annexes/redline.docx", "annexes/01-tutors.txt", "dispute-pack.docx"} == set(package.namelist())
        document = Document(io.BytesIO(package.read("dispute-pack.docx")))
    words = " ".join(each.text for each in document.element.iter() if each.tag.endswith("}t") and each.text)
    for said in (*REPORT.values(), "The evidence of need carries the target.", "So many can be run."):
        assert said in words


def two_providers_ask_for_advice(company):
    theirs = company("durham.negotiator").open(f"{AGREEMENT}/disputes/open")
    theirs.fill("What is it about, in a few words?", "Escorts to court").choose("Another provider")
    theirs.pick("Which provider?", "Wales Probation Trust").press("Begin the report")
    theirs.date("When was it first raised?", 16, 1, 2012)
    for label, words in REPORT.items():
        theirs.fill(label, words)
    theirs.choose("Low", under="How severe is it?").choose("Low", under="How urgent is it?").press("Save the report")
    here = theirs.page.url.removeprefix(theirs.address)
    theirs.follow("Ask the commissioner for advice").press("Ask the commissioner for advice")
    others = (
        company("wales.negotiator")
        .open("/disputes")
        .follow("Escorts to court")
        .sees_not("Wrote", "Annual operating price")
    )
    others.follow("Comment").fill("What do you want to say?", "Not on Mondays.").press("Comment")
    ours = company("negotiator").open(here).sees("Not on Mondays.").follow("Advise both providers")
    ours.fill("Your advice", "Share the days.").press("Advise both providers").sees("Advised")
