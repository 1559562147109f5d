"""Two journeys by keyboard alone: the focus is always seen, and goes where the trouble is."""

import re

from tests.browser import Journey
from tests.demonstration import sign_in_of

NAME = """() => { const e = document.activeElement; return (e.labels && e.labels[0] ? e.labels[0].innerText
  : e.getAttribute('aria-label') || e.innerText || '').trim() }"""
SHOWS_FOCUS = """() => { const e = document.activeElement;
  const box = /radio|checkbox/.test(e.type) ? getComputedStyle(e.labels[0], '::before') : getComputedStyle(e);
  return (box.outlineStyle !== 'none' && parseFloat(box.outlineWidth) > 1) || box.boxShadow !== 'none' }"""


class Keyboard:
    """Someone who has no mouse."""

    def __init__(self, person: Journey) -> None:
        self.person, self.page, self.keys = person, person.page, person.page.keyboard

    def at(self) -> str:
        return self.page.evaluate(NAME)

    def tab_to(self, name: str) -> "Keyboard":
        """Press Tab until the focus is on what is called so; it must show, there and on the way."""
        for _ in range(150):
            self.keys.press("Tab")
            if self.page.evaluate("document.activeElement !== document.body"):
                assert self.page.evaluate(SHOWS_FOCUS), f"the focus on “{self.at()}” cannot be seen"
            if re.match(name, self.at()):
                return self
        raise AssertionError(f"Tab never reaches “{name}” on {self.page.url}")

    def enter(self) -> "Keyboard":
        """Press Enter on a link or button, and look at the page that it leads to."""
        with self.page.expect_navigation():
            self.keys.press("Enter")
        self.person.look()
        return self

    def types(self, label: str, words: str) -> "Keyboard":
        self.tab_to(label)
        self.keys.press("Control+A")
        self.keys.type(words)
        return self


def test_a_view_is_given_by_keyboard_and_a_forgotten_choice_is_found(browser_of_the_machine, consulting):
    with Journey(browser_of_the_machine, consulting) as person:
        someone = Keyboard(person.open("/rounds/2012-13/respond"))
        someone.tab_to("Start").enter().tab_to("Custodial").enter().tab_to("CU-12 ").enter()
        someone.types("Your comment", "Say who pays.").tab_to("Save and continue").enter()
        assert "There is a problem" in someone.at()
        someone.tab_to("Select whether you agree").keys.press("Enter")
        assert someone.at() == "I agree"
        someone.keys.press("ArrowDown")
        assert someone.at() == "I agree in part"
        someone.tab_to("Save and continue").enter()
        person.open("/rounds/2012-13/respond/check").sees("Agree in part", "Say who pays.")


def test_an_agreement_is_signed_by_keyboard(browser_of_the_machine, negotiating):
    with Journey(browser_of_the_machine, negotiating) as person:
        governor, (email, password) = Keyboard(person.open("/sign-in")), sign_in_of("durham.governor")
        governor.types("Email address", email).types("Password", password).tab_to("Sign in").enter()
        governor.tab_to("Agreement for 2012-13").enter().tab_to("Sign$").enter()
        governor.types("Your authority to sign", "Head of the establishment").types("Type “I agree”", "i agree")
        governor.tab_to("Sign for HMP Durham").enter()
        person.sees("Signed by one side", "Head of the establishment")
