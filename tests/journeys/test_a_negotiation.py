"""A negotiation line by line: offers of every kind from both sides, talk and notes, a term reopened, to signature."""

import pytest

from tests.browser import served
from tests.demonstration import Demonstration
from tests.journeys.company import Company

AGREEMENT = "/agreements/2012-13/hmp-durham"
TERMS = f"{AGREEMENT}/terms"
OPENING = ("Local profile of need", "Where you depart from the evidence", "Sub-contracting", "Delivery plan")
CHANGE, WHY = "Change it in your offer", "Why do you make this offer?"
NOTE = "We could live with five fewer."
"""What the commissioner's side writes for itself on VT-2, and the provider never reads."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    demonstration = Demonstration(f"sqlite:///{tmp_path_factory.mktemp('talks') / 'app.sqlite'}", "negotiating")
    with served(demonstration.database_url) as address:
        yield address


def test_both_sides_negotiate_line_by_line_to_signature(browser_of_the_machine, address):
    with Company(browser_of_the_machine, address) as company:
        target = the_provider_answers_the_draft_on_the_terms_own_pages(company)
        the_commissioner_sees_nothing_until_it_is_sent(company)
        the_commissioner_reads_and_talks(company)
        the_commissioner_answers_and_thinks_again(company, target)
        the_provider_counters_and_the_commissioner_accepts(company, target)
        a_term_is_reopened_by_both_and_agreed_again(company)
        both_sides_approve_and_sign(company)


def the_provider_answers_the_draft_on_the_terms_own_pages(company) -> int:
    theirs = (
        company("durham.negotiator").open(AGREEMENT).sees("0 of 40 terms agreed").follow("Write your opening proposal")
    )
    for part in OPENING:
        theirs.fill(part, f"What HMP Durham says of it: {part}.")
    theirs.press("Save").follow("accept terms one by one").choose("SV-1 ", exact=False).choose("SV-2 ", exact=False)
    theirs.press("Save in your offer").sees("2 accepted terms are in your offer")
    theirs.open(f"{TERMS}/SV-4").sees("There is no earlier value of SV-4 to go back to").follow("Accept it")
    theirs.press("Save in your offer").sees("1 accepted term is in your offer")
    target = change_number(theirs, "VT-2", {"Target": -20}, "Two workshops close in May.")
    change_number(theirs, "PR-5", {"Baseline": 20_000, "Price": 20_000}, "The boiler fails each winter.")
    theirs.open(f"{TERMS}/SV-3").follow("Ask for a change").press("Save in your offer").sees("There is a problem")
    theirs.fill("What should change, and why?", "Say who pays for the escorts.").press("Save in your offer")
    theirs.open(f"{TERMS}/SL-5").follow("Park it").fill("Who will settle it?", "The head of business")
    theirs.fill("Why does it wait?", "The first conferences are not counted yet.").date("Until when?", 29, 6, 2012)
    theirs.press("Save in your offer").sees("Your answer to SL-5 is in your offer")
    return target


def the_commissioner_sees_nothing_until_it_is_sent(company):
    ours = company("negotiator").open(AGREEMENT).sees("0 of 40 terms agreed").sees_not("The boiler fails")
    ours.open(f"{TERMS}/VT-2").sees_not("Two workshops close in May.", "Accept it")
    theirs = company("durham.negotiator").open(AGREEMENT).sees("Only your side sees this", "Leave it out")
    theirs.press("Leave it out : SV-4").sees("SV-4 stays as it is on the table.").follow("Send your proposal")
    theirs.sees("What it does to price and targets", "Target of VT-2").fill(WHY, "What we can do this year.")
    theirs.press("Send proposal").sees("2 of 40 terms agreed, 1 parked", "It is the commissioner’s move now")


def the_commissioner_reads_and_talks(company):
    ours = company("negotiator").open("/work").follow("HMP Durham").sees("With commissioner")
    ours.sees("2 of 40 terms agreed, 1 parked", "The boiler fails each winter.")
    ours.open(f"{TERMS}/SL-5").sees("Parked", "The head of business settles it by 29 June 2012")
    ours.open(f"{TERMS}/VT-2").fill("Say something about VT-2", "Which workshops close?").press("Send to both sides")
    ours.fill("Write a note on VT-2", NOTE).press("Save the note").sees("Your note is saved", NOTE)
    theirs = company("durham.negotiator").open(AGREEMENT).sees("1 new remark").sees_not(NOTE)
    theirs.open(f"{TERMS}/VT-2").sees("Which workshops close?").sees_not(NOTE)
    theirs.fill("Say something about VT-2", "Joinery and print.").press("Send to both sides")
    theirs.open(f"{AGREEMENT}/discussion").sees("Which workshops close?", "Joinery and print.").sees_not(NOTE)
    ours.open(f"{AGREEMENT}/discussion").sees("Joinery and print.", NOTE)


def the_commissioner_answers_and_thinks_again(company, target):
    ours = company("negotiator").open(f"{TERMS}/SV-1").sees("Both sides have agreed it. It is locked")
    change_number(ours, "VT-2", {"Target": 15}, "Print moves, and goes on.")
    ours.open(f"{TERMS}/PR-5").follow("Refuse it").choose("Not affordable").fill("Reason", "The settlement is less.")
    ours.press("Save in your offer").open(f"{AGREEMENT}/counter").sees("SV-3")
    ours.open(f"{TERMS}/SV-3").sees("The provider wants: Say who pays for the escorts.").follow(CHANGE)
    ours.fill("Delivered by", "The prison, with escorts that the commissioner pays").fill("Why", "It was not said.")
    send(ours.press("Save in your offer"), "We meet you on two of three.").sees("Offer 3 is sent")
    company("durham.negotiator").open(f"{TERMS}/VT-2").sees(str(target + 15), "Print moves, and goes on.")
    ours.follow("Take back your last offer").fill("Why do you take it back?", "Ten is what we meant.").press(
        "Take it back"
    )
    ours.sees("Offer 3 is withdrawn. What it said is in your offer again, unsent.")
    company("durham.negotiator").open(AGREEMENT).sees("Offer 3 was withdrawn").sees_not("Print moves, and goes on.")
    ours.open(f"{TERMS}/VT-2").follow(CHANGE).fill("Target", str(target + 10)).press("Save in your offer")
    send(ours, "The right figure.").sees("Offer 4 is sent")


def the_provider_counters_and_the_commissioner_accepts(company, target):
    theirs = company("durham.negotiator").open(AGREEMENT).sees("On the table: offer 4", "The right figure.")
    theirs.sees(str(target + 10)).sees_not(NOTE)
    change_number(theirs, "VT-2", {"Target": -5}, "So many can be run.")
    theirs.open(f"{AGREEMENT}/accept-terms").choose("SV-3 ", exact=False).choose("PR-5 ", exact=False)
    send(theirs.press("Save in your offer"), "Our last word.").sees("4 of 40 terms agreed, 1 parked")
    ours = company("negotiator").open(AGREEMENT).sees("So many can be run.")
    ours.follow("Accept everything on the table").sees(str(target + 5)).press("Accept everything")
    ours.sees("Agreed in principle", "39 of 40 terms agreed, 1 parked")


def a_term_is_reopened_by_both_and_agreed_again(company):
    theirs = company("durham.negotiator").open(f"{TERMS}/VT-3").follow("Ask to reopen it")
    theirs.fill("Why should it be reopened?", "The census is out.").press("Ask to reopen it").sees("You have asked")
    ours = company("negotiator").open(f"{TERMS}/VT-3").sees("The provider asks to reopen it: The census is out.")
    ours.follow("Reopen it").press("Reopen VT-3").sees("VT-3 is open again.")
    change_number(theirs, "VT-3", {"Target": -3}, "Three fewer are released.")
    send(theirs.sees("38 of 40 terms agreed, 1 parked"), "What the census says.")
    ours.open(f"{AGREEMENT}/accept").sees("Three fewer are released.").press("Accept everything")
    ours.sees("Agreed in principle", "39 of 40 terms agreed, 1 parked")


def both_sides_approve_and_sign(company):
    for key in ("director", "durham.governor"):
        signatory = company(key).open(AGREEMENT).sees_not(*([NOTE] if key != "director" else []))
        signatory.follow("Approve the exact text").choose("I have read the exact text", exact=False)
        signatory.press("Approve this text")
    for key in ("director", "durham.governor"):
        signatory = company(key).open(f"{AGREEMENT}/sign").fill("Your authority to sign", "My post")
        signatory.fill("Type “I agree” to sign", "I agree").press("Sign for", exact=False)
    signatory.sees("Signed by both sides", "It starts on Sunday 1 April 2012")


def change_number(person, ref, by: dict[str, int], why) -> int:
    """Change figures of a term by so much in one's own side's offer; the last of them as it is then."""
    person.open(f"{TERMS}/{ref}/write-change")
    for label, more in by.items():
        figure = int(person.page.get_by_label(label, exact=True).input_value().replace(",", "")) + more
        person.fill(label, str(figure))
    person.fill("Why", why).press("Save in your offer").sees("is in your offer. Nothing is sent until you send")
    return figure


def send(person, why):
    """Send one's own side's offer, from the agreement’s page."""
    return person.follow("Send your offer").fill(WHY, why).press("Send offer")
