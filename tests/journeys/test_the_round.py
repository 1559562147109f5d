"""The whole round as its people: from the discussion edition to the signed Word file and the first return."""

import re
from pathlib import Path

import pytest
from docx import Document

from tests.browser import served
from tests.demonstration import Demonstration
from tests.journeys.company import Company

ROUND = "/rounds/2012-13"
AGREEMENT = "/agreements/2012-13/hmp-durham"
SCREENED = ["age", "disability", "gender reassignment", "marriage and civil partnership", "pregnancy and maternity",
            "race", "religion or belief", "sex", "sexual orientation"]  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    demonstration = Demonstration(f"sqlite:///{tmp_path_factory.mktemp('round') / 'round.sqlite'}", "consulting")
    with served(demonstration.database_url, worker=True) as address:
        yield address


def test_a_round_goes_from_its_first_edition_to_a_signed_agreement_and_a_return(
    browser_of_the_machine, address, tmp_path
):
    with Company(browser_of_the_machine, address) as company:
        the_public_responds(company)
        feedback_closes_and_is_answered(company)
        equality_is_screened_and_assessed(company)
        the_final_edition_is_published(company)
        agreements_are_drafted_and_sent(company)
        both_sides_negotiate(company)
        both_sides_sign(company)
        the_word_file_says_who_signed(company, tmp_path)
        the_first_return_is_sent_and_rated(company, tmp_path)


def the_public_responds(company):
    someone = company().open("/").follow("Have your say").follow("Respond to", exact=False)
    someone.press("Start").sees("Your receipt code. Write it down")
    code = someone.page.locator(".app-receipt__code").inner_text()
    someone.follow("Who you are").fill("Your name", "Ada Byron").fill("Email address", "ada@example.test")
    someone.choose("For myself").choose("England").choose("English").choose("Yes, but without my name")
    someone.press("Save and continue").follow("Custodial", exact=False).follow("CU-1 ", exact=False)
    someone.choose("I agree in part").fill("Your comment", "Say how many places you mean to buy.")
    someone.press("Save and come back later")
    someone.context.clear_cookies()
    someone.open(f"{ROUND}/respond/return").fill("Your receipt code", code.lower()).press("Continue")
    someone.follow("Equality questions").follow("EQ-4", exact=False)
    someone.fill("Your comment", "Older prisoners cannot climb the stairs to education.").choose("Age")
    someone.press("Save and continue").open(f"{ROUND}/respond/sections")
    someone.follow("Check your answers").sees("Say how many places you mean to buy.", "Agree in part")
    someone.press("Send your response").sees("Response sent", code, "until the end of Friday 9 December 2011")


def feedback_closes_and_is_answered(company):
    company.move_the_clock(to="To the feedback deadline")
    analyst = company("analyst").open(f"{ROUND}/feedback").sees("2 points are left to answer")
    answer = {"Accepted in part": "The final edition will give the number.", "Accepted": "Lessons move downstairs."}
    analyst.follow("Ada Byron", within=".app-points", exact=False)
    for disposition, reason in answer.items():
        analyst.choose(disposition).fill("Reason", reason).press("Save and next")
    manager = company("manager")
    for _ in answer:
        manager.open(f"{ROUND}/feedback?state=answered").follow("Ada Byron", within=".app-points", exact=False)
        manager.press("Approve")
    analyst.open(f"{ROUND}/feedback").sees("Every point has an answer")


def equality_is_screened_and_assessed(company):
    lead = company("equality").open(f"{ROUND}/equality").press("Start screening").follow("Fill in the screening")
    for name in SCREENED:
        finding = "Relevant" if name == "age" else "Not relevant"
        lead.choose(finding, under=f"Are the intentions relevant to {name}?")
        lead.fill(f"Reason, for {name}", f"What we know of {name} and what people said.")
    lead.press("Save the screening").press("Send for approval").open(f"{ROUND}/equality").press("Start the assessment")
    lead.follow("Write the assessment").fill("What does the evidence show?", "One prisoner in eight is over 50.")
    lead.fill("Who was consulted, and what did they say?", "Everyone who answered question 4.")
    lead.choose("Adjust", exact=False).press("Save the assessment")
    lead.follow("Add an impact").pick("Characteristic", "Age").choose("Negative").choose("Low")
    lead.choose("Advance equality of opportunity").fill("Why do you expect it?", "Stairs.").press("Add this impact")
    lead.follow("Add an action", exact=False).fill("What will be done?", "Hold lessons on the ground floor.")
    lead.fill("Who leads it?", "Head of learning").choose("It ends on a date")
    lead.date("Target or review date", 30, 6, 2012).fill("How will success be judged?", "Attendance of over-50s.")
    lead.press("Save the action").open(f"{ROUND}/equality/assessment").press("Send for approval")
    director = company("director").open(f"{ROUND}/equality/screening").press("Approve this screening")
    director.open(f"{ROUND}/equality/assessment").press("Approve this assessment").sees("Approved")


def the_final_edition_is_published(company):
    manager = company("manager").open(ROUND)
    manager.sees("The answering cut-off, the end of Friday 23 December 2011, has not passed.")
    company.move_the_clock(to="To the answering cut-off")
    manager.open(ROUND).follow("Record the settlement").date("Day on which it became known", 15, 12, 2011)
    manager.press("Record the settlement").follow("Publish the final edition")
    manager.choose("Final edition", exact=False).fill("Reason for issue", "After feedback and the settlement")
    manager.press("Publish").sees("Mend what is listed, or enter the reason for publishing regardless")
    manager.fill("Reason for publishing regardless", "The slips are the paper’s own.").press("Publish")
    manager.sees("Edition 2 is published")
    reader = company().open(f"{ROUND}/intentions/CU-1")
    reader.sees("Say how many places you mean to buy.", "The final edition will give the number.")
    reader.sees_not("Ada Byron")
    reader.open(f"{ROUND}/equality-assessment").sees("Hold lessons on the ground floor.")


def agreements_are_drafted_and_sent(company):
    manager = company("manager").open(ROUND).follow("Start negotiating").press("Start negotiating")
    manager.open(f"{ROUND}/agreements").follow("Draft the agreements").press("Draft the agreements")
    company("durham.negotiator").open(AGREEMENT).sees("Page not found")
    ours = company("negotiator").open(AGREEMENT).sees("Drafting").open(f"{AGREEMENT}/excuse/CU-3")
    ours.open(f"{AGREEMENT}/terms/add").choose("Services").press("Continue").open(f"{AGREEMENT}/terms/SV-1/edit")
    ours.fill("Delivered by", "The prison alone").press("Save").sees("The prison alone").follow(
        "Send to the provider"
    ).press("Send the draft")


def both_sides_negotiate(company):
    theirs, ours = company("durham.negotiator"), company("negotiator")
    theirs.open("/work").follow("Agreement for 2012-13").follow("Write your opening proposal")
    for part in ("Local profile of need", "Where you depart from the evidence", "Sub-contracting", "Delivery plan"):
        theirs.fill(part, f"What HMP Durham says of it: {part}.")
    theirs.press("Save").open(f"{AGREEMENT}/terms/VT-1").follow("Change it in your offer")
    target = theirs.page.get_by_label("Target", exact=True)
    lower = int(target.input_value()) - 10
    target.fill(str(lower))
    theirs.fill("Why", "Two officers start in May.").press("Save in your offer").sees("Your offer")
    ours.open(AGREEMENT).sees_not("Two officers start in May.")
    theirs.follow("Send your proposal").fill("Why do you make this offer?", "What we can do this year.")
    theirs.press("Send proposal")
    ours.open(AGREEMENT).sees("Two officers start in May.").open(f"{AGREEMENT}/terms/VT-1").follow(
        "Change it in your offer"
    )
    ours.fill("Target", str(lower + 5)).fill("Why", "Half of them can start in April.").press("Save in your offer")
    ours.follow("Send your offer").fill("Why do you make this offer?", "We meet you half-way.").press("Send offer")
    theirs.open(AGREEMENT).follow("Accept everything on the table").press("Accept everything")
    theirs.sees("Agreed in principle")


def both_sides_sign(company):
    for key, listed in (("director", "HMP Durham"), ("durham.governor", "Agreement for 2012-13")):
        signatory = company(key).open("/work").follow(listed).follow("Approve the exact text")
        signatory.choose("I have read the exact text", exact=False).press("Approve this text")
    for key in ("director", "durham.governor"):
        signatory = company(key).open(AGREEMENT).follow("Sign")
        signatory.fill("Your authority to sign", "My post").fill("Type “I agree” to sign", "I agree")
        signatory.press("Sign for", exact=False)
    signatory.sees("Signed by both sides", "It starts on Sunday 1 April 2012")


def the_word_file_says_who_signed(company, folder):
    provider = company("durham.negotiator").open(AGREEMENT)
    document = Document(provider.download("download it as Word", folder))
    words = "\n".join(each.text for each in document.element.iter() if each.tag.endswith("}t") and each.text)
    furniture = "\n".join(p.text for s in document.sections for part in (s.header, s.footer) for p in part.paragraphs)
    assert "HMP Durham" in words
    assert "Helen Ashworth" in words
    assert "Michael Dunn" in words
    assert "DRAFT" not in words + furniture
    assert "Demonstration: not a real agreement" in words + furniture


def the_first_return_is_sent_and_rated(company, folder: Path):
    company.move_the_clock(to="when agreements start")
    provider = company("durham.negotiator").open(AGREEMENT).sees("In force")
    provider.open("/returns").follow("Assurance statement").follow("Write the statement")
    provider.fill("What do you assure the commissioner of?", "Every service ran.").choose("3:", exact=False)
    provider.press("Save").follow("Attach evidence")
    evidence = folder / "evidence.txt"
    evidence.write_text("What was counted, and how.", encoding="utf-8")
    provider.attach("File", evidence).fill("What is it?", "Self-audit").press("Attach this file")
    provider.press("Send the return").sees("Return sent to the commissioner for review.")
    number = re.search(r"/returns/\d+", provider.page.url).group()
    assurer = (
        company("assurer").open(f"{number}/send-back").open(number).follow("Review and rate").choose("2:", exact=False)
    )
    assurer.fill("Your conclusion", "The evidence is thin.").press("Save the review")
    provider.open(number).sees("The provider's own is 1 higher", "The evidence is thin.")
