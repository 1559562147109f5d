"""A negotiator takes an agreement into LibreOffice, edits it there, brings it back, and sends what came of it."""

import pytest

from app.demo.negotiation import Reach
from tests.browser import served
from tests.demonstration import Demonstration
from tests.journeys.company import Company
from tests.word_copies.editing import Edited, W
from tests.word_copies.office import Office

AGREEMENT = "/agreements/2012-13/hmp-durham"

pytestmark = pytest.mark.xdist_group("libreoffice")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    demonstration = Demonstration(f"sqlite:///{tmp_path_factory.mktemp('word') / 'word.sqlite'}", "negotiating")
    demonstration.bring_to(Reach.COUNTERED)
    with served(demonstration.database_url) as address:
        yield address


def mark(copy: Edited, ref: str, column: int) -> str:
    """The bookmark of a value in a copy."""
    return copy.cell(ref, column).find(f".//{W}bookmarkStart").get(f"{W}name")


def test_an_agreement_goes_through_libreoffice_and_comes_back_as_an_offer(
    browser_of_the_machine, address, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("office")
    office = Office(folder)
    with Company(browser_of_the_machine, address) as company:
        negotiator = company("durham.negotiator").open(AGREEMENT).follow("Work on this in Word")
        taken = negotiator.download("Get a copy to edit", folder)
        edited = folder / "our answer.docx"
        edited.write_bytes(edit(office, taken.read_bytes()))
        negotiator.open(f"{AGREEMENT}/word").sees("Copies that your side has taken")
        negotiator.attach("Your edited copy", edited).press("See what changed")
        negotiator.sees("What came back in edited copy 1", "Two officers start in May.", "Is this", "Unplaced changes")
        answer_and_place(negotiator)
        negotiator.fill("Why, where you give no reason above", "As we wrote in Word.")
        negotiator.press("Put these into your offer").sees("Nothing is sent until you send the offer", "Your offer")
        company("negotiator").open(AGREEMENT).sees_not("As we wrote in Word.", "Two officers start in May.")
        negotiator.follow("Send your offer").fill("Why do you make this offer?", "Our answer.").press("Send offer")
        company("negotiator").open(AGREEMENT).sees("As we wrote in Word.")


def edit(office: Office, content: bytes) -> bytes:
    copy = Edited(content)
    return office.edit(
        content,
        ("track", "yes", ""),
        ("type", mark(copy, "VT-1", 3), "25 places"),
        ("comment", mark(copy, "VT-1", 3), "Two officers start in May."),
        ("type", mark(copy, "PR-1", 1), "about £300k"),
        ("type", mark(copy, "SV-1", 2), "The prison and Northern Mentors"),
        ("track", "no", ""),
        ("type", mark(copy, "VT-2", 4), "More in summer"),
        ("add row", mark(copy, "VT-2", 4), "VT-99"),
        ("replace", "largest number of people", "smallest number of people"),
    )


def answer_and_place(negotiator) -> None:
    """Decide on the two changes that stand outside the fields."""
    negotiator.follow("Place, note or dismiss", exact=False).choose("Place it")
    negotiator.press("Save").sees("Choose where it belongs")
    negotiator.choose("Note it, and change nothing").press("Save").sees("Noted")
    negotiator.follow("Place, note or dismiss", exact=False).choose("Dismiss it").press("Save")
    negotiator.sees("Every change outside the fields is decided.")
