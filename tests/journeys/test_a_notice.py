"""A mandatory notice to many and its undoing; then one that is answered, takes effect and is read on any day."""

import pytest

from app.extensions import db
from app.models import Round, Term
from tests import make
from tests.browser import served
from tests.demonstration import Demonstration
from tests.journeys.company import Company

ROUND = "/rounds/2012-13"
AGREEMENT = "/agreements/2012-13/hmp-durham"
EFFECTS = {
    "Effect on the service": "Families visit more often.",
    "Effect on staff": "Two more officers at weekends.",
    "Effect on price": "None.",
    "Effect on targets": "None.",
    "Effect on people with protected characteristics": "Children and carers gain; nobody loses.",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    demonstration = Demonstration(f"sqlite:///{tmp_path_factory.mktemp('notice') / 'app.sqlite'}", "delivering")
    demonstration.here(as_many_as_there_are)
    with served(demonstration.database_url) as address:
        yield address


def as_many_as_there_are():
    """With the two that have the line, 166 signed agreements that a notice to many reaches."""
    round_ = db.session.query(Round).filter_by(slug="2012-13").one()
    fields = {"requirement": "Custody", "minimum": "Every specification", "delivered_by": "The prison"}
    for number in range(164):
        made = make.agreement(round_, make.provider(name=f"HMP Number {number}"), state="in force")
        line = Term(
            agreement_id=made.id, schedule="services", ref="SV-1", position=1, title="Secure and decent custody",
            fields=fields, intentions=[], state="agreed",
        )  # fmt: skip
        db.session.add(line)
    db.session.commit()


def test_notices_of_change_go_out_and_take_effect(browser_of_the_machine, address):
    with Company(browser_of_the_machine, address) as company:
        many = a_notice_goes_to_many(company)
        it_is_undone_as_a_whole(company, many)
        once_answered_another_stays(company)
        one = a_notice_to_one_is_written_and_issued(company)
        it_is_answered_at_a_cost_and_decided(company, one)
        it_takes_effect_and_the_text_of_any_day_says_so(company, one)
        notice_of_an_early_end_is_given_and_taken_back(company)


def words(person, title, *, answer_by, effective_on):
    """Everything that a mandatory notice says."""
    person.fill("What changes, in a few words", title).choose("Mandatory", under="Which kind of notice is it?")
    person.choose("A change in the law, or a judgment").fill("Reason", "The Act asks for it.")
    for label, said in EFFECTS.items():
        person.fill(label, said)
    return person.date("Answer asked for by", *answer_by).date("Takes effect on", *effective_on)


def write_to_many(company, title):
    manager = company("manager").open(f"{ROUND}/agreements").follow("Change signed agreements by one notice to many")
    manager.page.get_by_label("Line that changes").select_option("services:Secure and decent custody")
    manager.press("Write a notice to many").press("Save, and see whom it reaches")
    manager.sees("There is a problem", "Enter what changes, in a few words")
    manager.fill("Mandatory minimum", "Every specification, reviewed each month")
    words(manager, title, answer_by=(28, 9, 2012), effective_on=(1, 10, 2012))
    manager.press("Save, and see whom it reaches").sees("166 agreements change", "It has no such line", "HMP Durham")
    return manager.page.url.removeprefix(manager.address)


def a_notice_goes_to_many(company):
    many = write_to_many(company, "Monthly review of custody")
    company("durham.governor").open(many).sees("Page not found")
    director = company("director").open(many).follow("Issue it to all of them").press("Issue to 166 providers")
    director.sees(
        "Issued: 166 providers are asked to answer by Friday 28 September 2012.", "166 of 166 notices: issued"
    )
    governor = company("durham.governor").open("/work").sees("waits for your answer by 28 September 2012")
    governor.sees_not("Frankland")
    governor.follow("Notice of change 1: Monthly review of custody, HMP Durham").sees("Answer the notice")
    return many


def it_is_undone_as_a_whole(company, many):
    director = company("director").open(many).follow("Undo it as a whole").press("Undo the notice to all of them")
    director.sees("Enter the reason").fill("Reason", "It went out too soon.").press("Undo the notice to all of them")
    director.sees("Undone: 166 notices are withdrawn, and the providers are told.")
    company("durham.governor").open(f"{AGREEMENT}/notices/1").sees("It went out too soon.", "changes nothing")


def once_answered_another_stays(company):
    many = write_to_many(company, "Monthly review, again")
    company("director").open(many).follow("Issue it to all of them").press("Issue to 166 providers")
    governor = company("durham.governor").open(f"{AGREEMENT}/notices/2").follow("Answer the notice")
    governor.choose("Accept it").press("Send your answer").sees("You have accepted the notice.")
    director = company("director").open(many).sees("It can be undone only while nobody has built on it")
    director.sees(
        "HMP Durham accepted it on", governor.page.locator(".app-header__account").inner_text().split("\n")[0]
    )


def a_notice_to_one_is_written_and_issued(company):
    negotiator = company("negotiator").open(AGREEMENT).follow("Write a notice of change")
    words(negotiator, "A smaller group", answer_by=(24, 8, 2012), effective_on=(27, 8, 2012))
    negotiator.fill("Why the time to answer is shorter than 20 working days", "A judgment of the High Court.")
    negotiator.press("Save the draft").sees("Only your side sees it", "Nothing yet")
    negotiator.follow("VT-1 ", exact=False).fill("Target", "80").press("Save in the notice").sees(
        "VT-1 is in the notice."
    )
    one = negotiator.page.url.removeprefix(negotiator.address)
    company("durham.governor").open(one).sees("Page not found")
    director = company("director").open("/work").follow("Notice of change: A smaller group, HMP Durham")
    director.follow("Issue the notice").press("Issue the notice").sees("The notice is issued.")
    return f"{AGREEMENT}/notices/3"


def it_is_answered_at_a_cost_and_decided(company, one):
    governor = company("durham.governor").open(one).follow("Answer the notice").choose("Accept it at a cost")
    governor.press("Send your answer").sees("Enter the cost in whole pounds", "Explain your answer")
    governor.fill("Cost a year, on top of what the notice says", "12,000")
    governor.fill("In your own words", "Half a tutor stays idle.").press("Send your answer")
    governor.sees("Accepted at a cost: £12,000", "It takes effect on 27 August 2012 whatever the answer.")
    director = company("director").open(one).follow("Decide on the price")
    director.fill("Cost a year, on top of what the notice says", "9,000")
    director.page.get_by_label("Price line that it goes on").select_option("PR-1")
    director.fill("Reason", "A third of a tutor is enough.").press("Record the decision").sees("The price is decided")


def it_takes_effect_and_the_text_of_any_day_says_so(company, one):
    company.move_the_clock(day=(28, 8, 2012))
    governor = (
        company("durham.governor").open(one).sees("The agreement has read so since 27 August 2012.", "version 2.0")
    )
    governor.follow("Notices of change").date("Day", 26, 8, 2012).press("Read the text as it stood")
    governor.sees("the text on Sunday 26 August 2012").sees_not("80 (notice 3)")
    governor.open(f"{AGREEMENT}/text?on=2012-08-27").sees("80 (notice 3)", "(notice 3, price decided)", "+£9,000")
    governor.follow("2.0").sees("Notice of change 3 (mandatory): A smaller group")


def notice_of_an_early_end_is_given_and_taken_back(company):
    director = company("director").open(AGREEMENT).follow("End it early").press("Give notice")
    director.sees("Enter the last day", "Select what ending it means").date("Last day of the agreement", 31, 1, 2013)
    director.fill("Why it ends", "The wing closes.").choose("We do not know yet")
    director.fill("What you considered, and what follows", "Not asked yet.").press("Give notice")
    director.sees("Not knowing whom it touches is not the same as touching nobody.")
    director.choose("No adverse effect", exact=False).press("Give notice").sees(
        "Its last day is Thursday 31 January 2013."
    )
    director.follow("Let it run on after all").fill("Why it runs on after all", "The wing stays open.")
    director.press("Take the notice back").sees_not("Its last day is Thursday 31 January 2013.")
